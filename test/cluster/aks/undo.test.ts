import { describe, expect, test } from '@jest/globals';
import { restore } from '../../../src/restore/restore.ts';
import { readUndos, saveUndo, type Undo } from '../../../src/results/undo-state.ts';
import { fakeHost, fakeOutputs } from '../../fakes/host.ts';
import { commandsOf, fakeAz, refusal } from './azure.ts';

const onKept: Undo = {
  runId: 'cpg-00000001',
  timeScale: 1,
  pid: 1,
  output: '/out',
  namespaces: ['cpg-00000001'],
  secrets: []
};
const undo: Undo = { ...onKept, aks: { subscription: 'sub', resourceGroup: 'cpg-00000001' } };
const noCluster = (): Promise<never> => Promise.reject(new Error('no cluster is asked'));
const group = (provisioningState: string, owner = 'cpg-00000001'): object => ({
  name: 'cpg-00000001',
  tags: { 'cilium-perf-gate-run': owner },
  properties: { provisioningState }
});
const noGroup = refusal('ResourceGroupNotFound', 'gone');

describe('an AKS cluster of a run', () => {
  test('is removed with its group, without querying the cluster', async () => {
    const processes = fakeAz({ 'group show': [group('Succeeded'), group('Deleting')] });
    const host = fakeHost({ processes });
    await saveUndo(host.state, undo);
    expect(await restore(host, noCluster, undo)).toEqual([]);
    expect(commandsOf(processes)).toEqual(['group show', 'group delete', 'group show']);
    expect(processes.calls[1]).toEqual(expect.arrayContaining(['--yes', '--no-wait', '--subscription', 'sub']));
    expect(await readUndos(host.state)).toEqual([]);
  });

  test('stays in the state until the post step has confirmed its deletion', async () => {
    const processes = fakeAz({ 'group show': [group('Succeeded'), group('Deleting'), group('Deleting'), noGroup] });
    const outputs = fakeOutputs();
    const host = fakeHost({ processes, outputs });
    expect(await restore(host, noCluster, undo, undefined, 'post-step')).toEqual([]);
    const [kept] = await readUndos(host.state);
    expect(kept).toEqual(undo);
    expect(await restore(host, noCluster, undo, undefined, 'this-step')).toEqual([]);
    expect(outputs.lines).toContain('resource group cpg-00000001 is deleted');
    expect(await readUndos(host.state)).toEqual([]);
  });

  test('that is deleted slowly is not an error, and the warning has a command to check it', async () => {
    const outputs = fakeOutputs();
    const host = fakeHost({ processes: fakeAz({ 'group show': group('Deleting') }), outputs });
    await saveUndo(host.state, undo);
    expect(await restore(host, noCluster, undo, undefined, 'this-step')).toEqual([]);
    expect(outputs.lines).toContainEqual(
      expect.stringMatching(/^warning: Azure accepted .* az group exists --name cpg-00000001 --subscription sub$/)
    );
    expect(host.clock.seconds()).toBeLessThan(240);
    expect(await readUndos(host.state)).toEqual([]);
  });

  test.each([
    [
      'belongs to somebody else',
      group('Succeeded', 'cpg-00000002'),
      'is cpg-00000002, not cpg-00000001, so it was not deleted',
      1
    ],
    [
      'has no tag',
      { name: 'cpg-00000001', properties: { provisioningState: 'Succeeded' } },
      'is missing, not cpg-00000001',
      1
    ],
    ['is not deleted', group('Succeeded'), "the group's state is still Succeeded", 2]
  ])('whose group %s is reported with the command', async (_, shown, words, commands) => {
    const processes = fakeAz({ 'group show': shown });
    const host = fakeHost({ processes });
    await saveUndo(host.state, undo);
    const left = await restore(host, noCluster, undo);
    expect(left).toEqual([expect.stringContaining(words)]);
    expect(left[0]).toContain('by hand: az group delete --name cpg-00000001 --subscription sub --yes');
    expect(new Set(commandsOf(processes)).size).toBe(commands);
    expect(await readUndos(host.state)).toHaveLength(1);
  });

  test('that was never created leaves nothing behind', async () => {
    const processes = fakeAz({ 'group show': noGroup });
    expect(await restore(fakeHost({ processes }), noCluster, undo)).toEqual([]);
    expect(commandsOf(processes)).toEqual(['group show']);
  });
});

test("a managed cluster's encryption is restored without waiting, even if everything else fails", async () => {
  const processes = fakeAz({});
  const aksTransit = { subscription: 'sub', resourceGroup: 'lab', name: 'perf', encryption: 'WireGuard' };
  const left = await restore(fakeHost({ processes }), noCluster, { ...onKept, aksTransit });
  expect(left).toEqual([expect.stringContaining('delete namespace cpg-00000001 failed')]);
  expect(processes.calls[0]).toEqual(
    expect.arrayContaining(['update', '--acns-transit-encryption-type', 'WireGuard', '--no-wait'])
  );
});

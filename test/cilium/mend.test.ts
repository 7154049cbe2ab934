import { describe, expect, test } from '@jest/globals';
import { createHelm } from '../../src/cilium/helm.ts';
import { mendRelease } from '../../src/cilium/upgrade.ts';
import { fakeProcesses } from '../fakes/host.ts';

/** What helm is told to do about a release in a state, without its connection; and what the user is told. */
async function mend(status: string, revision: number): Promise<{ commands: string[]; told: string[] }> {
  const told: string[] = [];
  const list = [{ name: 'cilium', status, chart: 'cilium-1.20.2', app_version: '1.20.2', revision: String(revision) }];
  const processes = fakeProcesses((_, args) => ({ stdout: args[0] === 'list' ? JSON.stringify(list) : '' }));
  const helm = createHelm(processes, {
    kubeconfig: undefined,
    context: 'kind-demo',
    namespace: 'kube-system',
    release: 'cilium'
  });
  await mendRelease(helm, line => told.push(line));
  const commands = processes.calls
    .map(([, ...args]) =>
      args.filter(arg => !/^--(?:kube-context|namespace)$|^kind-demo$|^kube-system$/.test(arg)).join(' ')
    )
    .filter(command => !command.startsWith('list'));
  return { commands, told };
}

describe('a release whose last change was interrupted', () => {
  test.each([
    ['pending-upgrade', 5, 'rollback cilium 4'],
    ['pending-rollback', 6, 'rollback cilium 5'],
    ['failed', 3, 'rollback cilium 2'],
    ['pending-install', 1, 'uninstall cilium'],
    ['failed', 1, 'uninstall cilium'],
    ['uninstalling', 4, 'uninstall cilium']
  ])('is repaired if it is %s at revision %i, without waiting for pods', async (status, revision, command) => {
    const { commands, told } = await mend(status, revision);
    expect(commands).toEqual([command]);
    expect(told).toEqual([expect.stringContaining(`was interrupted (${status}, revision ${revision})`)]);
  });

  test('is left alone if it is deployed', async () => {
    expect(await mend('deployed', 5)).toEqual({ commands: [], told: [] });
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Kubernetes } from '../../src/kubernetes/port.ts';
import { restoreAll } from '../../src/restore/all.ts';
import { leftovers } from '../../src/restore/leftovers.ts';
import { restore } from '../../src/restore/restore.ts';
import { readUndos, saveUndo, type Undo } from '../../src/restore/state.ts';
import { journalLine } from '../../src/results/journal.ts';
import { fakeFiles, fakeHost, fakeProcesses } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const undo: Undo = {
  runId: 'cpg-1',
  pid: 1,
  output: '/out',
  workFolder: '/state/cpg-1',
  namespaces: ['cpg-1', 'cpg-1-control'],
  secrets: []
};

const started = journalLine({
  type: 'started',
  run: {
    id: 'cpg-1',
    tool: { name: 'cilium-perf-gate', version: '0' },
    startedAt: '2026-11-23T00:00:00.000Z',
    plan: {
      suite: 'default',
      seed: 's',
      rounds: 1,
      samplesPerBlock: 1,
      scenarios: ['vxlan'],
      tests: ['tcp-stream'],
      durationSeconds: 1,
      omitSeconds: 0,
      order: [],
      estimatedSeconds: 1
    }
  }
});

describe('restoring', () => {
  test('removes the namespaces, writes the incomplete run and forgets it', async () => {
    const files = fakeFiles({ '/out/journal.jsonl': started, '/state/cpg-1/kubeconfig': 'secret' });
    const host = fakeHost({ files });
    await saveUndo(host.state, undo);
    const { kubernetes, cluster } = fakeKubernetes({ namespaces: new Set(['cpg-1', 'cpg-1-control', 'other']) });
    expect(await restore(host, () => Promise.resolve(kubernetes), undo)).toEqual([]);
    expect([...cluster.namespaces]).toEqual(['other']);
    expect(JSON.parse(await files.read('/out/run.json'))).toMatchObject({
      complete: false,
      incompleteReason: 'the run was killed before it could end'
    });
    expect(files.exists('/state/cpg-1/kubeconfig')).toBe(false);
    expect(await readUndos(host.state)).toEqual([]);
  });

  test('tries everything even if one part fails, and says what is left with its cure', async () => {
    const host = fakeHost();
    await saveUndo(host.state, undo);
    const deleted: string[] = [];
    const kubernetes: Kubernetes = {
      ...fakeKubernetes().kubernetes,
      deleteNamespace: name => {
        deleted.push(name);
        return name === 'cpg-1' ? Promise.reject(new Error('forbidden')) : Promise.resolve();
      }
    };
    const left = await restore(host, () => Promise.resolve(kubernetes), undo);
    expect(deleted).toEqual(['cpg-1', 'cpg-1-control']);
    expect(left).toEqual(['delete namespace cpg-1 failed: forbidden; by hand: kubectl delete namespace cpg-1']);
    expect(await readUndos(host.state)).toHaveLength(1);
  });

  test('deletes a kind cluster that the run made, with all that is in it', async () => {
    const processes = fakeProcesses(() => ({}));
    const host = fakeHost({ processes });
    const left = await restore(host, () => Promise.reject(new Error('no cluster is asked')), {
      ...undo,
      kindCluster: 'perf'
    });
    expect(left).toEqual([]);
    expect(processes.calls).toEqual([['kind', 'delete', 'cluster', '--name', 'perf']]);
  });

  test('gives up on a namespace that never ends', async () => {
    const { kubernetes } = fakeKubernetes({ namespaces: new Set(['cpg-1', 'cpg-1-control']) });
    const stuck = { ...kubernetes, deleteNamespace: () => Promise.resolve() };
    const left = await restore(fakeHost(), () => Promise.resolve(stuck), undo);
    expect(left[0]).toContain('it is still terminating after 90 s');
  });

  test('may be run twice', async () => {
    const host = fakeHost();
    await saveUndo(host.state, undo);
    const { kubernetes } = fakeKubernetes();
    const connect = (): Promise<Kubernetes> => Promise.resolve(kubernetes);
    expect(await restoreAll(host, connect, () => true)).toEqual([]);
    expect(await restoreAll(host, connect, () => true)).toEqual([]);
  });
});

test('a run whose process lives is no leftover', async () => {
  const host = fakeHost();
  await saveUndo(host.state, { ...undo, runId: 'alive', pid: process.pid });
  // The largest pid that Linux gives is 2^22.
  await saveUndo(host.state, { ...undo, runId: 'dead', pid: 2 ** 22 + 1 });
  expect((await leftovers(host.state)).map(left => left.runId)).toEqual(['dead']);
});

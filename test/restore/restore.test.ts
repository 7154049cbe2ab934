import { describe, expect, test } from '@jest/globals';
import { ClusterError } from '../../src/model/errors.ts';
import { ownerLabels, runLabels } from '../../src/model/run-id.ts';
import { takeLock } from '../../src/cluster/cluster-lock.ts';
import { ExecError, type Kubernetes } from '../../src/kubernetes/port.ts';
import { restoreAll, restoreOutput, leftovers, restore, type Connect } from '../../src/restore/restore.ts';
import { readUndos, saveUndo, type Undo } from '../../src/results/undo-state.ts';
import { journalLine } from '../../src/results/journal.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { rolledOut } from '../support/blocked-nodes.ts';
import { once, shaky } from '../support/shaky.ts';

const undo: Undo = {
  runId: 'cpg-00000001',
  pid: 1,
  output: '/out',
  timeScale: 1,
  namespaces: ['cpg-00000001', 'cpg-00000001-control'],
  secrets: []
};

/** Helm, as it answers about the release after a block changed it. */
const answer = (args: readonly string[], block = 'cpg-00000001-round-1-block-1'): string =>
  JSON.stringify(
    args[0] === 'get'
      ? { podAnnotations: { 'cilium-perf-gate/block': block } }
      : [{ name: 'cilium', status: 'deployed', chart: 'cilium-1.20.2', app_version: '1.20.2', revision: '9' }]
  );

/** The labels of what the run created. */
const ownLabels = (...names: readonly string[]): Map<string, Record<string, string>> =>
  new Map(names.map(name => [name, { ...runLabels('cpg-00000001') }]));

/** A cluster with the run's namespaces. */
const withNamespaces = () =>
  fakeKubernetes({ namespaces: new Set(undo.namespaces), labels: ownLabels(...undo.namespaces) });

/** The test pods that are to see traffic, as they start. */
function starting(kubernetes: Kubernetes) {
  const nodes = new Map([
    ['perf-client', { node: 'a', ip: '10.0.0.1' }],
    ['perf-server', { node: 'b', ip: '10.0.1.1' }]
  ]);
  const existing = new Set<string>();
  const createPod: Kubernetes['createPod'] = (namespace, pod) => {
    const name = pod.metadata?.name ?? '';
    if (existing.has(name)) return Promise.reject(new ClusterError(`pods "${name}" already exists`));
    existing.add(name);
    const { node, ip } = nodes.get(name) ?? { node: '', ip: '' };
    const status = { phase: 'Running', podIP: ip };
    return kubernetes.createPod(namespace, { ...pod, spec: { containers: [], nodeName: node }, status });
  };
  const pods = [...nodes.keys()].map(name => ({
    metadata: { name },
    spec: { containers: [], serviceAccountName: name }
  }));
  return { cluster: { ...kubernetes, createPod }, before: { blockedNodes: [], pods } };
}

/** Of a run that changed a cluster which stays. */
const changed: Undo = {
  ...undo,
  clusterLock: 'https://github.com/o/r/actions/runs/1',
  context: 'prod',
  release: { namespace: 'kube-system', name: 'cilium', revision: 4, rolloutSeconds: 300 },
  secrets: [['kube-system', 'cilium-ipsec-keys']]
};

const started = journalLine({
  type: 'started',
  run: {
    id: 'cpg-00000001',
    tool: { name: 'cilium-perf-gate', version: '0' },
    startedAt: '2026-11-23T00:00:00.000Z',
    plan: {
      suite: 'default',
      seed: 's',
      rounds: 1,
      scenarios: ['vxlan'],
      tests: ['tcp-stream'],
      durationSeconds: 1,
      burstSeconds: 1,
      omitSeconds: 0,
      order: [],
      estimatedSeconds: 1
    }
  }
});

describe('restoring', () => {
  test('removes the namespaces, writes the incomplete run and forgets it', async () => {
    const files = fakeFiles({ '/out/journal.jsonl': started, '/state/cpg-00000001/kubeconfig': 'secret' });
    const host = fakeHost({ files });
    await saveUndo(host.state, undo);
    const { kubernetes, cluster } = fakeKubernetes({
      namespaces: new Set(['cpg-00000001', 'cpg-00000001-control', 'other']),
      labels: ownLabels(...undo.namespaces)
    });
    expect(await restore(host, () => Promise.resolve(kubernetes), undo)).toEqual([]);
    expect([...cluster.namespaces]).toEqual(['other']);
    expect(JSON.parse(await files.read('/out/run.json'))).toMatchObject({
      complete: false,
      incompleteReason: 'the run was killed before it could end'
    });
    expect(files.exists('/state/cpg-00000001/kubeconfig')).toBe(false);
    expect(await readUndos(host.state)).toEqual([]);
  });

  test('tries every step even if one fails, and reports what is left with its fix', async () => {
    const host = fakeHost();
    await saveUndo(host.state, undo);
    const deleted: string[] = [];
    const kubernetes: Kubernetes = {
      ...withNamespaces().kubernetes,
      namespace: name =>
        Promise.resolve(
          deleted.includes(name) && name !== 'cpg-00000001'
            ? undefined
            : { uid: name, labels: runLabels('cpg-00000001') }
        ),
      deleteNamespace: name => {
        deleted.push(name);
        return name === 'cpg-00000001' ? Promise.reject(new Error('forbidden')) : Promise.resolve();
      }
    };
    const left = await restore(host, () => Promise.resolve(kubernetes), undo);
    expect(deleted).toEqual(['cpg-00000001', 'cpg-00000001-control']);
    expect(left).toEqual([
      'delete namespace cpg-00000001 failed: forbidden; by hand: kubectl delete namespace cpg-00000001'
    ]);
    expect(await readUndos(host.state)).toHaveLength(1);
  });

  test('deletes a kind cluster that the run created, with everything in it', async () => {
    const processes = fakeProcesses(() => ({}));
    const host = fakeHost({ processes });
    const left = await restore(host, () => Promise.reject(new Error('no cluster is asked')), {
      ...undo,
      kindCluster: 'perf'
    });
    expect(left).toEqual([]);
    expect(processes.calls).toEqual([['kind', 'delete', 'cluster', '--name', 'perf']]);
  });

  test('gives up on a namespace that never terminates', async () => {
    const { kubernetes } = withNamespaces();
    const stuck = { ...kubernetes, deleteNamespace: () => Promise.resolve() };
    const left = await restore(fakeHost(), () => Promise.resolve(stuck), undo);
    expect(left).toHaveLength(2);
    expect(left[0]).toContain('it is still terminating after 119 s');
  });

  test('extends limits for a slow cluster like the run did, also for commands in its pods', async () => {
    const { kubernetes } = withNamespaces();
    const stuck = { ...kubernetes, deleteNamespace: () => Promise.resolve() };
    const scales: number[] = [];
    const connect = (...[, , timeScale]: Parameters<Connect>): Promise<Kubernetes> => {
      scales.push(timeScale);
      return Promise.resolve(stuck);
    };
    const left = await restore(fakeHost(), connect, { ...undo, timeScale: 3 });
    expect(left[0]).toContain('it is still terminating after 359 s');
    expect(scales).toEqual([3, 3]);
  });

  test('restores Cilium after the pods are gone and while it holds the cluster lock, and then releases the lock', async () => {
    const { kubernetes, cluster } = rolledOut(2);
    for (const namespace of undo.namespaces) {
      cluster.namespaces.add(namespace);
      cluster.labels.set(namespace, runLabels('cpg-00000001'));
    }
    cluster.secrets = new Set(['kube-system/cilium-ipsec-keys', "kube-system/the user's own"]);
    cluster.labels.set('kube-system/cilium-ipsec-keys', runLabels('cpg-00000001'));
    const seen: string[] = [];
    const processes = fakeProcesses((_, args) => {
      seen.push(
        `${args[0] ?? ''} with ${[...cluster.namespaces].join()}, held by ${[...cluster.leases.values()][0]?.holder ?? ''}`
      );
      return { stdout: answer(args) };
    });
    expect(await restore(fakeHost({ processes }), () => Promise.resolve(kubernetes), changed)).toEqual([]);
    expect(seen).toEqual(
      ['list', 'get', 'rollback'].map(command => `${command} with cilium-perf-gate, held by cpg-00000001`)
    );
    expect([cluster.namespaces.size, cluster.leases.size]).toEqual([0, 0]);
    expect([...cluster.secrets]).toEqual(["kube-system/the user's own"]);
  });

  test.each([
    ['do', 'connect failed: Connection refused', []],
    [
      'do not',
      'unable to connect: timed out',
      [
        'check that pods on two nodes reach each other failed: a pod on a cannot reach one on b (unable to connect: timed out); a pod on b cannot reach one on a (unable to connect: timed out); by hand: kubectl exec --namespace kube-system daemonset/cilium -- cilium-dbg monitor --type drop'
      ]
    ]
  ])('checks after restoring Cilium whether pods on two nodes reach each other: they %s', async (_, said, expected) => {
    const { kubernetes, cluster } = rolledOut(2);
    // What a restoring that was killed left.
    cluster.namespaces.add('cpg-00000001-restored');
    cluster.labels.set('cpg-00000001-restored', runLabels('cpg-00000001'));
    const places: string[] = [];
    const { exec } = cluster;
    cluster.exec = (target, command) => {
      if (target.namespace !== 'cpg-00000001-restored') return exec(target, command);
      places.push(`${target.pod}: ${command.slice(0, 3).join(' ')}`);
      return { exitCode: 1, stderr: said };
    };
    const traffic = starting(kubernetes);
    const processes = fakeProcesses((_, args) => ({ stdout: answer(args) }));
    const before = { ...traffic.before, pullSecret: { namespace: 'default', name: 'registry' } };
    cluster.pullSecrets.set('default/registry', { name: 'registry', dockerConfig: 'e30=' });
    const host = fakeHost({ processes });
    expect(await restore(host, () => Promise.resolve(traffic.cluster), { ...changed, before })).toEqual(expected);
    expect(new Set(places)).toEqual(new Set(['perf-client: iperf3 -c 10.0.1.1', 'perf-server: iperf3 -c 10.0.0.1']));
    expect([...cluster.namespaces]).toEqual([]);
    expect([...cluster.pullsWith]).toEqual(
      ['perf-client', 'perf-server'].map(name => [`cpg-00000001-restored/${name}`, 'registry'])
    );
  });

  test('retries temporary failures in every step', async () => {
    const { kubernetes, cluster } = rolledOut(2);
    for (const namespace of undo.namespaces) {
      cluster.namespaces.add(namespace);
      cluster.labels.set(namespace, runLabels('cpg-00000001'));
    }
    const { exec } = cluster;
    let execs = 0;
    cluster.exec = (target, command) => {
      if (target.namespace !== 'cpg-00000001-restored') return exec(target, command);
      execs += 1;
      if (execs === 1) throw new ExecError('connection-lost', 'the connection was cut', '', '');
      return { exitCode: 1, stderr: 'connect failed: Connection refused' };
    };
    const traffic = starting(kubernetes);
    let replacements = 0;
    const firstTime = once(name => (/^create|^ensure|^deleteN/.test(name) ? 'answer lost' : 'not done'));
    const flakyCluster = shaky(
      traffic.cluster,
      [
        ...(['namespace', 'ensureNamespace', 'deleteNamespace', 'deleteSecret', 'daemonSet'] as const),
        ...(['lease', 'createLease', 'replaceLease', 'createPod'] as const)
      ],
      name => {
        if (name !== 'replaceLease') return firstTime(name);
        // The turn is taken with it, and given back.
        replacements += 1;
        return replacements % 2 === 1 ? 'not done' : undefined;
      }
    );
    const failed = new Set<string>();
    const processes = fakeProcesses((_, args) => {
      const [verb = ''] = args;
      if (failed.has(verb)) return { stdout: answer(args) };
      failed.add(verb);
      return { exitCode: 1, stderr: 'Error: Kubernetes cluster unreachable: net/http: TLS handshake timeout' };
    });
    const host = fakeHost({ processes });
    const { before } = traffic;
    expect(await restore(host, () => Promise.resolve(flakyCluster), { ...changed, before })).toEqual([]);
    expect(processes.calls.filter(([, verb]) => verb === 'rollback')).toHaveLength(2);
    expect([execs > 1, cluster.namespaces.size, cluster.leases.size]).toEqual([true, 0, 0]);
  });

  test('gives agents as much time as their number needs, and reports what the remaining time does not allow', async () => {
    const put = async (timeLeft?: () => number): Promise<string | undefined> => {
      const { kubernetes } = rolledOut(1);
      const processes = fakeProcesses((_, args) => ({ stdout: answer(args) }));
      const large: Undo = { ...changed, clusterLock: undefined, namespaces: [], secrets: [] };
      const ofMany = {
        ...large,
        release: { namespace: 'kube-system', name: 'cilium', revision: 4, rolloutSeconds: 900 }
      };
      const [left] = await restore(fakeHost({ processes }), () => Promise.resolve(kubernetes), ofMany, timeLeft);
      return left?.split('; by hand')[0];
    };
    const unready = 'the agents (2 of 2 new, 1 ready)';
    expect(await put()).toBe(
      `restore Cilium to revision 4 failed: rolled back, but Cilium was not ready within 899 s: ${unready}`
    );
    expect(await put(() => 200)).toBe(
      `restore Cilium to revision 4 failed: rolled back, but Cilium was not ready within 199 s: ${unready} (only 200 of 900 s were left)`
    );
  });

  test('leaves Cilium alone while another run holds the cluster lock, reports it, and removes what is its own', async () => {
    const { kubernetes, cluster } = withNamespaces();
    const host = fakeHost();
    const other = await takeLock(host, kubernetes, {
      id: 'cpg-00000002',
      place: 'https://github.com/o/r/actions/runs/2'
    });
    const busy = {
      ...kubernetes,
      lease: async (...of: Parameters<Kubernetes['lease']>) => {
        await other.renew();
        return kubernetes.lease(...of);
      }
    };
    const processes = fakeProcesses(() => undefined);
    const left = await restore({ ...host, processes }, () => Promise.resolve(busy), changed);
    other.stop();
    expect(left).toEqual([
      'take the cluster lock failed: the cluster was still locked after 64 s by run cpg-00000002 (https://github.com/o/r/actions/runs/2); by hand: wait until the other run has ended, then: cilium-perf-gate restore',
      'restore Cilium to revision 4: skipped because another run holds the cluster lock; by hand, once that run has ended: helm rollback cilium 4 --namespace kube-system',
      'delete secret kube-system/cilium-ipsec-keys: skipped because another run holds the cluster lock; by hand, once that run has ended: kubectl delete secret --namespace kube-system cilium-ipsec-keys'
    ]);
    expect(processes.calls).toEqual([]);
    expect([...cluster.namespaces]).toEqual(['cilium-perf-gate']);
  });

  test('stays within its time even if an answer never comes, and names what was not tried', async () => {
    const { kubernetes } = withNamespaces();
    const silent = { ...kubernetes, namespace: () => new Promise<undefined>(() => undefined) };
    let left = 0.05;
    const timeLeft = (): number => left;
    const ending = restore(fakeHost(), () => Promise.resolve(silent), { ...changed, clusterLock: undefined }, timeLeft);
    setTimeout(() => {
      left = 0;
    }, 5);
    expect((await ending).map(line => line.split(';')[0])).toEqual([
      'delete namespace cpg-00000001 failed: it did not end within 0 s (only 0 of 120 s were left)',
      'delete namespace cpg-00000001-control failed: it did not end within 0 s (only 0 of 120 s were left)',
      'restore Cilium to revision 4: there was no time left to try',
      'delete secret kube-system/cilium-ipsec-keys: there was no time left to try'
    ]);
  });

  test('can be repeated', async () => {
    const host = fakeHost();
    await saveUndo(host.state, undo);
    const { kubernetes } = fakeKubernetes();
    const connect = (): Promise<Kubernetes> => Promise.resolve(kubernetes);
    expect(await restoreAll(host, connect, () => true)).toEqual([]);
    expect(await restoreAll(host, connect, () => true)).toEqual([]);
  });
});

test('a run whose process is alive is not a leftover', async () => {
  const host = fakeHost();
  const bare = { ...undo, namespaces: [] };
  await saveUndo(host.state, { ...bare, runId: 'cpg-0000000a', pid: process.pid });
  // The largest pid that Linux gives is 2^22.
  await saveUndo(host.state, { ...bare, runId: 'cpg-0000000d', pid: 2 ** 22 + 1 });
  expect((await leftovers(host.state)).map(left => left.runId)).toEqual(['cpg-0000000d']);
});

test('restore undoes the interrupted runs with its output, and names those with others', async () => {
  const outputs = fakeOutputs();
  const host = fakeHost({ outputs });
  const dead = 2 ** 22 + 1;
  await saveUndo(host.state, { ...undo, namespaces: [], pid: dead, runId: 'cpg-00000002', output: '/other' });
  await saveUndo(host.state, { ...undo, namespaces: [], runId: 'cpg-00000003', output: '/running', pid: process.pid });
  const other =
    'warning: run cpg-00000002 stopped without cleaning up; to remove what it left, run: cilium-perf-gate restore --output /other';
  const { kubernetes } = fakeKubernetes();
  const command = (): Promise<readonly string[]> => restoreOutput(host, () => Promise.resolve(kubernetes), '/out');
  expect(await command()).toEqual([]);
  expect(outputs.lines).toEqual(['nothing to clean up: no interrupted run with output /out', other]);
  await saveUndo(host.state, { ...undo, pid: dead });
  outputs.lines.length = 0;
  expect(await command()).toEqual([]);
  expect(outputs.lines[0]).toBe('run cpg-00000001:');
  expect(outputs.lines.at(-1)).toBe(other);
  expect((await leftovers(host.state)).map(({ runId }) => runId)).toEqual(['cpg-00000002']);
});

test('deletes only the object that it looked at, not one of the same name that came afterwards', async () => {
  const { kubernetes, cluster } = fakeKubernetes({
    namespaces: new Set(['cpg-00000001']),
    secrets: new Set(['kube-system/cilium-ipsec-keys']),
    labels: ownLabels('cpg-00000001', 'kube-system/cilium-ipsec-keys')
  });
  const asked: (string | undefined)[] = [];
  const watched: Kubernetes = {
    ...kubernetes,
    deleteNamespace: (name, uid) => {
      asked.push(uid);
      return kubernetes.deleteNamespace(name, uid);
    },
    deleteSecret: (namespace, name, uid) => {
      asked.push(uid);
      return kubernetes.deleteSecret(namespace, name, uid);
    }
  };
  const { secrets } = changed;
  const planted = { ...undo, namespaces: ['cpg-00000001'], secrets };
  expect(await restore(fakeHost(), () => Promise.resolve(watched), planted)).toEqual([]);
  expect(asked).toEqual(['uid of cpg-00000001', 'uid of kube-system/cilium-ipsec-keys']);
  expect([...cluster.namespaces, ...cluster.secrets]).toEqual([]);
});

test("removes its own folder and state, and nothing of another run's", async () => {
  const files = fakeFiles({ '/state/cpg-00000001/kubeconfig': 'own', '/state/cpg-00000002/kubeconfig': 'other' });
  const host = fakeHost({ files });
  for (const runId of ['cpg-00000001', 'cpg-00000002'])
    await saveUndo(host.state, { ...undo, runId, namespaces: [], output: `/${runId}` });
  expect(await restore(host, () => Promise.resolve(fakeKubernetes().kubernetes), { ...undo, namespaces: [] })).toEqual(
    []
  );
  expect(files.exists('/state/cpg-00000001/kubeconfig')).toBe(false);
  expect(files.exists('/state/cpg-00000002/kubeconfig')).toBe(true);
  expect((await readUndos(host.state)).map(({ runId }) => runId)).toEqual(['cpg-00000002']);
});

describe('a state that somebody else wrote', () => {
  const run = 'cpg-00000001';
  test.each([
    ['a namespace', { namespaces: ['kube-system'] }],
    ['a namespace that only begins like one of the run', { namespaces: [`${run}x`] }],
    ['a Secret', { secrets: [['kube-system', 'cilium-ca']] }],
    ['a resource group', { aks: { subscription: 'sub', resourceGroup: 'production' } }],
    ['a run by another name', { runId: '../../home' }]
  ])('that names %s is refused before anything is deleted', async (_, parts) => {
    const host = fakeHost();
    await host.state.save('entry', JSON.stringify({ ...undo, ...parts }));
    const connect = (): never => {
      throw new Error('nothing may be asked');
    };
    await expect(restoreAll(host, connect, () => true)).rejects.toThrow(/is not what run|Invalid input/);
  });
});

describe('what carries the names of a run but not its labels stays, and is listed:', () => {
  const strangers: readonly (readonly [string, Record<string, string>])[] = [
    ['no labels', {}],
    ['only the name of the program', { ...ownerLabels }],
    ['another run', { ...runLabels('cpg-00000002') }],
    ['inherited names', { constructor: 'cilium-perf-gate' }]
  ];

  test.each(strangers)('a namespace and a Secret with %s', async (_, labels) => {
    const { kubernetes, cluster } = fakeKubernetes({
      namespaces: new Set(['cpg-00000001']),
      secrets: new Set(['kube-system/cilium-ipsec-keys']),
      labels: new Map([
        ['cpg-00000001', labels],
        ['kube-system/cilium-ipsec-keys', labels]
      ])
    });
    const { secrets } = changed;
    const host = fakeHost();
    const planted = { ...undo, namespaces: ['cpg-00000001'], secrets };
    await saveUndo(host.state, planted);
    const left = await restore(host, () => Promise.resolve(kubernetes), planted);
    expect(left.map(line => line.split(',')[0])).toEqual([
      expect.stringMatching(/^delete namespace cpg-00000001 failed: its label \S+ is not \S+$/),
      expect.stringMatching(/^delete secret kube-system\/cilium-ipsec-keys failed: its label \S+ is not \S+$/)
    ]);
    expect([...cluster.namespaces, ...cluster.secrets]).toEqual(['cpg-00000001', 'kube-system/cilium-ipsec-keys']);
    expect(await readUndos(host.state)).toHaveLength(1);
  });

  test.each([
    ['the release of the user', undefined, undefined],
    ['that of another run', 'cpg-00000002-round-1-block-1', /another run changed Cilium since; restore that run first/]
  ])('%s', async (_, block, expected) => {
    const { kubernetes } = rolledOut(2);
    const processes = fakeProcesses((_program, args) => ({
      stdout: args[0] === 'get' && block === undefined ? '{}' : answer(args, block)
    }));
    const planted: Undo = {
      ...undo,
      namespaces: [],
      context: 'prod',
      release: { namespace: 'kube-system', name: 'cilium', revision: 0, rolloutSeconds: 300 }
    };
    const left = await restore(fakeHost({ processes }), () => Promise.resolve(kubernetes), planted);
    expect(left).toEqual(expected === undefined ? [] : [expect.stringMatching(expected)]);
    expect(processes.calls.map(([, verb]) => verb)).toEqual(['list', 'get']);
  });
});

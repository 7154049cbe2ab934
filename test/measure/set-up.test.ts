import type { V1Node } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { CanceledError, ClusterError } from '../../src/model/errors.ts';
import type { BlockResult } from '../../src/measure/block.ts';
import { type Prepared, createToolRecord, describeMachines, describeScenario } from '../../src/measure/set-up.ts';
import type { HostPods } from '../../src/kubernetes/host-pods.ts';
import type { JournalEvent } from '../../src/results/journal.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';
import { createBlock, createScenarioResult } from '../support/run-builder.ts';

const node = (name: string): V1Node => ({
  metadata: { name },
  status: { nodeInfo: { architecture: 'amd64' } as never, capacity: { cpu: '4' } }
});

interface Parts {
  readonly installation?: Partial<Prepared['installation']>;
  /** Nodes whose files cannot be read. */
  readonly silent?: readonly string[];
  readonly exec?: FakeCluster['exec'];
  /** Of node b; that of the others is `Fast CPU`. */
  readonly cpuModel?: string;
}

/** A cluster of three nodes that was measured between the first two; every file of a node gives a CPU model. */
function prepared({ installation, silent = [], exec = () => ({}), cpuModel = 'Fast CPU' }: Parts = {}) {
  const events: JournalEvent[] = [];
  const outputs = fakeOutputs();
  const asked = new Set<string>();
  const read: HostPods['read'] = (name, sections) => {
    asked.add(name);
    const reading = silent.includes(name)
      ? ({ ok: false, why: 'gone' } as const)
      : ({ ok: true, text: `model name\t: ${name === 'b' ? cpuModel : 'Fast CPU'}\n` } as const);
    const readings = Object.fromEntries(sections.map(section => [section.name, reading]));
    return Promise.resolve({ identity: '', address: '', sections: readings });
  };
  const { kubernetes } = fakeKubernetes({ exec });
  const whole = {
    kubernetesVersion: 'v1.34.3',
    nodes: ['a', 'b', 'c'].map(node),
    told: new Set(),
    clusterName: 'k',
    provider: 'kubeconfig',
    networking: undefined,
    clusterSeconds: 0,
    host: fakeHost({ outputs }),
    installation: {
      values: () => Promise.resolve({ tunnelProtocol: 'vxlan' }),
      describe: () =>
        Promise.resolve({ version: '1.20.2', chart: 'c', chartVersion: '1.20.2', agentImage: 'i', agentImageId: '' }),
      ...installation
    },
    blocks: {
      kubernetes,
      hosts: { read },
      pods: { clientNode: 'a', serverNode: 'b', image: 'tools:1' }
    },
    record: (event: JournalEvent) => Promise.resolve(void events.push(event))
  } as unknown as Prepared;
  const cluster = () => events.flatMap(event => (event.type === 'cluster' ? event.cluster.nodes : []));
  return { prepared: whole, events, outputs, asked, cluster };
}

describe('the machines of a run', () => {
  test('are read on the two measured nodes; for others, only what Kubernetes knows is recorded', async () => {
    const { prepared: run, cluster, asked } = prepared();
    expect(await describeMachines(run)).toBe(true);
    expect([...asked].sort()).toEqual(['a', 'b']);
    expect(cluster().map(({ name, role, cpus, cpuModel }) => [name, role, cpus, cpuModel])).toEqual([
      ['a', 'client', '4', 'Fast CPU'],
      ['b', 'server', '4', 'Fast CPU'],
      ['c', 'other', '4', undefined]
    ]);
  });

  test('are recorded partly if one does not answer, and read again later', async () => {
    const { prepared: run, cluster } = prepared({ silent: ['b'] });
    expect(await describeMachines(run)).toBe(false);
    expect(cluster().map(({ name, cpuModel }) => [name, cpuModel])).toEqual([
      ['a', 'Fast CPU'],
      ['b', undefined],
      ['c', undefined]
    ]);
  });

  test('are recorded even if Cilium itself cannot be described', async () => {
    const broken = { describe: () => Promise.reject(new ClusterError('helm list failed')) };
    const { prepared: run, events, outputs } = prepared({ installation: broken });
    expect(await describeMachines(run)).toBe(false);
    expect(events.map(({ type }) => type)).toEqual(['cluster']);
    expect(outputs.lines).toEqual(['warning: cannot read Cilium: helm list failed']);
  });

  test('are reported once if their CPU models differ', async () => {
    const { prepared: run, outputs } = prepared({ cpuModel: 'Slow CPU' });
    await describeMachines(run);
    await describeMachines(run);
    expect(outputs.lines).toEqual([
      'warning: The two measured nodes differ in CPU model (client Fast CPU, server Slow CPU): the results hold for this pair and direction only.'
    ]);
    const already = prepared({ cpuModel: 'Slow CPU' });
    for (const line of outputs.lines) already.prepared.told.add(line.replace('warning: ', ''));
    await describeMachines(already.prepared);
    expect(already.outputs.lines).toEqual([]);
  });

  test('are not read further in a canceled run', async () => {
    const canceled = { describe: () => Promise.reject(new CanceledError('stopped')) };
    await expect(describeMachines(prepared({ installation: canceled }).prepared)).rejects.toThrow('stopped');
  });
});

describe("a scenario's values", () => {
  const vxlan = { routing: 'vxlan', encryption: 'none' } as const;
  const plan = { arm: 'candidate', scenario: vxlan, path: 'pod', tests: [], verify: false } as const;
  const block = createBlock();

  test('are read until they are known, because they are the same in each block', async () => {
    const broken = { values: () => Promise.reject(new ClusterError('helm get failed')) };
    const { prepared: run, outputs } = prepared({ installation: broken });
    const result = { block } as BlockResult;
    const describe = (values: Record<string, unknown>): ReturnType<typeof describeScenario> =>
      describeScenario(run, plan, result, [block], createScenarioResult('vxlan', { values }));
    expect((await describe({ MTU: 1400 })).values).toEqual({ MTU: 1400 });
    expect(outputs.lines).toEqual([]);
    expect((await describe({})).values).toEqual({});
    expect(outputs.lines).toEqual(["warning: cannot read Cilium's values: helm get failed"]);
    const { prepared: read } = prepared();
    expect((await describeScenario(read, plan, result, [block], undefined)).values).toEqual({
      tunnelProtocol: 'vxlan'
    });
  });
});

test('tools whose version cannot be read at first are read again with the next pods', async () => {
  const target = { namespace: 'n', pod: 'p', container: 'c', image: 'test' } as const;
  const pair = { client: { target, imageId: 'sha256:1' } } as Parameters<
    ReturnType<typeof createToolRecord>['onPair']
  >[0];
  let asked = 0;
  const exec: FakeCluster['exec'] = () => {
    asked += 1;
    return asked === 1 ? Promise.reject(new ClusterError('connection lost')) : { stdout: 'Netperf version 2.7.1' };
  };
  const { prepared: run, events } = prepared({ exec });
  const tools = createToolRecord(run);
  for (let pairs = 0; pairs < 3; pairs++) await tools.onPair(pair);
  expect(asked).toBe(2);
  expect(events).toEqual([
    { type: 'tools', tools: { image: 'tools:1', imageId: 'sha256:1' } },
    { type: 'tools', tools: { image: 'tools:1', imageId: 'sha256:1', netperf: '2.7.1' } }
  ]);
});

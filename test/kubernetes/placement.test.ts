import type { V1Node, V1NodeCondition, V1Taint, V1Toleration } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { chooseNodes, controlPlaneToleration } from '../../src/kubernetes/placement.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const controlPlane = 'node-role.kubernetes.io/control-plane';

interface NodeParts {
  taints?: V1Taint[];
  labels?: Record<string, string>;
  cordoned?: boolean;
  ready?: Pick<V1NodeCondition, 'status' | 'message'>;
}

function node(
  name: string,
  { taints = [], labels, cordoned = false, ready = { status: 'True' } }: NodeParts = {}
): V1Node {
  return {
    metadata: { name, labels: { 'kubernetes.io/os': 'linux', ...labels } },
    spec: { taints, unschedulable: cordoned },
    status: { conditions: [{ type: 'Ready', ...ready }] }
  };
}
const tainted = node('a-cp', { labels: { [controlPlane]: '' }, taints: [{ key: controlPlane, effect: 'NoSchedule' }] });
const withoutNetwork = {
  ready: {
    status: 'False',
    message:
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'
  },
  taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]
};

async function choose(
  nodes: V1Node[],
  tolerations: V1Toleration[] = [],
  wanted: { client?: string; server?: string } = {}
): Promise<(string | undefined)[]> {
  const { kubernetes } = fakeKubernetes({ nodes });
  const { client, server } = await chooseNodes(
    kubernetes,
    fakeHost(),
    nodes,
    { client: wanted.client, server: wanted.server },
    tolerations
  );
  return [client.metadata?.name, server.metadata?.name];
}

describe('choosing nodes for client and server', () => {
  test('takes workers before control-plane nodes, by name', async () => {
    expect(await choose([tainted, node('c'), node('b')], [controlPlaneToleration])).toEqual(['b', 'c']);
  });

  test('takes a tainted control-plane node only if the taint is tolerated', async () => {
    expect(await choose([tainted, node('b')], [controlPlaneToleration])).toEqual(['b', 'a-cp']);
    await expect(choose([tainted, node('b')])).rejects.toThrow(
      'usable: b; not usable: a-cp: tainted node-role.kubernetes.io/control-plane:NoSchedule'
    );
  });

  test.each<[string, NodeParts, string]>([
    ['on Windows', { labels: { 'kubernetes.io/os': 'windows' } }, 'not a Linux node'],
    ['cordoned', { cordoned: true }, 'cordoned'],
    ['kept from Cilium by its label', { labels: { 'cilium.io/no-schedule': 'true' } }, 'labeled cilium.io/no-schedule'],
    [
      'that does not answer',
      { ready: { status: 'Unknown', message: 'Kubelet stopped posting node status.' } },
      'unreachable: Kubelet stopped posting node status.'
    ],
    [
      'that is not ready, for another reason than the network',
      { ready: { status: 'False', message: 'PLEG is not healthy' } },
      'not ready: PLEG is not healthy'
    ],
    [
      'that its cloud has not seen yet',
      { taints: [{ key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' }] },
      'not yet initialized by its cloud provider'
    ],
    [
      'under pressure',
      { taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }] },
      'tainted node.kubernetes.io/disk-pressure:NoSchedule'
    ],
    [
      'that the autoscaler is about to remove',
      { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }] },
      'tainted ToBeDeletedByClusterAutoscaler:NoSchedule'
    ]
  ])('rejects a node %s, and explains it if fewer than two others remain', async (_, parts, obstacle) => {
    expect(await choose([node('a', parts), node('b'), node('c')])).toEqual(['b', 'c']);
    await expect(choose([node('a', parts), node('b')])).rejects.toThrow(`usable: b; not usable: a: ${obstacle}`);
  });

  test('accepts nodes that are not ready before Cilium is installed, but takes ready ones first', async () => {
    const [a, b] = [node('a', withoutNetwork), node('b', withoutNetwork)];
    expect(await choose([a, b])).toEqual(['a', 'b']);
    expect(await choose([a, b, node('c')])).toEqual(['c', 'a']);
  });

  test('applies the given tolerations', async () => {
    const dedicated = { taints: [{ key: 'dedicated', value: 'perf', effect: 'NoSchedule' }] };
    const nodes = [node('a', dedicated), node('b')];
    expect(await choose(nodes, [{ key: 'dedicated', operator: 'Equal', value: 'perf' }])).toEqual(['a', 'b']);
    expect(await choose(nodes, [{ operator: 'Exists' }])).toEqual(['a', 'b']);
    await expect(choose(nodes, [{ key: 'dedicated', operator: 'Equal', value: 'x' }])).rejects.toThrow('tainted');
    await expect(choose(nodes, [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }])).rejects.toThrow(
      'tainted'
    );
  });
});

describe('a new node that its cloud provider has not initialized', () => {
  const fresh = node('b', {
    taints: [{ key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' }],
    labels: { pool: 'perf' }
  });

  /** Chooses of nodes that become `later` after so many seconds. */
  async function chooseLater(first: V1Node[], later: V1Node[], wanted: { client?: string; server?: string } = {}) {
    const outputs = fakeOutputs();
    const host = fakeHost({ outputs });
    const { kubernetes } = fakeKubernetes();
    const nodes: typeof kubernetes.nodes = () => Promise.resolve(host.clock.seconds() < 60 ? first : later);
    const { client, server } = wanted;
    const chosen = await chooseNodes({ ...kubernetes, nodes }, host, first, { client, server }, []).then(
      placement => [placement.client, placement.server, ...placement.nodes].map(({ metadata }) => metadata?.name),
      String
    );
    return { chosen, lines: outputs.lines, seconds: host.clock.seconds() };
  }

  test.each([{}, { client: 'a', server: 'b' }, { client: 'a', server: 'pool=perf' }])(
    'is waited for where there would be two with it (%j)',
    async wanted => {
      const ready = [node('a'), node('b', { labels: { pool: 'perf' } }), node('c', { cordoned: true })];
      const { chosen, lines } = await chooseLater([node('a'), fresh], ready, wanted);
      expect(chosen).toEqual(['a', 'b', 'a', 'b', 'c']);
      expect(lines).toEqual(['waiting for the cloud provider to initialize b']);
    }
  );

  test('is not waited for if there are two others, or if it would not help', async () => {
    const enough = await chooseLater([node('a'), fresh, node('c')], []);
    expect(enough).toEqual({ chosen: ['a', 'c', 'a', 'b', 'c'], lines: [], seconds: 0 });
    const useless = await chooseLater([fresh, node('c', { cordoned: true })], []);
    expect(useless).toMatchObject({ chosen: expect.stringMatching(/^ClusterError: .*c: cordoned/), seconds: 0 });
  });

  test('is given up after five minutes, and reported', async () => {
    const { chosen, seconds } = await chooseLater([node('a'), fresh], [node('a'), fresh]);
    expect(chosen).toMatch(/^ClusterError: .*usable: a; not usable: b: not yet initialized by its cloud provider/);
    expect(seconds).toBeGreaterThanOrEqual(300);
  });
});

describe('nodes that the inputs name', () => {
  const nodes = [node('a'), node('b', { labels: { pool: 'perf' } }), node('c', { labels: { pool: 'perf' } })];

  test('are taken by name, and the other end is on another node', async () => {
    expect(await choose(nodes, [], { client: 'c', server: 'a' })).toEqual(['c', 'a']);
    expect(await choose(nodes, [], { server: 'a' })).toEqual(['b', 'a']);
  });

  test('are taken by label, even with one selector for both ends', async () => {
    expect(await choose(nodes, [], { client: 'pool=perf', server: 'pool=perf' })).toEqual(['b', 'c']);
    expect(await choose(nodes, [], { client: 'pool=perf', server: 'b' })).toEqual(['c', 'b']);
  });

  test('may have the label that keeps other nodes from being chosen', async () => {
    const labeled = node('z', { labels: { 'cilium.io/no-schedule': 'true' } });
    expect(await choose([...nodes, labeled], [], { client: 'z' })).toEqual(['z', 'a']);
  });

  test.each<[string, { client?: string; server?: string }, string]>([
    [
      'a name that is not there',
      { client: 'x' },
      'InputError: client-node: the cluster has no node "x"; it has: a, b, c, d'
    ],
    [
      'labels that no node has',
      { server: 'pool=x' },
      'InputError: server-node: no node matches the label selector "pool=x"; the cluster has: a, b, c, d'
    ],
    [
      'a node that cannot be used',
      { client: 'd' },
      'InputError: client-node: "d" cannot be used (d: cordoned); choose another node, or let the test pods tolerate its taints with tolerations'
    ],
    [
      'the same node twice',
      { client: 'a', server: 'a' },
      "InputError: server-node: only a can be used, which is the client's node; choose two different nodes"
    ]
  ])('refuses %s', async (_, wanted, words) => {
    const error: unknown = await choose([...nodes, node('d', { cordoned: true })], [], wanted).catch(
      (thrown: unknown) => thrown
    );
    expect(String(error)).toBe(words);
  });
});

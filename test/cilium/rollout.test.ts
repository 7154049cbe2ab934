import type {
  V1ContainerStateWaiting,
  V1ContainerStatus,
  V1DaemonSet,
  V1Deployment,
  V1Pod
} from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { waitForMode } from '../../src/cilium/rollout.ts';
import { TransientError } from '../../src/model/errors.ts';
import type { Kubernetes } from '../../src/kubernetes/port.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';
import { datapathLater, noGeneve } from '../support/agent-logs.ts';

const vxlan = { routing: 'vxlan', encryption: 'none' } as const;

function agent(node: string, status: Partial<V1ContainerStatus> = {}, template = '2'): V1Pod {
  return {
    metadata: {
      name: `cilium-${node}`,
      uid: node,
      labels: { 'k8s-app': 'cilium', 'pod-template-generation': template }
    },
    spec: { nodeName: node, containers: [] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'cilium-agent', image: '', imageID: '', ready: true, restartCount: 0, ...status }]
    }
  };
}

/** A DaemonSet whose newest template is the second. */
function daemonSet(generation: number, observed: number, updated: number, ready: number, wanted = 2): V1DaemonSet {
  return {
    metadata: { generation, annotations: { 'deprecated.daemonset.template.generation': '2' } },
    spec: { selector: {}, template: {}, updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } },
    status: {
      observedGeneration: observed,
      desiredNumberScheduled: wanted,
      currentNumberScheduled: wanted,
      numberMisscheduled: 0,
      updatedNumberScheduled: updated,
      numberReady: ready
    }
  };
}

const operator: V1Deployment = {
  metadata: { generation: 2 },
  spec: { replicas: 1, selector: {}, template: {} },
  status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }
};

const status = (mode: string, protocol = 'vxlan'): string =>
  JSON.stringify({
    encryption: { mode },
    routing: { 'inter-host-routing-mode': 'Tunnel', 'tunnel-protocol': protocol }
  });

/** A cluster of two agents whose answers a test can spoil. */
function cluster(parts: Partial<FakeCluster> = {}): ReturnType<typeof fakeKubernetes> {
  return fakeKubernetes({
    pods: new Map([
      ['kube-system/cilium-a', agent('a')],
      ['kube-system/cilium-b', agent('b')]
    ]),
    daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 2)]]),
    deployments: new Map([['kube-system/cilium-operator', operator]]),
    exec: (_, command) => ({ stdout: command[1] === 'status' ? status('Disabled') : '[{"value": 0}]' }),
    ...parts
  });
}

async function wait({ kubernetes }: ReturnType<typeof fakeKubernetes>): Promise<string[]> {
  const told: string[] = [];
  await waitForMode(kubernetes, fakeClock(), { ...rollout, scenario: vxlan }, line => told.push(line));
  return told;
}

const rollout = { namespace: 'kube-system', nodes: ['a', 'b'], since: new Date('2026-11-23T00:00:00Z') };

/** Pods by their place in the fake cluster. */
function pods(...list: V1Pod[]): Map<string, V1Pod> {
  return new Map(list.map(pod => [`kube-system/${pod.metadata?.name ?? ''}`, pod]));
}

describe('waiting for a mode', () => {
  test('ends when rollout, operator, mode, routing and settings match', async () => {
    expect(await wait(cluster())).toEqual([]);
  });

  test.each<[string, Partial<FakeCluster>, string]>([
    [
      'the rollout is not yet seen',
      { daemonSets: new Map([['kube-system/cilium', daemonSet(3, 2, 2, 2)]]) },
      'rollout not started yet'
    ],
    [
      'only one agent is new',
      {
        pods: pods(agent('a'), agent('b', {}, '1')),
        daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 1, 2)]])
      },
      'the agents (1 of 2 new, 2 ready; the old one still on b)'
    ],
    [
      'one agent is not ready',
      { pods: pods(agent('a'), agent('b', { ready: false })) },
      'the agents (2 of 2 new, 2 ready; b: not ready)'
    ],
    [
      'an old agent is still leaving',
      {
        pods: pods(agent('a'), agent('b'), { ...agent('b'), metadata: { ...agent('b').metadata, name: 'cilium-old' } })
      },
      'the old one still on b'
    ],
    ['a node has no agent yet', { pods: pods(agent('a')) }, 'none on b yet'],
    [
      'no operator is available',
      {
        deployments: new Map([
          ['kube-system/cilium-operator', { ...operator, status: { ...operator.status, availableReplicas: 0 } }]
        ])
      },
      'the operator (1 of 1 new, 0 available)'
    ],
    [
      'the operator is old',
      {
        deployments: new Map([
          ['kube-system/cilium-operator', { ...operator, status: { ...operator.status, updatedReplicas: 0 } }]
        ])
      },
      'the operator (0 of 1 new'
    ],
    [
      "one node's agent is still in another mode",
      {
        exec: (target, command) => ({
          stdout: command[1] === 'status' ? status(target.pod === 'cilium-b' ? 'Wireguard' : 'Disabled') : '[]'
        })
      },
      'agent cilium-b on b reports encryption "Wireguard", not "Disabled"'
    ],
    [
      'the tunnel is another one',
      { exec: (_, command) => ({ stdout: command[1] === 'status' ? status('Disabled', 'geneve') : '[]' }) },
      'reports routing "Tunnel geneve", not "vxlan"'
    ],
    [
      'settings differ from the ConfigMap',
      { exec: (_, command) => ({ stdout: command[1] === 'status' ? status('Disabled') : '[{"value": 3}]' }) },
      '3 settings that differ from the ConfigMap'
    ]
  ])('continues while %s, and reports it on timeout', async (_, parts, words) => {
    await expect(wait(cluster(parts))).rejects.toThrow(words);
  });

  test('reports on timeout the last error of an agent that runs but is not ready', async () => {
    const stuck = agent('b', { ready: false, state: { running: {} } });
    const waiting = cluster({
      pods: new Map([
        ['kube-system/cilium-a', agent('a')],
        ['kube-system/cilium-b', stuck]
      ]),
      daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 1)]]),
      logs: new Map([['kube-system/cilium-b/cilium-agent', 'level=info msg=x\nlevel=error msg="no CRD"\n']])
    });
    await expect(wait(waiting)).rejects.toThrow('1 ready; b: not ready); cilium-b on b says: level=error msg="no CRD"');
  });

  test("fails at once with a crash-looping agent's own last error", async () => {
    const crashing: Partial<V1ContainerStatus> = {
      ready: false,
      restartCount: 1,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1 } }
    };
    const spoiled = cluster({
      pods: new Map([['kube-system/cilium-a', agent('a', crashing)]]),
      logs: new Map([
        [
          'kube-system/cilium-a/cilium-agent',
          'level=info msg=x\nlevel=error msg="Start hook failed" error="no WireGuard"\n'
        ]
      ])
    });
    await expect(wait(spoiled)).rejects.toThrow(
      'container cilium-agent of pod cilium-a on a: CrashLoopBackOff: level=error msg="Start hook failed" error="no WireGuard"'
    );
  });

  test('fails at once with the words of a ready agent that has no device for its tunnel', async () => {
    const logs = (line: string): Map<string, string> =>
      new Map([['kube-system/cilium-b/cilium-agent', `level=info msg=x\n${line}\nlevel=info msg=y\n`]]);
    const waiting = wait(cluster({ logs: logs(noGeneve) }));
    await expect(waiting).rejects.toThrow(`agent cilium-b on b has no datapath: ${noGeneve}`);
    await expect(waiting).rejects.not.toThrow(TransientError);
    expect(await wait(cluster({ logs: logs(datapathLater) }))).toEqual([]);
  });

  test.each<[string, V1Deployment['metadata'], V1Deployment['status'], string]>([
    ['has not seen its change yet', { generation: 3 }, {}, '1 of 1 new, 1 available'],
    ['has an old pod beside the new one', {}, { replicas: 2 }, '1 of 1 new, 1 available'],
    ['is ready, but not yet available', {}, { availableReplicas: 0 }, '1 of 1 new, 0 available']
  ])('continues while the operator %s', async (_, metadata, changed, words) => {
    const deployment = {
      ...operator,
      metadata: { ...operator.metadata, ...metadata },
      status: { ...operator.status, ...changed }
    };
    const fake = cluster({ deployments: new Map([['kube-system/cilium-operator', deployment]]) });
    if (changed?.replicas === undefined) {
      const labels = { 'io.cilium/app': 'operator' };
      fake.cluster.pods.set('kube-system/operator', { ...agent('a'), metadata: { name: 'operator', labels } });
    }
    await expect(wait(fake)).rejects.toThrow(`within 300 s: the operator (${words})`);
  });

  test('ignores failures that an init container recovered from', async () => {
    const starting = agent('a', { ready: false });
    const terminated = { exitCode: 1, finishedAt: new Date('2026-11-23T00:00:20Z') };
    const overcome = {
      name: 'config',
      image: '',
      imageID: '',
      ready: true,
      restartCount: 2,
      lastState: { terminated }
    };
    const pod = { ...starting, status: { ...starting.status, initContainerStatuses: [overcome] } };
    const fake = cluster({ pods: pods(pod, agent('b')) });
    let looks = 0;
    fake.cluster.onLook = () => {
      looks += 1;
      if (looks === 20) fake.cluster.pods = pods(agent('a'), agent('b'));
    };
    expect(await wait(fake)).toEqual(['waiting for the agents (2 of 2 new, 2 ready; a: not ready)']);
  });

  test('forgives an agent one restart', async () => {
    const restarted = agent('a', { ready: false, restartCount: 1, lastState: { terminated: { exitCode: 1 } } });
    const fake = cluster({ pods: pods(restarted, agent('b')) });
    let looks = 0;
    fake.cluster.onLook = () => {
      looks += 1;
      if (looks === 20) fake.cluster.pods = pods(agent('a'), agent('b'));
    };
    expect(await wait(fake)).toHaveLength(1);
  });

  test('fails with the event of a pod whose Secret is missing', async () => {
    const pending = agent('a');
    const stuck: V1Pod = { ...pending, status: { phase: 'Pending' } };
    const missing = cluster({
      pods: new Map([['kube-system/cilium-a', stuck]]),
      daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 0)]]),
      warnings: new Map([['kube-system/cilium-a', ['FailedMount: secret "cilium-ipsec-keys" not found']]])
    });
    await expect(wait(missing)).rejects.toThrow(
      'pod cilium-a on a cannot start: FailedMount: secret "cilium-ipsec-keys" not found'
    );
  });

  test('waits for the ztunnels of a ztunnel scenario, and reports why one cannot start', async () => {
    const ztunnel = { ...rollout, scenario: { routing: 'vxlan', encryption: 'ztunnel' } as const };
    const ztunnelPod = (node: string, waiting?: V1ContainerStateWaiting): V1Pod => ({
      metadata: {
        name: `ztunnel-cilium-${node}`,
        labels: { app: 'ztunnel-cilium', 'pod-template-generation': '2' }
      },
      spec: { nodeName: node, containers: [] },
      status: {
        phase: waiting === undefined ? 'Running' : 'Pending',
        containerStatuses: [
          {
            name: 'ztunnel',
            image: '',
            imageID: '',
            ready: waiting === undefined,
            restartCount: 0,
            ...(waiting === undefined ? {} : { state: { waiting } })
          }
        ]
      }
    });
    const fake = cluster({
      exec: (_, command) => ({ stdout: command[1] === 'status' ? status('Ztunnel') : '[{"value": 0}]' })
    });
    const told: string[] = [];
    let looks = 0;
    fake.cluster.onLook = () => {
      looks += 1;
      if (looks === 20) fake.cluster.daemonSets.set('kube-system/ztunnel-cilium', daemonSet(1, 1, 2, 2));
      if (looks === 40) fake.cluster.pods = pods(agent('a'), agent('b'), ztunnelPod('a'), ztunnelPod('b'));
    };
    await waitForMode(fake.kubernetes, fakeClock(), ztunnel, line => told.push(line));
    expect(told.slice(0, 2)).toEqual([
      'waiting for the ztunnels (daemonset ztunnel-cilium does not exist yet)',
      'waiting for the ztunnels (2 of 2 new, 2 ready; none on a yet, none on b yet)'
    ]);

    const waiting = { reason: 'ErrImagePull', message: 'x/ztunnel: not found' };
    fake.cluster.pods.set('kube-system/ztunnel-cilium-a', ztunnelPod('a', waiting));
    await expect(waitForMode(fake.kubernetes, fakeClock(), ztunnel, () => undefined)).rejects.toThrow(
      'container ztunnel of pod ztunnel-cilium-a on a: ErrImagePull: x/ztunnel: not found'
    );
  });
});

describe('what ended before the rollout', () => {
  const weeksAgo = new Date('2026-11-02T00:00:00Z');
  const killedLongAgo: Partial<V1ContainerStatus> = {
    restartCount: 5,
    ready: false,
    lastState: { terminated: { exitCode: 1, finishedAt: weeksAgo } }
  };

  test('does not count against an agent that is ready, nor against one that is starting', async () => {
    expect(await wait(cluster({ pods: pods(agent('a', { ...killedLongAgo, ready: true }), agent('b')) }))).toEqual([]);
    const starting = cluster({ pods: pods(agent('a', killedLongAgo), agent('b')) });
    let looks = 0;
    starting.cluster.onLook = () => {
      looks += 1;
      if (looks === 20) starting.cluster.pods = pods(agent('a', { ...killedLongAgo, ready: true }), agent('b'));
    };
    expect(await wait(starting)).toEqual(['waiting for the agents (2 of 2 new, 2 ready; a: not ready)']);
  });

  test('does not count if the crash-looping pod is the one being replaced', async () => {
    const crashing = agent(
      'b',
      { ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1 } } },
      '1'
    );
    const fake = cluster({ pods: pods(agent('a'), crashing) });
    let looks = 0;
    fake.cluster.onLook = () => {
      looks += 1;
      if (looks === 20) fake.cluster.pods = pods(agent('a'), agent('b'));
    };
    expect(await wait(fake)).toEqual(['waiting for the agents (2 of 2 new, 2 ready; the old one still on b)']);
  });

  test('is distinguished from a current crash', async () => {
    const crashed = {
      ...killedLongAgo,
      lastState: { terminated: { exitCode: 1, finishedAt: new Date('2026-11-23T00:00:20Z') } }
    };
    const fake = cluster({
      pods: pods(agent('a', crashed), agent('b')),
      logs: new Map([['kube-system/cilium-a/cilium-agent', 'level=fatal msg="no key"\n']])
    });
    await expect(wait(fake)).rejects.toThrow('of pod cilium-a on a: 5 restarts: level=fatal msg="no key"');
  });
});

describe('a temporary problem', () => {
  /** A cluster whose first agent is in a bad state for the first looks. */
  function soonWell(
    state: Partial<V1ContainerStatus>,
    parts: Partial<FakeCluster> = {}
  ): ReturnType<typeof fakeKubernetes> {
    const fake = cluster({ pods: pods(agent('a', { ready: false, ...state }), agent('b')), ...parts });
    let looks = 0;
    fake.cluster.onLook = () => {
      looks += 1;
      if (looks === 200) fake.cluster.pods = pods(agent('a'), agent('b'));
    };
    return fake;
  }

  test("is waited for, and reported with the kubelet's message", async () => {
    const waiting = { reason: 'CreateContainerError', message: 'context deadline exceeded' };
    expect(await wait(soonWell({ state: { waiting } }))).toEqual([
      'waiting for the agents (2 of 2 new, 2 ready; a: CreateContainerError: context deadline exceeded)'
    ]);
  });

  const backOff = { state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } } };

  test('is waited for if a crash loop lost the API server', async () => {
    const lost = { ...backOff, restartCount: 2, lastState: { terminated: { exitCode: 1 } } };
    const said = 'level=fatal msg="failed to start" error="Get https://10.96.0.1: dial tcp: i/o timeout"';
    const logs = new Map([['kube-system/cilium-a/cilium-agent', said]]);
    expect(await wait(soonWell(lost, { logs }))).toHaveLength(1);
  });

  test('is waited for if something killed the agent, unless it ran out of memory', async () => {
    const killed = { ...backOff, restartCount: 2, lastState: { terminated: { exitCode: 137 } } };
    expect(await wait(soonWell(killed))).toHaveLength(1);
    const outOfMemory = { ...killed, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } };
    await expect(wait(soonWell(outOfMemory))).rejects.toThrow('CrashLoopBackOff: OOMKilled');
  });

  test('is waited for if the API server does not answer', async () => {
    const fake = cluster();
    let asked = 0;
    const kubernetes: Kubernetes = {
      ...fake.kubernetes,
      daemonSet: (namespace, name) => {
        asked += 1;
        return asked < 5
          ? Promise.reject(new TransientError('Kubernetes: cannot read: 503'))
          : fake.kubernetes.daemonSet(namespace, name);
      }
    };
    expect(await wait({ ...fake, kubernetes })).toEqual(['waiting for Kubernetes: cannot read: 503']);
  });

  test('is reported as temporary on timeout', async () => {
    const waiting = { reason: 'CreateContainerError', message: 'context deadline exceeded' };
    const fake = cluster({ pods: pods(agent('a', { ready: false, state: { waiting } }), agent('b')) });
    await expect(wait(fake)).rejects.toThrow(TransientError);
    await expect(wait(fake)).rejects.toThrow(/within 300 s: .*CreateContainerError: context deadline exceeded/);
  });

  test('is not confused with a mode that agents never report', async () => {
    const fake = cluster({ exec: (_, command) => ({ stdout: command[1] === 'status' ? status('IPsec') : '[]' }) });
    await expect(wait(fake)).rejects.not.toThrow(TransientError);
  });
});

describe('nodes that are not measured', () => {
  const unready = { type: 'Ready', status: 'False' };
  const onDeadNode = (template: string): V1Pod => {
    const pod = agent('c', {}, template);
    return { ...pod, status: { ...pod.status, conditions: [unready] } };
  };
  const starting = (node: string): V1Pod =>
    agent(node, { ready: false, state: { waiting: { reason: 'ContainerCreating' } } });

  test.each<[string, V1Pod, string]>([
    ['that is not ready', onDeadNode('1'), 'c: not ready'],
    ['whose agent is still starting', starting('c'), 'c: ContainerCreating']
  ])('do not hold up a run: one %s', async (_, third, words) => {
    const clock = fakeClock();
    const told: string[] = [];
    const { kubernetes } = cluster({
      pods: pods(agent('a'), agent('b'), third),
      daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 2, 3)]])
    });
    await waitForMode(kubernetes, clock, { ...rollout, scenario: vxlan }, line => told.push(line));
    expect(told).toEqual([
      `waiting for the agents on other nodes (2 of 3 new, 2 ready; ${words})`,
      `no longer waiting for the agents on other nodes (2 of 3 new, 2 ready; ${words})`
    ]);
    expect(clock.seconds()).toBeLessThan(40);
  });

  test('are waited for while their agents are replaced', async () => {
    const clock = fakeClock();
    const { kubernetes, cluster: fake } = cluster({
      pods: pods(agent('a'), agent('b'), agent('c', {}, '1')),
      daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 3, 3)]])
    });
    fake.onLook = () => {
      if (clock.seconds() > 120) fake.daemonSets.set('kube-system/cilium', daemonSet(2, 2, 3, 3, 3));
    };
    await waitForMode(kubernetes, clock, { ...rollout, scenario: vxlan }, () => undefined);
    expect(clock.seconds()).toBeGreaterThan(120);
  });

  test('can have an evicted agent, which does not count', async () => {
    const evicted: V1Pod = {
      ...agent('b'),
      metadata: { ...agent('b').metadata, name: 'evicted' },
      status: { phase: 'Failed' }
    };
    expect(await wait(cluster({ pods: pods(agent('a'), agent('b'), evicted) }))).toEqual([]);
  });

  test('are reported within seconds if they block the rollout', async () => {
    const crash = {
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1 } },
      ready: false
    };
    const held = cluster({
      pods: pods(agent('a', {}, '1'), agent('b', {}, '1'), agent('c', crash), agent('d', crash)),
      daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 2, 4)]]),
      logs: new Map([['kube-system/cilium-c/cilium-agent', 'level=fatal msg="no WireGuard"\n']])
    });
    await expect(wait(held)).rejects.toThrow('of pod cilium-c on c: CrashLoopBackOff: level=fatal msg="no WireGuard"');
  });

  test('can have a crashing agent', async () => {
    const crash = {
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1 } },
      ready: false
    };
    const alone = cluster({
      pods: pods(agent('a'), agent('b'), agent('c', crash)),
      daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 3, 2, 3)]])
    });
    expect((await wait(alone)).at(-1)).toMatch(/^no longer waiting .*c: CrashLoopBackOff\)$/);
  });

  test('can keep a second operator from starting', async () => {
    const deployment = {
      ...operator,
      spec: { ...operator.spec, replicas: 2 },
      status: { ...operator.status, replicas: 2, updatedReplicas: 2, availableReplicas: 1 }
    };
    const operatorPod: V1Pod = {
      ...agent('a'),
      metadata: { name: 'operator', labels: { 'io.cilium/app': 'operator' } }
    };
    const parts = { deployments: new Map([['kube-system/cilium-operator', deployment as V1Deployment]]) };
    const one = cluster({ ...parts, pods: pods(agent('a'), agent('b'), operatorPod) });
    expect((await wait(one)).at(-1)).toBe('no longer waiting for the operator (2 of 2 new, 1 available)');
    await expect(wait(cluster(parts))).rejects.toThrow('the operator (2 of 2 new, 1 available)');
  });

  test('give a rollout more time if there are many, and fewer are replaced at once', async () => {
    const told = async (wanted: number): Promise<string> => {
      const fake = cluster({
        pods: pods(agent('a', {}, '1'), agent('b', {}, '1')),
        daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 0, wanted, wanted)]])
      });
      return wait(fake).then(() => '', String);
    };
    expect(await told(2)).toContain('within 300 s');
    expect(await told(200)).toContain(`within ${300 + 99 * 30} s`);
  });
});

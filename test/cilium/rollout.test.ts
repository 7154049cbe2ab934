import type { V1ContainerStatus, V1DaemonSet, V1Deployment, V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { waitForMode } from '../../src/cilium/rollout.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

const vxlan = { routing: 'vxlan', encryption: 'none' } as const;

function agent(node: string, status: Partial<V1ContainerStatus> = {}, revision = 'new'): V1Pod {
  return {
    metadata: {
      name: `cilium-${node}`,
      uid: node,
      labels: { 'k8s-app': 'cilium', 'controller-revision-hash': revision }
    },
    spec: { nodeName: node, containers: [] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'cilium-agent', image: '', imageID: '', ready: true, restartCount: 0, ...status }]
    }
  };
}

function daemonSet(generation: number, observed: number, updated: number, ready: number): V1DaemonSet {
  return {
    metadata: { generation },
    spec: { selector: {}, template: {} },
    status: {
      observedGeneration: observed,
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
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
  const waited: string[] = [];
  await waitForMode(kubernetes, fakeClock(), 'kube-system', vxlan, what => waited.push(what));
  return waited;
}

describe('waiting for a mode', () => {
  test('ends when rollout, operator, mode, routing and settings are as wanted', async () => {
    expect(await wait(cluster())).toEqual([]);
  });

  test.each<[string, Partial<FakeCluster>, string]>([
    [
      'the rollout is not yet seen',
      { daemonSets: new Map([['kube-system/cilium', daemonSet(3, 2, 2, 2)]]) },
      'rollout not yet seen'
    ],
    ['only one agent is new', { daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 1, 2)]]) }, '1 of 2 new'],
    ['one agent is not ready', { daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 1)]]) }, '1 ready'],
    [
      'an old agent is still there',
      {
        pods: new Map([
          ['kube-system/cilium-a', agent('a')],
          ['kube-system/cilium-b', agent('b', {}, 'old')]
        ])
      },
      'old ones are still leaving'
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
  ])('goes on while %s, and says so in the end', async (_, parts, words) => {
    await expect(wait(cluster(parts))).rejects.toThrow(words);
  });

  test('tells at the end what an agent says that runs and does not get ready', async () => {
    const stuck = agent('b', { ready: false, state: { running: {} } });
    const waiting = cluster({
      pods: new Map([
        ['kube-system/cilium-a', agent('a')],
        ['kube-system/cilium-b', stuck]
      ]),
      daemonSets: new Map([['kube-system/cilium', daemonSet(2, 2, 2, 1)]]),
      logs: new Map([['kube-system/cilium-b/cilium-agent', 'level=info msg=x\nlevel=error msg="no CRD"\n']])
    });
    await expect(wait(waiting)).rejects.toThrow('1 ready); cilium-b on b says: level=error msg="no CRD"');
  });

  test("fails at once with a crash-looping agent's own last error", async () => {
    const crashing: Partial<V1ContainerStatus> = {
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

  test('forgives an agent one restart', async () => {
    const restarted = agent('a', { restartCount: 1, lastState: { terminated: { exitCode: 1 } } });
    expect(await wait(cluster({ pods: new Map([['kube-system/cilium-a', restarted]]) }))).toEqual([]);
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

  test('waits for the ztunnels of a ztunnel scenario, and tells why one cannot start', async () => {
    const ztunnel = { routing: 'vxlan', encryption: 'ztunnel' } as const;
    const fake = cluster({
      exec: (_, command) => ({ stdout: command[1] === 'status' ? status('Ztunnel') : '[{"value": 0}]' })
    });
    const waited: string[] = [];
    let looks = 0;
    fake.cluster.onLook = () => {
      looks += 1;
      if (looks === 20) fake.cluster.daemonSets.set('kube-system/ztunnel-cilium', daemonSet(1, 1, 2, 2));
    };
    await waitForMode(fake.kubernetes, fakeClock(), 'kube-system', ztunnel, what => waited.push(what));
    expect(waited).toEqual(['the ztunnels (daemonset ztunnel-cilium does not exist yet)']);

    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "x/ztunnel"' };
    fake.cluster.pods.set('kube-system/ztunnel-cilium-a', {
      metadata: { name: 'ztunnel-cilium-a', labels: { app: 'ztunnel-cilium' } },
      spec: { nodeName: 'a', containers: [] },
      status: {
        phase: 'Pending',
        containerStatuses: [
          { name: 'ztunnel', image: '', imageID: '', ready: false, restartCount: 0, state: { waiting } }
        ]
      }
    });
    await expect(waitForMode(fake.kubernetes, fakeClock(), 'kube-system', ztunnel, () => undefined)).rejects.toThrow(
      'container ztunnel of pod ztunnel-cilium-a on a: ImagePullBackOff: Back-off pulling image "x/ztunnel"'
    );
  });
});

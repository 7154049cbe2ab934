import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { removePod, testPod, waitForRunning } from '../../src/kubernetes/test-pods.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const spec = {
  name: 'perf-client',
  serviceAccount: 'perf-client',
  role: 'client',
  node: 'n1',
  image: 'i',
  hostNetwork: false,
  tolerations: [{ key: 'dedicated', operator: 'Exists' }]
} as const;

describe('a test pod', () => {
  test("is pinned to its node and kept off its partner's node", () => {
    const pod = testPod(spec);
    expect(pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms).toEqual(
      [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1'] }] }]
    );
    expect(pod.spec?.tolerations).toEqual([{ key: 'dedicated', operator: 'Exists' }]);
    const term = pod.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.[0];
    expect(term?.labelSelector?.matchLabels).toEqual({ 'cilium-perf-gate/role': 'server' });
  });

  test('has no CPU limit and satisfies pod security "restricted"', () => {
    const container = testPod(spec).spec?.containers[0];
    expect(container?.resources).toEqual({ requests: { cpu: '100m' } });
    expect(container?.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] }
    });
    expect(testPod(spec).spec?.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' }
    });
  });
});

describe('waiting for a test pod', () => {
  const pod = (status: V1Pod['status']): V1Pod => ({
    metadata: { name: 'p' },
    ...(status === undefined ? {} : { status })
  });

  test.each([
    [
      "the kubelet's words when the image cannot be pulled",
      pod({
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'tools',
            image: '',
            imageID: '',
            ready: false,
            restartCount: 0,
            state: { waiting: { reason: 'ErrImagePull', message: 'manifest unknown' } }
          }
        ]
      }),
      'cannot start: ErrImagePull: manifest unknown'
    ],
    [
      'the reason of a pod that ended',
      pod({ phase: 'Failed', reason: 'Evicted', message: 'disk' }),
      'ended: Evicted disk'
    ]
  ])('fails with %s', async (_, stuck, words) => {
    const { kubernetes } = fakeKubernetes({ pods: new Map([['ns/p', stuck]]) });
    await expect(waitForRunning(kubernetes, fakeClock(), 'ns', 'p')).rejects.toThrow(words);
  });

  test("fails with the scheduler's message if it never starts", async () => {
    const { kubernetes } = fakeKubernetes({
      pods: new Map([['ns/p', pod({ phase: 'Pending' })]]),
      warnings: new Map([['ns/p', ['FailedScheduling: 0/2 nodes are available']]])
    });
    await expect(waitForRunning(kubernetes, fakeClock(), 'ns', 'p')).rejects.toThrow(
      'not running after 180 s: FailedScheduling: 0/2 nodes are available'
    );
  });

  test('waits for the address, not only for the phase', async () => {
    const { kubernetes, cluster } = fakeKubernetes({ pods: new Map([['ns/p', pod({ phase: 'Running' })]]) });
    let looks = 0;
    cluster.onLook = () => {
      looks += 1;
      if (looks === 3) cluster.pods.set('ns/p', pod({ phase: 'Running', podIP: '10.0.0.1' }));
    };
    expect((await waitForRunning(kubernetes, fakeClock(), 'ns', 'p')).status?.podIP).toBe('10.0.0.1');
  });
});

describe('removing a pod', () => {
  test('fails with the reason if its node is gone and the pod stays', async () => {
    const pod: V1Pod = { metadata: { name: 'p' }, spec: { nodeName: 'n1', containers: [] } };
    const { kubernetes } = fakeKubernetes({
      pods: new Map([['ns/p', pod]]),
      nodes: [
        {
          metadata: { name: 'n1' },
          status: {
            conditions: [{ type: 'Ready', status: 'Unknown', message: 'Kubelet stopped posting node status.' }]
          }
        }
      ]
    });
    const stays = { ...kubernetes, deletePod: () => Promise.resolve() };
    await expect(removePod(stays, fakeClock(), 'ns', 'p')).rejects.toThrow(
      'pod ns/p was still there 60 s after it was deleted, on node n1, which is not ready: Kubelet stopped posting node status.'
    );
    await removePod(kubernetes, fakeClock(), 'ns', 'p');
  });
});

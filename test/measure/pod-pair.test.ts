import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { createPair, pairChange, removePair, type PairSpec } from '../../src/measure/pod-pair.ts';
import type { Kubernetes } from '../../src/kubernetes/port.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

const spec: PairSpec = {
  ...{ namespace: 'run', clientNode: 'a', serverNode: 'b', image: 'tools', hostNetwork: false },
  tolerations: [{ key: 'dedicated', operator: 'Exists' }]
};

/** A cluster that starts every pod at once; `order` has what was done to pods. */
function world(): { kubernetes: Kubernetes; cluster: FakeCluster; order: string[] } {
  const { kubernetes, cluster } = fakeKubernetes();
  const order: string[] = [];
  const createPod = (namespace: string, pod: V1Pod): Promise<void> => {
    order.push(`create ${pod.metadata?.name ?? ''}`);
    const node = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms[0];
    const nodeName = node?.matchFields?.[0]?.values?.[0] ?? '';
    return kubernetes.createPod(namespace, {
      metadata: { ...pod.metadata, uid: `uid ${order.length}` },
      spec: { containers: [], ...pod.spec, nodeName },
      status: {
        ...{ phase: 'Running', podIP: `10.0.0.${order.length}`, hostIP: `address of ${nodeName}` },
        containerStatuses: [{ restartCount: 0, imageID: 'tools@sha256:1' } as never]
      }
    });
  };
  const deletePod = (namespace: string, name: string): Promise<void> => {
    order.push(`delete ${name}`);
    return kubernetes.deletePod(namespace, name);
  };
  return { kubernetes: { ...kubernetes, createPod, deletePod }, cluster, order };
}

/** The client's pod, changed. */
function change(cluster: FakeCluster, by: (pod: V1Pod) => V1Pod): void {
  const pod = cluster.pods.get('run/perf-client');
  if (pod === undefined) throw new Error('no client');
  cluster.pods.set('run/perf-client', by(pod));
}

describe('the two test pods', () => {
  test('are created on their nodes after existing ones are gone', async () => {
    const { kubernetes, order } = world();
    await createPair(kubernetes, fakeClock(), spec);
    order.length = 0;
    const { client, server } = await createPair(kubernetes, fakeClock(), spec);
    expect(order.slice(0, 2)).toEqual(['delete perf-client', 'delete perf-server']);
    expect(order.slice(2).sort()).toEqual(['create perf-client', 'create perf-server']);
    expect(client).toMatchObject({
      ...{ pod: 'perf-client', node: 'a', nodeIp: 'address of a', imageId: 'tools@sha256:1' },
      target: { namespace: 'run', pod: 'perf-client', image: 'test' }
    });
    expect(server).toMatchObject({ pod: 'perf-server', node: 'b', nodeIp: 'address of b' });
    expect(client.identity).not.toBe(server.identity);
  });

  test('are removed together', async () => {
    const { kubernetes, cluster } = world();
    await createPair(kubernetes, fakeClock(), spec);
    await removePair(kubernetes, fakeClock(), 'run');
    expect([...cluster.pods.keys()]).toEqual([]);
  });

  test('are unchanged as long as neither is replaced or restarted', async () => {
    const { kubernetes } = world();
    const pair = await createPair(kubernetes, fakeClock(), spec);
    await expect(pairChange(kubernetes, pair)).resolves.toBeUndefined();
  });

  test.each<[string, (pod: V1Pod) => V1Pod]>([
    [
      'was replaced or restarted',
      pod => ({ ...pod, status: { ...pod.status, containerStatuses: [{ restartCount: 1 } as never] } })
    ],
    ['was replaced or restarted', pod => ({ ...pod, metadata: { ...pod.metadata, uid: 'another' } })],
    ['is Failed', pod => ({ ...pod, status: { ...pod.status, phase: 'Failed' } })],
    ['was deleted', pod => ({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: new Date(0) } })]
  ])('have changed if the client %s', async (what, by) => {
    const { kubernetes, cluster } = world();
    const pair = await createPair(kubernetes, fakeClock(), spec);
    change(cluster, by);
    await expect(pairChange(kubernetes, pair)).resolves.toBe(`the client pod perf-client ${what}`);
  });

  test('are both reported if both are gone', async () => {
    const { kubernetes, cluster } = world();
    const pair = await createPair(kubernetes, fakeClock(), spec);
    cluster.pods.clear();
    await expect(pairChange(kubernetes, pair)).resolves.toBe(
      'the client pod perf-client was deleted; the server pod perf-server was deleted'
    );
  });
});

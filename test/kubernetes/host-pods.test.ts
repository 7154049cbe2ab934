import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { ClusterError } from '../../src/model/errors.ts';
import { createHostPods, type HostPods } from '../../src/kubernetes/host-pods.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import type { Section } from '../../src/proof/contract.ts';
import { someText } from '../../src/proof/index.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

const stat: Section = { name: 'stat', command: ['cat', '/proc/stat'], keep: someText };

/** A cluster that starts every pod at once, unless it refuses them. */
function world(refusal?: string): { hosts: HostPods; cluster: FakeCluster; made: V1Pod[] } {
  const { kubernetes, cluster } = fakeKubernetes({ exec: () => ({ stdout: 'cpu 1\n' }) });
  const made: V1Pod[] = [];
  const createPod = (namespace: string, pod: V1Pod): Promise<void> => {
    if (refusal !== undefined) return Promise.reject(new ClusterError(refusal));
    made.push(pod);
    const uid = `uid ${made.length}`;
    const status = { phase: 'Running', podIP: '172.31.0.2', hostIP: '172.31.0.2' };
    return kubernetes.createPod(namespace, { ...pod, metadata: { ...pod.metadata, uid }, status });
  };
  const cooperative = { ...kubernetes, createPod };
  const spec = {
    namespace: 'run-control',
    nodes: { 'host-client': 'a', 'host-server': 'b' },
    image: 'tools',
    tolerations: []
  };
  return { hosts: createHostPods(cooperative, fakeClock(), createShells(cooperative), spec), cluster, made };
}

describe('host pods', () => {
  test('are created once, in the host network, with no more rights than reading needs', async () => {
    const { hosts, made } = world();
    await hosts.ensure();
    await hosts.ensure();
    expect(made.map(({ metadata }) => metadata?.name)).toEqual(['host-client', 'host-server']);
    const [pod] = made;
    expect(pod?.spec).toMatchObject({ hostNetwork: true, securityContext: { runAsNonRoot: true } });
    expect(pod?.spec?.hostPID).toBeUndefined();
    expect(pod?.spec?.containers[0]?.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] }
    });
    expect(pod?.spec?.containers[0]?.volumeMounts).toContainEqual({
      name: 'cgroup',
      mountPath: '/host/cgroup',
      readOnly: true
    });
    // A control's pod must be able to run beside it.
    expect(pod?.spec?.affinity?.podAntiAffinity).toBeUndefined();
  });

  test('read their own node', async () => {
    const { hosts } = world();
    await hosts.ensure();
    expect(await hosts.read('b', [stat])).toEqual({
      identity: 'uid 2/',
      address: '172.31.0.2',
      sections: { stat: { ok: true, text: 'cpu 1\n' } }
    });
  });

  test('are replaced if they disappear', async () => {
    const { hosts, cluster, made } = world();
    await hosts.ensure();
    cluster.pods.delete('run-control/host-client');
    await hosts.ensure();
    expect(made.map(({ metadata }) => metadata?.name)).toEqual(['host-client', 'host-server', 'host-client']);
    expect((await hosts.read('a', [stat])).identity).toBe('uid 3/');
  });

  test("that a cluster refuses are failed readings with the cluster's message, not errors", async () => {
    const { hosts } = world(
      'Kubernetes: cannot create pod run-control/host-client: 403 violates PodSecurity "baseline"'
    );
    expect(await hosts.ensure()).toMatch(/no host-network pod on a: .*violates PodSecurity "baseline"/);
    const reading = await hosts.read('a', [stat]);
    expect(reading.address).toBe('');
    for (const name of ['pod', 'stat'])
      expect(reading.sections[name]).toMatchObject({
        ok: false,
        why: expect.stringMatching(/no host-network pod on a: .*403 violates PodSecurity "baseline".*requires/)
      });
  });

  test('do not exist before they are created, nor on other nodes', async () => {
    const { hosts } = world();
    expect((await hosts.read('a', [stat])).sections['stat']).toMatchObject({ ok: false });
    await hosts.ensure();
    expect((await hosts.read('c', [stat])).sections['stat']).toMatchObject({ ok: false });
  });
});

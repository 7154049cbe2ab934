import type { V1Pod, V1Toleration } from '@kubernetes/client-node';
import { podIdentity, removePod, testContainer, testPod, waitForRunning } from '../kubernetes/test-pods.ts';
import { ipv4Of } from '../kubernetes/pod-state.ts';
import type { EnrolledPod } from '../cilium/ztunnel.ts';
import type { Clock } from '../host/ports.ts';
import type { ExecTarget, Kubernetes } from '../kubernetes/port.ts';

/** One end of the measured path. */
export interface End {
  readonly pod: string;
  readonly node: string;
  readonly ip: string;
  readonly nodeIp: string;
  readonly imageId: string;
  readonly identity: string;
  readonly target: ExecTarget;
}

/** The two test pods of a path. */
export interface PodPair {
  readonly client: End;
  readonly server: End;
}

/** Placement and image of a pair. */
export interface PairSpec {
  readonly namespace: string;
  readonly clientNode: string;
  readonly serverNode: string;
  readonly image: string;
  readonly hostNetwork: boolean;
  readonly tolerations: readonly V1Toleration[];
}

/** Names of the test pods and of their service accounts. */
export const podNames = { client: 'perf-client', server: 'perf-server' } as const;

/** The manifest of one end of a pair. */
export function podOf(spec: Omit<PairSpec, 'namespace'>, role: 'client' | 'server'): V1Pod {
  const { image, hostNetwork, tolerations } = spec;
  const name = podNames[role];
  const node = role === 'client' ? spec.clientNode : spec.serverNode;
  return testPod({ name, serviceAccount: name, role, node, image, hostNetwork, tolerations });
}

/** Creates a new client and server, replacing existing ones, and waits until both run. */
export async function createPair(kubernetes: Kubernetes, clock: Clock, spec: PairSpec): Promise<PodPair> {
  await removePair(kubernetes, clock, spec.namespace);
  const create = async (role: 'client' | 'server'): Promise<End> => {
    const { namespace } = spec;
    await kubernetes.createPod(namespace, podOf(spec, role));
    return toEnd(await waitForRunning(kubernetes, clock, namespace, podNames[role]), namespace);
  };
  const [client, server] = await Promise.all([create('client'), create('server')]);
  return { client, server };
}

/** Removes client and server and waits until they are gone. */
export async function removePair(kubernetes: Kubernetes, clock: Clock, namespace: string): Promise<void> {
  await Promise.all(Object.values(podNames).map(name => removePod(kubernetes, clock, namespace, name)));
}

/** A test pod as ztunnel knows it. */
export function enrolledPod({ node, ip, target }: End, serviceAccount: string): EnrolledPod {
  return { node, ip, namespace: target.namespace, serviceAccount };
}

/** How a pair's pods changed since they were created; `undefined` if both are the same and have not restarted. */
export async function pairChange(kubernetes: Kubernetes, pair: PodPair): Promise<string | undefined> {
  const { namespace } = pair.client.target;
  const now = new Map((await kubernetes.pods(namespace)).map(pod => [pod.metadata?.name, pod]));
  const changes = (['client', 'server'] as const).flatMap(role => {
    const end = pair[role];
    const pod = now.get(end.pod);
    if (pod === undefined || pod.metadata?.deletionTimestamp !== undefined)
      return [`the ${role} pod ${end.pod} was deleted`];
    if (pod.status?.phase !== 'Running') return [`the ${role} pod ${end.pod} is ${pod.status?.phase ?? 'in no phase'}`];
    return podIdentity(pod) === end.identity ? [] : [`the ${role} pod ${end.pod} was replaced or restarted`];
  });
  return changes.length === 0 ? undefined : changes.join('; ');
}

/** A running test pod as one end of a path. */
export function toEnd(pod: V1Pod, namespace: string): End {
  const name = pod.metadata?.name ?? '';
  return {
    pod: name,
    node: pod.spec?.nodeName ?? '',
    ip: ipv4Of(pod, 'pod'),
    nodeIp: ipv4Of(pod, 'node'),
    imageId: pod.status?.containerStatuses?.[0]?.imageID ?? '',
    identity: podIdentity(pod),
    target: { namespace, pod: name, container: testContainer, image: 'test' }
  };
}

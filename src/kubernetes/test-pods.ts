import type { V1Pod, V1Affinity, V1Toleration } from '@kubernetes/client-node';
import { startLimit, type Limit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import { InputError, ClusterError, TransientError } from '../model/errors.ts';
import type { Kubernetes, PullSecret } from './port.ts';
import { createDoubts } from './waits.ts';

/** A pod's UID and its containers' restart counts: another one means that its counters may have begun anew. */
export function podIdentity(pod: V1Pod): string {
  const restarts = (pod.status?.containerStatuses ?? []).map(status => status.restartCount);
  return `${pod.metadata?.uid ?? ''}/${restarts.join('+')}`;
}

/** Reads the Secret with which the test image is to be pulled. Throws an InputError when it is not there. */
export async function readPullSecret(
  kubernetes: Kubernetes,
  wanted: { readonly namespace: string; readonly name: string } | undefined
): Promise<PullSecret | undefined> {
  if (wanted === undefined) return undefined;
  const { namespace, name } = wanted;
  const secret = await kubernetes.pullSecret(namespace, name);
  if (secret !== undefined) return secret;
  throw new InputError(
    `image-pull-secret: there is no Secret ${namespace}/${name} of type kubernetes.io/dockerconfigjson; make it with: kubectl create secret docker-registry ${name} --namespace ${namespace}`
  );
}

/** Makes the service accounts of a run in one of its namespaces; their pods pull with a copy of the Secret, if there is one. */
export async function createAccounts(
  kubernetes: Kubernetes,
  namespace: string,
  names: readonly string[],
  secret: PullSecret | undefined
): Promise<void> {
  if (secret !== undefined) await kubernetes.createPullSecret(namespace, secret);
  for (const name of names) await kubernetes.createServiceAccount(namespace, name, secret?.name);
}

/** Label by which client and server know each other. */
export const roleLabel = 'cilium-perf-gate/role';

/** Pulling the tools' image the first time is the longest that a healthy cluster takes. */
const startLimitSeconds = 180;
const pollSeconds = 0.3;
/** A pod goes within two seconds; that a node is gone is known after 40 to 50 (node-monitor-grace-period). */
const removalLimitSeconds = 60;

/** What a test pod is made of. */
export interface TestPodSpec {
  readonly name: string;
  /** By which ztunnel tells client from server. */
  readonly serviceAccount: string;
  /** `host` reads its node's /proc, /sys and cgroups. */
  readonly role: 'client' | 'server' | 'host';
  readonly node: string;
  readonly image: string;
  readonly hostNetwork: boolean;
  readonly tolerations: readonly V1Toleration[];
  /** May see the packets of its network: the second witness. */
  readonly capture?: true;
}

/** Where a pod of the role `host` has its node's cgroups. */
export const hostCgroups = '/host/cgroup';

/** Name of the container in every test pod. */
export const testContainer = 'tools';

/**
 * The manifest of a test pod: pinned to its node, never beside its partner, fit for pod security `restricted` unless it
 * uses the host's network or looks at packets. No CPU limit: it would be measured instead of the network (docs/rules.md#nodes-and-pods).
 */
export function testPod(spec: TestPodSpec): V1Pod {
  return {
    metadata: { name: spec.name, labels: { [roleLabel]: spec.role } },
    spec: {
      affinity: {
        // By the node's name, as DaemonSets do it: on some clouds the label with the host name is another one.
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [spec.node] }] }]
          }
        },
        ...(spec.role === 'host' ? {} : apartFrom(spec.role === 'client' ? 'server' : 'client'))
      },
      tolerations: [...spec.tolerations],
      hostNetwork: spec.hostNetwork,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      serviceAccountName: spec.serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        ...(spec.capture === true ? { runAsUser: 0 } : { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000 }),
        seccompProfile: { type: 'RuntimeDefault' }
      },
      containers: [
        {
          name: testContainer,
          image: spec.image,
          imagePullPolicy: 'IfNotPresent',
          command: spec.role === 'server' && spec.capture !== true ? ['netserver', '-D'] : ['sleep', 'infinity'],
          resources: { requests: { cpu: '100m' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            // tcpdump opens its socket with the first and sets its user with the others, even when that stays root.
            capabilities: { drop: ['ALL'], ...(spec.capture === true ? { add: ['NET_RAW', 'SETUID', 'SETGID'] } : {}) }
          },
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            ...(spec.role === 'host' ? [{ name: 'cgroup', mountPath: hostCgroups, readOnly: true }] : [])
          ]
        }
      ],
      volumes: [
        { name: 'tmp', emptyDir: {} },
        ...(spec.role === 'host' ? [{ name: 'cgroup', hostPath: { path: '/sys/fs/cgroup', type: 'Directory' } }] : [])
      ]
    }
  };
}

function apartFrom(partner: 'client' | 'server'): V1Affinity {
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { [roleLabel]: partner } }, topologyKey: 'kubernetes.io/hostname' }
      ]
    }
  };
}

/**
 * Waits until a pod runs and has its address. Rejects with the kubelet's or scheduler's own words when it cannot; what the
 * kubelet tries again, and an API server that does not answer for a moment, is waited for.
 */
export async function waitForRunning(
  kubernetes: Kubernetes,
  clock: Clock,
  namespace: string,
  name: string,
  limit = startLimit(clock, startLimitSeconds)
): Promise<V1Pod> {
  const doubts = createDoubts(clock);
  for (;;) {
    const pod = await readPatiently(kubernetes, limit, namespace, name);
    if (pod instanceof TransientError) {
      await clock.sleep(pollSeconds);
      continue;
    }
    const status = pod?.status;
    if (pod !== undefined && status?.phase === 'Running' && status.podIP !== undefined) return pod;
    const waiting = status?.containerStatuses?.[0]?.state?.waiting;
    const hopeless = doubts.about(name, waiting);
    if (hopeless !== undefined) throw new ClusterError(`pod ${namespace}/${name} cannot start: ${hopeless}`);
    const terminated = status?.containerStatuses?.[0]?.state?.terminated;
    if (status?.phase === 'Failed' || terminated !== undefined) {
      const log = await kubernetes.logs(
        { namespace, pod: name, container: testContainer },
        { previous: false, lines: 20 }
      );
      throw new ClusterError(
        `pod ${namespace}/${name} ended: ${status?.reason ?? terminated?.reason ?? ''} ${status?.message ?? ''} ${log}`.trim()
      );
    }
    if (limit.isOver()) {
      const warnings = await kubernetes.warnings(namespace, name);
      throw new ClusterError(
        `pod ${namespace}/${name} was not running after ${limit.seconds} s: ${warnings.at(-1) ?? waiting?.message ?? status?.phase ?? 'it does not exist'}`
      );
    }
    await clock.sleep(pollSeconds);
  }
}

/**
 * Deletes a pod at once and waits until it is gone, so that its name and its node's ports are free again. Rejects with a
 * ClusterError where the pod stays, as it does on a node that is gone.
 */
export async function removePod(kubernetes: Kubernetes, clock: Clock, namespace: string, name: string): Promise<void> {
  await kubernetes.deletePod(namespace, name);
  const limit = startLimit(clock, removalLimitSeconds);
  for (;;) {
    const pod = await readPatiently(kubernetes, limit, namespace, name);
    if (pod === undefined) return;
    if (pod instanceof TransientError) {
      await clock.sleep(pollSeconds);
      continue;
    }
    if (limit.isOver()) {
      const node = pod.spec?.nodeName ?? '';
      const ready = (await kubernetes.nodes())
        .find(({ metadata }) => metadata?.name === node)
        ?.status?.conditions?.find(({ type }) => type === 'Ready');
      const why = ready === undefined || ready.status === 'True' ? '' : `, which is not ready: ${ready.message ?? ''}`;
      throw new ClusterError(
        `pod ${namespace}/${name} was still there ${limit.seconds} s after it was deleted, on node ${node}${why}`
      );
    }
    await clock.sleep(pollSeconds);
  }
}

/** A pod, or why the API server did not answer for the moment; rejects with that once the limit is over. */
async function readPatiently(
  kubernetes: Kubernetes,
  limit: Limit,
  namespace: string,
  name: string
): Promise<V1Pod | TransientError | undefined> {
  try {
    return await kubernetes.pod(namespace, name);
  } catch (error) {
    if (error instanceof TransientError && !limit.isOver()) return error;
    throw error;
  }
}

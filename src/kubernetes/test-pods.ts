import type { V1Pod, V1Affinity, V1Toleration } from '@kubernetes/client-node';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import { ClusterError, InputError } from '../model/errors.ts';
import { foreignLine } from '../redaction/foreign.ts';
import type { Kubernetes, PullSecret, ExecTarget } from './port.ts';
import { createDoubts } from './waits.ts';

/** A pod's UID and its containers' restart counts. If it changes, the counters may have been reset. */
export function podIdentity(pod: V1Pod): string {
  const restarts = (pod.status?.containerStatuses ?? []).map(status => status.restartCount);
  return `${pod.metadata?.uid ?? ''}/${restarts.join('+')}`;
}

/** Reads the Secret for pulling the test image. Throws an InputError if it does not exist. */
export async function readPullSecret(
  kubernetes: Kubernetes,
  wanted: { readonly namespace: string; readonly name: string } | undefined
): Promise<PullSecret | undefined> {
  if (wanted === undefined) return undefined;
  const { namespace, name } = wanted;
  const secret = await kubernetes.pullSecret(namespace, name);
  if (secret !== undefined) return secret;
  throw new InputError(
    `image-pull-secret: Secret ${namespace}/${name} of type kubernetes.io/dockerconfigjson not found; create it with: kubectl create secret docker-registry ${name} --namespace ${namespace}`
  );
}

/** Creates a run's service accounts in one of its namespaces. With a Secret, their pods pull with a copy of it. */
export async function createAccounts(
  kubernetes: Kubernetes,
  namespace: string,
  names: readonly string[],
  secret: PullSecret | undefined
): Promise<void> {
  if (secret !== undefined) await kubernetes.createPullSecret(namespace, secret);
  for (const name of names) await kubernetes.createServiceAccount(namespace, name, secret?.name);
}

/** Label with the role of a test pod. */
export const roleLabel = 'cilium-perf-gate/role';

/** On a healthy cluster, the slowest step is the first pull of the tools' image. */
const startLimitSeconds = 180;
const pollSeconds = 0.3;
/** Pods terminate within two seconds; a dead node is detected after 40 to 50 s (node-monitor-grace-period). */
const removalLimitSeconds = 60;

/** Parameters of a test pod. */
export interface TestPodSpec {
  readonly name: string;
  /** By which ztunnel distinguishes client and server. */
  readonly serviceAccount: string;
  /** `host` reads its node's /proc, /sys and cgroups. */
  readonly role: 'client' | 'server' | 'host';
  readonly node: string;
  readonly image: string;
  readonly hostNetwork: boolean;
  readonly tolerations: readonly V1Toleration[];
  /** May capture packets: for the second witness. */
  readonly capture?: true;
  /** In addition to the role. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Instead of what the role runs. */
  readonly command?: readonly string[];
}

/** Where pods of role `host` mount their node's cgroups. */
export const hostCgroups = '/host/cgroup';

/** Name of the container in every test pod. */
export const testContainer = 'tools';

/**
 * The manifest of a test pod: pinned to its node, never on its partner's node, and compliant with pod security
 * `restricted` unless it uses the host's network or captures packets. It has no CPU limit, because that would be
 * measured instead of the network (docs/rules.md#nodes-and-pods).
 */
export function testPod(spec: TestPodSpec): V1Pod {
  return {
    metadata: { name: spec.name, labels: { ...spec.labels, [roleLabel]: spec.role } },
    spec: {
      affinity: {
        // By node name, like DaemonSets: on some clouds the hostname label differs from it.
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
          command: [...(spec.command ?? commandOf(spec))],
          resources: { requests: { cpu: '100m' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            // tcpdump needs NET_RAW for its socket and the others to set its user, even if it stays root.
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

function commandOf({ role, capture }: TestPodSpec): readonly string[] {
  return role === 'server' && capture !== true ? ['netserver', '-D'] : ['sleep', 'infinity'];
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
 * Waits until a pod runs and has an address. Rejects with the kubelet's or scheduler's message if it cannot start.
 * Waits out what the kubelet retries.
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
    const pod = await kubernetes.pod(namespace, name);
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
 * Deletes a pod and waits until it is gone, so that its name and ports are free. Rejects with a ClusterError if it
 * stays, as on a dead node.
 */
export async function removePod(kubernetes: Kubernetes, clock: Clock, namespace: string, name: string): Promise<void> {
  await kubernetes.deletePod(namespace, name);
  const limit = startLimit(clock, removalLimitSeconds);
  const look = (): Promise<V1Pod | undefined> => kubernetes.pod(namespace, name);
  const pod = await pollUntil(clock, limit, pollSeconds, look, seen => seen === undefined);
  if (pod === undefined) return;
  const node = pod.spec?.nodeName ?? '';
  const ready = (await kubernetes.nodes())
    .find(({ metadata }) => metadata?.name === node)
    ?.status?.conditions?.find(({ type }) => type === 'Ready');
  const why = ready === undefined || ready.status === 'True' ? '' : `, which is not ready: ${ready.message ?? ''}`;
  throw new ClusterError(
    `pod ${namespace}/${name} was still there ${limit.seconds} s after it was deleted, on node ${node}${why}`
  );
}

/** Nothing listens on this port: a reachable pod refuses the connection at once, an unreachable one never answers. */
const closedPort = '5999';
const connectMilliseconds = 3000;
const readingSeconds = 15;

/** Why a test pod cannot reach an address, in its tool's words; `undefined` if it can. */
export async function whyUnreached(
  kubernetes: Kubernetes,
  { timeScale }: Pick<Clock, 'timeScale'>,
  from: ExecTarget,
  address: string
): Promise<string | undefined> {
  const patience = ['--connect-timeout', String(Math.round(connectMilliseconds * timeScale))];
  const command = ['iperf3', '-c', address, '-p', closedPort, '-n', '1', ...patience];
  const { stdout, stderr } = await kubernetes.exec(from, command, readingSeconds);
  const said = foreignLine(`${stdout}${stderr}`);
  return said.includes('Connection refused') ? undefined : said.trim().replaceAll('\n', ' ');
}

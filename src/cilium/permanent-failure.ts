import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { startLimit, type Limit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import { containersOf } from '../kubernetes/pod-state.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { createDoubts } from '../kubernetes/waits.ts';
import { isPassingFailure } from '../lib/passing-failure.ts';
import { ClusterError } from '../model/errors.ts';
import { agentOn } from './agents.ts';

/**
 * The words of a log that best explain why a component ended: the last fatal line, else the last error, else the last line.
 * Cilium logs in logfmt (`level=error msg="..." error="..."`); ztunnel, written in Rust, ends with its error and the causes.
 */
export function lastErrorLine(log: string): string | undefined {
  const lines = log.split('\n').filter(line => line.trim() !== '');
  return (
    lines.findLast(line => /\blevel=fatal\b/.test(line)) ??
    lines.findLast(line => /\blevel=error\b/.test(line)) ??
    endOfRust(lines) ??
    lines.at(-1)
  );
}

/** More than an error with a few causes has. */
const rustLines = 10;

/** The error or panic with which a Rust program ended, in one line, without the hint on how to get more. */
function endOfRust(lines: readonly string[]): string | undefined {
  const start = lines.findLastIndex(line => /^Error: |^thread '[^']*' (?:\(\d+\) )?panicked at /.test(line));
  if (start < 0) return undefined;
  const end = lines.slice(start, start + rustLines).filter(line => !line.startsWith('note: run with `RUST_BACKTRACE'));
  return end.map(line => line.trim()).join(' ');
}

/** The kernel's answers if it lacks the device; it has already tried to load the module. */
const noDevice = /creating device cilium_\w+: (?:operation not supported|invalid argument)/;
/** An agent repeats the line every 10 seconds, among many others. */
const repeatedLines = 500;

/**
 * The words of an agent on one of the nodes that cannot create the device of its tunnel, such as Geneve on a kernel without it. The agent
 * retries, and its container counts as ready, but no pod can start on its node.
 */
export async function missingDevice(
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): Promise<string | undefined> {
  for (const node of nodes) {
    const agent = await agentOn(kubernetes, namespace, node);
    if (agent === undefined) continue;
    const log = await kubernetes.logs(agent.target, { previous: false, lines: repeatedLines });
    const line = log.split('\n').findLast(each => noDevice.test(each));
    if (line !== undefined) return `agent ${agent.pod} on ${node} has no datapath: ${line}`;
  }
  return undefined;
}

/** The kubelet retries mounts, and may start before the object exists. After this time, the object is missing. */
const mountGraceSeconds = 20;
/** Exit codes of killed processes: SIGKILL, SIGTERM. */
const killed: readonly (number | undefined)[] = [137, 143];

/** Watches pods that should come up. */
export interface Watch {
  /** Throws a ClusterError with the component's own message once a pod certainly cannot come up. */
  refuseHopeless(pods: readonly V1Pod[]): Promise<void>;
}

/** Starts watching. Ignores containers that ended before `since`. */
export function watchPods(kubernetes: Kubernetes, clock: Clock, namespace: string, since: Date): Watch {
  const mountGrace = startLimit(clock, mountGraceSeconds);
  const doubts = createDoubts(clock);
  return {
    async refuseHopeless(pods) {
      for (const pod of pods) {
        if (pod.metadata?.deletionTimestamp !== undefined) continue;
        for (const status of containersOf(pod)) {
          const failure =
            (await describeCrashLoop(kubernetes, namespace, pod, status, since)) ??
            doubts.about(`${pod.metadata?.name ?? ''}/${status.name}`, status.state?.waiting);
          if (failure !== undefined) throw new ClusterError(`${place(pod, status)}: ${failure}`);
        }
        await refuseMissingMount(kubernetes, namespace, pod, mountGrace);
      }
    }
  };
}

/** Why a pod is not up yet, in the kubelet's words; `undefined` if unknown. */
export function describeWaiting(pod: V1Pod): string | undefined {
  const waiting = containersOf(pod).find(({ state }) => state?.waiting?.reason !== undefined)?.state?.waiting;
  if (waiting?.reason === undefined) return undefined;
  return waiting.message === undefined ? waiting.reason : `${waiting.reason}: ${waiting.message}`;
}

/**
 * Last message of a crash-looping container. A container that lost the API server or was killed may come up later.
 * The kubelet restarts once without waiting, so a loop shows as a back-off or a second restart.
 */
async function describeCrashLoop(
  kubernetes: Kubernetes,
  namespace: string,
  pod: V1Pod,
  status: V1ContainerStatus,
  since: Date
): Promise<string | undefined> {
  const ended = status.lastState?.terminated;
  if (ended === undefined || ended.exitCode === 0 || status.ready) return undefined;
  const backsOff = status.state?.waiting?.reason === 'CrashLoopBackOff';
  const isRecent = ended.finishedAt === undefined || ended.finishedAt.getTime() >= since.getTime();
  if (!backsOff && !(status.restartCount >= 2 && isRecent)) return undefined;
  if (killed.includes(ended.exitCode) && ended.reason !== 'OOMKilled') return undefined;
  const target = { namespace, pod: pod.metadata?.name ?? '', container: status.name };
  const said = lastErrorLine(await kubernetes.logs(target, { previous: true, lines: 200 })) ?? ended.reason;
  if (said !== undefined && isPassingFailure(said)) return undefined;
  const reason = backsOff ? 'CrashLoopBackOff' : `${status.restartCount} restarts`;
  return `${reason}: ${said ?? 'no message'}`;
}

async function refuseMissingMount(
  kubernetes: Kubernetes,
  namespace: string,
  pod: V1Pod,
  mountGrace: Limit
): Promise<void> {
  if (!mountGrace.isOver() || pod.status?.phase !== 'Pending') return;
  const name = pod.metadata?.name ?? '';
  const missing = (await kubernetes.warnings(namespace, name)).findLast(text => /^FailedMount: .*not found/.test(text));
  if (missing !== undefined) {
    throw new ClusterError(`pod ${name} on ${pod.spec?.nodeName ?? ''} cannot start: ${missing}`);
  }
}

function place(pod: V1Pod, { name }: V1ContainerStatus): string {
  return `container ${name} of pod ${pod.metadata?.name ?? ''} on ${pod.spec?.nodeName ?? ''}`;
}

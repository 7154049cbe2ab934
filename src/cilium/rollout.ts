import type { V1ContainerStatus, V1DaemonSet, V1Pod } from '@kubernetes/client-node';
import { ClusterError, errorMessage } from '../errors.ts';
import { startLimit, type Limit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { hopelessWaits } from '../kubernetes/waits.ts';
import { scenarioName, type Scenario } from '../scenario/scenario.ts';
import { configDrift, findAgentDaemonSet, listAgentPods, listAgents, modeMismatch } from './agents.ts';
import { lastErrorLine } from './log.ts';
import { unfinishedKeys } from './mode-keys-ready.ts';

/** A first installation pulls images; a switch takes seconds. Beyond this nothing that is still waiting will come. */
const rolloutLimitSeconds = 300;
const pollSeconds = 0.5;
/** The chart's daemonset of ztunnel, and the `app` label of its pods. */
export const ztunnelName = 'ztunnel-cilium';
/** A mount is retried by the kubelet, and its first tries can come before the object; this is a wait for a missing one. */
const mountGraceSeconds = 20;

/**
 * Waits until one rollout of agents and operator is through and every agent shows the scenario's mode, routing and the
 * ConfigMap's settings (rules 9). Rejects within seconds with the agent's own last error when it crash-loops.
 */
export async function waitForMode(
  kubernetes: Kubernetes,
  clock: Clock,
  namespace: string,
  scenario: Scenario,
  onWaiting: (what: string) => void
): Promise<void> {
  const limit = startLimit(clock, rolloutLimitSeconds);
  const mountGrace = startLimit(clock, mountGraceSeconds);
  let waitingFor = '';
  for (;;) {
    await throwOnHopelessPods(kubernetes, namespace, scenario, mountGrace);
    const unfinished = await unfinishedPart(kubernetes, namespace, scenario);
    if (unfinished === undefined) return;
    if (unfinished !== waitingFor) onWaiting(unfinished);
    waitingFor = unfinished;
    if (limit.isOver()) {
      const said = await lastErrorOfUnready(kubernetes, namespace);
      throw new ClusterError(
        `Cilium was not ready for ${scenarioName(scenario)} within ${String(limit.seconds)} s: ${unfinished}${said === undefined ? '' : `; ${said}`}`
      );
    }
    await clock.sleep(pollSeconds);
  }
}

/** What an agent that runs and does not get ready says of it. */
async function lastErrorOfUnready(kubernetes: Kubernetes, namespace: string): Promise<string | undefined> {
  for (const pod of await listAgentPods(kubernetes, namespace)) {
    const status = pod.status?.containerStatuses?.find(({ ready, state }) => !ready && state?.running !== undefined);
    if (status === undefined) continue;
    const name = pod.metadata?.name ?? '';
    const log = await kubernetes.logs(
      { namespace, pod: name, container: status.name },
      { previous: false, lines: 500 }
    );
    const said = lastErrorLine(log);
    if (said !== undefined) return `${name} on ${pod.spec?.nodeName ?? ''} says: ${said}`;
  }
  return undefined;
}

async function unfinishedPart(
  kubernetes: Kubernetes,
  namespace: string,
  scenario: Scenario
): Promise<string | undefined> {
  return (
    (await unfinishedRollout(kubernetes, namespace)) ??
    (scenario.encryption === 'ztunnel'
      ? unfinishedDaemonSet(await kubernetes.daemonSet(namespace, ztunnelName), 'the ztunnels', ztunnelName)
      : undefined) ??
    (await unfinishedMode(kubernetes, namespace, scenario))
  );
}

/** What a rollout of agents and operator still lacks, whatever the mode; `undefined` when it is through. */
export async function unfinishedRollout(kubernetes: Kubernetes, namespace: string): Promise<string | undefined> {
  const [agents, operator, pods] = await Promise.all([
    findAgentDaemonSet(kubernetes, namespace),
    kubernetes.deployment(namespace, 'cilium-operator'),
    listAgentPods(kubernetes, namespace)
  ]);
  const unfinishedAgents = unfinishedDaemonSet(agents, 'the agents', 'cilium');
  if (unfinishedAgents !== undefined) return unfinishedAgents;
  if (operator?.status === undefined) return 'the operator (deployment cilium-operator does not exist yet)';
  const leaving = pods.filter(pod => pod.metadata?.deletionTimestamp !== undefined);
  const revisions = new Set(pods.map(pod => pod.metadata?.labels?.['controller-revision-hash']));
  if (leaving.length > 0 || revisions.size > 1) return 'the agents (old ones are still leaving)';
  const replicas = operator.spec?.replicas ?? 1;
  const operatorStatus = operator.status;
  if (
    (operatorStatus.observedGeneration ?? 0) < (operator.metadata?.generation ?? 0) ||
    (operatorStatus.updatedReplicas ?? 0) < replicas ||
    (operatorStatus.availableReplicas ?? 0) < replicas ||
    (operatorStatus.replicas ?? 0) > replicas
  ) {
    return `the operator (${String(operatorStatus.updatedReplicas ?? 0)} of ${String(replicas)} new, ${String(operatorStatus.availableReplicas ?? 0)} available)`;
  }
  return undefined;
}

function unfinishedDaemonSet(daemonSet: V1DaemonSet | undefined, who: string, name: string): string | undefined {
  if (daemonSet?.status === undefined) return `${who} (daemonset ${name} does not exist yet)`;
  const { status } = daemonSet;
  const wanted = status.desiredNumberScheduled;
  if ((status.observedGeneration ?? 0) < (daemonSet.metadata?.generation ?? 0)) return `${who} (rollout not yet seen)`;
  if (wanted === 0 || (status.updatedNumberScheduled ?? 0) < wanted || status.numberReady < wanted) {
    return `${who} (${String(status.updatedNumberScheduled ?? 0)} of ${String(wanted)} new, ${String(status.numberReady)} ready)`;
  }
  return undefined;
}

async function unfinishedMode(
  kubernetes: Kubernetes,
  namespace: string,
  scenario: Scenario
): Promise<string | undefined> {
  const agents = [...(await listAgents(kubernetes, namespace)).values()];
  try {
    for (const mismatch of await Promise.all(agents.map(agent => modeMismatch(kubernetes, agent, scenario)))) {
      if (mismatch !== undefined) return mismatch;
    }
    const drifts = await Promise.all(agents.map(agent => configDrift(kubernetes, agent)));
    const drifted = drifts.findIndex(drift => drift !== undefined && drift > 0);
    if (drifted >= 0)
      return `agent ${agents[drifted]?.pod ?? ''} has ${String(drifts[drifted])} settings that differ from the ConfigMap`;
    return await unfinishedKeys(kubernetes, scenario.encryption, agents);
  } catch (error) {
    // An agent that has just started refuses its own socket for a moment; the time limit bounds the patience.
    return errorMessage(error);
  }
}

async function throwOnHopelessPods(
  kubernetes: Kubernetes,
  namespace: string,
  { encryption }: Scenario,
  mountGrace: Limit
): Promise<void> {
  const operators = await kubernetes.pods(namespace, 'io.cilium/app=operator');
  const ztunnels = encryption === 'ztunnel' ? await kubernetes.pods(namespace, `app=${ztunnelName}`) : [];
  for (const pod of [...(await listAgentPods(kubernetes, namespace)), ...operators, ...ztunnels]) {
    if (pod.metadata?.deletionTimestamp !== undefined) continue;
    const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
    for (const status of statuses) {
      const reason = hopelessReason(status);
      if (reason !== undefined)
        throw new ClusterError(await describeFailure(kubernetes, namespace, pod, status, reason));
    }
    if (mountGrace.isOver() && pod.status?.phase === 'Pending') {
      const mounts = (await kubernetes.warnings(namespace, pod.metadata?.name ?? '')).filter(text =>
        /^FailedMount: .*not found/.test(text)
      );
      const last = mounts.at(-1);
      if (last !== undefined)
        throw new ClusterError(`pod ${pod.metadata?.name ?? ''} on ${pod.spec?.nodeName ?? ''} cannot start: ${last}`);
    }
  }
}

/** The kubelet restarts once without waiting, so a crash loop shows as its back-off or as a second restart. */
function hopelessReason(status: V1ContainerStatus): string | undefined {
  const waiting = status.state?.waiting?.reason;
  if (waiting !== undefined && hopelessWaits.has(waiting)) return waiting;
  const exit = status.lastState?.terminated?.exitCode;
  return status.restartCount >= 2 && exit !== undefined && exit !== 0
    ? `${String(status.restartCount)} restarts`
    : undefined;
}

async function describeFailure(
  kubernetes: Kubernetes,
  namespace: string,
  pod: V1Pod,
  status: V1ContainerStatus,
  reason: string
): Promise<string> {
  const name = pod.metadata?.name ?? '';
  const target = { namespace, pod: name, container: status.name };
  const where = `container ${status.name} of pod ${name} on ${pod.spec?.nodeName ?? ''}`;
  const previous =
    status.lastState?.terminated === undefined ? '' : await kubernetes.logs(target, { previous: true, lines: 200 });
  const said =
    lastErrorLine(previous) ?? status.state?.waiting?.message ?? (await kubernetes.warnings(namespace, name)).at(-1);
  return `${where}: ${reason}: ${said ?? 'it left no message'}`;
}

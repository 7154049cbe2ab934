import type { V1DaemonSet, V1DaemonSetStatus, V1Pod } from '@kubernetes/client-node';
import { CanceledError, ClusterError, errorMessage, TransientError } from '../model/errors.ts';
import { startLimit, type Limit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import {
  hasEnded,
  hasNotesOf,
  isOfNewestTemplate,
  isReady,
  isRolledOut,
  replacedAtOnce
} from '../kubernetes/pod-state.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { scenarioName, type Scenario } from '../model/scenario.ts';
import {
  configDrift,
  findAgentDaemonSet,
  firstThree,
  listAgentPods,
  listAgentPodsOn,
  modeMismatch,
  toAgent
} from './agents.ts';
import { describeWaiting, missingDevice, watchPods, type Watch, lastErrorLine } from './permanent-failure.ts';
import { unfinishedKeys } from './mode-keys-ready.ts';

/** A first installation pulls images; a switch takes seconds. Agents that still wait after this time do not come up. */
const rolloutLimitSeconds = 300;
/** Extra time per further batch of agents: one stops, its successor starts and becomes ready. */
const batchSeconds = 30;
/** An agent on another node that is not ready by then has a faulty or brand-new node. */
const elsewhereSeconds = 30;
const pollSeconds = 0.5;
/** Listing all agents costs time in proportion to their number; this pause per agent keeps the load bounded. */
const pollSecondsPerAgent = 0.05;
/** Name of ztunnel's DaemonSet in the chart, and `app` label of its pods. */
export const ztunnelName = 'ztunnel-cilium';

/** Goal of a rollout. */
export interface Rollout {
  readonly namespace: string;
  readonly scenario: Scenario;
  /** The measured nodes. Only their agents must come up. */
  readonly nodes: readonly string[];
  /** Start of the rollout. Containers that ended earlier do not count. */
  readonly since: Date;
}

/** State of a rollout. */
type Look =
  | { readonly kind: 'finished' }
  /** The measured nodes are not ready; `passing` if waiting longer may help. */
  | { readonly kind: 'unfinished'; readonly what: string; readonly passing: boolean }
  /** Only other nodes are not ready; `goesOn` if agents there still have to be replaced. */
  | { readonly kind: 'elsewhere'; readonly what: string; readonly goesOn: boolean };

/**
 * Waits until a rollout is complete on the measured nodes and their agents report the scenario's mode, routing and
 * the ConfigMap's settings. Other nodes get some extra time. Rejects within seconds, with the agent's last error, if
 * an agent crash-loops, and with a TransientError if time is up but waiting longer might have helped. `tell` receives
 * what it waits for and what it no longer waits for.
 */
export async function waitForMode(
  kubernetes: Kubernetes,
  clock: Clock,
  rollout: Rollout,
  tell: (line: string) => void
): Promise<void> {
  const watch = watchPods(kubernetes, clock, rollout.namespace, rollout.since);
  let limit = startLimit(clock, rolloutLimitSeconds);
  let elsewhere: Limit | undefined;
  let agents = 0;
  let told = '';
  for (;;) {
    const { look, daemonSet } = await lookPatiently(kubernetes, rollout, watch);
    const wanted = daemonSet?.status?.desiredNumberScheduled ?? 0;
    if (daemonSet !== undefined && agents === 0 && wanted > 0) limit = startLimit(clock, limitSeconds(daemonSet));
    agents = Math.max(agents, wanted);
    if (look.kind === 'finished') break;
    if (look.kind === 'elsewhere') {
      elsewhere ??= startLimit(clock, elsewhereSeconds);
      if (limit.isOver() || (!look.goesOn && elsewhere.isOver())) {
        tell(`no longer waiting for ${look.what}`);
        break;
      }
    } else if (limit.isOver()) {
      const said = await lastErrorOfUnready(kubernetes, rollout);
      const message = `Cilium was not ready for ${scenarioName(rollout.scenario)} within ${limit.seconds} s: ${look.what}${said === undefined ? '' : `; ${said}`}`;
      throw look.passing ? new TransientError(message) : new ClusterError(message);
    }
    if (look.what !== told) tell(`waiting for ${look.what}`);
    told = look.what;
    const isSmall = daemonSet === undefined || isRolledOut(daemonSet);
    await clock.sleep(isSmall ? pollSeconds : Math.max(pollSeconds, wanted * pollSecondsPerAgent));
  }
  // Not with every look, because logs are long.
  const failure = await missingDevice(kubernetes, rollout.namespace, rollout.nodes);
  if (failure !== undefined) throw new ClusterError(failure);
}

/** Maximum seconds of a rollout to all nodes of a normal cluster, for the agents' current DaemonSet. */
export async function rolloutSeconds(kubernetes: Kubernetes, namespace: string): Promise<number> {
  const daemonSet = await findAgentDaemonSet(kubernetes, namespace, await listAgentPods(kubernetes, namespace));
  return daemonSet === undefined ? rolloutLimitSeconds : limitSeconds(daemonSet);
}

function limitSeconds(daemonSet: V1DaemonSet): number {
  const batches = Math.ceil((daemonSet.status?.desiredNumberScheduled ?? 0) / replacedAtOnce(daemonSet));
  return rolloutLimitSeconds + Math.max(0, batches - 1) * batchSeconds;
}

interface Observed {
  readonly look: Look;
  readonly daemonSet: V1DaemonSet | undefined;
}

/** Treats an API server that does not answer as one more thing to wait for. */
async function lookPatiently(kubernetes: Kubernetes, rollout: Rollout, watch: Watch): Promise<Observed> {
  try {
    return await lookAt(kubernetes, rollout, watch);
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    return { look: { kind: 'unfinished', what: errorMessage(error), passing: true }, daemonSet: undefined };
  }
}

async function lookAt(kubernetes: Kubernetes, rollout: Rollout, watch: Watch): Promise<Observed> {
  const { namespace, nodes, scenario } = rollout;
  const measured = await listAgentPodsOn(kubernetes, namespace, nodes);
  const daemonSet = await findAgentDaemonSet(kubernetes, namespace, measured);
  const others =
    daemonSet === undefined || isRolledOut(daemonSet)
      ? []
      : (await listAgentPods(kubernetes, namespace)).filter(
          pod => !hasEnded(pod) && !nodes.includes(pod.spec?.nodeName ?? '')
        );
  const observed = (look: Look): Observed => ({ look, daemonSet });
  const unfinished = (what: string): Observed => observed({ kind: 'unfinished', what, passing: true });

  const agents = unfinishedOn(nodes, measured, daemonSet, 'the agents', 'cilium');
  if (agents !== undefined) {
    await watch.refuseHopeless(ofNewest(measured, daemonSet));
    const inTheWay = others.filter(pod => !isReady(pod));
    // A DaemonSet stops replacing pods while this many are not ready, so one of them may block the rollout for good.
    const isHeldUp = daemonSet !== undefined && inTheWay.length >= replacedAtOnce(daemonSet);
    if (!isHeldUp) return unfinished(agents);
    await watch.refuseHopeless(ofNewest(inTheWay, daemonSet));
    return unfinished(`${agents}; not ready elsewhere: ${describePods(inTheWay)}`);
  }
  const operator = await lookAtOperator(kubernetes, namespace, watch);
  if (operator?.kind === 'unfinished') return observed(operator);
  if (scenario.encryption === 'ztunnel') {
    const ztunnels = await kubernetes.daemonSet(namespace, ztunnelName);
    const pods = await Promise.all(nodes.map(node => kubernetes.pods(namespace, `app=${ztunnelName}`, node)));
    const behind = unfinishedOn(nodes, pods.flat(), ztunnels, 'the ztunnels', ztunnelName);
    if (behind !== undefined) {
      await watch.refuseHopeless(ofNewest(pods.flat(), ztunnels));
      return unfinished(behind);
    }
  }
  const mode = await lookAtMode(kubernetes, rollout, measured);
  if (mode !== undefined) return observed(mode);
  if (daemonSet !== undefined && !isRolledOut(daemonSet)) return observed(lookElsewhere(others, daemonSet));
  return observed(operator ?? { kind: 'finished' });
}

/** What a DaemonSet still needs on some nodes: on each, one ready pod of its newest template. */
function unfinishedOn(
  nodes: readonly string[],
  pods: readonly V1Pod[],
  daemonSet: V1DaemonSet | undefined,
  who: string,
  name: string
): string | undefined {
  if (daemonSet?.status === undefined) return `${who} (daemonset ${name} does not exist yet)`;
  const { status, metadata } = daemonSet;
  if ((status.observedGeneration ?? 0) < (metadata?.generation ?? 0)) return `${who} (rollout not started yet)`;
  const behind = nodes.flatMap(node => {
    const own = pods.filter(pod => pod.spec?.nodeName === node);
    const [pod] = own;
    if (pod === undefined) return `none on ${node} yet`;
    if (own.length > 1 || !isOfNewestTemplate(pod, daemonSet)) return `the old one still on ${node}`;
    return isReady(pod) ? [] : describePods([pod]);
  });
  return behind.length === 0 ? undefined : `${who} (${count(status)}; ${behind.join(', ')})`;
}

function count({ updatedNumberScheduled, desiredNumberScheduled, numberReady }: V1DaemonSetStatus): string {
  return `${updatedNumberScheduled ?? 0} of ${desiredNumberScheduled} new, ${numberReady} ready`;
}

/** Describes the first few pods: node, and why they wait. */
function describePods(pods: readonly V1Pod[]): string {
  return firstThree(pods.map(pod => `${pod.spec?.nodeName ?? ''}: ${describeWaiting(pod) ?? 'not ready'}`));
}

function ofNewest(pods: readonly V1Pod[], daemonSet: V1DaemonSet | undefined): readonly V1Pod[] {
  return daemonSet === undefined ? [] : pods.filter(pod => isOfNewestTemplate(pod, daemonSet));
}

function lookElsewhere(others: readonly V1Pod[], daemonSet: V1DaemonSet): Look {
  const old = others.filter(pod => isReady(pod) && !isOfNewestTemplate(pod, daemonSet));
  const unready = others.filter(pod => !isReady(pod));
  const names = unready.length === 0 ? '' : `; ${describePods(unready)}`;
  const counted = daemonSet.status === undefined ? '' : count(daemonSet.status);
  return { kind: 'elsewhere', what: `the agents on other nodes (${counted}${names})`, goesOn: old.length > 0 };
}

/** One available new operator is enough; others may be on faulty nodes. */
async function lookAtOperator(kubernetes: Kubernetes, namespace: string, watch?: Watch): Promise<Look | undefined> {
  const operator = await kubernetes.deployment(namespace, 'cilium-operator');
  if (operator?.status === undefined) {
    return { kind: 'unfinished', what: 'the operator (deployment cilium-operator does not exist yet)', passing: true };
  }
  const { status } = operator;
  const replicas = operator.spec?.replicas ?? 1;
  const [updated, available] = [status.updatedReplicas ?? 0, status.availableReplicas ?? 0];
  const isSeen = (status.observedGeneration ?? 0) >= (operator.metadata?.generation ?? 0);
  if (isSeen && updated >= replicas && available >= replicas && (status.replicas ?? 0) <= replicas) return undefined;
  const pods = (await kubernetes.pods(namespace, 'io.cilium/app=operator')).filter(
    pod => !hasEnded(pod) && hasNotesOf(pod, operator)
  );
  const what = `the operator (${updated} of ${replicas} new, ${available} available)`;
  if (isSeen && available > 0 && pods.some(isReady)) return { kind: 'elsewhere', what, goesOn: false };
  await watch?.refuseHopeless(pods);
  return { kind: 'unfinished', what, passing: true };
}

/** How the agents' reported state differs from the scenario. */
async function lookAtMode(
  kubernetes: Kubernetes,
  { scenario, namespace }: Rollout,
  pods: readonly V1Pod[]
): Promise<Look | undefined> {
  const agents = pods.map(pod => toAgent(pod, namespace));
  const differs = (what: string): Look => ({ kind: 'unfinished', what, passing: false });
  try {
    for (const mismatch of await Promise.all(agents.map(agent => modeMismatch(kubernetes, agent, scenario)))) {
      if (mismatch !== undefined) return differs(mismatch);
    }
    const drifts = await Promise.all(agents.map(agent => configDrift(kubernetes, agent)));
    const drifted = drifts.findIndex(drift => drift !== undefined && drift > 0);
    if (drifted >= 0) {
      return differs(
        `agent ${agents[drifted]?.pod ?? ''} has ${String(drifts[drifted])} settings that differ from the ConfigMap`
      );
    }
    const keys = await unfinishedKeys(kubernetes, scenario.encryption, agents);
    return keys === undefined ? undefined : differs(keys);
  } catch (error) {
    if (error instanceof CanceledError) throw error;
    // A freshly started agent refuses connections for a moment; the time limit bounds the retries.
    return { kind: 'unfinished', what: errorMessage(error), passing: true };
  }
}

/** Last error of a measured agent that runs but is not ready. */
async function lastErrorOfUnready(kubernetes: Kubernetes, { namespace, nodes }: Rollout): Promise<string | undefined> {
  for (const pod of await listAgentPodsOn(kubernetes, namespace, nodes)) {
    const status = pod.status?.containerStatuses?.find(({ ready, state }) => !ready && state?.running !== undefined);
    if (status === undefined) continue;
    const name = pod.metadata?.name ?? '';
    const target = { namespace, pod: name, container: status.name };
    const said = lastErrorLine(await kubernetes.logs(target, { previous: false, lines: 500 }));
    if (said !== undefined) return `${name} on ${pod.spec?.nodeName ?? ''} says: ${said}`;
  }
  return undefined;
}

/** What a rollout still needs on any node, whatever the mode; `undefined` if it is complete. */
export async function unfinishedRollout(kubernetes: Kubernetes, namespace: string): Promise<string | undefined> {
  const pods = (await listAgentPods(kubernetes, namespace)).filter(pod => !hasEnded(pod));
  const daemonSet = await findAgentDaemonSet(kubernetes, namespace, pods);
  const nodes = [...new Set(pods.map(pod => pod.spec?.nodeName ?? ''))];
  const agents = unfinishedOn(nodes, pods, daemonSet, 'the agents', 'cilium');
  if (agents !== undefined) return agents;
  if (daemonSet?.status !== undefined && !isRolledOut(daemonSet)) return `the agents (${count(daemonSet.status)})`;
  const operator = await lookAtOperator(kubernetes, namespace);
  return operator?.kind === 'unfinished' ? operator.what : undefined;
}

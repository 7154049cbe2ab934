import { CancelledError, ClusterError, errorMessage } from '../model/errors.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import {
  blockPolicySelector,
  blockPolicyText,
  findLeftovers,
  hasBlockPolicy,
  leftoverSections,
  xfrmPolicySection
} from '../proof/index.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import { listAgents, readSections, readStatusJson, scenarioOfStatus, type Agent } from './agents.ts';

const readingSeconds = 20;
/** Agents that are asked at a time. */
const batchSize = 10;

const removal: readonly string[] = ['ip', 'xfrm', 'policy', 'delete', ...blockPolicySelector];
const removalText = removal.join(' ');

/**
 * Looks on every node for kernel state that an earlier mode left, and tells it. IPsec's block policy, which drops all that
 * WireGuard sends, is deleted where the run caused it. Where it was there `before` the run it stays, and only WireGuard cannot
 * be measured: throws a ClusterError that names all of these nodes.
 */
export async function removeLeftovers(
  kubernetes: Kubernetes,
  namespace: string,
  mode: EncryptionMode,
  before: readonly string[],
  tell: (line: string) => void
): Promise<void> {
  const kept: string[] = [];
  await forEachAgent(kubernetes, namespace, async agent => {
    if (!(await tellLeftovers(kubernetes, agent, mode, tell))) return;
    if (before.includes(agent.node)) {
      kept.push(agent.node);
    } else {
      await removeBlockPolicy(kubernetes, agent);
      tell(`  deleted on ${agent.node}: ${blockPolicyText}`);
    }
  });
  if (kept.length > 0 && mode === 'wireguard') {
    throw new ClusterError(
      `before this run began, these nodes already had ${blockPolicyText}: ${kept.sort().join(', ')}; delete it on each of them with: ${removalText}`
    );
  }
}

/** Tells what other modes left on some nodes of a cluster that is not changed. */
export async function nameLeftovers(
  kubernetes: Kubernetes,
  agents: readonly Agent[],
  mode: EncryptionMode,
  tell: (line: string) => void
): Promise<void> {
  for (const agent of agents) {
    if (await tellLeftovers(kubernetes, agent, mode, tell)) tell(`  ${agent.node} has ${blockPolicyText}`);
  }
}

/** Nodes with IPsec's block policy whose agent runs another mode: what some earlier IPsec left. */
export async function findBlockedNodes(
  kubernetes: Kubernetes,
  namespace: string,
  tell: (line: string) => void
): Promise<string[]> {
  const blocked: string[] = [];
  await forEachAgent(kubernetes, namespace, async agent => {
    if (await isBlocked(kubernetes, agent, false, tell)) blocked.push(agent.node);
  });
  return blocked.sort();
}

/**
 * Deletes IPsec's block policy on every node except those that had it before. Under IPsec itself it belongs there, so it
 * is deleted only when Cilium is about to leave that mode. Throws a ClusterError for nodes where that failed, after all were tried.
 */
export async function unblockNodes(
  kubernetes: Kubernetes,
  namespace: string,
  before: readonly string[],
  leavingIpsec: boolean,
  tell: (line: string) => void
): Promise<void> {
  const failures: string[] = [];
  await forEachAgent(kubernetes, namespace, async agent => {
    if (before.includes(agent.node) || !(await isBlocked(kubernetes, agent, leavingIpsec, tell))) return;
    try {
      await removeBlockPolicy(kubernetes, agent);
      tell(`deleted on ${agent.node}: ${blockPolicyText}`);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      failures.push(errorMessage(error));
    }
  });
  if (failures.length > 0) throw new ClusterError(failures.join('; '));
}

async function forEachAgent(
  kubernetes: Kubernetes,
  namespace: string,
  visit: (agent: Agent) => Promise<void>
): Promise<void> {
  const agents = [...(await listAgents(kubernetes, namespace)).values()];
  for (let first = 0; first < agents.length; first += batchSize) {
    await Promise.all(agents.slice(first, first + batchSize).map(visit));
  }
}

/** Tells all leftovers but the block policy, and gives whether there is one. */
async function tellLeftovers(
  kubernetes: Kubernetes,
  agent: Agent,
  mode: EncryptionMode,
  tell: (line: string) => void
): Promise<boolean> {
  const place = await readSections(kubernetes, agent, leftoverSections, readingSeconds);
  const { found, unread } = findLeftovers(place, mode, `node ${agent.node}`);
  for (const why of unread) tell(`  left over of another mode: unknown: ${why}`);
  if (mode === 'wireguard' && place.sections[xfrmPolicySection.name]?.ok !== true) {
    tell(`  if no packet of WireGuard arrives, look on node ${agent.node} with ip xfrm policy for ${blockPolicyText}`);
  }
  for (const { kind, text } of found) if (kind !== 'xfrm-block-policy') tell(`  left over of another mode: ${text}`);
  return found.some(({ kind }) => kind === 'xfrm-block-policy');
}

/** False, and told, when the agent cannot be asked: then the traffic itself has to show whether something blocks it. */
async function isBlocked(
  kubernetes: Kubernetes,
  agent: Agent,
  evenUnderIpsec: boolean,
  tell: (line: string) => void
): Promise<boolean> {
  try {
    if (!evenUnderIpsec) {
      const { encryption } = scenarioOfStatus(await readStatusJson(kubernetes, agent), agent);
      if (encryption === 'ipsec') return false;
    }
    const place = await readSections(kubernetes, agent, [xfrmPolicySection], readingSeconds);
    return hasBlockPolicy(place, `node ${agent.node}`);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    tell(`${agent.node}: cannot look for ${blockPolicyText}: ${errorMessage(error)}`);
    return false;
  }
}

async function removeBlockPolicy(kubernetes: Kubernetes, agent: Agent): Promise<void> {
  const failed = (why: string): ClusterError =>
    new ClusterError(
      `${agent.node} has ${blockPolicyText}, and its agent cannot delete it (${why}); delete it on the node itself with: ${removalText}`
    );
  const { exitCode, stderr } = await kubernetes
    .exec(agent.target, [...removal], readingSeconds)
    .catch((error: unknown) => {
      if (error instanceof CancelledError) throw error;
      throw failed(errorMessage(error));
    });
  if (exitCode !== 0) throw failed(stderr.trim());
}

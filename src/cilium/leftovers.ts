import { CanceledError, ClusterError, errorMessage } from '../model/errors.ts';
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
/** Number of agents queried at a time. */
const batchSize = 10;

const removal: readonly string[] = ['ip', 'xfrm', 'policy', 'delete', ...blockPolicySelector];
const removalText = removal.join(' ');

/**
 * Checks every node for kernel state of an earlier mode and reports it. Deletes IPsec's block policy, which drops all
 * WireGuard traffic, where this run caused it. A policy that existed `before` the run stays, and WireGuard cannot be
 * measured: throws a ClusterError that lists all of these nodes.
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
      `these nodes had ${blockPolicyText} before this run: ${kept.sort().join(', ')}; delete it on each node with: ${removalText}`
    );
  }
}

/** Reports leftovers of other modes on some nodes, without changing them. */
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

/** Nodes that have IPsec's block policy although their agent runs another mode. */
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
 * Deletes IPsec's block policy on every node that did not have it `before`. Under IPsec the policy is normal, so it
 * is deleted only if Cilium is about to leave that mode. Tries all nodes, then throws a ClusterError for those that
 * failed.
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
      if (error instanceof CanceledError) throw error;
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

/** Reports all leftovers except the block policy, and returns whether that exists. */
async function tellLeftovers(
  kubernetes: Kubernetes,
  agent: Agent,
  mode: EncryptionMode,
  tell: (line: string) => void
): Promise<boolean> {
  const place = await readSections(kubernetes, agent, leftoverSections, readingSeconds);
  const { found, unread } = findLeftovers(place, mode, `node ${agent.node}`);
  for (const why of unread) tell(`  cannot check for leftovers of another mode: ${why}`);
  if (mode === 'wireguard' && place.sections[xfrmPolicySection.name]?.ok !== true) {
    tell(`  if no WireGuard packets arrive, check node ${agent.node} with "ip xfrm policy" for ${blockPolicyText}`);
  }
  for (const { kind, text } of found) if (kind !== 'xfrm-block-policy') tell(`  leftover of another mode: ${text}`);
  return found.some(({ kind }) => kind === 'xfrm-block-policy');
}

/** Returns false with a log line if the agent cannot be read. The traffic then shows whether something blocks it. */
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
    if (error instanceof CanceledError) throw error;
    tell(`${agent.node}: cannot check for ${blockPolicyText}: ${errorMessage(error)}`);
    return false;
  }
}

async function removeBlockPolicy(kubernetes: Kubernetes, agent: Agent): Promise<void> {
  const failed = (why: string): ClusterError =>
    new ClusterError(
      `${agent.node} has ${blockPolicyText}, which its agent cannot delete (${why}); delete it on the node with: ${removalText}`
    );
  const { exitCode, stderr } = await kubernetes
    .exec(agent.target, [...removal], readingSeconds)
    .catch((error: unknown) => {
      if (error instanceof CanceledError) throw error;
      throw failed(errorMessage(error));
    });
  if (exitCode !== 0) throw failed(stderr.trim());
}

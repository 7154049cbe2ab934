import type { V1Node, V1Taint, V1Toleration } from '@kubernetes/client-node';
import { ClusterError, InputError } from '../model/errors.ts';
import { startLimit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from './port.ts';

const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';
/** Label that keeps Cilium off a node (used in Cilium's own test clusters). */
const noCiliumLabel = 'cilium.io/no-schedule';
/** On every cloud node until its cloud controller has set zone and addresses. */
const uninitializedTaint = 'node.cloudprovider.kubernetes.io/uninitialized';
/** Taints that disappear once a node has its network or agent. The node's Ready condition shows whether it is ready. */
const passingTaints = /^node\.kubernetes\.io\/(not-ready|network-unavailable)$|^node\.cilium\.io\//;

/** Cloud controllers remove the taint within a minute or two of a node's start. */
const initializingSeconds = 300;
const pauseSeconds = 5;

/** Tolerations of test pods on clusters made for the measurement. */
export const controlPlaneToleration: V1Toleration = {
  key: controlPlaneLabel,
  operator: 'Exists',
  effect: 'NoSchedule'
};

/** All tolerations of a run's test pods. */
export function tolerationsOf(
  { tolerateControlPlane }: { readonly tolerateControlPlane: boolean },
  wanted: readonly V1Toleration[]
): readonly V1Toleration[] {
  return tolerateControlPlane ? [controlPlaneToleration, ...wanted] : wanted;
}

/** The two nodes of a run, fixed for all blocks. */
export interface Placement {
  readonly client: V1Node;
  readonly server: V1Node;
  /** All nodes of the cluster at that time. */
  readonly nodes: readonly V1Node[];
}

/** Nodes that the inputs name for client and server, by name or label selector. */
interface Wanted {
  readonly client: string | undefined;
  readonly server: string | undefined;
}

/** Nodes requested for one end, by name or label selector. */
interface Wish {
  readonly input: 'client-node' | 'server-node';
  readonly text: string;
  readonly nodes: readonly V1Node[];
}

/** Whether a node belongs to the control plane. */
export function isControlPlane(node: V1Node): boolean {
  return node.metadata?.labels?.[controlPlaneLabel] !== undefined;
}

/** Whether a node's cloud provider has not initialized it yet. */
export function isUninitialized(node: V1Node): boolean {
  return (node.spec?.taints ?? []).some(({ key }) => key === uninitializedTaint);
}

/**
 * Chooses two different nodes for client and server: those that the inputs name, else usable ones, ready nodes first,
 * then workers, then by name, so that all runs on a cluster choose alike. Waits for a node that its cloud provider
 * has not initialized if it is needed. Throws an InputError if a requested node cannot be used, and a ClusterError
 * with all reasons if fewer than two nodes can.
 */
export async function chooseNodes(
  kubernetes: Kubernetes,
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  known: readonly V1Node[],
  wanted: Wanted,
  tolerations: readonly V1Toleration[]
): Promise<Placement> {
  const limit = startLimit(clock, initializingSeconds);
  for (let nodes = known, told = false; ; nodes = await kubernetes.nodes(), told = true) {
    try {
      return await choose(kubernetes, nodes, wanted, tolerations);
    } catch (error) {
      const awaited = nodes.filter(isUninitialized);
      if (awaited.length === 0 || limit.isOver()) throw error;
      // Throws if the nodes will be unusable even then.
      await choose(kubernetes, nodes.map(initialized), wanted, tolerations);
      if (!told) outputs.info(`waiting for the cloud provider to initialize ${awaited.map(nameOf).join(', ')}`);
    }
    await clock.sleep(pauseSeconds);
  }
}

/** The node as it will be once it is initialized. */
function initialized(node: V1Node): V1Node {
  const taints = (node.spec?.taints ?? []).filter(({ key }) => key !== uninitializedTaint);
  return { ...node, spec: { ...node.spec, taints } };
}

async function choose(
  kubernetes: Kubernetes,
  nodes: readonly V1Node[],
  wanted: Wanted,
  tolerations: readonly V1Toleration[]
): Promise<Placement> {
  const wish = async (input: Wish['input'], text: string | undefined): Promise<Wish | undefined> =>
    text === undefined ? undefined : { input, text, nodes: await findWanted(kubernetes, nodes, input, text) };
  const [client, server] = [await wish('client-node', wanted.client), await wish('server-node', wanted.server)];
  const usable = usableNodes(nodes, tolerations);
  const clients = client === undefined ? usable : wantedNodes(client, tolerations);
  const servers = server === undefined ? usable : wantedNodes(server, tolerations);
  for (const one of clients) {
    const other = servers.find(candidate => nameOf(candidate) !== nameOf(one));
    if (other !== undefined) return { client: one, server: other, nodes };
  }
  if (client !== undefined && server !== undefined) {
    throw new InputError(
      `server-node: only ${clients.map(nameOf).join()} can be used, which is the client's node; choose two different nodes`
    );
  }
  const refused = nodes.flatMap(node => {
    const obstacle = obstacleOn(node, tolerations, false);
    return obstacle === undefined ? [] : [`${nameOf(node)}: ${obstacle}`];
  });
  throw new ClusterError(
    `client and server need two schedulable Linux nodes; usable: ${usable.map(nameOf).join(', ') || 'none'}; not usable: ${refused.join('; ') || 'none'}`
  );
}

async function findWanted(
  kubernetes: Kubernetes,
  nodes: readonly V1Node[],
  input: Wish['input'],
  text: string
): Promise<readonly V1Node[]> {
  const named = nodes.filter(node => nameOf(node) === text);
  if (named.length > 0) return named;
  const names = nodes.map(nameOf).join(', ');
  // Node names contain lower-case letters, digits, hyphens and dots; anything else is a label selector.
  if (/^[a-z0-9.-]+$/.test(text)) throw new InputError(`${input}: the cluster has no node "${text}"; it has: ${names}`);
  const matching = new Set((await kubernetes.nodes(text)).map(nameOf));
  const selected = nodes.filter(node => matching.has(nameOf(node)));
  if (selected.length === 0) {
    throw new InputError(`${input}: no node matches the label selector "${text}"; the cluster has: ${names}`);
  }
  return selected;
}

function wantedNodes({ input, text, nodes }: Wish, tolerations: readonly V1Toleration[]): readonly V1Node[] {
  const obstacles = nodes.flatMap(node => {
    const obstacle = obstacleOn(node, tolerations, true);
    return obstacle === undefined ? [] : [`${nameOf(node)}: ${obstacle}`];
  });
  const usable = nodes.filter(node => obstacleOn(node, tolerations, true) === undefined);
  if (usable.length === 0) {
    throw new InputError(
      `${input}: "${text}" cannot be used (${obstacles.join('; ')}); choose another node, or let the test pods tolerate its taints with tolerations`
    );
  }
  return sort(usable);
}

function usableNodes(nodes: readonly V1Node[], tolerations: readonly V1Toleration[]): readonly V1Node[] {
  return sort(nodes.filter(node => obstacleOn(node, tolerations, false) === undefined));
}

function sort(nodes: readonly V1Node[]): readonly V1Node[] {
  return nodes.toSorted(
    (a, b) =>
      Number(awaitsNetwork(a)) - Number(awaitsNetwork(b)) ||
      Number(isControlPlane(a)) - Number(isControlPlane(b)) ||
      nameOf(a).localeCompare(nameOf(b))
  );
}

/**
 * Why a node cannot run test pods; `undefined` if it can. A node that the user names may have Cilium's no-schedule
 * label.
 */
function obstacleOn(node: V1Node, tolerations: readonly V1Toleration[], named: boolean): string | undefined {
  if (node.metadata?.deletionTimestamp !== undefined) return 'being deleted';
  if (node.spec?.unschedulable === true) return 'cordoned';
  if (node.metadata?.labels?.['kubernetes.io/os'] !== 'linux') return 'not a Linux node';
  if (!named && node.metadata.labels[noCiliumLabel] !== undefined) return `labeled ${noCiliumLabel}`;
  if (isUninitialized(node)) return 'not yet initialized by its cloud provider';
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'Unknown') return `unreachable: ${ready.message ?? ready.reason ?? ''}`;
  if (ready?.status === 'False' && !awaitsNetwork(node)) return `not ready: ${ready.message ?? ready.reason ?? ''}`;
  const taint = (node.spec?.taints ?? []).find(candidate => !isHarmless(candidate, tolerations));
  return taint === undefined ? undefined : `tainted ${taint.key}:${taint.effect}`;
}

/** Before Cilium is installed, no node is ready. That resolves itself; other reasons do not. */
function awaitsNetwork(node: V1Node): boolean {
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'False' && /network ?plugin|\bcni\b/i.test(ready.message ?? '');
}

function isHarmless(taint: V1Taint, tolerations: readonly V1Toleration[]): boolean {
  if (taint.effect === 'PreferNoSchedule' || passingTaints.test(taint.key)) return true;
  return tolerations.some(
    ({ key, operator, value, effect }) =>
      (key === undefined || key === taint.key) &&
      (effect === undefined || effect === taint.effect) &&
      (operator === 'Exists' || (value ?? '') === (taint.value ?? ''))
  );
}

function nameOf(node: V1Node): string {
  return node.metadata?.name ?? '';
}

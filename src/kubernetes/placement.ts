import type { V1Node } from '@kubernetes/client-node';
import { ClusterError } from '../errors.ts';

const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';

/** The two nodes of a run; chosen once and kept for every block. */
export interface Placement {
  readonly client: V1Node;
  readonly server: V1Node;
}

/** Whether a node is one of the control plane's. */
export function isControlPlane(node: V1Node): boolean {
  return node.metadata?.labels?.[controlPlaneLabel] !== undefined;
}

/**
 * Two different nodes for client and server, workers first, by name so that runs of one cluster choose alike.
 * Throws a ClusterError that says of each other node why it cannot be used.
 */
export function placePods(nodes: readonly V1Node[], tolerateControlPlane: boolean): Placement {
  const refused: string[] = [];
  const usable = nodes.filter(node => {
    const obstacle = obstacleOn(node, tolerateControlPlane);
    if (obstacle !== undefined) refused.push(`${nameOf(node)}: ${obstacle}`);
    return obstacle === undefined;
  });
  const [client, server] = usable.sort(
    (a, b) => Number(isControlPlane(a)) - Number(isControlPlane(b)) || nameOf(a).localeCompare(nameOf(b))
  );
  if (client === undefined || server === undefined) {
    const found = usable.map(nameOf).join(', ') || 'none';
    throw new ClusterError(
      `client and server need two schedulable Linux nodes; usable: ${found}; not usable: ${refused.join('; ') || 'none'}`
    );
  }
  return { client, server };
}

function obstacleOn(node: V1Node, tolerateControlPlane: boolean): string | undefined {
  if (node.spec?.unschedulable === true) return 'cordoned';
  if (node.metadata?.labels?.['kubernetes.io/os'] !== 'linux') return 'not a Linux node';
  const taint = (node.spec?.taints ?? []).find(
    candidate =>
      candidate.effect !== 'PreferNoSchedule' &&
      // Nodes are not ready before Cilium is installed; that is waited for, not a property of the node.
      !candidate.key.startsWith('node.kubernetes.io/') &&
      !candidate.key.startsWith('node.cilium.io/') &&
      !(tolerateControlPlane && candidate.key === controlPlaneLabel)
  );
  return taint === undefined ? undefined : `tainted ${taint.key}:${taint.effect}`;
}

function nameOf(node: V1Node): string {
  return node.metadata?.name ?? '';
}

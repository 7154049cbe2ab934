import type { ClusterOptions } from '../../model/options.ts';
import { formatMinutes } from '../../plan/plan.ts';

/** Client and server. */
export const nodeCount = 2;
/** What creating (about five minutes), installing Cilium and deleting take besides the plan; the nodes are billed meanwhile. */
export const aroundSeconds = 15 * 60;

/** What a run on a cluster that is made for it will cost, with the assumption; nothing for other clusters. */
export function describeCost(cluster: ClusterOptions, estimatedSeconds: number): readonly string[] {
  if (cluster.provider !== 'aks' || cluster.kind !== 'ephemeral') return [];
  const { vmSize, location, nodePrice } = cluster;
  const seconds = estimatedSeconds + aroundSeconds;
  const hours = (nodeCount * seconds) / 3600;
  const money = nodePrice === undefined ? '' : `, at ${nodePrice} each about ${(hours * nodePrice).toFixed(2)}`;
  return [
    `  estimated cost: ${hours.toFixed(1)} node hours of ${vmSize} in ${location}${money}`,
    `    assumed: ${nodeCount} nodes for ${formatMinutes(seconds)}, of which ${formatMinutes(aroundSeconds)} to create and delete; ${
      nodePrice === undefined ? 'aks-node-price turns it into money' : 'aks-node-price is right'
    }; the free tier of AKS; disks, load balancer and traffic not counted`
  ];
}

import type { ClusterOptions } from '../../model/options.ts';
import { formatMinutes } from '../../plan/plan.ts';

/** Client and server. */
export const nodeCount = 2;
/**
 * Seconds in addition to the plan: creating the cluster (about five minutes), installing Cilium, deleting the cluster.
 * The nodes are billed during this time.
 */
export const setupSeconds = 15 * 60;

/** Estimated cost of a run on a new cluster, with its assumptions. Empty for other clusters. */
export function describeCost(cluster: ClusterOptions, estimatedSeconds: number): readonly string[] {
  if (cluster.provider !== 'aks' || cluster.kind !== 'ephemeral') return [];
  const { vmSize, location, nodePrice } = cluster;
  const seconds = estimatedSeconds + setupSeconds;
  const hours = (nodeCount * seconds) / 3600;
  const money = nodePrice === undefined ? '' : `, at ${nodePrice} each about ${(hours * nodePrice).toFixed(2)}`;
  return [
    `  estimated cost: ${hours.toFixed(1)} node hours of ${vmSize} in ${location}${money}`,
    `    assumed: ${nodeCount} nodes for ${formatMinutes(seconds)}, including ${formatMinutes(setupSeconds)} to create and delete them; ${
      nodePrice === undefined ? 'set aks-node-price to see the cost' : 'the price in aks-node-price'
    }; the free tier of AKS; without disks, load balancer and traffic`
  ];
}

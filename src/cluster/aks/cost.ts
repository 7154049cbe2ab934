import { formatMinutes } from '../../lib/duration.ts';
import type { ClusterOptions } from '../../model/options.ts';
import { creationSeconds } from '../../plan/cost.ts';

/** Client and server. */
export const nodeCount = 2;
/** Estimated cost of a run on a new cluster, and what it assumes. Empty for other clusters. */
export function describeCost(
  cluster: ClusterOptions,
  estimatedSeconds: number
): { readonly cost?: string; readonly assumptions?: string } {
  if (cluster.provider !== 'aks' || cluster.kind !== 'ephemeral') return {};
  const { vmSize, location, nodePrice } = cluster;
  const setupSeconds = creationSeconds(cluster);
  const seconds = estimatedSeconds + setupSeconds;
  const hours = (nodeCount * seconds) / 3600;
  const money = nodePrice === undefined ? '' : `, at ${nodePrice} each about ${(hours * nodePrice).toFixed(2)}`;
  return {
    cost: `  estimated cost: ${hours.toFixed(1)} node hours of ${vmSize} in ${location}${money}`,
    assumptions: `    assumed: ${nodeCount} nodes for ${formatMinutes(seconds)}, including ${formatMinutes(setupSeconds)} to create and delete them; ${
      nodePrice === undefined ? 'set aks-node-price to see the cost' : 'the price in aks-node-price'
    }; the free tier of AKS; without disks, load balancer and traffic`
  };
}

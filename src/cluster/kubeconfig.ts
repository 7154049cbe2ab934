import type { ClusterOptions } from '../inputs/options.ts';
import type { Cluster } from './port.ts';

/** A cluster of the user's: reached, measured, never created or removed. */
export function createKubeconfigCluster(options: Extract<ClusterOptions, { provider: 'kubeconfig' }>): Cluster {
  return {
    obtain: () =>
      Promise.resolve({
        provider: 'kubeconfig',
        name: options.context ?? options.allowReconfigure,
        ours: false,
        kubeconfig: options.kubeconfig,
        context: options.context ?? options.allowReconfigure,
        ciliumValues: {},
        tolerateControlPlane: false
      })
  };
}

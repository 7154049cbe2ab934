import type { Host } from '../host/ports.ts';
import type { ClusterOptions } from '../model/options.ts';
import { inClusterContext, readKubeconfig, selectContext } from '../kubernetes/kubeconfig.ts';
import type { Cluster } from './port.ts';

type KubeconfigOptions = Extract<ClusterOptions, { provider: 'kubeconfig' }>;

/**
 * The user's own cluster: measured, never created or deleted. Helm cannot use a pod's service account as a context,
 * so that is written to `ownFile` as a kubeconfig.
 */
export function createKubeconfigCluster(
  { files, environment }: Pick<Host, 'files' | 'environment'>,
  options: KubeconfigOptions,
  ownFile: string
): Cluster {
  return {
    async obtain() {
      const found = findContext(options, environment);
      const context = found['current-context'] ?? undefined;
      const own = options.kubeconfig === undefined && context === inClusterContext;
      if (own) await files.write(ownFile, JSON.stringify(found), 0o600);
      return {
        provider: 'kubeconfig',
        name: context,
        ours: false,
        kubeconfig: own ? ownFile : options.kubeconfig,
        context,
        ciliumValues: {},
        tolerateControlPlane: false
      };
    }
  };
}

/**
 * The context selected by the inputs. Throws an InputError if the kubeconfig does not contain it. Contacts no
 * cluster.
 */
export function findContext(
  { kubeconfig, context, allowReconfigure }: KubeconfigOptions,
  environment: Host['environment']
): ReturnType<typeof selectContext> {
  return selectContext(readKubeconfig(kubeconfig, environment), context ?? allowReconfigure);
}

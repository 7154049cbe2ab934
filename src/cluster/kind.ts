import { stringify } from 'yaml';
import { ClusterError, InputError } from '../errors.ts';
import type { Host } from '../host/ports.ts';
import type { ClusterOptions } from '../inputs/options.ts';
import type { Values } from '../scenario/values.ts';
import { kindConfig } from './kind-config.ts';
import type { Cluster } from './port.ts';

type KindOptions = Extract<ClusterOptions, { provider: 'kind' }>;

/**
 * A kind cluster: found by name, or created. Its kubeconfig goes to `kubeconfig`, never into the user's own.
 * `beforeCreation` is called when the cluster is about to be made, so that a killed run can be cleaned up.
 */
export function createKindCluster(
  host: Host,
  options: KindOptions,
  kubeconfig: string,
  beforeCreation: () => Promise<void>
): Cluster {
  return {
    async obtain() {
      const config = kindConfig(
        options.configFile === undefined ? undefined : await host.files.read(options.configFile)
      );
      const exists = (await kindClusters(host)).includes(options.name);
      if (exists) {
        if (options.configFile !== undefined || options.nodeImage !== undefined) {
          throw new InputError(
            `cluster-name: a kind cluster "${options.name}" exists already, so kind-config and kind-node-image cannot take effect; leave them out, name another cluster, or remove it with: kind delete cluster --name ${options.name}`
          );
        }
        if (options.allowReconfigure !== `kind-${options.name}`) {
          throw new InputError(
            `allow-reconfigure: missing; a kind cluster "${options.name}" exists already and its Cilium would be reconfigured; write "kind-${options.name}" to allow that, or name another cluster in cluster-name`
          );
        }
        host.outputs.info(`kind cluster "${options.name}" exists: used, and kept afterwards`);
        await kind(host, ['export', 'kubeconfig', '--name', options.name, '--kubeconfig', kubeconfig]);
      } else {
        await beforeCreation();
        const configFile = `${kubeconfig}.kind.yaml`;
        await host.files.write(configFile, stringify(config));
        const image = options.nodeImage === undefined ? [] : ['--image', options.nodeImage];
        await kind(host, [
          'create',
          'cluster',
          '--name',
          options.name,
          '--kubeconfig',
          kubeconfig,
          '--config',
          configFile,
          ...image
        ]);
        await host.files.remove(configFile);
      }
      return {
        provider: 'kind',
        name: options.name,
        ours: !exists,
        kubeconfig,
        context: `kind-${options.name}`,
        ciliumValues: kindValues(options.name),
        tolerateControlPlane: true
      };
    }
  };
}

/** What Cilium must be told on a kind cluster without kube-proxy: where the API server is, before Services work. */
function kindValues(name: string): Values {
  return {
    k8sServiceHost: `${name}-control-plane`,
    k8sServicePort: 6443,
    kubeProxyReplacement: true,
    ipam: { mode: 'kubernetes' },
    operator: { replicas: 1 }
  };
}

/** Removes a kind cluster; one that does not exist is fine. */
export async function deleteKindCluster(host: Host, name: string): Promise<void> {
  await kind(host, ['delete', 'cluster', '--name', name]);
}

async function kindClusters(host: Host): Promise<readonly string[]> {
  return (await kind(host, ['get', 'clusters', '--quiet'])).split('\n').filter(line => line !== '');
}

async function kind(host: Host, args: readonly string[]): Promise<string> {
  const said: string[] = [];
  const { exitCode, stdout } = await host.processes.run('kind', args, {
    onLine: line => {
      said.push(line);
    }
  });
  if (exitCode !== 0) {
    throw new ClusterError(
      `kind ${args.slice(0, 2).join(' ')} failed (exit code ${String(exitCode)}): ${said.slice(-20).join('\n')}`
    );
  }
  return stdout;
}

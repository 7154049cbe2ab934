import { yamlText } from '../lib/yaml.ts';
import { foreignText } from '../redaction/foreign.ts';
import { ClusterError, InputError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import type { ClusterOptions } from '../model/options.ts';
import { scenarioName, type Scenario } from '../model/scenario.ts';
import type { Values } from '../scenario/values.ts';
import { kindConfig, type KindConfig } from './kind-config.ts';
import { kernelLack, readKernel } from './kernel.ts';
import type { Cluster, Prospect } from './port.ts';

type KindOptions = Extract<ClusterOptions, { provider: 'kind' }>;

/** Result of `examine`: an existing cluster, or the configuration of a new one. */
type Found = { readonly exists: true } | { readonly exists: false; readonly config: KindConfig };

/**
 * A kind cluster, found by name or created. Writes its kubeconfig to `kubeconfig`, never to the user's own. Calls
 * `beforeCreation` first, so that a killed run can be cleaned up.
 */
export function createKindCluster(
  host: Host,
  options: KindOptions,
  kubeconfig: string,
  beforeCreation: () => Promise<void>
): Cluster {
  const { name } = options;
  let looked: Promise<Found> | undefined;
  const look = (): Promise<Found> => (looked ??= find(host, options));
  return {
    async examine(scenarios) {
      const found = await look();
      return found.exists
        ? undefined
        : { workers: found.config.workers, unsupported: await unsupportedHere(host, scenarios) };
    },
    async obtain() {
      const found = await look();
      if (found.exists) {
        host.outputs.info(`using the existing kind cluster "${name}" and keeping it afterwards`);
        await kind(host, ['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig]);
      } else {
        await beforeCreation();
        await create(host, options, found.config, kubeconfig);
        if (options.keep) {
          host.outputs.info(
            `keeping the cluster; to use it: kind export kubeconfig --name ${name}; to delete it: kind delete cluster --name ${name}`
          );
        }
      }
      if (options.loadImages.length > 0) {
        host.outputs.info(`loading ${options.loadImages.join(', ')} into the nodes`);
        await kind(host, ['load', 'docker-image', '--name', name, ...options.loadImages]);
      }
      return {
        provider: 'kind',
        name,
        ours: !found.exists,
        kubeconfig,
        context: `kind-${name}`,
        ciliumValues: kindValues(name),
        tolerateControlPlane: true
      };
    }
  };
}

/** Looks for the cluster and checks its inputs. Throws an InputError if they cannot take effect. */
async function find(host: Host, options: KindOptions): Promise<Found> {
  const { name, configFile, workers } = options;
  const text = configFile === undefined ? undefined : await host.files.read(configFile);
  const config = kindConfig(text, { name, workers, imageInput: imageInput(options) });
  const [names] = await Promise.all([kindClusters(host), refuseMissingImages(host, options.loadImages)]);
  if (!names.includes(name)) return { exists: false, config };
  const ineffective = [
    ...(configFile === undefined ? [] : ['kind-config']),
    ...(workers === undefined ? [] : ['kind-workers']),
    imageInput(options) ?? []
  ].flat();
  if (ineffective.length > 0) {
    throw new InputError(
      `kind-name: a kind cluster "${name}" already exists, so ${ineffective.join(' and ')} cannot take effect; remove ${ineffective.length === 1 ? 'this input' : 'these inputs'}, choose another name, or delete the cluster with: kind delete cluster --name ${name}`
    );
  }
  if (options.allowReconfigure !== `kind-${name}`) {
    throw new InputError(
      `allow-reconfigure: missing; a kind cluster "${name}" already exists, and the run would reconfigure its Cilium; write "kind-${name}" to allow that, or choose another kind-name`
    );
  }
  return { exists: true };
}

/** The input that sets the image of all nodes, if any. */
export function imageInput({ nodeImage, kubernetesVersion }: KindOptions): string | undefined {
  if (kubernetesVersion !== undefined) return 'kind-kubernetes-version';
  return nodeImage === undefined ? undefined : 'kind-node-image';
}

/** kind reports this only after it has created the cluster. */
async function refuseMissingImages(host: Host, images: readonly string[]): Promise<void> {
  const missing = await Promise.all(
    images.map(async image => {
      const { exitCode } = await host.processes.run('docker', ['image', 'inspect', '--format', '{{.Id}}', image]);
      return exitCode === 0 ? undefined : image;
    })
  );
  const sentences = missing.flatMap(image =>
    image === undefined
      ? []
      : `kind-load-images: the local Docker engine has no image "${image}"; build or pull it in an earlier step, or leave it out`
  );
  if (sentences.length > 0) throw new InputError(sentences.join('\n'));
}

/**
 * Scenarios that cannot work on this machine's kernel, which all nodes share. Empty for a remote engine, whose kernel
 * is unknown.
 */
async function unsupportedHere(host: Host, scenarios: readonly Scenario[]): Promise<Prospect['unsupported']> {
  const [kernel, engine] = await Promise.all([
    readKernel(host.files),
    host.processes.run('docker', ['info', '--format', '{{.KernelVersion}}']).catch(() => undefined)
  ]);
  if (kernel.release === '' || engine?.stdout.trim() !== kernel.release) return new Map();
  return new Map(
    scenarios.flatMap((scenario): [string, string][] => {
      const lack = kernelLack(kernel, scenario);
      return lack === undefined ? [] : [[scenarioName(scenario), lack]];
    })
  );
}

async function create(host: Host, options: KindOptions, config: KindConfig, kubeconfig: string): Promise<void> {
  const { name, kubernetesVersion } = options;
  const configFile = `${kubeconfig}.kind.yaml`;
  await host.files.write(configFile, yamlText(config.document));
  // Digests are only in kind's release notes, and only for that release's versions.
  const image = kubernetesVersion === undefined ? options.nodeImage : `kindest/node:v${kubernetesVersion}`;
  const args = ['create', 'cluster', '--name', name, '--kubeconfig', kubeconfig, '--config', configFile];
  await kind(host, [...args, ...(image === undefined ? [] : ['--image', image])], line => {
    // Show steps and problems, but not the closing hints.
    if (/^\s*(?:•|✗|WARNING)/.test(line)) host.outputs.info(`  ${line.trim()}`);
  });
  await host.files.remove(configFile);
}

/** Cilium's values on a kind cluster without kube-proxy: the API server's address, needed before Services work. */
export function kindValues(name: string): Values {
  return {
    k8sServiceHost: `${name}-control-plane`,
    k8sServicePort: 6443,
    kubeProxyReplacement: true,
    ipam: { mode: 'kubernetes' },
    operator: { replicas: 1 }
  };
}

/** Deletes a kind cluster. A missing one is no error. */
export async function deleteKindCluster(host: Host, name: string): Promise<void> {
  await kind(host, ['delete', 'cluster', '--name', name]);
}

async function kindClusters(host: Host): Promise<readonly string[]> {
  return (await kind(host, ['get', 'clusters', '--quiet'])).split('\n').filter(line => line !== '');
}

async function kind(host: Host, args: readonly string[], onLine?: (line: string) => void): Promise<string> {
  const said: string[] = [];
  const { exitCode, stdout } = await host.processes.run('kind', args, {
    onLine: line => {
      said.push(line);
      onLine?.(line);
    }
  });
  if (exitCode !== 0) {
    throw new ClusterError(
      `kind ${args.slice(0, 2).join(' ')} failed (exit code ${exitCode}): ${foreignText(said.slice(-20).join('\n'))}`
    );
  }
  return stdout;
}

import { stringify } from 'yaml';
import { ClusterError, InputError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import type { ClusterOptions } from '../model/options.ts';
import { redactText } from '../redaction/redact.ts';
import { scenarioName, type Scenario } from '../model/scenario.ts';
import type { Values } from '../scenario/values.ts';
import { kindConfig, type KindConfig } from './kind-config.ts';
import { kernelLack, readKernel } from './kernel.ts';
import type { Cluster, Prospect } from './port.ts';

type KindOptions = Extract<ClusterOptions, { provider: 'kind' }>;

/** What was found before anything is touched: a cluster of the name, or how one will be made. */
type Found = { readonly exists: true } | { readonly exists: false; readonly config: KindConfig };

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
        host.outputs.info(`kind cluster "${name}" exists: used, and kept afterwards`);
        await kind(host, ['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig]);
      } else {
        await beforeCreation();
        await create(host, options, found.config, kubeconfig);
        if (options.keep) {
          host.outputs.info(
            `it is kept: reach it with kind export kubeconfig --name ${name}, remove it with kind delete cluster --name ${name}`
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

/** Looks for the cluster and checks what was written about it. Throws an InputError where that cannot be. */
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
      `cluster-name: a kind cluster "${name}" exists already, so ${ineffective.join(' and ')} cannot take effect; leave ${ineffective.length === 1 ? 'it' : 'them'} out, name another cluster, or remove it with: kind delete cluster --name ${name}`
    );
  }
  if (options.allowReconfigure !== `kind-${name}`) {
    throw new InputError(
      `allow-reconfigure: missing; a kind cluster "${name}" exists already and its Cilium would be reconfigured; write "kind-${name}" to allow that, or name another cluster in cluster-name`
    );
  }
  return { exists: true };
}

/** The input that chooses the image of all nodes, if one does. */
export function imageInput({ nodeImage, kubernetesVersion }: KindOptions): string | undefined {
  if (kubernetesVersion !== undefined) return 'kubernetes-version';
  return nodeImage === undefined ? undefined : 'kind-node-image';
}

/** kind itself would say so only after the cluster was made. */
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
      : `load-images: the Docker engine of this machine has no image "${image}"; build it or pull it in a step before, or leave it out`
  );
  if (sentences.length > 0) throw new InputError(sentences.join('\n'));
}

/**
 * Scenarios that cannot work on nodes of this machine, which all run on its kernel. An engine elsewhere has another
 * kernel, of which nothing is known.
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
  await host.files.write(configFile, stringify(config.document));
  // Only kind's release notes know digests, and only for the versions of that release.
  const image = kubernetesVersion === undefined ? options.nodeImage : `kindest/node:v${kubernetesVersion}`;
  const args = ['create', 'cluster', '--name', name, '--kubeconfig', kubeconfig, '--config', configFile];
  await kind(host, [...args, ...(image === undefined ? [] : ['--image', image])], line => {
    // A step as it begins, or what is wrong; not how one could greet the cluster afterwards.
    if (/^\s*(?:•|✗|WARNING)/.test(line)) host.outputs.info(`  ${line.trim()}`);
  });
  await host.files.remove(configFile);
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
      `kind ${args.slice(0, 2).join(' ')} failed (exit code ${exitCode}): ${redactText(said.slice(-20).join('\n'))}`
    );
  }
  return stdout;
}

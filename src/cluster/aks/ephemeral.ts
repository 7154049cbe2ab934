import { z } from 'zod';
import { ClusterError } from '../../model/errors.ts';
import type { Host } from '../../host/ports.ts';
import type { EphemeralAks } from '../../model/options.ts';
import { formatMinutes } from '../../lib/duration.ts';
import type { UndoAks } from '../../results/undo-state.ts';
import type { Cluster } from '../port.ts';
import { findAz, type Az } from './az.ts';
import { nodeCount } from './cost.ts';
import { fetchCredentials } from './credentials.ts';
import { findGroup } from './groups.ts';
import { showCluster } from './nodes.ts';
import { byocniValues } from './values.ts';

const progressSeconds = 10;
const toldEverySeconds = 60;

const idSchema = z.looseObject({ id: z.string() });

/** What a new cluster needs in addition to its inputs. */
export interface AksRun {
  readonly runId: string;
  /** Each as `name=value`; evaluated when the cluster is created. */
  readonly tags: () => readonly string[];
  readonly kubeconfig: string;
  /** Called with what must be undone, before anything is created. */
  readonly beforeCreation: (undo: UndoAks) => Promise<void>;
}

/** A BYOCNI cluster of two nodes in a resource group named after the run. Deleting that group undoes everything. */
export function createEphemeralAks(host: Host, options: EphemeralAks, run: AksRun): Cluster {
  return {
    async obtain() {
      const az = await findAz(host);
      const name = run.runId;
      // az would reuse an existing group, and the cleanup would delete it.
      if ((await findGroup(az, name)) !== undefined) {
        throw new ClusterError(
          `a resource group ${name} already exists and does not belong to this run; start the run again`
        );
      }
      await run.beforeCreation({ subscription: az.subscription, resourceGroup: name });
      host.outputs.info(`resource group ${name} in ${options.location} (subscription ${az.subscription})`);
      const tags = [...options.tags, ...run.tags()];
      await az.run(['group', 'create', '--name', name, '--location', options.location, '--tags', ...tags]);
      const place = await placeNodes(az, name, options, tags);
      await createCluster(host, az, name, options, tags, place);
      await fetchCredentials(host, az, { resourceGroup: name, name }, run.kubeconfig);
      const { networkProfile } = await showCluster(az, name, name);
      return {
        provider: 'aks',
        networking: 'byocni',
        name,
        ours: true,
        kubeconfig: run.kubeconfig,
        context: name,
        ciliumValues: byocniValues(options.podCidr),
        serviceCidr: networkProfile.serviceCidr ?? undefined,
        tolerateControlPlane: false
      };
    }
  };
}

/** Flags that place both nodes close together: a zone, or a proximity placement group, which every region supports. */
async function placeNodes(
  az: Az,
  name: string,
  { zone, location }: EphemeralAks,
  tags: readonly string[]
): Promise<readonly string[]> {
  if (zone !== undefined) return ['--zones', zone];
  const { id } = await az.json(
    [
      ...['ppg', 'create', '--resource-group', name, '--name', name, '--location', location, '--type', 'Standard'],
      ...['--tags', ...tags]
    ],
    idSchema
  );
  return ['--ppg', id];
}

async function createCluster(
  host: Host,
  az: Az,
  name: string,
  { location, vmSize, podCidr, kubernetesVersion }: EphemeralAks,
  tags: readonly string[],
  place: readonly string[]
): Promise<void> {
  const creation = az.run([
    ...['aks', 'create', '--resource-group', name, '--name', name, '--location', location],
    ...['--network-plugin', 'none', '--pod-cidr', podCidr],
    ...['--node-count', String(nodeCount), '--node-vm-size', vmSize, ...place],
    ...(kubernetesVersion === undefined ? [] : ['--kubernetes-version', kubernetesVersion]),
    // No SSH key, because the nodes are never logged in to.
    ...['--tier', 'free', '--no-ssh-key', '--tags', ...tags]
  ]);
  await withProgress(host, `creating the AKS cluster ${name} (${nodeCount} x ${vmSize})`, creation);
}

/** az prints nothing for minutes, which looks like a hanging job. */
async function withProgress(host: Host, what: string, work: Promise<void>): Promise<void> {
  const started = host.clock.seconds();
  let told = started;
  host.outputs.info(`  ${what}, which takes about five minutes`);
  for (;;) {
    const ended = await Promise.race([work.then(() => true), host.clock.sleep(progressSeconds).then(() => false)]);
    const now = host.clock.seconds();
    if (ended) {
      host.outputs.info(`  ${what}: done after ${formatMinutes(now - started)}`);
      return;
    }
    if (now - told < toldEverySeconds) continue;
    told = now;
    host.outputs.info(`  ${what}: ${formatMinutes(now - started)} elapsed`);
  }
}

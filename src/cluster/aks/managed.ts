import { InputError } from '../../model/errors.ts';
import type { Host } from '../../host/ports.ts';
import type { ExistingAks } from '../../model/options.ts';
import type { UndoTransit } from '../../results/undo-state.ts';
import type { Az } from './az.ts';
import type { AksDescription } from './nodes.ts';

/** az's names for the values of `aks-transit-encryption`. */
const azureNames = { none: 'None', wireguard: 'WireGuard' } as const;

/** Log line for a cluster whose Cilium is managed by Azure: what was found, and what cannot be chosen. */
export function describeManaged(cluster: AksDescription): string {
  return `${cluster.name} has Azure CNI powered by Cilium with transit encryption ${transitEncryptionOf(cluster)}, and is measured as is. It does not allow you to choose Cilium's version and values, the routing mode, IPsec, ztunnel or node encryption`;
}

/**
 * Sets the requested encryption after saving the current one. Does nothing if it is already set. Does not enable
 * services that Azure bills: throws an InputError that shows how.
 */
export async function setTransitEncryption(
  host: Host,
  az: Az,
  { resourceGroup, name, transitEncryption }: ExistingAks,
  cluster: AksDescription,
  beforeChange: (undo: UndoTransit) => Promise<void>
): Promise<void> {
  if (transitEncryption === undefined) return;
  const wanted = azureNames[transitEncryption];
  const before = transitEncryptionOf(cluster);
  if (before === wanted) return;
  if (cluster.networkProfile.advancedNetworking?.enabled !== true) {
    throw new InputError(
      `aks-transit-encryption: "${name}" has no Advanced Container Networking Services, which Azure bills; enable them with: az aks update --resource-group ${resourceGroup} --name ${name} --enable-acns, or remove this input`
    );
  }
  await beforeChange({ subscription: az.subscription, resourceGroup, name, encryption: before });
  host.outputs.info(`  setting transit encryption from ${before} to ${wanted}: Azure restarts the agents`);
  await updateTransitEncryption(az, resourceGroup, name, wanted, 'wait');
}

/** Sets the transit encryption, using az's name for it. */
export async function updateTransitEncryption(
  az: Az,
  resourceGroup: string,
  name: string,
  encryption: string,
  wait: 'wait' | 'no-wait'
): Promise<void> {
  await az.run([
    ...['aks', 'update', '--resource-group', resourceGroup, '--name', name],
    ...['--acns-transit-encryption-type', encryption],
    ...(wait === 'wait' ? [] : ['--no-wait'])
  ]);
}

function transitEncryptionOf({ networkProfile }: AksDescription): string {
  return networkProfile.advancedNetworking?.security?.transitEncryption?.type ?? azureNames.none;
}

import { InputError } from '../../model/errors.ts';
import type { Host } from '../../host/ports.ts';
import type { ExistingAks } from '../../model/options.ts';
import type { UndoTransit } from '../../results/undo-state.ts';
import type { Az } from './az.ts';
import type { AksDescription } from './nodes.ts';

/** az's names of what `aks-transit-encryption` calls otherwise. */
const azureNames = { none: 'None', wireguard: 'WireGuard' } as const;

/** What is said of a cluster whose Cilium Azure manages: what was found, and what cannot be chosen. */
export function describeManaged(cluster: AksDescription): string {
  return `${cluster.name} has Azure CNI powered by Cilium, with transit encryption ${transitEncryptionOf(cluster)}: it is measured as it is. Not to be chosen there: Cilium's version and values, the routing mode, IPsec, ztunnel and node encryption`;
}

/**
 * Sets the encryption that was asked for, after what it was has been saved. Nothing is done when it is so already. Services
 * that Azure bills are not switched on: an InputError says how.
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
      `aks-transit-encryption: "${name}" has no Advanced Container Networking Services, which Azure bills; switch them on with: az aks update --resource-group ${resourceGroup} --name ${name} --enable-acns, or leave the input out`
    );
  }
  await beforeChange({ subscription: az.subscription, resourceGroup, name, encryption: before });
  host.outputs.info(`  setting its transit encryption from ${before} to ${wanted}: Azure restarts the agents`);
  await updateTransitEncryption(az, resourceGroup, name, wanted, 'wait');
}

/** Sets the transit encryption by az's name for it. */
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

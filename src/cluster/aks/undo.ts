import type { Host } from '../../host/ports.ts';
import type { UndoAks, UndoTransit } from '../../restore/state.ts';
import { createAz } from './az.ts';
import { isGoneWithin, requestDeletion, type Deletion } from './groups.ts';
import { updateTransitEncryption } from './managed.ts';

/** Of the post step's four minutes; deleting a cluster takes Azure five to ten. */
const confirmSeconds = 90;

/** The command that removes a run's resource group by hand. */
export function deletionCommand({ subscription, resourceGroup }: UndoAks): string {
  return `az group delete --name ${resourceGroup} --subscription ${subscription} --yes`;
}

/** The command that puts the encryption of a managed cluster back by hand. */
export function transitCommand({ subscription, resourceGroup, name, encryption }: UndoTransit): string {
  return `az aks update --resource-group ${resourceGroup} --name ${name} --subscription ${subscription} --acns-transit-encryption-type ${encryption}`;
}

/** Requests the deletion of a run's resource group and gives how far it has come. */
export async function deleteAks(
  host: Host,
  { subscription, resourceGroup }: UndoAks,
  runId: string
): Promise<Deletion> {
  return requestDeletion(createAz(host, subscription), host.clock, resourceGroup, runId);
}

/** Looks whether an accepted deletion comes to its end, and says so; a slow one is not an error. */
export async function confirmDeletion(host: Host, undo: UndoAks): Promise<void> {
  const { subscription, resourceGroup } = undo;
  const az = createAz(host, subscription);
  if (await isGoneWithin(az, host.clock, resourceGroup, confirmSeconds)) {
    host.outputs.info(`resource group ${resourceGroup} is gone`);
    return;
  }
  host.outputs.warning(
    `Azure has accepted the deletion of resource group ${resourceGroup} and is still at it; see whether it is gone with: az group exists --name ${resourceGroup} --subscription ${subscription}`
  );
}

/** Asks for the encryption of a managed cluster to be put back; Azure takes minutes, which a post step has not. */
export async function putTransitBack(
  host: Host,
  { subscription, resourceGroup, name, encryption }: UndoTransit
): Promise<void> {
  await updateTransitEncryption(createAz(host, subscription), resourceGroup, name, encryption, 'no-wait');
}

import { z } from 'zod';
import { pollUntil, startLimit } from '../../host/limit.ts';
import type { Clock, Host } from '../../host/ports.ts';
import { ClusterError } from '../../model/errors.ts';
import type { UndoAks, UndoTransit } from '../../results/undo-state.ts';
import { AzError, type Az, createAz } from './az.ts';
import { updateTransitEncryption } from './managed.ts';

/** Tags of everything that this program makes in Azure: by them `sweep` finds what a killed runner left. */
export const tagNames = {
  /** The run that made it. */
  run: 'cilium-perf-gate-run',
  /** When it may be removed by anybody, ISO 8601. */
  expires: 'cilium-perf-gate-expires',
  /** Number of the workflow run on GitHub. */
  githubRun: 'cilium-perf-gate-github-run'
} as const;

/** What a run may last beyond its estimate; as long as a job on GitHub's runners at most. */
const graceHours = 6;

/** The tags of a run that begins now, each as `name=value`. */
export function runTags(
  runId: string,
  now: Date,
  estimatedSeconds: number,
  githubRun: number | undefined
): readonly string[] {
  const expires = new Date(now.getTime() + (estimatedSeconds + graceHours * 3600) * 1000);
  return [
    `${tagNames.run}=${runId}`,
    `${tagNames.expires}=${expires.toISOString()}`,
    ...(githubRun === undefined ? [] : [`${tagNames.githubRun}=${githubRun}`])
  ];
}

/** ARM shows an accepted deletion at once; the rest is for a slow answer. */
const acceptanceSeconds = 30;
const confirmPauseSeconds = 10;

const groupSchema = z.looseObject({
  name: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  /** Set on the groups that AKS itself makes for its nodes: they go with their cluster. */
  managedBy: z.string().nullish(),
  properties: z.looseObject({ provisioningState: z.string() })
});
export type ResourceGroup = z.infer<typeof groupSchema>;

/** A resource group; `undefined` when there is none of this name. */
export async function findGroup(az: Az, name: string): Promise<ResourceGroup | undefined> {
  try {
    return await az.json(['group', 'show', '--name', name], groupSchema);
  } catch (error) {
    if (error instanceof AzError && error.hasCode('ResourceGroupNotFound')) return undefined;
    throw error;
  }
}

/** The resource groups that this program made, by their tag. */
export async function listOwnGroups(az: Az): Promise<readonly ResourceGroup[]> {
  const groups = await az.json(['group', 'list', '--tag', tagNames.run], z.array(groupSchema));
  return groups.filter(({ managedBy }) => managedBy === undefined || managedBy === null || managedBy === '');
}

/** Whether Azure is removing a group already. */
export function isDeleting(group: ResourceGroup): boolean {
  return group.properties.provisioningState === 'Deleting';
}

/** How far a deletion has come: nothing is left, or Azure is at it. */
export type Deletion = 'gone' | 'accepted';

/**
 * Asks for the deletion of a run's resource group, does not wait for its end, and sees that Azure has accepted it. A group
 * that is not the run's own is left alone. Rejects with a ClusterError when it is not going.
 */
export async function requestDeletion(az: Az, clock: Clock, name: string, runId: string): Promise<Deletion> {
  const group = await findGroup(az, name);
  if (group === undefined) return 'gone';
  const owner = group.tags?.[tagNames.run];
  if (owner !== runId) {
    throw new ClusterError(`its tag ${tagNames.run} is ${owner ?? 'missing'}, not ${runId}: it is left alone`);
  }
  if (isDeleting(group)) return 'accepted';
  await az.run(['group', 'delete', '--name', name, '--yes', '--no-wait']);
  const limit = startLimit(clock, acceptanceSeconds);
  const look = (): Promise<ResourceGroup | undefined> => findGroup(az, name);
  const now = await pollUntil(clock, limit, 2, look, seen => seen === undefined || isDeleting(seen));
  if (now === undefined) return 'gone';
  if (isDeleting(now)) return 'accepted';
  throw new ClusterError(`Azure took the request, but its state stays ${now.properties.provisioningState}`);
}

/** Waits for the end of a deletion that Azure has accepted; false when it is still going on after the limit. */
async function isGoneWithin(az: Az, clock: Clock, name: string, limitSeconds: number): Promise<boolean> {
  // The last look comes before the limit, not after it.
  const limit = startLimit(clock, limitSeconds - confirmPauseSeconds);
  const look = (): Promise<ResourceGroup | undefined> => findGroup(az, name);
  const group = await pollUntil(
    clock,
    limit,
    confirmPauseSeconds,
    look,
    seen => seen === undefined || !isDeleting(seen)
  );
  if (group === undefined) return true;
  if (isDeleting(group)) return false;
  throw new ClusterError(`its deletion was accepted, but ended in state ${group.properties.provisioningState}`);
}

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

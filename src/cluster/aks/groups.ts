import { z } from 'zod';
import { pollUntil, startLimit } from '../../host/limit.ts';
import type { Clock, Host } from '../../host/ports.ts';
import { ClusterError } from '../../model/errors.ts';
import { isRunId } from '../../model/run-id.ts';
import type { UndoAks, UndoTransit } from '../../results/undo-state.ts';
import { AzError, type Az, createAz } from './az.ts';
import { updateTransitEncryption } from './managed.ts';

/** Tags on everything that this program creates in Azure. `sweep` uses them to find what a killed runner left. */
export const tagNames = {
  /** The run that created it. */
  run: 'cilium-perf-gate-run',
  /** When anyone may delete it, ISO 8601. */
  expires: 'cilium-perf-gate-expires',
  /** ID of the GitHub workflow run. */
  githubRun: 'cilium-perf-gate-github-run'
} as const;

/** Hours that a run may take beyond its estimate: the maximum of a job on GitHub's runners. */
const graceHours = 6;

/** Tags of a run that starts now, each as `name=value`. */
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

/** ARM shows an accepted deletion at once; the rest covers slow answers. */
const acceptanceSeconds = 30;
const confirmPauseSeconds = 10;

const groupSchema = z.looseObject({
  name: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  /** Set on the groups that AKS creates for its nodes. They are deleted with their cluster. */
  managedBy: z.string().nullish(),
  properties: z.looseObject({ provisioningState: z.string() })
});
export type ResourceGroup = z.infer<typeof groupSchema>;

/** A resource group; `undefined` if it does not exist. */
export async function findGroup(az: Az, name: string): Promise<ResourceGroup | undefined> {
  try {
    return await az.json(['group', 'show', '--name', name], groupSchema);
  } catch (error) {
    if (error instanceof AzError && error.hasCode('ResourceGroupNotFound')) return undefined;
    throw error;
  }
}

/** Resource groups that this program created, found by tag. */
export async function listOwnGroups(az: Az): Promise<readonly ResourceGroup[]> {
  const groups = await az.json(['group', 'list', '--tag', tagNames.run], z.array(groupSchema));
  return groups.filter(({ managedBy }) => managedBy === undefined || managedBy === null || managedBy === '');
}

/** Whether Azure is already deleting a group. */
export function isDeleting(group: ResourceGroup): boolean {
  return group.properties.provisioningState === 'Deleting';
}

/** State of a deletion: complete, or accepted by Azure. */
export type Deletion = 'gone' | 'accepted';

/**
 * Requests the deletion of a run's resource group, does not wait for its end, and checks that Azure accepted it.
 * Leaves groups of other runs alone. Rejects with a ClusterError if the group is not being deleted.
 */
export async function requestDeletion(az: Az, clock: Clock, name: string, runId: string): Promise<Deletion> {
  const group = await findGroup(az, name);
  if (group === undefined) return 'gone';
  const owner = group.tags?.[tagNames.run];
  if (!isRunId(name)) throw new ClusterError('its name is not that of a run, so it was not deleted');
  if (owner !== runId) {
    throw new ClusterError(`its tag ${tagNames.run} is ${owner ?? 'missing'}, not ${runId}, so it was not deleted`);
  }
  if (isDeleting(group)) return 'accepted';
  await az.run(['group', 'delete', '--name', name, '--yes', '--no-wait']);
  const limit = startLimit(clock, acceptanceSeconds);
  const look = (): Promise<ResourceGroup | undefined> => findGroup(az, name);
  const now = await pollUntil(clock, limit, 2, look, seen => seen === undefined || isDeleting(seen));
  if (now === undefined) return 'gone';
  if (isDeleting(now)) return 'accepted';
  throw new ClusterError(
    `Azure accepted the request, but the group's state is still ${now.properties.provisioningState}`
  );
}

/** Waits for an accepted deletion to complete; false on timeout. */
async function isGoneWithin(az: Az, clock: Clock, name: string, limitSeconds: number): Promise<boolean> {
  // Leaves time for the last check.
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

/** Part of the post step's four minutes; deleting a cluster takes Azure five to ten. */
const confirmSeconds = 90;

/** Command to delete a run's resource group by hand. */
export function deletionCommand({ subscription, resourceGroup }: UndoAks): string {
  return `az group delete --name ${resourceGroup} --subscription ${subscription} --yes`;
}

/** Command to restore a managed cluster's encryption by hand. */
export function transitCommand({ subscription, resourceGroup, name, encryption }: UndoTransit): string {
  return `az aks update --resource-group ${resourceGroup} --name ${name} --subscription ${subscription} --acns-transit-encryption-type ${encryption}`;
}

/** Requests the deletion of a run's resource group and returns its state. */
export async function deleteAks(
  host: Host,
  { subscription, resourceGroup }: UndoAks,
  runId: string
): Promise<Deletion> {
  return requestDeletion(createAz(host, subscription), host.clock, resourceGroup, runId);
}

/** Checks whether an accepted deletion completes, and logs it. A slow deletion is not an error. */
export async function confirmDeletion(host: Host, undo: UndoAks): Promise<void> {
  const { subscription, resourceGroup } = undo;
  const az = createAz(host, subscription);
  if (await isGoneWithin(az, host.clock, resourceGroup, confirmSeconds)) {
    host.outputs.info(`resource group ${resourceGroup} is deleted`);
    return;
  }
  host.outputs.warning(
    `Azure accepted the deletion of resource group ${resourceGroup} and has not finished it; to check: az group exists --name ${resourceGroup} --subscription ${subscription}`
  );
}

/**
 * Requests that a managed cluster's encryption is restored. Does not wait: Azure takes minutes, which a post step
 * does not have.
 */
export async function putTransitBack(
  host: Host,
  { subscription, resourceGroup, name, encryption }: UndoTransit
): Promise<void> {
  await updateTransitEncryption(createAz(host, subscription), resourceGroup, name, encryption, 'no-wait');
}

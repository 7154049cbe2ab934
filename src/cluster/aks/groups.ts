import { z } from 'zod';
import { ClusterError } from '../../errors.ts';
import { startLimit } from '../../host/limit.ts';
import type { Clock } from '../../host/ports.ts';
import { AzError, type Az } from './az.ts';
import { tagNames } from './tags.ts';

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
  for (;;) {
    const now = await findGroup(az, name);
    if (now === undefined) return 'gone';
    if (isDeleting(now)) return 'accepted';
    if (limit.isOver()) {
      throw new ClusterError(`Azure took the request, but its state stays ${now.properties.provisioningState}`);
    }
    await clock.sleep(2);
  }
}

/** Waits for the end of a deletion that Azure has accepted; false when it is still going on after the limit. */
export async function isGoneWithin(az: Az, clock: Clock, name: string, limitSeconds: number): Promise<boolean> {
  // The last look comes before the limit, not after it.
  const limit = startLimit(clock, limitSeconds - confirmPauseSeconds);
  for (;;) {
    const group = await findGroup(az, name);
    if (group === undefined) return true;
    if (!isDeleting(group)) {
      throw new ClusterError(`its deletion was accepted, but ended in state ${group.properties.provisioningState}`);
    }
    if (limit.isOver()) return false;
    await clock.sleep(confirmPauseSeconds);
  }
}

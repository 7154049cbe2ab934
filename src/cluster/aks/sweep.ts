import { errorMessage } from '../../model/errors.ts';
import type { Host } from '../../host/ports.ts';
import { isRunId } from '../../model/run-id.ts';
import { findAz } from './az.ts';
import { isDeleting, listOwnGroups, requestDeletion, type ResourceGroup, tagNames, deletionCommand } from './groups.ts';

/** What became of a resource group of a run, and why. */
export interface SweptGroup {
  readonly name: string;
  /** `left` if it should be deleted, or may have to be, and was not; the reason then has the fix. */
  readonly outcome: 'deleted' | 'kept' | 'left';
  readonly reason: string;
}

/** Deletes resource groups that runs left in Azure: expired ones, and those of one workflow run at any age. Tries each. */
export async function sweepAks(host: Host, githubRun: string | undefined): Promise<readonly SweptGroup[]> {
  const az = await findAz(host);
  const swept: SweptGroup[] = [];
  const groups = await listOwnGroups(az);
  if (groups.length === 0) host.outputs.info(`no resource group in ${az.subscription} has the tag ${tagNames.run}`);
  for (const group of groups) {
    const { name } = group;
    const by = deletionCommand({ subscription: az.subscription, resourceGroup: name });
    const judged = judge(group, host.clock.now(), githubRun);
    if (judged.remove === undefined) {
      swept.push({ name, outcome: 'left', reason: `${judged.reason}; by hand: ${by}` });
    } else if (!judged.remove) {
      swept.push({ name, outcome: 'kept', reason: judged.reason });
    } else {
      try {
        const ended = await requestDeletion(az, host.clock, name, group.tags?.[tagNames.run] ?? '');
        const reason = `${judged.reason}; ${ended === 'gone' ? 'gone' : 'deletion accepted'}`;
        swept.push({ name, outcome: 'deleted', reason });
      } catch (error) {
        swept.push({ name, outcome: 'left', reason: `${errorMessage(error)}; by hand: ${by}` });
      }
    }
    const last = swept.at(-1);
    if (last !== undefined && last.outcome !== 'left') host.outputs.info(`${name}: ${last.reason}`);
  }
  return swept;
}

/**
 * Whether to delete a group, and why; `undefined` if its tags do not show it. Anyone can tag a group, so its name must be
 * that of the run that its tag names.
 */
function judge(
  group: ResourceGroup,
  now: Date,
  githubRun: string | undefined
): { readonly remove: boolean | undefined; readonly reason: string } {
  if (isDeleting(group)) return { remove: false, reason: 'is already being deleted' };
  const run = group.tags?.[tagNames.run] ?? '';
  if (!isRunId(group.name) || group.name !== run) {
    return {
      remove: false,
      reason: `is not deleted, because a run's group is named after it, and its tag names ${JSON.stringify(run)}`
    };
  }
  if (githubRun !== undefined && group.tags?.[tagNames.githubRun] === githubRun) {
    return { remove: true, reason: `was created by workflow run ${githubRun}` };
  }
  const text = group.tags?.[tagNames.expires] ?? '';
  const expires = Date.parse(text);
  const when = Number.isNaN(expires) ? '' : new Date(expires).toISOString();
  if (text === '' || text !== when) {
    return {
      remove: undefined,
      reason: `its tag ${tagNames.expires} is not a time as runs write it (${JSON.stringify(text)})`
    };
  }
  return expires <= now.getTime()
    ? { remove: true, reason: `expired ${when}` }
    : { remove: false, reason: `kept until ${when}` };
}

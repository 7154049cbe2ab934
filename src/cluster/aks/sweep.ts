import { errorMessage } from '../../model/errors.ts';
import type { Host } from '../../host/ports.ts';
import { findAz } from './az.ts';
import { isDeleting, listOwnGroups, requestDeletion, type ResourceGroup, tagNames, deletionCommand } from './groups.ts';

/**
 * Removes the resource groups that runs left in Azure: those whose time is over, and those of one workflow run whatever
 * their age. Tries each one; gives a sentence for each that is left although it should be gone, with its cure.
 */
export async function sweepAks(host: Host, githubRun: string | undefined): Promise<readonly string[]> {
  const az = await findAz(host);
  const left: string[] = [];
  const groups = await listOwnGroups(az);
  if (groups.length === 0) host.outputs.info(`no resource group in ${az.subscription} has the tag ${tagNames.run}`);
  for (const group of groups) {
    const { name } = group;
    const by = deletionCommand({ subscription: az.subscription, resourceGroup: name });
    const judged = judge(group, host.clock.now(), githubRun);
    if (judged.remove === undefined) {
      left.push(`${name}: ${judged.reason}; by hand: ${by}`);
    } else if (!judged.remove) {
      host.outputs.info(`${name}: ${judged.reason}`);
    } else {
      try {
        const ended = await requestDeletion(az, host.clock, name, group.tags?.[tagNames.run] ?? '');
        host.outputs.info(`${name}: ${judged.reason}; ${ended === 'gone' ? 'gone' : 'deletion accepted'}`);
      } catch (error) {
        left.push(`${name}: ${errorMessage(error)}; by hand: ${by}`);
      }
    }
  }
  return left;
}

/** Whether a group goes and why; `undefined` when its tags do not tell. */
function judge(
  group: ResourceGroup,
  now: Date,
  githubRun: string | undefined
): { readonly remove: boolean | undefined; readonly reason: string } {
  if (isDeleting(group)) return { remove: false, reason: 'is being deleted already' };
  if (githubRun !== undefined && group.tags?.[tagNames.githubRun] === githubRun) {
    return { remove: true, reason: `was made by workflow run ${githubRun}` };
  }
  const text = group.tags?.[tagNames.expires] ?? '';
  const expires = Date.parse(text);
  if (Number.isNaN(expires)) {
    return { remove: undefined, reason: `its tag ${tagNames.expires} is no time (${JSON.stringify(text)})` };
  }
  const when = new Date(expires).toISOString();
  return expires <= now.getTime()
    ? { remove: true, reason: `expired ${when}` }
    : { remove: false, reason: `kept until ${when}` };
}

import { InputError } from '../model/errors.ts';
import type { Checkout } from './checkout.ts';
import type { JobEvent } from './event.ts';
import type { GitHub, PullRequest } from './port.ts';

/** Events that only accounts with write access can start. */
const startedByWriters = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch'];

/**
 * Completes the event of a job that measures a pull request its payload does not describe: one that somebody commented
 * on, or the one that the input `pull-request` names (`wanted`). Everything then is as on the event `pull_request`: base,
 * commit, comment. Other events are returned as they are.
 *
 * Throws an InputError if there is no such pull request, if the account that started the job may not write to the
 * repository (an author association is not enough: it includes everybody who ever contributed), or if something else is
 * checked out. Rejects with a GitHubError.
 */
export async function findPullRequest(
  github: GitHub,
  event: JobEvent,
  wanted: number | undefined,
  checkout: Checkout | undefined
): Promise<JobEvent> {
  const number = numberOf(event, wanted);
  if (number === undefined || event.pullRequest !== undefined) return event;
  await refuseStranger(github, event, number);
  const found = await github.pullRequest(number);
  refuseLaterPush(event, found);
  if (checkout !== undefined) await refuseOtherCommit(github, found, checkout);
  const { baseBranch, baseSha, headSha, fork } = found;
  return {
    ...event,
    sha: checkout !== undefined && 'commit' in checkout ? checkout.commit : headSha,
    ref: `refs/pull/${number}/merge`,
    pullRequest: { number, baseBranch, baseSha, headSha, fork }
  };
}

function numberOf({ name, pullRequest, comment }: JobEvent, wanted: number | undefined): number | undefined {
  if (comment !== undefined && !comment.onPullRequest && wanted === undefined) {
    throw new InputError(
      `pull-request: the comment is on issue #${comment.issue}, which is not a pull request; start the job only if github.event.issue.pull_request is set`
    );
  }
  const own = pullRequest?.number ?? (comment?.onPullRequest === true ? comment.issue : undefined);
  if (own !== undefined && wanted !== undefined && wanted !== own) {
    throw new InputError(`pull-request: ${wanted} is not #${own}, which started this job (${name}); leave it out`);
  }
  return own ?? wanted;
}

async function refuseStranger(github: GitHub, { name, sender }: JobEvent, number: number): Promise<void> {
  if (startedByWriters.includes(name)) return;
  if (sender === undefined) throw new InputError(`pull-request: the event ${name} does not name who started this job`);
  const permission = await github.permission(sender);
  if (permission === 'write' || permission === 'admin') return;
  throw new InputError(
    `pull-request: ${sender} may not start a measurement of #${number}, because that needs write access to this repository (${sender} has: ${permission})`
  );
}

/** What the commenter read may not be what is measured. Writers of this repository are trusted anyway. */
function refuseLaterPush({ comment }: JobEvent, { number, fork, headPushedAt }: PullRequest): void {
  if (comment === undefined || !fork) return;
  if (headPushedAt !== undefined && Date.parse(headPushedAt) <= Date.parse(comment.createdAt)) return;
  throw new InputError(
    `pull-request: the fork of #${number} was pushed to after the comment that started this job; review it again, then comment again`
  );
}

/**
 * The head itself, or a merge of it into the base. Merges are recognized by their parents, because GitHub replaces the
 * merge commit whenever the base moves.
 */
async function refuseOtherCommit(github: GitHub, { number, headSha }: PullRequest, checkout: Checkout): Promise<void> {
  const advice = `in actions/checkout, write ref: refs/pull/${number}/merge`;
  if ('unknown' in checkout) {
    throw new InputError(
      `pull-request: cannot confirm that #${number} is checked out: ${checkout.unknown}; install git before actions/checkout, and ${advice}`
    );
  }
  const { commit } = checkout;
  if (commit === headSha || (await github.parents(commit))[1] === headSha) return;
  throw new InputError(
    `pull-request: ${commit} is checked out, which is neither the head of #${number}, ${headSha}, nor a merge of it; ${advice}`
  );
}

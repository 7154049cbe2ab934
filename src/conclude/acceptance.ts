import { GitHubError } from '../github/errors.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import { errorMessage } from '../model/errors.ts';
import { acceptLabel } from '../model/comparison.ts';

/**
 * Whether somebody accepted the losses that a job found, by labeling its pull request. Labels are read from GitHub when
 * they are needed: a re-run gets the payload of the first attempt. If they cannot be read, warns and returns false.
 */
export async function isAccepted(
  { outputs }: Pick<Host, 'outputs'>,
  { github, event }: Pick<Job, 'github' | 'event'>
): Promise<boolean> {
  const { name, sha, pullRequest, mergeGroup } = event;
  const number = pullRequest?.number ?? mergeGroup?.pullRequest;
  try {
    if (number !== undefined) return (await github.pullRequest(number)).labels.includes(acceptLabel);
    if (name !== 'push') return false;
    return (await github.pullRequestsOf(sha)).some(({ labels }) => labels.includes(acceptLabel));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    outputs.warning(`it is unknown whether the label ${acceptLabel} accepts the loss: ${errorMessage(error)}`);
    return false;
  }
}

import { GitHubError } from '../github/errors.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { Verdict } from '../model/comparison.ts';
import { errorMessage } from '../model/errors.ts';
import type { ComparingOptions } from '../model/options.ts';
import { describeStatus, type StatusRun } from '../report/commit-status.ts';
import { exitCodeOf } from '../verdict/verdict.ts';

const states = { 0: 'success', 1: 'failure', 3: 'error' } as const;

/** What a job concluded about a commit. */
interface Concluded {
  /** Worst first. */
  readonly runs: readonly StatusRun[];
  /** The verdicts that can fail the job. */
  readonly failures: readonly Verdict[];
  /** Where to read more. */
  readonly url: string;
}

/**
 * Sets the status of a commit, which the list of checks shows beside the job. Most tokens may not, because only jobs that
 * grant `statuses: write` want one: that is one line in the log.
 */
export async function postStatus(
  { outputs }: Pick<Host, 'outputs'>,
  { commentKey, policy }: Pick<ComparingOptions, 'commentKey' | 'policy'>,
  { github }: Pick<Job, 'github'>,
  commit: string,
  { runs, failures, url }: Concluded
): Promise<void> {
  const state = states[exitCodeOf(failures, policy)];
  const status = {
    context: `cilium-perf-gate / ${commentKey}`,
    state,
    description: describeStatus(runs, failures),
    url
  };
  try {
    await github.setStatus(commit, status);
    outputs.info(`commit status: ${status.description}`);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === 'not-permitted') {
      outputs.info('no commit status; to show the verdict in the list of checks, add the permission statuses: write');
    } else outputs.warning(`no commit status: ${errorMessage(error)}`);
  }
}

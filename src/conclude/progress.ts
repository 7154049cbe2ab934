import { writeComment } from '../github/comment.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { ComparingOptions } from '../model/options.ts';
import { code, link, shortCommit } from '../report/markdown.ts';

/** Tells what a run knows so far. `run` is its id. */
export type TellProgress = (run: string, text: string) => Promise<void>;

/**
 * Comments on the pull request while the run measures; the report replaces the comment. Measuring does not depend on it, so
 * the first comment that GitHub refuses is the last, and only logged.
 */
export function createProgressComment(
  { outputs }: Pick<Host, 'outputs'>,
  { comment, commentKey }: Pick<ComparingOptions, 'comment' | 'commentKey'>,
  job: Pick<Job, 'github' | 'source' | 'event' | 'runUrl'> | undefined
): TellProgress {
  let refused = false;
  return async (run, text) => {
    const pullRequest = job?.event.pullRequest;
    if (refused || !comment || job === undefined || pullRequest === undefined) return;
    const { github, source, runUrl } = job;
    const { number, headSha } = pullRequest;
    const { runId, runAttempt } = source;
    const body = `**running** for ${code(shortCommit(headSha))}: ${text} ${link('job', runUrl)}`;
    const key = { key: commentKey, job: source.job };
    const outcome = await writeComment(github, number, key, { runId, runAttempt, headSha, report: run }, body);
    if (!('reason' in outcome)) return;
    refused = true;
    outputs.info(`no comment while measuring: ${outcome.reason}`);
  };
}

import { context } from '@actions/github';
import type { Run } from '../results/run.ts';
import { parseEvent, type JobEvent } from './event.ts';

/** Where on GitHub this job runs, from the runner's environment. */
export function readSource(): NonNullable<Run['source']> {
  return {
    repository: `${context.repo.owner}/${context.repo.repo}`,
    sha: context.sha,
    ref: context.ref,
    event: context.eventName,
    workflow: context.workflow,
    job: context.job,
    runId: context.runId,
    runAttempt: context.runAttempt
  };
}

/** What started this job, from the runner's environment. */
export function readEvent(): JobEvent {
  return parseEvent(context.eventName, context.sha, context.ref, context.payload);
}

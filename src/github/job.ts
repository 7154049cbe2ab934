import { context } from '@actions/github';
import type { Clock } from '../host/ports.ts';
import type { Run } from '../model/run.ts';
import { createGitHub } from './client.ts';
import { parseEvent, type JobEvent, workflowFile } from './event.ts';
import type { GitHub } from './port.ts';
import { referenceCommit, type ReferenceCommit } from './reference-commit.ts';

/** Where a base commit comes from; `undefined` outside of GitHub, and where the event has none. */
export interface BaseSource {
  /** The event is a pull request or a merge group: something is about to change. */
  readonly isDefault: boolean;
  /** `undefined` for the first commit of a branch. */
  commit(): Promise<BaseCommit | undefined>;
}

/** The repository at the commit that a run is measured against. */
export interface BaseCommit {
  readonly sha: string;
  readonly branch: string;
  /** Text of a file, by its path in the repository; `undefined` when there was none. */
  file(path: string): Promise<string | undefined>;
}

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

/** The job on GitHub that this process is a step of. */
export interface Job {
  readonly github: GitHub;
  readonly event: JobEvent;
  readonly source: NonNullable<Run['source']>;
  /** This job's workflow file, where the runner says it. */
  readonly workflow: string | undefined;
  readonly runUrl: string;
  /** What the event's commit is measured against; asked of GitHub once. */
  reference(): Promise<ReferenceCommit | undefined>;
}

/** The running job, by its environment; GitHub is asked nothing yet. */
export async function createJob(
  token: string,
  environment: Readonly<Record<string, string | undefined>>,
  clock: Clock
): Promise<Job> {
  const source = readSource();
  const event = readEvent();
  // Measuring needs no token. GitHub itself refuses what does, and each refusal is told where it happens.
  const known = token === '' ? 'none' : token;
  const github = await createGitHub({ token: known, repository: source.repository, apiUrl: context.apiUrl, clock });
  let reference: Promise<ReferenceCommit | undefined> | undefined;
  return {
    github,
    event,
    source,
    workflow: workflowFile(environment['GITHUB_WORKFLOW_REF']),
    runUrl: `${context.serverUrl}/${source.repository}/actions/runs/${source.runId}`,
    reference() {
      reference ??= referenceCommit(event, commit => github.parents(commit));
      return reference;
    }
  };
}

/** The commit that a job's event is measured against, as the reference arm needs it. */
export function baseOf(job: Job): BaseSource {
  return {
    isDefault: job.event.pullRequest !== undefined || job.event.mergeGroup !== undefined,
    async commit(): Promise<BaseCommit | undefined> {
      const found = await job.reference();
      if (found?.sha === undefined) return undefined;
      const { sha, branch } = found;
      return { sha, branch, file: path => job.github.file(path, sha) };
    }
  };
}

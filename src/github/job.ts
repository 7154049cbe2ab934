import { context } from '@actions/github';
import type { Clock } from '../host/ports.ts';
import type { BaseCommit, BaseSource } from '../reference.ts';
import { referenceCommit, type ReferenceCommit } from '../baseline/reference-commit.ts';
import type { Run } from '../results/run.ts';
import { createGitHub } from './client.ts';
import { workflowFile, type JobEvent } from './event.ts';
import type { GitHub } from './port.ts';
import { readEvent, readSource } from './source.ts';

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
    runUrl: `${context.serverUrl}/${source.repository}/actions/runs/${String(source.runId)}`,
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

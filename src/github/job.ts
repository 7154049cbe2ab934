import { context } from '@actions/github';
import type { Host } from '../host/ports.ts';
import { defined } from '../lib/defined.ts';
import type { ComparingOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import type { Checkout } from './checkout.ts';
import { createGitHub } from './client.ts';
import { parseEvent, type JobEvent, workflowFile } from './event.ts';
import { GitHubError } from './errors.ts';
import { findPullRequest } from './find-pull-request.ts';
import type { GitHub } from './port.ts';
import { referenceCommit, type ReferenceCommit } from './reference-commit.ts';

/** Provides the base commit; `undefined` outside GitHub, and for events without one. */
export interface BaseSource {
  /** True for a pull request or a merge group, where something is about to change. */
  readonly isDefault: boolean;
  /** `undefined` for the first commit of a branch. */
  commit(): Promise<BaseCommit | undefined>;
}

/** The repository at the commit a run is compared with. */
export interface BaseCommit {
  readonly sha: string;
  readonly branch: string;
  /** Text of a file by its path in the repository; `undefined` if it did not exist. */
  file(path: string): Promise<string | undefined>;
  /** Names of the files in a folder; empty if it did not exist. */
  folder(path: string): Promise<readonly string[]>;
  /** The commit that is checked out, or that of the event if it is unknown. */
  readonly head: string;
  /** What a file of `head` was called here; `undefined` unless it was renamed. */
  earlierPath(path: string): Promise<string | undefined>;
  /** Whether `head` contains this commit; true if only this machine has `head`. */
  isInHead(): Promise<boolean>;
}

/** The GitHub job this process runs in, from the runner's environment. */
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

/** The GitHub job this process is a step of. */
export interface Job {
  readonly github: GitHub;
  readonly event: JobEvent;
  readonly source: NonNullable<Run['source']>;
  /** This job's workflow file, if the runner provides it. */
  readonly workflow: string | undefined;
  readonly runUrl: string;
  /** This action's own documents, at the version in use; absent for an action in the workflow's own repository. */
  readonly docsUrl?: string;
  /** Another repository, with the same token. */
  elsewhere(repository: string): Promise<GitHub>;
  /** What the event's commit is compared with; requested from GitHub once. */
  reference(): Promise<ReferenceCommit | undefined>;
}

/**
 * The running job, from its environment. `checkout` is where a measuring job reads its files. Asks GitHub only for a
 * pull request that the event does not describe, and throws like `findPullRequest`.
 */
export async function createJob(
  { token = '', pullRequest }: Pick<ComparingOptions, 'token' | 'pullRequest'>,
  environment: Readonly<Record<string, string | undefined>>,
  host: Pick<Host, 'clock' | 'stop'>,
  checkout?: Checkout
): Promise<Job> {
  const started = readSource();
  // Measuring needs no token. GitHub rejects requests that do, and each rejection is reported where it occurs.
  const known = token === '' ? 'none' : token;
  const elsewhere = (repository: string): Promise<GitHub> =>
    createGitHub({ token: known, repository, apiUrl: context.apiUrl, host });
  const github = await elsewhere(started.repository);
  const event = await findPullRequest(github, readEvent(), pullRequest, checkout);
  const { sha, ref } = event;
  // Without files, everything that is measured is in the workflow, which is at the job's own commit.
  const checkedOut = checkout === undefined ? sha : 'commit' in checkout ? checkout.commit : undefined;
  const source = { ...started, sha, ref, ...defined({ checkedOut }) };
  let reference: Promise<ReferenceCommit | undefined> | undefined;
  return {
    github,
    event,
    source,
    workflow: workflowFile(environment['GITHUB_WORKFLOW_REF']),
    runUrl: `${context.serverUrl}/${source.repository}/actions/runs/${source.runId}`,
    ...defined({ docsUrl: docsUrl(environment) }),
    elsewhere,
    reference() {
      reference ??= referenceCommit(event, commit => github.parents(commit));
      return reference;
    }
  };
}

function docsUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_ACTION_REPOSITORY: repository = '', GITHUB_ACTION_REF: ref = '' } = environment;
  return /^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref)
    ? `${context.serverUrl}/${repository}/blob/${ref}/docs`
    : undefined;
}

/** The commit a job's event is compared with, in the form the reference arm needs. */
export function baseOf(job: Job): BaseSource {
  return {
    isDefault: job.event.pullRequest !== undefined || job.event.mergeGroup !== undefined,
    async commit(): Promise<BaseCommit | undefined> {
      const found = await job.reference();
      if (found?.sha === undefined) return undefined;
      const { sha, branch } = found;
      const head = job.source.checkedOut ?? job.source.sha;
      return {
        ...{ sha, branch, head },
        file: path => job.github.file(path, sha),
        folder: path => job.github.folder(path, sha),
        earlierPath: async path => (await job.github.renamed(sha, head)).get(path),
        isInHead: () =>
          job.github.isAncestor(sha, head).catch((error: unknown) => {
            if (error instanceof GitHubError && error.kind === 'not-found') return true;
            throw error;
          })
      };
    }
  };
}

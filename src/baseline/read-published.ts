import { errorMessage, InputError } from '../model/errors.ts';
import { GitHubError } from '../github/errors.ts';
import type { GitHub, RequestCount, WorkflowRun } from '../github/port.ts';
import { checkDigest, readZippedFile } from '../github/zip.ts';
import type { BranchCommits } from './branch-commits.ts';
import type { Published } from './published.ts';
import { refuseArtifact, refuseOrigin, type Origin } from './trust.ts';

/** What is known about the runs of a branch and their artifacts of one name. */
export interface PublishedRuns {
  readonly github: GitHub;
  readonly origin: Origin;
  readonly published: Published;
  readonly commits: BranchCommits;
}

/** A file in an artifact. */
export interface PublishedFile<T> {
  readonly name: string;
  /** Maximum length in characters. */
  readonly maxLength: number;
  /** Throws an InputError for a wrong text. */
  readonly parse: (text: string) => T;
}

/** Why an artifact is not used. */
export interface Refusal {
  readonly reason: string;
  /** The run or its artifact is not what it claims to be; otherwise there is only nothing to read. */
  readonly distrusted: boolean;
}

const maxArtifactBytes = 1_000_000;

/** Error kinds that would fail every further request too. */
export const hopeless = new Set<GitHubError['kind']>(['not-permitted', 'rate-limited', 'unavailable']);

/**
 * Reads what a run published, if the run is trusted: checks where it comes from, its artifact and its commit, then reads
 * the file. Rejects with a GitHubError only if further requests would fail too.
 */
export async function readPublished<T>(
  { github, origin, published, commits }: PublishedRuns,
  run: WorkflowRun,
  { name, maxLength, parse }: PublishedFile<T>
): Promise<{ readonly content: T } | Refusal> {
  const untrusted = refuseOrigin(run, origin);
  if (untrusted !== undefined) return { reason: untrusted, distrusted: true };
  try {
    const artifact = await published.of(run);
    const lost = refuseArtifact(run, artifact);
    if (lost !== undefined || artifact === undefined) return { reason: lost ?? '', distrusted: false };
    const unrelated = await commits.refuse(run.headSha);
    if (unrelated !== undefined) return { reason: unrelated, distrusted: true };
    const zip = await github.download(artifact.id, maxArtifactBytes);
    checkDigest(zip, artifact.digest);
    return { content: parse(await readZippedFile(zip, name, { entries: 10, bytes: 4 * maxLength })) };
  } catch (error) {
    if (error instanceof GitHubError && !hopeless.has(error.kind)) {
      return { reason: errorMessage(error), distrusted: error.kind === 'unusable' };
    }
    if (error instanceof InputError) return { reason: errorMessage(error), distrusted: true };
    throw error;
  }
}

/** Does something with at most `most` further requests. It can ask whether they are used up. */
export async function withinRequests<T>(
  requests: RequestCount,
  most: number,
  action: (isSpent: () => boolean) => Promise<T>
): Promise<T> {
  const { limit } = requests;
  const end = Math.min(limit, requests.sent + most);
  requests.limit = end;
  try {
    return await action(() => requests.sent >= end);
  } finally {
    requests.limit = limit;
  }
}

import { errorMessage } from '../model/errors.ts';
import { createBranchCommits } from './branch-commits.ts';
import { checkCarried } from './carried.ts';
import { GitHubError } from '../github/errors.ts';
import type { GitHub, WorkflowRun } from '../github/port.ts';
import type { SearchEnd } from '../model/comparison.ts';
import { assemble, believe, type Trusted, type FoundBaselines, type Refused } from './assemble.ts';
import { baselineFile, maxBaselineLength, parseBaseline } from './document.ts';
import type { Fingerprint } from './fingerprint.ts';
import { labelOf, maxPoolRuns, type PoolRun } from './pool.ts';
import { listPublished } from './published.ts';
import { hopeless, readPublished, withinRequests, type PublishedRuns } from './read-published.ts';
import { refuseContent, refuseOrigin, type Origin } from './trust.ts';

/** Where to search, and for what. */
export interface BaselineSearch {
  readonly origin: Origin;
  /** Name of the artifact with the baseline. */
  readonly artifact: string;
  /** Runs of this commit and its ancestors are trusted. */
  readonly history: string;
  /** Of the current run. */
  readonly fingerprint: Fingerprint;
  /** Maximum number of requests. */
  readonly requests: number;
}

const maxPages = 5;
/**
 * A job's token has 1,000 requests per hour for the whole repository (docs: rate limits for GITHUB_TOKEN), shared with
 * other jobs.
 */
const allRequests = 400;
/** Of one search. */
export const maxRequests = 150;

/**
 * Requests per search if several run: all matrix jobs search at once, and the job that judges them searches again. The
 * newest trusted run carries most of the earlier ones.
 */
export function requestsOfEach(searches: number): number {
  return Math.min(maxRequests, Math.floor(allRequests / searches));
}

/** What a search has learned so far. */
interface Search extends BaselineSearch, PublishedRuns {
  /** Runs of the branch's name, trusted or not. */
  readonly seen: Map<number, WorkflowRun>;
}

/**
 * Searches the branch's runs from the newest until the pool is full, runs or requests are used up, or GitHub fails.
 * GitHub's failures never throw: what was found so far counts, and the record explains the rest.
 */
export function findBaselines(github: GitHub, given: BaselineSearch): Promise<FoundBaselines> {
  return withinRequests(github.requests, given.requests, isSpent => search(github, given, isSpent));
}

async function search(github: GitHub, given: BaselineSearch, isSpent: () => boolean): Promise<FoundBaselines> {
  const { origin, artifact, history, fingerprint } = given;
  const state: Search = {
    ...{ ...given, github },
    commits: createBranchCommits(github, origin.branch, history),
    published: listPublished(github, artifact),
    seen: new Map()
  };
  const spent = `the limit of ${given.requests} requests is used up`;
  const trusted: Trusted[] = [];
  const refused: Refused[] = [];
  let ended: SearchEnd | undefined;
  try {
    await walk(state, trusted, refused);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    ended = isSpent() ? { reason: spent, failed: false } : { reason: errorMessage(error), failed: true };
  }
  let broken = ended?.failed === true ? ended.reason : undefined;
  const checked = await checkCarried(trusted, refused, maxPoolRuns - trusted.length, async run => {
    if (broken !== undefined) return `not checked: ${broken}`;
    try {
      return await refuseCarried(state, run);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.kind === 'not-found') return 'its run or its commit was deleted';
      // A spent limit costs no time, and does not concern what is already known.
      if (hopeless.has(error.kind) && !isSpent()) broken = errorMessage(error);
      return `not checked: ${isSpent() ? spent : errorMessage(error)}`;
    }
  });
  const source = `artifacts of ${origin.branch} by ${origin.workflow}`;
  return assemble(source, checked.trusted, checked.refused, fingerprint, maxPoolRuns, ended);
}

async function walk(state: Search, trusted: Trusted[], refused: Refused[]): Promise<void> {
  const { github, origin, seen } = state;
  const file = origin.workflow.replace(/^.*\//, '');
  for (let page = 1; page <= maxPages; page += 1) {
    const runs = await github.workflowRuns(file, origin.branch, page);
    if (runs.length === 0) return;
    for (const run of runs) seen.set(run.id, run);
    for (const run of runs) {
      if (run.id === origin.ownRunId) continue;
      const result = await inspect(state, run);
      if ('fingerprint' in result) trusted.push(result);
      else refused.push(result);
      if (trusted.length === maxPoolRuns) return;
    }
  }
}

/** Checks one run and what it published. Rejects with a GitHubError if further requests would fail too. */
async function inspect(search: Search, run: WorkflowRun): Promise<Trusted | Refused> {
  const { origin, fingerprint } = search;
  const read = await readPublished(search, run, {
    name: baselineFile,
    maxLength: maxBaselineLength,
    parse: parseBaseline
  });
  if (!('content' in read)) return refusal(run, read.reason, read.distrusted);
  const reason = refuseContent(read.content, run, fingerprint);
  if (reason !== undefined) return refusal(run, reason, true);
  return believe(read.content, {
    ...describe(run),
    reason: `${run.event} of ${origin.branch} by this workflow, complete, proven and comparable`
  });
}

/** Why a run whose figures a trusted baseline carries does not count, or not any more. */
async function refuseCarried(
  { github, origin, seen, published, commits }: Search,
  { runId, sha }: PoolRun
): Promise<string | undefined> {
  if (runId === undefined || sha === undefined) return 'carried without the run that measured it';
  const run = seen.get(runId) ?? (await github.workflowRun(runId));
  const untrusted = refuseOrigin(run, origin);
  if (untrusted !== undefined) return untrusted;
  if (run.headSha !== sha) return 'carried for another commit than its own';
  return (await published.of(run)) === undefined ? 'its artifact was deleted' : commits.refuse(sha);
}

function refusal(run: WorkflowRun, reason: string, distrusted: boolean): Refused {
  return { candidate: { ...describe(run), used: false, reason }, distrusted, runId: run.id };
}

function describe(run: WorkflowRun): { label: string; url: string } {
  return {
    label: labelOf({ id: String(run.id), runId: run.id, startedAt: run.startedAt, sha: run.headSha }),
    url: run.url
  };
}

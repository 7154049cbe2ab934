import { errorMessage, InputError } from '../model/errors.ts';
import { GitHubError } from '../github/errors.ts';
import type { GitHub, WorkflowRun } from '../github/port.ts';
import type { SearchEnd } from '../model/comparison.ts';
import { assemble, believe, type Trusted, type FoundBaselines, type Refused } from './assemble.ts';
import { baselineFile, maxBaselineLength, parseBaseline } from './document.ts';
import type { Fingerprint } from './fingerprint.ts';
import { labelOf, maxPoolRuns } from './pool.ts';
import { listPublished, type Published, type Requests } from './publish.ts';
import { judgeOrigins, refuseArtifact, refuseContent, type Origin } from './trust.ts';
import { checkDigest, readZippedFile } from '../github/zip.ts';

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
const [maxRequests, allRequests] = [150, 400];
const maxArtifactBytes = 1_000_000;

/**
 * Requests per search if several run: all matrix jobs search at once, and the job that judges them searches again. The
 * newest trusted run carries most of the earlier ones.
 */
export function requestsOfEach(searches: number): number {
  return Math.min(maxRequests, Math.floor(allRequests / searches));
}

/** These would fail every further request too. */
const hopeless = new Set<GitHubError['kind']>(['not-permitted', 'rate-limited', 'unavailable']);

/**
 * Searches the branch's runs from the newest until the pool is full, runs or requests are used up, or GitHub fails.
 * GitHub's failures never throw: what was found so far counts, and the record explains the rest.
 */
export async function findBaselines(github: GitHub, search: BaselineSearch): Promise<FoundBaselines> {
  const { origin } = search;
  const trusted: Trusted[] = [];
  const refused: Refused[] = [];
  let ended: SearchEnd | undefined;
  try {
    ended = await walk(github, search, trusted, refused);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    ended = { reason: errorMessage(error), failed: true };
  }
  const source = `artifacts of ${origin.branch} by ${origin.workflow}`;
  return assemble(source, trusted, refused, search.fingerprint, maxPoolRuns, ended);
}

async function walk(
  github: GitHub,
  search: BaselineSearch,
  trusted: Trusted[],
  refused: Refused[]
): Promise<SearchEnd | undefined> {
  const { origin } = search;
  const file = origin.workflow.replace(/^.*\//, '');
  const requests: Requests = { left: search.requests };
  let published: Published | undefined;
  for (let page = 1; page <= maxPages; page += 1) {
    requests.left -= 1;
    const runs = await github.workflowRuns(file, origin.branch, page);
    if (runs.length === 0) return undefined;
    for (const { run, refused: reason } of judgeOrigins(runs, origin)) {
      if (run.id === origin.ownRunId) continue;
      if (reason !== undefined) {
        refused.push(refusal(run, reason, true));
        continue;
      }
      // Only needed once a run can be trusted.
      published ??= await listPublished(github, search.artifact, requests);
      const result = await inspect(github, search, run, published, trusted, requests);
      if ('fingerprint' in result) trusted.push(result);
      else refused.push(result);
      if (trusted.length === maxPoolRuns) return undefined;
      if (requests.left <= 0) {
        return { reason: `the limit of ${search.requests} requests is used up`, failed: false };
      }
    }
  }
  return undefined;
}

/** Checks one run with the right origin: its artifact, its commit, then the artifact's content. */
async function inspect(
  github: GitHub,
  search: BaselineSearch,
  run: WorkflowRun,
  published: Published,
  trusted: readonly Trusted[],
  requests: Requests
): Promise<Trusted | Refused> {
  try {
    const artifact = await published.of(run.id);
    const lost = refuseArtifact(run, artifact);
    if (lost !== undefined || artifact === undefined) return refusal(run, lost ?? '', false);
    // Runs that a trusted run was compared with are in its history, and therefore in ours.
    if (!trusted.some(({ carried }) => carried.some(({ sha }) => sha === run.headSha))) {
      requests.left -= 1;
      if (!(await github.isAncestor(run.headSha, search.history))) {
        return refusal(run, `its commit is not in the history of ${search.history.slice(0, 7)}`, true);
      }
    }
    requests.left -= 1;
    const zip = await github.download(artifact.id, maxArtifactBytes);
    checkDigest(zip, artifact.digest);
    const text = await readZippedFile(zip, baselineFile, { entries: 10, bytes: 4 * maxBaselineLength });
    const baseline = parseBaseline(text);
    const reason = refuseContent(baseline, run, search.fingerprint);
    if (reason !== undefined) return refusal(run, reason, true);
    return believe(baseline, {
      ...describe(run),
      reason: `${run.event} of ${search.origin.branch} by this workflow, complete, proven and comparable`
    });
  } catch (error) {
    if (error instanceof GitHubError && !hopeless.has(error.kind)) {
      return refusal(run, errorMessage(error), error.kind === 'unusable');
    }
    if (error instanceof InputError) return refusal(run, errorMessage(error), true);
    throw error;
  }
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

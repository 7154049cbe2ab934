import { errorMessage, InputError } from '../model/errors.ts';
import { GitHubError } from '../github/errors.ts';
import type { GitHub, WorkflowRun } from '../github/port.ts';
import type { SearchEnd } from '../model/comparison.ts';
import { assemble, believe, type Believed, type FoundBaselines, type Refused } from './assemble.ts';
import { baselineFile, maxBaselineLength, parseBaseline } from './document.ts';
import type { Fingerprint } from './fingerprint.ts';
import { labelOf, maxPoolRuns } from './pool.ts';
import { listPublished, type Published, type Requests } from './publish.ts';
import { judgeOrigins, refuseArtifact, refuseContent, type Origin } from './trust.ts';
import { checkDigest, readZippedFile } from '../github/zip.ts';

/** Where to look, and for what. */
export interface BaselineSearch {
  readonly origin: Origin;
  /** Name of the artifact that holds the baseline. */
  readonly artifact: string;
  /** Runs of this commit and of those that it is made of are believed. */
  readonly history: string;
  /** Of the run that is to be compared. */
  readonly fingerprint: Fingerprint;
  /** What the search may cost. */
  readonly requests: number;
}

const maxPages = 5;
/** A job's token has 1,000 requests an hour for the whole repository (docs: rate limits for GITHUB_TOKEN), of which others need some. */
const [maxRequests, allRequests] = [150, 400];
const maxArtifactBytes = 1_000_000;

/**
 * The requests of each of several searches: the legs of a matrix make them all at once, and the job that judges them makes
 * them again. The newest run that may be believed carries most of what is behind it.
 */
export function requestsOfEach(searches: number): number {
  return Math.min(maxRequests, Math.floor(allRequests / searches));
}

/** These fail every further request alike. */
const hopeless = new Set<GitHubError['kind']>(['not-permitted', 'rate-limited', 'unavailable']);

/**
 * Walks the branch's runs from the newest until the pool is full, the runs or the requests are used up, or GitHub
 * fails. Never throws for what GitHub does: what was found until then counts, and the account says what happened.
 */
export async function findBaselines(github: GitHub, search: BaselineSearch): Promise<FoundBaselines> {
  const { origin } = search;
  const believed: Believed[] = [];
  const refused: Refused[] = [];
  let ended: SearchEnd | undefined;
  try {
    ended = await walk(github, search, believed, refused);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    ended = { reason: errorMessage(error), failed: true };
  }
  const source = `artifacts of ${origin.branch} by ${origin.workflow}`;
  return assemble(source, believed, refused, search.fingerprint, maxPoolRuns, ended);
}

async function walk(
  github: GitHub,
  search: BaselineSearch,
  believed: Believed[],
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
      // Not before there is a run to believe: what others published is of no interest.
      published ??= await listPublished(github, search.artifact, requests);
      const result = await inspect(github, search, run, published, believed, requests);
      if ('fingerprint' in result) believed.push(result);
      else refused.push(result);
      if (believed.length === maxPoolRuns) return undefined;
      if (requests.left <= 0) {
        return { reason: `${search.requests} requests were made already`, failed: false };
      }
    }
  }
  return undefined;
}

/** One run whose origin is right: its artifact, its commit, then what the artifact says. */
async function inspect(
  github: GitHub,
  search: BaselineSearch,
  run: WorkflowRun,
  published: Published,
  believed: readonly Believed[],
  requests: Requests
): Promise<Believed | Refused> {
  try {
    const artifact = await published.of(run.id);
    const lost = refuseArtifact(run, artifact);
    if (lost !== undefined || artifact === undefined) return refusal(run, lost ?? '', false);
    // What a believed run was compared with itself is in its history, and so in ours.
    if (!believed.some(({ carried }) => carried.some(({ sha }) => sha === run.headSha))) {
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

import type { GitHub, WorkflowRun } from '../github/port.ts';
import type { Trend } from '../model/trend.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { createBranchCommits } from './branch-commits.ts';
import type { BaselineSearch } from './find.ts';
import { listPublished } from './published.ts';
import { readPublished, withinRequests } from './read-published.ts';
import { maxTrendLength, parseTrend, trendFile } from './trend.ts';
import { refuseOrigin } from './trust.ts';

/** The newest trend that a trusted run published. */
export interface FoundTrend {
  readonly trend: Trend | undefined;
  /** Why newer ones were not used, a sentence each. */
  readonly refused: readonly string[];
}

const maxPages = 5;
/** A trend starts again rather than that a job reads artifacts without end. */
const maxRefused = 3;

/**
 * Searches the branch's runs from the newest for a trend, by the rules for baselines. Rejects with a GitHubError if
 * GitHub fails: the trend must then not start again, because the runs in it would be lost.
 */
export function findTrend(github: GitHub, given: Omit<BaselineSearch, 'fingerprint'>): Promise<FoundTrend> {
  const { origin, artifact, history, requests } = given;
  const commits = createBranchCommits(github, origin.branch, history);
  const runs = { github, origin, commits, published: listPublished(github, artifact) };
  const file = { name: trendFile, maxLength: maxTrendLength, parse: parseTrend };
  return withinRequests(github.requests, requests, async () => {
    const refused: string[] = [];
    // A workflow without a trend has many runs, which need not be read.
    if ((await github.artifactsNamed(artifact, 1)).length === 0) return { trend: undefined, refused };
    for await (const run of runsOf(github, origin)) {
      const read = await readPublished(runs, run, file);
      if ('content' in read) {
        if (isItsOwn(read.content, run)) return { trend: read.content, refused };
        refused.push(`the trend of run ${run.id} is not used: it does not have that run`);
      } else if (read.distrusted) refused.push(`the trend of run ${run.id} is not used: ${foreignLine(read.reason)}`);
      if (refused.length === maxRefused) break;
    }
    return { trend: undefined, refused };
  });
}

/** Runs of the branch by their origin, newest first. */
async function* runsOf(github: GitHub, origin: BaselineSearch['origin']): AsyncGenerator<WorkflowRun> {
  const file = origin.workflow.replace(/^.*\//, '');
  for (let page = 1; page <= maxPages; page += 1) {
    const runs = await github.workflowRuns(file, origin.branch, page);
    yield* runs.filter(run => refuseOrigin(run, origin) === undefined);
    if (runs.length === 0) return;
  }
}

function isItsOwn({ runs }: Trend, { id, headSha }: WorkflowRun): boolean {
  return runs.some(run => run.runId === id && run.sha === headSha);
}

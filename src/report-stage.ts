import { compareWithEarlier } from './earlier.ts';
import { maxReportLength } from './github/comment.ts';
import type { Job } from './github/job.ts';
import type { PullRequest } from './github/port.ts';
import { readSecondStage, type SecondStage, type UploadedRun } from './github/second-stage.ts';
import type { Host } from './host/ports.ts';
import type { ComparingOptions } from './inputs/options.ts';
import { postComment } from './post-comment.ts';
import { renderComment } from './report/comment.ts';
import { renderJobSummary, summaryLimit } from './report/job-summary.ts';
import { code } from './report/markdown.ts';
import type { ReportContext } from './report/sections.ts';
import { renderSeveral, type ReportedRun } from './report/several.ts';
import type { Comparison, Verdict } from './verdict/comparison.ts';
import { byVerdict } from './verdict/verdict.ts';

/** What a second stage said, over all runs and pull requests. */
export interface StageReport {
  /** The worst; absent when there was no pull request to report to. */
  readonly verdict: Verdict | undefined;
  readonly commentUrl: string | undefined;
}

/** What the reports of one pull request are made of. */
interface Compared {
  readonly uploaded: UploadedRun;
  readonly comparison: Comparison;
}

const maxRows = 200;

/**
 * Reports the runs that a triggering run measured without being allowed to write: each is compared anew by this job's
 * own policy, for a fork controls everything that its job says. Rejects with a GitHubError when the triggering run
 * cannot be read; a comment that cannot be written is a warning.
 */
export async function reportStage(
  host: Host,
  comparing: ComparingOptions,
  { github, source }: Pick<Job, 'github' | 'source'>,
  triggeringRunId: number
): Promise<StageReport> {
  const { outputs } = host;
  const stage = await readSecondStage(github, triggeringRunId);
  const { run, pullRequests, problems } = stage;
  for (const problem of problems) outputs.warning(problem);
  if (pullRequests.length === 0) {
    await outputs.summary(`${renderSeveral([], problems, summaryLimit)}\n`);
    return { verdict: undefined, commentUrl: undefined };
  }

  // A run of which nothing or only a part can be read has not shown what it was to show.
  const verdicts: { verdict: Verdict }[] = problems.length > 0 ? [{ verdict: 'invalid' }] : [];
  const urls: string[] = [];
  for (const pullRequest of pullRequests) {
    const compared = await compareAll(host, comparing, { github }, stage, pullRequest);
    for (const { uploaded, comparison } of compared) {
      outputs.info(`#${String(pullRequest.number)}, ${code(uploaded.artifact.name)}: ${comparison.verdict}`);
    }
    verdicts.push(...compared.map(({ comparison }) => comparison));
    const render = (one: typeof renderComment, limit: number): string =>
      renderSeveral(
        compared.map(each => reported(stage, each, one)),
        problems,
        limit
      );
    await outputs.summary(`${render(renderJobSummary, summaryLimit / pullRequests.length)}\n`);
    if (!comparing.comment) continue;
    const by = { runId: run.id, runAttempt: run.attempt, headSha: run.headSha };
    const key = { key: comparing.commentKey, job: source.job };
    const text = render(renderComment, maxReportLength);
    const url = await postComment(host, github, pullRequest.number, key, by, text);
    if (url !== undefined) urls.push(url);
  }
  return { verdict: verdicts.sort(byVerdict)[0]?.verdict, commentUrl: urls[0] };
}

/** Compares every run with what the pull request's base branch published, the worst first. */
async function compareAll(
  host: Host,
  comparing: ComparingOptions,
  { github }: Pick<Job, 'github'>,
  { run: triggering, runs }: SecondStage,
  { baseBranch, baseSha }: PullRequest
): Promise<readonly Compared[]> {
  const place = {
    github,
    workflow: triggering.path,
    runId: triggering.id,
    // The merge commit is known by the fork's word alone; the base that GitHub names is in the history of the real one.
    reference: () => Promise.resolve({ branch: baseBranch, history: baseSha })
  };
  const compared: Compared[] = [];
  for (const uploaded of runs) {
    const { comparison } = await compareWithEarlier(host, comparing, uploaded.run, place);
    compared.push({ uploaded, comparison });
  }
  return compared.sort((left, right) => byVerdict(left.comparison, right.comparison));
}

function reported(
  { run: triggering }: SecondStage,
  { uploaded: { artifact, run }, comparison }: Compared,
  render: typeof renderComment
): ReportedRun {
  const context: Omit<ReportContext, 'limit'> = {
    links: { run: triggering.url, artifact: `${triggering.url}/artifacts/${String(artifact.id)}` },
    attempt: triggering.attempt,
    foreign: triggering.head?.repositoryId !== triggering.repositoryId,
    maxRows
  };
  return {
    name: artifact.name,
    verdict: comparison.verdict,
    render: limit => render(run, comparison, { ...context, limit })
  };
}

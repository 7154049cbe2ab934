import { findEarlier, type Place } from './earlier-runs.ts';
import { commentKeyIn, jobIn } from '../github/artifacts.ts';
import { maxReportLength } from '../github/comment.ts';
import type { Job } from '../github/job.ts';
import type { GitHub, WorkflowRun } from '../github/port.ts';
import { readSecondStage, readUploadedRuns, type UploadedRun } from '../github/second-stage.ts';
import type { Host } from '../host/ports.ts';
import type { ComparingOptions } from '../model/options.ts';
import { postComment } from './post-comment.ts';
import { renderComment, renderJobSummary, summaryLimit } from '../report/comment.ts';
import { code } from '../report/markdown.ts';
import { maxRows, type ReportContext } from '../report/sections.ts';
import { renderSeveral, type ReportedRun } from '../report/matrix-jobs.ts';
import { sayRegressions } from './annotations.ts';
import { compareRuns, type RunWithHistory } from '../verdict/compare.ts';
import type { Comparison, Verdict } from '../model/comparison.ts';
import { byVerdict, verdictsOf } from '../verdict/verdict.ts';

/** Result of a report on several runs. */
export interface StageReport {
  /** All verdicts, worst first. Empty if there is no pull request to report to. */
  readonly verdicts: readonly Verdict[];
  readonly commentUrl: string | undefined;
}

/** What is reported, and where. */
interface Stage {
  /** The run that measured. */
  readonly run: WorkflowRun;
  readonly runs: readonly UploadedRun[];
  readonly problems: readonly string[];
  readonly subjects: readonly Subject[];
}

/** What triggered the measurement: a pull request, or another event without comments. */
interface Subject {
  readonly name: string;
  readonly pullRequest?: { readonly number: number; readonly headSha: string };
  readonly reference: Place['reference'];
}

/** A compared run. */
interface Compared {
  readonly uploaded: UploadedRun;
  readonly comparison: Comparison;
}

/**
 * Reports what other jobs measured, with their gated metrics as one family for multiple comparisons. With
 * `triggeringRunId`, reports the runs of a workflow without write permission: each is compared again with this job's
 * own policy, because a fork controls what its job reports. Without it, reports the earlier jobs of its own workflow
 * run, such as a matrix. Rejects with a GitHubError if the run cannot be read; a failed comment is a warning.
 */
export async function reportStage(
  host: Host,
  comparing: ComparingOptions,
  job: Pick<Job, 'github' | 'source' | 'event' | 'reference'>,
  triggeringRunId: number | undefined
): Promise<StageReport> {
  const { outputs } = host;
  const { github, source } = job;
  const { matrixJobs } = comparing.policy;
  const stage =
    triggeringRunId === undefined
      ? await ownStage(job, matrixJobs)
      : await triggeringStage(github, triggeringRunId, matrixJobs);
  const { run, subjects, problems } = stage;
  for (const problem of problems) outputs.warning(problem);
  if (subjects.length === 0) {
    await outputs.summary(`${renderSeveral([], problems, summaryLimit)}\n`);
    return { verdicts: [], commentUrl: undefined };
  }

  // An unreadable or partly readable run proves nothing.
  const found: { verdict: Verdict }[] = problems.length > 0 ? [{ verdict: 'invalid' }] : [];
  const urls: string[] = [];
  for (const subject of subjects) {
    const compared = await compareAll(host, comparing, github, stage, subject);
    for (const { uploaded, comparison } of compared) {
      outputs.info(`${subject.name}, ${code(uploaded.artifact.name)}: ${comparison.verdict}`);
    }
    sayRegressions(
      outputs,
      compared.map(({ comparison }) => comparison)
    );
    found.push(...compared.flatMap(({ comparison }) => verdictsOf(comparison)).map(verdict => ({ verdict })));
    const render = (one: typeof renderComment, limit: number): string =>
      renderSeveral(
        compared.map(each => reported(stage, each, one)),
        problems,
        limit
      );
    await outputs.summary(`${render(renderJobSummary, summaryLimit / subjects.length)}\n`);
    const { pullRequest } = subject;
    if (!comparing.comment || pullRequest === undefined) continue;
    const by = { runId: run.id, runAttempt: run.attempt, headSha: pullRequest.headSha };
    const key = { key: comparing.commentKey, job: source.job };
    const text = render(renderComment, maxReportLength);
    const url = await postComment(host, github, pullRequest.number, key, by, text);
    if (url !== undefined) urls.push(url);
  }
  return { verdicts: found.sort(byVerdict).map(({ verdict }) => verdict), commentUrl: urls[0] };
}

async function triggeringStage(github: GitHub, runId: number, matrixJobs: number): Promise<Stage> {
  const { pullRequests, ...stage } = await readSecondStage(github, runId, matrixJobs);
  return {
    ...stage,
    subjects: pullRequests.map(({ number, headSha, baseBranch, baseSha }) => ({
      name: `#${number}`,
      pullRequest: { number, headSha },
      // Only the fork names the merge commit, but its base from GitHub is part of the real history.
      reference: () => Promise.resolve({ branch: baseBranch, history: baseSha })
    }))
  };
}

async function ownStage(
  { github, source, event, reference }: Parameters<typeof reportStage>[2],
  matrixJobs: number
): Promise<Stage> {
  const { pullRequest } = event;
  const subject = pullRequest === undefined ? { name: event.name } : { name: `#${pullRequest.number}`, pullRequest };
  return { ...(await readUploadedRuns(github, source.runId, matrixJobs)), subjects: [{ ...subject, reference }] };
}

/** Compares each run with its own earlier runs, all as one family; worst first. */
async function compareAll(
  host: Host,
  comparing: ComparingOptions,
  github: GitHub,
  { run: measured, runs, subjects }: Stage,
  { reference }: Subject
): Promise<readonly Compared[]> {
  const searches = runs.length * subjects.length;
  const place = { github, workflow: measured.path, runId: measured.id, searches, reference };
  const all: (UploadedRun & RunWithHistory)[] = [];
  for (const uploaded of runs) {
    const { artifact, run } = uploaded;
    const commentKey = commentKeyIn(artifact.name, run.source?.job ?? '') ?? comparing.commentKey;
    const { history } = await findEarlier(host, { ...comparing, commentKey }, run, place);
    all.push({ ...uploaded, history });
  }
  return compareRuns(all, comparing.policy)
    .flatMap((comparison, index) => all.slice(index, index + 1).map(uploaded => ({ uploaded, comparison })))
    .sort((left, right) => byVerdict(left.comparison, right.comparison));
}

function reported(
  { run: triggering }: Stage,
  { uploaded: { artifact, run }, comparison }: Compared,
  render: typeof renderComment
): ReportedRun {
  const context: Omit<ReportContext, 'limit'> = {
    links: { run: triggering.url, artifact: `${triggering.url}/artifacts/${artifact.id}` },
    attempt: triggering.attempt,
    foreign: triggering.head?.repositoryId !== triggering.repositoryId,
    maxRows
  };
  return {
    name: jobIn(artifact.name),
    run,
    comparison,
    render: limit => render(run, comparison, { ...context, limit })
  };
}

import { join } from 'node:path';
import { asPoolRun, baselineFile, createBaseline, serializeBaseline } from '../baseline/document.ts';
import { earlierPath, serializeEarlier } from '../baseline/earlier-file.ts';
import type { FoundBaselines } from '../baseline/assemble.ts';
import { labelOf } from '../baseline/pool.ts';
import { acknowledgedLosses, decidePublishing } from '../baseline/publish.ts';
import { findEarlier, type Place } from './earlier-runs.ts';
import { errorMessage } from '../model/errors.ts';
import { baselineName, rawName } from '../github/artifacts.ts';
import { GitHubError } from '../github/errors.ts';
import { maxReportLength } from '../github/comment.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { ComparingOptions } from '../model/options.ts';
import { postComment } from './post-comment.ts';
import { writeComparison } from '../report/run-files.ts';
import { sayVerdict } from './annotations.ts';
import { runLink, maxRows, type ReportContext } from '../report/sections.ts';
import { renderComment, renderJobSummary, summaryLimit } from '../report/comment.ts';
import type { Run } from '../model/run.ts';
import { compareRun } from '../verdict/compare.ts';
import type { Comparison } from '../model/comparison.ts';

/** A run's comparison, and where it was published. */
export interface Conclusion {
  readonly comparison: Comparison;
  readonly artifactId?: number;
  readonly commentUrl?: string;
}

/**
 * Compares a run with its reference or earlier runs, writes all reports and, in a GitHub job, uploads them, publishes
 * a baseline and comments. GitHub failures are warnings and do not change the verdict.
 */
export async function conclude(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  run: Run,
  job: Job | undefined
): Promise<Conclusion> {
  const { files, outputs } = host;
  const { history, found } = await findEarlier(host, comparing, run, placeOf(job, comparing.policy.matrixJobs));
  const comparison = compareRun(run, comparing.policy, history);
  await files.write(earlierPath(output), serializeEarlier(run.id, found));
  const context: ReportContext = {
    limit: maxReportLength,
    // Elsewhere, links come from the run itself, so that its files can be recreated.
    links: job === undefined ? runLink(run) : { run: job.runUrl },
    attempt: run.source?.runAttempt ?? 1,
    foreign: false,
    maxRows
  };
  await writeComparison(files, output, run, comparison, context);
  sayVerdict(outputs, run, comparison);
  if (job === undefined) return { comparison };

  const artifactId = await attempt(host, () => upload(host, comparing, output, run, job));
  await attempt(host, () => publish(host, comparing, output, run, comparison, found, job));
  const links = {
    ...context.links,
    ...(artifactId === undefined ? {} : { artifact: `${job.runUrl}/artifacts/${artifactId}` })
  };
  await outputs.summary(renderJobSummary(run, comparison, { ...context, links, limit: summaryLimit }));
  const commentUrl = await comment(host, comparing, renderComment(run, comparison, { ...context, links }), job);
  return {
    comparison,
    ...(artifactId === undefined ? {} : { artifactId }),
    ...(commentUrl === undefined ? {} : { commentUrl })
  };
}

function placeOf(job: Job | undefined, matrixJobs: number): Place | undefined {
  if (job === undefined) return undefined;
  const { github, workflow, source } = job;
  return { github, workflow, runId: source.runId, searches: matrixJobs, reference: () => job.reference() };
}

async function upload(host: Host, comparing: ComparingOptions, output: string, run: Run, job: Job): Promise<number> {
  const all = (await host.files.find('**/*', output)).map(path => join(output, path));
  const name = rawName(comparing.commentKey, job.source.job, job.source.runAttempt);
  const { id, bytes } = await job.github.uploadArtifact(name, output, all);
  host.outputs.info(`uploaded run ${run.id}: ${all.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
  return id;
}

async function publish(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  run: Run,
  comparison: Comparison,
  found: FoundBaselines,
  { github, event }: Job
): Promise<void> {
  const defaultBranch = event.defaultBranch ?? (await github.repository()).defaultBranch;
  const labels =
    comparison.verdict === 'regression' && event.name === 'push'
      ? (await github.pullRequestsOf(event.sha)).flatMap(pullRequest => pullRequest.labels)
      : [];
  const acknowledged = acknowledgedLosses(comparison, labels);
  const decision = decidePublishing(run, comparison, event, defaultBranch, acknowledged);
  host.outputs.info(decision.reason);
  if (!decision.publish) return;
  const baseline = createBaseline(run, comparison, found.pool, found.anchor, acknowledged);
  const folder = `${output}/baseline`;
  const path = `${folder}/${baselineFile}`;
  await host.files.write(path, serializeBaseline(baseline));
  await github.uploadArtifact(baselineName(comparing.commentKey), folder, [path]);
  host.outputs.info(`published ${labelOf(asPoolRun(baseline))} as a baseline`);
}

async function comment(
  host: Host,
  { comment: wanted, commentKey }: ComparingOptions,
  text: string,
  { github, event, source }: Job
): Promise<string | undefined> {
  const { pullRequest } = event;
  if (!wanted || pullRequest === undefined) return undefined;
  const { runId, runAttempt } = source;
  const by = { runId, runAttempt, headSha: pullRequest.headSha };
  return postComment(host, github, pullRequest.number, { key: commentKey, job: source.job }, by, text);
}

/** A GitHub failure after measuring must not hide the results. */
async function attempt<T>(host: Host, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    host.outputs.warning(errorMessage(error));
    return undefined;
  }
}

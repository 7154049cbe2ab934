import { join } from 'node:path';
import { asPoolRun, baselineFile, createBaseline, serializeBaseline } from '../baseline/document.ts';
import { earlierPath, serializeEarlier } from '../baseline/earlier-file.ts';
import { requestsOfEach } from '../baseline/find.ts';
import { labelOf } from '../baseline/pool.ts';
import { decidePublishing } from '../baseline/publish.ts';
import { baselineName, keyAdvice, pageName, rawName } from '../github/artifacts.ts';
import { GitHubError } from '../github/errors.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { Comparison } from '../model/comparison.ts';
import { defined } from '../lib/defined.ts';
import type { ComparingOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { comparisonPath, isResultFile, writeResults } from '../report/run-files.ts';
import { journalPath, readJournal } from '../results/journal.ts';
import { shareReads } from '../github/share-reads.ts';
import { failuresOf } from '../verdict/verdict.ts';
import { isAccepted } from './acceptance.ts';
import { attempt } from './attempt.ts';
import { findEarlier, type Place } from './earlier-runs.ts';
import { carryTrend, publishPages, renderTrendLine, trackRegressions } from './nightly.ts';
import { uploadPage, withLinks } from './page.ts';
import { conclude, ownContext, postComment, renderReport, renderJobSummary, type Compared } from './pipeline.ts';
import { postStatus } from './status.ts';

/** A run's comparison, and where it was published. */
export interface Conclusion {
  readonly comparison: Comparison;
  readonly artifactId?: number;
  readonly commentUrl?: string;
}

/**
 * Concludes the run of this process: compares it, writes all reports and, in a GitHub job, uploads them, publishes a
 * baseline and comments. GitHub failures are warnings and do not change the verdict.
 */
export async function concludeRun(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  run: Run,
  given: Job | undefined
): Promise<Conclusion> {
  // The search for a trend asks much of what the search for baselines asked.
  const job = given && { ...given, github: shareReads(given.github) };
  // Elsewhere, links come from the run itself, so that its files can be recreated.
  const context = ownContext(run, job && { run: job.runUrl, ...defined({ docs: job.docsUrl }) });
  const [compared] = await conclude(host, comparing.policy, [
    {
      ...{ run, name: run.id, folder: output, context },
      findEarlier: () => findEarlier(host, comparing, run, placeOf(job, comparing.policy.matrixJobs)),
      ...(job === undefined ? {} : { isAccepted: () => isAccepted(host, job) })
    }
  ]);
  if (compared === undefined) throw new Error('the run was not compared');
  const { comparison, found } = compared;
  // Kept, so that the same comparison can be repeated.
  const saved = { ...found, ...defined({ accepted: comparison.accepted }) };
  await host.files.write(earlierPath(output), serializeEarlier(run.id, saved));
  if (job === undefined) return { comparison };

  const raw = await attempt(host, () => upload(host, comparing, output, run, job));
  await attempt(host, () => publishBaseline(host, comparing, output, compared, job));
  const linked = withLinks(job, compared, { artifact: raw?.id });
  const page = raw && (await attempt(host, () => uploadPage(host, job.github, raw.pageName, linked)));
  const published = [withLinks(job, linked, { page: page?.id })];
  const trend = await carryTrend(host, comparing, output, compared, job);
  if (trend !== undefined) {
    await trackRegressions(host, comparing, trend, job);
    await publishPages(host, comparing, trend, job);
  }
  const trendLine = trend === undefined ? '' : `\n${renderTrendLine(trend)}`;
  await host.outputs.summary(`${renderJobSummary(published)}${trendLine}`);
  const { event, source } = job;
  const { runId, runAttempt } = source;
  // The token of a fork's job cannot write; the second stage sets its status.
  if (event.pullRequest?.fork !== true) {
    await postStatus(host, comparing, job, event.pullRequest?.headSha ?? event.sha, {
      runs: published,
      failures: failuresOf(comparison),
      url: published[0]?.context.links.page ?? job.runUrl
    });
  }
  const measured = { runId, runAttempt, report: run.id };
  const commentUrl = await postComment(host, comparing, job, event.pullRequest, measured, () =>
    renderReport(published)
  );
  return { comparison, ...defined({ artifactId: raw?.id, commentUrl }) };
}

/**
 * Uploads and comments the incomplete run of this job if it was stopped before it concluded. Does nothing if the main
 * step concluded or never started.
 */
export async function concludeUnfinished(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  job: Job
): Promise<Conclusion | undefined> {
  const { files } = host;
  if (!files.exists(journalPath(output)) || files.exists(comparisonPath(output))) return undefined;
  const run = await readJournal(files, output);
  const { runId, runAttempt, job: name } = job.source;
  // A persistent workspace still contains other jobs' journals.
  if (run.source?.runId !== runId || run.source.runAttempt !== runAttempt || run.source.job !== name) return undefined;
  await writeResults(files, output, run);
  return concludeRun(host, comparing, output, run, job);
}

function placeOf(job: Job | undefined, matrixJobs: number): Place | undefined {
  if (job === undefined) return undefined;
  const { github, workflow, source } = job;
  return {
    github,
    workflow,
    runId: source.runId,
    requests: () => requestsOfEach(matrixJobs),
    reference: () => job.reference()
  };
}

/** The raw data's artifact, and the page's name, which is free as well. */
async function upload(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  run: Run,
  job: Job
): Promise<{ readonly id: number; readonly pageName: string }> {
  const all = (await host.files.list(output)).filter(isResultFile).map(path => join(output, path));
  const { github, source } = job;
  const put = async (name: string) => ({
    ...(await github.uploadArtifact(rawName(comparing.commentKey, name, source.runAttempt), output, all)),
    pageName: pageName(comparing.commentKey, name, source.runAttempt)
  });
  const { bytes, ...uploaded } = await put(source.job).catch((error: unknown) => {
    if (!(error instanceof GitHubError) || error.kind !== 'taken') throw error;
    host.outputs.warning(
      `another job of this run has already uploaded results with comment-key: ${comparing.commentKey}; ${keyAdvice}`
    );
    return put(`${source.job}-${run.id}`);
  });
  host.outputs.info(`uploaded run ${run.id}: ${all.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
  return uploaded;
}

async function publishBaseline(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  { run, comparison, found }: Compared,
  { github, event }: Job
): Promise<void> {
  const defaultBranch = event.defaultBranch ?? (await github.repository()).defaultBranch;
  const decision = decidePublishing(run, comparison, event, defaultBranch);
  host.outputs.info(decision.reason);
  if (!decision.publish) return;
  const baseline = createBaseline(run, comparison, found.pool, found.anchor);
  const folder = `${output}/baseline`;
  const path = `${folder}/${baselineFile}`;
  await host.files.write(path, serializeBaseline(baseline));
  await github.uploadArtifact(baselineName(comparing.commentKey), folder, [path]);
  host.outputs.info(`published ${labelOf(asPoolRun(baseline))} as a baseline`);
}

import { asPoolRun, baselineFile, createBaseline, serializeBaseline } from './baseline/document.ts';
import { readBaselineFiles } from './baseline/files.ts';
import { findBaselines } from './baseline/find.ts';
import { fingerprintOf } from './baseline/fingerprint.ts';
import { findFiles } from './baseline/glob.ts';
import type { FoundBaselines } from './baseline/assemble.ts';
import { earlierFigures, labelOf } from './baseline/pool.ts';
import { acknowledgedLosses, decidePublishing } from './baseline/publish.ts';
import { errorMessage } from './errors.ts';
import { GitHubError } from './github/errors.ts';
import { maxCommentLength, writeComment } from './github/comment.ts';
import type { Job } from './github/job.ts';
import type { Host } from './host/ports.ts';
import type { ComparingOptions } from './inputs/options.ts';
import { writeComparison } from './report/comparison-files.ts';
import { describeVerdict } from './report/headline.ts';
import { renderComment } from './report/comment.ts';
import { renderJobSummary, summaryLimit } from './report/job-summary.ts';
import type { ReportContext } from './report/sections.ts';
import type { Run } from './results/run.ts';
import { compareRun } from './verdict/compare.ts';
import type { Comparison } from './verdict/comparison.ts';

/** What became of a run: the comparison, and where it was published. */
export interface Conclusion {
  readonly comparison: Comparison;
  readonly artifactId?: number;
  readonly commentUrl?: string;
}

/** Room in a comment for the hidden line by which it is found again. */
const markerRoom = 600;
const maxRows = 200;
const maxAnnotations = 10;

/**
 * Compares a run with its reference or with earlier runs, writes every report into its folder and, in a job on GitHub,
 * uploads them, publishes a baseline and comments. What GitHub refuses is a warning: the verdict stands whatever it does.
 */
export async function conclude(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  run: Run,
  job: Job | undefined
): Promise<Conclusion> {
  const { files, outputs } = host;
  const found = await findEarlier(host, comparing, run, job);
  const comparison = compareRun(run, comparing.policy, {
    figures: earlierFigures(found.pool),
    anchor: earlierFigures(found.anchor),
    record: found.record
  });
  const context: ReportContext = {
    limit: maxCommentLength - markerRoom,
    links: job === undefined ? {} : { run: job.runUrl },
    attempt: job?.source.runAttempt ?? 1,
    foreign: false,
    maxRows
  };
  await writeComparison(files, output, run, comparison, context);
  const { verdict, sentence } = describeVerdict(run, comparison);
  outputs.info(`${verdict}: ${sentence}`);
  for (const line of regressions(comparison)) outputs.error(line);
  if (job === undefined) return { comparison };

  const artifactId = await attempt(host, () => upload(host, comparing, output, run, job));
  await attempt(host, () => publish(host, comparing, output, run, comparison, found, job));
  const links = {
    ...context.links,
    ...(artifactId === undefined ? {} : { artifact: `${job.runUrl}/artifacts/${String(artifactId)}` })
  };
  await outputs.summary(renderJobSummary(run, comparison, { ...context, links, limit: summaryLimit }));
  const commentUrl = await comment(host, comparing, renderComment(run, comparison, { ...context, links }), job);
  return {
    comparison,
    ...(artifactId === undefined ? {} : { artifactId }),
    ...(commentUrl === undefined ? {} : { commentUrl })
  };
}

const nothing = (source: string, reason?: string): FoundBaselines => ({
  record: {
    source,
    candidates: reason === undefined ? [] : [{ label: source, used: false, reason }],
    differences: []
  },
  pool: [],
  anchor: []
});

async function findEarlier(
  host: Host,
  comparing: ComparingOptions,
  run: Run,
  job: Job | undefined
): Promise<FoundBaselines> {
  const fingerprint = fingerprintOf(run);
  if (comparing.baseline === 'none') return nothing('none');
  if (fingerprint === undefined) return nothing(comparing.baseline, 'this run does not know its own cluster');
  if (comparing.baseline === 'file') return readBaselineFiles(host.files, comparing.baselineFiles, fingerprint, run.id);
  const source = 'artifacts';
  if (job === undefined) return nothing(source, 'artifacts can be read in a workflow only');
  const workflow = comparing.baselineWorkflow ?? job.workflow;
  if (workflow === undefined) return nothing(source, 'the runner does not name the workflow; set baseline-workflow');
  try {
    const [repository, reference] = await Promise.all([job.github.repository(), job.reference()]);
    if (reference?.history === undefined) return nothing(source, 'this event has no earlier commit');
    const { branch, history } = reference;
    const origin = { repositoryId: repository.id, workflow, branch, ownRunId: job.source.runId };
    return await findBaselines(job.github, { origin, artifact: baselineName(comparing), history, fingerprint });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return nothing(source, errorMessage(error));
  }
}

function baselineName({ commentKey }: ComparingOptions): string {
  return `cilium-perf-gate-baseline-${commentKey}`;
}

/** Name of the artifact with everything; an attempt may not write that of another. */
export function rawName({ commentKey }: Pick<ComparingOptions, 'commentKey'>, { source }: Pick<Job, 'source'>): string {
  return `cilium-perf-gate-${commentKey}-${source.job}-${String(source.runAttempt)}`;
}

async function upload(host: Host, comparing: ComparingOptions, output: string, run: Run, job: Job): Promise<number> {
  const all = await findFiles(host.files, `${output}/**/*`);
  const { id, bytes } = await job.github.uploadArtifact(rawName(comparing, job), output, all);
  host.outputs.info(`uploaded run ${run.id}: ${String(all.length)} files, ${(bytes / 1e6).toFixed(1)} MB`);
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
  await github.uploadArtifact(baselineName(comparing), folder, [path]);
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
  const outcome = await writeComment(github, pullRequest.number, { key: commentKey, job: source.job }, by, text);
  switch (outcome.state) {
    case 'created':
    case 'updated':
      host.outputs.info(`comment ${outcome.state}: ${outcome.url}`);
      return outcome.url;
    case 'superseded':
      host.outputs.info(`no comment: ${outcome.reason}`);
      return outcome.url;
    default:
      host.outputs.warning(`no comment, the text is in the job's summary: ${outcome.reason}`);
      return undefined;
  }
}

/** GitHub may fail after the measuring is done; what was measured is told all the same. */
async function attempt<T>(host: Host, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    host.outputs.warning(errorMessage(error));
    return undefined;
  }
}

/** One annotation for each regression; the summary has the rest. */
function regressions({ metrics }: Comparison): string[] {
  const worse = metrics.filter(({ gated, outcome }) => gated && outcome === 'regression');
  const lines = worse.slice(0, maxAnnotations).map(({ scenario, test, metric, change }) => {
    const by = change === undefined ? '' : ` by ${((change.estimate - 1) * 100).toFixed(1)} %`;
    return `regression: ${scenario} ${test} ${metric} changed${by}`;
  });
  const more = worse.length - lines.length;
  return more > 0 ? [...lines.slice(0, -1), `regression: ${String(more + 1)} more metrics, see the summary`] : lines;
}

import type { FoundBaselines } from '../baseline/assemble.ts';
import { earlierFigures } from '../baseline/pool.ts';
import { maxReportLength, writeComment, type CommentRun } from '../github/comment.ts';
import type { Job } from '../github/job.ts';
import type { Host, Outputs } from '../host/ports.ts';
import type { Comparison } from '../model/comparison.ts';
import type { ComparingOptions, Policy } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { renderComment } from '../report/comment.ts';
import { writeComparison } from '../report/run-files.ts';
import { describeVerdict } from '../report/headline.ts';
import { renderSeveral, type ReportedRun } from '../report/matrix-jobs.ts';
import { maxRows, runLink, type ReportContext } from '../report/sections.ts';
import { compareRuns } from '../verdict/compare.ts';
import { byVerdict } from '../verdict/verdict.ts';

/** A measured run, and what differs between the callers of the pipeline. */
export interface Measured {
  readonly run: Run;
  /** Name in a report on several runs. */
  readonly name: string;
  /** Name in the log of a run whose report the caller prints, so that the log needs only one line of it. */
  readonly logName?: string;
  /** Finds the earlier runs it can be compared with. */
  readonly findEarlier: () => Promise<FoundBaselines>;
  /** Asks whether its losses were accepted. Called only if it has any. */
  readonly isAccepted?: () => Promise<boolean>;
  /** Folder for its files. Without one, the run is only compared, and its log is one line. */
  readonly folder?: string;
  readonly context: Pick<ReportContext, 'links' | 'attempt' | 'foreign'>;
}

/** The context of reports on a run that this repository measured. */
export function ownContext(run: Run, links = runLink(run)): Measured['context'] {
  return { links, attempt: run.source?.runAttempt ?? 1, foreign: false };
}

/** A run that was compared with its reference or with the earlier runs found. */
export interface Compared extends Measured {
  readonly found: FoundBaselines;
  readonly comparison: Comparison;
}

/**
 * From runs to their reports, for all callers: finds earlier runs, compares all runs as one family, writes the files and
 * logs the annotations. Returns the runs worst first.
 */
export async function conclude(
  { files, outputs }: Pick<Host, 'files' | 'outputs'>,
  policy: Policy,
  runs: readonly Measured[]
): Promise<readonly Compared[]> {
  const known = [];
  for (const one of runs) {
    const found = await one.findEarlier();
    const { pool, anchor, record } = found;
    known.push({ ...one, found, history: { figures: earlierFigures(pool), anchor: earlierFigures(anchor), record } });
  }
  const compared: Compared[] = [];
  for (const one of compareRuns(known, policy)) {
    compared.push({ ...one, comparison: await withAcceptance(one, one.comparison) });
  }
  for (const { run, comparison, folder, logName, context } of compared) {
    if (folder === undefined) continue;
    await writeComparison(files, folder, run, comparison, { ...context, limit: maxReportLength, maxRows });
    if (logName === undefined) annotateRun(outputs, run, comparison, context.foreign);
    else outputs.info(`${logName}: ${comparison.verdict}`);
  }
  const worstFirst = compared.toSorted((left, right) => byVerdict(left.comparison, right.comparison));
  annotateOthers(
    outputs,
    worstFirst.filter(({ folder }) => folder === undefined)
  );
  return worstFirst;
}

async function withAcceptance(
  { found, isAccepted }: Measured & { readonly found: FoundBaselines },
  comparison: Comparison
): Promise<Comparison> {
  if (comparison.verdict !== 'regression') return comparison;
  const accepted = found.accepted ?? (await isAccepted?.());
  return accepted === true ? { ...comparison, accepted } : comparison;
}

/** The report on compared runs and on what could not be read, in one text of at most `limit` characters. */
export function renderReport(
  compared: readonly Compared[],
  problems: readonly string[] = [],
  limit = maxReportLength
): string {
  return renderSeveral(compared.map(reportOf), problems, limit);
}

/** A compared run as part of a report on several. */
export function reportOf({ name, run, comparison, context }: Compared): ReportedRun {
  return {
    ...{ name, run, comparison, foreign: context.foreign },
    render: room => renderComment(run, comparison, { ...context, limit: room, maxRows })
  };
}

/**
 * Maximum length of a job summary in characters. Even at three bytes per character it stays below GitHub's limit of 1
 * MiB per step, with room for other output of the same step.
 */
const maxSummaryLength = 300_000;

/** The same text for the job summary, with more room, shared by `reports` of them. */
export function renderJobSummary(compared: readonly Compared[], problems: readonly string[] = [], reports = 1): string {
  return `${renderReport(compared, problems, maxSummaryLength / reports - 1)}\n`;
}

/**
 * Writes a report as the comment of a job on a pull request, logs the result and returns the comment's URL. A failure
 * is only a warning, because the verdict does not depend on it.
 */
export async function postComment(
  { outputs }: Pick<Host, 'outputs'>,
  { comment, commentKey }: Pick<ComparingOptions, 'comment' | 'commentKey'>,
  { github, source }: Pick<Job, 'github' | 'source'>,
  pullRequest: { readonly number: number; readonly headSha: string } | undefined,
  measuredBy: Omit<CommentRun, 'headSha'>,
  render: () => string
): Promise<string | undefined> {
  if (!comment || pullRequest === undefined) return undefined;
  const { number, headSha } = pullRequest;
  const key = { key: commentKey, job: source.job };
  const outcome = await writeComment(github, number, key, { ...measuredBy, headSha }, render());
  switch (outcome.state) {
    case 'created':
    case 'updated':
      outputs.info(`comment ${outcome.state}: ${outcome.url}`);
      return outcome.url;
    case 'superseded':
      outputs.info(`no comment: ${outcome.reason}`);
      return outcome.url;
    default:
      outputs.warning(`no comment; the job summary contains its text: ${outcome.reason}`);
      return undefined;
  }
}

/** GitHub shows at most ten errors per step. */
const maxAnnotations = 10;

/**
 * Logs the headline, and an error for each regression and each incomplete part. If the run was aborted, incomplete
 * parts follow from its final error, which needs one of the ten places.
 */
function annotateRun(outputs: Outputs, run: Run, comparison: Comparison, foreign: boolean): void {
  const { verdict, sentence } = describeVerdict(run, comparison, foreign);
  outputs.info(`${verdict}: ${sentence}`);
  const regressions = failingRegressions(outputs, comparison);
  if (run.complete) annotate(outputs, [...regressions, ...comparison.invalid], maxAnnotations);
  else annotate(outputs, regressions, maxAnnotations - 1);
}

/** A line for each run of another job, and an error for each regression. */
function annotateOthers(outputs: Outputs, compared: readonly Compared[]): void {
  for (const { logName, name, comparison } of compared) outputs.info(`${logName ?? name}: ${comparison.verdict}`);
  annotate(
    outputs,
    compared.flatMap(({ comparison }) => failingRegressions(outputs, comparison)),
    maxAnnotations
  );
}

/** Shows the first as errors, and those beyond GitHub's limit as plain lines. */
function annotate(outputs: Outputs, sentences: readonly string[], most: number): void {
  for (const sentence of sentences.slice(0, most)) outputs.error(sentence);
  const more = sentences.slice(most);
  if (more.length > 0) outputs.info(`${more.length} more annotations, shown only in this log:`);
  for (const sentence of more) outputs.info(`  ${sentence}`);
}

/** The regressions that fail the job. Accepted ones are only logged. */
function failingRegressions(outputs: Outputs, comparison: Comparison): readonly string[] {
  const regressions = describeRegressions(comparison);
  if (comparison.accepted !== true) return regressions;
  for (const regression of regressions) outputs.info(`accepted ${regression}`);
  return [];
}

function describeRegressions({ metrics }: Comparison): string[] {
  return metrics
    .filter(({ gated, outcome }) => gated && outcome === 'regression')
    .map(({ scenario, test, metric, change }) => {
      const by = change === undefined ? '' : ` by ${((change.estimate - 1) * 100).toFixed(1)} %`;
      return `regression: ${scenario} ${test} ${metric} changed${by}`;
    });
}

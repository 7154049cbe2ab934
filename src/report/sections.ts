import { count } from '../lib/count.ts';
import {
  acceptLabel,
  type BaselineCandidate,
  type Comparison,
  type ControlComparison,
  type MetricComparison
} from '../model/comparison.ts';
import { wantedRounds } from '../model/rounds.ts';
import type { Run } from '../model/run.ts';
import { shouldGate } from '../verdict/verdict.ts';
import { listSection, type Chart, type Report, type ReportSection, type Span, type Text } from './blocks.ts';
import { describeVerdict, endSentence } from './headline.ts';
import { collectNotes } from './notes.ts';
import { describeSearchEnd, leakSentences, noticesOf } from './notices.ts';
import { olderRuns } from './outcomes.ts';
import { formatChange } from './quantity.ts';
import { notAppliedSentences } from './not-applied.ts';
import { renderedRemarks, renderedSections } from './rendered.ts';
import { reproduceLines } from './reproduce.ts';
import { setupTable } from './setup-table.ts';
import { comparisonSections, detectableSections, historyTable, roundsTable, testSections } from './tables.ts';

/** What the reports need beyond the measurements. */
export interface ReportContext {
  /** Maximum length of the comment in characters. */
  readonly limit: number;
  readonly links: { readonly run?: string; readonly artifact?: string };
  /** Attempt of the job, from 1. */
  readonly attempt: number;
  /** The data comes from a fork's job, which controls all of it. */
  readonly foreign: boolean;
  /** Maximum number of rows per table of the comment. */
  readonly maxRows: number;
}

/** Default for the maximum number of rows per table. */
export const maxRows = 200;

/** What the comment, the job summary and the page show. */
export function createReport(run: Run, comparison: Comparison, context: ReportContext): Report {
  const { notes } = comparison;
  return {
    ...describeVerdict(run, comparison, context.foreign),
    notices: qualify(run, context),
    sections: [...remarkSections(run, notes), ...(run.unchanged === true ? [] : measuredSections(run, comparison))],
    foot: footOf(run, context)
  };
}

function remarkSections(run: Run, notes: readonly string[]): ReportSection[] {
  const remarks = [...leakSentences(run), ...notAppliedSentences(run), ...renderedRemarks(run), ...notes];
  return listSection({ name: 'the remarks' }, remarks);
}

function measuredSections(run: Run, comparison: Comparison): ReportSection[] {
  const { metrics, invalid } = comparison;
  return [
    ...comparisonSections(comparison, scenario => wantedRounds(run, { scenario, arm: 'candidate' })),
    ...acceptanceSections(run, comparison),
    ...listSection({ name: 'the missing measurements', title: 'No valid measurement' }, invalid),
    ...chartsSection('the charts', 'Results', resultCharts(metrics)),
    ...chartsSection('the history', 'History', historyCharts(metrics)),
    ...controlSections(comparison),
    ...detectableSections(comparison),
    ...testSections(comparison),
    ...baselineSections(comparison),
    ...invalidSections(run),
    ...renderedSections(run),
    { name: 'the setup', title: 'Setup', fold: 'comment', body: setupTable(run) },
    {
      name: 'the commands to reproduce it',
      title: 'Reproduce',
      fold: 'comment',
      body: { kind: 'code', language: 'sh', lines: reproduceLines(run) }
    }
  ];
}

function qualify(run: Run, { foreign, attempt }: ReportContext): Text[] {
  const warning = (what: string, text: string): Text => [{ text: what, style: 'strong' }, text];
  const unverified =
    " these results come from a fork's own job, which controls what it reports. The verdict was computed here, with this repository's tolerances.";
  const repeated = ' this job was re-run; results of its earlier attempts are not included.';
  return [
    ...(foreign ? [warning('Not verified:', unverified)] : []),
    ...(attempt > 1 ? [warning(`Attempt ${attempt}:`, repeated)] : []),
    ...noticesOf(run)
  ];
}

/** How to accept a loss, or that somebody did. */
function acceptanceSections({ source }: Run, { verdict, accepted }: Comparison): ReportSection[] {
  if (verdict !== 'regression' || (accepted !== true && !mayBeLabeled(source))) return [];
  const label = { text: acceptLabel, style: 'code' } as const;
  const text: Text =
    accepted === true
      ? ['The label ', label, ' accepts this loss, so it does not fail the job.']
      : ['To accept this loss, add the label ', label, ' to the pull request and re-run the failed job.'];
  return [{ name: 'how to accept the loss', paragraphs: [text] }];
}

/** Whether a run belongs to a pull request, before or after its merge. */
function mayBeLabeled(source: Run['source']): boolean {
  if (source === undefined) return false;
  const { event, ref } = source;
  return ref.startsWith('refs/pull/') || ['push', 'merge_group', 'pull_request_target'].includes(event);
}

/** Links to more details. */
function footOf(run: Run, { links }: ReportContext): Text {
  const link = (text: string, href: string | undefined): Span[] => (href === undefined ? [] : [' · ', { text, href }]);
  return [
    `cilium-perf-gate ${run.tool.version} · run `,
    { text: run.id, style: 'code' },
    ...link('job', links.run),
    ...link('raw data, charts and documents', links.artifact)
  ];
}

function titled(name: string, title: string, paragraph: string | undefined): ReportSection[] {
  return paragraph === undefined ? [] : [{ name, title, paragraphs: [paragraph] }];
}

function chartsSection(name: string, title: string, charts: readonly Chart[]): ReportSection[] {
  return charts.length === 0 ? [] : [{ name, title, only: 'page', body: { kind: 'charts', charts } }];
}

/** The metrics that decide the verdict: all changes on one axis, then one chart per test. */
function resultCharts(metrics: readonly MetricComparison[]): Chart[] {
  const gated = metrics.filter(shouldGate);
  const changed = gated.filter(({ change }) => change !== undefined);
  const measured = gated.filter(({ candidate, reference }) => (candidate ?? reference) !== undefined);
  const tests = [...Map.groupBy(measured, ({ test, metric }) => `${test} ${metric}`).values()];
  return [
    ...(changed.length === 0 ? [] : [{ kind: 'changes', metrics: changed } as const]),
    ...tests.map(ofTest => ({ kind: 'bars', metrics: ofTest, data: roundsTable(ofTest) }) as const)
  ];
}

function historyCharts(metrics: readonly MetricComparison[]): Chart[] {
  return metrics
    .filter(metric => shouldGate(metric) && metric.history.length > 0)
    .map(metric => ({ kind: 'history', metrics: [metric], data: historyTable(metric) }));
}

function controlSections({ control, olderControl }: Comparison): ReportSection[] {
  const describe = ({ state, reason, change }: ControlComparison): string =>
    `${state}:${change === undefined ? '' : ` ${formatChange(change)}.`} ${reason}`;
  return [
    ...titled('the control', 'Control (host network, without Cilium)', describe(control)),
    ...titled('the control', 'Control since the older runs', olderControl && describe(olderControl))
  ];
}

function baselineSections({ design, baseline, reference, metrics }: Comparison): ReportSection[] {
  const { candidates, source, differences } = baseline;
  const [used, refused] = [candidates.filter(each => each.used), candidates.filter(each => !each.used)];
  const end = describeSearchEnd(baseline);
  const beside =
    design === 'paired' ? ', used only for the control and the history; the outcomes are based on the reference' : '';
  const pool =
    used.length === 0 ? `no earlier run can be used (${source}).` : `${countRuns(used)} from ${source}${beside}.`;
  const silent = design === 'paired' && candidates.length === 0 && end === undefined;
  const older = olderRuns(metrics);
  const runs = (name: string, all: readonly BaselineCandidate[], what: string): ReportSection[] =>
    listSection(
      { name, title: `${countRuns(all)} ${what}`, fold: 'open' },
      all.map(({ label, url, reason }) => [{ text: label, href: url }, ': ', reason])
    );
  return [
    ...titled(
      'the reference',
      'Reference',
      reference === undefined
        ? undefined
        : `${reference.description}, chart ${reference.chartVersion}, measured in this job, interleaved, on the same nodes.`
    ),
    ...titled(
      'the baseline',
      'Baseline',
      silent ? undefined : [pool, ...(end === undefined ? [] : [' ', endSentence(end)])].join('')
    ),
    ...listSection(
      {
        name: 'differences from the baseline',
        paragraphs: ['Differences from the newest of them, which do not prevent a comparison:']
      },
      differences
    ),
    ...runs('the earlier runs that were used', used, 'used, and why they are comparable'),
    ...runs('the earlier runs that were refused', refused, 'rejected, and why'),
    ...listSection(
      { name: 'the older runs', title: `${older.length} older runs used to detect a slow decline`, fold: 'open' },
      older
    )
  ];
}

function countRuns(runs: readonly BaselineCandidate[]): string {
  return count(runs.length, 'earlier run');
}

function invalidSections(run: Run): ReportSection[] {
  const notes = collectNotes(run);
  return listSection(
    { name: 'the invalid measurements', title: `Invalid measurements, not counted: ${notes.length}`, fold: 'comment' },
    notes.map(({ text }) => text)
  );
}

/** The job that produced a run, on github.com. Empty for runs made elsewhere or without a repository. */
export function runLink({ source }: Pick<Run, 'source'>): ReportContext['links'] {
  if (source === undefined || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(source.repository)) return {};
  return { run: `https://github.com/${source.repository}/actions/runs/${source.runId}` };
}

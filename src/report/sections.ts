import { count } from '../lib/count.ts';
import {
  type BaselineCandidate,
  type Comparison,
  type ControlComparison,
  type MetricComparison
} from '../model/comparison.ts';
import { wantedRounds } from '../model/rounds.ts';
import type { Run } from '../model/run.ts';
import { shouldGate } from '../verdict/verdict.ts';
import { listSection, type Chart, type Report, type ReportSection, type Span, type Text } from './blocks.ts';
import { adviceSections } from './advice.ts';
import { evaluationSections } from './evaluation.ts';
import { describeVerdict, endSentence } from './headline.ts';
import { groundsSection } from './grounds.ts';
import { collectNotes, summarizeNotes } from './notes.ts';
import { describeSearchEnd, leakSentences, oneMachineNotice, warningsOf } from './notices.ts';
import { olderRuns } from './outcomes.ts';
import { formatChange } from './quantity.ts';
import { notAppliedSentences } from './not-applied.ts';
import { matrixSections, mendedSentences, plaintextSections } from './plaintext.ts';
import { renderedRemarks, renderedSections, suspectSections } from './rendered.ts';
import { reproduceLines } from './reproduce.ts';
import { resultSections } from './results.ts';
import { setupTable } from './setup-table.ts';
import { comparisonSections, detectableSections, historyTable, roundsTable, testSections } from './tables.ts';

/** What the reports need beyond the measurements. */
export interface ReportContext {
  /** Maximum length of the comment in characters. */
  readonly limit: number;
  readonly links: {
    readonly run?: string;
    readonly page?: string;
    readonly artifact?: string;
    /** The second workflow's run that reports, if it is not the one that measured. */
    readonly report?: string;
    /** This program's documents, without a slash at the end. */
    readonly docs?: string;
  };
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
  return {
    ...describeVerdict(run, comparison, context.foreign),
    notices: qualify(run, context),
    sections:
      run.unchanged === true
        ? [...remarkSections(run, comparison), ...adviceSections(run, comparison, context.links)]
        : measuredSections(run, comparison, context),
    foot: footOf(run, context)
  };
}

function remarkSections(run: Run, { notes }: Comparison): ReportSection[] {
  const remarks = [...notAppliedSentences(run), ...renderedRemarks(run), ...notes];
  return listSection({ name: 'the remarks' }, remarks);
}

/** First what the reader acts on, in the open; then the details, folded in the comment. */
function measuredSections(run: Run, comparison: Comparison, { links }: ReportContext): ReportSection[] {
  const { metrics, invalid, verdict, design } = comparison;
  const isOpen = verdict !== 'pass';
  return [
    ...plaintextSections(run),
    ...(design === 'none' && run.reference === undefined ? evaluationSections(run) : resultSections(run, comparison)),
    ...(verdict === 'not-encrypted'
      ? []
      : listSection({ name: 'the missing measurements', title: 'No valid measurement' }, invalid)),
    ...(isOpen ? suspectSections(run) : []),
    ...groundsSection(run, comparison),
    ...adviceSections(run, comparison, links),
    ...remarkSections(run, comparison),
    ...chartsSection('the charts', 'Results', resultCharts(metrics)),
    ...chartsSection('the history', 'History', historyCharts(metrics)),
    ...comparisonSections(comparison, scenario => wantedRounds(run, { scenario, arm: 'candidate' })),
    ...detectableSections(comparison),
    ...testSections(comparison),
    ...matrixSections(run),
    ...baselineSections(comparison),
    ...invalidSections(run),
    ...renderedSections(run, isOpen),
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
    ...mendedSentences(run),
    ...leakSentences(run),
    ...warningsOf(run)
  ];
}

/** Links to more details. */
function footOf(run: Run, { links }: ReportContext): Text {
  const link = (text: string, href: string | undefined): Span[] => (href === undefined ? [] : [' · ', { text, href }]);
  return [
    ...oneMachineNotice(run).map(notice => `${notice.replace(/\.$/, '')} · `),
    `cilium-perf-gate ${run.tool.version} · run `,
    { text: run.id, style: 'code' },
    ...link('job', links.run),
    ...link('report', links.page),
    ...link('raw data', links.artifact)
  ];
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

/** What the run was compared with, and what its control says about the machines. */
function baselineSections(comparison: Comparison): ReportSection[] {
  const { design, baseline, reference, metrics } = comparison;
  const { candidates, source, differences } = baseline;
  const [used, refused] = [candidates.filter(each => each.used), candidates.filter(each => !each.used)];
  const end = describeSearchEnd(baseline);
  const beside =
    design === 'paired' ? ', used only for the control and the history; the outcomes are based on the reference' : '';
  const pool =
    used.length === 0 ? `no earlier run can be used (${source}).` : `${countRuns(used)} from ${source}${beside}.`;
  const silent = candidates.length === 0 && end === undefined;
  const older = olderRuns(metrics);
  const runs = (name: string, all: readonly BaselineCandidate[], what: string): ReportSection[] =>
    listSection(
      { name, title: `${countRuns(all)} ${what}`, fold: 'open' },
      all.map(({ label, url, reason }) => [{ text: label, href: url }, ': ', reason])
    );
  const paragraphs = [
    ...titled(
      'Reference',
      reference &&
        `${reference.description}, chart ${reference.chartVersion}, measured in this job, interleaved, on the same nodes.`
    ),
    ...titled('Baseline', silent ? undefined : [pool, ...(end === undefined ? [] : [endSentence(end)])].join(' ')),
    ...describeControls(comparison),
    ...(differences.length === 0 ? [] : ['Differences from the newest of them, which do not prevent a comparison:'])
  ];
  const section = { name: 'what it was compared with', title: 'Compared with', fold: 'comment', paragraphs } as const;
  return [
    ...(paragraphs.length === 0 ? [] : differences.length === 0 ? [section] : listSection(section, differences)),
    ...runs('the earlier runs that were used', used, 'used, and why they are comparable'),
    ...runs('the earlier runs that were refused', refused, 'rejected, and why'),
    ...listSection(
      { name: 'the older runs', title: `${older.length} older runs used to detect a slow decline`, fold: 'open' },
      older
    )
  ];
}

/** The controls that were compared. A missing one matters only if it could have been a veto. */
function describeControls({ design, control, olderControl }: Comparison): Text[] {
  const describe = ({ state, reason, change }: ControlComparison): string =>
    `${state}:${change === undefined ? '' : ` ${formatChange(change)}.`} ${reason}`;
  const isMoot = control.state === 'not available' && (design === 'paired' || design === 'none');
  return [
    ...titled('Control (host network, without Cilium)', isMoot ? undefined : describe(control)),
    ...titled('Control since the older runs', olderControl && describe(olderControl))
  ];
}

function titled(title: string, text: string | undefined): Text[] {
  return text === undefined ? [] : [[{ text: `${title}:`, style: 'strong' }, ` ${text}`]];
}

function countRuns(runs: readonly BaselineCandidate[]): string {
  return count(runs.length, 'earlier run');
}

function invalidSections(run: Run): ReportSection[] {
  const notes = collectNotes(run);
  return listSection(
    { name: 'the invalid measurements', title: `Invalid measurements, not counted: ${notes.length}`, fold: 'comment' },
    summarizeNotes(notes)
  );
}

/** The job that produced a run, on github.com. Empty for runs made elsewhere or without a repository. */
export function runLink({ source }: Pick<Run, 'source'>): ReportContext['links'] {
  if (source === undefined || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(source.repository)) return {};
  return { run: `https://github.com/${source.repository}/actions/runs/${source.runId}` };
}

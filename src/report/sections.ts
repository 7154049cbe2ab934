import type { BaselineCandidate, Comparison, ControlComparison } from '../model/comparison.ts';
import { wantedRounds } from '../model/rounds.ts';
import type { Run } from '../model/run.ts';
import { comparisonParts, scenarioName, sightPart } from './comparison-table.ts';
import { createPart, folded, type Part } from './fit-to-limit.ts';
import { describeVerdict, endSentence } from './headline.ts';
import { code, escapeShort, escapeWithin, fenced, link, tableHead, tableRow } from './markdown.ts';
import { collectNotes } from './notes.ts';
import { asFoundNotices, oneMachineNotice, describeSearchEnd, leakSentences, unlikeNodesNotice } from './notices.ts';
import { olderRuns } from './outcomes.ts';
import { formatChange } from './quantity.ts';
import { reproduceLines } from './reproduce.ts';
import { describeJob } from './setup-table.ts';
import { compareValues } from './values-difference.ts';

/** What the comment and the job summary need beyond the measurements. */
export interface ReportContext {
  /** Maximum length in characters. */
  readonly limit: number;
  readonly links: { readonly run?: string; readonly artifact?: string };
  /** Attempt of the job, from 1. */
  readonly attempt: number;
  /** The data comes from a fork's job, which controls all of it. */
  readonly foreign: boolean;
  /** Maximum number of rows per table. */
  readonly maxRows: number;
}

/** Default for the maximum number of rows per table. */
export const maxRows = 200;

/** Reserved for what surrounds the first line's sentence, and for the note below it when nothing else fits. */
const besideSentence = 200;
/** Maximum length of a notice about a cluster measured as is; fits the longest list of namespaces. */
const noticeLength = 800;

/** The verdict in one sentence, kept at any limit, and the notices that qualify everything below. */
export function renderHead(run: Run, comparison: Comparison, { limit, attempt, foreign }: ReportContext): string[] {
  const { verdict, sentence } = describeVerdict(run, comparison);
  return [
    `**${verdict}:** ${escapeWithin(endSentence(sentence), limit - besideSentence)}`,
    ...(foreign
      ? [
          "**Not verified:** these results come from a fork's own job, which controls what it reports. The verdict was computed here, with this repository's tolerances."
        ]
      : []),
    ...(attempt > 1
      ? [`**Attempt ${attempt}:** this job was re-run; results of its earlier attempts are not included.`]
      : []),
    ...oneMachineNotice(run),
    ...[...unlikeNodesNotice(run), ...asFoundNotices(run)].map(notice => escapeShort(notice, noticeLength))
  ];
}

/** Everything else, most important first. `charts` follow the tables. */
export function reportParts(
  run: Run,
  comparison: Comparison,
  { maxRows }: ReportContext,
  charts: readonly Part[] = []
): Part[] {
  return [
    ...list('the remarks', '', [...leakSentences(run), ...comparison.notes], maxRows),
    ...comparisonParts(comparison, wantedRounds(run), maxRows),
    ...charts,
    ...list('the missing measurements', '**No valid measurement:**', comparison.invalid, maxRows),
    describeControl(comparison),
    ...[sightPart(comparison, maxRows)].filter(part => part !== undefined),
    ...baselineParts(comparison, maxRows),
    ...invalidSamples(run, maxRows),
    ...valuesParts(run, maxRows),
    setupPart(run),
    reproducePart(run)
  ];
}

/** Links to more details. */
export function renderFoot(run: Run, { links }: ReportContext): string {
  const places = [
    ...(links.run === undefined ? [] : [link('job', links.run)]),
    ...(links.artifact === undefined ? [] : [link('raw data, charts and documents', links.artifact)])
  ];
  return `<sub>${[`cilium-perf-gate ${escapeShort(run.tool.version, 40)}`, `run ${code(run.id)}`, ...places].join(' · ')}</sub>`;
}

function list(name: string, title: string, sentences: readonly string[], maxRows: number): Part[] {
  if (sentences.length === 0) return [];
  const open = title === '' ? '' : `${title}\n`;
  return [createPart({ name, open }, sentences, maxRows, sentence => `- ${escapeShort(sentence, 400)}`)];
}

function describeControl({ control, olderControl }: Comparison): Part {
  const describe = (title: string, { state, reason, change }: ControlComparison): string => {
    const figure = change === undefined ? '' : ` ${formatChange(change)}.`;
    return `${title} ${state}:${figure} ${escapeShort(reason, 400)}`;
  };
  const open = [
    describe('**Control** (host network, without Cilium)', control),
    ...(olderControl === undefined ? [] : [describe('**Control since the older runs**', olderControl)])
  ];
  return { name: 'the control', open: open.join('\n\n'), rows: [], total: 0 };
}

function baselineParts({ design, baseline, reference, metrics }: Comparison, maxRows: number): Part[] {
  const used = baseline.candidates.filter(candidate => candidate.used);
  const refused = baseline.candidates.filter(candidate => !candidate.used);
  const arm =
    reference === undefined
      ? ''
      : `**Reference:** ${escapeShort(reference.description)}, chart ${escapeShort(reference.chartVersion, 80)}, measured in this job, interleaved, on the same nodes.`;
  const from = escapeShort(baseline.source);
  const end = describeSearchEnd(baseline);
  const beside =
    design === 'paired' ? ', used only for the control and the history; the outcomes are based on the reference' : '';
  const pool =
    used.length === 0
      ? `**Baseline:** no earlier run can be used (${from}).`
      : `**Baseline:** ${used.length} earlier ${used.length === 1 ? 'run' : 'runs'} from ${from}${beside}.`;
  const silent = design === 'paired' && baseline.candidates.length === 0 && end === undefined;
  const more = end === undefined ? '' : ` ${escapeShort(endSentence(end), 400)}`;
  const open = [arm, ...(silent ? [] : [`${pool}${more}`])].filter(line => line !== '');
  const render = ({ label, url, reason }: BaselineCandidate): string =>
    `- ${link(escapeShort(label, 120), url)}: ${escapeShort(reason)}`;
  return [
    ...(open.length === 0 ? [] : [{ name: 'the baseline', open: open.join('\n\n'), rows: [], total: 0 }]),
    ...list(
      'differences from the baseline',
      'Differences from the newest of them, which do not prevent a comparison:',
      baseline.differences,
      maxRows
    ),
    ...[
      { name: 'the earlier runs that were used', runs: used, title: 'used, and why they are comparable' },
      { name: 'the earlier runs that were refused', runs: refused, title: 'rejected, and why' }
    ]
      .filter(({ runs }) => runs.length > 0)
      .map(({ name, runs, title }) =>
        folded(
          createPart({ name, open: '' }, runs, maxRows, render),
          `${runs.length} earlier ${runs.length === 1 ? 'run' : 'runs'} ${title}`
        )
      ),
    ...olderPart(olderRuns(metrics), maxRows)
  ];
}

function olderPart(labels: readonly string[], maxRows: number): Part[] {
  if (labels.length === 0) return [];
  const part = createPart(
    { name: 'the older runs', open: '' },
    labels,
    maxRows,
    label => `- ${escapeShort(label, 120)}`
  );
  return [folded(part, `${labels.length} older runs used to detect a slow decline`)];
}

function invalidSamples(run: Run, maxRows: number): Part[] {
  const notes = collectNotes(run, 240);
  if (notes.length === 0) return [];
  const part = createPart({ name: 'the invalid measurements', open: '' }, notes, maxRows, note => `- ${note.text}`);
  return [folded(part, `Invalid measurements, not counted: ${notes.length}`)];
}

function valuesParts(run: Run, maxRows: number): Part[] {
  const differences = compareValues(run).filter(({ lines }) => lines.length > 0);
  return differences.map(({ scenarios, lines }) => {
    const { open, text, close } = fenced(lines.join('\n'), 'diff');
    const where = scenarios.slice(0, 12).map(scenarioName).join(', ') + (scenarios.length > 12 ? ' …' : '');
    const part = createPart(
      { name: 'the values that differ', open: `Reference (-) and now (+) of ${where}:\n\n${open}`, close },
      text.split('\n'),
      maxRows,
      line => line
    );
    return folded(part, `Helm values that differ: ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`);
  });
}

function setupPart(run: Run): Part {
  const lines = describeJob(run);
  const open = tableHead(['Setup', '']);
  const part = createPart({ name: 'the setup', open }, lines, lines.length, ({ name, text, literal }) =>
    tableRow([name, literal ? code(text) : escapeShort(text)])
  );
  return folded(part, 'Setup');
}

function reproducePart(run: Run): Part {
  const { open, text, close } = fenced(reproduceLines(run).join('\n'), 'sh');
  const part = createPart({ name: 'the commands to reproduce it', open, close }, text.split('\n'), 20, line => line);
  return folded(part, 'Reproduce');
}

/** The job that produced a run, on github.com. Empty for runs made elsewhere or without a repository. */
export function runLink({ source }: Pick<Run, 'source'>): ReportContext['links'] {
  if (source === undefined || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(source.repository)) return {};
  return { run: `https://github.com/${source.repository}/actions/runs/${source.runId}` };
}

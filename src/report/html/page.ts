import type { Comparison, ControlComparison, MetricComparison } from '../../model/comparison.ts';
import { wantedRounds } from '../../model/rounds.ts';
import type { Run } from '../../model/run.ts';
import { shallGate } from '../../verdict/verdict.ts';
import { describeVerdict, endSentence } from '../headline.ts';
import { collectNotes } from '../notes.ts';
import { asFoundNotices, describeSearchEnd, leakSentences, oneMachineNotice, unlikeNodesNotice } from '../notices.ts';
import { olderRuns } from '../outcomes.ts';
import { formatChange, formatNumber } from '../quantity.ts';
import { reproduceLines } from '../reproduce.ts';
import { describeJob } from '../setup-table.ts';
import { compareValues } from '../values-difference.ts';
import { dotsFrom, renderBarChart } from './bar-chart.ts';
import { renderChangeChart } from './change-chart.ts';
import { element, escapeHtml } from './drawing.ts';
import { renderHistoryChart } from './history-chart.ts';
import {
  htmlTable,
  renderComparisonTable,
  renderHistoryTable,
  renderRoundsTable,
  renderSightTable,
  renderTestsTable
} from './tables.ts';

/** All styles of the page: light and dark, and a single column on narrow screens. */
const style = `
:root { color-scheme: light dark; --text: #1c2128; --quiet: #57606a; --page: #fff; --panel: #f6f8fa; --line: #d0d7de;
  --reference: #8c959f; --reference-dot: #424a53; --candidate: #54a3e8; --candidate-dot: #0a3f75; --band: #bf870026;
  --worse: #b3261e; --better: #1a7f37; --open: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9aa4af; --page: #0d1117; --panel: #161b22; --line: #343b44;
    --reference: #6e7681; --reference-dot: #c9d1d9; --candidate: #2f74b5; --candidate-dot: #b6dcff; --band: #d2992233;
    --worse: #ff8a80; --better: #56d364; --open: #e3b341; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.35; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
p, ul { margin: .5rem 0; }
ul { padding-left: 1.25rem; }
a { color: inherit; }
.quiet { color: var(--quiet); font-size: .9rem; }
.warning { border-left: 4px solid var(--open); padding: .25rem .75rem; background: var(--panel); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td.figure { text-align: right; white-space: nowrap; }
td.name { white-space: nowrap; }
td.wide { min-width: 9rem; }
.charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); align-items: start; }
figure { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); min-width: 0; }
figure details { margin-top: .5rem; font-size: .9rem; }
summary { cursor: pointer; color: var(--quiet); }
pre { overflow-x: auto; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; font-size: .85rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9rem; color: var(--quiet); padding: 0; list-style: none; }
.legend i { display: inline-block; width: .9rem; height: .9rem; margin-right: .4rem; vertical-align: -.1rem; border-radius: 2px; }
svg { display: block; width: 100%; height: auto; max-width: 36rem; font-size: 12px; }
text { fill: var(--text); paint-order: stroke; stroke: var(--panel); stroke-width: 3px; stroke-linejoin: round; }
text.heading, text.scenario { font-weight: 600; }
text.tick { fill: var(--quiet); font-size: 11px; }
text.equivalent { fill: var(--quiet); }
.regression, .invalid { color: var(--worse); fill: var(--worse); font-weight: 600; }
.improvement { color: var(--better); fill: var(--better); font-weight: 600; }
.inconclusive { color: var(--open); fill: var(--open); }
line.grid { stroke: var(--line); }
line.zero { stroke: var(--quiet); }
line.whisker { stroke: var(--text); stroke-width: 1.6; }
rect.reference, i.reference { fill: var(--reference); background: var(--reference); opacity: .75; }
rect.candidate, i.candidate { fill: var(--candidate); background: var(--candidate); opacity: .85; }
rect.band, i.band { fill: var(--band); background: var(--band); }
circle { stroke: var(--panel); stroke-width: .6; }
circle.reference-dot { fill: var(--reference-dot); }
circle.candidate-dot { fill: var(--candidate-dot); }
circle.estimate { stroke: var(--panel); stroke-width: 1.5; fill: var(--text); }
circle.regression, circle.invalid { fill: var(--worse); }
circle.improvement { fill: var(--better); }
circle.inconclusive { fill: var(--open); }
polyline.history { fill: none; stroke: var(--reference); stroke-width: 1.5; }
@media (max-width: 40rem) {
  table.wide, table.wide tbody, table.wide tr { display: block; }
  table.wide thead { display: none; }
  table.wide tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  table.wide td, table.wide td.figure { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; border: 0; padding: .1rem 0;
    text-align: left; white-space: normal; }
  table.wide td::before { content: attr(data-column); color: var(--quiet); font-weight: 400; }
}
@media print { figure { break-inside: avoid; } }
`.trim();

/** Nothing may be loaded, even if text from outside got past the escaping. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** report.html: the comparison with its charts, in one file that needs neither network nor scripts. */
export function renderPage(run: Run, comparison: Comparison, { foreign }: { readonly foreign: boolean }): string {
  const { verdict, sentence } = describeVerdict(run, comparison);
  const warning = foreign
    ? [
        paragraph(
          "These results come from a fork's own job, which controls what it reports. They are not verified.",
          'warning'
        )
      ]
    : [];
  const body = [
    `<h1>${escapeHtml(`${verdict}: ${endSentence(sentence)}`, 2000)}</h1>`,
    paragraph(`cilium-perf-gate ${run.tool.version}, run ${run.id} of ${run.startedAt}`, 'quiet'),
    ...warning,
    ...[...oneMachineNotice(run), ...unlikeNodesNotice(run), ...asFoundNotices(run)].map(notice => paragraph(notice)),
    bullets([...leakSentences(run), ...comparison.notes]),
    ...section(comparison.design === 'none' ? 'What was measured' : 'What changed', [
      renderComparisonTable(comparison, wantedRounds(run))
    ]),
    ...section('No valid measurement', [bullets(comparison.invalid)]),
    ...section('Results', [charts(run, comparison.metrics)]),
    ...section('History', [history(comparison.metrics)]),
    ...section('Detectable losses', [renderSightTable(comparison)]),
    ...section('Statistical tests', testsOfNoChange(comparison)),
    ...section('Control: the host network, without Cilium', control(comparison)),
    ...section('Compared with', baseline(comparison)),
    ...section('Helm values that differ', values(run)),
    ...section('Invalid measurements', [bullets(collectNotes(run).map(note => note.plain))]),
    ...section('Setup', [setup(run)]),
    ...section('Reproduce', [pre(reproduceLines(run))])
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escapeHtml(`${verdict} - Cilium performance`)}</title>`,
    `<style>\n${style}\n</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...body.filter(part => part !== ''),
    '</main>',
    '</body>',
    '</html>',
    ''
  ].join('\n');
}

function section(title: string, parts: readonly string[]): string[] {
  const shown = parts.filter(part => part !== '');
  return shown.length === 0 ? [] : [`<h2>${escapeHtml(title)}</h2>`, ...shown];
}

function paragraph(text: string, kind?: string): string {
  return element('p', kind === undefined ? {} : { class: kind }, escapeHtml(text));
}

function bullets(sentences: readonly string[]): string {
  return sentences.length === 0
    ? ''
    : `<ul>${sentences.map(sentence => `<li>${escapeHtml(sentence)}</li>`).join('\n')}</ul>`;
}

function pre(lines: readonly string[]): string {
  return `<pre><code>${lines.map(line => escapeHtml(line, 4000)).join('\n')}</code></pre>`;
}

function figure(chart: string, title: string, table: string): string {
  const details = table === '' ? '' : `\n<details><summary>${title}</summary>${table}</details>`;
  return `<figure>${chart}${details}</figure>`;
}

const legend = `<ul class="legend">
<li><i class="reference"></i>reference</li><li><i class="candidate"></i>now</li>
<li><i class="band"></i>tolerance</li>
<li>dots: samples (in the chart of changes: rounds), in order from top to bottom</li>
<li>whisker: adjusted interval of the change, relative to the reference</li>
</ul>`;

/** The metrics that decide the verdict: all changes on one axis, then one chart per test. */
function charts(run: Run, metrics: readonly MetricComparison[]): string {
  const dotsOf = dotsFrom(run);
  const gated = metrics.filter(shallGate);
  const shown = gated.filter(metric => (metric.candidate ?? metric.reference) !== undefined);
  const tests = [...Map.groupBy(shown, ({ test, metric }) => `${test} ${metric}`).values()];
  const changes = renderChangeChart('changes', gated);
  const drawn = [
    ...(changes === '' ? [] : [figure(changes, '', '')]),
    ...tests.map((ofTest, index) =>
      figure(renderBarChart(`bars-${index + 1}`, ofTest, dotsOf), 'Values per round', renderRoundsTable(ofTest))
    )
  ];
  return drawn.length === 0 ? '' : `${legend}\n<div class="charts">${drawn.join('\n')}</div>`;
}

function history(metrics: readonly MetricComparison[]): string {
  const drawn = metrics
    .filter(metric => shallGate(metric) && metric.history.length > 0)
    .map((metric, index) =>
      figure(renderHistoryChart(`history-${index + 1}`, metric), 'Earlier runs', renderHistoryTable(metric))
    );
  return drawn.length === 0 ? '' : `<div class="charts">${drawn.join('\n')}</div>`;
}

/** Folded, because only readers who know statistics need it. */
function testsOfNoChange({ metrics, variancePools = [] }: Comparison): string[] {
  const table = renderTestsTable(metrics);
  if (table === '') return [];
  const pools = variancePools.map(
    ({ metrics: names, priorDegreesOfFreedom }) =>
      `The variances of ${names.length} metrics were pooled; each borrows at most ${formatNumber(priorDegreesOfFreedom, 1)} degrees of freedom from the others (${names.join(', ')}).`
  );
  return [`<details><summary>p-values</summary>${table}\n${bullets(pools)}</details>`];
}

function control({ control, olderControl }: Comparison): string[] {
  const describe = ({ state, reason, change }: ControlComparison): string =>
    `${state}${change === undefined ? '' : ` (${formatChange(change)})`}: ${reason}`;
  return [
    paragraph(describe(control)),
    olderControl === undefined ? '' : paragraph(`Since the older runs: ${describe(olderControl)}`)
  ];
}

function baseline({ baseline: record, reference, metrics }: Comparison): string[] {
  const { source, candidates, differences } = record;
  const end = describeSearchEnd(record);
  const older = olderRuns(metrics);
  const rows = candidates.map(candidate => [
    { text: candidate.label, href: candidate.url },
    { text: candidate.used ? 'used' : 'rejected', kind: candidate.used ? 'name' : 'name inconclusive' },
    { text: candidate.reason }
  ]);
  return [
    reference === undefined
      ? ''
      : paragraph(
          `Reference: ${reference.description}, chart ${reference.chartVersion}, measured in the same job on the same nodes.`
        ),
    rows.length === 0 ? '' : paragraph(`Earlier runs from ${source}:`),
    rows.length === 0 ? '' : htmlTable(['Earlier run', '', 'Reason'], rows),
    end === undefined ? '' : paragraph(endSentence(end)),
    bullets(differences),
    older.length === 0 ? '' : paragraph('Older runs used to detect a slow decline:'),
    bullets(older)
  ];
}

function values(run: Run): string[] {
  return compareValues(run)
    .filter(({ lines }) => lines.length > 0)
    .flatMap(({ scenarios, lines }) => [paragraph(`${scenarios.join(', ')}: reference (-) and now (+)`), pre(lines)]);
}

function setup(run: Run): string {
  return htmlTable(
    ['Parameter', 'Value'],
    describeJob(run).map(({ name, text }) => [{ text: name, kind: 'name' }, { text }])
  );
}

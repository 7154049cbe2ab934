import { wantedRounds } from '../../results/rounds.ts';
import type { Run } from '../../results/run.ts';
import type { Comparison, ControlComparison, MetricComparison } from '../../verdict/comparison.ts';
import { shallGate } from '../../verdict/verdict.ts';
import { formatChange } from '../change.ts';
import { describeVerdict, endSentence } from '../headline.ts';
import { describeJob } from '../job-setup.ts';
import { asFoundNotices } from '../as-found.ts';
import { collectNotes } from '../notes.ts';
import { olderRuns } from '../outcomes.ts';
import { describeSearchEnd } from '../search-end.ts';
import { leakSentences } from '../service-leak.ts';
import { oneMachineNotice } from '../one-machine.ts';
import { formatNumber } from '../quantity.ts';
import { reproduceLines } from '../reproduce.ts';
import { compareValues } from '../values-difference.ts';
import { dotsFrom, renderBarChart } from './bar-chart.ts';
import { renderChangeChart } from './change-chart.ts';
import { element, escapeHtml } from './escape.ts';
import { renderHistoryChart } from './history-chart.ts';
import { style } from './style.ts';
import {
  formatP,
  htmlTable,
  renderComparisonTable,
  renderHistoryTable,
  renderRoundsTable,
  renderSightTable,
  renderTestsTable
} from './tables.ts';
import { unlikeNodesNotice } from '../unlike-nodes.ts';

/** What may be loaded: nothing. It holds even if something from outside got past the escaping. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** index.html: the comparison with its charts, one file that needs neither a network nor scripts. */
export function renderPage(run: Run, comparison: Comparison, { foreign }: { readonly foreign: boolean }): string {
  const { verdict, sentence } = describeVerdict(run, comparison);
  const warning = foreign
    ? [
        paragraph(
          "These figures come from a fork's own job, which controls what it reports: they are not verified.",
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
    ...section('Without a figure that counts', [bullets(comparison.invalid)]),
    ...section('Figures', [charts(run, comparison.metrics)]),
    ...section('History', [history(comparison.metrics)]),
    ...section('What this design could have seen', [renderSightTable(comparison)]),
    ...section('Tests behind the outcomes', testsOfNoChange(comparison)),
    ...section('Control: the host network, past Cilium', control(comparison)),
    ...section('Compared with', baseline(comparison)),
    ...section('Helm values that differ between the arms', values(run)),
    ...section('Invalid on the way', [bullets(collectNotes(run).map(note => note.plain))]),
    ...section('Set-up', [setup(run)]),
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
<li><i class="band"></i>counts as no change</li>
<li>dots: the samples, among the changes the rounds, in their order from top to bottom</li>
<li>whisker: the adjusted interval of the change, drawn at the reference's level</li>
</ul>`;

/** The metrics that decide: their changes on one axis, and a chart for each test with its scenarios. */
function charts(run: Run, metrics: readonly MetricComparison[]): string {
  const dotsOf = dotsFrom(run);
  const gated = metrics.filter(shallGate);
  const shown = gated.filter(metric => (metric.candidate ?? metric.reference) !== undefined);
  const tests = [...Map.groupBy(shown, ({ test, metric }) => `${test} ${metric}`).values()];
  const changes = renderChangeChart('changes', gated);
  const drawn = [
    ...(changes === '' ? [] : [figure(changes, '', '')]),
    ...tests.map((ofTest, index) =>
      figure(
        renderBarChart(`bars-${String(index + 1)}`, ofTest, dotsOf),
        'Figures of each round',
        renderRoundsTable(ofTest)
      )
    )
  ];
  return drawn.length === 0 ? '' : `${legend}\n<div class="charts">${drawn.join('\n')}</div>`;
}

function history(metrics: readonly MetricComparison[]): string {
  const drawn = metrics
    .filter(metric => shallGate(metric) && metric.history.length > 0)
    .map((metric, index) =>
      figure(renderHistoryChart(`history-${String(index + 1)}`, metric), 'Earlier runs', renderHistoryTable(metric))
    );
  return drawn.length === 0 ? '' : `<div class="charts">${drawn.join('\n')}</div>`;
}

/** For readers who know the tests, and out of the way of all others. */
function testsOfNoChange({ metrics, variancePools = [] }: Comparison): string[] {
  const table = renderTestsTable(metrics);
  if (table === '') return [];
  const signedRank = metrics.some(({ signedRankP }) => signedRankP !== undefined)
    ? [paragraph('The t-test decides. The signed-rank test is only shown: with seven rounds it cannot go below 0.016.')]
    : [];
  const pools = variancePools.map(
    ({ metrics: names, priorDegreesOfFreedom, homogeneityP }) =>
      `The variances of ${String(names.length)} metrics were drawn together, each with at most ${formatNumber(priorDegreesOfFreedom, 1)} degrees of freedom of the others; p of Bartlett's test that they are equal: ${formatP(homogeneityP)} (${names.join(', ')})`
  );
  return [`<details><summary>p-values</summary>${table}\n${[...signedRank, bullets(pools)].join('\n')}</details>`];
}

function control({ control, olderControl }: Comparison): string[] {
  const describe = ({ state, reason, change }: ControlComparison): string =>
    `${state}${change === undefined ? '' : ` (${formatChange(change)})`}: ${reason}`;
  return [
    paragraph(describe(control)),
    olderControl === undefined ? '' : paragraph(`since the older runs ${describe(olderControl)}`)
  ];
}

function baseline({ baseline: record, reference, metrics }: Comparison): string[] {
  const { source, candidates, differences } = record;
  const end = describeSearchEnd(record);
  const older = olderRuns(metrics);
  const rows = candidates.map(candidate => [
    { text: candidate.label, href: candidate.url },
    { text: candidate.used ? 'used' : 'refused', kind: candidate.used ? 'name' : 'name inconclusive' },
    { text: candidate.reason }
  ]);
  return [
    reference === undefined
      ? ''
      : paragraph(
          `Reference: ${reference.description}, chart ${reference.chartVersion}, measured in the same job on the same nodes.`
        ),
    rows.length === 0 ? '' : paragraph(`Earlier runs from ${source}:`),
    rows.length === 0 ? '' : htmlTable(['Earlier run', '', 'Because'], rows),
    end === undefined ? '' : paragraph(endSentence(end)),
    bullets(differences),
    older.length === 0 ? '' : paragraph('Older runs that a slow decline is seen against:'),
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

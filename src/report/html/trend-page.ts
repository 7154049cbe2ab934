import type { MetricTrend, TrendReport } from '../../model/trend.ts';
import { describeTrend, judgedBy } from '../trend.ts';
import { scenarioHeading } from '../titles.ts';
import { box, dot, element, escapeHtml, line } from './drawing.ts';
import { htmlDocument } from './document.ts';
import { renderLegend } from './legend.ts';
import { renderTable } from './page.ts';
import { renderTrendChart, timelineOf, type Timeline } from './trend-chart.ts';

/** trend.html: a chart for each scenario and test over all runs, in one file that needs neither network nor scripts. */
export function renderTrendPage(report: TrendReport): string {
  const { heading, sentence, state, changes } = describeTrend(report);
  const timeline = timelineOf(report);
  const scenarios = Map.groupBy(report.metrics, ({ metric }) => metric.scenario);
  const content = [
    element('h1', { class: { good: 'pass', bad: 'regression', unknown: 'no-baseline' }[state] }, escapeHtml(heading)),
    element('p', { class: 'lead' }, escapeHtml(sentence)),
    element('h2', {}, 'Changes'),
    changes.rows.length === 0 ? element('p', {}, 'No lasting change was found.') : renderTable(changes),
    ...(report.metrics.length === 0 ? [] : [renderLegend(shapes)]),
    ...[...scenarios].flatMap(([scenario, metrics], place) =>
      renderScenario(scenario, metrics, place, report, timeline)
    )
  ];
  return htmlDocument(`${heading} - Cilium performance`, content, style);
}

function renderScenario(
  scenario: string,
  metrics: readonly MetricTrend[],
  place: number,
  report: TrendReport,
  timeline: Timeline
): string[] {
  const charts = metrics.map((metric, index) =>
    element(
      'figure',
      {},
      `${renderTrendChart(`trend-${place + 1}-${index + 1}`, metric, report, timeline)}${element('figcaption', {}, escapeHtml(judgedBy(metric)))}`
    )
  );
  return [element('h2', {}, escapeHtml(scenarioHeading(scenario))), `<div class="charts">${charts.join('\n')}</div>`];
}

/** Shapes that only these charts have. */
const style = `
line.change { stroke-width: 2; }
line.worse { stroke: var(--worse); }
line.better { stroke: var(--better); }
line.open { stroke: var(--open); }
line.level { stroke: var(--candidate-dot); stroke-width: 1.5; }
line.machines { stroke: var(--open); stroke-width: 2; }
polygon.band { fill: var(--band); }
figcaption { margin-top: .5rem; font-size: .9rem; overflow-wrap: anywhere; }
circle.outside { fill: var(--candidate-dot); }
.dense { stroke-width: .8; }`;

/** What the shapes of the charts stand for. */
const shapes: readonly (readonly [shape: string, meaning: string])[] = [
  [line('history', 2, 8, 22, 8) + dot('reference-dot', 12, 8, 2.6), 'run'],
  [dot('outside', 12, 8, 2.6), 'run outside of the band'],
  [box('band', 2, 2, 20, 12), 'expected without a change, given the control or reference'],
  [line('level', 2, 8, 22, 8), 'level before or after a change'],
  [line('change worse', 12, 0, 12, 16), 'loss'],
  [line('change better', 12, 0, 12, 16), 'gain'],
  [line('change open', 12, 0, 12, 16), 'change of the machines'],
  [line('version', 12, 0, 12, 16), 'another version of Cilium'],
  [line('machines', 12, 2, 12, 14), 'another machine, kernel or image']
];

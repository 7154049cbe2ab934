import type { Comparison, MetricComparison } from '../../model/comparison.ts';
import { describeQuiet, splitByNoise } from '../comparison-table.ts';
import { formatChange, formatShare, formatNumber, formatQuantity } from '../quantity.ts';
import { followable } from '../markdown.ts';
import { basisOf, metricTitle } from '../titles.ts';
import { comparisonColumns, decidingMetrics, describeNeed, describeOutcome, missingRounds } from '../outcomes.ts';
import { element, escapeHtml } from './drawing.ts';

/** A cell's text, which may come from outside, and its style. */
interface Cell {
  readonly text: string;
  readonly kind?: string;
  /** Linked if it is an https address. */
  readonly href?: string | undefined;
}

/** A table that scrolls on its own on narrow screens. */
export function htmlTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const heads = head.map(text => element('th', { scope: 'col' }, escapeHtml(text))).join('');
  const body = rows.map(
    cells => `<tr>${cells.map((cell, column) => renderCell(cell, head[column] ?? '')).join('')}</tr>`
  );
  const kind = head.length > 4 ? ' class="wide"' : '';
  const table = `<table${kind}><thead><tr>${heads}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table>`;
  return element('div', { class: 'scroll', tabindex: '0' }, table);
}

/** The cell carries its column's name too, because narrow screens show wide tables row by row. */
function renderCell({ text, kind, href }: Cell, column: string): string {
  const address = href === undefined ? undefined : followable(href);
  const shown = escapeHtml(text);
  const content = address === undefined ? shown : element('a', { href: address, rel: 'noreferrer' }, shown);
  return element(
    'td',
    { ...(kind === undefined ? {} : { class: kind }), 'data-column': column.replace(/ \(.*/, '') },
    content
  );
}

/** Every compared metric, most important first. Unchanged ones are folded unless there is nothing else to show. */
export function renderComparisonTable(comparison: Comparison, rounds: number): string {
  const { loud, quiet } = splitByNoise(comparison);
  const render = (metrics: readonly MetricComparison[]): string =>
    metrics.length === 0
      ? ''
      : htmlTable(
          comparisonColumns(comparison),
          metrics.map(metric => comparisonRow(metric, rounds))
        );
  if (quiet.length === 0) return render(loud);
  const summary = element('summary', {}, escapeHtml(describeQuiet(quiet)));
  const open: Record<string, string> = loud.length === 0 ? { open: '' } : {};
  return `${render(loud)}\n${element('details', open, `${summary}\n${render(quiet)}`)}`;
}

function comparisonRow(metric: MetricComparison, rounds: number): Cell[] {
  const { scenario, test, unit, reference, candidate, change, proof, outcome, reason } = metric;
  const word = describeOutcome(metric);
  return [
    { text: scenario, kind: 'name' },
    { text: metricTitle(test, metric.metric), kind: 'name' },
    quantity(reference, unit),
    quantity(candidate, unit),
    { text: change === undefined ? '-' : `${formatChange(change)}${missingRounds(metric, rounds)}`, kind: 'figure' },
    { text: `${word}${reason === undefined ? '' : `: ${reason}`}`, kind: `wide ${outcome}` },
    { text: proof, kind: proof === 'unproven' ? 'invalid' : 'name' }
  ];
}

/** The smallest loss the design can detect, for each metric that decides the verdict. */
export function renderSightTable({ metrics }: Comparison): string {
  const gated = decidingMetrics(metrics);
  if (gated.length === 0) return '';
  const rows = gated.map(metric => [
    { text: metric.scenario, kind: 'name' },
    { text: metricTitle(metric.test, metric.metric), kind: 'name' },
    { text: metric.detectable === undefined ? 'unknown' : formatShare(metric.detectable), kind: 'figure' },
    { text: formatShare(metric.margin), kind: 'figure' },
    { text: basisOf(metric), kind: 'name' },
    { text: describeNeed(metric) ?? '-', kind: 'figure' }
  ]);
  return htmlTable(
    ['Scenario', 'Test', 'Detectable loss', 'Tolerance', 'Based on', 'Needed to detect 2× tolerance'],
    rows
  );
}

/** The p-values of the t-test, which decides. */
export function renderTestsTable(metrics: readonly MetricComparison[]): string {
  const rows = metrics
    .filter(({ adjustedP }) => adjustedP !== undefined)
    .map(({ scenario, test, metric, gated, adjustedP }) => [
      { text: scenario, kind: 'name' },
      { text: metricTitle(test, metric), kind: 'name' },
      { text: gated ? 'yes' : 'no' },
      { text: formatP(adjustedP), kind: 'figure' }
    ]);
  const head = ['Scenario', 'Test', 'Gates', 'p-value (t-test, adjusted)'];
  return rows.length === 0 ? '' : htmlTable(head, rows);
}

/** A p-value with three decimals, or `< 0.001`. */
function formatP(p: number | undefined): string {
  if (p === undefined) return '-';
  return p < 0.001 ? '< 0.001' : formatNumber(p, 3);
}

/** The data behind a bar chart: every round of every scenario. */
export function renderRoundsTable(metrics: readonly MetricComparison[]): string {
  const rows = metrics.flatMap(({ scenario, unit, rounds }) =>
    rounds.map(({ round, reference, candidate }) => [
      { text: scenario, kind: 'name' },
      { text: String(round), kind: 'figure' },
      quantity(reference, unit),
      quantity(candidate, unit)
    ])
  );
  return rows.length === 0 ? '' : htmlTable(['Scenario', 'Round', 'Reference', 'Now'], rows);
}

/** The data behind a history chart. */
export function renderHistoryTable({ history, unit }: MetricComparison): string {
  return htmlTable(
    ['Earlier run', 'Started', 'Value'],
    history.map(({ label, startedAt, value }) => [
      { text: label },
      { text: startedAt, kind: 'name' },
      quantity(value, unit)
    ])
  );
}

function quantity(value: number | undefined, unit: MetricComparison['unit']): Cell {
  return { text: value === undefined ? '-' : formatQuantity(value, unit), kind: 'figure' };
}

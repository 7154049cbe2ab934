import type { MetricComparison } from '../model/comparison.ts';
import { shallGate } from '../verdict/verdict.ts';
import { formatChange, formatNumber, scaleOf } from './quantity.ts';
import { createPart, type Part } from './fit-to-limit.ts';
import { fenced, oneLine, shorten } from './markdown.ts';
import { metricTitle } from './titles.ts';

/** Length of the longest bar in characters. */
const width = 24;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for `value`, drawn to an eighth of a character; `largest` fills the whole width. */
export function bar(value: number, largest: number): string {
  const units = largest > 0 && value > 0 ? Math.round(Math.min(1, value / largest) * width * 8) : 0;
  return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
}

/** Text bars for the metrics that decide the verdict: one chart per test, with its scenarios below each other. */
export function barsPart(metrics: readonly MetricComparison[], maxRows: number): Part | undefined {
  const shown = metrics.filter(metric => shallGate(metric) && metric.candidate !== undefined);
  const charts = Map.groupBy(shown.slice(0, maxRows), ({ test, metric }) => metricTitle(test, metric));
  if (charts.size === 0) return undefined;
  const { open, text, close } = fenced(
    [...charts].flatMap(([title, chart]) => renderChart(title, chart)).join('\n\n'),
    'text'
  );
  const part = createPart({ name: 'the bars', open, close }, text.split(/\n(?=\n)/), maxRows, group => group);
  return { ...part, total: part.total + shown.length - Math.min(shown.length, maxRows) };
}

/** One group of lines per scenario. The first also carries the chart's title. */
function renderChart(title: string, metrics: readonly MetricComparison[]): string[] {
  const values = metrics.flatMap(({ candidate, reference }) => [candidate ?? 0, reference ?? 0]);
  const largest = Math.max(...values);
  return metrics.map((metric, index) => {
    const { scenario, unit, better, reference, candidate, change } = metric;
    const scale = scaleOf(largest, unit);
    const line = (label: string, value: number | undefined, remark = ''): string[] =>
      value === undefined
        ? []
        : [
            `  ${label.padEnd(9)} ${bar(value, largest).padEnd(width)} ${formatNumber(value / scale.factor, scale.decimals)}${remark}`
          ];
    const heading = `${shorten(oneLine(title), 80)} (${[scale.symbol, better === 'none' ? '' : `${better} is better`].filter(part => part !== '').join(', ')})`;
    return [
      ...(index === 0 ? [heading] : []),
      ` ${shorten(oneLine(scenario), 80)}`,
      ...line('reference', reference),
      ...line('now', candidate, change === undefined ? '' : `  ${formatChange(change)}`)
    ].join('\n');
  });
}

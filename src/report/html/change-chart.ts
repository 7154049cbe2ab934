import type { MetricComparison } from '../../model/comparison.ts';
import { formatChange, logMargin } from '../quantity.ts';
import { subjectOf } from '../titles.ts';
import { box, dot, drawing, drawingWidth, label, line, whisker, createAxis } from './drawing.ts';

const row = 44;
const right = drawingWidth - 14;
/** Changes beyond this factor are drawn at the edge of the axis. */
const widest = 2;

/**
 * All changes on one axis: interval, estimate, one dot per round, and the margin within which a change is tolerated.
 */
export function renderChangeChart(id: string, metrics: readonly MetricComparison[]): string {
  const shown = metrics.filter(metric => metric.change !== undefined);
  if (shown.length === 0) return '';
  const factors = shown.flatMap(metric => [
    Math.exp(logMargin(metric)),
    metric.change?.low ?? 1,
    metric.change?.high ?? 1,
    ...ratios(metric)
  ]);
  const reach = Math.min(widest, Math.max(...factors.map(factor => Math.abs(factor - 1))));
  const axis = createAxis(-Math.min(1, reach) * 100, reach * 100, 20, right - 10, 6);
  const height = 24 + shown.length * row + 22;
  const title = 'Change against the reference (%)';
  const at = (factor: number): number => axis.place((factor - 1) * 100);
  const shapes = shown.flatMap((metric, index) => {
    const { change, outcome } = metric;
    if (change === undefined) return [];
    const top = 24 + index * row;
    const middle = top + 29;
    const margin = Math.exp(logMargin(metric));
    const low = at(1 / margin);
    return [
      label(4, top + 13, subjectOf(metric), 'scenario'),
      label(right, top + 13, outcome === 'equivalent' ? 'unchanged' : outcome, outcome, 'end'),
      box('band', low, top + 18, at(margin) - low, 22),
      ...ratios(metric).map((ratio, place, all) =>
        dot('candidate-dot', at(ratio), middle - 8 + (16 * (place + 0.5)) / all.length)
      ),
      whisker(at(change.low), at(change.high), middle),
      dot(`estimate ${outcome}`, at(change.estimate), middle, 4)
    ];
  });
  const ticks = axis.ticks.flatMap(tick => [
    line(tick === 0 ? 'grid zero' : 'grid', axis.place(tick), 22, axis.place(tick), height - 20),
    label(axis.place(tick), height - 6, `${tick > 0 ? '+' : ''}${axis.name(tick)}`, 'tick', 'middle')
  ]);
  const described = shown.map(
    metric => `${subjectOf(metric)}: ${metric.change === undefined ? '' : formatChange(metric.change)}`
  );
  return drawing(id, title, described.join('; '), height, [label(4, 14, title, 'heading'), ...ticks, ...shapes]);
}

/** Candidate divided by reference, for each round with both. */
function ratios({ rounds }: MetricComparison): number[] {
  return rounds.flatMap(({ reference, candidate }) =>
    reference === undefined || candidate === undefined ? [] : [candidate / reference]
  );
}

import type { MetricComparison } from '../../model/comparison.ts';
import { outcomeWords } from '../outcomes.ts';
import { formatChange, formatFactor, formatQuantity, formatShare, logTolerance } from '../quantity.ts';
import { subjectOf } from '../titles.ts';
import { box, caption, createAxis, dot, drawing, hinted, label, line, right, whisker, type Axis } from './drawing.ts';

/** Heights of a metric, and of the line above those with the same better direction. */
const [row, head] = [44, 26];
/** Changes beyond this factor are drawn at the edge of the axis. */
const widest = 2;

/**
 * All changes on one axis: interval, estimate, one dot per round, and the tolerance within which a loss is accepted.
 * Metrics for which more is better come first, because worse is on the other side for the others.
 */
export function renderChangeChart(id: string, metrics: readonly MetricComparison[]): string {
  const shown = metrics.filter(metric => metric.change !== undefined);
  const groups = (['higher', 'lower', 'none'] as const)
    .map(better => ({ better, metrics: shown.filter(metric => metric.better === better) }))
    .filter(group => group.metrics.length > 0);
  const axis = axisOf(shown);
  const bottom = 24 + groups.length * head + shown.length * row;
  const shapes: string[] = [];
  let top = 24;
  for (const group of groups) {
    shapes.push(...renderDirections(group.better, axis.place(0), top));
    top += head;
    for (const metric of group.metrics) {
      shapes.push(...renderRow(metric, axis, top));
      top += row;
    }
  }
  const ticks = axis.ticks.flatMap(tick => [
    line(tick === 0 ? 'grid zero' : 'grid', axis.place(tick), 22, axis.place(tick), bottom + 2),
    label(axis.place(tick), bottom + 16, `${tick > 0 ? '+' : ''}${axis.name(tick)} %`, 'tick', 'middle')
  ]);
  const title = 'Change against the reference';
  return drawing(id, title, shown.map(describe).join('; '), bottom + 22, [
    label(4, 14, title, 'heading'),
    ...ticks,
    ...shapes
  ]);
}

function axisOf(metrics: readonly MetricComparison[]): Axis {
  const factors = metrics.flatMap(metric => [
    Math.exp(logTolerance(metric)),
    metric.change?.low ?? 1,
    metric.change?.high ?? 1,
    ...pairsOf(metric).map(({ ratio }) => ratio)
  ]);
  const reach = Math.min(widest, Math.max(...factors.map(factor => Math.abs(factor - 1))));
  return createAxis(-Math.min(1, reach) * 100, reach * 100, 28, right - 18, 5);
}

/** Which side is worse, on both sides of zero. */
function renderDirections(better: MetricComparison['better'], zero: number, top: number): string[] {
  if (better === 'none') return [];
  const [before, after] = better === 'higher' ? (['worse', 'better'] as const) : (['better', 'worse'] as const);
  return [
    label(zero - 8, top + 18, `← ${before}`, `direction ${before}`, 'end'),
    label(zero + 8, top + 18, `${after} →`, `direction ${after}`)
  ];
}

function renderRow(metric: MetricComparison, axis: Axis, top: number): string[] {
  const { change, outcome, unit } = metric;
  if (change === undefined) return [];
  const at = (factor: number): number => axis.place((factor - 1) * 100);
  const middle = top + 29;
  const tolerance = Math.exp(logTolerance(metric));
  const low = at(1 / tolerance);
  return [
    caption(top + 13, subjectOf(metric), resultsOf(metric), outcome),
    hinted(`tolerated: ${formatShare(metric.tolerance)}`, box('band', low, top + 18, at(tolerance) - low, 22)),
    hinted(
      describe(metric),
      whisker(at(change.low), at(change.high), middle),
      dot(`estimate ${outcome}`, at(change.estimate), middle, 4)
    ),
    ...pairsOf(metric).map(({ round, reference, candidate, ratio }, place, all) =>
      hinted(
        `round ${round}: ${formatFactor(ratio)} (${formatQuantity(reference, unit)} to ${formatQuantity(candidate, unit)})`,
        dot('candidate-dot', at(ratio), middle - 8 + (16 * (place + 0.5)) / all.length)
      )
    )
  ];
}

/** The rounds with both arms, and the candidate divided by the reference. */
function pairsOf({ rounds }: MetricComparison) {
  return rounds.flatMap(({ round, reference, candidate }) =>
    reference === undefined || candidate === undefined || !Number.isFinite(candidate / reference)
      ? []
      : [{ round, reference, candidate, ratio: candidate / reference }]
  );
}

/** A change with its outcome in words, and without. */
export function resultsOf({ change, outcome }: MetricComparison): string[] {
  const size = change === undefined ? '' : formatFactor(change.estimate);
  return [`${size} ${outcomeWords[outcome]}`.trim(), size];
}

function describe(metric: MetricComparison): string {
  return `${subjectOf(metric)}: ${metric.change === undefined ? '' : formatChange(metric.change)}`;
}

import type { MetricComparison } from '../../model/comparison.ts';
import { comparedScenario, type Arm, type Run, type Paired } from '../../model/run.ts';
import { byTime } from '../../verdict/series.ts';
import {
  formatChange,
  formatFactor,
  formatNumber,
  formatQuantity,
  formatShare,
  logTolerance,
  scaleOf
} from '../quantity.ts';
import { metricTitle } from '../titles.ts';
import { resultsOf } from './change-chart.ts';
import { box, caption, createAxis, dot, drawing, hinted, label, line, right, whisker, type Axis } from './drawing.ts';

/** Height of a bar, and of a pair of bars with its heading. */
const [bar, group] = [15, 2 * 15 + 34];

/** The part of a run that charts show. */
type ChartedRun = Pick<Run, 'samples'> & Paired;

/** Values to draw as dots on a bar. */
type DotsOf = (metric: MetricComparison, arm: Arm) => readonly number[];

/**
 * One metric across scenarios as grouped bars: a bar per arm, dots for its samples, a whisker for the interval of the
 * change.
 */
export function renderBarChart(id: string, metrics: readonly MetricComparison[], run: ChartedRun): string {
  const [first] = metrics;
  if (first === undefined) return '';
  const dotsOf = dotsFrom(run);
  const largest = Math.max(...metrics.flatMap(metric => figuresOf(metric, dotsOf)));
  const scale = scaleOf(largest, first.unit);
  const axis = createAxis(0, largest, 4, right, 5);
  const height = 24 + metrics.length * group + 22;
  const title = `${metricTitle(first.test, first.metric)} (${scale.symbol === '' ? 'count' : scale.symbol})`;
  const direction = first.better === 'higher' ? 'better' : 'worse';
  const ticks = axis.ticks.flatMap(tick => {
    const x = axis.place(tick);
    return [
      line('grid', x, 22, x, height - 20),
      label(x, height - 6, axis.name(tick, scale.factor), 'tick', x < 20 ? 'start' : 'middle')
    ];
  });
  const described = metrics.map(metric => `${metric.scenario}: ${describe(metric, scale)}`).join('; ');
  return drawing(id, title, described, height, [
    caption(14, title, first.better === 'none' ? [] : [`${direction} →`], `direction ${direction}`),
    ...ticks,
    ...metrics.flatMap((metric, index) => renderGroup(metric, dotsOf, axis, 24 + index * group))
  ]);
}

function renderGroup(metric: MetricComparison, dotsOf: DotsOf, axis: Axis, top: number): string[] {
  const { scenario, reference, candidate, change, outcome, unit } = metric;
  const [first, second] = [top + 20, top + 22 + bar];
  const zero = axis.place(0);
  const shapes = [caption(top + 13, scenario, change === undefined ? [] : resultsOf(metric), outcome)];
  if (reference !== undefined) {
    const tolerance = Math.exp(logTolerance(metric));
    const low = axis.place(reference / tolerance);
    shapes.push(
      hinted(
        `tolerated: ${formatShare(metric.tolerance)}`,
        box('band', low, first, axis.place(reference * tolerance) - low, 2 * bar + 2)
      ),
      hinted(
        `${scenario}, reference: ${formatQuantity(reference, unit)}`,
        box('reference', zero, first, axis.place(reference) - zero, bar)
      ),
      ...dots('reference-dot', dotsOf(metric, 'reference'), unit, axis, first)
    );
  }
  if (candidate !== undefined) {
    shapes.push(
      hinted(
        `${scenario}, this run: ${formatQuantity(candidate, unit)}`,
        box('candidate', zero, second, axis.place(candidate) - zero, bar)
      ),
      ...dots('candidate-dot', dotsOf(metric, 'candidate'), unit, axis, second)
    );
  }
  if (reference !== undefined && change !== undefined) {
    shapes.push(
      hinted(
        formatChange(change),
        whisker(axis.place(reference * change.low), axis.place(reference * change.high), second + bar / 2)
      )
    );
  }
  return shapes;
}

/** In measuring order from top to bottom, so that drift shows as a slope. */
function dots(
  kind: string,
  values: readonly number[],
  unit: MetricComparison['unit'],
  axis: Axis,
  top: number
): string[] {
  const step = (bar - 5) / Math.max(1, values.length - 1);
  return values.map((value, index) =>
    hinted(
      `${index + 1} of ${values.length}: ${formatQuantity(value, unit)}`,
      dot(kind, axis.place(value), top + (values.length === 1 ? bar / 2 : 2.5 + index * step))
    )
  );
}

function figuresOf(metric: MetricComparison, dotsOf: DotsOf): number[] {
  const { reference, candidate, change } = metric;
  return [
    reference ?? 0,
    candidate ?? 0,
    // Cuts off an interval far beyond the bars, which would otherwise shrink to nothing.
    Math.min((reference ?? 0) * (change?.high ?? 1), 3 * Math.max(reference ?? 0, candidate ?? 0)),
    ...dotsOf(metric, 'reference'),
    ...dotsOf(metric, 'candidate')
  ];
}

/** More dots would merge into a blot and make the page too heavy for a phone. */
const mostDots = 200;

/**
 * The valid samples in measuring order. If there are none, or too many, the rounds; without rounds, the earlier runs.
 */
function dotsFrom(run: ChartedRun): DotsOf {
  const valid = run.samples.filter(({ status, path }) => status === 'valid' && path === 'pod').sort(byTime);
  return ({ scenario, test, metric, rounds, history }, arm) => {
    const own = valid
      .filter(sample => comparedScenario(run, sample) === scenario && sample.test === test && sample.arm === arm)
      .flatMap(({ metrics }) => (Object.hasOwn(metrics, metric) ? (metrics[metric]?.value ?? []) : []));
    if (own.length > 0 && own.length <= mostDots) return own;
    const ofRounds = rounds.flatMap(round => round[arm] ?? []);
    return ofRounds.length > 0 || arm === 'candidate' ? ofRounds : history.map(({ value }) => value);
  };
}

function describe(
  { reference, candidate, change }: MetricComparison,
  scale: { factor: number; decimals: number }
): string {
  const figure = (name: string, value: number | undefined): string[] =>
    value === undefined ? [] : [`${name} ${formatNumber(value / scale.factor, scale.decimals)}`];
  return [
    ...figure('reference', reference),
    ...figure('this run', candidate),
    ...(change === undefined ? [] : [formatFactor(change.estimate)])
  ].join(', ');
}

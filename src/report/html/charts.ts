import type { MetricComparison } from '../../model/comparison.ts';
import { comparedScenario, type Arm, type Run, type Paired } from '../../model/run.ts';
import { byTime } from '../../verdict/series.ts';
import { oneLine } from '../markdown.ts';
import { formatChange, formatFactor, formatNumber, formatQuantity, logTolerance, scaleOf } from '../quantity.ts';
import { outcomeWords } from '../outcomes.ts';
import { metricTitle, subjectOf } from '../titles.ts';
import { box, createAxis, dot, drawing, drawingWidth, element, label, line, whisker, type Axis } from './drawing.ts';

/** Right edge of all charts. */
const right = drawingWidth - 14;
/** Height of a row of the chart of changes, of a bar, and of a pair of bars with its heading. */
const [row, bar, group] = [44, 15, 2 * 15 + 34];
/** Changes beyond this factor are drawn at the edge of the axis. */
const widest = 2;

/**
 * All changes on one axis: interval, estimate, one dot per round, and the tolerance within which a loss is accepted.
 */
export function renderChangeChart(id: string, metrics: readonly MetricComparison[]): string {
  const shown = metrics.filter(metric => metric.change !== undefined);
  const factors = shown.flatMap(metric => [
    Math.exp(logTolerance(metric)),
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
    const tolerance = Math.exp(logTolerance(metric));
    const low = at(1 / tolerance);
    return [
      label(4, top + 13, subjectOf(metric), 'scenario'),
      label(right, top + 13, outcomeWords[outcome], outcome, 'end'),
      box('band', low, top + 18, at(tolerance) - low, 22),
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
  const better = first.better === 'none' ? '' : `, ${first.better} is better`;
  const ticks = axis.ticks.flatMap(tick => {
    const x = axis.place(tick);
    return [
      line('grid', x, 22, x, height - 20),
      label(x, height - 6, axis.name(tick, scale.factor), 'tick', x < 20 ? 'start' : 'middle')
    ];
  });
  const described = metrics.map(metric => `${metric.scenario}: ${describe(metric, scale)}`).join('; ');
  return drawing(id, title, `Bars${better}. ${described}`, height, [
    label(4, 14, `${title}${better}`, 'heading'),
    ...ticks,
    ...metrics.flatMap((metric, index) => renderGroup(metric, dotsOf, axis, 24 + index * group))
  ]);
}

function renderGroup(metric: MetricComparison, dotsOf: DotsOf, axis: Axis, top: number): string[] {
  const { scenario, reference, candidate, change, outcome } = metric;
  const [first, second] = [top + 20, top + 22 + bar];
  const zero = axis.place(0);
  const shapes = [label(4, top + 13, scenario, 'scenario')];
  if (change !== undefined) {
    shapes.push(label(right, top + 13, `${formatFactor(change.estimate)} ${outcomeWords[outcome]}`, outcome, 'end'));
  }
  if (reference !== undefined) {
    const tolerance = Math.exp(logTolerance(metric));
    const low = axis.place(reference / tolerance);
    shapes.push(
      box('band', low, first, axis.place(reference * tolerance) - low, 2 * bar + 2),
      box('reference', zero, first, axis.place(reference) - zero, bar),
      ...dots('reference-dot', dotsOf(metric, 'reference'), axis, first)
    );
  }
  if (candidate !== undefined) {
    shapes.push(
      box('candidate', zero, second, axis.place(candidate) - zero, bar),
      ...dots('candidate-dot', dotsOf(metric, 'candidate'), axis, second)
    );
  }
  if (reference !== undefined && change !== undefined) {
    shapes.push(whisker(axis.place(reference * change.low), axis.place(reference * change.high), second + bar / 2));
  }
  return shapes;
}

/** In measuring order from top to bottom, so that drift shows as a slope. */
function dots(kind: string, values: readonly number[], axis: Axis, top: number): string[] {
  const step = (bar - 5) / Math.max(1, values.length - 1);
  return values.map((value, index) =>
    dot(kind, axis.place(value), top + (values.length === 1 ? bar / 2 : 2.5 + index * step))
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
    ...figure('now', candidate),
    ...(change === undefined ? [] : [formatFactor(change.estimate)])
  ].join(', ');
}

/** Edges of the history's plot. */
const [left, top, bottom] = [46, 26, 150];

/** One metric in earlier runs in order of time, the band expected of an unchanged run, and this run. */
export function renderHistoryChart(id: string, metric: MetricComparison): string {
  const { history, candidate, band, unit, outcome, slowDecline } = metric;
  const runs = slowDecline === true ? 'older runs' : 'earlier runs';
  const earlier = history.toSorted((one, other) =>
    one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0
  );
  const values = [
    ...earlier.map(({ value }) => value),
    ...(candidate === undefined ? [] : [candidate]),
    ...(band === undefined ? [] : [band.low, band.high])
  ];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = scaleOf(high, unit);
  const axis = createAxis(low, high, bottom, top, 4);
  const step = (right - left - 16) / earlier.length;
  const x = (index: number): number => left + 8 + index * step;
  const points = earlier.map(({ value }, index) => ({ x: x(index), y: axis.place(value) }));
  const dates = [earlier[0], earlier.at(-1)].map(figure => oneLine(figure?.startedAt ?? '').slice(0, 10));
  return drawing(
    id,
    `${subjectOf(metric)} in ${runs} (${scale.symbol})`,
    [
      `${earlier.length} ${runs} from ${dates.join(' to ')}`,
      ...(band === undefined
        ? []
        : [
            `an unchanged run is expected between ${formatQuantity(band.low, unit)} and ${formatQuantity(band.high, unit)}`
          ]),
      ...(candidate === undefined ? [] : [`this run: ${formatQuantity(candidate, unit)}`])
    ].join('; '),
    178,
    [
      label(4, 14, subjectOf(metric), 'heading'),
      label(4, 170, scale.symbol, 'tick'),
      ...(band === undefined
        ? []
        : [box('band', left, axis.place(band.high), right - left, axis.place(band.low) - axis.place(band.high))]),
      ...axis.ticks.flatMap(tick => [
        line('grid', left, axis.place(tick), right, axis.place(tick)),
        label(left - 5, axis.place(tick) + 4, axis.name(tick, scale.factor), 'tick', 'end')
      ]),
      element('polyline', {
        class: 'history',
        points: points.map(point => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ')
      }),
      ...points.map(point => dot('reference-dot', point.x, point.y, 3)),
      ...(candidate === undefined ? [] : [dot(`estimate ${outcome}`, x(earlier.length), axis.place(candidate), 5)]),
      label(left, 170, dates.join(' to '), 'tick'),
      label(right, 170, 'this run', 'tick', 'end'),
      label(right, 14, outcomeWords[outcome], outcome, 'end')
    ]
  );
}

import type { MetricTrend, TrendChange, TrendPoint, TrendReport, TrendRun } from '../../model/trend.ts';
import { formatChange, formatQuantity, scaleOf } from '../quantity.ts';
import { dayOf, judgedBy, trendLink, trendSubject } from '../trend.ts';
import {
  caption,
  createAxis,
  createTimeAxis,
  dot,
  drawing,
  element,
  hinted,
  label,
  line,
  linked,
  right,
  shortVersion,
  within
} from './drawing.ts';

/** Edges of the plot, and the height of the drawing. */
const [left, top, bottom, height] = [50, 52, 188, 224];
/** Each run that a reader can point at is several elements; a page with more of them gets slow. */
const mostDots = 60;
/** With more runs, lines and dots are thinner. */
const manyRuns = 150;
/** Marks closer than this would overlap; the newer one stays. */
const [markRoom, labelRoom] = [5, 60];

/** Properties whose changes are marked below the axis. */
const machineNames = ['machine', 'kernel', 'operating system', 'node image', 'runner image', 'Kubernetes', 'CPU'];

/** A run from which on something is different. */
interface Mark {
  /** Its index. */
  readonly run: number;
  readonly value: string;
  readonly text: string;
}

/** What all charts of a trend share. */
export interface Timeline {
  /** Of each run. */
  readonly times: readonly number[];
  readonly versions: readonly Mark[];
  readonly machines: readonly Mark[];
}

/** Computed once, because each of fifty charts would need it again. */
export function timelineOf({ trend: { runs } }: TrendReport): Timeline {
  return {
    times: runs.map(({ startedAt }) => Date.parse(startedAt)),
    versions: marksOf(runs, ['Cilium']),
    machines: marksOf(runs, machineNames)
  };
}

/**
 * One metric over all runs of a trend: a single line through the runs, the band expected of an unchanged run, levels, changes,
 * versions of Cilium above and changes of the machines below. The newest runs and those around changes are dots.
 */
export function renderTrendChart(id: string, metric: MetricTrend, report: TrendReport, timeline: Timeline): string {
  const { points, changes } = metric;
  const { unit, better } = metric.metric;
  const { runs } = report.trend;
  const { times, versions, machines } = timeline;
  const at = ({ run }: Pick<TrendPoint, 'run'>): number => times[run] ?? NaN;
  const values = points.flatMap(({ value, band }) => [value, ...(band === undefined ? [] : [band.low, band.high])]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = scaleOf(high, unit);
  const axis = createAxis(low, high, bottom, top, 4);
  const time = createTimeAxis(points.map(at), left + 8, right - 8, 4);
  const x = (point: Pick<TrendPoint, 'run'>): number => time.place(at(point));
  const spot = (point: TrendPoint, value: number): string => `${x(point).toFixed(1)},${axis.place(value).toFixed(1)}`;
  const placeOf = ({ run }: Mark): number => x({ run });
  const dots = dotted(metric);
  const isDense = points.length > manyRuns;
  const lasting = changes.filter(({ state, cause }) => state === 'lasting' && cause === 'unknown');
  const status = lasting.at(-1);
  return drawing(id, `${trendSubject(metric)} (${scale.symbol})`, describe(metric, runs), height, [
    caption(
      14,
      trendSubject(metric),
      status === undefined
        ? ['no lasting change', '']
        : [`${status.isLoss ? 'loss' : 'gain'} since ${dayOf(runs[status.first])}`, status.isLoss ? 'loss' : 'gain'],
      status === undefined ? 'equivalent' : status.isLoss ? 'regression' : 'improvement'
    ),
    label(4, 34, scale.symbol, 'tick'),
    label(right, 34, better === 'higher' ? '↑ better' : '↓ better', 'direction better', 'end'),
    ...axis.ticks.flatMap(tick => [
      line('grid', left, axis.place(tick), right, axis.place(tick)),
      label(left - 5, axis.place(tick) + 4, axis.name(tick, scale.factor), 'tick', 'end')
    ]),
    ...bandsOf(points).map(band =>
      element('polygon', {
        class: 'band',
        points: [
          ...band.map(point => spot(point, point.band.high)),
          ...band.toReversed().map(point => spot(point, point.band.low))
        ].join(' ')
      })
    ),
    ...time.ticks.flatMap(tick => [
      line('grid', time.place(tick), bottom, time.place(tick), bottom + 4),
      label(within(time.place(tick), left), bottom + 32, time.name(tick), 'tick', 'middle')
    ]),
    ...spread(versions, points, placeOf).map(({ place, text, value, hasRoom }) =>
      hinted(
        text,
        line('version', place, top - 14, place, bottom),
        ...(hasRoom ? [label(place + 3, top - 6, shortVersion(value), 'tick')] : [])
      )
    ),
    ...spread(machines, points, placeOf).map(({ place, text }) =>
      hinted(text, line('machines', place, bottom + 6, place, bottom + 18))
    ),
    element('polyline', {
      class: isDense ? 'history dense' : 'history',
      points: points.map(point => spot(point, point.value)).join(' ')
    }),
    ...levelsOf(metric).map(({ from, to, value }) =>
      line('level', x(from), axis.place(value), x(to), axis.place(value))
    ),
    ...changes.map(change => {
      const place = x({ run: change.first });
      const kind = change.cause === 'machines' ? 'open' : change.isLoss ? 'worse' : 'better';
      return hinted(describeChange(change, metric, runs), line(`change ${kind}`, place, top - 4, place, bottom + 4));
    }),
    ...points
      .filter(({ run }) => dots.has(run))
      .map(point => {
        const run = runs[point.run];
        const kind = isInside(point) ? 'reference-dot' : 'outside';
        const shape = dot(kind, x(point), axis.place(point.value), isDense ? 1.6 : 2.6);
        return linked(run && trendLink(report, run), hinted(describePoint(run, point.value, unit), shape));
      })
  ]);
}

function isInside({ value, band }: TrendPoint): boolean {
  return band === undefined || (value >= band.low && value <= band.high);
}

/** Runs that are drawn as dots. */
function dotted({ points, changes }: MetricTrend): Set<number> {
  const around = changes.flatMap(({ before, first, detected }) => [before, first, detected]);
  return new Set([...points.slice(-mostDots).map(({ run }) => run), ...around]);
}

type Banded = TrendPoint & { readonly band: NonNullable<TrendPoint['band']> };

/** Stretches of runs with a band. */
function bandsOf(points: readonly TrendPoint[]): Banded[][] {
  const bands: Banded[][] = [];
  let open: Banded[] | undefined;
  for (const point of points) {
    const { band } = point;
    if (band === undefined) {
      open = undefined;
      continue;
    }
    if (open === undefined) bands.push((open = []));
    open.push({ ...point, band });
  }
  return bands.filter(({ length }) => length > 1);
}

/** The level between changes. */
function levelsOf({ points, changes }: MetricTrend): { from: TrendPoint; to: TrendPoint; value: number }[] {
  const ends = [...changes.map(({ before }) => before), points.at(-1)?.run ?? 0];
  const starts = [points[0]?.run ?? 0, ...changes.map(({ first }) => first)];
  const find = (run: number | undefined): TrendPoint | undefined => points.find(point => point.run === run);
  return starts.flatMap((start, index) => {
    const [from, to] = [find(start), find(ends[index])];
    const value = changes[index]?.levels.before ?? changes[index - 1]?.levels.after;
    return from === undefined || to === undefined || value === undefined ? [] : [{ from, to, value }];
  });
}

/** Where one of some properties differs from the run before. */
function marksOf(runs: readonly TrendRun[], names: readonly string[]): Mark[] {
  return runs.flatMap((run, index): Mark[] => {
    const before = runs[index - 1];
    if (before === undefined) return [];
    const changed = names.flatMap(name => {
      const [from, to] = [before.setup[name], run.setup[name]];
      return from === undefined || to === undefined || from === to ? [] : [{ name, to }];
    });
    const [first] = changed;
    if (first === undefined) return [];
    const text = `${changed.map(({ name, to }) => `${name} ${to}`).join(', ')} from ${dayOf(run)} on`;
    return [{ run: index, value: first.to, text }];
  });
}

/** The marks between the points of a chart; the newest of those that would overlap. */
function spread(
  marks: readonly Mark[],
  points: readonly TrendPoint[],
  placeOf: (mark: Mark) => number
): (Mark & { readonly place: number; readonly hasRoom: boolean })[] {
  const [oldest, newest] = [points[0]?.run ?? 0, points.at(-1)?.run ?? 0];
  let [next, nextLabel] = [Infinity, right];
  return marks.toReversed().flatMap(mark => {
    const place = placeOf(mark);
    if (mark.run <= oldest || mark.run > newest || next - place < markRoom) return [];
    const hasRoom = nextLabel - place >= labelRoom;
    next = place;
    if (hasRoom) nextLabel = place;
    return [{ ...mark, place, hasRoom }];
  });
}

function describePoint(run: TrendRun | undefined, value: number, unit: MetricTrend['metric']['unit']): string {
  const cilium = run?.setup['Cilium'];
  return [
    `${dayOf(run)}: ${formatQuantity(value, unit)}`,
    ...(cilium === undefined ? [] : [`Cilium ${cilium}`]),
    ...(run?.sha === undefined ? [] : [run.sha.slice(0, 7)]),
    ...(run?.verdict === undefined ? [] : [run.verdict])
  ].join(', ');
}

function describeChange(change: TrendChange, metric: MetricTrend, runs: readonly TrendRun[]): string {
  const { isLoss, first, detected, state, cause, happened } = change;
  const found = `${isLoss ? 'Loss' : 'Gain'} from ${dayOf(runs[first])} on, found ${dayOf(runs[detected])}`;
  const machines = cause === 'machines' ? ' The control changed too.' : '';
  // The chart says what judges the newest run.
  const by = change.reference === metric.reference ? '' : ` ${judgedBy(change)}`;
  return `${found}: ${formatChange(change.change)}, ${state}.${by}${machines} ${happened.sentence}`;
}

function describe(metric: MetricTrend, runs: readonly TrendRun[]): string {
  const { points, changes } = metric;
  const newest = points.at(-1);
  return [
    `${points.length} runs from ${dayOf(runs[points[0]?.run ?? -1])} to ${dayOf(runs[newest?.run ?? -1])}`,
    ...(newest === undefined ? [] : [`the newest: ${formatQuantity(newest.value, metric.metric.unit)}`]),
    ...changes.map(change => describeChange(change, metric, runs))
  ].join('; ');
}

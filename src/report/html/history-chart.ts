import type { EarlierFigure, MetricComparison } from '../../model/comparison.ts';
import type { Run } from '../../model/run.ts';
import { outcomeWords } from '../outcomes.ts';
import { formatNumber, formatQuantity, scaleOf } from '../quantity.ts';
import { runLink } from '../sections.ts';
import { subjectOf } from '../titles.ts';
import {
  box,
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
const [left, top, bottom, height] = [50, 44, 168, 196];

/** The run whose history is drawn. */
type DrawnRun = Pick<Run, 'id' | 'startedAt' | 'source' | 'cilium'>;

/** A point of the chart: an earlier run, or this one. */
type Point = Omit<EarlierFigure, 'startedAt'> & { readonly time: number };

/**
 * One metric in earlier runs over time, the band expected of an unchanged run, this run, and changes of Cilium's version.
 */
export function renderHistoryChart(id: string, metric: MetricComparison, run: DrawnRun): string {
  const { history, candidate, band, unit, outcome, better } = metric;
  const earlier = history.map(toPoint).sort((one, other) => one.time - other.time);
  const own: Point[] =
    candidate === undefined
      ? []
      : [toPoint({ label: 'this run', startedAt: run.startedAt, value: candidate, ...versionOf(run) })];
  const points = [...earlier, ...own];
  const values = [...points.map(({ value }) => value), ...(band === undefined ? [] : [band.low, band.high])];
  const scale = scaleOf(Math.max(...values), unit);
  const axis = createAxis(Math.min(...values), Math.max(...values), bottom, top, 4);
  const time = createTimeAxis(
    points.map(point => point.time),
    left + 8,
    right - 8,
    4
  );
  const draw = (point: Point, kind: string, radius: number): string =>
    hinted(describePoint(point, unit), dot(kind, time.place(point.time), axis.place(point.value), radius));
  const runs = metric.slowDecline === true ? 'older runs' : 'earlier runs';
  const direction = better === 'higher' ? '↑ better' : '↓ better';
  return drawing(id, `${subjectOf(metric)} in ${runs} (${scale.symbol})`, describe(metric, earlier, runs), height, [
    caption(14, subjectOf(metric), [outcomeWords[outcome], ''], outcome),
    label(4, 34, scale.symbol, 'tick'),
    ...(better === 'none' ? [] : [label(right, 34, direction, 'direction better', 'end')]),
    ...(band === undefined ? [] : [renderBand(metric, axis.place(band.high), axis.place(band.low))]),
    ...axis.ticks.flatMap(tick => [
      line('grid', left, axis.place(tick), right, axis.place(tick)),
      label(left - 5, axis.place(tick) + 4, axis.name(tick, scale.factor), 'tick', 'end')
    ]),
    ...time.ticks.flatMap(tick => [
      line('grid', time.place(tick), bottom, time.place(tick), bottom + 4),
      label(within(time.place(tick), left), bottom + 18, time.name(tick), 'tick', 'middle')
    ]),
    ...versionChanges(points).map(({ from, to, cilium }) => {
      const x = (time.place(from) + time.place(to)) / 2;
      return hinted(
        `Cilium ${cilium} from here on`,
        line('version', x, top - 12, x, bottom),
        label(Math.min(x + 3, right - 90), top - 4, shortVersion(cilium), 'tick')
      );
    }),
    element('polyline', {
      class: 'history',
      points: earlier
        .map(point => `${time.place(point.time).toFixed(1)},${axis.place(point.value).toFixed(1)}`)
        .join(' ')
    }),
    ...earlier.map(point => linked(addressOf(point, run), draw(point, 'reference-dot', 3.2))),
    ...own.map(point => draw(point, `estimate ${outcome}`, 5))
  ]);
}

function toPoint({ startedAt, ...figure }: EarlierFigure): Point {
  const time = Date.parse(startedAt);
  return { ...figure, time: Number.isNaN(time) ? 0 : time };
}

function versionOf({ cilium }: DrawnRun): Pick<EarlierFigure, 'cilium'> {
  return cilium === undefined ? {} : { cilium: cilium.version };
}

/** Where the version differs from that of the run before; runs whose version is unknown are skipped. */
function versionChanges(points: readonly Point[]): { from: number; to: number; cilium: string }[] {
  const known = points.flatMap(({ time, cilium }) => (cilium === undefined ? [] : [{ time, cilium }]));
  return known.slice(1).flatMap(({ time, cilium }, index) => {
    const before = known[index];
    return before === undefined || before.cilium === cilium ? [] : [{ from: before.time, to: time, cilium }];
  });
}

function addressOf({ runId }: Point, { source }: DrawnRun): string | undefined {
  return runId === undefined || source === undefined ? undefined : runLink({ source: { ...source, runId } }).run;
}

function describePoint({ label: name, value, cilium }: Point, unit: MetricComparison['unit']): string {
  return `${name}: ${formatQuantity(value, unit)}${cilium === undefined ? '' : `, Cilium ${cilium}`}`;
}

function renderBand({ band, unit }: MetricComparison, high: number, low: number): string {
  const text = band === undefined ? '' : `${formatQuantity(band.low, unit)} to ${formatQuantity(band.high, unit)}`;
  return hinted(`expected without a change: ${text}`, box('band', left, high, right - left, low - high));
}

function describe({ band, candidate, unit }: MetricComparison, earlier: readonly Point[], runs: string): string {
  const dates = [earlier[0], earlier.at(-1)].map(point => new Date(point?.time ?? 0).toISOString().slice(0, 10));
  return [
    `${formatNumber(earlier.length, 0)} ${runs} from ${dates.join(' to ')}`,
    ...(band === undefined
      ? []
      : [
          `an unchanged run is expected between ${formatQuantity(band.low, unit)} and ${formatQuantity(band.high, unit)}`
        ]),
    ...(candidate === undefined ? [] : [`this run: ${formatQuantity(candidate, unit)}`])
  ].join('; ');
}

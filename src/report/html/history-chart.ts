import type { MetricComparison } from '../../model/comparison.ts';
import { oneLine } from '../markdown.ts';
import { subjectOf } from '../titles.ts';
import { formatQuantity, scaleOf } from '../quantity.ts';
import { box, dot, drawing, drawingWidth, label, line, element, createAxis } from './drawing.ts';

const [left, right, top, bottom] = [46, drawingWidth - 14, 26, 150];

/** One metric in earlier runs in order of time, the band expected of an unchanged run, and this run. */
export function renderHistoryChart(id: string, metric: MetricComparison): string {
  const { history, candidate, band, unit, outcome, slowDecline } = metric;
  const runs = slowDecline === true ? 'older runs' : 'earlier runs';
  const earlier = history.toSorted((one, other) =>
    one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0
  );
  if (earlier.length === 0) return '';
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
      label(right, 14, outcome === 'equivalent' ? 'unchanged' : outcome, outcome, 'end')
    ]
  );
}

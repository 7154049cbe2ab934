import { keyOf, keyText, type FigureKey } from '../model/figures.ts';
import type { Policy } from '../model/options.ts';
import {
  referenceName,
  type MetricTrend,
  type Trend,
  type TrendChange,
  type TrendFigure,
  type TrendPoint,
  type TrendReport,
  type TrendRun
} from '../model/trend.ts';
import { defaultCusumDesign, findShifts, pinnedCusumDesign, type Night, type Shift } from '../statistics/cusum.ts';
import { measurementNames, whatHappened } from './happened.ts';
import { changeOf } from './metric.ts';
import { isGated } from './policy.ts';

/** Half the width of the band around an expected run, in standard deviations. */
const bandWidth = 2;

/** One run of a metric (log, more is better). */
interface Placed extends Night {
  /** Index of the run. */
  readonly run: number;
  /** The pinned reference that `control` is the value of. */
  readonly reference: string | undefined;
}

/** A change whose nights are indexes of runs. */
interface PlacedShift extends Omit<Shift, 'before' | 'after'> {
  readonly before: number;
  readonly reference: string | undefined;
  readonly levelBefore: number;
  readonly levelAfter: number;
}

/**
 * The gated metrics of a trend with their lasting changes (docs/rules.md#trend). Runs that measured differently from the
 * newest one, such as for another duration, are left out.
 */
export function trendOf(trend: Trend, policy: Pick<Policy, 'alsoGate'>): TrendReport {
  const newest = trend.runs.at(-1);
  const runs = trend.runs.filter(run => measurementNames.every(name => run.setup[name] === newest?.setup[name]));
  const tables = runs.map(({ figures }) => new Map(figures.map(figure => [keyText(figure), figure])));
  const keys = new Map(runs.flatMap(({ figures }) => figures).map(figure => [keyText(figure), keyOf(figure)]));
  const all = [...keys.values()];
  const controls = all.filter(({ scenario }) => scenario === undefined);
  const gated = all.flatMap(key =>
    key.scenario !== undefined && key.better !== 'none' && isGated(policy, key.test, key.metric)
      ? [{ ...key, scenario: key.scenario }]
      : []
  );
  const metrics = gated.map(key => metricTrend(key, controlFor(key, controls), runs, tables, gated.length));
  return { trend: { ...trend, runs }, metrics, leftOut: trend.runs.length - runs.length };
}

/** The control of the same test, else one with the same unit, which is limited by the same thing. */
function controlFor({ test, metric, unit }: FigureKey, controls: readonly FigureKey[]): FigureKey | undefined {
  return (
    controls.find(control => control.test === test && control.metric === metric && control.unit === unit) ??
    controls.find(control => control.metric === metric && control.unit === unit)
  );
}

function metricTrend(
  key: MetricTrend['metric'],
  control: FigureKey | undefined,
  runs: readonly TrendRun[],
  tables: readonly ReadonlyMap<string, TrendFigure>[],
  metrics: number
): MetricTrend {
  const sign = key.better === 'lower' ? -1 : 1;
  const logOf = (value: number): number => sign * Math.log(value);
  const original = (log: number): number => Math.exp(sign * log);
  const [own, beside] = [keyText(key), control === undefined ? '' : keyText(control)];
  const placed = tables.flatMap((table, run): Placed[] => {
    const [figure, unadjusted] = [table.get(own), table.get(beside)];
    if (figure === undefined) return [];
    const { value, ratio } = figure;
    const reference = ratio === undefined ? undefined : runs[run]?.setup[referenceName(key.scenario)];
    const other = reference === undefined || ratio === undefined ? unadjusted?.value : value / ratio;
    return [{ run, reference, value: logOf(value), control: other === undefined ? undefined : logOf(other) }];
  });
  // A ratio says nothing about the ratio to another reference, or about a value.
  const series = [...Map.groupBy(placed, ({ reference }) => reference)].map(([reference, nights]) => ({
    nights,
    reference,
    ...findShifts(nights, metrics, reference === undefined ? defaultCusumDesign : pinnedCusumDesign)
  }));
  const shifts = series
    .flatMap(one =>
      one.shifts.map((shift): PlacedShift => {
        const [before = 0, first = 0, detected = 0] = [shift.first - 1, shift.first, shift.detected].map(
          night => one.nights[night]?.run
        );
        const levels = { levelBefore: shift.before, levelAfter: shift.after };
        return { ...shift, ...levels, before, first, detected, reference: one.reference };
      })
    )
    .sort((left, right) => left.first - right.first);
  return {
    metric: key,
    points: series
      .flatMap(({ nights, expected }) =>
        nights.map(({ run, value }, place): TrendPoint => {
          const unchanged = expected[place];
          const ends =
            unchanged === undefined
              ? []
              : [-1, 1].map(side => original(unchanged.center + side * bandWidth * unchanged.sd));
          const band = ends.length === 0 ? undefined : { low: Math.min(...ends), high: Math.max(...ends) };
          return { run, value: original(value), band };
        })
      )
      .sort((left, right) => left.run - right.run),
    changes: shifts.map((shift, index): TrendChange => {
      const { before, first, detected } = shift;
      const [earlier, later] = [runs[before], runs[first]];
      if (earlier === undefined || later === undefined) throw new Error('a change is between two runs');
      const [low, high] = sign === 1 ? [shift.low, shift.high] : [-shift.high, -shift.low];
      const { change } = changeOf({ estimate: sign * shift.size, interval: { low, high } }, 'inconclusive');
      if (change === undefined) throw new Error('a change has a size');
      return {
        ...{ before, first, detected, isLoss: shift.size < 0, change },
        levels: { before: original(shift.levelBefore), after: original(shift.levelAfter) },
        reference: shift.reference,
        cause: shift.machines ? 'machines' : 'unknown',
        state: isGone(shift, shifts.slice(index + 1))
          ? 'gone'
          : runs.slice(first).some(({ accepted }) => accepted.some(one => keyText(one) === own))
            ? 'accepted'
            : 'lasting',
        happened: whatHappened(earlier, later)
      };
    }),
    reference: placed.at(-1)?.reference
  };
}

/**
 * Whether later changes took this one back: what is left of it is within the allowance, or within the uncertainty of the
 * last of them. If the control also changed since, beyond chance, its whole change counts, because the learned weight comes
 * from nights without such a change.
 */
function isGone(shift: PlacedShift, later: readonly PlacedShift[]): boolean {
  const direction = Math.sign(-shift.size);
  const rawOf = ({ levelBefore, levelAfter }: PlacedShift): number => levelAfter - levelBefore;
  let [left, raw, control] = [shift.size, rawOf(shift), shift.control];
  return later.some(next => {
    left += next.size;
    raw += rawOf(next);
    control += next.control;
    const margin = Math.max(defaultCusumDesign.allowance, (next.high - next.low) / 2);
    const isSlower = Math.abs(control) > next.controlNoise && direction * control < 0;
    const wholly = isSlower ? direction * (raw - control) : -Infinity;
    return Math.max(direction * left, wholly) >= -margin;
  });
}

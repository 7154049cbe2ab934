import { keyOf, keyText, type FigureKey } from '../model/figures.ts';
import type { Policy } from '../model/options.ts';
import type { MetricTrend, Trend, TrendChange, TrendReport, TrendRun } from '../model/trend.ts';
import { defaultCusumDesign, findShifts, type Night, type Shift } from '../statistics/cusum.ts';
import { measurementNames, whatHappened } from './happened.ts';
import { changeOf } from './metric.ts';
import { isGated } from './policy.ts';

/** Half the width of the band around an expected run, in standard deviations. */
const bandWidth = 2;

/**
 * The gated metrics of a trend with their lasting changes (docs/rules.md#trend). Runs that measured differently from the
 * newest one, such as for another duration, are left out.
 */
export function trendOf(trend: Trend, policy: Pick<Policy, 'alsoGate'>): TrendReport {
  const newest = trend.runs.at(-1);
  const runs = trend.runs.filter(run => measurementNames.every(name => run.setup[name] === newest?.setup[name]));
  const tables = runs.map(({ figures }) => new Map(figures.map(figure => [keyText(figure), figure.value])));
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
  tables: readonly ReadonlyMap<string, number>[],
  metrics: number
): MetricTrend {
  const sign = key.better === 'lower' ? -1 : 1;
  const logOf = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : sign * Math.log(value);
  const places: number[] = [];
  const nights: Night[] = [];
  const [own, beside] = [keyText(key), control === undefined ? '' : keyText(control)];
  for (const [run, table] of tables.entries()) {
    const value = logOf(table.get(own));
    if (value === undefined) continue;
    places.push(run);
    nights.push({ value, control: logOf(table.get(beside)) });
  }
  const { shifts, expected, weight } = findShifts(nights, metrics);
  const original = (log: number): number => Math.exp(sign * log);
  return {
    metric: key,
    points: nights.map(({ value }, place) => {
      const unchanged = expected[place];
      const ends =
        unchanged === undefined
          ? []
          : [-1, 1].map(side => original(unchanged.center + side * bandWidth * unchanged.sd));
      const band = ends.length === 0 ? undefined : { low: Math.min(...ends), high: Math.max(...ends) };
      return { run: places[place] ?? 0, value: original(value), band };
    }),
    changes: shifts.map((shift, index): TrendChange => {
      const [before = 0, first = 0, detected = 0] = [shift.first - 1, shift.first, shift.detected].map(
        night => places[night]
      );
      const [earlier, later] = [runs[before], runs[first]];
      if (earlier === undefined || later === undefined) throw new Error('a change is between two runs');
      const [low, high] = sign === 1 ? [shift.low, shift.high] : [-shift.high, -shift.low];
      const { change } = changeOf({ estimate: sign * shift.size, interval: { low, high } }, 'inconclusive');
      if (change === undefined) throw new Error('a change has a size');
      return {
        ...{ before, first, detected, isLoss: shift.size < 0, change },
        levels: { before: original(shift.before), after: original(shift.after) },
        cause: shift.machines ? 'machines' : 'unknown',
        state: isGone(shift, shifts.slice(index + 1))
          ? 'gone'
          : runs.slice(first).some(({ accepted }) => accepted.some(one => keyText(one) === own))
            ? 'accepted'
            : 'lasting',
        happened: whatHappened(earlier, later)
      };
    }),
    controlWeight: weight
  };
}

/**
 * Whether later changes took this one back: what is left of it is within the allowance, or within the uncertainty of the
 * last of them. What machines changed is part of the sum, because levels are adjusted by the control.
 */
function isGone(shift: Shift, later: readonly Shift[]): boolean {
  let left = shift.size;
  return later.some(({ size, low, high }) => {
    left += size;
    const margin = Math.max(defaultCusumDesign.allowance, (high - low) / 2);
    return shift.size < 0 ? left >= -margin : left <= margin;
  });
}

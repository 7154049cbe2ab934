import type { Run } from '../../model/run.ts';
import { collectSeries, spreadOf, type RoundSeries } from './figures.ts';

/**
 * The candidate's results for github-action-benchmark, one file for each of its tools `customBiggerIsBetter` (`higher`)
 * and `customSmallerIsBetter` (`lower`). `undefined` if there are none, because that action fails on an empty list.
 */
export function renderBenchmarkAction(run: Run, better: 'higher' | 'lower'): string | undefined {
  const entries = collectSeries(run, 'candidate')
    .filter(series => series.better === better)
    .map(describe);
  return entries.length === 0 ? undefined : `${JSON.stringify(entries, null, 2)}\n`;
}

function describe(series: RoundSeries): Record<string, string | number> {
  const { scenario, test, metric, rounds } = series;
  const { unit, factor } = scaled(series.unit);
  const { mean, low, high } = spreadOf(series);
  const figure = (value: number): number => Number((value / factor).toPrecision(12));
  return {
    name: `${scenario} ${test} ${metric}`,
    unit,
    value: figure(mean),
    ...(rounds.length > 1 ? { range: `± ${figure((high - low) / 2)}` } : {}),
    extra: `${rounds.length} ${rounds.length === 1 ? 'round' : 'rounds'}`
  };
}

/**
 * The charts show values unscaled, and bit/s would have ten digits. The unit never varies, so that runs stay
 * comparable.
 */
function scaled(unit: RoundSeries['unit']): { readonly unit: string; readonly factor: number } {
  return unit === 'bit/s' ? { unit: 'Gbit/s', factor: 1e9 } : { unit, factor: 1 };
}

import type { Run } from '../../model/run.ts';
import { collectSeries, spreadOf, type RoundSeries } from './figures.ts';

/**
 * The candidate's figures for github-action-benchmark, whose tools `customBiggerIsBetter` (`higher`) and
 * `customSmallerIsBetter` (`lower`) read a file each. `undefined` without any: the action fails on an empty list.
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

/** Its charts write figures as they are: bits per second would be ten digits. The unit is always the same. */
function scaled(unit: RoundSeries['unit']): { readonly unit: string; readonly factor: number } {
  return unit === 'bit/s' ? { unit: 'Gbit/s', factor: 1e9 } : { unit, factor: 1 };
}

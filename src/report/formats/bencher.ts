import type { Run } from '../../model/run.ts';
import { collectSeries, spreadOf } from './figures.ts';

/**
 * The candidate's results in Bencher Metric Format: one benchmark per scenario and test, one measure per metric,
 * bounded by the smallest and largest round. The name of a measure includes its unit, so that `latency` in microseconds
 * is not confused with Bencher's own measure in nanoseconds.
 */
export function renderBencher(run: Run): string {
  const benchmarks = new Map<string, Record<string, unknown>>();
  for (const series of collectSeries(run, 'candidate')) {
    const { scenario, test, metric, unit, rounds } = series;
    const { mean, low, high } = spreadOf(series);
    const bounds = rounds.length > 1 ? { lower_value: low, upper_value: high } : {};
    const name = `${scenario}/${test}`;
    benchmarks.set(name, { ...benchmarks.get(name), [`${metric} (${unit})`]: { value: mean, ...bounds } });
  }
  return `${JSON.stringify(Object.fromEntries(benchmarks), null, 2)}\n`;
}

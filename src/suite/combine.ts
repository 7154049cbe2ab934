import type { Metric } from '../model/run.ts';
import type { Measured } from '../model/test.ts';

/**
 * Combines the bursts of a sample into its metrics. Bursts are equally long, so the mean of their rates is the rate of
 * all. Counts are added up. A percentile is the mean of the bursts' percentiles, because tools do not report what a common
 * one would need. A metric that a burst lacks is left out. @throws RangeError if there is no burst.
 */
export function combineBursts(bursts: readonly Measured[]): Measured {
  const [first] = bursts;
  if (first === undefined) throw new RangeError('a sample needs at least one burst');
  const metrics = Object.entries(first.metrics).flatMap(([name, metric]): [string, Metric][] => {
    const values = bursts.flatMap(burst => burst.metrics[name]?.value ?? []);
    return values.length === bursts.length ? [[name, { ...metric, value: combine(name, metric, values) }]] : [];
  });
  const transactions = total(bursts.flatMap(burst => burst.transactions ?? []));
  return {
    ...first,
    metrics: Object.fromEntries(metrics),
    receivedBytes: total(bursts.map(burst => burst.receivedBytes)),
    ...(first.transactions === undefined ? {} : { transactions })
  };
}

function combine(name: string, { unit }: Metric, values: readonly number[]): number {
  if (name === 'latency-min') return Math.min(...values);
  if (name === 'latency-max') return Math.max(...values);
  return unit === 'count' ? total(values) : total(values) / values.length;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

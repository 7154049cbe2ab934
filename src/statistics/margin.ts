/** Which way a metric gets better. */
export type Better = 'higher' | 'lower';

/**
 * The margin of a metric as a log ratio from a loss in percent: 5 % less throughput (`higher` is better) is log(1 / 0.95),
 * 10 % more latency (`lower`) is log(1.10). Both margins of a metric lie equally far from no change on the log scale.
 */
export function marginOf(better: Better, lossPercent: number): number {
  return better === 'higher' ? -Math.log(1 - lossPercent / 100) : Math.log(1 + lossPercent / 100);
}

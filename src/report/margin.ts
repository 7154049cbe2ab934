import { marginOf } from '../statistics/margin.ts';
import type { MetricComparison } from '../verdict/comparison.ts';

/** A metric's margin as the statistics have it: a log ratio, by which a change may lie above or below none. */
export function logMargin({ better, margin }: Pick<MetricComparison, 'better' | 'margin'>): number {
  return marginOf(better === 'higher' ? 'higher' : 'lower', 100 * margin);
}

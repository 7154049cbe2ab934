import type { MetricComparison, Verdict } from './comparison.ts';
import type { Policy } from './policy.ts';

/**
 * The verdict of rules 2. A regression is one whatever else could not be measured; a run with anything invalid is never
 * better than `invalid`, and nothing passes that was not compared in a way that could have failed.
 */
export function verdictOf(metrics: readonly MetricComparison[], invalid: boolean): Verdict {
  const gated = metrics.filter(metric => metric.gated);
  if (gated.some(({ outcome }) => outcome === 'regression')) return 'regression';
  if (invalid || gated.some(({ outcome }) => outcome === 'invalid')) return 'invalid';
  if (metrics.every(({ design }) => design === 'none')) return 'no-baseline';
  if (!gated.some(({ design }) => design === 'paired' || design === 'history')) return 'advisory';
  return gated.every(({ outcome }) => outcome === 'equivalent' || outcome === 'improvement') ? 'pass' : 'inconclusive';
}

const worstFirst: readonly Verdict[] = ['regression', 'invalid', 'inconclusive', 'no-baseline', 'advisory', 'pass'];

/** Puts what is worse first; what is as bad keeps its order. */
export function byVerdict(left: { readonly verdict: Verdict }, right: { readonly verdict: Verdict }): number {
  return worstFirst.indexOf(left.verdict) - worstFirst.indexOf(right.verdict);
}

/** The exit code of a verdict (rules 2): 0 unless the policy makes it fail. */
export function exitCodeOf(verdict: Verdict, { failOn }: Pick<Policy, 'failOn'>): 0 | 1 | 3 {
  if (!failOn.includes(verdict)) return 0;
  return verdict === 'invalid' ? 3 : 1;
}

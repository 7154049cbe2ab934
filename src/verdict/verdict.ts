import type { Comparison, MetricComparison, Verdict } from './comparison.ts';
import type { Policy } from './policy.ts';

/** Whether a metric takes part in the verdict, be it as one that could not be compared well enough. */
export function shallGate({ gated, onlyAdvises }: Pick<MetricComparison, 'gated' | 'onlyAdvises'>): boolean {
  return gated || onlyAdvises === true;
}

/**
 * The verdict of rules 2. A regression is one whatever else could not be measured; a run with anything invalid is never
 * better than `invalid`, and nothing passes that was not compared in a way that could have failed: not the whole, and not
 * beside others a metric whose pool of earlier runs is too weak to gate.
 */
export function verdictOf(metrics: readonly MetricComparison[], invalid: boolean): Verdict {
  const gated = metrics.filter(metric => metric.gated);
  if (gated.some(({ outcome }) => outcome === 'regression')) return 'regression';
  if (invalid || gated.some(({ outcome }) => outcome === 'invalid')) return 'invalid';
  if (metrics.every(({ design }) => design === 'none')) return 'no-baseline';
  if (!gated.some(({ design }) => design === 'paired' || design === 'history')) return 'advisory';
  const isGood = ({ gated: decides, outcome }: MetricComparison): boolean =>
    decides && (outcome === 'equivalent' || outcome === 'improvement');
  return metrics.filter(shallGate).every(isGood) ? 'pass' : 'inconclusive';
}

const worstFirst: readonly Verdict[] = ['regression', 'invalid', 'inconclusive', 'no-baseline', 'advisory', 'pass'];

/** Puts what is worse first; what is as bad keeps its order. */
export function byVerdict(left: { readonly verdict: Verdict }, right: { readonly verdict: Verdict }): number {
  return worstFirst.indexOf(left.verdict) - worstFirst.indexOf(right.verdict);
}

/** A comparison's verdict, and that something in it is invalid where a regression comes before that. */
export function verdictsOf({ verdict, invalid, metrics }: Comparison): readonly Verdict[] {
  const alsoInvalid = invalid.length > 0 || metrics.some(({ gated, outcome }) => gated && outcome === 'invalid');
  return alsoInvalid && verdict !== 'invalid' ? [verdict, 'invalid'] : [verdict];
}

/**
 * The exit code of all that was found (rules 2): that of the worst verdict that the policy makes fail, else 0. Whoever lets
 * regressions be must still learn that something was not what it seems.
 */
export function exitCodeOf(verdicts: readonly Verdict[], { failOn }: Pick<Policy, 'failOn'>): 0 | 1 | 3 {
  const worst = worstFirst.find(verdict => verdicts.includes(verdict) && failOn.includes(verdict));
  return worst === undefined ? 0 : worst === 'invalid' ? 3 : 1;
}

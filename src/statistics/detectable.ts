import { normalUpperQuantile, tUpperQuantile } from './distributions.ts';

/**
 * The smallest true change (log ratio, either direction) that ends as its outcome with probability `power`: the t statistic
 * must leave zero out at the two-sided `level`, and the estimate must lie beyond the margin; the larger of the two needs.
 * The noncentral t is approximated by a normal one (Abramowitz & Stegun 26.7.10): within 0.1 % of the exact value from 6
 * degrees of freedom on, 5 % too large at 4 and a level of 1 %.
 */
export function detectableChange(
  standardError: number,
  degreesOfFreedom: number,
  level: number,
  margin: number,
  power: number
): number {
  const critical = tUpperQuantile(level / 2, degreesOfFreedom);
  const z = normalUpperQuantile(1 - power);
  const forZero =
    critical * (1 - 1 / (4 * degreesOfFreedom)) + z * Math.sqrt(1 + critical ** 2 / (2 * degreesOfFreedom));
  return Math.max(forZero * standardError, margin + z * standardError);
}

/** More than anybody would measure; beyond it the answer is "not with this noise". */
export const MOST_NEEDED = 200;

/**
 * The smallest count from `from` on at which the detectable change, which falls as the count grows, is at most `change`;
 * undefined: not even with 200.
 */
export function countNeeded(change: number, from: number, detectableAt: (count: number) => number): number | undefined {
  if (detectableAt(MOST_NEEDED) > change) return undefined;
  let [low, high] = [from, MOST_NEEDED];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (detectableAt(middle) > change) low = middle + 1;
    else high = middle;
  }
  return low;
}

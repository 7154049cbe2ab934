import { tUpperQuantile } from './distributions.ts';

/**
 * The smallest true change (log ratio, either direction) that ends as its outcome with probability `power`: the estimate must
 * pass the larger of the margin and of what leaves zero out at the two-sided `level`, and is below its mean by
 * t(power) standard errors at worst. Never below the margin. Shifting a central t instead of using the noncentral one
 * overstates it by less than 4 % from 6 degrees of freedom on and by up to 10 % at 4.
 * Source: the sample size of a t-test, e.g. Cochran & Cox 1957, Experimental Designs, 2.21.
 */
export function detectableChange(
  standardError: number,
  degreesOfFreedom: number,
  level: number,
  margin: number,
  power: number
): number {
  const significant = tUpperQuantile(level / 2, degreesOfFreedom) * standardError;
  return Math.max(significant, margin) + tUpperQuantile(1 - power, degreesOfFreedom) * standardError;
}

/** More than anybody would measure; beyond it the answer is "not with this noise". */
const MOST = 200;

/** The smallest count from `from` on at which the detectable change is at most `change`; undefined: none up to 200. */
export function countNeeded(change: number, from: number, detectableAt: (count: number) => number): number | undefined {
  for (let count = from; count <= MOST; count += 1) if (detectableAt(count) <= change) return count;
  return undefined;
}

import { chiSquaredUpperTail } from './distributions.ts';
import { pooled, type Spread } from './spread.ts';

/**
 * Bartlett's test that variances of normal samples are equal: the p-value, small when they differ; undefined for fewer than
 * two. Heavy tails make it small too, which errs towards not pooling. Shown beside the prior that `moderate` drew from the
 * same variances: a pre-test that switched pooling on and off would itself inflate false alarms.
 * Source: Bartlett 1937, Proc. R. Soc. A 160:268; Snedecor & Cochran, Statistical Methods, 8th ed., 13.10.
 */
export function homogeneityP(spreads: readonly Spread[]): number | undefined {
  if (spreads.length < 2) return undefined;
  const all = pooled(spreads);
  const logs = spreads.reduce((sum, { variance, degreesOfFreedom }) => sum + degreesOfFreedom * Math.log(variance), 0);
  const inverses = spreads.reduce((sum, { degreesOfFreedom }) => sum + 1 / degreesOfFreedom, 0);
  const others = spreads.length - 1;
  const correction = 1 + (inverses - 1 / all.degreesOfFreedom) / (3 * others);
  const statistic = (all.degreesOfFreedom * Math.log(all.variance) - logs) / correction;
  return chiSquaredUpperTail(Math.max(0, statistic), others);
}

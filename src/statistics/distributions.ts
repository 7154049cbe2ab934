import jstat from 'jstat';

const { studentt, normal, centralF } = jstat.jStat;

/** Beyond this, the t and normal distributions differ by less than jstat's own error. */
const LARGEST_DF = 1e6;

/** The value that Student's t exceeds with this probability, in (0, 1). Degrees of freedom may be fractional. */
export function tUpperQuantile(probability: number, degreesOfFreedom: number): number {
  return -studentt.inv(probability, Math.min(degreesOfFreedom, LARGEST_DF));
}

/** P(T > t). Uses the lower tail, which keeps its precision where 1 - cdf has lost all digits. */
export function tUpperTail(t: number, degreesOfFreedom: number): number {
  return studentt.cdf(-t, Math.min(degreesOfFreedom, LARGEST_DF));
}

/** P(|T| > |t|): the two-sided p-value. */
export function tTwoSided(t: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * tUpperTail(Math.abs(t), degreesOfFreedom));
}

/** The value that a standard normal variable exceeds with this probability, in (0, 1). */
export function normalUpperQuantile(probability: number): number {
  return -normal.inv(probability, 0, 1);
}

/** P(Z > z). The absolute error is below 1e-15, so there is no precision beyond z = 7.5. */
export function normalUpperTail(z: number): number {
  return normal.cdf(-z, 0, 1);
}

/** P(X > x) of Fisher's F. */
export function fUpperTail(x: number, numeratorDf: number, denominatorDf: number): number {
  return 1 - centralF.cdf(x, numeratorDf, denominatorDf);
}

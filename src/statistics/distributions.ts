import jstat from 'jstat';

const { studentt, normal, chisquare, centralF } = jstat.jStat;

/** Beyond this the t and the normal distribution differ by less than jstat's own error. */
const LARGEST_DF = 1e6;

/** The value that Student's t exceeds with this probability, in (0, 1); degrees of freedom need not be whole. */
export function tUpperQuantile(probability: number, degreesOfFreedom: number): number {
  return -studentt.inv(probability, Math.min(degreesOfFreedom, LARGEST_DF));
}

/** P(T > t). The lower tail is asked for: it keeps its digits where 1 - cdf has none left. */
export function tUpperTail(t: number, degreesOfFreedom: number): number {
  return studentt.cdf(-t, Math.min(degreesOfFreedom, LARGEST_DF));
}

/** P(|T| > |t|): the two-sided p-value. */
export function tTwoSided(t: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * tUpperTail(Math.abs(t), degreesOfFreedom));
}

/** The value that a standard normal exceeds with this probability, in (0, 1). */
export function normalUpperQuantile(probability: number): number {
  return -normal.inv(probability, 0, 1);
}

/** P(Z > z); absolute error below 1e-15, so no digits are left beyond z = 7.5. */
export function normalUpperTail(z: number): number {
  return normal.cdf(-z, 0, 1);
}

/** P(X > x) of chi-squared. */
export function chiSquaredUpperTail(x: number, degreesOfFreedom: number): number {
  return 1 - chisquare.cdf(x, degreesOfFreedom);
}

/** P(X > x) of Fisher's F. */
export function fUpperTail(x: number, numeratorDf: number, denominatorDf: number): number {
  return 1 - centralF.cdf(x, numeratorDf, denominatorDf);
}

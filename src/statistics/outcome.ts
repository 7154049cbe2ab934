/** Which way a metric gets better. */
export type Better = 'higher' | 'lower';

/**
 * The margin of a metric as a log ratio from a loss in percent: 5 % less throughput (`higher` is better) is log(1 / 0.95),
 * 10 % more latency (`lower`) is log(1.10). Both margins of a metric lie equally far from no change on the log scale.
 */
export function marginOf(better: Better, lossPercent: number): number {
  return better === 'higher' ? -Math.log(1 - lossPercent / 100) : Math.log(1 + lossPercent / 100);
}

/** What statistics can say of one metric; `invalid` is not theirs to say. */
export type StatisticalOutcome = 'regression' | 'improvement' | 'equivalent' | 'inconclusive';

/** A confidence interval on the log scale and its confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

export interface Decision {
  readonly outcome: StatisticalOutcome;
  /** The interval that the outcome was read from. */
  readonly interval: Interval;
}

/**
 * A change is a regression (or an improvement) when the adjusted interval leaves zero out **and** the estimate lies at or
 * beyond the margin: it is real, and the best guess of its size matters.
 * - Leaving zero out alone would flag a real loss of 1 % once enough rounds are measured.
 * - Asking the whole interval to lie beyond the margin ("H0: the loss is at most the margin") proves more, but a change of
 *   two margins would then need the rounds that now see one of one margin: about four times the cluster time.
 * - As rounds grow the interval shrinks to the estimate, and what is left is whether that lies beyond the margin: with
 *   certainty at two margins, never at none, and at the margin itself one time in two whatever the number of rounds (with few
 *   rounds less, for zero must be left out too). Hence power is stated at two margins.
 * - False alarms are at most those of the interval, alpha; the second condition only takes some away.
 *
 * `equivalent`: the interval of two one-sided tests lies inside the margins (Schuirmann 1987, J. Pharmacokinet. Biopharm.
 * 15:657). It is adjusted for looks but not for the number of metrics: `pass` needs every gated metric equivalent or
 * improved, and P(all pass though one is worse than its margin) is already at most the error of that one (Berger 1982,
 * Technometrics 24:295, intersection-union). The two outcomes exclude each other: an interval inside the margins holds its
 * estimate. A real change within the margins is `equivalent`.
 */
export function decide(
  estimate: number,
  adjusted: Interval,
  equivalence: Interval,
  margin: number,
  better: Better
): Decision {
  const real = adjusted.low > 0 || adjusted.high < 0;
  if (real && Math.abs(estimate) >= margin) {
    const outcome = estimate > 0 === (better === 'higher') ? 'improvement' : 'regression';
    return { outcome, interval: adjusted };
  }
  if (equivalence.low > -margin && equivalence.high < margin) return { outcome: 'equivalent', interval: equivalence };
  return { outcome: 'inconclusive', interval: adjusted };
}

/** The symmetric interval estimate +- halfWidth. */
export function intervalAround(estimate: number, halfWidth: number, confidence: number): Interval {
  return { low: estimate - halfWidth, high: estimate + halfWidth, confidence };
}

/** The figures behind an outcome; changes are natural logarithms of now / before. */
export interface Figures {
  readonly estimate: number;
  /** The interval that the outcome was read from: adjusted for metrics and looks, or for looks alone when `equivalent`. */
  readonly interval: Interval;
  /** Two-sided t-test of no change, as if there were one metric and one look. */
  readonly p: number;
  /** The same after looks and Holm: at most alpha exactly when the adjusted interval leaves zero out. */
  readonly adjustedP: number;
  /** Standard deviation of one difference (a round's; of one run for a pool) and the degrees of freedom behind it. */
  readonly sd: number;
  readonly degreesOfFreedom: number;
  /** The smallest change that this comparison would have seen with the design's power. */
  readonly detectable: number;
  /** Rounds (runs of a pool) with which a change of two margins would be seen; undefined: more than 200. */
  readonly needed: number | undefined;
}

/** Power is stated at this many margins. */
export const STATED_MARGINS = 2;

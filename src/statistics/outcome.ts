/** Direction in which a metric gets better. */
export type Better = 'higher' | 'lower';

/**
 * A metric's margin as a log ratio, from a loss in percent: 5 % less throughput (`higher` is better) is log(1 / 0.95),
 * 10 % more latency (`lower`) is log(1.10). On the log scale, the margins for losses and gains are equal.
 */
export function marginOf(better: Better, lossPercent: number): number {
  return better === 'higher' ? -Math.log(1 - lossPercent / 100) : Math.log(1 + lossPercent / 100);
}

/** What statistics can conclude about a metric; `invalid` is decided elsewhere. */
export type StatisticalOutcome = 'regression' | 'improvement' | 'equivalent' | 'inconclusive';

/** A confidence interval on the log scale, with its confidence level. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

export interface Decision {
  readonly outcome: StatisticalOutcome;
  /** The interval the outcome is based on. */
  readonly interval: Interval;
}

/**
 * A change is a regression (or an improvement) if the adjusted interval excludes zero **and** the estimate is at or
 * beyond the margin: the change is real, and its most likely size matters.
 * - Excluding zero alone would flag a real loss of 1 % once enough rounds are measured.
 * - Requiring the whole interval beyond the margin ("H0: the loss is at most the margin") proves more, but detecting
 *   two margins would then need as many rounds as detecting one margin does now: about four times the cluster time.
 * - With more rounds the interval shrinks to the estimate, and only its position relative to the margin remains: a
 *   change of two margins is always detected, no change never, and a change of exactly one margin half of the time,
 *   whatever the number of rounds (less often with few rounds, because zero must be excluded too). That is why power is
 *   stated at two margins.
 * - False alarms are at most those of the interval, alpha; the second condition can only reduce them.
 *
 * `equivalent`: the interval of two one-sided tests lies inside the margins (Schuirmann 1987, J. Pharmacokinet.
 * Biopharm. 15:657). It is adjusted for looks but not for the number of metrics: `pass` needs every gated metric
 * equivalent or improved, and P(all pass although one is worse than its margin) is already at most the error of that
 * one (Berger 1982, Technometrics 24:295, intersection-union). The outcomes exclude each other: an interval inside the
 * margins contains its estimate. A real change within the margins is `equivalent`.
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

/** The symmetric interval estimate ± halfWidth. */
export function intervalAround(estimate: number, halfWidth: number, confidence: number): Interval {
  return { low: estimate - halfWidth, high: estimate + halfWidth, confidence };
}

/** The numbers behind an outcome; changes are natural logarithms of now / before. */
export interface Figures {
  readonly estimate: number;
  /** The interval the outcome is based on: adjusted for metrics and looks, or only for looks if `equivalent`. */
  readonly interval: Interval;
  /** Two-sided t-test of no change, as if there were one metric and one look. */
  readonly p: number;
  /** The same, adjusted for looks and by Holm: at most alpha exactly if the adjusted interval excludes zero. */
  readonly adjustedP: number;
  /** Standard deviation of one difference (for a pool: of one run) and its degrees of freedom. */
  readonly sd: number;
  readonly degreesOfFreedom: number;
  /** The smallest change detectable in this comparison at the design's power. */
  readonly detectable: number;
  /** Rounds (for a pool: runs) needed to detect two margins; undefined if more than 200. */
  readonly needed: number | undefined;
}

/** Power is stated at this many margins. */
export const STATED_MARGINS = 2;

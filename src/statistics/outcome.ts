import { tUpperQuantile, tUpperTail } from './distributions.ts';

/** Direction in which a metric gets better. */
export type Better = 'higher' | 'lower';

/**
 * A tolerated loss as a log ratio, from percent: 10 % less throughput (`higher` is better) is log(1 / 0.90), 20 % more
 * latency (`lower`) is log(1.20). On the log scale, a loss and the gain that reverses it are equal.
 */
export function toleranceOf(better: Better, lossPercent: number): number {
  return better === 'higher' ? -Math.log(1 - lossPercent / 100) : Math.log(1 + lossPercent / 100);
}

/** From this share of the tolerance on, a change that is real also matters. */
const SHARE_THAT_MATTERS = 0.5;

/** The smallest estimate (log ratio, either direction) that counts as a regression or an improvement. */
export function smallestThatMatters(tolerance: number): number {
  return SHARE_THAT_MATTERS * tolerance;
}

/** What statistics can conclude about a metric; `invalid` is decided elsewhere. */
export type StatisticalOutcome = 'regression' | 'improvement' | 'equivalent' | 'tolerable' | 'inconclusive';

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

/** An estimated change (log ratio) with its t distribution. */
export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** The share of alpha that false regressions may spend; false improvements harm nobody and get the rest. */
const LOSS_SHARE = 0.8;

/** The one-sided level at which a loss is tested, as part of a family's level. */
export function lossLevel(level: number): number {
  return LOSS_SHARE * level;
}

/**
 * The p-value of no change that weighs a loss and a gain by their shares of alpha. `adjust` turns a one-sided p-value
 * into one that is valid over all looks.
 */
export function weightedP(of: Estimate, better: Better, adjust = (p: number): number => p): number {
  const t = of.estimate / of.standardError;
  const [gain, loss] = better === 'higher' ? [t, -t] : [-t, t];
  const tail = (one: number): number => adjust(tUpperTail(one, of.degreesOfFreedom));
  return Math.min(1, tail(loss) / LOSS_SHARE, tail(gain) / (1 - LOSS_SHARE));
}

/**
 * The interval with this joint error for a loss and a gain: it excludes zero exactly if `weightedP` is at most `level`.
 * `nominal` turns an overall one-sided level into that of this look.
 */
export function adjustedInterval(
  of: Estimate,
  better: Better,
  level: number,
  nominal = (alpha: number): number => alpha
): Interval {
  const half = (share: number): number =>
    tUpperQuantile(nominal(share * level), of.degreesOfFreedom) * of.standardError;
  const [testsLoss, testsGain] = [half(LOSS_SHARE), half(1 - LOSS_SHARE)];
  const [below, above] = better === 'higher' ? [testsGain, testsLoss] : [testsLoss, testsGain];
  return { low: of.estimate - below, high: of.estimate + above, confidence: 1 - level };
}

/** The interval of two one-sided bounds, each with error `alpha`, or `nominal` of it at this look. */
export function boundsAround(of: Estimate, alpha: number, nominal = alpha): Interval {
  const half = tUpperQuantile(nominal, of.degreesOfFreedom) * of.standardError;
  return { low: of.estimate - half, high: of.estimate + half, confidence: 1 - 2 * alpha };
}

/**
 * A change is a regression (or an improvement) if the adjusted interval excludes zero **and** the estimate is at least
 * half the tolerance: the change is real, and its most likely size matters.
 * - Excluding zero alone would flag a real loss of 1 % once enough rounds are measured.
 * - Requiring the whole interval beyond half the tolerance proves more, but finding a loss of the tolerance would then
 *   need about four times the cluster time.
 * - With more rounds the interval shrinks to the estimate: a loss of the tolerance is always found, no change never, and
 *   a change of half the tolerance half of the time, whatever the number of rounds.
 * - False alarms are at most those of the interval, alpha; the second condition can only reduce them.
 *
 * Otherwise the bounds decide, two one-sided limits of the change that are adjusted for looks but not for the number of
 * metrics: a pass needs every gated metric, and P(all pass although one lost its tolerance) is already at most the error
 * of that one (Berger 1982, Technometrics 24:295, intersection-union).
 * - `tolerable`: the bound of the loss is below the tolerance.
 * - `equivalent`: in addition, both bounds are within half the tolerance (Schuirmann 1987, J. Pharmacokinet. Biopharm.
 *   15:657).
 */
export function decide(
  estimate: number,
  adjusted: Interval,
  bounds: Interval,
  tolerance: number,
  better: Better
): Decision {
  const matters = smallestThatMatters(tolerance);
  const real = adjusted.low > 0 || adjusted.high < 0;
  if (real && Math.abs(estimate) >= matters) {
    const outcome = estimate > 0 === (better === 'higher') ? 'improvement' : 'regression';
    return { outcome, interval: adjusted };
  }
  const largestLoss = better === 'higher' ? -bounds.low : bounds.high;
  if (largestLoss >= tolerance) return { outcome: 'inconclusive', interval: adjusted };
  const same = bounds.low > -matters && bounds.high < matters;
  return { outcome: same ? 'equivalent' : 'tolerable', interval: bounds };
}

/** The numbers behind an outcome; changes are natural logarithms of now / before. */
export interface Figures {
  readonly estimate: number;
  /** The interval the outcome is based on: adjusted for metrics and looks, or only for looks if the bounds decided. */
  readonly interval: Interval;
  /** Two-sided t-test of no change, as if there were one metric and one look. */
  readonly p: number;
  /** `weightedP`, adjusted for looks and by Holm: at most alpha exactly if the adjusted interval excludes zero. */
  readonly adjustedP: number;
  /** Standard deviation of one difference (for a pool: of one run) and its degrees of freedom. */
  readonly sd: number;
  readonly degreesOfFreedom: number;
  /** The smallest loss detectable in this comparison at the design's power. */
  readonly detectable: number;
  /** Rounds (for a pool: runs) needed to detect a loss of the tolerance; undefined if more than 200. */
  readonly needed: number | undefined;
}

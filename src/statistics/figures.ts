import type { Interval } from './outcome.ts';

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

import { tUpperTail } from './distributions.ts';

/** A metric in the middle of a comparison; changes are on the log scale, positive if worse. */
export interface Course {
  readonly worse: number;
  readonly margin: number;
  /** Standard deviation of one round's difference, and its degrees of freedom. */
  readonly sd: number;
  readonly degreesOfFreedom: number;
  /** Half widths of the two intervals at the planned end. */
  readonly finalAdjusted: number;
  readonly finalEquivalence: number;
}

/** Probabilities of a metric's outcome at the planned end. */
export interface PredictiveProbabilities {
  readonly regression: number;
  readonly improvement: number;
  readonly equivalent: number;
}

/**
 * Predictive probabilities after `rounds` of `planned`, without prior knowledge of the change: the final estimate is t
 * distributed around the present one with variance sd^2 (1 / rounds - 1 / planned). Ignores looks in between. Source:
 * Spiegelhalter, Freedman & Blackburn 1986, Controlled Clinical Trials 7:8.
 */
export function predictiveProbabilities(course: Course, rounds: number, planned: number): PredictiveProbabilities {
  const { worse, margin, sd, degreesOfFreedom, finalAdjusted, finalEquivalence } = course;
  const spread = sd * Math.sqrt(1 / rounds - 1 / planned);
  const above = (bound: number): number => tUpperTail((bound - worse) / spread, degreesOfFreedom);
  const needed = Math.max(margin, finalAdjusted);
  const room = margin - finalEquivalence;
  const equivalent = room > 0 ? above(-room) - above(room) : 0;
  return { regression: above(needed), improvement: 1 - above(-needed), equivalent };
}

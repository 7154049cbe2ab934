import { tUpperTail } from './distributions.ts';

/** A metric in the middle of a comparison; changes on the log scale, positive when worse. */
export interface Course {
  readonly worse: number;
  readonly margin: number;
  /** Standard deviation of one round's difference, and its degrees of freedom. */
  readonly sd: number;
  readonly degreesOfFreedom: number;
  /** Half widths that the two intervals will have at the planned end. */
  readonly finalAdjusted: number;
  readonly finalEquivalence: number;
}

/** Probabilities of how a metric would end if it were measured to the planned end. */
export interface Prospects {
  readonly regression: number;
  readonly improvement: number;
  readonly equivalent: number;
}

/**
 * Predictive probabilities given `rounds` of `planned`, nothing being known of the change beforehand: the final estimate is t
 * distributed around the present one with variance sd^2 (1 / rounds - 1 / planned). Looks in between are left out.
 * Source: Spiegelhalter, Freedman & Blackburn 1986, Controlled Clinical Trials 7:8.
 */
export function prospects(course: Course, rounds: number, planned: number): Prospects {
  const { worse, margin, sd, degreesOfFreedom, finalAdjusted, finalEquivalence } = course;
  const spread = sd * Math.sqrt(1 / rounds - 1 / planned);
  const above = (bound: number): number => tUpperTail((bound - worse) / spread, degreesOfFreedom);
  const needed = Math.max(margin, finalAdjusted);
  const room = margin - finalEquivalence;
  const equivalent = room > 0 ? above(-room) - above(room) : 0;
  return { regression: above(needed), improvement: 1 - above(-needed), equivalent };
}

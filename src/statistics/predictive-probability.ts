import { tUpperTail } from './distributions.ts';
import { smallestThatMatters } from './outcome.ts';

/** A metric in the middle of a comparison; changes are on the log scale, positive if worse. */
export interface Course {
  readonly worse: number;
  readonly tolerance: number;
  /** Standard deviation of one round's difference, and its degrees of freedom. */
  readonly sd: number;
  readonly degreesOfFreedom: number;
  /** Distances from the estimate at the planned end: to zero for a regression, to the tolerance for a pass. */
  readonly finalLoss: number;
  readonly finalBound: number;
}

/** Probabilities of a metric's outcome at the planned end; `good` is whatever lets the run pass. */
export interface PredictiveProbabilities {
  readonly regression: number;
  readonly good: number;
}

/**
 * Predictive probabilities after `rounds` of `planned`, without prior knowledge of the change: the final estimate is t
 * distributed around the present one with variance sd^2 (1 / rounds - 1 / planned). Ignores looks in between. Source:
 * Spiegelhalter, Freedman & Blackburn 1986, Controlled Clinical Trials 7:8.
 */
export function predictiveProbabilities(course: Course, rounds: number, planned: number): PredictiveProbabilities {
  const { worse, tolerance, sd, degreesOfFreedom, finalLoss, finalBound } = course;
  const spread = sd * Math.sqrt(1 / rounds - 1 / planned);
  const above = (bound: number): number => tUpperTail((bound - worse) / spread, degreesOfFreedom);
  return {
    regression: above(Math.max(smallestThatMatters(tolerance), finalLoss)),
    good: 1 - above(tolerance - finalBound)
  };
}

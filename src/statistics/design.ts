/** How a comparison of interleaved arms decides; fixed before the first round. */
export interface Design {
  /** Numbers of finished rounds after which the data is tested, ascending. The last one is the planned end. */
  readonly looks: readonly number[];
  /** P(any false regression or improvement among the gated metrics), over all looks. */
  readonly alpha: number;
  /** P(a metric that lost its whole tolerance is found tolerable), over all looks. */
  readonly toleranceAlpha: number;
  /** Exponents of the spending functions: 1 spends evenly, 3 spends little before the end. */
  readonly spendingRho: number;
  readonly toleranceRho: number;
  /** Probability of detecting a detectable change. */
  readonly power: number;
  /** Stop if a regression and a pass are both less likely than this. 0 means never. */
  readonly futility: number;
}

/** With fewer rounds, the variance of a difference is too uncertain to pass or fail. */
export const FEWEST_TO_GATE = 4;
/** More looks would not stop a run sooner by much, but each costs computing time. */
const MOST_LOOKS = 9;

/**
 * Chosen with `node bench/calibration.ts 2000 designs` for four primary metrics, noise of 5 % within and 2 % between
 * blocks, and the costs of `estimateSeconds`, before samples had bursts, which reduce the noise and the minutes:
 * - A look after every round from the fourth on. Looks after every second round cost half a minute. A look after the
 *   third saves 2 minutes on quiet nodes and costs half a minute on others.
 * - Twelve rounds at most: with ten, 89 % of lost tolerances are found, and 92 % of unchanged runs pass.
 * - Error is spent early for a pass and later for a regression: other exponents cost up to a minute or 2 % of power.
 * - futility 0.05 ends hopeless runs; 0.1 would save half a minute on noisy machines only.
 */
export const defaultDesign: Design = {
  looks: [4, 5, 6, 7, 8, 9, 10, 11, 12],
  alpha: 0.05,
  toleranceAlpha: 0.05,
  spendingRho: 1.5,
  toleranceRho: 1,
  power: 0.9,
  futility: 0.05
};

/**
 * The default design for another number of rounds: up to nine looks, evenly spaced from the fourth round to the last.
 */
export function designFor(rounds: number): Design {
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError(`${rounds} rounds cannot be planned`);
  if (rounds <= FEWEST_TO_GATE) return { ...defaultDesign, looks: [rounds] };
  const count = Math.min(MOST_LOOKS, rounds - FEWEST_TO_GATE + 1);
  const looks = Array.from({ length: count }, (_, index) =>
    Math.round(FEWEST_TO_GATE + (index * (rounds - FEWEST_TO_GATE)) / (count - 1))
  );
  return { ...defaultDesign, looks };
}

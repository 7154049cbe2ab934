import type { Design } from './design.ts';
import { normalUpperQuantile, tUpperQuantile } from './distributions.ts';
import type { NoiseParts } from './noise.ts';
import { lossLevel } from './outcome.ts';
import { spend } from './spending.ts';
import { moderatedDegreesOfFreedom } from './variance.ts';

/**
 * The smallest true loss (log ratio), from the tolerance up, for which the t statistic excludes zero at the one-sided
 * `level` with probability `power`. A smaller loss may pass, because its bound can fall below the tolerance first.
 * The noncentral t is approximated by a normal distribution (Abramowitz & Stegun 26.7.10): within 0.1 % of the exact
 * value from 6 degrees of freedom on, 5 % too large at 4 and a level of 1 %.
 */
export function detectableChange(
  standardError: number,
  degreesOfFreedom: number,
  level: number,
  tolerance: number,
  power: number
): number {
  const critical = tUpperQuantile(level, degreesOfFreedom);
  const z = normalUpperQuantile(1 - power);
  const forZero =
    critical * (1 - 1 / (4 * degreesOfFreedom)) + z * Math.sqrt(1 + critical ** 2 / (2 * degreesOfFreedom));
  return Math.max(forZero * standardError, tolerance);
}

/** More than anyone would measure. Beyond it, the noise is too high for an answer. */
export const MOST_NEEDED = 200;

/**
 * The smallest count, starting at `from`, at which the detectable loss is at most `change`; undefined if 200 is not
 * enough. Assumes that the detectable loss falls as the count grows.
 */
export function countNeeded(change: number, from: number, detectableAt: (count: number) => number): number | undefined {
  if (detectableAt(MOST_NEEDED) > change) return undefined;
  let [low, high] = [from, MOST_NEEDED];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (detectableAt(middle) > change) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two differences have only a single degree of freedom. */
export const FEWEST_DIFFERENCES = 3;

/**
 * Assumed noise before anything is measured, as standard deviations of logarithms: 5 % between bursts of a sample and 2 %
 * between blocks, as used to choose the default design (bench/calibration.ts).
 */
export const ASSUMED_NOISE = { within: 0.05, between: 0.02 };

/** Standard deviation of a round's difference, in log units, with a number of bursts in each sample. */
export function differenceSd(
  { within, between }: { readonly [part in keyof typeof ASSUMED_NOISE]: NonNullable<NoiseParts[part]> },
  bursts: number
): number {
  return Math.sqrt(2 * between ** 2 + (2 * within ** 2) / bursts);
}

/**
 * The smallest loss (log ratio) detectable in a comparison of `family` gated metrics after the design's last look, at
 * the design's power. `sd` is that of a round's difference, assumed equal for all metrics, so that they share degrees
 * of freedom. `undefined` with fewer than three rounds. Ignores earlier looks, as `predictiveProbabilities` does.
 */
export function expectedDetectable(design: Design, family: number, tolerance: number, sd: number): number | undefined {
  const rounds = design.looks.at(-1) ?? 0;
  if (rounds < FEWEST_DIFFERENCES || family === 0) return undefined;
  const degreesOfFreedom = moderatedDegreesOfFreedom(family, rounds - 1);
  const level = finalLevel(design, lossLevel(design.alpha / family), design.spendingRho);
  return detectableChange(sd / Math.sqrt(rounds), degreesOfFreedom, level, tolerance, design.power);
}

/** The one-sided level of the last planned look. */
export function finalLevel({ looks }: Design, alpha: number, rho: number): number {
  const last = looks.length - 1;
  return spend(looks, looks[last] ?? 1, rho).nominal(last, alpha);
}

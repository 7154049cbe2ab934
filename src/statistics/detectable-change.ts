import type { Design } from './design.ts';
import { normalUpperQuantile, tUpperQuantile } from './distributions.ts';
import type { NoiseParts } from './noise.ts';
import { spend } from './spending.ts';
import { moderatedDegreesOfFreedom } from './variance.ts';

/**
 * The smallest true change (log ratio, either direction) that ends as its outcome with probability `power`: the t statistic
 * must leave zero out at the two-sided `level`, and the estimate must lie beyond the margin; the larger of the two needs.
 * The noncentral t is approximated by a normal one (Abramowitz & Stegun 26.7.10): within 0.1 % of the exact value from 6
 * degrees of freedom on, 5 % too large at 4 and a level of 1 %.
 */
export function detectableChange(
  standardError: number,
  degreesOfFreedom: number,
  level: number,
  margin: number,
  power: number
): number {
  const critical = tUpperQuantile(level / 2, degreesOfFreedom);
  const z = normalUpperQuantile(1 - power);
  const forZero =
    critical * (1 - 1 / (4 * degreesOfFreedom)) + z * Math.sqrt(1 + critical ** 2 / (2 * degreesOfFreedom));
  return Math.max(forZero * standardError, margin + z * standardError);
}

/** More than anybody would measure; beyond it the answer is "not with this noise". */
export const MOST_NEEDED = 200;

/**
 * The smallest count from `from` on at which the detectable change, which falls as the count grows, is at most `change`;
 * undefined: not even with 200.
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

/** With two differences a single degree of freedom would carry the metric. */
export const FEWEST_DIFFERENCES = 3;

/**
 * Noise where none was measured yet, as standard deviations of logarithms: 5 % between samples of a block and 2 % between
 * blocks, by which the default design was chosen (bench/calibration.ts).
 */
export const ASSUMED_NOISE = { within: 0.05, between: 0.02 };

/** Standard deviation of a round's difference of block means, log units: of `noiseParts` the same formula, forwards. */
export function differenceSd(
  { within, between }: { readonly [part in keyof typeof ASSUMED_NOISE]: NonNullable<NoiseParts[part]> },
  samplesPerBlock: number
): number {
  return Math.sqrt(2 * between ** 2 + (2 * within ** 2) / samplesPerBlock);
}

/**
 * The smallest change (log ratio) that a comparison of `family` gated metrics will have seen after the design's last look, with
 * the design's power. `sd` is that of a round's difference, assumed to be alike in all metrics, so that they lend each other
 * degrees of freedom. `undefined` with fewer than three rounds. Stopping at an earlier look is left out, as in `prospects`.
 */
export function expectedDetectable(design: Design, family: number, margin: number, sd: number): number | undefined {
  const rounds = design.looks.at(-1) ?? 0;
  if (rounds < FEWEST_DIFFERENCES || family === 0) return undefined;
  const degreesOfFreedom = moderatedDegreesOfFreedom(family, rounds - 1);
  const level = finalLevel(design, design.alpha / family);
  return detectableChange(sd / Math.sqrt(rounds), degreesOfFreedom, level, margin, design.power);
}

/** The two-sided level of the last planned look. */
export function finalLevel({ looks, spendingRho }: Design, alpha: number): number {
  const last = looks.length - 1;
  return spend(looks, looks[last] ?? 1, spendingRho).nominal(last, alpha);
}

import type { Design } from './design.ts';
import { detectableChange } from './detectable.ts';
import { moderatedDegreesOfFreedom } from './moderate.ts';
import type { NoiseParts } from './noise.ts';
import { spend } from './spending.ts';

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

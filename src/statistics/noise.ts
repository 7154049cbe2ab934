import { fUpperTail } from './distributions.ts';
import { pooled, spreadOf } from './variance.ts';

/** A round of two blocks that measured the same thing: the logarithms of their samples. */
export interface UnchangedRound {
  readonly reference: readonly number[];
  readonly candidate: readonly number[];
}

/** Components of the noise as standard deviations of logarithms: 0.05 is 5 %. */
export interface NoiseParts {
  /** Between samples of one block; undefined if every block has one sample. */
  readonly within: number | undefined;
  /** Between blocks of one round, without the samples' noise; undefined without `within`. */
  readonly between: number | undefined;
  /** Of a round's difference of block means, which is what comparisons use. */
  readonly difference: number;
  /** F-test for no noise between blocks. */
  readonly betweenP: number | undefined;
  readonly rounds: number;
}

/**
 * The measured noise, from repeated rounds of two identical arms (A/A): var(difference of block means) = 2 between^2 +
 * within^2 (1/m1 + 1/m2). What two blocks of a round share (drift, visits) cancels, as in a comparison. A mean
 * difference between the arms does not count as noise. A negative estimate of `between` is returned as 0. Assumes
 * normal, independent blocks. Source: one-way random effects by moments, Searle, Casella & McCulloch 1992, Variance
 * Components, 3.6. Throws RangeError for fewer than two rounds or an empty block.
 */
export function noiseParts(rounds: readonly UnchangedRound[]): NoiseParts {
  const blocks = rounds.flatMap(({ reference, candidate }) => [reference, candidate]);
  if (rounds.length < 2 || blocks.some(block => block.length === 0))
    throw new RangeError('noise needs two rounds with a sample in each block');
  const blockMean = (block: readonly number[]): number => block.reduce((sum, value) => sum + value, 0) / block.length;
  const differences = spreadOf(rounds.map(round => blockMean(round.candidate) - blockMean(round.reference)));
  const difference = Math.sqrt(differences.variance);
  const repeated = blocks.filter(block => block.length > 1);
  if (repeated.length === 0)
    return { within: undefined, between: undefined, difference, betweenP: undefined, rounds: rounds.length };

  const samples = pooled(repeated.map(spreadOf));
  const inverseSamples =
    rounds.reduce((sum, { reference, candidate }) => sum + 1 / reference.length + 1 / candidate.length, 0) /
    rounds.length;
  const expected = samples.variance * inverseSamples;
  return {
    within: Math.sqrt(samples.variance),
    between: Math.sqrt(Math.max(0, differences.variance - expected) / 2),
    difference,
    betweenP: fUpperTail(differences.variance / expected, differences.degreesOfFreedom, samples.degreesOfFreedom),
    rounds: rounds.length
  };
}

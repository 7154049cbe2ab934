import type { Arm, Run, Sample } from '../results/run.ts';
import type { TestName } from '../suite/test.ts';

/** A figure over the rounds of a run: the mean of the rounds' means, and how far these lie apart. */
export interface Aggregate {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Rounds with a valid sample. */
  readonly rounds: number;
}

/** Which samples to take: a scenario's through the pod network, or the control's of a single round. */
export interface Selection {
  /** The candidate's samples, unless said otherwise. */
  readonly arm?: Arm;
  readonly path: Sample['path'];
  readonly scenario?: string;
  readonly round?: number;
}

/**
 * A figure with fixed decimals, halves away from zero as people round. toFixed alone goes by the binary value and makes
 * 1.6 of iperf3's 1.65.
 */
export function formatDecimal(value: number, decimals: number): string {
  const shifted = Number((value * 10 ** decimals).toPrecision(14));
  return ((Math.sign(shifted) * Math.round(Math.abs(shifted))) / 10 ** decimals).toFixed(decimals);
}

/** The samples of a test that count: valid ones of the selection. */
export function validSamples(run: Run, test: TestName, selection: Selection): Sample[] {
  return run.samples.filter(
    sample =>
      sample.status === 'valid' &&
      sample.test === test &&
      sample.path === selection.path &&
      (sample.path === 'host' || sample.arm === (selection.arm ?? 'candidate')) &&
      (selection.scenario === undefined || sample.scenario === selection.scenario) &&
      (selection.round === undefined || sample.round === selection.round)
  );
}

/**
 * A metric over the rounds, or `undefined` when no sample counts. The unit is the round: samples within one are averaged
 * first, for they are no replicates of each other.
 */
export function aggregate(run: Run, test: TestName, metric: string, selection: Selection): Aggregate | undefined {
  const rounds = new Map<number, number[]>();
  for (const sample of validSamples(run, test, selection)) {
    if (!Object.hasOwn(sample.metrics, metric)) continue;
    const figure = sample.metrics[metric];
    if (figure === undefined) continue;
    const values = rounds.get(sample.round);
    if (values === undefined) rounds.set(sample.round, [figure.value]);
    else values.push(figure.value);
  }
  if (rounds.size === 0) return undefined;
  const means = [...rounds.values()].map(mean);
  return { mean: mean(means), min: Math.min(...means), max: Math.max(...means), rounds: means.length };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

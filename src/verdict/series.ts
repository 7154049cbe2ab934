import { maxValue, minValue } from '../model/figures.ts';
import { comparedScenario, type Arm, type Metric, type Paired, type Run, type Sample } from '../model/run.ts';
import { mean } from '../statistics/variance.ts';
import type { TestName } from '../model/test.ts';
import type { RoundFigures } from '../model/comparison.ts';

/** A metric of a scenario with a better direction, over the rounds of a run. */
export interface Series {
  readonly scenario: string;
  readonly test: TestName;
  readonly metric: string;
  readonly unit: Metric['unit'];
  readonly better: Exclude<Metric['better'], 'none'>;
  readonly rounds: readonly RoundFigures[];
  /** Of both arms if they are in one mode, otherwise of the candidate. */
  readonly proof: NonNullable<Sample['proof']>['verdict'];
}

/** A metric that cannot be compared because of one of its values. */
export interface UnusableSeries extends Omit<Series, 'rounds'> {
  /** Why it has no ratios, such as a count of zero. */
  readonly reason: string;
  /** Arithmetic means, because zero has no logarithm; empty if the values cannot be averaged. */
  readonly means: Readonly<Partial<Record<Arm, number>>>;
}

/** The metrics of a run, comparable or not. */
export interface RunSeries {
  readonly usable: readonly Series[];
  readonly unusable: readonly UnusableSeries[];
}

type Arms = Partial<Record<Arm, number[]>>;

interface Found extends Omit<Series, 'rounds' | 'proof'> {
  readonly rounds: Map<number, Arms>;
  readonly proofs: Set<string | undefined>;
  /** Its samples disagree on the unit or the better direction. */
  mixed?: true;
  /** Why it has no ratios. */
  unusable?: string;
}

/** The candidate to the reference, as a logarithm, in each round that has both. */
export function logRatios(rounds: readonly RoundFigures[]): number[] {
  return rounds.flatMap(({ candidate, reference }) =>
    candidate === undefined || reference === undefined ? [] : [Math.log(candidate / reference)]
  );
}

/**
 * The metrics of a run's valid samples in plan order. A round's value is the geometric mean of its block's samples,
 * which are not independent (docs/rules.md#the-unit-is-the-round). A metric with a value that has no logarithm, or with
 * values in two units, has no ratios. It is listed as unusable rather than dropped, because it may be one that gates.
 * This is where a reference in another mode is paired with the candidate's scenario.
 */
export function seriesOf(run: Pick<Run, 'samples' | 'plan'> & Paired): RunSeries {
  const found = new Map<string, Found>();
  for (const sample of [...run.samples].sort(byTime)) {
    if (sample.status === 'invalid' || sample.path === 'host') continue;
    const scenario = comparedScenario(run, sample);
    for (const [metric, { value, unit, better }] of Object.entries(sample.metrics)) {
      if (better === 'none') continue;
      const { test } = sample;
      const key = `${scenario} ${test} ${metric}`;
      const one: Found = found.get(key) ?? {
        ...{ scenario, test, metric, unit, better },
        rounds: new Map<number, Arms>(),
        proofs: new Set<string | undefined>()
      };
      found.set(key, one);
      if (unit !== one.unit || better !== one.better) one.mixed = true;
      else if (!(value >= minValue && value <= maxValue)) {
        one.unusable ??= `a sample has ${value}, so no ratio can be computed`;
      }
      if (scenario === sample.scenario) one.proofs.add(sample.proof?.verdict);
      const arms = one.rounds.get(sample.round) ?? {};
      (arms[sample.arm] ??= []).push(value);
      one.rounds.set(sample.round, arms);
    }
  }
  const place = ({ scenario, test }: Found): number =>
    run.plan.scenarios.indexOf(scenario) * 100 + run.plan.tests.indexOf(test);
  const usable: Series[] = [];
  const unusable: UnusableSeries[] = [];
  for (const one of [...found.values()].sort((left, right) => place(left) - place(right))) {
    const { scenario, test, metric, unit, better, rounds, proofs } = one;
    const described = { scenario, test, metric, unit, better, proof: proofOf(proofs) };
    if (one.mixed === true) unusable.push({ ...described, reason: 'its samples disagree on the unit', means: {} });
    else if (one.unusable !== undefined)
      unusable.push({ ...described, reason: one.unusable, means: meansOf([...rounds.values()]) });
    else usable.push({ ...described, rounds: figuresOf(rounds) });
  }
  return { usable, unusable };
}

/** Order of measuring, whatever the order in the file: the last digit of a sum depends on it. */
export function byTime(left: Sample, right: Sample): number {
  return left.round - right.round || left.block - right.block || (left.id < right.id ? -1 : 1);
}

function figuresOf(rounds: ReadonlyMap<number, Arms>): RoundFigures[] {
  return [...rounds].map(([round, { candidate, reference }]) => ({
    round,
    ...(candidate === undefined ? {} : { candidate: Math.exp(mean(candidate.map(Math.log))) }),
    ...(reference === undefined ? {} : { reference: Math.exp(mean(reference.map(Math.log))) })
  }));
}

function meansOf(rounds: readonly Arms[]): UnusableSeries['means'] {
  const meanOf = (arm: Arm): UnusableSeries['means'] => {
    const blocks = rounds.map(round => round[arm] ?? []).filter(values => values.length > 0);
    const isSane = blocks.length > 0 && blocks.flat().every(value => Math.abs(value) <= maxValue);
    return isSane ? { [arm]: mean(blocks.map(mean)) } : {};
  };
  return { ...meanOf('candidate'), ...meanOf('reference') };
}

/** What samples were proven to be; `unproven` if they disagree. */
export function proofOf(proofs: ReadonlySet<string | undefined>): Series['proof'] {
  const [only] = proofs;
  return proofs.size === 1 && (only === 'encrypted' || only === 'plaintext') ? only : 'unproven';
}

/** Geometric mean; `undefined` without values. */
export function geometricMean(values: readonly (number | undefined)[]): number | undefined {
  const logs = values.flatMap(value => (value === undefined ? [] : [Math.log(value)]));
  return logs.length === 0 ? undefined : Math.exp(mean(logs));
}

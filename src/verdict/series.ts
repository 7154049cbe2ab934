import { maxValue, minValue } from '../model/figures.ts';
import type { Arm, Metric, Run, Sample } from '../model/run.ts';
import { mean } from '../statistics/variance.ts';
import type { TestName } from '../model/test.ts';
import type { RoundFigures } from '../model/comparison.ts';

/** A metric of a scenario that says better and worse, over the rounds of a run. */
export interface Series {
  readonly scenario: string;
  readonly test: TestName;
  readonly metric: string;
  readonly unit: Metric['unit'];
  readonly better: Exclude<Metric['better'], 'none'>;
  readonly rounds: readonly RoundFigures[];
  readonly proof: NonNullable<Sample['proof']>['verdict'];
}

/** A metric with a figure that forbids comparing it. */
export interface UnusableSeries extends Omit<Series, 'rounds'> {
  /** Why it has no ratios: a count of zero, for example. */
  readonly reason: string;
  /** Arithmetic means of the rounds' arithmetic means, for a zero has no logarithm; none where figures cannot be added. */
  readonly means: Readonly<Partial<Record<Arm, number>>>;
}

/** The metrics of a run: those that can be compared, and those that cannot. */
export interface RunSeries {
  readonly usable: readonly Series[];
  readonly unusable: readonly UnusableSeries[];
}

type Arms = Partial<Record<Arm, number[]>>;

interface Found extends Omit<Series, 'rounds' | 'proof'> {
  readonly rounds: Map<number, Arms>;
  readonly proofs: Set<string | undefined>;
  /** Its samples do not agree on the unit, or on which way is better. */
  mixed?: true;
  /** Why it has no ratios. */
  unusable?: string;
}

/**
 * The metrics of a run's valid samples, in the order in which they were planned. A round's figure is the geometric mean of
 * its block's samples, which are not independent (docs/rules.md#the-unit-is-the-round).
 * A metric with a figure that has no logarithm, or with figures
 * in two units, has no ratios: it is set apart, not dropped, for what should gate must not go unnoticed.
 */
export function seriesOf(run: Pick<Run, 'samples' | 'plan'>): RunSeries {
  const found = new Map<string, Found>();
  for (const sample of [...run.samples].sort(byTime)) {
    if (sample.status === 'invalid' || sample.path === 'host') continue;
    for (const [metric, { value, unit, better }] of Object.entries(sample.metrics)) {
      if (better === 'none') continue;
      const key = `${sample.scenario} ${sample.test} ${metric}`;
      const { scenario, test } = sample;
      const one: Found = found.get(key) ?? {
        ...{ scenario, test, metric, unit, better },
        rounds: new Map<number, Arms>(),
        proofs: new Set<string | undefined>()
      };
      found.set(key, one);
      if (unit !== one.unit || better !== one.better) one.mixed = true;
      else if (!(value >= minValue && value <= maxValue)) {
        one.unusable ??= `a sample has ${value}, which has no ratio to another`;
      }
      one.proofs.add(sample.proof?.verdict);
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
    if (one.mixed === true) unusable.push({ ...described, reason: 'its samples do not agree on the unit', means: {} });
    else if (one.unusable !== undefined)
      unusable.push({ ...described, reason: one.unusable, means: meansOf([...rounds.values()]) });
    else usable.push({ ...described, rounds: figuresOf(rounds) });
  }
  return { usable, unusable };
}

/** The order of measuring, whatever the order in the document: sums depend on it in their last digit. */
export function byTime(left: Sample, right: Sample): number {
  return left.round - right.round || left.block - right.block || (left.id < right.id ? -1 : 1);
}

function figuresOf(rounds: ReadonlyMap<number, Arms>): RoundFigures[] {
  return [...rounds]
    .sort(([left], [right]) => left - right)
    .map(([round, { candidate, reference }]) => ({
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

function proofOf(proofs: ReadonlySet<string | undefined>): Series['proof'] {
  const [only, another] = [...proofs];
  return another === undefined && (only === 'encrypted' || only === 'plaintext') ? only : 'unproven';
}

/** Geometric mean; `undefined` of nothing. */
export function geometricMean(values: readonly (number | undefined)[]): number | undefined {
  const logs = values.flatMap(value => (value === undefined ? [] : [Math.log(value)]));
  return logs.length === 0 ? undefined : Math.exp(mean(logs));
}

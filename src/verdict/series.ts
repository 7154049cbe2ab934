import type { Metric, Run, Sample } from '../results/run.ts';
import type { TestName } from '../suite/test.ts';
import type { RoundFigures } from './comparison.ts';

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

type Arms = Partial<Record<Sample['arm'], number[]>>;

interface Found extends Omit<Series, 'rounds' | 'proof'> {
  readonly rounds: Map<number, Arms>;
  readonly proofs: Set<string | undefined>;
  /** Some figure has no logarithm: a count of zero, for example. */
  zero: boolean;
}

/**
 * The metrics of a run's valid samples, in the order in which they were planned. A round's figure is the geometric mean of
 * its block's samples, for they are no replicates (rules 1). A metric with a figure that is not above 0 has no ratios and
 * is left out.
 */
export function seriesOf(run: Pick<Run, 'samples' | 'plan'>): Series[] {
  const found = new Map<string, Found>();
  for (const sample of run.samples) {
    if (sample.status === 'invalid' || sample.path === 'host') continue;
    for (const [metric, { value, unit, better }] of Object.entries(sample.metrics)) {
      if (better === 'none') continue;
      const key = `${sample.scenario} ${sample.test} ${metric}`;
      const { scenario, test } = sample;
      const one = found.get(key) ?? {
        ...{ scenario, test, metric, unit, better },
        rounds: new Map<number, Arms>(),
        proofs: new Set<string | undefined>(),
        zero: false
      };
      found.set(key, one);
      if (!(value > 0)) one.zero = true;
      one.proofs.add(sample.proof?.verdict);
      const arms = one.rounds.get(sample.round) ?? {};
      arms[sample.arm] = [...(arms[sample.arm] ?? []), Math.log(value)];
      one.rounds.set(sample.round, arms);
    }
  }
  const place = ({ scenario, test }: Found): number =>
    run.plan.scenarios.indexOf(scenario) * 100 + run.plan.tests.indexOf(test);
  return [...found.values()]
    .filter(({ zero }) => !zero)
    .sort((left, right) => place(left) - place(right))
    .map(({ scenario, test, metric, unit, better, rounds, proofs }) => ({
      ...{ scenario, test, metric, unit, better },
      rounds: figuresOf(rounds),
      proof: proofOf(proofs)
    }));
}

function figuresOf(rounds: ReadonlyMap<number, Arms>): RoundFigures[] {
  return [...rounds]
    .sort(([left], [right]) => left - right)
    .map(([round, { candidate, reference }]) => ({
      round,
      ...(candidate === undefined ? {} : { candidate: Math.exp(mean(candidate)) }),
      ...(reference === undefined ? {} : { reference: Math.exp(mean(reference)) })
    }));
}

function proofOf(proofs: ReadonlySet<string | undefined>): Series['proof'] {
  const [only, another] = [...proofs];
  return another === undefined && (only === 'encrypted' || only === 'plaintext') ? only : 'unproven';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Geometric mean; `undefined` of nothing. */
export function geometricMean(values: readonly (number | undefined)[]): number | undefined {
  const logs = values.flatMap(value => (value === undefined ? [] : [Math.log(value)]));
  return logs.length === 0 ? undefined : Math.exp(mean(logs));
}

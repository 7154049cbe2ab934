import { mean } from '../../statistics/variance.ts';
import type { Arm, Metric, Run } from '../../model/run.ts';
import type { TestName } from '../../model/test.ts';
import { validSamples } from '../quantity.ts';

/** One metric of one scenario, with one value for each round that has a valid sample. */
export interface RoundSeries {
  readonly scenario: string;
  readonly test: TestName;
  readonly metric: string;
  readonly unit: Metric['unit'];
  readonly better: Metric['better'];
  readonly rounds: readonly { readonly round: number; readonly value: number }[];
}

/** An arm's pod results in plan order, then by metric name. Each value is the mean of a round's valid samples. */
export function collectSeries(run: Run, arm: Arm): RoundSeries[] {
  return run.plan.scenarios.flatMap(scenario =>
    run.plan.tests.flatMap(test => {
      const samples = validSamples(run, test, { arm, path: 'pod', scenario });
      const metrics = [...new Set(samples.flatMap(sample => Object.keys(sample.metrics)))].sort();
      return metrics.flatMap(metric => {
        const figures = samples.flatMap(({ round, metrics: ofSample }) => {
          const figure = Object.hasOwn(ofSample, metric) ? ofSample[metric] : undefined;
          return figure === undefined ? [] : [{ round, ...figure }];
        });
        const [first] = figures;
        if (first === undefined) return [];
        const rounds = [...Map.groupBy(figures, figure => figure.round)]
          .map(([round, all]) => ({ round, value: mean(all.map(figure => figure.value)) }))
          .sort((left, right) => left.round - right.round);
        return [{ scenario, test, metric, unit: first.unit, better: first.better, rounds }];
      });
    })
  );
}

/** Mean, smallest and largest of the rounds. */
export function spreadOf({ rounds }: RoundSeries): {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
} {
  const values = rounds.map(round => round.value);
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}

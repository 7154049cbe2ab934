import type { Policy } from '../model/options.ts';
import { finishedRounds } from '../model/rounds.ts';
import type { Run } from '../model/run.ts';
import { compareRounds, isLook, type PairedResult, type RoundsComparison } from '../statistics/compare-rounds.ts';
import { designFor } from '../statistics/design.ts';
import type { Better } from '../statistics/outcome.ts';
import type { Pool } from '../statistics/variance.ts';
import type { VariancePool } from '../model/comparison.ts';
import { isGated, marginFor, unknownOthers } from './policy.ts';
import { seriesOf, type Series } from './series.ts';

/** The result of comparing a run's interleaved arms so far. */
export interface PairedComparison {
  readonly results: ReadonlyMap<string, PairedResult>;
  /** Why no further round is needed; `undefined` between looks and while another round is worthwhile. */
  readonly stop: RoundsComparison['stop'];
  readonly rounds: number;
  readonly variancePools: readonly VariancePool[];
  /** For each gated metric, the smallest change (log ratio) detectable after the planned rounds at the noise so far. */
  readonly detectableChanges: readonly DetectableChange[];
}

/** What is detectable for a metric with a given better direction. */
export interface DetectableChange {
  readonly better: Better;
  /** Log ratio. */
  readonly detectable: number;
}

export function seriesId({ scenario, test, metric }: Pick<Series, 'scenario' | 'test' | 'metric'>): string {
  return `${scenario} ${test} ${metric}`;
}

/**
 * Compares candidate and reference after a run's finished rounds. Between the design's looks the result is `undefined`,
 * unless `ended` states that no more rounds will come for a reason unrelated to the data. At a look that reason must be
 * recorded, because the data may have ended the run too; only the time budget is recorded. `others` are the p-values of
 * runs judged together with this one; without them, the policy's other matrix jobs count as unknown.
 */
export function compareArms(
  run: Pick<Run, 'samples' | 'blocks' | 'plan' | 'stoppedByBudget'>,
  policy: Omit<Policy, 'failOn'>,
  ended: boolean,
  others?: readonly number[]
): PairedComparison | undefined {
  const rounds = finishedRounds(run);
  const design = designFor(run.plan.rounds);
  const look = isLook(design, rounds);
  if (rounds === 0 || (!look && !ended)) return undefined;
  const metrics = seriesOf(run).usable.map(series => ({
    id: seriesId(series),
    group: `${series.test} ${series.metric}`,
    better: series.better,
    margin: marginFor(policy, series.better).log,
    gated: isGated(policy, series.test, series.metric),
    differences: series.rounds.flatMap(({ round, candidate, reference }) =>
      round > rounds || candidate === undefined || reference === undefined ? [] : [Math.log(candidate / reference)]
    )
  }));
  const family = others ?? unknownOthers(policy, metrics.filter(({ gated }) => gated).length);
  const {
    metrics: results,
    pools,
    stop
  } = compareRounds(metrics, design, { rounds, ended: !look || run.stoppedByBudget === true }, family);
  const byId = new Map(results.map(result => [result.id, result]));
  const detectableChanges = metrics.flatMap(({ id, better, gated }) => {
    const detectable = byId.get(id)?.detectableAtEnd;
    return gated && detectable !== undefined ? [{ better, detectable }] : [];
  });
  const variancePools = pools.flatMap(describePool);
  return { results: byId, stop: look ? stop : undefined, rounds, detectableChanges, variancePools };
}

/** A single metric has nothing to be pooled with. */
function describePool({ ids, priorDegreesOfFreedom }: Pool): VariancePool[] {
  return ids.length < 2 ? [] : [{ metrics: ids, priorDegreesOfFreedom }];
}

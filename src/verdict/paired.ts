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

/** What the interleaved arms of a run say so far. */
export interface PairedComparison {
  readonly results: ReadonlyMap<string, PairedResult>;
  /** Why a look says that no further round is needed; `undefined` while another one is worth measuring, and between looks. */
  readonly stop: RoundsComparison['stop'];
  readonly rounds: number;
  readonly variancePools: readonly VariancePool[];
  /** Of each gated metric the smallest change (log ratio) that the planned end will have seen, by the noise until now. */
  readonly sight: readonly Sight[];
}

/** What is, or will be, seen of a metric that gets better in one direction. */
export interface Sight {
  readonly better: Better;
  /** Log ratio. */
  readonly detectable: number;
}

/** Identifies a metric of a scenario within a run. */
export function seriesId({ scenario, test, metric }: Pick<Series, 'scenario' | 'test' | 'metric'>): string {
  return `${scenario} ${test} ${metric}`;
}

/**
 * Compares candidate and reference after a run's finished rounds. Between the design's looks the data are not asked:
 * `undefined`, unless `ended` says that nothing more will come for a reason that has nothing to do with the data. At a look
 * that reason must be known, for the data may have ended the run as well: only the time budget is recorded as one. `others` are
 * the p-values of runs that are judged together with this one; without them those of the policy's other legs are unknown.
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
  const sight = metrics.flatMap(({ id, better, gated }) => {
    const detectable = byId.get(id)?.detectableAtEnd;
    return gated && detectable !== undefined ? [{ better, detectable }] : [];
  });
  const variancePools = pools.flatMap(describePool);
  return { results: byId, stop: look ? stop : undefined, rounds, sight, variancePools };
}

/** A metric alone has nobody to be like. */
function describePool({ ids, priorDegreesOfFreedom, homogeneityP }: Pool): VariancePool[] {
  return homogeneityP === undefined ? [] : [{ metrics: ids, priorDegreesOfFreedom, homogeneityP }];
}

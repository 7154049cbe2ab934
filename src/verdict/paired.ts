import { defined } from '../lib/defined.ts';
import type { Policy } from '../model/options.ts';
import { finishedRounds } from '../model/rounds.ts';
import { armNames, type Paired, type Run } from '../model/run.ts';
import { compareRounds, isLook, type PairedResult, type RoundsComparison } from '../statistics/compare-rounds.ts';
import { designFor, FEWEST_TO_GATE } from '../statistics/design.ts';
import type { Better } from '../statistics/outcome.ts';
import type { Pool } from '../statistics/variance.ts';
import type { MetricComparison, VariancePool } from '../model/comparison.ts';
import { changeOf, commonOf, detectableOf, seriesId, type Earlier } from './metric.ts';
import { isGated, toleranceFor, unknownOthers } from './policy.ts';
import { geometricMean, seriesOf, type Series } from './series.ts';

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

/**
 * Compares candidate and reference after a run's finished rounds. Between the design's looks the result is `undefined`,
 * unless `ended` states that no more rounds will come for a reason unrelated to the data. At a look that reason must be
 * recorded, because the data may have ended the run too; only the time budget is recorded. `others` are the p-values of
 * runs judged together with this one; without them, the policy's other matrix jobs count as unknown.
 */
export function compareArms(
  run: Pick<Run, 'samples' | 'blocks' | 'plan' | 'stoppedByBudget'> & Paired,
  policy: Omit<Policy, 'failOn'>,
  ended: boolean,
  others?: readonly number[]
): PairedComparison | undefined {
  const rounds = finishedRounds(run);
  const design = designFor(run.plan.rounds);
  const look = isLook(design, rounds);
  if (rounds === 0 || (!look && !ended)) return undefined;
  const { usable } = seriesOf(run);
  const metrics = usable.map(series => ({
    id: seriesId(series),
    group: `${series.test} ${series.metric}`,
    better: series.better,
    tolerance: toleranceFor(policy, series.better).log,
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
  } = compareRounds(
    metrics,
    design,
    { rounds, ended: !look || run.stoppedByBudget === true, undelivered: isUndelivered(run, usable) },
    family
  );
  const byId = new Map(results.map(result => [result.id, result]));
  const detectableChanges = metrics.flatMap(({ id, better, gated }) => {
    const detectable = byId.get(id)?.detectableAtEnd;
    return gated && detectable !== undefined ? [{ better, detectable }] : [];
  });
  const variancePools = pools.flatMap(describePool);
  return { results: byId, stop: look ? stop : undefined, rounds, detectableChanges, variancePools };
}

/** Whether a planned test has no value in one arm so far; the run is then invalid, unless it finds a regression. */
function isUndelivered({ plan }: Pick<Run, 'plan'>, usable: readonly Series[]): boolean {
  return plan.scenarios.some(scenario =>
    plan.tests.some(test => {
      const rounds = usable.filter(one => one.scenario === scenario && one.test === test).flatMap(one => one.rounds);
      return armNames.some(arm => rounds.every(round => round[arm] === undefined));
    })
  );
}

/** A single metric has nothing to be pooled with. */
function describePool({ ids, priorDegreesOfFreedom }: Pool): VariancePool[] {
  return ids.length < 2 ? [] : [{ metrics: ids, priorDegreesOfFreedom }];
}

/** The metrics of a run with a reference arm. */
export function pairedMetrics(
  series: readonly Series[],
  policy: Policy,
  paired: PairedComparison | undefined,
  figures: Earlier
): MetricComparison[] {
  return series.map(one => fromArms(one, policy, paired, figures));
}

function fromArms(
  series: Series,
  policy: Policy,
  paired: PairedComparison | undefined,
  figures: Earlier
): MetricComparison {
  const base = commonOf(series, policy, figures);
  const result = paired?.results.get(seriesId(series));
  const both = series.rounds.filter(
    ({ round, candidate, reference }) =>
      round <= (paired?.rounds ?? 0) && candidate !== undefined && reference !== undefined
  );
  // Only rounds that were compared; other rounds could contradict the change.
  const shown = both.length > 0 ? both : series.rounds;
  const candidate = geometricMean(shown.map(round => round.candidate));
  const reference = geometricMean(shown.map(round => round.reference));
  const measured = {
    ...base,
    design: 'paired' as const,
    ...defined({ candidate, reference })
  };
  if (result?.figures === undefined) {
    const rounds = result?.rounds ?? 0;
    return { ...measured, outcome: 'inconclusive', reason: tooFew(rounds), pairs: rounds };
  }
  const advice = { gated: false, onlyAdvises: true, reason: tooFew(result.rounds) } as const;
  return {
    ...measured,
    ...(base.gated && !result.gates ? advice : {}),
    outcome: result.outcome,
    pairs: result.rounds,
    ...changeOf(result.figures, result.outcome),
    ...detectableOf(series, result.figures)
  };
}

function tooFew(rounds: number): string {
  return `${rounds} ${rounds === 1 ? 'round has' : 'rounds have'} both arms; ${FEWEST_TO_GATE} are needed to pass or fail`;
}

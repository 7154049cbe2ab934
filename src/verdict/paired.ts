import { defined } from '../lib/defined.ts';
import type { Policy } from '../model/options.ts';
import { finishedRounds, lastRoundOf } from '../model/rounds.ts';
import { armNames, type Paired, type Run } from '../model/run.ts';
import {
  compareRounds,
  isLook,
  type PairedMetric,
  type PairedResult,
  type RoundsComparison,
  type RoundsProgress
} from '../statistics/compare-rounds.ts';
import { designFor, FEWEST_TO_GATE } from '../statistics/design.ts';
import type { Better } from '../statistics/outcome.ts';
import type { Pool } from '../statistics/variance.ts';
import type { MetricComparison, VariancePool } from '../model/comparison.ts';
import { changeOf, commonOf, detectableOf, seriesId, type Earlier } from './metric.ts';
import { isGated, toleranceFor, unknownOthers } from './policy.ts';
import { geometricMean, logRatios, seriesOf, type Series } from './series.ts';

/** The result of comparing a run's interleaved arms so far. */
export interface PairedComparison {
  readonly results: ReadonlyMap<string, PairedResult>;
  /** Why no further round is needed; `undefined` between looks and while another round is worthwhile. */
  readonly stop: RoundsComparison['stop'];
  readonly rounds: number;
  readonly variancePools: readonly VariancePool[];
  /** Scenarios that this look decides while others need more rounds, so that no further round measures them. */
  readonly decided: readonly string[];
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
 * recorded, because the data may have ended the run too; only the time budget is recorded. A scenario that an earlier look
 * decided keeps that look's results, and enters later ones with its p-values. `others` are the p-values of runs judged
 * together with this one; without them, the policy's other matrix jobs count as unknown.
 */
export function compareArms(
  run: Pick<Run, 'samples' | 'blocks' | 'plan' | 'decided' | 'stoppedByBudget'> & Paired,
  policy: Omit<Policy, 'failOn'>,
  ended: boolean,
  others?: readonly number[]
): PairedComparison | undefined {
  const rounds = finishedRounds(run);
  const design = designFor(run.plan.rounds);
  const look = isLook(design, rounds);
  if (rounds === 0 || (!look && !ended)) return undefined;
  const { usable } = seriesOf(run);
  const family = others ?? unknownOthers(policy, usable.filter(one => isGated(policy, one.test, one.metric)).length);
  const results = new Map<string, PairedResult>();
  /** Compares the scenarios that no earlier look decided. Each look replaces the results of those that are still open. */
  const lookAfter = (progress: RoundsProgress): RoundsComparison => {
    const isOpen = ({ scenario }: Series): boolean =>
      progress.rounds <= lastRoundOf(run, { scenario, arm: 'candidate' });
    const metrics = usable.filter(isOpen).map(series => pairedMetric(series, policy, progress.rounds));
    const open = new Set(metrics.map(({ id }) => id));
    const decided = [...results.values()].filter(({ id, gated }) => gated && !open.has(id));
    const compared = compareRounds(metrics, design, progress, [...family, ...decided.map(({ familyP }) => familyP)]);
    for (const result of compared.metrics) results.set(result.id, result);
    return compared;
  };
  const earlier = new Set((run.decided ?? []).map(({ round }) => round).filter(round => round < rounds));
  for (const round of [...earlier].sort((left, right) => left - right)) lookAfter({ rounds: round, ended: false });
  const { pools, stop } = lookAfter({
    ...{ rounds, ended: !look || run.stoppedByBudget === true },
    undelivered: isUndelivered(run, usable)
  });

  const detectableChanges = usable.flatMap(series => {
    const { gated = false, detectableAtEnd } = results.get(seriesId(series)) ?? {};
    return gated && detectableAtEnd !== undefined ? [{ better: series.better, detectable: detectableAtEnd }] : [];
  });
  const open = run.plan.scenarios.filter(scenario => !run.decided?.some(one => one.scenario === scenario));
  return {
    results,
    stop: look ? stop : undefined,
    rounds,
    decided: look && stop === undefined ? open.filter(scenario => isDecided(usable, scenario, results)) : [],
    detectableChanges,
    variancePools: pools.flatMap(describePool)
  };
}

function pairedMetric(series: Series, policy: Omit<Policy, 'failOn'>, rounds: number): PairedMetric {
  const { test, metric, better } = series;
  return {
    id: seriesId(series),
    group: `${test} ${metric}`,
    better,
    tolerance: toleranceFor(policy, better).log,
    gated: isGated(policy, test, metric),
    differences: logRatios(series.rounds.filter(({ round }) => round <= rounds))
  };
}

/** Whether every metric that should gate in a scenario has an outcome. */
function isDecided(usable: readonly Series[], scenario: string, results: PairedComparison['results']): boolean {
  const gated = usable
    .filter(series => series.scenario === scenario)
    .flatMap(series => results.get(seriesId(series)) ?? [])
    .filter(result => result.gated);
  return gated.length > 0 && gated.every(({ gates, outcome }) => gates && outcome !== 'inconclusive');
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

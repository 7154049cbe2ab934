import { keyText, maxValue } from '../model/figures.ts';
import type { Policy } from '../model/options.ts';
import { comparePool, defaultPoolDesign, type PoolResult } from '../statistics/compare-pool.ts';
import { compareSingle } from '../statistics/compare-single.ts';
import type { StatisticalOutcome } from '../statistics/outcome.ts';
import type { EarlierFigure } from '../model/comparison.ts';
import { seriesId } from './paired.ts';
import { isGated, marginFor, unknownOthers } from './policy.ts';
import { geometricMean, type Series } from './series.ts';

/** One metric compared with earlier runs. */
export interface HistoryResult {
  readonly design: 'history' | 'single';
  readonly outcome: StatisticalOutcome;
  /** Which runs' control shows whether the machines changed. */
  readonly against: 'pool' | 'anchor';
  /** The runs themselves, newest first. */
  readonly earlier: readonly EarlierFigure[];
  /** Strong enough to gate; otherwise only advisory. */
  readonly gates: boolean;
  readonly reason?: string;
  /** Number of earlier runs. */
  readonly pairs: number;
  /** Their geometric mean. */
  readonly reference: number;
  readonly estimate: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly adjustedP?: number;
  readonly detectable?: number;
  readonly needed: number | undefined;
  readonly band?: { readonly low: number; readonly high: number };
}

/** The metrics of one run compared with earlier runs. */
export interface HistoryComparison {
  readonly results: ReadonlyMap<string, HistoryResult>;
  /** P-values of the gated metrics, as they enter Holm's procedure. */
  readonly familyP: readonly number[];
}

/**
 * Compares the candidate with earlier runs: a pool if there are several, a single run as advice. `others` are the
 * p-values of runs judged together with this one; without them, the policy's other matrix jobs count as unknown.
 */
export function compareHistory(
  series: readonly Series[],
  policy: Policy,
  figures: ReadonlyMap<string, readonly EarlierFigure[]>,
  anchor: ReadonlyMap<string, readonly EarlierFigure[]>,
  others?: readonly number[]
): HistoryComparison {
  const known = series.flatMap(one => {
    const earlier = figures.get(keyText(one)) ?? [];
    const value = geometricMean(one.rounds.map(round => round.candidate));
    if (value === undefined || earlier.length === 0) return [];
    const margin = marginFor(policy, one.better).log;
    return [{ id: seriesId(one), better: one.better, margin, one, value, earlier, history: valuesOf(earlier) }];
  });
  const pools = known.filter(({ history }) => history.length > 1);
  const anchored = pools.flatMap(metric => {
    const old = anchor.get(keyText(metric.one)) ?? [];
    if (old.length < defaultPoolDesign.fewestRuns) return [];
    return [{ ...metric, id: anchorId(metric.id), earlier: old, history: valuesOf(old) }];
  });
  const wanted = [...pools, ...anchored].map(metric => ({
    ...metric,
    gated: isGated(policy, metric.one.test, metric.one.metric)
  }));
  const gated = new Set(wanted.filter(metric => metric.gated).map(metric => metric.id));
  const compared = comparePool(wanted, defaultPoolDesign, others ?? unknownOthers(policy, gated.size));
  const pooled = new Map(compared.map(result => [result.id, result]));
  const results = new Map<string, HistoryResult>();
  for (const metric of pools) {
    // A pool follows a slow decline; the anchor does not. A loss the pool detects too is not a slow one.
    const { id } = metric;
    const [own, old] = [pooled.get(id), pooled.get(anchorId(id))];
    const declined = isGatedLoss(old) && !isGatedLoss(own);
    const chosen = declined ? old : own;
    if (chosen?.figures === undefined) continue;
    const { outcome, gates, runs, figures: found } = chosen;
    const { earlier, history } = (declined ? anchored.find(one => one.id === anchorId(id)) : undefined) ?? metric;
    const reference = geometricMean(history) ?? NaN;
    results.set(id, {
      design: 'history',
      against: declined ? 'anchor' : 'pool',
      earlier,
      outcome,
      gates,
      ...(declined ? { reason: `a slow decline compared with ${describeOlder(earlier)}` } : {}),
      ...(gates || !isGated(policy, metric.one.test, metric.one.metric) ? {} : { reason: weakness(runs) }),
      pairs: runs,
      reference,
      estimate: found.estimate,
      interval: found.interval,
      adjustedP: found.adjustedP,
      detectable: found.detectable,
      needed: found.needed,
      // The interval, shifted from the estimate to the reference: where an unchanged run is expected.
      band: {
        low: reference * Math.exp(found.interval.low - found.estimate),
        high: Math.min(reference * Math.exp(found.interval.high - found.estimate), maxValue)
      }
    });
  }
  const singles = known.flatMap(metric => {
    const [stored, another] = metric.history;
    return stored === undefined || another !== undefined ? [] : [{ ...metric, stored }];
  });
  const single = compareSingle(singles);
  for (const [index, { id, estimate, interval, advice, falseAlarmRate }] of single.metrics.entries()) {
    const metric = singles[index];
    if (metric === undefined) continue;
    const chance = `${(falseAlarmRate * 100).toFixed(0)} %`;
    results.set(id, {
      design: 'single',
      against: 'pool',
      earlier: metric.earlier,
      outcome: 'inconclusive',
      gates: false,
      reason: `${advice === 'within the margin' ? advice : `looks ${advice}`}; based on a single earlier run, which gives a false alarm in about ${chance} of unchanged cases`,
      pairs: 1,
      reference: metric.stored,
      estimate,
      interval,
      needed: undefined
    });
  }
  return { results, familyP: compared.filter(({ id }) => gated.has(id)).map(({ familyP }) => familyP) };
}

function anchorId(id: string): string {
  return `${id} anchor`;
}

function isGatedLoss(result: PoolResult | undefined): boolean {
  return result?.gates === true && result.outcome === 'regression';
}

function valuesOf(figures: readonly EarlierFigure[]): number[] {
  return figures.map(({ value }) => value);
}

/** The number of runs, with the first and last. */
function describeOlder(figures: readonly EarlierFigure[]): string {
  return `${figures.length} older runs, ${figures.at(-1)?.label ?? ''} to ${figures[0]?.label ?? ''}`;
}

function weakness(runs: number): string {
  return runs < defaultPoolDesign.fewestRuns
    ? `only ${runs} earlier runs; ${defaultPoolDesign.fewestRuns} are needed`
    : `the ${runs} earlier runs vary too much to detect twice the tolerance`;
}

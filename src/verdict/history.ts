import { keyText, maxValue } from '../baseline/figures.ts';
import { comparePool, defaultPoolDesign } from '../statistics/compare-pool.ts';
import { compareSingle } from '../statistics/compare-single.ts';
import type { Outcome } from '../statistics/outcome.ts';
import type { EarlierFigure } from './comparison.ts';
import { seriesId } from './paired.ts';
import { isGated, marginFor, unknownOthers, type Policy } from './policy.ts';
import { geometricMean, type Series } from './series.ts';

/** What earlier runs say of one metric. */
export interface HistoryResult {
  readonly design: 'history' | 'single';
  readonly outcome: Outcome;
  /** Whose control vouches for the machines. */
  readonly against: 'pool' | 'anchor';
  /** Strong enough to gate; else it only advises. */
  readonly gates: boolean;
  readonly reason?: string;
  /** Earlier runs. */
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

/** What earlier runs say of the metrics of one run. */
export interface HistoryComparison {
  readonly results: ReadonlyMap<string, HistoryResult>;
  /** P-values of what wants to gate, as they go into Holm. */
  readonly familyP: readonly number[];
}

/**
 * Compares the candidate's figures with those of earlier runs: a pool where there are several, one run as advice. `others` are
 * the p-values of runs that are judged together with this one; without them those of the policy's other legs are unknown.
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
    const history = earlier.map(figure => figure.value);
    return [{ id: seriesId(one), better: one.better, margin: marginFor(policy, one.better).log, one, value, history }];
  });
  const pools = known.filter(({ history }) => history.length > 1);
  const anchored = pools.flatMap(metric => {
    const old = anchor.get(keyText(metric.one)) ?? [];
    if (old.length < defaultPoolDesign.fewestRuns) return [];
    return [{ ...metric, id: anchorId(metric.id), history: old.map(figure => figure.value) }];
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
    // A pool moves along with a slow decline; the anchor does not.
    const old = pooled.get(anchorId(metric.id));
    const declined = old?.gates === true && old.outcome === 'regression';
    const chosen = declined ? old : pooled.get(metric.id);
    if (chosen?.figures === undefined) continue;
    const { outcome, gates, runs, figures: found } = chosen;
    const { id } = metric;
    const chosenPool = declined ? anchored.find(one => one.id === old.id) : metric;
    const reference = geometricMean(chosenPool?.history ?? []) ?? NaN;
    results.set(id, {
      design: 'history',
      against: declined ? 'anchor' : 'pool',
      outcome,
      gates,
      ...(declined ? { reason: 'a slow decline: worse than the oldest runs that are kept' } : {}),
      ...(gates || !isGated(policy, metric.one.test, metric.one.metric) ? {} : { reason: weakness(runs) }),
      pairs: runs,
      reference,
      estimate: found.estimate,
      interval: found.interval,
      adjustedP: found.adjustedP,
      detectable: found.detectable,
      needed: found.needed,
      // Around no change what lies around the estimate: where an unchanged run would have been.
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
      outcome: 'inconclusive',
      gates: false,
      reason: `${advice === 'within the margin' ? advice : `looks ${advice}`}; by one earlier run, which alone errs in about ${chance} of unchanged cases`,
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

function weakness(runs: number): string {
  return runs < defaultPoolDesign.fewestRuns
    ? `${String(runs)} earlier runs, ${String(defaultPoolDesign.fewestRuns)} are needed`
    : `the ${String(runs)} earlier runs scatter too much to see a change of two margins`;
}

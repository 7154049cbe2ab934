import { defined } from '../lib/defined.ts';
import { keyText, maxValue } from '../model/figures.ts';
import type { Policy } from '../model/options.ts';
import { comparePool, defaultPoolDesign, type PoolResult } from '../statistics/compare-pool.ts';
import type { ControlComparison, EarlierFigure, MetricComparison } from '../model/comparison.ts';
import { changeOf, commonOf, detectableOf, seriesId, type Earlier, type EarlierResult } from './metric.ts';
import { isGated, toleranceFor, unknownOthers } from './policy.ts';
import { geometricMean, type Series } from './series.ts';
import { singleResults } from './single-or-none.ts';

/** The metrics of one run compared with earlier runs. */
export interface HistoryComparison {
  readonly results: ReadonlyMap<string, EarlierResult>;
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
  figures: Earlier,
  anchor: Earlier,
  others?: readonly number[]
): HistoryComparison {
  const known = series.flatMap(one => {
    const earlier = figures.get(keyText(one)) ?? [];
    const value = geometricMean(one.rounds.map(round => round.candidate));
    if (value === undefined || earlier.length === 0) return [];
    const tolerance = toleranceFor(policy, one.better).log;
    return [{ id: seriesId(one), better: one.better, tolerance, one, value, earlier, history: valuesOf(earlier) }];
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
  const results = new Map<string, EarlierResult>();
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
  for (const [id, result] of singleResults(known)) results.set(id, result);
  return { results, familyP: compared.filter(({ id }) => gated.has(id)).map(({ familyP }) => familyP) };
}

/** The metrics of a run without a reference arm. */
export function historyMetrics(
  series: readonly Series[],
  policy: Policy,
  { figures, anchor }: Readonly<Record<'figures' | 'anchor', Earlier>>,
  controls: Readonly<Record<EarlierResult['against'], ControlComparison>>,
  others: readonly number[] | undefined
): MetricComparison[] {
  const past = compareHistory(series, policy, figures, anchor, others).results;
  const deciding = [...past.values()].some(({ gates }) => gates);
  return series.map(one => {
    const base = commonOf(one, policy, figures);
    const candidate = geometricMean(one.rounds.map(round => round.candidate));
    const now = { ...base, ...defined({ candidate }) };
    const result = past.get(seriesId(one));
    if (result === undefined) {
      return { ...now, design: 'none', outcome: 'inconclusive', pairs: 0 };
    }
    const { design, gates, pairs, reference, earlier } = result;
    const gated = base.gated && (design === 'single' ? !deciding : gates);
    // Faster machines can hide a loss, just as slower ones can fake one.
    const vetoed = controls[result.against].state === 'changed';
    const slowDecline = result.against === 'anchor';
    const own = vetoed && !slowDecline ? undefined : result.reason;
    const reason = [...(vetoed ? ['machines changed'] : []), ...(own === undefined ? [] : [own])].join('; ');
    return {
      ...now,
      design,
      gated,
      ...(base.gated && !gated ? { onlyAdvises: true } : {}),
      outcome: vetoed ? 'inconclusive' : result.outcome,
      ...(reason === '' ? {} : { reason }),
      reference,
      pairs,
      history: earlier,
      ...(slowDecline ? { slowDecline } : {}),
      ...changeOf(result, result.outcome),
      ...(result.detectable === undefined
        ? {}
        : detectableOf(one, { detectable: result.detectable, needed: result.needed })),
      ...defined({ band: result.band })
    };
  });
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
    : `the ${runs} earlier runs vary too much to detect a loss of the tolerance`;
}

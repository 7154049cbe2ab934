import { tTwoSided } from './distributions.ts';
import { mean, spreadOf } from './variance.ts';

/**
 * A control metric (host network, not encrypted) of this run and of the runs it is compared with; any unit, above 0.
 */
export interface ControlMetric {
  readonly id: string;
  /** Tolerance of the metric it represents, as a log ratio. */
  readonly tolerance: number;
  readonly value: number;
  readonly history: readonly number[];
}

interface ControlResult {
  readonly id: string;
  /** log(now / mean of the earlier runs) and its two-sided p-value; undefined with fewer than two earlier runs. */
  readonly estimate: number | undefined;
  readonly p: number | undefined;
  readonly changed: boolean;
}

export interface ControlTest {
  /** `not available` if no control metric could be tested, so the machines may have changed. */
  readonly machines: 'changed' | 'unchanged' | 'not available';
  readonly metrics: readonly ControlResult[];
}

/** Error rate of the veto per control metric, without correction for their number. */
const VETO_ALPHA = 0.05;
/** Share of the tolerance by which machines must have changed: half of what matters in a metric. */
const VETO_SHARE = 0.25;

/**
 * Tests whether the machines changed, using the prediction test of `comparePool` on each control metric. Errors weigh
 * differently here: a false veto costs an `inconclusive`, a missed one blames Cilium. So there is no correction for
 * several controls, and half of what matters suffices. A smaller change cannot explain one that matters, and would
 * make very quiet controls veto for no reason.
 */
export function testControl(metrics: readonly ControlMetric[]): ControlTest {
  const results = metrics.map(({ id, tolerance, value, history }): ControlResult => {
    if (![value, ...history].every(figure => figure > 0 && figure < Infinity))
      throw new RangeError(`${id}: a figure is not above 0, so it has no logarithm`);
    if (history.length < 2) return { id, estimate: undefined, p: undefined, changed: false };
    const logs = history.map(Math.log);
    const { variance, degreesOfFreedom } = spreadOf(logs);
    const estimate = Math.log(value) - mean(logs);
    const standardError = Math.sqrt(variance * (1 + 1 / logs.length));
    const p = estimate === 0 ? 1 : tTwoSided(estimate / standardError, degreesOfFreedom);
    return { id, estimate, p, changed: p <= VETO_ALPHA && Math.abs(estimate) >= VETO_SHARE * tolerance };
  });
  const tested = results.some(({ p }) => p !== undefined);
  const changed = results.some(result => result.changed);
  return { machines: changed ? 'changed' : tested ? 'unchanged' : 'not available', metrics: results };
}

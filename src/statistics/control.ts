import { tTwoSided } from './distributions.ts';
import { mean, spreadOf } from './variance.ts';

/** A control metric (host network, not encrypted) of this run and of the runs it is compared with; any unit, above 0. */
export interface ControlMetric {
  readonly id: string;
  /** Of the metric that it stands for; log ratio. */
  readonly margin: number;
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
  /** `not available`: no control metric could be tested, so nothing vouches for the machines. */
  readonly machines: 'changed' | 'unchanged' | 'not available';
  readonly metrics: readonly ControlResult[];
}

/** Error rate of the veto per control metric, not adjusted for their number. */
const VETO_ALPHA = 0.05;
/** Share of the margin that machines must have changed by. */
const VETO_SHARE = 0.5;

/**
 * Did the machines change? The prediction test of `comparePool` on each control metric. Its errors weigh the other way round:
 * a veto too many costs an `inconclusive`, one too few blames Cilium; so it is not adjusted for several controls, and half a
 * margin suffices. Less than that cannot explain a change of a margin, and a very quiet control would veto for nothing.
 */
export function testControl(metrics: readonly ControlMetric[]): ControlTest {
  const results = metrics.map(({ id, margin, value, history }): ControlResult => {
    if (![value, ...history].every(figure => figure > 0 && figure < Infinity))
      throw new RangeError(`${id}: a figure is not above 0, so it has no logarithm`);
    if (history.length < 2) return { id, estimate: undefined, p: undefined, changed: false };
    const logs = history.map(Math.log);
    const { variance, degreesOfFreedom } = spreadOf(logs);
    const estimate = Math.log(value) - mean(logs);
    const standardError = Math.sqrt(variance * (1 + 1 / logs.length));
    const p = estimate === 0 ? 1 : tTwoSided(estimate / standardError, degreesOfFreedom);
    return { id, estimate, p, changed: p <= VETO_ALPHA && Math.abs(estimate) >= VETO_SHARE * margin };
  });
  const tested = results.some(({ p }) => p !== undefined);
  const changed = results.some(result => result.changed);
  return { machines: changed ? 'changed' : tested ? 'unchanged' : 'not available', metrics: results };
}

import { countNeeded, detectableChange } from './detectable-change.ts';
import { tTwoSided } from './distributions.ts';
import {
  adjustedInterval,
  type Better,
  boundsAround,
  decide,
  type Estimate,
  type Figures,
  lossLevel,
  type StatisticalOutcome,
  weightedP
} from './outcome.ts';
import { holm, type Holm } from './holm.ts';
import { mean, spreadOf } from './variance.ts';

/** One metric of one run and of comparable earlier runs. */
export interface PoolMetric {
  readonly id: string;
  readonly better: Better;
  /** Log ratio, above 0; see `toleranceOf`. */
  readonly tolerance: number;
  /** Whether it should gate if the pool is good enough. */
  readonly gated: boolean;
  /** This run's value and those of the earlier runs, in any unit, above 0. */
  readonly value: number;
  readonly history: readonly number[];
}

export interface PoolDesign {
  /** P(any false regression or improvement among the gated metrics). */
  readonly alpha: number;
  /** P(a metric that lost its whole tolerance is found tolerable). */
  readonly toleranceAlpha: number;
  readonly power: number;
  /** With fewer runs, nothing gates. */
  readonly fewestRuns: number;
}

export const defaultPoolDesign: PoolDesign = { alpha: 0.05, toleranceAlpha: 0.05, power: 0.9, fewestRuns: 5 };

export interface PoolResult {
  readonly id: string;
  readonly outcome: StatisticalOutcome;
  /**
   * Should gate and can: enough runs, and a detectable loss of at most the tolerance. Otherwise the outcome is
   * advisory.
   */
  readonly gates: boolean;
  readonly runs: number;
  /** undefined with fewer than two earlier runs: `inconclusive`. */
  readonly figures: Figures | undefined;
  /** `weightedP`, which enters Holm's procedure; 1 without a test. */
  readonly familyP: number;
}

/**
 * Compares one run with a pool of earlier ones: a prediction interval for one further observation, on the log
 * scale, with Holm's correction over all metrics that should gate (and separately over the others). Assumes that
 * unchanged runs are exchangeable: independent visits, log-normal, no trend. Each metric uses its own variance, because
 * differences between visits affect all metrics of a run at once and their variances are not independent. A metric with
 * a weak pool still counts in Holm's family: which pools look quiet is partly chance, and selecting by that would raise
 * the error rate. `sd` is that of one run. Source: Hahn & Meeker 1991, Statistical Intervals, 4.8. Throws RangeError
 * for values that are not above 0.
 */
export function comparePool(
  metrics: readonly PoolMetric[],
  design: PoolDesign,
  others: readonly number[] = []
): readonly PoolResult[] {
  for (const metric of metrics) check(metric);
  const results = new Map<PoolMetric, PoolResult>();
  for (const gated of [true, false]) {
    const tests = metrics.filter(metric => metric.gated === gated).map(testOf);
    const pValues = [...tests.map(({ p }) => p), ...(gated ? others : [])];
    const adjusted = holm(pValues, design.alpha);
    for (const [index, test] of tests.entries()) {
      const step = adjusted[index];
      if (step !== undefined) results.set(test.metric, compareMetric(test, step, pValues.length, design));
    }
  }
  return metrics.flatMap(metric => results.get(metric) ?? []);
}

interface Test {
  readonly metric: PoolMetric;
  /** undefined with fewer than two earlier runs. */
  readonly tested: Estimate | undefined;
  readonly sd: number;
  readonly p: number;
}

/** 0.01 %. No tool has a finer resolution, and equal readings must not count as certainty. */
const SMALLEST_SD = 1e-4;

function testOf(metric: PoolMetric): Test {
  const logs = metric.history.map(Math.log);
  if (logs.length < 2) return { metric, tested: undefined, sd: NaN, p: 1 };
  const { variance, degreesOfFreedom } = spreadOf(logs);
  const sd = Math.max(Math.sqrt(variance), SMALLEST_SD);
  const tested = {
    estimate: Math.log(metric.value) - mean(logs),
    standardError: sd * predictionFactor(logs.length),
    degreesOfFreedom
  };
  return { metric, tested, sd, p: weightedP(tested, metric.better) };
}

/** A new run varies around the pool's mean, which is uncertain itself. */
function predictionFactor(runs: number): number {
  return Math.sqrt(1 + 1 / runs);
}

function compareMetric(test: Test, step: Holm, family: number, design: PoolDesign): PoolResult {
  const { metric, tested, sd, p } = test;
  const { id, tolerance, better } = metric;
  const runs = metric.history.length;
  if (tested === undefined) return { id, outcome: 'inconclusive', gates: false, runs, figures: undefined, familyP: p };

  const { estimate, standardError, degreesOfFreedom } = tested;
  const { outcome, interval } = decide(
    estimate,
    adjustedInterval(tested, better, step.level),
    boundsAround(tested, design.toleranceAlpha),
    tolerance,
    better
  );
  const detectableWith = (count: number): number =>
    detectableChange(
      sd * predictionFactor(count),
      count - 1,
      lossLevel(design.alpha / family),
      tolerance,
      design.power
    );
  const detectable = detectableWith(runs);
  const gates = metric.gated && runs >= design.fewestRuns && detectable <= tolerance;
  const needed = countNeeded(tolerance, design.fewestRuns, detectableWith);
  return {
    id,
    outcome,
    gates,
    runs,
    figures: {
      ...{ estimate, interval, adjustedP: step.adjusted, sd, degreesOfFreedom, detectable, needed },
      p: tTwoSided(estimate / standardError, degreesOfFreedom)
    },
    familyP: p
  };
}

function check({ id, tolerance, value, history }: PoolMetric): void {
  if (!(tolerance > 0 && tolerance < Infinity)) throw new RangeError(`${id}: its tolerance must be above 0`);
  if (![value, ...history].every(figure => figure > 0 && figure < Infinity))
    throw new RangeError(`${id}: a figure is not above 0, so it has no logarithm`);
}

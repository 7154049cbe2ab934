import { normalUpperQuantile, normalUpperTail } from './distributions.ts';
import { type Better, type Interval, smallestThatMatters } from './outcome.ts';

/** One metric of this run and of the only stored run. */
export interface SingleMetric {
  readonly id: string;
  readonly better: Better;
  /** Log ratio, above 0; see `toleranceOf`. */
  readonly tolerance: number;
  /** Any unit, above 0. */
  readonly value: number;
  readonly stored: number;
}

/**
 * Assumed standard deviation of a run's log value between visits to comparable machines: 5 %, an ordinary difference
 * between visits (docs/rules.md#one-earlier-run; CodSpeed measured 2.7 % between hosted runners, without a network).
 */
const ASSUMED_SD_BETWEEN_RUNS = 0.05;

interface SingleResult {
  readonly id: string;
  /** log(now / stored), and its 95 % interval at the assumed noise. */
  readonly estimate: number;
  readonly interval: Interval;
  /** What the two values suggest. Never an outcome, because their noise was not measured. */
  readonly advice: 'worse' | 'better' | 'within half the tolerance';
  /** Probability of a false `worse` or `better` for this metric. */
  readonly falseAlarmRate: number;
}

export interface SingleComparison {
  readonly metrics: readonly SingleResult[];
  /** Probability of any false `worse` or `better`, if the metrics were independent. */
  readonly falseAlarmRate: number;
}

/**
 * Compares two runs by half the tolerance alone, which is all a single stored run allows, and estimates the rate of false
 * alarms. `sdBetweenRuns` is in log units; the difference of two runs is assumed normal with sqrt(2) times that. Throws
 * RangeError for values that are not above 0.
 */
export function compareSingle(
  metrics: readonly SingleMetric[],
  sdBetweenRuns: number = ASSUMED_SD_BETWEEN_RUNS
): SingleComparison {
  const sd = Math.SQRT2 * sdBetweenRuns;
  const half = normalUpperQuantile(0.025) * sd;
  const results = metrics.map(({ id, better, tolerance, value, stored }): SingleResult => {
    if (!(value > 0 && stored > 0 && tolerance > 0))
      throw new RangeError(`${id}: its figures and tolerance must be above 0`);
    const matters = smallestThatMatters(tolerance);
    const estimate = Math.log(value / stored);
    return {
      id,
      estimate,
      interval: { low: estimate - half, high: estimate + half, confidence: 0.95 },
      advice:
        Math.abs(estimate) < matters
          ? 'within half the tolerance'
          : estimate > 0 === (better === 'higher')
            ? 'better'
            : 'worse',
      falseAlarmRate: 2 * normalUpperTail(matters / sd)
    };
  });
  const silent = results.reduce((product, { falseAlarmRate }) => product * (1 - falseAlarmRate), 1);
  return { metrics: results, falseAlarmRate: 1 - silent };
}

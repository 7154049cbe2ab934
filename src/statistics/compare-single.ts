import { normalUpperQuantile, normalUpperTail } from './distributions.ts';
import { type Better, intervalAround, type Interval } from './outcome.ts';

/** One metric of this run and of the one stored run there is. */
export interface SingleMetric {
  readonly id: string;
  readonly better: Better;
  /** Log ratio, above 0; see `marginOf`. */
  readonly margin: number;
  /** Any unit, above 0. */
  readonly value: number;
  readonly stored: number;
}

/**
 * Standard deviation of one run's log figures over visits to comparable machines, where nothing better is known: 5 %, an
 * ordinary difference between visits (docs/rules.md#one-earlier-run; CodSpeed saw 2.7 % between hosted runners, without a network).
 */
const ASSUMED_SD_BETWEEN_RUNS = 0.05;

interface SingleResult {
  readonly id: string;
  /** log(now / stored), and the 95 % interval that the assumed noise gives it. */
  readonly estimate: number;
  readonly interval: Interval;
  /** What the two figures suggest; never an outcome, for nothing measured says how much they scatter. */
  readonly advice: 'worse' | 'better' | 'within the margin';
  /** Probability of `worse` or `better` for this metric when nothing changed. */
  readonly falseAlarmRate: number;
}

export interface SingleComparison {
  readonly metrics: readonly SingleResult[];
  /** Probability that some metric would be called worse or better when nothing changed, were they independent. */
  readonly falseAlarmRate: number;
}

/**
 * Compares two runs by the margin alone, which is all that one stored run allows, and says how often that would cry wolf.
 * `sdBetweenRuns` in log units; the difference of two runs scatters by sqrt(2) of it, assumed normal. Throws RangeError for
 * figures that are not above 0.
 */
export function compareSingle(
  metrics: readonly SingleMetric[],
  sdBetweenRuns: number = ASSUMED_SD_BETWEEN_RUNS
): SingleComparison {
  const sd = Math.SQRT2 * sdBetweenRuns;
  const half = normalUpperQuantile(0.025) * sd;
  const results = metrics.map(({ id, better, margin, value, stored }): SingleResult => {
    if (!(value > 0 && stored > 0 && margin > 0)) throw new RangeError(`${id}: its figures and margin must be above 0`);
    const estimate = Math.log(value / stored);
    return {
      id,
      estimate,
      interval: intervalAround(estimate, half, 0.95),
      advice:
        Math.abs(estimate) < margin ? 'within the margin' : estimate > 0 === (better === 'higher') ? 'better' : 'worse',
      falseAlarmRate: 2 * normalUpperTail(margin / sd)
    };
  });
  const silent = results.reduce((product, { falseAlarmRate }) => product * (1 - falseAlarmRate), 1);
  return { metrics: results, falseAlarmRate: 1 - silent };
}

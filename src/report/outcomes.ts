import type { MetricComparison, Outcome } from '../model/comparison.ts';
import { encrypts } from '../model/scenario.ts';
import { MOST_NEEDED } from '../statistics/detectable-change.ts';
import { shouldGate } from '../verdict/verdict.ts';
import { formatShare } from './quantity.ts';

/** Describes losses; one wording per direction. */
const lossWords = { higher: 'a throughput loss', lower: 'a latency increase' } as const;

/** How reports name the outcomes. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  regression: 'regression',
  improvement: 'improvement',
  equivalent: 'unchanged',
  tolerable: 'within tolerance',
  inconclusive: 'inconclusive',
  invalid: 'invalid'
};

/** Whether a metric has no value because its traffic was plaintext although its mode encrypts. */
export function isLeaked({ outcome, proof, scenario }: MetricComparison): boolean {
  return outcome === 'invalid' && proof === 'plaintext' && encrypts(scenario);
}

/** The outcome in a few words, and whether it affects the verdict. */
export function describeOutcome({ outcome, gated, onlyAdvises, design }: MetricComparison): string {
  if (design === 'none' && outcome === 'inconclusive') return 'not compared';
  const word = outcomeWords[outcome];
  if (onlyAdvises === true) return `${word}, advisory only`;
  return gated || design === 'none' ? word : `${word}, not gated`;
}

/**
 * What it takes to detect a loss of the tolerance, such as `12 rounds` or `more than 200 earlier runs`. `undefined` while
 * the noise is unknown.
 */
export function describeNeed(metric: MetricComparison): string | undefined {
  const needed = roundsNeeded(metric);
  if (needed === undefined) return undefined;
  const number = needed === Infinity ? `more than ${MOST_NEEDED}` : String(needed);
  return `${number} ${metric.design === 'history' ? 'earlier runs' : 'rounds'}`;
}

/**
 * Total rounds or earlier runs needed to detect a loss of the tolerance: Infinity if no number is enough, `undefined` if
 * unknown.
 */
export function roundsNeeded({ roundsNeeded: needed, detectable }: MetricComparison): number | undefined {
  return detectable === undefined ? undefined : (needed ?? Infinity);
}

/** Rounds missing from the interval. */
export function missingRounds({ design, pairs }: MetricComparison, rounds: number): string {
  return design === 'paired' && pairs < rounds ? `, ${pairs} of ${rounds} rounds` : '';
}

/** Labels of the older runs used to detect slow declines, newest first. */
export function olderRuns(metrics: readonly MetricComparison[]): string[] {
  const figures = metrics.filter(({ slowDecline }) => slowDecline === true).flatMap(({ history }) => history);
  const newestFirst = figures.toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
  return [...new Set(newestFirst.map(({ label }) => label))];
}

/** Compared metrics that decide the verdict, or should. */
export function decidingMetrics(metrics: readonly MetricComparison[]): MetricComparison[] {
  return metrics.filter(metric => shouldGate(metric) && metric.design !== 'none' && metric.outcome !== 'invalid');
}

/**
 * The smallest loss detectable in every metric that decides, by direction: `a throughput loss of 9.5 % or a latency
 * increase of 13 %`. `undefined` without a design.
 */
export function describeSeen(metrics: readonly MetricComparison[]): string | undefined {
  const losses = decidingMetrics(metrics).flatMap(({ better, detectable }) =>
    detectable === undefined ? [] : [{ better, share: detectable }]
  );
  return losses.length === 0 ? undefined : describeLargest(losses);
}

/** The largest of some losses in each direction. */
export function describeLargest(
  losses: readonly { readonly better: MetricComparison['better']; readonly share: number }[]
): string {
  const parts = (['higher', 'lower'] as const).flatMap(better => {
    const shares = losses.filter(loss => loss.better === better).map(({ share }) => share);
    return shares.length === 0 ? [] : [`${lossWords[better]} of ${formatShare(Math.max(...shares))}`];
  });
  return parts.join(' or ');
}

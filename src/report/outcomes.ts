import type { Comparison, Design, MetricComparison } from '../model/comparison.ts';
import { MOST_NEEDED } from '../statistics/detectable-change.ts';
import { shallGate } from '../verdict/verdict.ts';
import { formatShare } from './quantity.ts';

/** What the figures are compared with, as a column's head. */
const referenceTitles: Readonly<Record<Design, string>> = {
  paired: 'Reference',
  history: 'Baseline',
  single: 'Earlier run',
  none: 'Baseline'
};

/** The columns of a comparison, in every format. */
export function comparisonColumns({ design, metrics }: Comparison): string[] {
  const levels = new Set(metrics.flatMap(({ change }) => change?.level ?? []));
  const [level, other] = [...levels].sort((left, right) => right - left).map(formatShare);
  const interval =
    level === undefined ? '' : ` (${level} interval${other === undefined ? '' : `, ${other} where unchanged`})`;
  return ['Scenario', 'Test', referenceTitles[design], 'Now', `Change${interval}`, 'Outcome', 'Traffic was'];
}

/** A loss in words; margins are named alike, and hold for all that gets better in the same direction. */
export const lossWords = { higher: 'throughput that falls', lower: 'latency that rises' } as const;

/** The outcome in a word, and whether it decides anything. */
export function describeOutcome({ outcome, gated, onlyAdvises, design }: MetricComparison): string {
  if (design === 'none' && outcome === 'inconclusive') return 'not compared';
  const word = outcome === 'equivalent' ? 'unchanged' : outcome;
  if (onlyAdvises === true) return `${word}, only advice`;
  return gated || design === 'none' ? word : `${word}, does not gate`;
}

/** What it would take to see twice the margin: `12 rounds`, `more than 200 earlier runs`; nothing where the noise is not known. */
export function describeNeed(metric: MetricComparison): string | undefined {
  const needed = roundsNeeded(metric);
  if (needed === undefined) return undefined;
  const number = needed === Infinity ? `more than ${MOST_NEEDED}` : String(needed);
  return `${number} ${metric.design === 'history' ? 'earlier runs' : 'rounds'}`;
}

/** Rounds, or earlier runs, in all to see twice the margin: Infinity where no number would do, `undefined` where nobody knows. */
export function roundsNeeded({ roundsNeeded: needed, detectable }: MetricComparison): number | undefined {
  return detectable === undefined ? undefined : (needed ?? Infinity);
}

/** Rounds that the interval had to do without. */
export function missingRounds({ design, pairs }: MetricComparison, rounds: number): string {
  return design === 'paired' && pairs < rounds ? `, ${pairs} of ${rounds} rounds` : '';
}

/** The older runs that slow declines are seen against, as they are called, newest first. */
export function olderRuns(metrics: readonly MetricComparison[]): string[] {
  const figures = metrics.filter(({ slowDecline }) => slowDecline === true).flatMap(({ history }) => history);
  const newestFirst = figures.toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
  return [...new Set(newestFirst.map(({ label }) => label))];
}

/** The metrics that decide, or should, and that something could be seen of. */
export function decidingMetrics(metrics: readonly MetricComparison[]): MetricComparison[] {
  return metrics.filter(metric => shallGate(metric) && metric.design !== 'none' && metric.outcome !== 'invalid');
}

/**
 * The smallest losses that every metric that decides would have shown, by direction: `throughput that falls by 9.5 % or
 * latency that rises by 13 %`. Nothing when no design stood behind them.
 */
export function describeSeen(metrics: readonly MetricComparison[]): string | undefined {
  const deciding = decidingMetrics(metrics);
  const parts = (['higher', 'lower'] as const).flatMap(better => {
    const seen = deciding.filter(metric => metric.better === better).flatMap(metric => metric.detectable ?? []);
    return seen.length === 0 ? [] : [`${lossWords[better]} by ${formatShare(Math.max(...seen))}`];
  });
  return parts.length === 0 ? undefined : parts.join(' or ');
}

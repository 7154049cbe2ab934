import type { Comparison, Design, MetricComparison } from '../verdict/comparison.ts';
import { shallGate } from '../verdict/verdict.ts';
import { formatShare } from './change.ts';

/** What the figures are compared with, as a column's head. */
export const referenceTitles: Readonly<Record<Design, string>> = {
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

/** The outcome in a word, and whether it decides anything. */
export function describeOutcome({ outcome, gated, design }: MetricComparison): string {
  if (design === 'none' && outcome === 'inconclusive') return 'not compared';
  return `${outcome === 'equivalent' ? 'unchanged' : outcome}${gated || design === 'none' ? '' : ', does not gate'}`;
}

/** What it would take to see twice the margin: `12 rounds`, `14 earlier runs`; nothing where no number would do. */
export function describeNeed({ roundsNeeded, design }: MetricComparison): string | undefined {
  if (roundsNeeded === undefined) return undefined;
  return `${String(roundsNeeded)} ${design === 'history' ? 'earlier runs' : 'rounds'}`;
}

/** Rounds that the interval had to do without. */
export function missingRounds({ design, pairs }: MetricComparison, rounds: number): string {
  return design === 'paired' && pairs < rounds ? `, ${String(pairs)} of ${String(rounds)} rounds` : '';
}

/** The metrics that decide, or should, and that something could be seen of. */
export function decidingMetrics(metrics: readonly MetricComparison[]): MetricComparison[] {
  return metrics.filter(metric => shallGate(metric) && metric.design !== 'none' && metric.outcome !== 'invalid');
}

/** The smallest loss that would have been seen in every metric that decides, as a share. */
export function visibleLoss(metrics: readonly MetricComparison[]): number | undefined {
  const seen = decidingMetrics(metrics).flatMap(metric => metric.detectable ?? []);
  return seen.length === 0 ? undefined : Math.max(...seen);
}

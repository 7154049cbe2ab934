import { count } from '../lib/count.ts';
import type { BlockPlan, Plan } from './plan.ts';

/** Measured on the lab (kind, two cores): Helm upgrade, one rollout, new test pods. */
const switchSeconds = 25;
/** At least five one-second probes, including start and end. */
const settlingSeconds = 8;
/** A traffic matrix: its pods, one-second transfers and the second witness. */
const verifySeconds = 30;
/** Start and end of a tool, and the readings around a sample. */
const sampleOverheadSeconds = 1.5;

/**
 * Expected duration of the remaining blocks in seconds; `blockSeconds` replaces the assumed switching and settling time
 * with a measured one.
 */
export function estimateSeconds(
  rounds: readonly (readonly BlockPlan[])[],
  durationSeconds: number,
  omitSeconds: number,
  blockSeconds = switchSeconds + settlingSeconds
): number {
  const blocks = rounds.flat();
  const samples = blocks.flatMap(block => block.tests).length;
  const switches = blocks.filter(block => block.path === 'pod').length;
  const verified = blocks.filter(block => block.verify).length;
  return (
    switches * blockSeconds +
    verified * verifySeconds +
    samples * (durationSeconds + omitSeconds + sampleOverheadSeconds)
  );
}

/** What comes next: a round, or the end and why. */
export type Next =
  | { readonly kind: 'round'; readonly number: number; readonly blocks: readonly BlockPlan[] }
  | { readonly kind: 'stop'; readonly cause: StopCause; readonly reason: string };

/**
 * Determines what the comparison may conclude: only with `comparison` did measurements influence when the run stopped.
 */
export type StopCause = 'comparison' | 'plan' | 'time-budget';

/** What has been measured so far. */
export interface RunProgress {
  readonly finishedRounds: number;
  readonly elapsedSeconds: number;
  /** Why the comparison needs no further round; only set at its planned looks. */
  readonly decided: string | undefined;
}

/** Decides after each round whether to continue. */
export function nextRound(plan: Plan, { finishedRounds, elapsedSeconds, decided }: RunProgress): Next {
  if (decided !== undefined) return { kind: 'stop', cause: 'comparison', reason: decided };
  const blocks = plan.rounds[finishedRounds];
  if (blocks === undefined) {
    return {
      kind: 'stop',
      cause: 'plan',
      reason: `${plan.rounds.length} of ${count(plan.rounds.length, 'round')} measured`
    };
  }
  const { budgetSeconds } = plan;
  if (budgetSeconds !== undefined && finishedRounds > 0) {
    // All rounds take equally long: they contain the same blocks in another order.
    const expected = elapsedSeconds + elapsedSeconds / finishedRounds;
    if (expected > budgetSeconds) {
      return {
        kind: 'stop',
        cause: 'time-budget',
        reason: `another round would end after ${Math.round(expected / 60)} minutes, beyond the time budget of ${Math.round(budgetSeconds / 60)}`
      };
    }
  }
  return { kind: 'round', number: finishedRounds + 1, blocks };
}

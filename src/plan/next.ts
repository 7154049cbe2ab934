import { count } from '../lib/count.ts';
import { estimateSeconds } from './cost.ts';
import type { BlockPlan, Plan } from './plan.ts';

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
    // Rounds differ in what only the first of them contains.
    const estimated = (rounds: number): number => estimateSeconds(plan.rounds.slice(0, rounds), plan);
    const expected = (elapsedSeconds * estimated(finishedRounds + 1)) / estimated(finishedRounds);
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

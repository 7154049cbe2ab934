import type { BlockPlan, Plan } from './plan.ts';

/** What comes next: a round, or the end and why. */
export type Next =
  | { readonly kind: 'round'; readonly number: number; readonly blocks: readonly BlockPlan[] }
  | { readonly kind: 'stop'; readonly cause: StopCause; readonly reason: string };

/** Which of them ends a run decides what its comparison may conclude: figures have a say in `comparison` alone. */
export type StopCause = 'comparison' | 'plan' | 'time-budget';

/** What has been measured so far. */
export interface Progress {
  readonly finishedRounds: number;
  readonly elapsedSeconds: number;
  /** Why the comparison needs no further round; it is asked at its pre-set looks only. */
  readonly decided: string | undefined;
}

/** Decides after each round from what has been measured. */
export function nextRound(plan: Plan, { finishedRounds, elapsedSeconds, decided }: Progress): Next {
  if (decided !== undefined) return { kind: 'stop', cause: 'comparison', reason: decided };
  const blocks = plan.rounds[finishedRounds];
  if (blocks === undefined) {
    return { kind: 'stop', cause: 'plan', reason: `all ${String(plan.rounds.length)} rounds are measured` };
  }
  const { budgetSeconds } = plan;
  if (budgetSeconds !== undefined && finishedRounds > 0) {
    // Rounds take alike: the same blocks in another order.
    const expected = elapsedSeconds + elapsedSeconds / finishedRounds;
    if (expected > budgetSeconds) {
      return {
        kind: 'stop',
        cause: 'time-budget',
        reason: `another round would end after ${String(Math.round(expected / 60))} minutes, beyond the time budget of ${String(Math.round(budgetSeconds / 60))}`
      };
    }
  }
  return { kind: 'round', number: finishedRounds + 1, blocks };
}

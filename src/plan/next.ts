import type { BlockPlan, Plan } from './plan.ts';

/** What comes next: a round, or the end and why. */
export type Next =
  | { readonly kind: 'round'; readonly number: number; readonly blocks: readonly BlockPlan[] }
  | { readonly kind: 'stop'; readonly reason: string };

/** Decides after each round from what has been measured; `finishedRounds` counts the rounds that are through. */
export function nextRound(plan: Plan, finishedRounds: number): Next {
  const blocks = plan.rounds[finishedRounds];
  if (blocks === undefined) return { kind: 'stop', reason: `all ${String(plan.rounds.length)} rounds are measured` };
  return { kind: 'round', number: finishedRounds + 1, blocks };
}

import { comparedScenario, type InvalidReason, type Block, type Paired, type Run } from './run.ts';

/**
 * A mode that does not start, or does not encrypt as promised, will not do so in the next round either. Temporary
 * failures of the cluster (`cluster-failed`) are retried.
 */
export function isPermanentFailure(reason: InvalidReason | undefined): reason is InvalidReason {
  return ['rollout-failed', 'matrix-differs', 'policy-differs'].includes(reason?.kind ?? '');
}

/** The blocks of a run so far, and the plan they follow. */
export type RunBlocks = Pick<Run, 'blocks' | 'plan' | 'decided'> & Paired;

/** The last round that should measure a block's scenario: infinite until the comparison has decided it. */
export function lastRoundOf(run: Pick<Run, 'decided'> & Paired, block: Pick<Block, 'scenario' | 'arm'>): number {
  const scenario = comparedScenario(run, block);
  return run.decided?.find(one => one.scenario === scenario)?.round ?? Infinity;
}

/** Number of initial rounds in which every block finished. A round without pod blocks measured nothing. */
export function finishedRounds(run: RunBlocks): number {
  const { blocks, plan } = run;
  const failed = new Set(
    blocks.filter(({ reason }) => isPermanentFailure(reason)).map(block => comparedScenario(run, block))
  );
  const place = (round: number, { scenario, arm }: Pick<Block, 'scenario' | 'arm'>): string =>
    `${round} ${arm} ${scenario}`;
  const ended = new Set(blocks.filter(({ path }) => path === 'pod').map(block => place(block.round, block)));
  const unfinished = plan.order.findIndex((order, index) => {
    const ofPods = order.filter(({ path }) => path === 'pod');
    const round = index + 1;
    // A mode that failed permanently is not retried in later rounds, and without it the other arm's says nothing.
    const isDue = (one: (typeof ofPods)[number]): boolean =>
      !failed.has(comparedScenario(run, one)) && round <= lastRoundOf(run, one);
    return ofPods.length === 0 || ofPods.some(one => isDue(one) && !ended.has(place(round, one)));
  });
  return unfinished === -1 ? plan.order.length : unfinished;
}

/**
 * Rounds expected to have samples, in total or of a scenario: of a run that ended as intended, early or not, those it
 * started; of a scenario that was decided before, those up to then.
 */
export function wantedRounds(run: Run, of?: Pick<Block, 'scenario' | 'arm'>): number {
  const { complete, blocks, samples, plan } = run;
  const last = complete ? [...blocks, ...samples].reduce((most, { round }) => Math.max(most, round), 0) : plan.rounds;
  return of === undefined ? last : Math.min(last, lastRoundOf(run, of));
}

/** Finished rounds with at least one attempt: `7`, or `3 of 7` if fewer than planned. */
export function describeRounds(run: RunBlocks): string {
  const finished = finishedRounds(run);
  const measured = new Set(run.blocks.map(({ round }) => round).filter(round => round <= finished)).size;
  const planned = String(run.plan.rounds);
  return measured < run.plan.rounds ? `${measured} of ${planned}` : planned;
}

/** The same with its noun: `1 round`, `3 of 7 rounds`. */
export function countRounds(run: RunBlocks): string {
  return `${describeRounds(run)} ${run.plan.rounds === 1 ? 'round' : 'rounds'}`;
}

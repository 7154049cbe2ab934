import { comparedScenario, type InvalidReason, type Block, type Paired, type Run } from './run.ts';

/**
 * A mode that does not start, or does not encrypt as promised, will not do so in the next round either. Temporary
 * failures of the cluster (`cluster-failed`) are retried.
 */
export function isPermanentFailure(reason: InvalidReason | undefined): reason is InvalidReason {
  return reason?.kind === 'rollout-failed' || reason?.kind === 'matrix-differs';
}

/** The blocks of a run so far, and the plan they follow. */
export type RunBlocks = Pick<Run, 'blocks' | 'plan'> & Paired;

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
    // A mode that failed permanently is not retried in later rounds, and without it the other arm's says nothing.
    return (
      ofPods.length === 0 ||
      ofPods.some(one => !failed.has(comparedScenario(run, one)) && !ended.has(place(index + 1, one)))
    );
  });
  return unfinished === -1 ? plan.order.length : unfinished;
}

/** Rounds expected to have samples: of a run that ended as intended, early or not, those it started. */
export function wantedRounds({ complete, blocks, samples, plan }: Run): number {
  if (!complete) return plan.rounds;
  return [...blocks, ...samples].reduce((last, { round }) => Math.max(last, round), 0);
}

/** Finished rounds with at least one attempt: `7`, or `3 of 7` if fewer than planned. */
export function describeRounds(run: RunBlocks): string {
  const finished = finishedRounds(run);
  const measured = new Set(run.blocks.map(({ round }) => round).filter(round => round <= finished)).size;
  const planned = String(run.plan.rounds);
  return measured < run.plan.rounds ? `${measured} of ${planned}` : planned;
}

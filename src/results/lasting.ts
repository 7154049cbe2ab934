import type { InvalidReason } from './run.ts';

/**
 * A mode that does not come up, or does not do what it promises, will not do so in the next round either. What the cluster
 * only failed at for the moment (`cluster-failed`) is tried again.
 */
export function isLasting(reason: InvalidReason | undefined): reason is InvalidReason {
  return reason?.kind === 'rollout-failed' || reason?.kind === 'matrix-differs';
}

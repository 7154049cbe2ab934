import type { Run } from '../results/run.ts';

/** What a reader must know of figures from a kind cluster, in one sentence; nothing of other clusters. */
export function oneMachineNotice({ cluster }: Run): readonly string[] {
  return cluster?.provider === 'kind'
    ? ['All nodes of this kind cluster share one kernel and one CPU: ratios count here, absolute figures do not.']
    : [];
}

import type { V1Pod } from '@kubernetes/client-node';

/** A pod's UID and its containers' restart counts: another one means that its counters may have begun anew. */
export function podIdentity(pod: V1Pod): string {
  const restarts = (pod.status?.containerStatuses ?? []).map(status => status.restartCount);
  return `${pod.metadata?.uid ?? ''}/${restarts.join('+')}`;
}

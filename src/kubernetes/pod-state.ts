import type { V1ContainerStatus, V1DaemonSet, V1Deployment, V1Pod } from '@kubernetes/client-node';
import { isIpv4 } from '../lib/addresses.ts';

/** Whether a pod is ready. Kubernetes also sets this to false if the pod's node is not ready. */
export function isReady({ metadata, status }: V1Pod): boolean {
  if (metadata?.deletionTimestamp !== undefined) return false;
  const condition = status?.conditions?.find(({ type }) => type === 'Ready');
  return condition === undefined
    ? (status?.containerStatuses ?? []).every(({ ready }) => ready)
    : condition.status === 'True';
}

/** Whether a pod has ended. An evicted pod remains next to its replacement. */
export function hasEnded({ status }: V1Pod): boolean {
  return status?.phase === 'Failed' || status?.phase === 'Succeeded';
}

/**
 * IPv4 address of a pod or of its node; empty if there is none yet. On a dual-stack cluster, the plain fields can
 * contain either family. Kubernetes before 1.29 has no list of node addresses.
 */
export function ipv4Of({ status }: V1Pod, of: 'pod' | 'node'): string {
  const [listed, first] = of === 'pod' ? [status?.podIPs, status?.podIP] : [status?.hostIPs, status?.hostIP];
  return listed?.find(({ ip }) => isIpv4(ip))?.ip ?? first ?? '';
}

/** All created containers of a pod, init containers first. */
export function containersOf({ status }: V1Pod): readonly V1ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

/** Whether a DaemonSet's rollout is complete on all nodes. */
export function isRolledOut({ metadata, status }: V1DaemonSet): boolean {
  const wanted = status?.desiredNumberScheduled ?? 0;
  return (
    wanted > 0 &&
    (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
    (status?.updatedNumberScheduled ?? 0) >= wanted &&
    (status?.numberReady ?? 0) >= wanted
  );
}

/**
 * Whether a pod has its DaemonSet's newest template, by the generation that Kubernetes sets on both (since 1.9).
 * Other marks would require reading ControllerRevisions.
 */
export function isOfNewestTemplate(pod: V1Pod, { metadata }: V1DaemonSet): boolean {
  return (
    pod.metadata?.labels?.['pod-template-generation'] ===
    metadata?.annotations?.['deprecated.daemonset.template.generation']
  );
}

/** Whether a pod has all annotations of its Deployment's newest template. */
export function hasNotesOf(pod: V1Pod, { spec }: V1Deployment): boolean {
  const notes = Object.entries(spec?.template.metadata?.annotations ?? {});
  return notes.every(([key, value]) => pod.metadata?.annotations?.[key] === value);
}

/** Number of a DaemonSet's pods that may be replaced at once. */
export function replacedAtOnce({ spec, status }: V1DaemonSet): number {
  const { maxUnavailable = 1, maxSurge = 0 } = spec?.updateStrategy?.rollingUpdate ?? {};
  const pods = status?.desiredNumberScheduled ?? 0;
  const count = (value: number | string): number =>
    typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) / 100) * pods);
  return Math.max(1, count(maxUnavailable), count(maxSurge));
}

import { isIPv4 } from 'node:net';
import type { V1ContainerStatus, V1DaemonSet, V1Deployment, V1Pod } from '@kubernetes/client-node';

/** Whether all of a pod's containers answer; false also on a node that is not ready, whose pods Kubernetes marks so. */
export function isReady({ metadata, status }: V1Pod): boolean {
  if (metadata?.deletionTimestamp !== undefined) return false;
  const condition = status?.conditions?.find(({ type }) => type === 'Ready');
  return condition === undefined
    ? (status?.containerStatuses ?? []).every(({ ready }) => ready)
    : condition.status === 'True';
}

/** Whether a pod has ended: an evicted one stays as a record beside the one that takes its place. */
export function hasEnded({ status }: V1Pod): boolean {
  return status?.phase === 'Failed' || status?.phase === 'Succeeded';
}

/**
 * A pod's own IPv4 address, or that of its node; empty while it has none. The plain fields have the family that a dual-stack
 * cluster puts first, and Kubernetes before 1.29 has no list of the node's.
 */
export function ipv4Of({ status }: V1Pod, of: 'pod' | 'node'): string {
  const [listed, first] = of === 'pod' ? [status?.podIPs, status?.podIP] : [status?.hostIPs, status?.hostIP];
  return listed?.find(({ ip }) => isIPv4(ip))?.ip ?? first ?? '';
}

/** All containers of a pod that have been created, init containers first. */
export function containersOf({ status }: V1Pod): readonly V1ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

/** Whether a DaemonSet has nothing left to do, on any node. */
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
 * Whether a pod is of its DaemonSet's newest template, by the generation that Kubernetes writes on both (since 1.9; pods have
 * no other mark of it that can be read without the ControllerRevisions).
 */
export function isOfNewestTemplate(pod: V1Pod, { metadata }: V1DaemonSet): boolean {
  return (
    pod.metadata?.labels?.['pod-template-generation'] ===
    metadata?.annotations?.['deprecated.daemonset.template.generation']
  );
}

/** Whether a pod carries everything that its Deployment's newest template notes on its pods. */
export function hasNotesOf(pod: V1Pod, { spec }: V1Deployment): boolean {
  const notes = Object.entries(spec?.template.metadata?.annotations ?? {});
  return notes.every(([key, value]) => pod.metadata?.annotations?.[key] === value);
}

/** How many pods of a DaemonSet may be replaced at once. */
export function replacedAtOnce({ spec, status }: V1DaemonSet): number {
  const { maxUnavailable = 1, maxSurge = 0 } = spec?.updateStrategy?.rollingUpdate ?? {};
  const pods = status?.desiredNumberScheduled ?? 0;
  const count = (value: number | string): number =>
    typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) / 100) * pods);
  return Math.max(1, count(maxUnavailable), count(maxSurge));
}

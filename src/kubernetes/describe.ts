import type { V1Node } from '@kubernetes/client-node';
import type { RunNode } from '../model/run.ts';
import { isControlPlane } from './placement.ts';
import type { ExecTarget, Kubernetes } from './port.ts';

const readingSeconds = 15;
/** Facts about a node from its Kubernetes object. */
export function nodeFacts(node: V1Node, role: RunNode['role']): RunNode {
  const info = node.status?.nodeInfo;
  const labels = node.metadata?.labels ?? {};
  return {
    name: node.metadata?.name ?? '',
    role,
    controlPlane: isControlPlane(node),
    kernel: info?.kernelVersion ?? '',
    osImage: info?.osImage ?? '',
    containerRuntime: info?.containerRuntimeVersion ?? '',
    architecture: info?.architecture ?? '',
    cpus: node.status?.capacity?.['cpu'] ?? '',
    ...optional('instanceType', labels['node.kubernetes.io/instance-type']),
    ...optional('zone', labels['topology.kubernetes.io/zone']),
    ...optional('nodeImage', labels['kubernetes.azure.com/node-image-version'])
  };
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);
}

/** MTU of a pod's eth0, bytes. Reading the route's MTU would need a program that the test image lacks. */
export async function readPodMtu(kubernetes: Kubernetes, pod: ExecTarget): Promise<{ podMtu?: number }> {
  const { exitCode, stdout } = await kubernetes.exec(pod, ['cat', '/sys/class/net/eth0/mtu'], readingSeconds);
  const podMtu = Number(stdout.trim());
  return exitCode === 0 && Number.isInteger(podMtu) && podMtu > 0 ? { podMtu } : {};
}

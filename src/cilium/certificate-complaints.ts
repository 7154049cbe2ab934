import type { Kubernetes } from '../kubernetes/port.ts';
import { ztunnelName } from './rollout.ts';

/** ztunnel and the operator repeat a complaint at least every 150 seconds, among many other lines. */
const readLines = 500;

/**
 * Why pods of a namespace have no certificates or connections, in the words of the components: of the ztunnel on each node,
 * and of the operator, which registers the pods' identities with SPIRE. Empty if none of them complains.
 */
export async function certificateComplaints(
  kubernetes: Kubernetes,
  ciliumNamespace: string,
  nodes: readonly string[],
  namespace: string
): Promise<readonly string[]> {
  const words = async (
    pod: string,
    container: string,
    find: (log: string) => string | undefined
  ): Promise<string[]> => {
    const target = { namespace: ciliumNamespace, pod, container };
    const line = find(await kubernetes.logs(target, { previous: false, lines: readLines }));
    return line === undefined ? [] : [`${pod} says: ${line.replace(/\s+/g, ' ').trim()}`];
  };
  const found: string[] = [];
  for (const node of new Set(nodes)) {
    for (const { metadata } of await kubernetes.pods(ciliumNamespace, `app=${ztunnelName}`, node)) {
      found.push(...(await words(metadata?.name ?? '', 'istio-proxy', log => ztunnelComplaint(log, namespace))));
    }
  }
  for (const { metadata } of await kubernetes.pods(ciliumNamespace, 'io.cilium/app=operator')) {
    found.push(...(await words(metadata?.name ?? '', 'cilium-operator', operatorComplaint)));
  }
  return found;
}

/** The last complaint about an identity of the namespace. One about its certificate explains those about connections. */
function ztunnelComplaint(log: string, namespace: string): string | undefined {
  const lines = log
    .split('\n')
    .filter(line => /\t(?:warn|error)\t/.test(line) && line.includes(`/ns/${namespace}/sa/`));
  return lines.findLast(line => line.includes('certificate')) ?? lines.at(-1);
}

/** The last line about SPIRE, if it is a complaint. While SPIRE is starting, the operator complains without consequences. */
function operatorComplaint(log: string): string | undefined {
  const last = log.split('\n').findLast(line => /spire|\bCA entr/i.test(line));
  return last !== undefined && /\blevel=(?:warn|error)\b/.test(last) ? last : undefined;
}

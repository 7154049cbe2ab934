import { z } from 'zod';
import { defined } from '../lib/defined.ts';
import {
  type BlockProof,
  type BlockReading,
  type PathFacts,
  type PlaceReading,
  type Section,
  sides,
  NoProof
} from './contract.ts';
import { memberOf, parseJson, textOf, checkSame } from './readings.ts';

const table = 'mtls-enrolled-namespaces';

/**
 * The agent's table of enrolled namespaces, from a dump of all its tables. A complete dump without the table (Cilium
 * 1.18, or another mode) means that nothing is enrolled. Each agent has its own table, so every agent is asked.
 */
export const enrollmentSection: Section = {
  name: 'enrollment',
  command: ['cilium-dbg', 'statedb', 'dump'],
  keep: memberOf(table)
};

const tableSchema = z.object({
  [table]: z
    .array(
      z.object({ Name: z.string(), Status: z.object({ kind: z.string().default(''), error: z.string().optional() }) })
    )
    .default([])
});

/** A namespace in the table. Only `Done` means that its pods use ztunnel. */
export interface Enrollment {
  readonly namespace: string;
  readonly kind: string;
  readonly error?: string;
}

/** The namespaces an agent has enrolled. @throws NoProof if the table was not read. */
export function readEnrollments(place: PlaceReading, where: string): readonly Enrollment[] {
  const text = textOf(place, enrollmentSection, where);
  return parseJson(text, tableSchema, `the table of enrolled namespaces of ${where}`)[table].map(
    ({ Name, Status }) => ({
      namespace: Name,
      kind: Status.kind,
      ...defined({ error: Status.error })
    })
  );
}

/** Checks that an agent has enrolled the namespace. @throws NoProof with the agent's own words otherwise. */
function checkEnrolled(place: PlaceReading, namespace: string, where: string): void {
  const found = readEnrollments(place, where).find(enrollment => enrollment.namespace === namespace);
  if (found === undefined) throw new NoProof(`namespace ${namespace} is not enrolled on ${where}`);
  if (found.kind !== 'Done')
    throw new NoProof(`namespace ${namespace} is ${found.kind || 'not yet handled'} on ${where}: ${found.error ?? ''}`);
}

/**
 * Judges the samples of one pair of test pods under ztunnel: when the first sample began, their namespace was enrolled
 * on both nodes, and no agent was replaced since. If the namespace is unenrolled later, only the affected samples lose
 * their proof, because ztunnels count each sample's own connections.
 */
export function judgeEnrollment(start: BlockReading, end: BlockReading, path: PathFacts): BlockProof {
  try {
    for (const side of sides) {
      const where = `the ${side}'s node`;
      checkSame(start.agents[side], end.agents[side], `the Cilium agent of ${where}`);
      checkEnrolled(start.agents[side], path.namespace, where);
    }
    return { verdict: 'proven', reason: `Namespace ${path.namespace} is enrolled on both nodes.`, notes: [] };
  } catch (error) {
    if (error instanceof NoProof) return { verdict: 'unproven', reason: error.message, notes: [] };
    throw error;
  }
}

/** Whether traffic to a ClusterIP would leave an enrolled pod in plaintext. */
export interface ServiceLeak {
  readonly leaks: boolean | 'unknown';
  readonly reason: string;
}

const statusSchema = z.object({
  'kube-proxy-replacement': z
    .object({
      features: z
        .object({
          socketLB: z.object({ enabled: z.boolean().optional() }).nullish(),
          bpfSocketLBHostnsOnly: z.boolean().optional()
        })
        .nullish()
    })
    .nullish()
});

/**
 * Judges an agent's `cilium-dbg status -o json`. ztunnel does not know about Services: traffic to a ClusterIP is
 * encrypted only if the socket load balancer replaces it with the pod's IP inside the pod. Helm values are not enough,
 * because the chart also turns this off through other ones (gatewayAPI.enabled, kubeProxyReplacement=false).
 */
export function judgeServiceLeak(status: string): ServiceLeak {
  try {
    const features = parseJson(status, statusSchema, "the agent's status")['kube-proxy-replacement']?.features;
    if (features?.socketLB?.enabled !== true)
      return { leaks: true, reason: 'the socket load balancer is off, so traffic to Services is plaintext' };
    if (features.bpfSocketLBHostnsOnly === true)
      return {
        leaks: true,
        reason: 'the socket load balancer works on the host only, so traffic from pods to Services is plaintext'
      };
    return { leaks: false, reason: 'the socket load balancer replaces a Service with the pod IP inside the pod' };
  } catch (error) {
    if (error instanceof NoProof) return { leaks: 'unknown', reason: error.message };
    throw error;
  }
}

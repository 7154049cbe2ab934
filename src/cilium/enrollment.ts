import { ClusterError } from '../model/errors.ts';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { enrollmentSection, readEnrollments, type Enrollment } from '../proof/index.ts';
import { agentOn, readSections } from './agents.ts';

/** Label that enrolls a namespace's pods in ztunnel (Cilium 1.19 and later). */
export const enrollmentLabel = 'io.cilium/mtls-enabled';

/** Agents apply a changed label within seconds. */
const limitSeconds = 60;
const pollSeconds = 0.5;
const readingSeconds = 20;

/** Enrolls a namespace and waits until the agents on the measured nodes report it as done. */
export async function enroll(
  kubernetes: Kubernetes,
  clock: Clock,
  ciliumNamespace: string,
  nodes: readonly string[],
  namespace: string
): Promise<void> {
  await kubernetes.labelNamespace(namespace, { [enrollmentLabel]: 'true' });
  const otherwise = `namespace ${namespace} is not enrolled in ztunnel`;
  await untilAgentsAgree(kubernetes, clock, ciliumNamespace, nodes, otherwise, enrollments =>
    enrollments.some(entry => entry.namespace === namespace && entry.kind === 'Done')
  );
}

/**
 * Removes a namespace's enrollment and waits until no agent on the measured nodes has it. Its pods must be gone: the
 * rules in their network namespaces outlive ztunnel and block connections (cilium/cilium#46333).
 */
export async function unenroll(
  kubernetes: Kubernetes,
  clock: Clock,
  ciliumNamespace: string,
  nodes: readonly string[],
  namespace: string
): Promise<void> {
  await kubernetes.labelNamespace(namespace, { [enrollmentLabel]: null });
  const otherwise = `namespace ${namespace} is still enrolled in ztunnel`;
  await untilAgentsAgree(kubernetes, clock, ciliumNamespace, nodes, otherwise, enrollments =>
    enrollments.every(entry => entry.namespace !== namespace)
  );
}

async function untilAgentsAgree(
  kubernetes: Kubernetes,
  clock: Clock,
  ciliumNamespace: string,
  nodes: readonly string[],
  otherwise: string,
  holds: (enrollments: readonly Enrollment[]) => boolean
): Promise<void> {
  const limit = startLimit(clock, limitSeconds);
  const findMissing = async (): Promise<readonly { node: string; why: string }[]> => {
    const found = await Promise.all(
      nodes.map(async node => {
        const agent = await agentOn(kubernetes, ciliumNamespace, node);
        if (agent === undefined) return { node, done: false, why: `: no Cilium agent runs on ${node}` };
        const place = await readSections(kubernetes, agent, [enrollmentSection], readingSeconds);
        const table = place.sections[enrollmentSection.name];
        // Retry agents that cannot be read for a moment.
        if (table?.ok === false)
          return { node, done: false, why: `: cannot read the enrollment on ${node}: ${table.why}` };
        return { node, done: holds(readEnrollments(place, node)), why: '' };
      })
    );
    return found.filter(({ done }) => !done);
  };
  const missing = await pollUntil(clock, limit, pollSeconds, findMissing, seen => seen.length === 0);
  if (missing.length === 0) return;
  const where = missing.map(({ node }) => node).join(' and ');
  const why = missing.find(one => one.why !== '')?.why ?? '';
  throw new ClusterError(`${otherwise} on ${where} after ${limit.seconds} s${why}`);
}

import { z } from 'zod';
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
export const enrolmentSection: Section = {
  name: 'enrolment',
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
export interface Enrolment {
  readonly namespace: string;
  readonly kind: string;
  readonly error?: string;
}

/** The namespaces an agent has enrolled. @throws NoProof if the table was not read. */
export function readEnrolments(place: PlaceReading, where: string): readonly Enrolment[] {
  const text = textOf(place, enrolmentSection, where);
  return parseJson(text, tableSchema, `the table of enrolled namespaces of ${where}`)[table].map(
    ({ Name, Status }) => ({
      namespace: Name,
      kind: Status.kind,
      ...(Status.error === undefined ? {} : { error: Status.error })
    })
  );
}

/** Checks that an agent has enrolled the namespace. @throws NoProof with the agent's own words otherwise. */
function checkEnrolled(place: PlaceReading, namespace: string, where: string): void {
  const found = readEnrolments(place, where).find(enrolment => enrolment.namespace === namespace);
  if (found === undefined) throw new NoProof(`namespace ${namespace} is not enrolled on ${where}`);
  if (found.kind !== 'Done')
    throw new NoProof(`namespace ${namespace} is ${found.kind || 'not yet handled'} on ${where}: ${found.error ?? ''}`);
}

/**
 * Judges the samples of one pair of test pods under ztunnel: when the first sample began, their namespace was enrolled
 * on both nodes, and no agent was replaced since. If the namespace is disenrolled later, only the affected samples lose
 * their proof, because ztunnels count each sample's own connections.
 */
export function judgeEnrolment(start: BlockReading, end: BlockReading, path: PathFacts): BlockProof {
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

import type { z } from 'zod';
import {
  type Printed,
  type PlaceReading,
  type Section,
  NoProof,
  type NodeReading,
  type PathFacts,
  type Side,
  type NodesReading,
  type Snapshot,
  sides
} from './contract.ts';

/** A text that is never empty, such as a file of /proc. @throws Error when it is. */
export function someText({ stdout }: Printed): string {
  if (stdout.trim() === '') throw new Error('it printed nothing');
  return stdout;
}

/** A whole JSON document. @throws Error when it is empty, cut off, or has something before or after it. */
export function wholeJson({ stdout }: Printed): string {
  parseWhole(stdout);
  return stdout;
}

/** One member of a JSON document, as a document with only that; the rest, often megabytes, is not kept. @throws Error as above. */
export function memberOf(key: string): (printed: Printed) => string {
  return ({ stdout }) => {
    const document = parseWhole(stdout);
    const value =
      typeof document === 'object' && document !== null ? (document as Record<string, unknown>)[key] : undefined;
    return JSON.stringify(value === undefined ? {} : { [key]: value });
  };
}

/**
 * A listing of iproute2, which may be empty. @throws Error when the kernel changed what was being listed ("Dump was
 * interrupted and may be inconsistent", with exit code 0), or anything else was said.
 */
export function wholeListing({ stdout, stderr }: Printed): string {
  if (stderr.trim() !== '') throw new Error(stderr.trim().slice(0, 300));
  return stdout;
}

function parseWhole(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      text.trim() === '' ? 'it printed nothing' : `it did not print JSON alone: ${text.trim().slice(0, 100)}`
    );
  }
}

/** What a section printed. @throws NoProof when it was not read. */
export function textOf(place: PlaceReading, section: Pick<Section, 'name'>, where: string): string {
  const reading = place.sections[section.name];
  if (reading === undefined) throw new NoProof(`${section.name} of ${where} was not read`);
  if (!reading.ok) throw new NoProof(`${section.name} of ${where} could not be read: ${reading.why}`);
  return reading.text;
}

/** JSON in the shape that is needed. @throws NoProof when it is none. */
export function parseJson<T>(text: string, schema: z.ZodType<T>, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoProof(`${what} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new NoProof(`${what} has not the expected form: ${parsed.error.issues[0]?.message ?? ''}`);
  return parsed.data;
}

/** Checks that a reading comes from that side's node: counters of another node would prove anything. @throws NoProof when it does not. */
function checkNode(place: NodeReading, side: Side, path: PathFacts): void {
  const { address } = place;
  if (address === path.nodeIps[side]) return;
  if (address === '') textOf(place, { name: 'pod' }, `the ${side}'s node`);
  throw new NoProof(
    `the counters of the ${side}'s node were read on another node: it is ${path.nodeIps[side]}, they are of ${address}`
  );
}

/** Checks that agents and test pods are the same at both ends of the window. @throws NoProof when one is not. */
export function checkPlaces(before: Snapshot, after: Snapshot): void {
  if (!(after.seconds > before.seconds)) throw new NoProof('the two readings have no time between them');
  for (const side of sides) {
    checkSame(before.agents[side], after.agents[side], `the Cilium agent of the ${side}'s node`);
    checkSame(before.pods[side], after.pods[side], `the ${side} pod`);
  }
}

/** Checks one place. @throws NoProof when it could not be asked, or was restarted or replaced: its counters may have begun anew. */
export function checkSame(before: PlaceReading, after: PlaceReading, what: string): void {
  for (const { identity, sections } of [before, after]) {
    if (identity !== '') continue;
    const [why = 'there is none'] = Object.values(sections).flatMap(reading => (reading.ok ? [] : [reading.why]));
    throw new NoProof(`${what} could not be asked: ${why}`);
  }
  if (before.identity !== after.identity) throw new NoProof(`${what} was restarted or replaced in between`);
}

/** Checks that the readings are of the two nodes of the path. @throws NoProof when one is of another. */
export function checkNodes(snapshots: readonly NodesReading[], path: PathFacts): void {
  for (const { hosts, agents } of snapshots)
    for (const side of sides) for (const place of [hosts[side], agents[side]]) checkNode(place, side, path);
}

/**
 * Checks that the path is one that the scenarios are about: between pods, over two nodes. Cilium neither encrypts nor
 * tunnels within a node, and a host-network pod takes the control's path. @throws NoProof otherwise.
 */
export function checkPath(path: PathFacts): void {
  if (path.sameNode) throw new NoProof('client and server run on one node: nothing passed between nodes');
  for (const side of sides)
    if (Object.values(path.nodeIps).includes(path.podIps[side]))
      throw new NoProof(`the ${side} pod has its node's address ${path.podIps[side]}: it runs on the host network`);
}

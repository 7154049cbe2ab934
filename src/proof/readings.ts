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

/** A text that is never empty, such as a file in /proc. @throws Error if it is. */
export function someText({ stdout }: Printed): string {
  if (stdout.trim() === '') throw new Error('it printed nothing');
  return stdout;
}

/** A complete JSON document. @throws Error if it is empty, truncated, or surrounded by other text. */
export function wholeJson({ stdout }: Printed): string {
  parseWhole(stdout);
  return stdout;
}

/** Keeps one member of a JSON document and drops the rest, which is often megabytes. @throws Error as above. */
export function memberOf(key: string): (printed: Printed) => string {
  return ({ stdout }) => {
    const document = parseWhole(stdout);
    const value =
      typeof document === 'object' && document !== null ? (document as Record<string, unknown>)[key] : undefined;
    return JSON.stringify(value === undefined ? {} : { [key]: value });
  };
}

/**
 * A listing by iproute2, which may be empty. @throws Error if the kernel changed the data meanwhile ("Dump was
 * interrupted and may be inconsistent", with exit code 0), or if anything else was reported.
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
      text.trim() === '' ? 'it printed nothing' : `it did not print valid JSON: ${text.trim().slice(0, 100)}`
    );
  }
}

/** What a section printed. @throws NoProof if it was not read. */
export function textOf(place: PlaceReading, section: Pick<Section, 'name'>, where: string): string {
  const reading = place.sections[section.name];
  if (reading === undefined) throw new NoProof(`${section.name} of ${where} was not read`);
  if (!reading.ok) throw new NoProof(`${section.name} of ${where} could not be read: ${reading.why}`);
  return reading.text;
}

/** JSON in the required shape. @throws NoProof otherwise. */
export function parseJson<T>(text: string, schema: z.ZodType<T>, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoProof(`${what} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new NoProof(`${what} does not have the expected form: ${parsed.error.issues[0]?.message ?? ''}`);
  return parsed.data;
}

/**
 * Checks that a reading comes from that side's node, because another node's counters prove nothing. @throws NoProof
 * otherwise.
 */
function checkNode(place: NodeReading, side: Side, path: PathFacts): void {
  const { address } = place;
  if (address === path.nodeIps[side]) return;
  if (address === '') textOf(place, { name: 'pod' }, `the ${side}'s node`);
  throw new NoProof(
    `the counters of the ${side}'s node were read on another node: expected ${path.nodeIps[side]}, found ${address}`
  );
}

/** Checks that agents and test pods did not change within the window. @throws NoProof if one did. */
export function checkPlaces(before: Snapshot, after: Snapshot): void {
  if (!(after.seconds > before.seconds)) throw new NoProof('no time passed between the two readings');
  for (const side of sides) {
    checkSame(before.agents[side], after.agents[side], `the Cilium agent of the ${side}'s node`);
    checkSame(before.pods[side], after.pods[side], `the ${side} pod`);
  }
}

/**
 * Checks one place. @throws NoProof if it could not be read, or was restarted or replaced, which may have reset its
 * counters.
 */
export function checkSame(before: PlaceReading, after: PlaceReading, what: string): void {
  for (const { identity, sections } of [before, after]) {
    if (identity !== '') continue;
    const [why = 'there is none'] = Object.values(sections).flatMap(reading => (reading.ok ? [] : [reading.why]));
    throw new NoProof(`${what} could not be read: ${why}`);
  }
  if (before.identity !== after.identity) throw new NoProof(`${what} was restarted or replaced in between`);
}

/** Checks that the readings come from the two nodes of the path. @throws NoProof if one does not. */
export function checkNodes(snapshots: readonly NodesReading[], path: PathFacts): void {
  for (const { hosts, agents } of snapshots)
    for (const side of sides) for (const place of [hosts[side], agents[side]]) checkNode(place, side, path);
}

/**
 * Checks that the path is between pods on two nodes. Cilium neither encrypts nor tunnels within a node, and a
 * host-network pod uses the control's path. @throws NoProof otherwise.
 */
export function checkPath(path: PathFacts): void {
  if (path.sameNode) throw new NoProof('client and server run on one node: nothing passed between nodes');
  for (const side of sides)
    if (Object.values(path.nodeIps).includes(path.podIps[side]))
      throw new NoProof(`the ${side} pod has its node's address ${path.podIps[side]}: it runs on the host network`);
}

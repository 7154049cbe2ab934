import { z } from 'zod';
import type { PathFacts, PlaceReading, Section, Side } from './contract.ts';
import { NoProof } from './draft.ts';
import { parseJson, textOf } from './readings.ts';

/** Tells which node the agent's readings are from: counters of another node would prove anything. */
export const addressesSection: Section = { name: 'addresses', command: 'ip -j addr' };

const addressesSchema = z.array(
  z.object({ addr_info: z.array(z.object({ local: z.string().optional() })).default([]) })
);

/** Checks that the agent's readings come from that side's node. @throws NoProof when they do not. */
export function checkNode(place: PlaceReading, side: Side, path: PathFacts): void {
  const where = `the ${side}'s node`;
  const links = parseJson(textOf(place, addressesSection, where), addressesSchema, `the addresses of ${where}`);
  const local = new Set(links.flatMap(link => link.addr_info.map(address => address.local)));
  if (!local.has(path.nodeIps[side]))
    throw new NoProof(
      `the counters of ${where} were read on another node: ${path.nodeIps[side]} is not one of its addresses`
    );
}

import { z } from 'zod';
import type { PlaceReading, Section } from './contract.ts';
import type { Counters } from './counters.ts';
import { NoProof } from './draft.ts';
import { parseJson, textOf } from './readings.ts';

/** All links, not one by name: only a listing that worked proves that a link is absent. */
export const linksSection: Section = { name: 'links', command: 'ip -s -j link' };

export interface Link extends Counters {
  readonly name: string;
  readonly index: number;
  /** Packets that the link was given and did not send. */
  readonly sendDrops: number;
}

const count = z.int().nonnegative();
const stats = z.object({ bytes: count, packets: count, dropped: count });
const linksSchema = z.array(
  z.object({ ifindex: z.int(), ifname: z.string(), stats64: z.object({ rx: stats, tx: stats }) })
);

/** The links of a node. @throws NoProof unless it is a whole listing, which always has `lo`. */
export function readLinks(place: PlaceReading, where: string): readonly Link[] {
  const links = parseJson(textOf(place, linksSection, where), linksSchema, `the listing of links of ${where}`);
  if (!links.some(link => link.ifname === 'lo')) throw new NoProof(`the listing of links of ${where} has no lo`);
  return links.map(({ ifindex, ifname, stats64: { rx, tx } }) => ({
    name: ifname,
    index: ifindex,
    sent: { packets: tx.packets, bytes: tx.bytes },
    received: { packets: rx.packets, bytes: rx.bytes },
    sendDrops: tx.dropped
  }));
}

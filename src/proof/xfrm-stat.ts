import type { PlaceReading, Section } from './contract.ts';
import type { Direction } from './counters.ts';
import { NoProof } from './draft.ts';
import { someText } from './keep.ts';
import { textOf } from './readings.ts';

/** XFRM's error counters. They never go back to zero while the node runs, so only their growth counts. */
export const xfrmStatSection: Section = {
  name: 'xfrm-stat',
  command: ['cat', '/proc/net/xfrm_stat'],
  keep: someText
};

/** Errors that make a sample invalid when they grow, with the direction of the packets that they lose (rules 8). */
export const decisiveErrors: Readonly<Record<string, Direction>> = {
  XfrmOutPolBlock: 'sent',
  XfrmInStateProtoError: 'received',
  XfrmInNoStates: 'received',
  XfrmOutNoStates: 'sent'
};

/** The error counters by name. @throws NoProof when they were not read. */
export function readXfrmStat(place: PlaceReading, where: string): ReadonlyMap<string, number> {
  const text = textOf(place, xfrmStatSection, where);
  const counters = new Map(
    [...text.matchAll(/^(Xfrm\w+)\s+(\d+)\s*$/gm)].map(([, name = '', value]) => [name, Number(value)])
  );
  const missing = Object.keys(decisiveErrors).find(name => !counters.has(name));
  if (missing !== undefined) throw new NoProof(`the XFRM errors of ${where} lack ${missing}`);
  return counters;
}

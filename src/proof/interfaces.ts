import type { PlaceReading, Section } from './contract.ts';
import type { Counters } from './counters.ts';
import { NoProof } from './draft.ts';
import { someText } from './keep.ts';
import { textOf } from './readings.ts';

/**
 * Counters of all interfaces of a network namespace. All, not one by name: only a listing that worked proves that an
 * interface is absent. Works in any image that has `cat`, without a mounted sysfs.
 */
export const interfacesSection: Section = { name: 'net-dev', command: ['cat', '/proc/net/dev'], keep: someText };

/** An interface's counters. */
export interface Interface extends Counters {
  /** Packets that it was given and did not send. */
  readonly sendDrops: number;
}

/** Counters of every interface of a place by name. @throws NoProof unless it is a whole listing, which always has `lo`. */
export function readInterfaces(place: PlaceReading, where: string): ReadonlyMap<string, Interface> {
  const interfaces = new Map<string, Interface>();
  for (const line of textOf(place, interfacesSection, where).split('\n')) {
    const [name, rest] = line.split(/:(.*)/);
    if (name === undefined || rest === undefined) continue;
    const numbers = rest.trim().split(/\s+/).map(Number);
    const [receivedBytes, receivedPackets] = numbers;
    const [sentBytes, sentPackets, , sendDrops] = numbers.slice(8);
    if (numbers.some(Number.isNaN) || receivedBytes === undefined || receivedPackets === undefined) continue;
    if (sentPackets === undefined || sentBytes === undefined || sendDrops === undefined) continue;
    interfaces.set(name.trim(), {
      sent: { packets: sentPackets, bytes: sentBytes },
      received: { packets: receivedPackets, bytes: receivedBytes },
      sendDrops
    });
  }
  if (!interfaces.has('lo')) throw new NoProof(`/proc/net/dev of ${where} is not whole: it has no lo`);
  return interfaces;
}

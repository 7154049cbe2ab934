import { z } from 'zod';
import { type Coverage, NoProof, type PlaceReading, type Section } from './contract.ts';
import { someText, textOf, wholeJson, parseJson } from './readings.ts';

export type Direction = Coverage['direction'];
export const directions: readonly Direction[] = ['sent', 'received'];

export interface Counter {
  readonly packets: number;
  readonly bytes: number;
}

export type Counters = Readonly<Record<Direction, Counter>>;

export const nothing: Counter = { packets: 0, bytes: 0 };

/** How much a counter gained. @throws NoProof if it went backward: it was reset, and what it lost is unknown. */
export function gained(before: Counter, after: Counter, what: string): Counter {
  const packets = after.packets - before.packets;
  const bytes = after.bytes - before.bytes;
  if (packets < 0 || bytes < 0) throw new NoProof(`${what} decreased: it was reset in between`);
  return { packets, bytes };
}

export function scaled(counter: Counter, factor: number): Counter {
  return { packets: counter.packets * factor, bytes: counter.bytes * factor };
}

/** `counter` minus `background`, never below zero. */
export function less(counter: Counter, background: Counter): Counter {
  return {
    packets: Math.max(0, counter.packets - background.packets),
    bytes: Math.max(0, counter.bytes - background.bytes)
  };
}

export function sum(counters: readonly Counter[]): Counter {
  return counters.reduce((a, b) => ({ packets: a.packets + b.packets, bytes: a.bytes + b.bytes }), nothing);
}

/**
 * Counters of all interfaces in a network namespace. Reads all of them, because only a complete listing proves that an
 * interface is absent. Works in any image with `cat`, without a mounted sysfs.
 */
export const interfacesSection: Section = { name: 'net-dev', command: ['cat', '/proc/net/dev'], keep: someText };

export interface Interface extends Counters {
  /** Packets that it was given but did not send. */
  readonly sendDrops: number;
}

/** Counters of every interface by name. @throws NoProof unless the listing is complete, which includes `lo`. */
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
  if (!interfaces.has('lo')) throw new NoProof(`/proc/net/dev of ${where} is incomplete: it has no lo`);
  return interfaces;
}

/**
 * What Cilium's datapath forwarded and dropped on a node, by reason. An empty map prints nothing, which counts as no
 * reading.
 */
export const datapathSection: Section = {
  name: 'datapath',
  command: ['cilium-dbg', 'bpf', 'metrics', 'list', '-o', 'json'],
  keep: wholeJson
};

const count = z.int().nonnegative();
const metricsSchema = z.array(z.object({ reason: z.string(), packets: count, bytes: count.default(0) }));

/** Packets and bytes by reason, summed over directions and interfaces. @throws NoProof if they were not read. */
export function readDatapath(place: PlaceReading, where: string): ReadonlyMap<string, Counter> {
  const metrics = parseJson(textOf(place, datapathSection, where), metricsSchema, `the datapath metrics of ${where}`);
  const counters = new Map<string, Counter>();
  for (const { reason, ...counter } of metrics) counters.set(reason, sum([counters.get(reason) ?? nothing, counter]));
  return counters;
}

/**
 * Reasons below 130 count forwarded packets (pkg/monitor/api/drop.go), but "Invalid packet" is also the name of a drop.
 */
const forwarded = new Set([
  ...['Success', 'Interface', 'Interface Decrypted', 'Interface Decrypting', 'Interface Encrypting'],
  ...['LB, sock cgroup: No backend slot entry found', 'LB, sock cgroup: No backend entry found'],
  ...['LB, sock cgroup: Reverse entry update failed', 'LB, sock cgroup: Reverse entry stale'],
  ...['LB: sock cgroup: Reverse entry delete succeeded', 'Fragmented packet', 'Fragmented packet entry update failed'],
  ...['Missed tail call to custom program', 'MTU error message']
]);

/** Dropped packets by reason; `undefined` if they were not read. */
export function droppedPackets(place: PlaceReading): ReadonlyMap<string, number> | undefined {
  try {
    const counters = [...readDatapath(place, 'the node')];
    return new Map(counters.flatMap(([reason, { packets }]) => (forwarded.has(reason) ? [] : [[reason, packets]])));
  } catch (error) {
    if (error instanceof NoProof) return undefined;
    throw error;
  }
}

import { z } from 'zod';
import type { PlaceReading, Section } from './contract.ts';
import { type Counter, nothing, sum } from './counters.ts';
import { NoProof } from './draft.ts';
import { wholeJson } from './keep.ts';
import { parseJson, textOf } from './readings.ts';

/** What Cilium's datapath forwarded and dropped on a node, by reason. An empty map prints nothing, which is no reading. */
export const datapathSection: Section = {
  name: 'datapath',
  command: ['cilium-dbg', 'bpf', 'metrics', 'list', '-o', 'json'],
  keep: wholeJson
};

const count = z.int().nonnegative();
const metricsSchema = z.array(z.object({ reason: z.string(), packets: count, bytes: count.default(0) }));

/** Packets and bytes by reason, all directions and places together. @throws NoProof when they were not read. */
export function readDatapath(place: PlaceReading, where: string): ReadonlyMap<string, Counter> {
  const metrics = parseJson(textOf(place, datapathSection, where), metricsSchema, `the datapath metrics of ${where}`);
  const counters = new Map<string, Counter>();
  for (const { reason, ...counter } of metrics) counters.set(reason, sum([counters.get(reason) ?? nothing, counter]));
  return counters;
}

/** Reasons below 130 count packets on their way (pkg/monitor/api/drop.go); "Invalid packet" is the name of a drop, too. */
const forwarded = new Set([
  ...['Success', 'Interface', 'Interface Decrypted', 'Interface Decrypting', 'Interface Encrypting'],
  ...['LB, sock cgroup: No backend slot entry found', 'LB, sock cgroup: No backend entry found'],
  ...['LB, sock cgroup: Reverse entry update failed', 'LB, sock cgroup: Reverse entry stale'],
  ...['LB: sock cgroup: Reverse entry delete succeeded', 'Fragmented packet', 'Fragmented packet entry update failed'],
  ...['Missed tail call to custom program', 'MTU error message']
]);

/** Dropped packets by reason; `undefined` where they were not read. */
export function droppedPackets(place: PlaceReading): ReadonlyMap<string, number> | undefined {
  try {
    const counters = [...readDatapath(place, 'the node')];
    return new Map(counters.flatMap(([reason, { packets }]) => (forwarded.has(reason) ? [] : [[reason, packets]])));
  } catch (error) {
    if (error instanceof NoProof) return undefined;
    throw error;
  }
}

import { z } from 'zod';
import { safeJson } from '../json.ts';
import { sides, type PlaceReading, type Section, type Side, type Snapshot } from '../proof/contract.ts';

/** Ticks per second of /proc/stat: USER_HZ, fixed at 100 for programs on Linux. */
const ticksPerSecond = 100;

const statSection: Section = { name: 'stat', command: 'cat /proc/stat' };
const dropsSection: Section = { name: 'drops', command: 'cilium-dbg bpf metrics list -o json' };
/** What is read in the agents about their nodes, in every mode. */
export const machineSections: readonly Section[] = [statSection, dropsSection];

/** The test pod's own cgroup: version 2, else version 1. */
export const throttlingSection: Section = {
  name: 'cpu-stat',
  command: 'cat /sys/fs/cgroup/cpu.stat 2>/dev/null || cat /sys/fs/cgroup/cpu/cpu.stat'
};

/** CPU time of every pod of the node, from the cgroup2 root that the chart mounts for the agent. */
export const podCpuSection: Section = {
  name: 'pod-cpu',
  command: "find /run/cilium/cgroupv2 -maxdepth 7 -name cpu.stat -path '*pod*' -exec grep -H '^usage_usec' {} +"
};

/** CPU seconds that a side's ztunnel used between two snapshots; `undefined` where its cgroup could not be read. */
export function ztunnelSeconds(before: Snapshot, after: Snapshot, side: Side): number | undefined {
  const uid = after.ztunnels?.[side][0]?.identity.split('/')[0];
  if (uid === undefined || uid === '') return undefined;
  const [first, last] = [before, after].map(snapshot =>
    podMicroseconds(textOf(snapshot.agents[side], podCpuSection) ?? '', uid)
  );
  return first === undefined || last === undefined ? undefined : (last - first) / 1e6;
}

/** A pod's own cgroup is named `pod<uid>`; systemd's driver writes the UID with underscores and `.slice` behind it. */
function podMicroseconds(text: string, uid: string): number | undefined {
  const names = [`pod${uid}/cpu.stat:`, `pod${uid.replaceAll('-', '_')}.slice/cpu.stat:`];
  const line = text.split('\n').find(candidate => names.some(name => candidate.includes(name)));
  const value = /usage_usec (\d+)$/.exec(line ?? '')?.[1];
  return value === undefined ? undefined : Number(value);
}

/** Busy CPU seconds of a side's node between two snapshots, all cores; `undefined` when one could not be read. */
export function busySeconds(before: Snapshot, after: Snapshot, side: Side): number | undefined {
  const [first, last] = [before, after].map(snapshot => {
    const text = textOf(snapshot.agents[side], statSection);
    return text === undefined ? undefined : parseBusySeconds(text);
  });
  return first === undefined || last === undefined ? undefined : last - first;
}

/** Test pods whose CPU was throttled between two snapshots, as far as their cgroups can be read. */
export function throttledSides(before: Snapshot, after: Snapshot): readonly Side[] {
  return sides.filter(side => {
    const [first, last] = [before, after].map(snapshot => {
      const count = /^nr_throttled (\d+)$/m.exec(textOf(snapshot.pods[side], throttlingSection) ?? '')?.[1];
      return count === undefined ? undefined : Number(count);
    });
    return first !== undefined && last !== undefined && last > first;
  });
}

function textOf(place: PlaceReading, section: Section): string | undefined {
  const reading = place.sections[section.name];
  return reading?.ok === true ? reading.text : undefined;
}

/** Busy seconds of all cores from /proc/stat (proc_stat(5)): user, nice, system, irq and softirq. */
export function parseBusySeconds(stat: string): number {
  const line = /^cpu +(.*)$/m.exec(stat)?.[1];
  const [user, nice, system, , , irq, softirq] = (line ?? '').split(' ').map(Number);
  const ticks = [user, nice, system, irq, softirq].reduce<number>((sum, value) => sum + (value ?? NaN), 0);
  if (!Number.isFinite(ticks)) throw new Error(`unreadable /proc/stat: ${stat.slice(0, 100)}`);
  return ticks / ticksPerSecond;
}

const metricsSchema = z.array(z.looseObject({ reason: z.string(), packets: z.number() }));
/** Reasons of the same map that count packets on their way, not drops (Cilium's pkg/monitor/api/drop.go, codes 0, 3, 4 and 12). */
const forwarded = new Set(['Success', 'Interface', 'Interface Decrypted', 'Interface Encrypting']);

/** Drop counters from `cilium-dbg bpf metrics list -o json`, all directions and places together. */
export function parseDrops(text: string): ReadonlyMap<string, number> {
  const parsed = metricsSchema.safeParse(safeJson(text));
  if (!parsed.success) throw new Error(`unreadable datapath metrics: ${text.slice(0, 100)}`);
  const drops = new Map<string, number>();
  for (const { reason, packets } of parsed.data) {
    if (!forwarded.has(reason)) drops.set(reason, (drops.get(reason) ?? 0) + packets);
  }
  return drops;
}

/** How the drop counters of both nodes grew between two snapshots, by reason; nothing where they could not be read. */
export function droppedBetween(
  before: Snapshot,
  after: Snapshot,
  nodes: Readonly<Record<Side, string>>
): { node: string; reason: string; count: number }[] {
  return sides.flatMap(side => {
    const [first, last] = [before, after].map(snapshot => textOf(snapshot.agents[side], dropsSection));
    if (first === undefined || last === undefined) return [];
    const earlier = parseDrops(first);
    return [...parseDrops(last)]
      .map(([reason, count]) => ({ node: nodes[side], reason, count: count - (earlier.get(reason) ?? 0) }))
      .filter(drop => drop.count > 0);
  });
}

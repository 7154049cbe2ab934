import {
  sides,
  type NodeSections,
  type PlaceReading,
  type Section,
  type Side,
  type Snapshot
} from '../proof/contract.ts';
import { hostCgroups } from '../kubernetes/test-pods.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import { datapathSection, droppedPackets, someText } from '../proof/index.ts';

/** Ticks per second of /proc/stat: USER_HZ, fixed at 100 for programs on Linux. */
const ticksPerSecond = 100;

/** CPU time of the node by kind, in ticks. */
export const statSection: Section = { name: 'stat', command: ['cat', '/proc/stat'], keep: someText };

/** The test pod's own cgroup: version 2, else version 1. */
export const throttlingSection: Section = {
  name: 'cpu-stat',
  command: ['sh', '-c', 'cat /sys/fs/cgroup/cpu.stat 2>/dev/null || cat /sys/fs/cgroup/cpu/cpu.stat'],
  keep: someText
};

/**
 * CPU time of each pod on the node, from its cgroup v2 in the host pod. Depending on QoS class and cgroup driver, a
 * pod's cgroup is one to four levels deep.
 */
const podCpuSection: Section = {
  name: 'pod-cpu',
  command: [
    'bash',
    '-c',
    `for stat in ${hostCgroups}/{,*/}{,*/}{,*/}*pod*/cpu.stat; do [ -r "$stat" ] && read -r line <"$stat" && echo "$stat:$line"; done; :`
  ],
  keep: someText
};

/** What is read on the nodes around a sample, in addition to its proof. Not read for probes. */
export function machineSections(encryption: EncryptionMode): NodeSections {
  return { host: encryption === 'ztunnel' ? [statSection, podCpuSection] : [statSection], agent: [datapathSection] };
}

/** CPU seconds used by a side's ztunnel between two snapshots. `undefined` if its cgroup could not be read. */
export function ztunnelSeconds(before: Snapshot, after: Snapshot, side: Side): number | undefined {
  const uid = after.ztunnels?.[side][0]?.identity.split('/')[0];
  if (uid === undefined || uid === '') return undefined;
  const [first, last] = [before, after].map(snapshot =>
    podMicroseconds(textOf(snapshot.hosts[side], podCpuSection) ?? '', uid)
  );
  return first === undefined || last === undefined ? undefined : (last - first) / 1e6;
}

/** A pod's cgroup is named `pod<uid>`. The systemd driver writes the UID with underscores and appends `.slice`. */
function podMicroseconds(text: string, uid: string): number | undefined {
  const names = [`pod${uid}/cpu.stat:`, `pod${uid.replaceAll('-', '_')}.slice/cpu.stat:`];
  const line = text.split('\n').find(candidate => names.some(name => candidate.includes(name)));
  const value = /usage_usec (\d+)$/.exec(line ?? '')?.[1];
  return value === undefined ? undefined : Number(value);
}

/** Busy CPU seconds of a side's node between two snapshots, all cores. `undefined` if one could not be read. */
export function busySeconds(before: Snapshot, after: Snapshot, side: Side): number | undefined {
  const [first, last] = [before, after].map(snapshot => {
    const text = textOf(snapshot.hosts[side], statSection);
    return text === undefined ? undefined : parseBusySeconds(text);
  });
  return first === undefined || last === undefined ? undefined : last - first;
}

/** Test pods whose CPU was throttled between two snapshots, where their cgroups can be read. */
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

/** Increase of both nodes' drop counters between two snapshots, by reason. Empty where they could not be read. */
export function droppedBetween(
  before: Snapshot,
  after: Snapshot,
  nodes: Readonly<Record<Side, string>>
): { node: string; reason: string; count: number }[] {
  return sides.flatMap(side => {
    const [first, last] = [before, after].map(({ agents }) => droppedPackets(agents[side]));
    if (first === undefined || last === undefined) return [];
    return [...last]
      .map(([reason, count]) => ({ node: nodes[side], reason, count: count - (first.get(reason) ?? 0) }))
      .filter(drop => drop.count > 0);
  });
}

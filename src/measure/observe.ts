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

/** The test pod's own cgroup: version 2, else version 1, whose CPU time is in a file of its own. */
export const cpuStatSection: Section = {
  name: 'cpu-stat',
  command: [
    'sh',
    '-c',
    'cat /sys/fs/cgroup/cpu.stat 2>/dev/null || cat /sys/fs/cgroup/cpu/cpu.stat /sys/fs/cgroup/cpuacct/cpuacct.usage'
  ],
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
    usedSeconds(lineOfPod(textOf(snapshot.hosts[side], podCpuSection) ?? '', uid))
  );
  return first === undefined || last === undefined ? undefined : last - first;
}

/** A pod's cgroup is named `pod<uid>`. The systemd driver writes the UID with underscores and appends `.slice`. */
function lineOfPod(text: string, uid: string): string {
  const names = [`pod${uid}/cpu.stat:`, `pod${uid.replaceAll('-', '_')}.slice/cpu.stat:`];
  return text.split('\n').find(candidate => names.some(name => candidate.includes(name))) ?? '';
}

/** Busy CPU seconds of a side's node between two snapshots, all cores. `undefined` if one could not be read. */
export function busySeconds(before: Snapshot, after: Snapshot, side: Side): number | undefined {
  const [first, last] = [before, after].map(snapshot => {
    const text = textOf(snapshot.hosts[side], statSection);
    return text === undefined ? undefined : parseBusySeconds(text);
  });
  return first === undefined || last === undefined ? undefined : last - first;
}

/** CPU seconds of both test pods between two snapshots. `undefined` where a cgroup could not be read. */
export function podSeconds(before: Snapshot, after: Snapshot): number | undefined {
  const seconds = sides.map(side => {
    const [first, last] = [before, after].map(snapshot =>
      usedSeconds(textOf(snapshot.pods[side], cpuStatSection) ?? '')
    );
    return first === undefined || last === undefined ? undefined : last - first;
  });
  return seconds.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
}

/** Seconds from a cgroup's cpu.stat (version 2), or from its cpuacct.usage in nanoseconds (version 1). */
export function usedSeconds(text: string): number | undefined {
  const [, microseconds] = /\busage_usec (\d+)$/m.exec(text) ?? [];
  if (microseconds !== undefined) return Number(microseconds) / 1e6;
  const [nanoseconds] = /^\d+$/m.exec(text) ?? [];
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e9;
}

/** Test pods whose CPU was throttled between two snapshots, where their cgroups can be read. */
export function throttledSides(before: Snapshot, after: Snapshot): readonly Side[] {
  return sides.filter(side => {
    const [first, last] = [before, after].map(snapshot => {
      const count = /^nr_throttled (\d+)$/m.exec(textOf(snapshot.pods[side], cpuStatSection) ?? '')?.[1];
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
  const line = /^cpu +(\S.*)$/m.exec(stat)?.[1];
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

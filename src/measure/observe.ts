import { z } from 'zod';
import { listAgents, type Agent } from '../cilium/agents.ts';
import type { Kubernetes } from '../kubernetes/port.ts';

/** Seconds for one reading; it takes a fraction of one. */
const readingSeconds = 15;
/** Ticks per second of /proc/stat: USER_HZ, fixed at 100 for programs on Linux. */
const ticksPerSecond = 100;
const separator = '--- drops';

/** State of a node's machine and datapath at one moment. */
export interface NodeReading {
  readonly node: string;
  readonly agentIdentity: string;
  /** Busy CPU seconds since boot, all cores: everything but idle, waiting and stolen time. */
  readonly cpuSeconds: number;
  /** Dropped packets by reason since the agent's map was made. */
  readonly drops: ReadonlyMap<string, number>;
}

/** Reads the named nodes at one moment, by their agents; rejects when one of them has no agent or cannot be read. */
export async function readNodes(
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): Promise<readonly NodeReading[]> {
  const agents = await listAgents(kubernetes, namespace);
  return Promise.all(
    nodes.map(node => {
      const agent = agents.get(node);
      if (agent === undefined) throw new Error(`no Cilium agent runs on node ${node}`);
      return readNode(kubernetes, agent);
    })
  );
}

async function readNode(kubernetes: Kubernetes, agent: Agent): Promise<NodeReading> {
  const script = `cat /proc/stat && echo '${separator}' && cilium-dbg bpf metrics list -o json`;
  const { exitCode, stdout, stderr } = await kubernetes.exec(agent.target, ['sh', '-c', script], readingSeconds);
  if (exitCode !== 0) throw new Error(`cannot read node ${agent.node} by agent ${agent.pod}: ${stderr.trim()}`);
  const [stat = '', metrics = ''] = stdout.split(`${separator}\n`);
  return {
    node: agent.node,
    agentIdentity: agent.identity,
    cpuSeconds: parseBusySeconds(stat),
    drops: parseDrops(metrics)
  };
}

/** Busy seconds of all cores from /proc/stat (proc_stat(5)): user, nice, system, irq and softirq. */
export function parseBusySeconds(stat: string): number {
  const line = /^cpu +(.*)$/m.exec(stat)?.[1];
  const [user, nice, system, , , irq, softirq] = (line ?? '').split(' ').map(Number);
  const ticks = [user, nice, system, irq, softirq].reduce<number>((sum, value) => sum + (value ?? NaN), 0);
  if (!Number.isFinite(ticks)) throw new Error(`unreadable /proc/stat: ${stat.slice(0, 100)}`);
  return ticks / ticksPerSecond;
}

const metricsSchema = z.array(
  z.looseObject({
    reason: z.union([z.string(), z.number()]).transform(String),
    values: z.record(z.string(), z.looseObject({ packets: z.number() }))
  })
);
/** Reason 0 counts forwarded packets, not drops (bpf/lib/common.h). */
const forwarded = new Set(['0', 'Success', 'success']);

/** Drop counters from `cilium-dbg bpf metrics list -o json`, both directions together. */
export function parseDrops(text: string): ReadonlyMap<string, number> {
  const drops = new Map<string, number>();
  for (const { reason, values } of metricsSchema.parse(JSON.parse(text))) {
    if (forwarded.has(reason)) continue;
    const packets = Object.values(values).reduce((sum, value) => sum + value.packets, 0);
    drops.set(reason, (drops.get(reason) ?? 0) + packets);
  }
  return drops;
}

/** How the drop counters of the nodes grew between two readings. */
export function droppedBetween(
  before: readonly NodeReading[],
  after: readonly NodeReading[]
): { node: string; reason: string; count: number }[] {
  return after.flatMap(reading => {
    const earlier = before.find(candidate => candidate.node === reading.node)?.drops;
    return [...reading.drops]
      .map(([reason, count]) => ({ node: reading.node, reason, count: count - (earlier?.get(reason) ?? 0) }))
      .filter(drop => drop.count > 0);
  });
}

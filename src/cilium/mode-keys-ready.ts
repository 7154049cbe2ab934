import { z } from 'zod';
import type { Kubernetes } from '../kubernetes/port.ts';
import { peersSection, readPeerKeys } from '../proof/index.ts';
import { safeJson } from '../lib/json.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import { readSections, type Agent } from './agents.ts';

/** By which an agent tells the others its WireGuard key (Cilium's pkg/annotation, on its CiliumNode). */
const wireguardKeyAnnotation = 'network.cilium.io/wg-pub-key';
/** `cilium-dbg debuginfo` takes seconds. */
const callSeconds = 30;

const encryptStatusSchema = z.object({ ipsec: z.object({ 'keys-in-use': z.number() }) });

/**
 * What the mode's keys still lack between some nodes, or `undefined` when nothing is missing: with WireGuard every other one
 * is a peer with the key that its CiliumNode names, with IPsec each pair has keys for both directions.
 * An agent that cannot tell is not waited for: the proof of each probe and sample decides.
 */
export async function unfinishedKeys(
  kubernetes: Kubernetes,
  encryption: EncryptionMode,
  agents: readonly Agent[]
): Promise<string | undefined> {
  switch (encryption) {
    case 'none':
    case 'ztunnel':
      return undefined;
    case 'wireguard':
      return unfinishedPeers(kubernetes, agents);
    case 'ipsec':
      return unfinishedIpsecKeys(kubernetes, agents);
  }
}

async function unfinishedPeers(kubernetes: Kubernetes, agents: readonly Agent[]): Promise<string | undefined> {
  const nodes = await kubernetes.ciliumNodes();
  const found = await Promise.all(agents.map(agent => peerKeys(kubernetes, agent)));
  const keyOf = (node: string): string | undefined =>
    nodes.find(({ name }) => name === node)?.annotations[wireguardKeyAnnotation];
  for (const [index, { node }] of agents.entries()) {
    for (const { node: other } of agents.filter(agent => agent.node !== node)) {
      const key = keyOf(other);
      if (key === undefined) return `WireGuard's key of ${other} (its CiliumNode does not name one yet)`;
      if (found[index]?.includes(key) === false) return `WireGuard's peers (${node} does not have ${other})`;
    }
  }
  return undefined;
}

async function peerKeys(kubernetes: Kubernetes, agent: Agent): Promise<readonly string[] | undefined> {
  return readPeerKeys(await readSections(kubernetes, agent, [peersSection], callSeconds));
}

async function unfinishedIpsecKeys(kubernetes: Kubernetes, agents: readonly Agent[]): Promise<string | undefined> {
  // One in and one out for each other node; tunnels have a second pair, which not every version counts.
  const needed = 2 * (agents.length - 1);
  for (const agent of agents) {
    const command = ['cilium-dbg', 'encrypt', 'status', '-o', 'json'];
    const { stdout } = await kubernetes.exec(agent.target, command, callSeconds);
    const status = encryptStatusSchema.safeParse(safeJson(stdout));
    const keys = status.data?.ipsec['keys-in-use'];
    if (keys !== undefined && keys < needed) {
      return `IPsec's keys (${agent.node} uses ${keys} of at least ${needed})`;
    }
  }
  return undefined;
}

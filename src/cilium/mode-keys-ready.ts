import { z } from 'zod';
import type { Kubernetes } from '../kubernetes/port.ts';
import { peersSection, readPeerKeys } from '../proof/index.ts';
import { safeJson } from '../lib/json.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import { readSections, type Agent } from './agents.ts';

/** Annotation with an agent's WireGuard key (Cilium's pkg/annotation, on its CiliumNode). */
const wireguardKeyAnnotation = 'network.cilium.io/wg-pub-key';
/** `cilium-dbg debuginfo` takes seconds. */
const callSeconds = 30;

const encryptStatusSchema = z.object({ ipsec: z.object({ 'keys-in-use': z.number() }) });

/**
 * Which of the mode's keys are still missing between some nodes; `undefined` if none. With WireGuard, each node must
 * have all others as peers, with the key in their CiliumNode; with IPsec, each pair needs keys for both directions.
 * An agent that cannot report its keys is not waited for, because probes and samples are proven anyway.
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
      if (key === undefined) return `the WireGuard key of ${other} (not in its CiliumNode yet)`;
      if (found[index]?.includes(key) === false) return `WireGuard peers (${node} does not have ${other})`;
    }
  }
  return undefined;
}

async function peerKeys(kubernetes: Kubernetes, agent: Agent): Promise<readonly string[] | undefined> {
  return readPeerKeys(await readSections(kubernetes, agent, [peersSection], callSeconds));
}

async function unfinishedIpsecKeys(kubernetes: Kubernetes, agents: readonly Agent[]): Promise<string | undefined> {
  // One in and one out for each other node. Tunnels have a second pair, which some versions do not count.
  const needed = 2 * (agents.length - 1);
  for (const agent of agents) {
    const command = ['cilium-dbg', 'encrypt', 'status', '-o', 'json'];
    const { stdout } = await kubernetes.exec(agent.target, command, callSeconds);
    const status = encryptStatusSchema.safeParse(safeJson(stdout));
    const keys = status.data?.ipsec['keys-in-use'];
    if (keys !== undefined && keys < needed) {
      return `IPsec keys (${agent.node} uses ${keys} of at least ${needed})`;
    }
  }
  return undefined;
}

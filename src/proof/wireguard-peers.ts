import { z } from 'zod';
import {
  type BlockProof,
  type BlockReading,
  type PathFacts,
  type PlaceReading,
  type Section,
  type Side,
  sides
} from './contract.ts';
import { directions } from './counters.ts';
import { NoProof, percent } from './draft.ts';
import { memberOf } from './keep.ts';
import { parseJson, textOf } from './readings.ts';
import { gain } from './source.ts';
import { PEER_SHARE } from './thresholds.ts';
import { checkNodes, checkSame } from './window.ts';
import { wireguardLink, wireguardSource } from './wireguard-link.ts';

/**
 * Counters by peer, which neither status nor `encrypt status` tells on 1.20 and the official image has no `wg` for. The
 * call takes seconds, hence once per block; of its megabytes only the part on encryption is kept.
 */
export const peersSection: Section = {
  name: 'wireguard-peers',
  command: ['cilium-dbg', 'debuginfo', '--output', 'json'],
  keep: memberOf('encryption')
};

const count = z.int().nonnegative().default(0);
const peerSchema = z.object({
  endpoint: z.string().default(''),
  'public-key': z.string().optional(),
  'last-handshake-time': z.string().optional(),
  'transfer-rx': count,
  'transfer-tx': count
});
const peersSchema = z.object({
  encryption: z.object({
    wireguard: z
      .object({ interfaces: z.array(z.object({ name: z.string(), peers: z.array(peerSchema).nullish() })) })
      .optional()
  })
});

interface Peer {
  readonly handshake: boolean;
  readonly received: number;
  readonly sent: number;
}

/**
 * Judges a block: cilium_wg0's counters stand for the measured path only when the measured peer made up nearly all of what
 * they gained, on both nodes and both ways, and has shaken hands.
 */
export function judgePeers(start: BlockReading, end: BlockReading, path: PathFacts): BlockProof {
  try {
    checkNodes([start, end], path);
    const notes = sides.flatMap(side => {
      checkSame(start.agents[side], end.agents[side], `the Cilium agent of the ${side}'s node`);
      return judgePeer(start, end, side, path);
    });
    return { verdict: 'proven', reason: 'The measured peers carried the traffic of cilium_wg0.', notes };
  } catch (error) {
    if (error instanceof NoProof) return { verdict: 'unproven', reason: error.message, notes: [] };
    throw error;
  }
}

function judgePeer(start: BlockReading, end: BlockReading, side: Side, path: PathFacts): readonly string[] {
  const first = measuredPeer(start, side, path);
  const last = measuredPeer(end, side, path);
  const where = `the ${side}'s node`;
  if (!last.handshake) throw new NoProof(`the measured peer of ${where} has never shaken hands`);
  return directions.map(direction => {
    const link = gain(wireguardSource, { before: start, after: end }, side, direction, path).all.bytes;
    const peer = last[direction] - first[direction];
    if (peer < 0) throw new NoProof(`the measured peer's counters of ${where} went back`);
    if (link === 0) throw new NoProof(`${wireguardLink} of ${where} has nothing ${direction} in the whole block`);
    const share = peer / link;
    if (share < PEER_SHARE)
      throw new NoProof(
        `the measured peer makes up ${percent(share)} of what ${wireguardLink} of ${where} ${direction}, ` +
          `${percent(PEER_SHARE)} are needed: use two nodes that nothing else runs on`
      );
    return `The measured peer makes up ${percent(share)} of what ${wireguardLink} of ${where} ${direction}.`;
  });
}

/** Public keys of an agent's peers; `undefined` when it cannot be told. */
export function readPeerKeys(agent: PlaceReading): readonly string[] | undefined {
  try {
    return peersOf(agent, 'the node').flatMap(({ 'public-key': key }) => (key === undefined ? [] : [key]));
  } catch (error) {
    if (error instanceof NoProof) return undefined;
    throw error;
  }
}

function measuredPeer(reading: BlockReading, side: Side, path: PathFacts): Peer {
  const where = `the ${side}'s node`;
  const other = path.nodeIps[side === 'client' ? 'server' : 'client'];
  const peers = peersOf(reading.agents[side], where);
  const peer = peers.find(({ endpoint }) => endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') === other);
  if (peer === undefined) throw new NoProof(`${wireguardLink} of ${where} has no peer ${other}`);
  return {
    handshake: isTime(peer['last-handshake-time']),
    received: peer['transfer-rx'],
    sent: peer['transfer-tx']
  };
}

function peersOf(agent: PlaceReading, where: string): readonly z.infer<typeof peerSchema>[] {
  const { encryption } = parseJson(textOf(agent, peersSection, where), peersSchema, `debuginfo of ${where}`);
  const { wireguard } = encryption;
  const link = wireguard?.interfaces.find(({ name }) => name === wireguardLink);
  if (link === undefined) throw new NoProof(`the agent of ${where} has no ${wireguardLink}`);
  return link.peers ?? [];
}

/** Never is written as Go's zero time or as the epoch. */
function isTime(text: string | undefined): boolean {
  return text !== undefined && Date.parse(text) > 0;
}

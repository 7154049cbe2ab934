import { z } from 'zod';
import type { TestName } from '../suite/test.ts';
import {
  type Background,
  type BlockProof,
  type BlockReading,
  type PathFacts,
  type PlaceReading,
  type Section,
  type Side,
  sides
} from './contract.ts';
import { type Direction, directions } from './counters.ts';
import { NoProof, percent } from './draft.ts';
import { memberOf } from './keep.ts';
import { parseJson, textOf } from './readings.ts';
import { roleOf } from './roles.ts';
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
 * Judges a block: cilium_wg0's counters stand for the measured path only when the measured peer, which has shaken hands, made
 * up nearly all of what they gained in each direction that decides a sample, on both nodes. What other peers already had at
 * the same rate before the block does not count against it, because the samples' background takes it away.
 */
export function judgePeers(
  start: BlockReading,
  end: BlockReading,
  path: PathFacts,
  tests: readonly TestName[],
  background: Background | undefined
): BlockProof {
  try {
    checkNodes([start, end], path);
    const notes = sides.flatMap(side => {
      checkSame(start.agents[side], end.agents[side], `the Cilium agent of the ${side}'s node`);
      if (!measuredPeer(end, side, path).handshake)
        throw new NoProof(`the measured peer of the ${side}'s node has never shaken hands`);
      return directions
        .filter(direction => tests.some(test => roleOf(test, side, direction) !== 'control'))
        .map(direction => judgeDirection(start, end, path, side, direction, background));
    });
    return { verdict: 'proven', reason: 'The measured peers carried the traffic of cilium_wg0.', notes };
  } catch (error) {
    if (error instanceof NoProof) return { verdict: 'unproven', reason: error.message, notes: [] };
    throw error;
  }
}

function judgeDirection(
  start: BlockReading,
  end: BlockReading,
  path: PathFacts,
  side: Side,
  direction: Direction,
  background: Background | undefined
): string {
  const { peer, others } = split(start, end, path, side, direction);
  const what = `${wireguardLink} of the ${side}'s node ${direction}`;
  if (peer === 0) throw new NoProof(`the measured peer has nothing of what ${what} in the whole block`);
  const share = (unexplained: number): number => peer / (peer + unexplained);
  if (share(others) >= PEER_SHARE) return `The measured peer makes up ${percent(share(others))} of what ${what}.`;
  const before = background && split(background.before, start, path, side, direction).others;
  const rate = background && before ? before / (start.seconds - background.before.seconds) : 0;
  const left = share(Math.max(0, others - rate * (end.seconds - start.seconds)));
  const told = `the measured peer makes up ${percent(left)} of what ${what}, without what other peers had before`;
  if (left >= PEER_SHARE) return `${told}.`;
  throw new NoProof(`${told}; ${percent(PEER_SHARE)} are needed: use two nodes that nothing else runs on`);
}

/** Bytes that the link gained by the measured peer and by all others. */
function split(
  first: BlockReading,
  last: BlockReading,
  path: PathFacts,
  side: Side,
  direction: Direction
): Readonly<Record<'peer' | 'others', number>> {
  const peer = measuredPeer(last, side, path)[direction] - measuredPeer(first, side, path)[direction];
  if (peer < 0) throw new NoProof(`the measured peer's counters of the ${side}'s node went back`);
  const link = gain(wireguardSource, { before: first, after: last }, side, direction, path).all.bytes;
  return { peer, others: Math.max(0, link - peer) };
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

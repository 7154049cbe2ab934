import { z } from 'zod';
import type { TestName } from '../model/test.ts';
import {
  type Section,
  NoProof,
  type Background,
  type BlockProof,
  type BlockReading,
  type PathFacts,
  type PlaceReading,
  type Side,
  sides,
  percent,
  type ProofOfMode,
  prove
} from './contract.ts';
import { interfacesSection, readInterfaces, type Direction, directions } from './counters.ts';
import { judgeEncrypted } from './coverage.ts';
import { roleOf, bySide, checkToolTraffic, podTraffic } from './pod-counters.ts';
import { someText, textOf, memberOf, parseJson, checkNodes, checkSame, checkPath, checkPlaces } from './readings.ts';
import { type CounterSource, absent, encapsulationBytes, gain } from './source.ts';
import { WIREGUARD_BYTES, PEER_SHARE } from './thresholds.ts';

/** Cilium's WireGuard interface. */
export const wireguardLink = 'cilium_wg0';

/** A new index means a new interface with counters starting at zero. Without the interface this file does not exist. */
const indexSection: Section = {
  name: 'wireguard-index',
  command: ['cat', `/sys/class/net/${wireguardLink}/ifindex`],
  keep: someText
};

/**
 * The link's counters. They equal the sum over its peers, which only `cilium-dbg debuginfo` reports, but take
 * milliseconds instead of seconds. Each block proves that the link carries almost only the measured peer's traffic.
 */
export const wireguardSource: CounterSource = {
  name: 'WireGuard',
  sections: { host: [interfacesSection, indexSection], agent: [] },
  overheadBytes: path => WIREGUARD_BYTES + encapsulationBytes(path),
  read({ hosts }, side) {
    const where = `the ${side}'s node`;
    const link = readInterfaces(hosts[side], where).get(wireguardLink);
    if (link === undefined) return absent;
    const index = textOf(hosts[side], indexSection, where).trim();
    if (!/^\d+$/.test(index)) throw new NoProof(`the index of ${wireguardLink} of ${where} is not a number`);
    const counters = { sent: link.sent, received: link.received };
    return { identity: `link ${index}`, path: counters, all: counters };
  }
};

/**
 * Counters by peer. On 1.20, neither status nor `encrypt status` reports them, and the official image has no `wg`. The
 * call takes seconds, so it runs once per block; of its megabytes only the part about encryption is kept.
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
 * Judges a block. cilium_wg0's counters represent the measured path only if the measured peer has completed a handshake
 * and accounts for almost all of the gain, on both nodes and in each direction that decides a sample. Traffic that
 * other peers already had at the same rate before the block does not count against it, because the samples' background
 * is subtracted.
 */
function judgePeers(
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
        throw new NoProof(`the measured peer of the ${side}'s node has never completed a handshake`);
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
  if (peer === 0) throw new NoProof(`the measured peer accounts for none of what ${what} in the whole block`);
  const share = (unexplained: number): number => peer / (peer + unexplained);
  if (share(others) >= PEER_SHARE) return `The measured peer accounts for ${percent(share(others))} of what ${what}.`;
  const before = background && split(background.before, start, path, side, direction).others;
  const rate = background && before ? before / (start.seconds - background.before.seconds) : 0;
  const left = share(Math.max(0, others - rate * (end.seconds - start.seconds)));
  const told = `the measured peer accounts for ${percent(left)} of what ${what}, not counting other peers' earlier traffic`;
  if (left >= PEER_SHARE) return `${told}.`;
  throw new NoProof(`${told}; ${percent(PEER_SHARE)} are needed: use two nodes without other workloads`);
}

/** Bytes the link gained from the measured peer and from all others. */
function split(
  first: BlockReading,
  last: BlockReading,
  path: PathFacts,
  side: Side,
  direction: Direction
): Readonly<Record<'peer' | 'others', number>> {
  const peer = measuredPeer(last, side, path)[direction] - measuredPeer(first, side, path)[direction];
  if (peer < 0) throw new NoProof(`the measured peer's counters of the ${side}'s node decreased`);
  const link = gain(wireguardSource, { before: first, after: last }, side, direction, path).all.bytes;
  return { peer, others: Math.max(0, link - peer) };
}

/** Public keys of an agent's peers; `undefined` if unknown. */
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

/** "Never" is written as Go's zero time or as the epoch. */
function isTime(text: string | undefined): boolean {
  return text !== undefined && Date.parse(text) > 0;
}

/** WireGuard: cilium_wg0 must have carried what the pods moved. */
export const wireguard: ProofOfMode = {
  mode: 'wireguard',
  sections: wireguardSource.sections,
  needsZtunnel: false,
  block: { sections: [peersSection], judge: judgePeers },
  judge: (before, after, sample, path, background) =>
    prove('wireguard', draft => {
      checkPath(path);
      checkPlaces(before, after);
      checkNodes([before, after], path);
      const traffic = podTraffic(before, after, draft.notes);
      checkToolTraffic(traffic, sample);
      const drops = bySide(side => {
        const [first = 0, last = 0] = [before, after].map(
          ({ hosts }) => readInterfaces(hosts[side], `the ${side}'s node`).get(wireguardLink)?.sendDrops
        );
        return last - first;
      });
      for (const [side, count] of Object.entries(drops))
        if (count > 0) draft.notes.push(`${wireguardLink} of the ${side}'s node dropped ${count} packets.`);
      const window = { before, after };
      return judgeEncrypted({ source: wireguardSource, window, background, sample, path, traffic, draft });
    })
};

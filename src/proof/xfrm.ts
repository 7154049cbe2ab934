import {
  type PlaceReading,
  type Section,
  NoProof,
  type NodesReading,
  type PathFacts,
  type Side,
  type ProofOfMode,
  type Snapshot,
  sides,
  type Draft,
  prove
} from './contract.ts';
import { type Direction, type Counter, sum } from './counters.ts';
import { judgeEncrypted } from './coverage.ts';
import { checkToolTraffic, type PodTraffic, podTraffic } from './pod-counters.ts';
import { wholeListing, textOf, someText, checkNodes, checkPath, checkPlaces } from './readings.ts';
import { type CounterSource, absent, encapsulationBytes } from './source.ts';
import { XFRM_ERROR_SHARE } from './thresholds.ts';

/** Policies contain no keys. */
export const xfrmPolicySection: Section = {
  name: 'xfrm-policy',
  command: ['ip', 'xfrm', 'policy'],
  keep: wholeListing
};

/** Searched one by one: a pattern for all of them in one line takes time that grows with the cube of a hostile line. */
const blockPolicyMarks = [/\bdir out\b/, /\baction block\b/, /\bpriority 100\b/, /\bmark 0xe00\/0xf00\b/];

/**
 * Whether the node has IPsec's catch-all policy, which drops packets that are marked for encryption but match no other
 * policy.
 */
export function hasBlockPolicy(place: PlaceReading, where: string): boolean {
  return textOf(place, xfrmPolicySection, where)
    .split(/^(?=src )/m)
    .some(policy => blockPolicyMarks.every(mark => mark.test(policy)));
}

/** XFRM's error counters. They never reset while the node runs, so only their growth counts. */
const xfrmStatSection: Section = {
  name: 'xfrm-stat',
  command: ['cat', '/proc/net/xfrm_stat'],
  keep: someText
};

/**
 * Errors whose growth invalidates a sample, with the direction of the lost packets (docs/proof.md#errors-of-the-mode).
 */
const decisiveErrors: Readonly<Record<string, Direction>> = {
  XfrmOutPolBlock: 'sent',
  XfrmInStateProtoError: 'received',
  XfrmInNoStates: 'received',
  XfrmOutNoStates: 'sent'
};

/** The error counters by name. @throws NoProof if they were not read. */
function readXfrmStat(place: PlaceReading, where: string): ReadonlyMap<string, number> {
  const text = textOf(place, xfrmStatSection, where);
  const counters = new Map(
    [...text.matchAll(/^(Xfrm\w+)\s+(\d+)\s*$/gm)].map(([, name = '', value]) => [name, Number(value)])
  );
  const missing = Object.keys(decisiveErrors).find(name => !counters.has(name));
  if (missing !== undefined) throw new NoProof(`the XFRM errors of ${where} do not include ${missing}`);
  return counters;
}

/** All XFRM states. `nokeys` (iproute2 5.0 and later) keeps the keys in the kernel. An empty listing is proof too. */
export const xfrmStateSection: Section = {
  name: 'xfrm-state',
  command: ['ip', '-s', 'xfrm', 'state', 'list', 'nokeys'],
  keep: wholeListing
};

export interface SecurityAssociation extends Counter {
  readonly source: string;
  readonly destination: string;
  /** By Cilium's mark: 0xd00 is for decryption, 0xe00 for encryption; `undefined` for states that are not Cilium's. */
  readonly direction: Direction | undefined;
  /** Packets that failed authentication. */
  readonly failed: number;
  /** Distinguishes states with the same addresses: SPI, mark and creation time. */
  readonly identity: string;
}

const markMask = 0xf00;
const markOfDirection: readonly (readonly [number, Direction])[] = [
  [0xd00, 'received'],
  [0xe00, 'sent']
];

/** A node's security associations. @throws NoProof unless the listing worked and could be parsed. */
export function readXfrmState(place: PlaceReading, where: string): readonly SecurityAssociation[] {
  return textOf(place, xfrmStateSection, where)
    .split(/^(?=src )/m)
    .filter(block => block.trim() !== '')
    .map(block => parseState(block, where));
}

function parseState(block: string, where: string): SecurityAssociation {
  const ends = /^src (\S+) dst (\S+)/.exec(block);
  const spi = /\bspi (0x[0-9a-f]+)/.exec(block);
  const moved = /(?<!\d)(\d+)\(bytes\), (\d+)\(packets\)/.exec(block);
  const failed = /\bfailed (\d+)/.exec(block);
  const added = /\badd (\S+ \S+) use/.exec(block);
  const mark = /\bmark (0x[0-9a-f]+)/.exec(block)?.[1];
  if (!ends || !spi || !moved || !failed || !added)
    throw new NoProof(`an XFRM state of ${where} cannot be parsed: ${block.split('\n')[0] ?? ''}`);
  const [, source = '', destination = ''] = ends;
  return {
    source,
    destination,
    direction: markOfDirection.find(([value]) => (Number(mark ?? 0) & markMask) === value)?.[1],
    bytes: Number(moved[1]),
    packets: Number(moved[2]),
    failed: Number(failed[1]),
    identity: [source, destination, spi[1], mark, added[1]].join(' ')
  };
}

/** A node's security associations between the two measured nodes. */
function statesOfPath({ agents }: NodesReading, side: Side, path: PathFacts): readonly SecurityAssociation[] {
  const near = endsOf(side, path);
  const far = endsOf(side === 'client' ? 'server' : 'client', path);
  return readXfrmState(agents[side], `the ${side}'s node`).filter(
    ({ source, destination, direction }) =>
      (direction === 'sent' && near.has(source) && far.has(destination)) ||
      (direction === 'received' && far.has(source) && near.has(destination))
  );
}

/** IPsec ends at the node IPs with tunneling and at the CiliumInternalIPs with native routing; both pairs can exist. */
function endsOf(side: Side, path: PathFacts): ReadonlySet<string> {
  const internal = path.ciliumInternalIps[side];
  return new Set([path.nodeIps[side], ...(internal === undefined ? [] : [internal])]);
}

/** Packets and bytes of the security associations; bytes are those inside ESP. */
export const ipsecSource: CounterSource = {
  name: 'IPsec',
  sections: { host: [], agent: [xfrmStateSection] },
  overheadBytes: encapsulationBytes,
  read(nodes, side, path) {
    const all = readXfrmState(nodes.agents[side], `the ${side}'s node`);
    if (all.length === 0) return absent;
    const ofPath = statesOfPath(nodes, side, path);
    return {
      identity:
        ofPath
          .map(({ identity }) => identity)
          .sort()
          .join(', ') || 'none between the two nodes',
      path: totals(ofPath),
      // A key rotation elsewhere in the cluster changes states outside the path and may reduce this sum.
      all: totals(all)
    };
  }
};

function totals(states: readonly SecurityAssociation[]): Record<Direction, ReturnType<typeof sum>> {
  return {
    sent: sum(states.filter(({ direction }) => direction === 'sent')),
    received: sum(states.filter(({ direction }) => direction === 'received'))
  };
}

/** IPsec: the security associations between the two nodes must have carried what the pods moved, without failures. */
export const ipsec: ProofOfMode = {
  mode: 'ipsec',
  sections: { host: [xfrmStatSection], agent: ipsecSource.sections.agent },
  needsZtunnel: false,
  judge: (before, after, sample, path, background) =>
    prove('ipsec', draft => {
      checkPath(path);
      checkPlaces(before, after);
      checkNodes([before, after], path);
      const traffic = podTraffic(before, after, draft.notes);
      // Checked before the traffic: with different keys there is none, and these errors explain why.
      for (const side of sides) findErrors(before, after, side, path, traffic, draft);
      checkToolTraffic(traffic, sample);
      const window = { before, after };
      return judgeEncrypted({ source: ipsecSource, window, background, sample, path, traffic, draft });
    })
};

/**
 * Only growth of errors counts: a healthy switch leaves XfrmInNoStates above zero for good, because one agent is
 * seconds ahead of the other.
 */
function findErrors(
  before: Snapshot,
  after: Snapshot,
  side: Side,
  path: PathFacts,
  traffic: PodTraffic,
  draft: Draft
): void {
  const where = `the ${side}'s node`;
  const failed = growth(failures(before, side, path), failures(after, side, path), `failed packets of ${where}`);
  if (failed > XFRM_ERROR_SHARE * traffic[side].received.packets)
    draft.faults.push(`${failed} packets failed authentication on ${where}: do both nodes have the same key?`);
  else if (failed > 0) draft.notes.push(`${failed} packets failed authentication on ${where}.`);

  const first = readXfrmStat(before.hosts[side], where);
  for (const [name, last] of readXfrmStat(after.hosts[side], where)) {
    const grown = growth(first.get(name) ?? 0, last, `${name} of ${where}`);
    if (grown === 0) continue;
    const text = `${name} grew by ${grown} on ${where}`;
    const direction = decisiveErrors[name];
    if (direction !== undefined && grown > XFRM_ERROR_SHARE * traffic[side][direction].packets) draft.faults.push(text);
    else draft.notes.push(`${text}.`);
  }
}

function failures(nodes: NodesReading, side: Side, path: PathFacts): number {
  return statesOfPath(nodes, side, path).reduce((total, { failed }) => total + failed, 0);
}

function growth(before: number, after: number, what: string): number {
  if (after < before) throw new NoProof(`${what} decreased: it was reset in between`);
  return after - before;
}

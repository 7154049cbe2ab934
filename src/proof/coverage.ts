import {
  type Coverage,
  type PathFacts,
  type SampleFacts,
  type Side,
  sides,
  type Draft,
  type Finding,
  NoProof,
  percent
} from './contract.ts';
import { type Counter, type Direction, directions } from './counters.ts';
import { type PodTraffic, type Role, roleOf, tcpHeaderBytes } from './pod-counters.ts';
import { backgroundOf, type CounterSource, gain, withoutBackground, type Window } from './source.ts';
import {
  ACKNOWLEDGMENT_BACKGROUND_SHARE,
  ACKNOWLEDGMENT_TOLERANCE,
  BACKGROUND_SHARE,
  CLEAR_PACKETS,
  COVERAGE_NEEDED,
  ENDED_CLEAR_SHARE,
  ETHERNET_HEADER_BYTES,
  PLAINTEXT_SHARE,
  SHARED_FACTOR,
  TCP_HEADER_BYTES
} from './thresholds.ts';

/** A sample's counters, with all that is needed to judge them. */
export interface Counted {
  readonly source: CounterSource;
  readonly window: Window;
  readonly background: Window | undefined;
  readonly sample: SampleFacts;
  readonly path: PathFacts;
  readonly traffic: PodTraffic;
  readonly draft: Draft;
}

/** What a pod received and its node decrypted, and what may differ. */
interface ClearAmounts {
  readonly received: number;
  readonly decrypted: number;
  readonly unit: string;
  readonly amount: number;
  readonly share: number;
}

/** One of the four combinations of node and direction. */
interface Pair {
  readonly side: Side;
  readonly direction: Direction;
  readonly role: Role;
  /** IP packets the pods moved. */
  readonly pods: Counter;
  readonly path: Counter;
  readonly all: Counter;
}

/** The counters of a pair in the unit that decides its direction. */
interface Amounts {
  readonly pair: Pair;
  readonly expected: number;
  /** The encryption counter's gain, with and without the idle background. */
  readonly gross: number;
  readonly net: number;
  /** The background as a share of what the pods moved. */
  readonly idleShare: number;
}

/**
 * Compares the gain of packet counters (WireGuard, IPsec) with what the pods moved, for all four combinations of node
 * and direction. `plaintext` is judged on everything the mode encrypted on the two nodes, without subtracting the
 * background, so that neither can make an encrypted sample look like plaintext.
 */
export function judgeCoverage(counted: Counted): Finding {
  const { source, window, background, sample, path, traffic, draft } = counted;
  const pairs = sides.flatMap(side =>
    directions.map((direction): Pair => {
      const { packets, bytes } = traffic[side][direction];
      return {
        side,
        direction,
        role: roleOf(sample.test, side, direction),
        pods: { packets, bytes: bytes - ETHERNET_HEADER_BYTES * packets },
        ...gain(source, window, side, direction, path)
      };
    })
  );
  const decisive = pairs.filter(({ role }) => role !== 'control');
  const still = decisive.find(({ pods }) => pods.packets === 0);
  if (still !== undefined)
    throw new NoProof(`eth0 of the ${still.side} pod counted no packets ${still.direction} during the sample`);

  if (decisive.every(isClear)) {
    draft.coverage.push(...pairs.map(pair => coverageOf(pair, ofCounter(pair, pair.all, source, path))));
    return {
      verdict: 'plaintext',
      reason: `${source.name} moved less than ${percent(PLAINTEXT_SHARE)} of what the pods moved, on both nodes`
    };
  }

  const seconds = window.after.seconds - window.before.seconds;
  const amounts = pairs.map((pair): Amounts => {
    const idle = backgroundOf(source, background, seconds, pair.side, pair.direction, path);
    return {
      pair,
      expected: expectedOf(pair),
      gross: ofCounter(pair, pair.path, source, path),
      net: ofCounter(pair, withoutBackground(pair.path, idle), source, path),
      idleShare: idle[unitOf(pair)] / pair.pods[unitOf(pair)]
    };
  });
  const shared = amounts
    .filter(({ pair }) => pair.role !== 'control')
    .map(sharedBy)
    .find(why => why !== undefined);
  // The background's rate during the sample is an estimate, so a shared counter is shown in full.
  const coverage = amounts.map(({ pair, gross, net }) => coverageOf(pair, shared === undefined ? net : gross));
  draft.coverage.push(...coverage);
  if (shared !== undefined)
    return {
      verdict: 'unproven',
      shared: true,
      reason: `${source.name}'s counter is shared with other traffic: ${shared}`
    };
  const lacking = coverage.find(({ share, needed }) => share < needed);
  if (lacking !== undefined) return { verdict: 'unproven', reason: `${source.name} covers ${shareText(lacking)}` };
  return {
    verdict: 'encrypted',
    reason: `${source.name} covers at least ${percent(COVERAGE_NEEDED)} of what the pods moved, on both nodes and in both directions`
  };
}

/**
 * Judges a mode that encrypts: as above, but a fault if a pod received more than its node decrypted. However little it is,
 * that arrived in plaintext.
 */
export function judgeEncrypted(counted: Counted): Finding {
  const finding = judgeCoverage(counted);
  if (finding.verdict === 'plaintext' || finding.shared === true) return finding;
  const clear = sides.flatMap(side => clearOf(counted, side) ?? []);
  if (clear.length === 0) return finding;
  counted.draft.faults.push(...clear);
  return finding.verdict === 'unproven' ? finding : { verdict: 'unproven', reason: 'a part was not encrypted' };
}

/** What reached the pod of a side in plaintext, in the unit of the direction; `undefined` if nothing or unknown. */
function clearOf({ source, window, sample, path, traffic }: Counted, side: Side): string | undefined {
  const role = roleOf(sample.test, side, 'received');
  const { received: pods, countsReceived } = traffic[side];
  if (role === 'control' || !countsReceived) return undefined;
  const { all } = gain(source, window, side, 'received', path);
  const header = tcpHeaderBytes(window.before);
  const bulk = role === 'bulk';
  const received = bulk ? pods.bytes - (ETHERNET_HEADER_BYTES + header) * pods.packets : pods.packets;
  const decrypted = bulk ? Math.max(0, all.bytes - (header + source.overheadBytes(path)) * all.packets) : all.packets;
  return describeClear(source, side, {
    ...{ received, decrypted, share: ENDED_CLEAR_SHARE },
    ...(bulk ? { unit: 'bytes of payload', amount: 0 } : { unit: 'packets', amount: CLEAR_PACKETS })
  });
}

/** Says how much reached the pod of a side in plaintext, if it is more than an `amount` and a `share` of what it received. */
export function describeClear(
  { name }: CounterSource,
  side: Side,
  { received, decrypted, unit, amount, share }: ClearAmounts
): string | undefined {
  const clear = received - decrypted;
  if (clear <= amount || clear <= share * received) return undefined;
  return `at least ${clear} ${unit} reached the ${side} pod in plaintext (it received ${received}, ${name} decrypted ${decrypted} on its node)`;
}

/** Bytes of a bulk direction, packets of any other. */
function unitOf({ role }: Pair): 'bytes' | 'packets' {
  return role === 'bulk' ? 'bytes' : 'packets';
}

/** What the pods moved: payload of a bulk direction, packets of any other. */
function expectedOf({ role, pods }: Pair): number {
  return role === 'bulk' ? pods.bytes - TCP_HEADER_BYTES * pods.packets : pods.packets;
}

/**
 * The counter in that unit. Each packet it counted had its own headers, while the pod's interface saw far fewer; unless
 * they are subtracted, a leak of several percent could hide behind them.
 */
function ofCounter({ role }: Pair, counter: Counter, source: CounterSource, path: PathFacts): number {
  if (role !== 'bulk') return counter.packets;
  return Math.max(0, counter.bytes - (TCP_HEADER_BYTES + source.overheadBytes(path)) * counter.packets);
}

function isClear(pair: Pair): boolean {
  const unit = unitOf(pair);
  return pair.all[unit] < PLAINTEXT_SHARE * pair.pods[unit];
}

function sharedBy({ pair, expected, net, idleShare }: Amounts): string | undefined {
  const where = `on the ${pair.side}'s node, ${pair.direction}`;
  const of = `of the pods' ${unitOf(pair)}`;
  const background = `its background is ${percent(idleShare)} ${of}`;
  const acknowledgments = pair.role === 'acknowledgments';
  if (idleShare > (acknowledgments ? ACKNOWLEDGMENT_BACKGROUND_SHARE : BACKGROUND_SHARE))
    return `${where}, ${background}`;
  if (net > SHARED_FACTOR * expected) return `${where}, it has ${percent(net / expected)} ${of}`;
  if (idleShare > BACKGROUND_SHARE && Math.abs(net / expected - 1) > ACKNOWLEDGMENT_TOLERANCE)
    return `${where}, ${background} and without it the counter has ${percent(net / expected)}`;
  return undefined;
}

function coverageOf(pair: Pair, counted: number): Coverage {
  const { side, direction, role } = pair;
  const expected = expectedOf(pair);
  return {
    side,
    direction,
    unit: unitOf(pair),
    counted,
    expected,
    share: expected === 0 ? 0 : counted / expected,
    needed: role === 'control' ? 0 : COVERAGE_NEEDED
  };
}

/** "59.8 % of the bytes that the client's node sent; 98.0 % are needed". */
function shareText({ side, direction, unit, share, needed }: Coverage): string {
  const verb = direction === 'sent' ? 'sent' : 'received';
  return `${percent(share)} of the ${unit} that the ${side}'s node ${verb}; ${percent(needed)} are needed`;
}

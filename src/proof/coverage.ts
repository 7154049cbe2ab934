import { type Coverage, type PathFacts, type SampleFacts, type Side, sides } from './contract.ts';
import { type Counter, type Direction, directions } from './counters.ts';
import { type Draft, type Finding, NoProof, percent } from './draft.ts';
import type { PodTraffic } from './pod-counters.ts';
import { type Role, roleOf } from './roles.ts';
import { backgroundOf, type CounterSource, gain, withoutBackground, type Window } from './source.ts';
import {
  BACKGROUND_SHARE,
  COVERAGE_NEEDED,
  ETHERNET_HEADER_BYTES,
  PLAINTEXT_SHARE,
  SHARED_BYTES_FACTOR,
  SHARED_FACTOR
} from './thresholds.ts';

/** One of the four (node, direction) pairs. */
interface Pair {
  readonly side: Side;
  readonly direction: Direction;
  readonly role: Role;
  /** What the pods moved: P packets and B_ip bytes. */
  readonly pods: Counter;
  readonly path: Counter;
  readonly all: Counter;
}

/**
 * Compares what a source of packet counters (WireGuard, IPsec) gained with what the pods moved, over the four pairs of node
 * and direction. `plaintext` is judged without taking the background away, of all that the mode encrypted on the two nodes,
 * so that neither can make an encrypted sample look clear.
 */
export function judgeCoverage(
  source: CounterSource,
  window: Window,
  background: Window | undefined,
  sample: SampleFacts,
  path: PathFacts,
  traffic: PodTraffic,
  draft: Draft
): Finding {
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
    throw new NoProof(`eth0 of the ${still.side} pod has no packets ${still.direction} during the sample`);

  if (decisive.every(isClear)) {
    draft.coverage.push(...pairs.flatMap(pair => coverageOf(pair, pair.all)));
    return {
      verdict: 'plaintext',
      reason: `${source.name} moved less than ${percent(PLAINTEXT_SHARE)} of the pods' packets on both nodes`
    };
  }

  const seconds = window.after.seconds - window.before.seconds;
  const counted = pairs.map(pair => ({
    ...pair,
    idle: backgroundOf(source, background, seconds, pair.side, pair.direction, path)
  }));
  const judged = counted.map(pair => ({ ...pair, net: withoutBackground(pair.path, pair.idle) }));
  const coverage = judged.flatMap(pair => coverageOf(pair, pair.net));
  draft.coverage.push(...coverage);
  const shared = judged
    .filter(({ role }) => role !== 'control')
    .map(sharedBy)
    .find(why => why !== undefined);
  if (shared !== undefined)
    return { verdict: 'unproven', reason: `${source.name}'s counter is shared with other traffic: ${shared}` };
  const lacking = coverage.find(({ share, needed }) => share < needed);
  if (lacking !== undefined) return { verdict: 'unproven', reason: `${source.name} covers ${shareText(lacking)}` };
  return {
    verdict: 'encrypted',
    reason: `${source.name} covers at least ${percent(COVERAGE_NEEDED)} of what the pods moved, on both nodes and both ways`
  };
}

function isClear({ role, pods, all }: Pair): boolean {
  return all.packets < PLAINTEXT_SHARE * pods.packets && (role !== 'bulk' || all.bytes < PLAINTEXT_SHARE * pods.bytes);
}

function sharedBy({
  side,
  direction,
  role,
  pods,
  net,
  idle
}: Pair & Record<'net' | 'idle', Counter>): string | undefined {
  const where = `on the ${side}'s node, ${direction}`;
  if (idle.packets > BACKGROUND_SHARE * pods.packets)
    return `${where}, its background is ${percent(idle.packets / pods.packets)} of the pods' packets`;
  if (role === 'small' && net.packets > SHARED_FACTOR * pods.packets)
    return `${where}, it has ${percent(net.packets / pods.packets)} of the pods' packets`;
  if (role === 'bulk' && net.bytes > SHARED_BYTES_FACTOR * pods.bytes)
    return `${where}, it has ${percent(net.bytes / pods.bytes)} of the pods' bytes`;
  return undefined;
}

function coverageOf({ side, direction, role, pods }: Pair, counted: Counter): readonly Coverage[] {
  const units = role === 'bulk' ? (['packets', 'bytes'] as const) : (['packets'] as const);
  return units.map(unit => ({
    side,
    direction,
    unit,
    counted: counted[unit],
    expected: pods[unit],
    share: pods[unit] === 0 ? 0 : counted[unit] / pods[unit],
    needed: role === 'control' ? 0 : COVERAGE_NEEDED
  }));
}

/** "59.8 % of the bytes that the client's node sent; 98.0 % are needed". */
export function shareText({ side, direction, unit, share, needed }: Coverage): string {
  const verb = direction === 'sent' ? 'sent' : 'received';
  return `${percent(share)} of the ${unit} that the ${side}'s node ${verb}; ${percent(needed)} are needed`;
}

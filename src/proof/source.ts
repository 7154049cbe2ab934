import { type NodeSections, type NodesReading, type PathFacts, type Side, type Snapshot, NoProof } from './contract.ts';
import { type Counter, type Counters, type Direction, gained, less, nothing, scaled } from './counters.ts';
import { BACKGROUND_SECONDS, ENCAPSULATION_BYTES } from './thresholds.ts';

/** What an encryption counter of a node says at one moment. */
export interface Count {
  /** Changes when the counters are other ones: interface index, set of SAs. `absent` when there is no such object. */
  readonly identity: string;
  /** What may have carried the measured path. */
  readonly path: Counters;
  /** All that the mode encrypted on the node, whoever it was for. */
  readonly all: Counters;
}

/** An object that the kernel does not have, after a listing that worked. */
export const absent: Count = {
  identity: 'absent',
  path: { sent: nothing, received: nothing },
  all: { sent: nothing, received: nothing }
};

/**
 * Bytes of VXLAN or Geneve around a packet before it is encrypted: WireGuard does so since Cilium 1.15, IPsec since 1.18
 * (upgrade notes).
 */
export function encapsulationBytes({ encapsulated }: PathFacts): number {
  return encapsulated ? ENCAPSULATION_BYTES : 0;
}

/** Encryption counters of a node: WireGuard's link or IPsec's security associations. */
export interface CounterSource {
  /** For people: "WireGuard". */
  readonly name: string;
  readonly sections: NodeSections;
  /** Bytes that the counter has of each packet besides the pod's own IP packet. */
  overheadBytes(path: PathFacts): number;
  read(nodes: NodesReading, side: Side, path: PathFacts): Count;
}

/** What a source gained on a node in one direction. */
export interface Gain {
  readonly path: Counter;
  readonly all: Counter;
  /** That of the counts at both ends. */
  readonly identity: string;
}

/** The gain within a window. @throws NoProof when counters went back or belong to other objects than before. */
export function gain(
  source: CounterSource,
  window: Readonly<Record<'before' | 'after', NodesReading>>,
  side: Side,
  direction: Direction,
  path: PathFacts
): Gain {
  const first = source.read(window.before, side, path);
  const last = source.read(window.after, side, path);
  const what = `${source.name} on the ${side}'s node`;
  if (first.identity !== last.identity) throw new NoProof(`${what} was set up anew in between`);
  return {
    path: gained(first.path[direction], last.path[direction], what),
    all: gained(first.all[direction], last.all[direction], what),
    identity: first.identity
  };
}

/** Two snapshots around a sample or an idle time. */
export interface Window {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What the idle background makes of a source in `seconds`. @throws NoProof when it was not measured for long enough. */
export function backgroundOf(
  source: CounterSource,
  background: Window | undefined,
  seconds: number,
  side: Side,
  direction: Direction,
  path: PathFacts
): Counter {
  if (background === undefined)
    throw new NoProof('the idle background was not measured: the counters may be those of other traffic');
  const measured = background.after.seconds - background.before.seconds;
  if (measured < BACKGROUND_SECONDS)
    throw new NoProof(
      `the idle background was measured for ${measured.toFixed(1)} s; ${BACKGROUND_SECONDS} s are needed`
    );
  return scaled(gain(source, background, side, direction, path).path, seconds / measured);
}

/** A gain without the background, as far as it is known. */
export function withoutBackground(counter: Counter, background: Counter | undefined): Counter {
  return background === undefined ? counter : less(counter, background);
}

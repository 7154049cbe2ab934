import { type NodeSections, type NodesReading, type PathFacts, type Side, type Snapshot, NoProof } from './contract.ts';
import { type Counter, type Counters, type Direction, gained, less, nothing, scaled } from './counters.ts';
import { BACKGROUND_SECONDS, ENCAPSULATION_BYTES } from './thresholds.ts';

/** A node's encryption counter at one moment. */
export interface Count {
  /** Changes if the counters belong to another object: interface index, set of SAs. `absent` if there is none. */
  readonly identity: string;
  /** What may belong to the measured path. */
  readonly path: Counters;
  /** Everything the mode encrypted on the node, for any destination. */
  readonly all: Counters;
}

/** For an object that a successful listing shows to be absent. */
export const absent: Count = {
  identity: 'absent',
  path: { sent: nothing, received: nothing },
  all: { sent: nothing, received: nothing }
};

/**
 * Bytes of VXLAN or Geneve added before encryption: for WireGuard since Cilium 1.15, for IPsec since 1.18 (upgrade
 * notes).
 */
export function encapsulationBytes({ encapsulated }: PathFacts): number {
  return encapsulated ? ENCAPSULATION_BYTES : 0;
}

/** A node's encryption counters: WireGuard's link or IPsec's security associations. */
export interface CounterSource {
  /** For people: "WireGuard". */
  readonly name: string;
  readonly sections: NodeSections;
  /** Bytes the counter includes per packet in addition to the pod's own IP packet. */
  overheadBytes(path: PathFacts): number;
  read(nodes: NodesReading, side: Side, path: PathFacts): Count;
}

/** A counter's gain on a node in one direction. */
export interface Gain {
  readonly path: Counter;
  readonly all: Counter;
  /** Identity of the counts at both ends. */
  readonly identity: string;
}

/** The gain within a window. @throws NoProof if counters went backward or belong to other objects than before. */
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
  if (first.identity !== last.identity) throw new NoProof(`${what} was recreated in between`);
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

/**
 * The counts expected from the idle background in `seconds`. @throws NoProof if it was not measured for long enough.
 */
export function backgroundOf(
  source: CounterSource,
  background: Window | undefined,
  seconds: number,
  side: Side,
  direction: Direction,
  path: PathFacts
): Counter {
  if (background === undefined)
    throw new NoProof('the idle background was not measured: the counters may include other traffic');
  const measured = background.after.seconds - background.before.seconds;
  if (measured < BACKGROUND_SECONDS)
    throw new NoProof(
      `the idle background was measured for ${measured.toFixed(1)} s; ${BACKGROUND_SECONDS} s are needed`
    );
  return scaled(gain(source, background, side, direction, path).path, seconds / measured);
}

/** A gain minus the background, if that is known. */
export function withoutBackground(counter: Counter, background: Counter | undefined): Counter {
  return background === undefined ? counter : less(counter, background);
}

import { checkNode } from './addresses.ts';
import { type NodesReading, type PathFacts, type PlaceReading, type Snapshot, sides } from './contract.ts';
import { NoProof } from './draft.ts';

/** Checks that agents and test pods are the same at both ends of the window. @throws NoProof when one is not. */
export function checkPlaces(before: Snapshot, after: Snapshot): void {
  if (!(after.seconds > before.seconds)) throw new NoProof('the two readings have no time between them');
  for (const side of sides) {
    checkSame(before.agents[side], after.agents[side], `the Cilium agent of the ${side}'s node`);
    checkSame(before.pods[side], after.pods[side], `the ${side} pod`);
  }
}

/** Checks one place. @throws NoProof when it could not be asked, or was restarted or replaced: its counters may have begun anew. */
export function checkSame(before: PlaceReading, after: PlaceReading, what: string): void {
  for (const { identity, sections } of [before, after]) {
    if (identity !== '') continue;
    const [why = 'there is none'] = Object.values(sections).flatMap(reading => (reading.ok ? [] : [reading.why]));
    throw new NoProof(`${what} could not be asked: ${why}`);
  }
  if (before.identity !== after.identity) throw new NoProof(`${what} was restarted or replaced in between`);
}

/** Checks that the readings are of the two nodes of the path. @throws NoProof when one is of another. */
export function checkNodes(snapshots: readonly NodesReading[], path: PathFacts): void {
  for (const { hosts, agents } of snapshots)
    for (const side of sides) for (const place of [hosts[side], agents[side]]) checkNode(place, side, path);
}

/**
 * Checks that the path is one that the scenarios are about: between pods, over two nodes. Cilium neither encrypts nor
 * tunnels within a node, and a host-network pod takes the control's path. @throws NoProof otherwise.
 */
export function checkPath(path: PathFacts): void {
  if (path.sameNode) throw new NoProof('client and server run on one node: nothing passed between nodes');
  for (const side of sides)
    if (Object.values(path.nodeIps).includes(path.podIps[side]))
      throw new NoProof(`the ${side} pod has its node's address ${path.podIps[side]}: it runs on the host network`);
}

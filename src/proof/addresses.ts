import type { NodeReading, PathFacts, Side } from './contract.ts';
import { NoProof } from './draft.ts';
import { textOf } from './readings.ts';

/** Checks that a reading comes from that side's node: counters of another node would prove anything. @throws NoProof when it does not. */
export function checkNode(place: NodeReading, side: Side, path: PathFacts): void {
  const { address } = place;
  if (address === path.nodeIps[side]) return;
  if (address === '') textOf(place, { name: 'pod' }, `the ${side}'s node`);
  throw new NoProof(
    `the counters of the ${side}'s node were read on another node: it is ${path.nodeIps[side]}, they are of ${address}`
  );
}

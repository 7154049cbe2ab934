import type { EncryptionMode } from '../model/scenario.ts';
import {
  type Background,
  type Coverage,
  type NodeSections,
  type PathFacts,
  type PlaceReading,
  type Proof,
  type SampleFacts,
  type Side,
  type Snapshot,
  sides,
  NoProof,
  percent,
  prove
} from './contract.ts';
import { type Counter, type Direction, directions, gained, readInterfaces } from './counters.ts';
import { none, packetSources } from './none.ts';
import { packetsNeeded, countsTransactions, roleOf } from './pod-counters.ts';
import { absent, backgroundOf, gain, withoutBackground } from './source.ts';
import { CONTROL_SHARE } from './thresholds.ts';
import { checkNodes, checkPlaces } from './readings.ts';

/** Node readings for a sample of the control, in every mode. ztunnel never handles host-network pods. */
export const controlSections: NodeSections = none.sections;

/**
 * Judges a sample of the control: `plaintext` if less than 2 % of it is in any encryption counter of either node, else
 * `encrypted` (as with WireGuard's node encryption), which is shown but not used.
 *
 * A host-network pod shares its node's interface with all other traffic, so that interface is only an upper bound. Bulk
 * traffic is compared with the payload, transactions with the packets they need; only acknowledgments are compared with
 * the node's interface.
 */
export function judgeControl(
  mode: EncryptionMode,
  before: Snapshot,
  after: Snapshot,
  sample: SampleFacts,
  path: PathFacts,
  background: Background | undefined
): Proof {
  return prove(mode, draft => {
    if (path.sameNode) throw new NoProof('the control ran within one node');
    checkPlaces(before, after);
    checkNodes([before, after], path);
    const seconds = after.seconds - before.seconds;
    for (const source of packetSources)
      for (const side of sides)
        for (const direction of directions) {
          const { path: counter, identity } = gain(source, { before, after }, side, direction, path);
          if (identity === absent.identity || roleOf(sample.test, side, direction) === 'control') continue;
          const idle = background && backgroundOf(source, background, seconds, side, direction, path);
          draft.coverage.push(
            coverageOf(withoutBackground(counter, idle), side, direction, sample, () =>
              uplink(before.pods[side], after.pods[side], direction, `the control's ${side} pod`)
            )
          );
        }
    const worst = Math.max(0, ...draft.coverage.map(({ share }) => share));
    return worst < CONTROL_SHARE
      ? { verdict: 'plaintext', reason: `at most ${percent(worst)} of the control is in an encryption counter` }
      : { verdict: 'encrypted', reason: `${percent(worst)} of the control is in an encryption counter` };
  });
}

function coverageOf(
  counted: Counter,
  side: Side,
  direction: Direction,
  sample: SampleFacts,
  node: () => Counter
): Coverage {
  const bulk = roleOf(sample.test, side, direction) === 'bulk';
  const unit = bulk ? 'bytes' : 'packets';
  const expected = bulk
    ? Math.min(sample.receivedBytes, node().bytes)
    : countsTransactions(sample.test)
      ? packetsNeeded(sample)
      : node().packets;
  if (expected <= 0) throw new NoProof(`the control has no traffic that the ${side}'s node ${direction}`);
  return { side, direction, unit, counted: counted[unit], expected, share: counted[unit] / expected, needed: 0 };
}

/**
 * The busiest interface that belongs neither to Cilium nor to a pod. Its name differs by machine (eth0, ens5, enP1s1).
 */
function uplink(before: PlaceReading, after: PlaceReading, direction: Direction, where: string): Counter {
  const first = readInterfaces(before, where);
  const gains = [...readInterfaces(after, where)]
    .filter(([name]) => !/^(lo|lxc|cilium_|veth|docker|br-)/.test(name))
    .flatMap(([name, counters]) => {
      const earlier = first.get(name);
      return earlier === undefined ? [] : [gained(earlier[direction], counters[direction], `${name} of ${where}`)];
    });
  const [busiest] = gains.sort((a, b) => b.bytes - a.bytes);
  if (busiest === undefined) throw new NoProof(`${where} has no interface of the node`);
  return busiest;
}

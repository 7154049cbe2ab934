import type { EncryptionMode } from '../model/scenario.ts';
import { type PathFacts, type Proof, type Side, type Sightings, type Snapshot, sides, NoProof } from './contract.ts';
import { ipsecSource } from './xfrm.ts';
import { eth0Gain } from './pod-counters.ts';
import { type CounterSource, gain } from './source.ts';
import { CLEAR_PACKETS, CLEAR_SHARE } from './thresholds.ts';
import { wireguardSource } from './wireguard.ts';
import { decideByWitness } from './witness.ts';
import { clearText, ztunnelCounts } from './ztunnel.ts';

const sources: Readonly<Partial<Record<EncryptionMode, CounterSource>>> = {
  wireguard: wireguardSource,
  ipsec: ipsecSource
};

/**
 * Plaintext that the counters alone reveal, even if the transfer failed: packets a pod received beyond all that its
 * node decrypted, or connections without mutual TLS. Packets a pod only sent do not count, because a mode that enforces
 * encryption drops them. `undefined` if nothing was seen or the counters are inconclusive.
 */
export function clearTraffic(
  mode: EncryptionMode,
  before: Snapshot,
  after: Snapshot,
  path: PathFacts
): string | undefined {
  const seen = sides.flatMap(side => {
    try {
      return textOf(mode, before, after, side, path) ?? [];
    } catch (error) {
      if (error instanceof NoProof) return [];
      throw error;
    }
  });
  return seen.length === 0 ? undefined : seen.join('; ');
}

/** The proof of a sample whose transfer failed: only exists if plaintext was seen. */
export function judgeFailed(
  mode: EncryptionMode,
  before: Snapshot,
  after: Snapshot,
  path: PathFacts,
  sightings: Sightings | undefined
): Proof | undefined {
  const clear = clearTraffic(mode, before, after, path);
  const nothing = { mode, coverage: [], notes: [], faults: [] };
  const counted: Proof =
    clear === undefined
      ? { ...nothing, verdict: 'unproven', reason: 'the transfer failed' }
      : { ...nothing, verdict: 'plaintext', reason: clear };
  const proof = sightings === undefined ? counted : decideByWitness(counted, sightings);
  return proof.verdict === 'plaintext' ? proof : undefined;
}

function textOf(
  mode: EncryptionMode,
  before: Snapshot,
  after: Snapshot,
  side: Side,
  path: PathFacts
): string | undefined {
  if (mode === 'ztunnel') {
    const count = ztunnelCounts(before, after, path)[side];
    return count.clearConnections > 0 ? clearText(count, side) : undefined;
  }
  const source = sources[mode];
  if (source === undefined) return undefined;
  const received = eth0Gain(before, after, side, 'received').packets;
  const decrypted = gain(source, { before, after }, side, 'received', path).all.packets;
  const clear = received - decrypted;
  if (clear <= CLEAR_PACKETS || clear <= CLEAR_SHARE * received) return undefined;
  return (
    `at least ${clear} packets reached the ${side} pod in plaintext ` +
    `(it received ${received}, ${source.name} decrypted ${decrypted} on its node)`
  );
}

import type { InvalidReason } from '../model/run.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import {
  type Background,
  type BlockProof,
  type PathFacts,
  type Proof,
  type ProofOfMode,
  type SampleFacts,
  type Sightings,
  type Snapshot,
  type Side,
  sides,
  NoProof
} from './contract.ts';
import { describeClear } from './coverage.ts';
import { none } from './none.ts';
import { eth0Gain } from './pod-counters.ts';
import { type CounterSource, gain } from './source.ts';
import { CLEAR_PACKETS, CLEAR_SHARE } from './thresholds.ts';
import { wireguard, wireguardSource } from './wireguard.ts';
import { decideByWitness } from './witness.ts';
import { ipsec, ipsecSource } from './xfrm.ts';
import { ztunnel, clearText, ztunnelCounts } from './ztunnel.ts';

export const proofs: Readonly<Record<EncryptionMode, ProofOfMode>> = { none, wireguard, ipsec, ztunnel };

/** A sample's proof, and why it invalidates the sample; no reason if the proof matches the scenario. */
export interface SampleJudgment {
  readonly proof: Proof;
  readonly reason?: InvalidReason;
}

/** Judges a sample by its scenario's mode. Its block is judged later and can still invalidate it. */
export function judgeSample(
  encryption: EncryptionMode,
  before: Snapshot,
  after: Snapshot,
  sample: SampleFacts,
  path: PathFacts,
  background: Background | undefined,
  sightings?: Sightings
): SampleJudgment {
  const counted = proofs[encryption].judge(before, after, sample, path, background);
  const proof = sightings === undefined ? counted : decideByWitness(counted, sightings);
  const reason = reasonAgainst(proof);
  return reason === undefined ? { proof } : { proof, reason };
}

/**
 * Why a proof does not support a sample of its mode. `proof-mismatch` means known to be wrong: the opposite was proven,
 * or the mode failed on the sample's packets. `unproven` means unknown.
 */
function reasonAgainst({ verdict, reason, mode, faults }: Proof): InvalidReason | undefined {
  const wanted = mode === 'none' ? 'plaintext' : 'encrypted';
  const errors = faults.join('; ');
  if (verdict === 'unproven')
    return {
      kind: faults.length > 0 ? 'proof-mismatch' : 'unproven',
      message: [errors, reason].filter(Boolean).join('; ')
    };
  if (verdict !== wanted)
    return {
      kind: 'proof-mismatch',
      message: [`the scenario is ${mode}, but the traffic was ${verdict}: ${reason}`, errors].filter(Boolean).join('; ')
    };
  return faults.length > 0 ? { kind: 'proof-mismatch', message: errors } : undefined;
}

/** Why a block's proof does not support its samples. */
export function reasonAgainstBlock({ verdict, reason }: BlockProof): InvalidReason | undefined {
  return verdict === 'proven' ? undefined : { kind: 'unproven', message: reason };
}

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
  const limits = { unit: 'packets', amount: CLEAR_PACKETS, share: CLEAR_SHARE };
  return describeClear(source, side, { received, decrypted, ...limits });
}

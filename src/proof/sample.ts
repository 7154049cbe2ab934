import type { InvalidReason } from '../model/run.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import type {
  Background,
  BlockProof,
  PathFacts,
  Proof,
  ProofOfMode,
  SampleFacts,
  Sightings,
  Snapshot
} from './contract.ts';
import { ipsec } from './xfrm.ts';
import { none } from './none.ts';
import { wireguard } from './wireguard.ts';
import { decideByWitness } from './witness.ts';
import { ztunnel } from './ztunnel.ts';

export const proofs: Readonly<Record<EncryptionMode, ProofOfMode>> = { none, wireguard, ipsec, ztunnel };

/** A sample's proof, and why it invalidates the sample; no reason if the proof matches the scenario. */
export interface SampleJudgement {
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
): SampleJudgement {
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

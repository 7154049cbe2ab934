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

/** How each mode is proved. */
export const proofs: Readonly<Record<EncryptionMode, ProofOfMode>> = { none, wireguard, ipsec, ztunnel };

/** A sample's proof, and why the sample is invalid; no reason when the proof is what the scenario promises. */
export interface SampleJudgement {
  readonly proof: Proof;
  readonly reason?: InvalidReason;
}

/** Judges a sample by the mode that its scenario says. Its block is judged later and can still make it invalid. */
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
 * Why a proof does not carry a sample of its own mode. `proof-mismatch` is known to be wrong: the opposite was proved, or
 * the mode failed on packets of the sample; `unproven` is what nobody knows.
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
      message: [`the scenario is ${mode}, the traffic was ${verdict}: ${reason}`, errors].filter(Boolean).join('; ')
    };
  return faults.length > 0 ? { kind: 'proof-mismatch', message: errors } : undefined;
}

/** Why a block's proof does not carry its samples. */
export function reasonAgainstBlock({ verdict, reason }: BlockProof): InvalidReason | undefined {
  return verdict === 'proven' ? undefined : { kind: 'unproven', message: reason };
}

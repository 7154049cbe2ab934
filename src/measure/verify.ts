import type { PairSpec, PodPair } from './pod-pair.ts';
import type { ModeOptions } from '../model/scenario.ts';
import type { InvalidReason, MatrixRowResult, PolicyMatrixResult, WitnessResult } from '../model/run.ts';
import { measureMatrix } from './matrix.ts';
import type { MeasuredPath } from './observed.ts';
import type { Observatory } from './snapshot.ts';
import { describeWitness, pathOf } from '../report/matrix-table.ts';
import { reasonAgainstPolicies } from './compare-policies.ts';
import { callWitness, type Witness } from './witness.ts';

/** Where a scenario is verified, with the run's three pairs of pods. */
export interface VerifyContext extends Observatory {
  readonly pods: PairSpec;
  readonly control: PairSpec;
  readonly other: PairSpec;
  readonly modes: ModeOptions;
  readonly witness: Witness;
}

/** Which traffic is encrypted, by the counters of both nodes and by the captures. */
export interface Verification {
  readonly matrix: MatrixRowResult[];
  readonly witness: WitnessResult[];
  /** Whether network policies hold, if that was tried. */
  readonly policies?: PolicyMatrixResult;
}

/**
 * Measures a scenario's traffic matrix and calls the second witness. Reports each result at once, because all of them
 * take minutes.
 */
export async function verify(
  context: VerifyContext,
  pair: PodPair,
  path: MeasuredPath,
  tell: (line: string) => void
): Promise<Verification> {
  const { kubernetes, clock, pods, control, other } = context;
  const matrix = await measureMatrix(
    context,
    { kubernetes, clock, pods, control, other },
    context.modes,
    pair,
    path,
    tell
  );
  const witness = await callWitness(context.witness, context, pair, path.facts);
  for (const one of witness) tell(describeWitness(one));
  return { matrix, witness };
}

/**
 * Why a verification fails its scenario; `undefined` if every row is as promised, the witness does not contradict and
 * encryption changes nothing about network policies.
 * If rows are merely unproven, the next block may prove them.
 */
export function reasonAgainstVerification(
  { matrix, witness, policies }: Verification,
  encrypted: boolean
): InvalidReason | undefined {
  const traffic = reasonAgainstTraffic({ matrix, witness }, encrypted);
  const ofPolicies = policies && reasonAgainstPolicies(policies);
  if (traffic === undefined || ofPolicies === undefined) return traffic ?? ofPolicies;
  const { kind } = traffic.kind === 'unproven' ? ofPolicies : traffic;
  return { kind, message: `${traffic.message}; ${ofPolicies.message}` };
}

function reasonAgainstTraffic(
  { matrix, witness }: Pick<Verification, 'matrix' | 'witness'>,
  encrypted: boolean
): InvalidReason | undefined {
  const broken = matrix.filter(row => !row.matches);
  const rows = broken.map(({ expected, seen, reason, ...path }) => {
    const [from, to, node] = pathOf(path);
    return `${from} to ${to} on the ${node} is ${seen}, not ${expected} (${reason})`;
  });
  const objections = witness
    .filter(({ seen }) => seen === (encrypted ? 'plaintext' : 'encrypted'))
    .map(({ reason }) => `the second witness: ${reason}`);
  const all = [...rows, ...objections].join('; ');
  if (all === '') return undefined;
  return objections.length > 0 || broken.some(({ seen }) => seen !== 'unproven')
    ? { kind: 'matrix-differs', message: `traffic is not what the mode promises: ${all}` }
    : { kind: 'unproven', message: `cannot prove what the mode promises: ${all}` };
}

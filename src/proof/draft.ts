import type { EncryptionMode } from '../scenario/scenario.ts';
import type { Coverage, Proof } from './contract.ts';

/** Why nothing can be proved: a failed or broken reading, a counter that went back, a place that was replaced. */
export class NoProof extends Error {
  override readonly name = 'NoProof';
}

/** What a judge has gathered so far; kept when it has to give up, for people still want to see it. */
export interface Draft {
  readonly coverage: Coverage[];
  readonly notes: string[];
  readonly faults: string[];
}

/** A verdict with its reason, before it becomes a proof. */
export interface Finding {
  readonly verdict: Proof['verdict'];
  readonly reason: string;
  /** The counters are shared with other traffic: only the second witness can decide. */
  readonly shared?: true;
}

/** Runs a judge; whatever it cannot read makes the proof `unproven` with that as its reason (rule 0). */
export function prove(mode: EncryptionMode, body: (draft: Draft) => Finding): Proof {
  const draft: Draft = { coverage: [], notes: [], faults: [] };
  return { mode, ...findingOf(() => body(draft)), ...draft };
}

/** The finding of a judge, `unproven` where it gave up. */
export function findingOf(body: () => Finding): Finding {
  try {
    return body();
  } catch (error) {
    if (error instanceof NoProof) return { verdict: 'unproven', reason: error.message };
    throw error;
  }
}

/** A share for people. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

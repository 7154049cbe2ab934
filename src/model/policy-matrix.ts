import type { EncryptionMode } from './scenario.ts';

/** The network policies that `verify` tries, each on a server of its own. */
export const policyNames = ['l4-allow', 'l4-deny', 'default-deny', 'l3-deny'] as const;
export type PolicyName = (typeof policyNames)[number];

/** What a policy does with a connection. */
export const passages = ['passes', 'blocked'] as const;
export type Passage = (typeof passages)[number];

/** What happened to a connection. */
export type PassageSeen = Passage | 'unproven';

/** `named` is the port in the policies for layer 4. */
export const policyPorts = { named: 5211, other: 5212 } as const;
type PolicyPort = keyof typeof policyPorts;

/** A connection from the client to a policy's server, and what the policy does with it. */
export interface PolicyAttempt {
  readonly policy: PolicyName;
  readonly port: PolicyPort;
  readonly expected: Passage;
}

/** In this order, so that no connection that passes waits for one that is blocked. */
export const policyAttempts: readonly PolicyAttempt[] = [
  { policy: 'l4-allow', port: 'named', expected: 'passes' },
  { policy: 'l4-allow', port: 'other', expected: 'blocked' },
  { policy: 'l4-deny', port: 'named', expected: 'blocked' },
  { policy: 'l4-deny', port: 'other', expected: 'passes' },
  { policy: 'default-deny', port: 'named', expected: 'blocked' },
  { policy: 'l3-deny', port: 'named', expected: 'blocked' }
];

/**
 * What a row shows. `bypassed` was blocked without encryption and passes with it, `cut-off` the reverse. `documented` is
 * cut off as the mode's guide says. `differs` is unlike the policy, but encryption is not known to be the cause.
 */
export const policyFindings = ['holds', 'bypassed', 'cut-off', 'documented', 'differs', 'unproven'] as const;
export type PolicyFinding = (typeof policyFindings)[number];

/** Compares what a mode does with a connection, and what happens without encryption if that was measured. */
export function comparePassages(
  mode: EncryptionMode,
  { policy, expected }: PolicyAttempt,
  plain: PassageSeen | undefined,
  seen: PassageSeen
): PolicyFinding {
  if (seen === 'unproven' || plain === 'unproven') return 'unproven';
  // An allowed port is not the one that ztunnel connects to, 15008 (docs/rules.md#network-policies).
  if (mode === 'ztunnel' && policy === 'l4-allow' && expected === 'passes' && plain !== 'blocked' && seen === 'blocked')
    return 'documented';
  if (plain !== undefined && plain !== seen) return seen === 'passes' ? 'bypassed' : 'cut-off';
  return seen === expected ? 'holds' : 'differs';
}

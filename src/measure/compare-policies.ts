import { comparePassages } from '../model/policy-matrix.ts';
import type { InvalidReason, PolicyMatrixResult, PolicyRowResult } from '../model/run.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import { describeAttempt } from '../report/policy-table.ts';
import type { PolicySighting } from './policies.ts';

/** Compares a mode with what was seen without encryption. `plain` is the reason if that is not known. */
export function comparePolicies(
  encryption: EncryptionMode,
  seen: readonly PolicySighting[] | string,
  plain: readonly PolicySighting[] | string | undefined
): PolicyMatrixResult {
  if (typeof seen === 'string') return { rows: [], missing: seen };
  const rows = seen.map((sighting, index): PolicyRowResult => {
    const before = typeof plain === 'string' ? undefined : plain?.[index];
    const finding = comparePassages(encryption, sighting, before?.seen, sighting.seen);
    if (before === undefined) return { ...sighting, finding };
    const reason =
      before.seen === 'unproven' ? `${sighting.reason}; without encryption: ${before.reason}` : sighting.reason;
    return { ...sighting, plain: before.seen, finding, reason };
  });
  return { rows, ...(typeof plain === 'string' ? { missing: `not measured without encryption: ${plain}` } : {}) };
}

/** Why network policies fail a scenario; `undefined` if encryption changes nothing about them. */
export function reasonAgainstPolicies({ rows }: PolicyMatrixResult): InvalidReason | undefined {
  const those = (finding: PolicyRowResult['finding'], what: string): string[] => {
    const found = rows.filter(row => row.finding === finding).map(row => `${describeAttempt(row)} (${row.reason})`);
    return found.length === 0 ? [] : [`${what}: ${found.join('; ')}`];
  };
  const broken = [
    ...those('bypassed', 'network policies are bypassed: blocked without encryption, but passes with it'),
    ...those('cut-off', 'this mode blocks what network policies allow: passes without encryption, but not with it')
  ];
  const unproven = those('unproven', 'cannot prove whether network policies hold');
  if (broken.length + unproven.length === 0) return undefined;
  return { kind: broken.length > 0 ? 'policy-differs' : 'unproven', message: [...broken, ...unproven].join('; ') };
}

import { describe, expect, test } from '@jest/globals';
import { reasonAgainstVerification } from '../../src/measure/verify.ts';
import { renderVerification, describeRow } from '../../src/report/matrix-table.ts';
import type { MatrixRowResult, PolicyRowResult, WitnessResult } from '../../src/model/run.ts';

const row = (changes: Partial<MatrixRowResult> = {}): MatrixRowResult => ({
  source: 'enrolled',
  destination: 'enrolled',
  placement: 'other-node',
  expected: 'encrypted',
  seen: 'encrypted',
  reason: 'ztunnels counted mutual_tls | mutual_tls',
  bytes: 89_900_000,
  matches: true,
  ...changes
});
const seen = (value: WitnessResult['seen']): WitnessResult => ({ node: 'n1', seen: value, reason: `saw ${value}` });

describe('a verification', () => {
  test('passes if every row is as promised and the witness agrees or is absent', () => {
    expect(reasonAgainstVerification({ matrix: [row()], witness: [seen('encrypted')] }, true)).toBeUndefined();
    expect(reasonAgainstVerification({ matrix: [row()], witness: [seen('not available')] }, true)).toBeUndefined();
    expect(reasonAgainstVerification({ matrix: [row()], witness: [seen('unproven')] }, true)).toBeUndefined();
    expect(reasonAgainstVerification({ matrix: [], witness: [seen('plaintext')] }, false)).toBeUndefined();
  });

  test('fails with a row that differs, naming what was seen and promised', () => {
    const leaking = row({ seen: 'plaintext', matches: false, reason: 'ztunnels counted unknown | unknown' });
    expect(reasonAgainstVerification({ matrix: [row(), leaking], witness: [] }, true)).toEqual({
      kind: 'matrix-differs',
      message:
        'traffic is not what the mode promises: enrolled to enrolled on the other node is plaintext, not encrypted (ztunnels counted unknown | unknown)'
    });
  });

  test('is only unproven with unproven rows, unless another row or the witness differs', () => {
    const unproven = row({ seen: 'unproven', matches: false, reason: 'the transfer moved no data' });
    const kind = (...verification: Parameters<typeof reasonAgainstVerification>): string | undefined =>
      reasonAgainstVerification(...verification)?.kind;
    expect(kind({ matrix: [row(), unproven], witness: [] }, true)).toBe('unproven');
    expect(kind({ matrix: [unproven, row({ seen: 'plaintext', matches: false })], witness: [] }, true)).toBe(
      'matrix-differs'
    );
    expect(kind({ matrix: [unproven], witness: [seen('plaintext')] }, true)).toBe('matrix-differs');
  });

  test('names UDP in a row that leaks, and not TCP', () => {
    const leaking = row({ source: 'pod', destination: 'pod', protocol: 'UDP', seen: 'plaintext', matches: false });
    expect(reasonAgainstVerification({ matrix: [leaking], witness: [] }, true)?.message).toContain(
      'pod to pod by UDP on the other node is plaintext, not encrypted'
    );
  });

  test('fails because of network policies alone, and joins their reason with that of the traffic', () => {
    const bypassed: PolicyRowResult = {
      policy: 'l4-deny',
      port: 'named',
      expected: 'blocked',
      plain: 'blocked',
      seen: 'passes',
      finding: 'bypassed',
      reason: 'the server answered'
    };
    const policies = { rows: [bypassed] };
    expect(reasonAgainstVerification({ matrix: [row()], witness: [], policies }, true)?.kind).toBe('policy-differs');
    const unproven = row({ seen: 'unproven', matches: false });
    expect(reasonAgainstVerification({ matrix: [unproven], witness: [], policies }, true)).toMatchObject({
      kind: 'policy-differs',
      message: expect.stringMatching(/^cannot prove what .*; network policies are bypassed: /) as unknown
    });
    const leaking = row({ seen: 'plaintext', matches: false });
    expect(reasonAgainstVerification({ matrix: [leaking], witness: [], policies }, true)?.kind).toBe('matrix-differs');
  });

  test('fails because of the second witness alone, whatever the counters show', () => {
    expect(reasonAgainstVerification({ matrix: [row()], witness: [seen('plaintext')] }, true)).toMatchObject({
      kind: 'matrix-differs',
      message: expect.stringContaining('the second witness: saw plaintext') as unknown
    });
    expect(reasonAgainstVerification({ matrix: [], witness: [seen('encrypted')] }, false)).toBeDefined();
  });

  test('is shown as a table with differing rows in bold', () => {
    const matrix = [row(), row({ seen: 'unproven', matches: false }), row({ expected: 'recorded' })];
    const text = renderVerification({ matrix, witness: [seen('plaintext')] });
    expect(text).toContain('| enrolled | enrolled | other node | encrypted | encrypted | 89.9 |');
    expect(text).toContain('| encrypted | **unproven** | 89.9 |');
    expect(text).toContain('| (no guarantee) | encrypted |');
    expect(text).toContain('Second witness on n1: plaintext (saw plaintext).');
    expect(renderVerification({})).toBe('The traffic matrix was not measured.');
    expect(matrix.map(describeRow)).toEqual([
      'enrolled to enrolled (other node): encrypted, as expected; 89.9 MB; ztunnels counted mutual_tls | mutual_tls',
      'enrolled to enrolled (other node): unproven, expected encrypted; 89.9 MB; ztunnels counted mutual_tls | mutual_tls',
      'enrolled to enrolled (other node): encrypted, recorded; 89.9 MB; ztunnels counted mutual_tls | mutual_tls'
    ]);
  });
});

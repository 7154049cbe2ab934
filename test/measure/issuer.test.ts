import { describe, expect, test } from '@jest/globals';
import { reasonAgainstIssuer } from '../../src/measure/matrix.ts';

const internal = { name: 'O=cluster.local', internal: true };
const spire = { name: 'O=SPIFFE', internal: false };
const unread = { name: 'O=?', internal: undefined };

describe("the issuer of ztunnel's certificates", () => {
  test('can be any CA if none is required', () => {
    for (const issuer of [internal, spire, unread, undefined])
      expect(reasonAgainstIssuer(issuer, undefined)).toBeUndefined();
  });

  test('must be the required one', () => {
    expect(reasonAgainstIssuer(internal, 'internal')).toBeUndefined();
    expect(reasonAgainstIssuer(spire, 'spire')).toBeUndefined();
  });

  test.each([
    [spire, 'internal', "was issued by a CA other than Cilium's own (O=SPIFFE)"],
    [internal, 'spire', "was issued by Cilium's own CA"],
    [unread, 'internal', 'cannot be read'],
    [undefined, 'spire', 'cannot be read']
  ] as const)('%j is not %s', (issuer, wanted, said) => {
    const reason = reasonAgainstIssuer(issuer, wanted);
    expect(reason?.kind).toBe(said === 'cannot be read' ? 'unproven' : 'proof-mismatch');
    expect(reason?.message).toContain(`ztunnel-ca is ${wanted}, but the `);
    expect(reason?.message).toContain(said);
  });
});

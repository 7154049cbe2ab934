import { describe, expect, test } from '@jest/globals';
import { comparePassages, policyAttempts, type Passage } from '../../src/model/policy-matrix.ts';

const attemptOf = (policy: string, expected: Passage): (typeof policyAttempts)[number] => {
  const attempt = policyAttempts.find(one => one.policy === policy && one.expected === expected);
  if (attempt === undefined) throw new Error(`no attempt for ${policy}`);
  return attempt;
};
const denied = attemptOf('l4-deny', 'blocked');
const allowed = attemptOf('l4-allow', 'passes');

describe('a connection under a policy', () => {
  test('is bypassed if it was blocked without encryption and passes with it, in every mode', () => {
    for (const mode of ['wireguard', 'ipsec', 'ztunnel'] as const) {
      for (const attempt of policyAttempts) {
        expect(comparePassages(mode, attempt, 'blocked', 'passes')).toBe('bypassed');
      }
    }
  });

  test('that an allowed port loses to ztunnel is documented, in other modes it is cut off', () => {
    expect(comparePassages('ztunnel', allowed, 'passes', 'blocked')).toBe('documented');
    expect(comparePassages('ztunnel', allowed, undefined, 'blocked')).toBe('documented');
    expect(comparePassages('wireguard', allowed, 'passes', 'blocked')).toBe('cut-off');
    // Only allowed ports are documented.
    expect(comparePassages('ztunnel', attemptOf('l4-deny', 'passes'), 'passes', 'blocked')).toBe('cut-off');
    // Without encryption too, so ztunnel is not the cause.
    expect(comparePassages('ztunnel', allowed, 'blocked', 'blocked')).toBe('differs');
  });

  test('holds if it is as the policy asks, and differs if encryption is not known to be the cause', () => {
    expect(comparePassages('wireguard', denied, 'blocked', 'blocked')).toBe('holds');
    expect(comparePassages('none', denied, undefined, 'blocked')).toBe('holds');
    expect(comparePassages('wireguard', denied, 'passes', 'passes')).toBe('differs');
    expect(comparePassages('ztunnel', denied, undefined, 'passes')).toBe('differs');
  });

  test('is unproven if either side is', () => {
    expect(comparePassages('wireguard', denied, 'blocked', 'unproven')).toBe('unproven');
    expect(comparePassages('wireguard', denied, 'unproven', 'blocked')).toBe('unproven');
  });
});

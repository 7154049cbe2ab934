import { describe, expect, test } from '@jest/globals';
import { isSettled, readProbe } from '../../src/measure/settle.ts';

describe('a path is steady', () => {
  test.each([
    ['with five probes whose last three agree', [5, 9, 8, 8.2, 8.1], true],
    ['never with four', [8, 8, 8, 8], false],
    ['not while the last three differ by more than a fifth of their median', [8, 8, 8, 6.3, 8], false],
    ['although new connections differ by a tenth and more', [8, 8, 8, 6.6, 9.4], true],
    ['not on a plateau below four fifths of the upper quartile', [10, 10, 7.9, 7.9, 7.9], false],
    ['on a plateau just above it', [10, 10, 8.1, 8.1, 8.1], true],
    // From the lab: under a rule that asked for four fifths of the best probe, it was not steady after 68.
    ['although the first probe was lucky', [18, 14.4, 14, 12.9, 13.3], true],
    ['not in a dip, even of most probes so far', [14, 14, 2.8, 2.4, 2.5], false],
    // The first probes of a new cluster, from the lab.
    ['not at a hundredth of the speed that comes later', [0.05, 0.05, 0.85, 2.8, 7.3], false]
  ])('%s', (_, probes, settled) => {
    expect(isSettled(probes)).toBe(settled);
  });
});

describe('a probe', () => {
  const outputs = [{ exitCode: 0, stdout: '', stderr: '' }];
  const metrics = { throughput: { value: 8e9, unit: 'bit/s', better: 'higher' } } as const;
  const execution = { parsed: { ok: true, metrics, receivedBytes: 1e9 }, outputs, started: 0, ended: 1 } as const;

  test('counts with its throughput if it is proven', () => {
    expect(readProbe({ execution, reason: undefined })).toBe(8e9);
  });

  test.each(['unproven', 'proof-mismatch'] as const)(
    'of the mode before, %s, does not count however fast it is',
    kind => {
      expect(readProbe({ execution, reason: { kind, message: 'the traffic was plaintext' } })).toBe(
        'the traffic was plaintext'
      );
    }
  );

  test('without throughput does not count', () => {
    const parsed = { ...execution.parsed, metrics: {} };
    expect(readProbe({ execution: { ...execution, parsed }, reason: undefined })).toBe('the probe has no throughput');
  });
});

import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../src/plan/plan.ts';
import { noiseParts } from '../../src/statistics/noise.ts';

describe('parts of the noise', () => {
  test('by hand: variance of the differences minus the part explained by samples', () => {
    const parts = noiseParts([
      { reference: [0, 2], candidate: [4, 6] },
      { reference: [1, 3], candidate: [1, 3] },
      { reference: [10, 12], candidate: [6, 8] }
    ]);
    // Each block's variance is 2; the differences 4, 0, -4 have variance 16 = 2 between^2 + 2 (1/2 + 1/2).
    expect(parts.within).toBeCloseTo(Math.sqrt(2), 12);
    expect(parts.between).toBeCloseTo(Math.sqrt(7), 12);
    expect(parts.difference).toBeCloseTo(4, 12);
    // scipy 1.17.1: stats.f.sf(8, 2, 6) = 0.0202854996.
    expect(parts.betweenP).toBeCloseTo(0.0202854996, 6);
  });

  test('recovers the simulated noise, whatever the rounds have in common', () => {
    const random = seededRandom('parts');
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const rounds = Array.from({ length: 4000 }, (_, round) => {
      const block = (samples: number): number[] => {
        const center = -0.001 * round + 0.02 * normal();
        return Array.from({ length: samples }, () => center + 0.05 * normal());
      };
      return { reference: block(2), candidate: block(round % 2 === 0 ? 2 : 1) };
    });
    const parts = noiseParts(rounds);
    expect(parts.within).toBeCloseTo(0.05, 2);
    expect(Math.abs((parts.between ?? NaN) - 0.02)).toBeLessThan(0.003);
    expect(parts.betweenP).toBeLessThan(0.001);
  });

  test('single samples cannot separate the parts, and no noise between blocks is zero', () => {
    expect(
      noiseParts([
        { reference: [1], candidate: [2] },
        { reference: [1], candidate: [4] }
      ])
    ).toEqual({
      within: undefined,
      between: undefined,
      difference: Math.SQRT2,
      betweenP: undefined,
      rounds: 2
    });
    const equal = { reference: [0, 2], candidate: [0, 2] };
    expect(noiseParts([equal, equal]).between).toBe(0);
  });

  test('one round, or an empty block, is not enough', () => {
    expect(() => noiseParts([{ reference: [1], candidate: [2] }])).toThrow(RangeError);
    expect(() =>
      noiseParts([
        { reference: [], candidate: [2] },
        { reference: [1], candidate: [2] }
      ])
    ).toThrow(RangeError);
  });
});

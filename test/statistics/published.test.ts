import { describe, expect, test } from '@jest/globals';
import { holm } from '../../src/statistics/holm.ts';
import { moderate } from '../../src/statistics/variance.ts';
import { spend } from '../../src/statistics/spending.ts';
import { normalUpperQuantile } from '../../src/statistics/distributions.ts';

describe('Holm', () => {
  const pValues = [0.01, 0.04, 0.03, 0.005];

  test('rejects and adjusts like R: p.adjust(c(.01, .04, .03, .005), "holm")', () => {
    const results = holm(pValues, 0.05);
    expect(results.map(({ rejected }) => rejected)).toEqual([true, false, false, true]);
    for (const [index, adjusted] of [0.03, 0.06, 0.06, 0.02].entries())
      expect(results[index]?.adjusted).toBeCloseTo(adjusted, 12);
  });

  test("keeps Bonferroni's level except where it would contradict a later step", () => {
    expect(holm([0.001, 0.02, 0.024, 0.9], 0.1).map(({ level }) => level)).toEqual([0.025, 0.025, 0.025, 0.025]);
    expect(holm([0.001, 0.03, 0.045, 0.9], 0.1).map(({ level }) => level)).toEqual([0.025, 0.1 / 3, 0.05, 0.025]);
  });
});

describe('moderated variances', () => {
  const own = [0.0021, 0.0052, 0.0011, 0.009, 0.0007, 0.016].map((variance, index) => ({
    variance,
    degreesOfFreedom: [6, 6, 5, 6, 4, 6][index] ?? NaN
  }));

  test("weigh the others by Smyth's d0", () => {
    // d0 by scipy 1.17.1: brentq on polygamma(1, d0 / 2) = var(e) - mean(polygamma(1, d / 2)), equation of Smyth 2004, 6.2.
    const { spreads, priorDegreesOfFreedom } = moderate(own);
    expect(priorDegreesOfFreedom).toBeCloseTo(2.898808720446262, 6);
    const expected = [0.003702219445, 0.005567979617, 0.003273123744, 0.007855040472, 0.003293585017, 0.01206804731];
    for (const [index, variance] of expected.entries()) {
      expect(spreads[index]?.variance).toBeCloseTo(variance, 9);
      expect(spreads[index]?.degreesOfFreedom).toBeCloseTo((own[index]?.degreesOfFreedom ?? NaN) + 2.8988087204, 6);
    }
  });

  test('cap the prior at one degree of freedom per other metric, four in total, and what the others have', () => {
    const equal = (metrics: number, degreesOfFreedom: number): number =>
      (moderate(Array.from({ length: metrics }, () => ({ variance: 0.01, degreesOfFreedom }))).spreads[0]
        ?.degreesOfFreedom ?? NaN) - degreesOfFreedom;
    expect(equal(4, 6)).toBe(3);
    expect(equal(24, 6)).toBe(4);
    expect(equal(4, 0.5)).toBe(1.5);
    expect(equal(1, 6)).toBe(0);
  });

  test('leave a metric alone if its variance is unrelated to the others', () => {
    const { spreads, priorDegreesOfFreedom } = moderate(
      [1e-6, 1, 1e6, 1e12].map(variance => ({ variance, degreesOfFreedom: 6 }))
    );
    expect(priorDegreesOfFreedom).toBeLessThan(0.2);
    expect(spreads[3]?.variance).toBeGreaterThan(0.9e12);
  });
});

describe('alpha spending', () => {
  // scipy 1.17.1: brentq on multivariate_normal.cdf with correlation sqrt(t_i / t_j), to 1e-4.
  test.each([
    [[4, 5, 6, 7], 7, 0.05, 1.5, [2.29736, 2.33626, 2.26865, 2.19462]],
    [[4, 5, 6, 7], 7, 0.0125, 1.5, [2.78218, 2.84831, 2.79919, 2.74241]],
    [[1, 2, 3, 4, 5], 5, 0.05, 1, [2.57583, 2.49197, 2.41082, 2.33915, 2.27551]],
    // Ended after round 5 of 7, so the rest is spent.
    [[4, 5], 7, 0.05, 1.5, [2.29736, 2.00955]]
  ])('over looks after %p of %p rounds, alpha %p, rho %p', (rounds, planned, alpha, rho, expected) => {
    const spending = spend(rounds, planned, rho);
    for (const [look, z] of expected.entries()) {
      expect(Math.abs(normalUpperQuantile(spending.nominal(look, alpha / 2)) - z)).toBeLessThan(0.002);
      expect(spending.repeated(look, spending.nominal(look, alpha))).toBeCloseTo(alpha, 9);
    }
  });

  test('a repeated p-value rises with p, from 0 to 1, and is never below it', () => {
    const spending = spend([4, 5, 6, 7], 7, 1.5);
    const pValues = [0, 1e-300, 1e-20, 1e-12, 1e-9, 1e-6, 0.001, 0.02, 0.2, 0.7, 0.99, 1];
    for (const look of [0, 1, 2, 3]) {
      const repeated = pValues.map(p => spending.repeated(look, p));
      expect(repeated).toEqual([...repeated].sort((a, b) => a - b));
      for (const [index, p] of pValues.entries()) expect(repeated[index]).toBeGreaterThanOrEqual(p);
      expect(repeated[0]).toBe(0);
      expect(repeated.at(-1)).toBe(1);
    }
  });

  test('what is spent early depends on the planned end', () => {
    expect(spend([4, 5], 5, 1.5).nominal(0, 0.05)).toBeGreaterThan(1.5 * spend([4, 5], 7, 1.5).nominal(0, 0.05));
  });

  test('a single look needs no adjustment', () => {
    expect(spend([7], 7, 1.5).nominal(0, 0.0125)).toBeCloseTo(0.0125, 4);
  });
});

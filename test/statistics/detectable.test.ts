import { describe, expect, test } from '@jest/globals';
import { countNeeded, detectableChange } from '../../src/statistics/detectable-change.ts';
import { predictiveProbabilities } from '../../src/statistics/predictive-probability.ts';

describe('the detectable change', () => {
  // scipy 1.17.1: the noncentrality at which stats.nct.sf(t.isf(level, df), df, nc) = 0.9.
  test.each([
    [4, 0.05, 4.3958610941082865, 0.001],
    [4, 0.0125, 6.38528295845064, 0.05],
    [6, 0.05, 3.912620985045461, 0.002],
    [6, 0.0125, 5.202543824485868, 0.002],
    [9, 0.0125, 4.613789895063745, 0.001],
    [14, 0.0125, 4.270083226801882, 0.001]
  ])('with %p degrees of freedom at a level of %p is the noncentral t of power 0.9', (df, level, exact, error) => {
    expect(Math.abs(detectableChange(0.02, df, level / 2, 0.001, 0.9) / (0.02 * exact) - 1)).toBeLessThan(error);
  });

  test('is never below the tolerance, because a smaller loss may pass', () => {
    expect(detectableChange(0.001, 10, 0.05, 0.1, 0.9)).toBe(0.1);
  });

  test('needs this many rounds, or more than anyone would measure', () => {
    const at = (count: number): number => 0.3 / Math.sqrt(count);
    expect(countNeeded(0.1, 3, at)).toBe(9);
    expect(countNeeded(0.15, 3, at)).toBe(4);
    expect(countNeeded(0.3, 3, at)).toBe(3);
    expect(countNeeded(0.001, 3, at)).toBeUndefined();
  });
});

describe('predictiveProbabilities', () => {
  // scipy 1.17.1: t.sf((bound - 0.03) / (0.06 sqrt(1/4 - 1/7)), 11) for the bounds 0.0513 and 0.055, and
  // t.cdf((0.1026 - 0.02 - 0.03) / the same, 11).
  const course = { worse: 0.03, tolerance: 0.1026, sd: 0.06, degreesOfFreedom: 11, finalLoss: 0, finalBound: 0.02 };

  test('follow the predictive t distribution of the final estimate', () => {
    expect(predictiveProbabilities(course, 4, 7).regression).toBeCloseTo(0.15066106322827924, 6);
    const wide = predictiveProbabilities({ ...course, finalLoss: 0.055 }, 4, 7);
    expect(wide.regression).toBeCloseTo(0.11464272554605759, 6);
    expect(wide.good).toBeCloseTo(0.9892625994264721, 6);
  });

  test('predict no pass if the bound will be wider than the tolerance', () => {
    expect(predictiveProbabilities({ ...course, finalBound: 0.3 }, 4, 7).good).toBeLessThan(0.001);
  });
});

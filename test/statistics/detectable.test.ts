import { describe, expect, test } from '@jest/globals';
import { countNeeded, detectableChange } from '../../src/statistics/detectable-change.ts';
import { predictiveProbabilities } from '../../src/statistics/predictive-probability.ts';

describe('the detectable change', () => {
  // scipy 1.17.1: the noncentrality at which stats.nct.sf(t.isf(level / 2, df), df, nc) = 0.9.
  test.each([
    [4, 0.05, 4.3958610941082865, 0.001],
    [4, 0.0125, 6.38528295845064, 0.05],
    [6, 0.05, 3.912620985045461, 0.002],
    [6, 0.0125, 5.202543824485868, 0.002],
    [9, 0.0125, 4.613789895063745, 0.001],
    [14, 0.0125, 4.270083226801882, 0.001]
  ])('with %p degrees of freedom at a level of %p is the noncentral t of power 0.9', (df, level, exact, error) => {
    expect(Math.abs(detectableChange(0.02, df, level, 0.001, 0.9) / (0.02 * exact) - 1)).toBeLessThan(error);
  });

  test('is never below the margin plus the uncertainty of the estimate', () => {
    expect(detectableChange(0.001, 10, 0.05, 0.05, 0.9)).toBeCloseTo(0.05 + 0.001 * 1.2815516, 7);
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
  // scipy 1.17.1: t.sf((bound - 0.03) / (0.06 sqrt(1/4 - 1/7)), 11) for the bounds 0.0513, 0.055 and -0.055.
  const course = { worse: 0.03, margin: 0.0513, sd: 0.06, degreesOfFreedom: 11, finalAdjusted: 0, finalEquivalence: 1 };

  test('follow the predictive t distribution of the final estimate', () => {
    expect(predictiveProbabilities(course, 4, 7).regression).toBeCloseTo(0.15066106322827924, 6);
    const wide = predictiveProbabilities({ ...course, finalAdjusted: 0.055 }, 4, 7);
    expect(wide.regression).toBeCloseTo(0.11464272554605759, 6);
    expect(wide.improvement).toBeCloseTo(1 - 0.999400710840528, 6);
  });

  test('predict equivalence only if its interval can fit between the margins', () => {
    const fits = predictiveProbabilities(
      { ...course, worse: 0, finalAdjusted: 1, finalEquivalence: 0.0513 - 0.055 },
      4,
      7
    ).equivalent;
    expect(fits).toBeGreaterThan(0.9);
    expect(predictiveProbabilities({ ...course, worse: 0, finalAdjusted: 1 }, 4, 7).equivalent).toBeCloseTo(0, 6);
  });
});

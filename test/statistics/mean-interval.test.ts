import { describe, expect, test } from '@jest/globals';
import { meanInterval } from '../../src/statistics/mean-interval.ts';

describe('meanInterval', () => {
  test('is the t interval of the mean', () => {
    // R: t.test(c(1, 2, 3, 4))
    const { mean = NaN, low = NaN, high = NaN } = meanInterval([1, 2, 3, 4]) ?? {};
    expect(mean).toBe(2.5);
    expect(low).toBeCloseTo(0.445_740, 5);
    expect(high).toBeCloseTo(4.554_260, 5);
  });

  test('needs two values', () => {
    expect(meanInterval([1])).toBeUndefined();
    expect(meanInterval([])).toBeUndefined();
  });
});

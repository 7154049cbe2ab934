import { describe, expect, test } from '@jest/globals';
import {
  fUpperTail,
  normalUpperQuantile,
  normalUpperTail,
  tTwoSided,
  tUpperQuantile,
  tUpperTail
} from '../../src/statistics/distributions.ts';
import { digamma, inverseTrigamma, trigamma } from '../../src/statistics/variance.ts';

// Every constant from scipy 1.17.1: stats.t.isf, t.sf, norm.isf, norm.sf, f.sf, special.digamma, polygamma(1, x).

describe('distributions', () => {
  test.each([
    [3, 1e-6, 103.29946778041935],
    [3, 0.00625, 5.391949071934051],
    [4, 0.025, 2.7764451051977943],
    [7.3, 1e-6, 13.493523060744641],
    [7.3, 0.00625, 3.2918525279483704],
    [16, 0.4, 0.25759919485514193],
    [40, 0.025, 2.0210753903062733]
  ])('t with %p degrees of freedom exceeds its quantile with probability %p', (df, probability, value) => {
    expect(tUpperQuantile(probability, df) / value).toBeCloseTo(1, 6);
    expect(tUpperTail(value, df) / probability).toBeCloseTo(1, 5);
    expect(tTwoSided(-value, df)).toBeCloseTo(2 * probability, 6);
  });

  test('t becomes normal with infinite degrees of freedom', () => {
    expect(tUpperQuantile(0.00625, Infinity)).toBeCloseTo(2.497705474412373, 4);
  });

  test('normal and F have the tails of scipy', () => {
    expect(normalUpperQuantile(0.00625)).toBeCloseTo(2.497705474412373, 8);
    expect(normalUpperTail(5) / 2.866515718791933e-7).toBeCloseTo(1, 6);
    expect(fUpperTail(3, 4, 10)).toBeCloseTo(0.07232322228814021, 6);
  });
});

describe('polygamma', () => {
  test.each([
    [0.5, -1.9635100260214235, 4.93480220054468],
    [1.5, 0.03648997397857652, 0.9348022005446793],
    [3, 0.9227843350984671, 0.39493406684822646],
    [20, 2.970523992242149, 0.051270822935203124]
  ])('at %p', (x, first, second) => {
    expect(digamma(x)).toBeCloseTo(first, 11);
    expect(trigamma(x)).toBeCloseTo(second, 11);
    expect(inverseTrigamma(second)).toBeCloseTo(x, 8);
  });
});

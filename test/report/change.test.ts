import { describe, expect, test } from '@jest/globals';
import { describeChange, formatChange, formatFactor, formatShare, formatQuantity } from '../../src/report/quantity.ts';
import type { Metric } from '../../src/model/run.ts';

describe('a change', () => {
  test.each([
    [0.88, '−12.0 %'],
    [1.0321, '+3.2 %'],
    [1, '0.0 %'],
    [1.0004, '0.0 %'],
    [0.9996, '0.0 %'],
    [1e12, '+1.00e+14 %']
  ])('of factor %s is %s', (factor, text) => {
    expect(formatFactor(factor)).toBe(text);
  });

  test('is shown with its interval', () => {
    expect(formatChange({ estimate: 0.88, low: 0.849, high: 1.007, level: 0.95 })).toBe('−12.0 % (−15.1 to +0.7 %)');
  });

  test.each([
    [{ estimate: 0.88, low: 0.85, high: 0.91, level: 0.95 }, 'fell by 12 % (95 % interval −15 to −9 %)'],
    [{ estimate: 1.062, low: 1.021, high: 1.105, level: 0.99 }, 'rose by 6.2 % (99 % interval +2.1 to +10.5 %)']
  ])('continues a sentence: %j', (change, text) => {
    expect(describeChange(change)).toBe(text);
  });

  test.each([
    [0.08, '8 %'],
    [0.083, '8.3 %'],
    [0.1649, '16 %'],
    [0.05, '5 %']
  ])('has a size: %s is %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });
});

describe('formatQuantity', () => {
  test.each<[number, Metric['unit'], string]>([
    [7.61e9, 'bit/s', '7.61 Gbit/s'],
    [4.2e7, 'bit/s', '42.0 Mbit/s'],
    [164.91, 'us', '164.9 µs'],
    [25_000, 'us', '25.0 ms'],
    [6056.58, '1/s', '6057 /s'],
    [3.42, '%', '3.4 %'],
    [12, 'count', '12.0'],
    [0.424, 's/GB', '0.42 s/GB'],
    [69.23, 'us/transaction', '69.2 µs/transaction'],
    [2.5e6, 'bytes', '2.5 MB'],
    [1e308, 'bit/s', '1.00e+299 Gbit/s']
  ])('writes %s %s as %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });
});

import { describe, expect, test } from '@jest/globals';
import { createAxis } from '../../../src/report/html/drawing.ts';

describe('createAxis', () => {
  test.each([
    [0, 12e9, [0, 5e9, 10e9, 15e9]],
    [-12, 9, [-20, -10, 0, 10]],
    [2.33, 2.47, [2.3, 2.35, 2.4, 2.45, 2.5]],
    [5, 5, [4, 6]],
    [0, 0, [0, 0.5]]
  ])('from %s to %s has round ticks', (low, high, ticks) => {
    expect(createAxis(low, high, 0, 100, 4).ticks).toEqual(ticks);
  });

  test('maps its ends to the ends of the drawing, and clips values beyond', () => {
    const axis = createAxis(0, 10, 20, 120, 5);
    expect([0, 5, 10, -3, 1e9].map(value => axis.place(value))).toEqual([20, 70, 120, 20, 120]);
  });

  test('labels its ticks with enough decimals to distinguish them', () => {
    const axis = createAxis(2.33e9, 2.47e9, 0, 100, 4);
    expect(axis.ticks.map(tick => axis.name(tick, 1e9))).toEqual(['2.30', '2.35', '2.40', '2.45', '2.50']);
  });
});

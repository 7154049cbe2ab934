import { describe, expect, test } from '@jest/globals';
import { createAxis, createTimeAxis } from '../../../src/report/html/drawing.ts';

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

describe('createTimeAxis', () => {
  const at = (text: string): number => Date.parse(`${text}Z`);

  test.each([
    ['months', ['2026-01-10T00:00', '2026-06-20T00:00'], ['2026-01-22', '2026-04-23']],
    ['days', ['2026-11-01T02:00', '2026-11-06T02:00'], ['2026-11-03', '2026-11-05']],
    ['hours', ['2026-11-01T02:30', '2026-11-01T09:00'], ['11-01 03:00', '11-01 06:00', '11-01 09:00']]
  ])('has a few dates over %s', (_, times, names) => {
    const axis = createTimeAxis(times.map(at), 0, 100, 4);
    expect(axis.ticks.map(axis.name)).toEqual(names);
    expect(times.map(time => axis.place(at(time)))).toEqual([0, 100]);
  });

  test('shows one moment in the middle, and stands a year that is none', () => {
    const axis = createTimeAxis([at('2026-11-01T02:00')], 0, 100, 4);
    expect([axis.place(at('2026-11-01T02:00')), axis.ticks.length]).toEqual([50, 1]);
    expect(createTimeAxis([0, at('9999-11-01T02:00')], 0, 100, 4).ticks.length).toBeLessThanOrEqual(5);
  });
});

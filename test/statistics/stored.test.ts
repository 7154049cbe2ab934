import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import jstat from 'jstat';
import { comparePool, defaultPoolDesign, type PoolMetric } from '../../src/statistics/compare-pool.ts';
import { compareSingle } from '../../src/statistics/compare-single.ts';
import { testControl } from '../../src/statistics/control.ts';
import { detectableChange } from '../../src/statistics/detectable-change.ts';
import { lossLevel, toleranceOf } from '../../src/statistics/outcome.ts';

const history = [9.42, 9.51, 9.38, 9.47, 9.44];

function pool(changes: Partial<PoolMetric> = {}): PoolMetric {
  const metric = { id: 'm', better: 'higher' as const, tolerance: toleranceOf('higher', 10), gated: true };
  return { ...metric, value: 9.52, history, ...changes };
}

const positive = fc.double({ min: 1, max: 1000, noNaN: true });
const anyPool = fc.array(
  fc.record({ value: positive, history: fc.array(positive, { minLength: 2, maxLength: 12 }), gated: fc.boolean() }),
  { minLength: 1, maxLength: 6 }
);

test('a tolerance is the log ratio of its loss', () => {
  expect(toleranceOf('higher', 5)).toBeCloseTo(-Math.log(0.95), 12);
  expect(toleranceOf('lower', 10)).toBeCloseTo(Math.log(1.1), 12);
});

describe('a pool of stored runs', () => {
  test('predicts one further run by t(0.04, 4) s sqrt(1 + 1/5), and its loss by t(0.01, 4)', () => {
    const [result] = comparePool(
      [pool({ history: [1, 2, 3, 4, 5].map(Math.exp), value: Math.exp(3) })],
      defaultPoolDesign
    );
    // scipy 1.17.1: t.isf(.04, 4) = 2.3328725604509915, t.isf(.01, 4) = 3.746947387979197; the variance of 1..5 is 2.5.
    expect(result?.figures?.interval.high).toBeCloseTo(2.3328725604509915 * Math.sqrt(1.2 * 2.5), 5);
    expect(result?.figures?.interval.low).toBeCloseTo(-3.746947387979197 * Math.sqrt(1.2 * 2.5), 5);
    expect(result?.figures?.estimate).toBeCloseTo(0, 12);
    expect(result?.outcome).toBe('inconclusive');
  });

  test('adjusts for the metrics that should gate, testable or not, and for no others', () => {
    const metrics = [pool({ id: 'young', history: [9] }), pool({ id: 'a' }), pool({ id: 'shown', gated: false })];
    const [young, first, shown] = comparePool(metrics, defaultPoolDesign);
    expect(first?.figures?.adjustedP).toBe(Math.min(1, 2 * (first?.familyP ?? NaN)));
    expect(young).toMatchObject({ outcome: 'inconclusive', gates: false, runs: 1 });
    expect(shown?.figures?.adjustedP).toBe(shown?.familyP);
  });

  test.each([
    [8.5, 'higher', 'regression'],
    [10.5, 'higher', 'improvement'],
    [10.5, 'lower', 'regression'],
    [9.45, 'higher', 'equivalent']
  ] as const)('calls %p, where %p is better, a %p', (value, better, outcome) => {
    expect(comparePool([pool({ value, better })], defaultPoolDesign)).toMatchObject([
      { outcome, gates: true, runs: 5 }
    ]);
  });

  test('is only advisory with four runs, with 5 % between runs, and if not gated', () => {
    const scattered = [9, 9.5, 10, 9.2, 9.9, 9.6, 9.1];
    const results = comparePool(
      [
        pool({ id: 'four', history: history.slice(1) }),
        pool({ id: 'scattered', history: scattered }),
        pool({ id: 'shown', gated: false }),
        pool({ id: 'good' })
      ],
      defaultPoolDesign
    );
    expect(results.map(({ gates }) => gates)).toEqual([false, false, false, true]);
    expect(results[1]?.figures?.detectable).toBeGreaterThan(toleranceOf('higher', 10));
    expect(results[1]?.figures?.needed).toBeUndefined();
  });

  test('says how confident its intervals are', () => {
    const confidence = (...metrics: PoolMetric[]): unknown[] =>
      comparePool(metrics, defaultPoolDesign).map(({ figures }) => figures?.interval.confidence);
    expect(confidence(pool({ value: 8.5 }))).toEqual([expect.closeTo(0.95, 12)]);
    expect(confidence(pool({ value: 8.5 }), pool({ value: 9.5 }))).toEqual([
      expect.closeTo(0.975, 12),
      expect.closeTo(0.9, 12)
    ]);
  });

  test('detects what one further run among these shows with the power of the design', () => {
    const { alpha, power } = defaultPoolDesign;
    const [first] = comparePool([pool(), pool({ id: 'other' })], defaultPoolDesign);
    const sd = (first?.figures?.sd ?? NaN) * Math.sqrt(1 + 1 / 5);
    const expected = detectableChange(sd, 4, lossLevel(alpha / 2), toleranceOf('higher', 10), power);
    expect(first?.figures?.detectable).toBeCloseTo(expected, 10);
  });

  test('corrects gated metrics for those of other runs, and no others', () => {
    const metrics = [pool({ id: 'gated' }), pool({ id: 'shown', gated: false })];
    const adjusted = comparePool(metrics, defaultPoolDesign, [1, 1]).map(({ figures }) => figures?.adjustedP);
    const alone = comparePool(metrics, defaultPoolDesign).map(({ figures }) => figures?.adjustedP ?? NaN);
    expect(adjusted).toEqual([Math.min(1, 3 * (alone[0] ?? NaN)), alone[1]]);
  });

  test('one earlier run is not a pool', () => {
    expect(comparePool([pool({ history: [9] })], defaultPoolDesign)).toEqual([
      { id: 'm', outcome: 'inconclusive', gates: false, runs: 1, figures: undefined, familyP: 1 }
    ]);
  });

  test('rejects a value without a logarithm', () => {
    expect(() => comparePool([pool({ value: 0 })], defaultPoolDesign)).toThrow('m: a figure is not above 0');
    for (const changes of [{ value: Infinity }, { history: [9, 0] }, { history: [9, Infinity] }]) {
      expect(() => comparePool([pool(changes)], defaultPoolDesign)).toThrow('m: a figure is not above 0');
    }
    for (const tolerance of [NaN, 0, Infinity]) {
      expect(() => comparePool([pool({ tolerance })], defaultPoolDesign)).toThrow('m: its tolerance must be above 0');
    }
  });

  test('does not depend on the unit, the order of runs, or measuring seconds instead of rates', () => {
    fc.assert(
      fc.property(anyPool, positive, (shapes, unit) => {
        const metrics = shapes.map((shape, index) => pool({ id: String(index), ...shape }));
        const plain = comparePool(metrics, defaultPoolDesign);
        const other = comparePool(
          metrics.map(each => ({
            ...each,
            value: unit / each.value,
            history: each.history.map(value => unit / value).reverse(),
            better: 'lower' as const
          })),
          defaultPoolDesign
        );
        for (const [index, { outcome, gates, figures }] of plain.entries()) {
          expect(other[index]).toMatchObject({ outcome, gates });
          expect(other[index]?.figures?.estimate).toBeCloseTo(-(figures?.estimate ?? NaN), 9);
          expect(other[index]?.figures?.detectable).toBeCloseTo(figures?.detectable ?? NaN, 6);
        }
      })
    );
  });

  test('does work in proportion to the values and to the metrics', () => {
    const work = (metrics: number, runs: number): { reads: number; quantiles: number } => {
      let reads = 0;
      const history = new Proxy(
        Array.from({ length: runs }, (_, run) => 9 + ((run * 37) % 101) / 100),
        {
          get: (values, key): unknown => {
            if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
            return Reflect.get(values, key);
          }
        }
      );
      const quantile = jest.spyOn(jstat.jStat.studentt, 'inv');
      const all = Array.from({ length: metrics }, (_, index) => pool({ id: String(index), history }));
      expect(comparePool(all, defaultPoolDesign)).toHaveLength(metrics);
      const quantiles = quantile.mock.calls.length;
      quantile.mockRestore();
      return { reads, quantiles };
    };
    const one = work(1, 1000);
    expect(one.reads).toBeLessThanOrEqual(3 * 1000);
    expect(one.quantiles).toBeLessThanOrEqual(20);
    const many = work(50, 1000);
    expect(many.reads).toBe(50 * one.reads);
    expect(many.quantiles).toBeLessThanOrEqual(50 * one.quantiles);
  });
});

describe('a single stored run', () => {
  const single = { id: 'm', better: 'higher' as const, tolerance: -2 * Math.log(0.95), value: 94, stored: 100 };

  test('gives advice with its rate of false alarms', () => {
    const { metrics, falseAlarmRate } = compareSingle([single, { ...single, id: 'n', value: 99 }], 0.05);
    expect(metrics.map(({ advice }) => advice)).toEqual(['worse', 'within half the tolerance']);
    // scipy 1.17.1: 2 norm.sf(-log(.95) / (.05 sqrt(2))) = 0.4682086812.
    expect(metrics[0]?.falseAlarmRate).toBeCloseTo(0.4682086812, 6);
    expect(falseAlarmRate).toBeCloseTo(1 - (1 - 0.4682086812) ** 2, 6);
    // norm.isf(.025) sqrt(2) .05 = 0.13859038.
    expect((metrics[0]?.interval.high ?? NaN) - (metrics[0]?.estimate ?? NaN)).toBeCloseTo(0.13859038, 6);
  });

  test('knows which way is better, in any unit', () => {
    expect(compareSingle([{ ...single, better: 'lower' }]).metrics[0]?.advice).toBe('better');
    const scaled = compareSingle([{ ...single, value: 940, stored: 1000 }]).metrics[0];
    expect(scaled?.estimate).toBeCloseTo(compareSingle([single]).metrics[0]?.estimate ?? NaN, 12);
    expect(() => compareSingle([{ ...single, stored: 0 }])).toThrow(RangeError);
  });
});

describe('the control', () => {
  const control = { id: 'host', tolerance: -2 * Math.log(0.95), value: 9.45, history };

  test('vetoes when the machines changed by a quarter of the tolerance', () => {
    expect(testControl([control]).machines).toBe('unchanged');
    expect(testControl([{ ...control, value: 9, history: [8, 9.5, 11, 10, 9] }]).machines).toBe('unchanged');
    expect(testControl([control, { ...control, id: 'slow', value: 9 }])).toMatchObject({
      machines: 'changed',
      metrics: [{ changed: false }, { changed: true }]
    });
  });

  test('does not veto changes too small to matter, however certain', () => {
    const sure = { ...control, history: [9.45, 9.4501, 9.4499, 9.45, 9.4501], value: 9.46 };
    const test = testControl([sure]);
    expect(test.metrics[0]?.p).toBeLessThan(1e-3);
    expect(test.machines).toBe('unchanged');
  });

  test('predicts one further run, whose own variation counts', () => {
    // scipy 1.17.1: t.isf(.025, 2) = 4.302652729911275; the variance of 1, 2, 3 is 1.
    const value = Math.exp(2 + 4.302652729911275 * Math.sqrt(4 / 3));
    const [result] = testControl([{ ...control, value, history: [1, 2, 3].map(Math.exp) }]).metrics;
    expect(result?.p).toBeCloseTo(0.05, 6);
    expect(testControl([{ ...control, value: 9.45, history: [9.45, 9.45] }])).toMatchObject({
      machines: 'unchanged',
      metrics: [{ estimate: 0, p: 1 }]
    });
  });

  test('is not available without earlier runs', () => {
    expect(testControl([{ ...control, history: [9] }]).machines).toBe('not available');
    expect(testControl([{ ...control, history: [9.4, 9.5] }]).machines).toBe('unchanged');
    for (const value of [0, Infinity]) expect(() => testControl([{ ...control, value }])).toThrow(RangeError);
    expect(testControl([]).machines).toBe('not available');
    expect(() => testControl([{ ...control, value: -1 }])).toThrow(RangeError);
  });
});

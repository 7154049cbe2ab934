import { describe, expect, test } from '@jest/globals';
import { aggregate, formatDecimal } from '../../src/report/quantity.ts';
import { bits, createInvalidSample, createRun, createSample } from '../support/run-builder.ts';

describe('formatDecimal', () => {
  test.each([
    [1.65, 1, '1.7'],
    [9.55, 1, '9.6'],
    [1.005, 2, '1.01'],
    [6926.5, 0, '6927'],
    [12, 1, '12.0'],
    [0.04, 1, '0.0'],
    [-1.25, 1, '-1.3'],
    [123456789.123, 0, '123456789']
  ])('writes %s with %s decimals as %s', (value, decimals, text) => {
    expect(formatDecimal(value, decimals)).toBe(text);
  });
});

describe('aggregate', () => {
  const sample = (id: string, round: number, value: number): ReturnType<typeof createSample> =>
    createSample({ id, round, metrics: { throughput: bits(value) } });
  const vxlan = { path: 'pod', scenario: 'vxlan' } as const;

  test('counts rounds, not samples', () => {
    const run = createRun({ samples: [sample('a', 1, 2), sample('b', 1, 4), sample('c', 2, 9)] });
    expect(aggregate(run, 'tcp-throughput', 'throughput', vxlan)).toEqual({ mean: 6, min: 3, max: 9, rounds: 2 });
  });

  test('ignores invalid samples, the control and other scenarios', () => {
    const run = createRun({
      samples: [
        sample('a', 1, 2),
        createInvalidSample({ id: 'b', metrics: { throughput: bits(100) } }),
        createSample({ id: 'c', path: 'host', metrics: { throughput: bits(100) } }),
        createSample({ id: 'd', scenario: 'native', metrics: { throughput: bits(100) } })
      ]
    });
    expect(aggregate(run, 'tcp-throughput', 'throughput', vxlan)).toEqual({ mean: 2, min: 2, max: 2, rounds: 1 });
  });

  test.each(['no-such-metric', 'constructor'])('is undefined for the metric %s, which no sample has', metric => {
    expect(aggregate(createRun(), 'tcp-throughput', metric, vxlan)).toBeUndefined();
  });
});

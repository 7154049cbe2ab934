import { expect, test } from '@jest/globals';
import type { Measured } from '../../src/model/test.ts';
import { combineBursts } from '../../src/suite/combine.ts';

function burst(scale: number, parts: Partial<Measured> = {}): Measured {
  return {
    ok: true,
    metrics: {
      throughput: { value: 1e9 * scale, unit: 'bit/s', better: 'higher' },
      retransmits: { value: scale, unit: 'count', better: 'lower' },
      mss: { value: 1398, unit: 'bytes', better: 'none' },
      'latency-min': { value: 10 * scale, unit: 'us', better: 'lower' },
      'latency-p99': { value: 100 * scale, unit: 'us', better: 'lower' },
      'latency-max': { value: 500 * scale, unit: 'us', better: 'lower' }
    },
    receivedBytes: 1000 * scale,
    transactions: 100 * scale,
    toolVersion: '3.12',
    ...parts
  };
}

test('rates and percentiles are means, counts and bytes are sums, extremes stay extremes', () => {
  const { metrics, ...rest } = combineBursts([burst(2), burst(1), burst(6)]);
  expect(Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]))).toEqual({
    throughput: 3e9,
    retransmits: 9,
    mss: 1398,
    'latency-min': 10,
    'latency-p99': 300,
    'latency-max': 3000
  });
  expect(metrics['throughput']).toMatchObject({ unit: 'bit/s', better: 'higher' });
  expect(rest).toEqual({ ok: true, receivedBytes: 9000, transactions: 900, toolVersion: '3.12' });
});

test('what a burst could not read is left out, because the mean of the others is not that of the sample', () => {
  const others = Object.fromEntries(Object.entries(burst(1).metrics).filter(([name]) => name !== 'mss'));
  expect(Object.keys(combineBursts([burst(1), burst(1, { metrics: others })]).metrics)).toEqual(Object.keys(others));
});

test('a test that counts no transactions gets none', () => {
  const { ok, metrics, receivedBytes } = burst(1);
  expect(combineBursts([1, 2].map(() => ({ ok, metrics, receivedBytes })))).not.toHaveProperty('transactions');
});

test('without a burst there is no sample', () => {
  expect(() => combineBursts([])).toThrow(RangeError);
});

import { expect, test } from '@jest/globals';
import { lossShare } from '../../src/verdict/metric.ts';
import { additionalGates, marginFor, unknownOthers } from '../../src/verdict/policy.ts';
import { policy } from './measured.ts';

test('additional gates are those of the test, each once, without the primary metric', () => {
  const alsoGate = [
    ...['tcp-latency/latency-p99', 'tcp-latency/latency-p99', 'tcp-latency/latency-mean'],
    'tcp-throughput/retransmits'
  ];
  expect(additionalGates({ alsoGate }, 'tcp-latency')).toEqual(['latency-p99']);
});

test('throughput has a margin of its own, and every metric where lower is better has the one for latency', () => {
  expect(marginFor(policy, 'higher')).toEqual({ share: 0.05, log: expect.closeTo(-Math.log(0.95), 12) });
  expect(marginFor(policy, 'lower')).toEqual({ share: 0.1, log: expect.closeTo(Math.log(1.1), 12) });
});

test('metrics of other matrix jobs are not significant before they are known', () => {
  expect(unknownOthers({ matrixJobs: 3 }, 2)).toEqual([1, 1, 1, 1]);
  expect(unknownOthers({ matrixJobs: 1 }, 2)).toEqual([]);
});

test('a loss is a share of the throughput that is gone, or of the latency that was added', () => {
  expect(lossShare('higher', Math.log(2))).toBeCloseTo(0.5, 12);
  expect(lossShare('lower', Math.log(2))).toBeCloseTo(1, 12);
  expect(lossShare('lower', 1000)).toBe(1e9 - 1);
});

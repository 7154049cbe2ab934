import { expect, test } from '@jest/globals';
import { lossShare } from '../../src/verdict/metric.ts';
import { additionalGates, toleranceFor, unknownOthers } from '../../src/verdict/policy.ts';
import { policy } from './measured.ts';

test('additional gates are those of the test, each once, without the primary metric', () => {
  const alsoGate = [
    ...['tcp-latency/latency-p99', 'tcp-latency/latency-p99', 'tcp-latency/latency-mean'],
    'tcp-throughput/retransmits'
  ];
  expect(additionalGates({ alsoGate }, 'tcp-latency')).toEqual(['latency-p99']);
});

test('throughput has a tolerance of its own, and every metric where lower is better has the one for latency', () => {
  expect(toleranceFor(policy, 'higher')).toEqual({ share: 0.1, log: expect.closeTo(-Math.log(0.9), 12) });
  expect(toleranceFor(policy, 'lower')).toEqual({ share: 0.2, log: expect.closeTo(Math.log(1.2), 12) });
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

import { describe, expect, test } from '@jest/globals';
import { createPlan } from '../../src/plan/plan.ts';
import { describeMeasuredDetectable, describeDetectable } from '../../src/report/detectable-change.ts';
import type { Arm } from '../../src/model/run.ts';
import { parse } from '../inputs/options.ts';
import { bothArms, measured, policy } from '../verdict/measured.ts';
import { compareArms } from '../../src/verdict/paired.ts';

const both: readonly Arm[] = ['candidate', 'reference'];
const detectableOf = (inputs: Record<string, string>, arms = both, rules = policy): string => {
  const { detects, assumptions } = describeDetectable(
    createPlan(parse({ scenarios: 'vxlan', ...inputs }), arms, 's'),
    rules
  );
  return [detects, assumptions].filter(line => line !== undefined).join('\n');
};
const shares = (text: string): number[] =>
  [...text.matchAll(/(?:loss|increase) of ([\d.]+) %/g)].map(match => Number(match[1]));

describe('the plan', () => {
  test('shows the detectable loss by direction and the assumed noise', () => {
    const text = detectableOf({});
    expect(text).toMatch(
      /^ {2}detects in 9 of 10 cases: a throughput loss of [\d.]+ % or a latency increase of [\d.]+ %\n {4}assumed: noise of 5 % from burst to burst and 2 % from block to block; 4 metrics gate in vxlan$/
    );
    const [throughput = NaN, latency = NaN] = shares(text);
    // The default design finds 94 % of losses of the tolerance; smaller ones may pass.
    expect([throughput, latency]).toEqual([10, 20]);
  });

  test('detects less with fewer rounds, fewer bursts or more metrics, and nothing below the tolerance', () => {
    const few = { duration: '1', rounds: '8' };
    const [usual = NaN] = shares(detectableOf(few));
    expect(shares(detectableOf({ ...few, rounds: '4' }))[0]).toBeGreaterThan(usual);
    expect(shares(detectableOf({ ...few, duration: '5' }))[0]).toBeLessThan(usual);
    expect(shares(detectableOf({ ...few, scenarios: 'vxlan, native, geneve' }))[0]).toBeGreaterThan(usual);
    expect(shares(detectableOf({ rounds: '99' }))[0]).toBe(10);
    const asMatrixJob = detectableOf(few, both, { ...policy, matrixJobs: 3 });
    expect(shares(asMatrixJob)[0]).toBeGreaterThan(usual);
    expect(asMatrixJob).toContain('4 metrics gate in vxlan and as many in each of 2 other jobs');
    expect(detectableOf({}, both, { ...policy, alsoGate: ['tcp-latency/latency-p99'] })).toContain('5 metrics gate');
  });

  test('states that it can detect nothing', () => {
    expect(detectableOf({ rounds: '3' })).toContain('only as advice, because it takes 4 rounds to pass or fail');
    expect(detectableOf({ suite: 'published' })).toContain('detects nothing, because 1 round cannot show the noise');
    expect(detectableOf({}, ['candidate'])).toBe('');
  });
});

describe('a run', () => {
  test('shows at a look what the planned rounds will detect at the measured noise', () => {
    const after = (noise: number): string => {
      const run = measured(() => 1, bothArms, {}, noise);
      const [blocks, samples] = [run.blocks, run.samples].map(all =>
        (all as { round: number }[]).filter(({ round }) => round <= 4)
      );
      const compared = compareArms({ ...run, blocks, samples } as typeof run, policy, false);
      return describeMeasuredDetectable(compared?.detectableChanges ?? [], 4, 7).join();
    };
    expect(after(0.01)).toMatch(
      /^after round 4: at the noise measured so far, 7 rounds will detect in 9 of 10 cases a throughput loss of /
    );
    expect(shares(after(0.2))[0]).toBeGreaterThan(1.5 * (shares(after(0.01))[0] ?? NaN));
    expect(describeMeasuredDetectable([{ better: 'lower', detectable: 0.1 }], 7, 7)).toEqual([]);
    expect(describeMeasuredDetectable([], 1, 7)).toEqual([]);
  });
});

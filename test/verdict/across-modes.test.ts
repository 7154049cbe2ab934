import { describe, expect, test } from '@jest/globals';
import { isProven } from '../../src/model/proven.ts';
import { finishedRounds } from '../../src/model/rounds.ts';
import type { Run } from '../../src/model/run.ts';
import { parseRun } from '../../src/results/read.ts';
import { serializeRun } from '../../src/results/write.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { createInvalidSample } from '../support/run-builder.ts';
import { acrossModes, historyOf, earlier, measured, metricOf, noHistory, policy, slower, visits } from './measured.ts';

const compare = (run: Run): ReturnType<typeof compareRun> => compareRun(run, policy, noHistory);

describe('a reference in another mode', () => {
  test("is compared test by test with the candidate, in the candidate's scenario", () => {
    const comparison = compare(measured(slower(0.8, 'tcp-throughput'), acrossModes));
    expect([comparison.verdict, comparison.design]).toEqual(['regression', 'paired']);
    expect(new Set(comparison.metrics.map(({ scenario }) => scenario))).toEqual(new Set(['native+ipsec']));
    const metric = metricOf(comparison, 'throughput', 'native+ipsec');
    expect(metric).toMatchObject({ outcome: 'regression', pairs: 7, proof: 'encrypted' });
    expect(metric.change?.estimate).toBeCloseTo(0.8, 1);
    expect(comparison.reference?.modes?.reference).toBe('vxlan+wireguard');
  });

  test('passes if nothing got worse, also from encrypted to plaintext', () => {
    const run = measured(() => 1, { ...acrossModes, scenarios: ['native'] });
    const comparison = compare(run);
    expect(isProven(run)).toBe(true);
    expect(comparison.verdict).toBe('pass');
    expect(metricOf(comparison, 'throughput', 'native').proof).toBe('plaintext');
  });

  test('is proven in its own mode', () => {
    const run = measured(() => 1, acrossModes);
    const samples = run.samples.map(sample =>
      sample.arm === 'reference' && sample.proof !== undefined
        ? { ...sample, proof: { ...sample.proof, mode: 'ipsec' as const } }
        : sample
    );
    const { verdict, invalid } = compare({ ...run, samples });
    expect(verdict).toBe('invalid');
    expect(invalid[0]).toMatch(/^vxlan\+wireguard of the reference tcp-throughput has 7 samples without the proof/);
  });

  test('is named with its own scenario if it has no valid sample', () => {
    const run = measured(() => 1, acrossModes);
    const lost = run.samples.map(sample =>
      sample.arm === 'reference' && sample.test === 'tcp-latency'
        ? createInvalidSample({ ...sample, status: 'invalid', reason: { kind: 'timeout', message: 'too slow' } })
        : sample
    );
    expect(compare({ ...run, samples: lost })).toMatchObject({
      verdict: 'invalid',
      invalid: ['vxlan+wireguard of the reference tcp-latency has no valid sample: too slow']
    });
  });

  test('ends the rounds if the candidate failed for good, because nothing is left to compare', () => {
    const run = measured(() => 1, acrossModes);
    const reason = { kind: 'rollout-failed', message: 'an agent crashes' } as const;
    const blocks = run.blocks
      .filter(({ round }) => round === 1)
      .map(block => (block.arm === 'candidate' ? { ...block, status: 'invalid' as const, reason } : block));
    expect(finishedRounds({ ...run, blocks })).toBe(7);
    expect(finishedRounds({ ...run, blocks: run.blocks.filter(({ round }) => round < 4) })).toBe(3);
  });

  test('is not compared with earlier runs of its mode, and the candidate only with those of its own', () => {
    const { reference, ...alone } = measured(() => 1, { ...acrossModes, arms: ['candidate'] });
    expect(reference).toBeUndefined();
    const old = historyOf({ 'vxlan+wireguard tcp-throughput throughput bit/s': earlier(7.61e9, visits) });
    expect(compareRun(alone, policy, old).verdict).toBe('no-baseline');
    const own = historyOf({ 'native+ipsec tcp-throughput throughput bit/s': earlier(7.61e9, visits) });
    expect(metricOf(compareRun(alone, policy, own), 'throughput', 'native+ipsec').design).toBe('history');
  });

  test('is read back from run.json, and refused if it is not certain what it is compared with', () => {
    const run = measured(() => 1, acrossModes);
    expect(parseRun(serializeRun(run))).toEqual(run);
    const changed = (change: Partial<NonNullable<Run['reference']>>): (() => Run) => {
      const record = run.reference === undefined ? undefined : { ...run.reference, ...change };
      return () => parseRun(JSON.stringify({ ...run, reference: record }));
    };
    expect(changed({ scenario: undefined })).toThrow('scenario "vxlan+wireguard" is not in plan.scenarios');
    expect(changed({ scenario: 'vxlan+wg' })).toThrow('"vxlan+wg" is not a known scenario');
    const plan = { ...run.plan, scenarios: ['native+ipsec', 'vxlan'] };
    expect(() => parseRun(JSON.stringify({ ...run, plan }))).toThrow('set although plan.scenarios has 2 entries');
    // Only the reference may be in it.
    const samples = run.samples.map(sample => ({ ...sample, scenario: 'vxlan+wireguard' }));
    expect(() => parseRun(JSON.stringify({ ...run, samples }))).toThrow('"vxlan+wireguard" is not in plan.scenarios');
  });
});

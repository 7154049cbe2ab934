import { describe, expect, test } from '@jest/globals';
import type { Run, Sample } from '../../src/model/run.ts';
import { compareControl } from '../../src/verdict/control.ts';
import { createInvalidSample, createSample } from '../support/run-builder.ts';
import { controlText, earlier, historyOf, measured, policy, visits } from './measured.ts';

const latencyText = 'control tcp-latency latency-mean us';
const shape = { scenarios: ['vxlan'], tests: ['tcp-throughput', 'tcp-latency'], rounds: 3 } as const;
const run = (throughput = 1, latency = 1): Run => {
  const found = measured(({ path }) => (path === 'host' ? throughput : 1), shape, {}, 0.001);
  const value = 164.91 * latency;
  const metrics = { 'latency-mean': { value, unit: 'us', better: 'lower' } } as const;
  const sample = { path: 'host', test: 'tcp-latency', proof: proven('plaintext'), metrics } as const;
  return { ...found, samples: [...found.samples, createSample(sample), createSample({ ...sample, round: 2 })] };
};
const control = (of: Run, figures: Parameters<typeof historyOf>[0]): ReturnType<typeof compareControl> =>
  compareControl(of, policy, historyOf(figures).figures, 'earlier runs');
const [throughput, latency] = [earlier(7.61e9, visits), earlier(164.91, visits)];

describe('the control', () => {
  test('names the control that changed, not the one with the largest difference', () => {
    const wide = earlier(
      164.91,
      visits.map(visit => visit * 30)
    );
    const found = control(run(0.9, 1.3), { [controlText]: throughput, [latencyText]: wide });
    expect(found.state).toBe('changed');
    expect(found.reason).toMatch(
      /^the control \(tcp-throughput between host-network pods\) changed by -(9\.9|10\.[0-2]) %: the machines differ from those of the earlier runs$/
    );
  });

  test('names the largest difference if none changed', () => {
    const found = control(run(1, 1.009), { [controlText]: throughput, [latencyText]: latency });
    expect(found).toMatchObject({ state: 'unchanged' });
    expect(found.reason).toMatch(/^the control matches the earlier runs \(largest change: tcp-latency, [01]\.\d %\)$/);
  });

  test('needs two earlier runs, of one control at least', () => {
    const none = { state: 'not available', reason: 'fewer than two earlier runs have a control to compare with' };
    expect(control(run(), {})).toEqual(none);
    expect(control(run(), { [controlText]: throughput.slice(0, 1) })).toEqual(none);
    const one = control(run(), { [controlText]: throughput.slice(0, 1), [latencyText]: latency });
    expect(one.reason).toContain('largest change: tcp-latency');
  });

  test.each<[string, Sample[], string]>([
    ['not measured', [createSample()], 'no control was measured'],
    [
      'failed',
      [createSample({ path: 'host' }), createInvalidSample({ path: 'host', round: 2 })],
      'server pod was replaced'
    ],
    [
      'encrypted',
      [createSample({ path: 'host', proof: proven('encrypted') })],
      'the control was encrypted, so it does not measure the machines alone: counted'
    ],
    [
      'unproven',
      [createSample({ path: 'host', proof: proven('unproven') })],
      'the control was not proven to be unencrypted'
    ]
  ])('that was %s says so', (_what, samples, reason) => {
    expect(control({ ...run(), samples }, { [controlText]: throughput })).toEqual({ state: 'not available', reason });
  });
});

function proven(verdict: NonNullable<Sample['proof']>['verdict']): Sample['proof'] {
  return { verdict, reason: 'counted', mode: 'none', coverage: [], notes: [], faults: [] };
}

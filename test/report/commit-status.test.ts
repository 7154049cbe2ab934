import { describe, expect, test } from '@jest/globals';
import { describeStatus } from '../../src/report/commit-status.ts';
import type { Comparison, Verdict } from '../../src/model/comparison.ts';
import { formatFactor } from '../../src/report/quantity.ts';
import { createComparison, createMetric } from '../support/comparison-builder.ts';
import { shapes } from '../support/comparison-shapes.ts';
import { createRun } from '../support/run-builder.ts';

const context = { foreign: false };
const statusOf = (comparison: Comparison, ...failures: Verdict[]): string =>
  describeStatus([{ run: createRun(), comparison, context }], failures);

describe('describeStatus', () => {
  test.each<[Verdict, string]>([
    ['regression', `Regression: TCP throughput ${formatFactor(0.88)} in native+wireguard`],
    ['pass', 'Pass: no loss in 4 gated metrics'],
    ['unchanged', 'Unchanged: Cilium gets the same settings, so nothing was measured'],
    ['inconclusive', 'Inconclusive: TCP latency +4.3 % in vxlan'],
    ['advisory', `Advisory: TCP throughput ${formatFactor(0.88)} in native+wireguard`],
    ['no-baseline', 'No baseline: measured, but nothing to compare with']
  ])('distinguishes %s from the others', (verdict, text) => {
    const { run, comparison } = shapes[verdict]();
    expect(describeStatus([{ run, comparison, context }], [verdict])).toBe(text);
  });

  test('names the largest of several changes, and what got better in a pass', () => {
    const [small, large] = [0.97, 0.8].map(estimate => ({ estimate, low: estimate, high: estimate, level: 0.95 }));
    const metrics = [small, large].map(change => createMetric({ outcome: 'regression', ...(change && { change }) }));
    expect(statusOf(createComparison({ verdict: 'regression', metrics }))).toBe(
      `Regression: TCP throughput ${formatFactor(0.8)} in vxlan and 1 more`
    );
    const better = { estimate: 1.2, low: 1.1, high: 1.3, level: 0.95 };
    expect(statusOf(createComparison({ metrics: [createMetric({ outcome: 'improvement', change: better })] }))).toBe(
      'Pass: TCP throughput +20.0 % in vxlan'
    );
  });

  test('counts runs, and says that some results could not be read', () => {
    const { run, comparison } = shapes.regression();
    const runs = [comparison, shapes.pass().comparison].map(each => ({ run, comparison: each, context }));
    expect(describeStatus(runs, ['regression', 'pass'])).toBe(
      `Regression: TCP throughput ${formatFactor(0.88)} in native+wireguard (worst of 2 runs)`
    );
    expect(describeStatus(runs, ['invalid', 'regression', 'pass'])).toContain('; some results are invalid (worst');
    expect(describeStatus([], ['invalid'])).toBe('Invalid: no results could be read');
  });

  test('fits what GitHub accepts, on one line and without secrets, for any text from outside', () => {
    const text = `ghp_${'a'.repeat(36)}\n${'x'.repeat(500)}`;
    const invalid = createComparison({ verdict: 'invalid', invalid: [text] });
    const runs = [invalid, invalid].map(comparison => ({ run: createRun(), comparison, context: { foreign: true } }));
    const status = describeStatus(runs, ['invalid']);
    expect(status.length).toBeLessThanOrEqual(140);
    expect(status).toMatch(/^Invalid \(reported by the fork, not verified\): .*… \(worst of 2 runs\)$/);
    expect(status).not.toMatch(/ghp_a|\n/);
  });
});

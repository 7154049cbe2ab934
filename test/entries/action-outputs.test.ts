import { expect, test } from '@jest/globals';
import { setOutputs } from '../../src/entries/action-outputs.ts';
import type { Comparison, ComparisonDesign } from '../../src/model/comparison.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { createComparison, createMetric } from '../support/comparison-builder.ts';
import { createRun } from '../support/run-builder.ts';

function outputsOf(comparison: Comparison): Record<string, string> {
  const outputs = fakeOutputs();
  setOutputs(fakeHost({ outputs }), 'out', createRun(), { comparison });
  return outputs.values;
}

test('each outcome of the gated metrics is counted', () => {
  const metrics = [
    createMetric({ outcome: 'invalid' }),
    createMetric({ outcome: 'invalid' }),
    createMetric({ outcome: 'invalid', gated: false }),
    createMetric({ outcome: 'regression' }),
    createMetric()
  ];
  expect(outputsOf(createComparison({ metrics }))).toMatchObject({
    regressions: '1',
    improvements: '0',
    equivalent: '1',
    inconclusive: '0',
    invalid: '2'
  });
});

test.each<[ComparisonDesign, string]>([
  ['paired', '0'],
  ['history', '2'],
  ['single', '2'],
  ['none', '0']
])('with the design %s, %s of two usable earlier runs were compared with', (design, count) => {
  const candidate = (used: boolean, label: string): Comparison['baseline']['candidates'][number] => ({
    label,
    used,
    reason: 'known'
  });
  const candidates = [candidate(true, 'run 1'), candidate(true, 'run 2'), candidate(false, 'run 3')];
  const baseline = { source: 'artifacts', candidates, differences: [] };
  expect(outputsOf(createComparison({ design, baseline }))['baseline-runs']).toBe(count);
});

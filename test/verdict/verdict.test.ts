import { describe, expect, test } from '@jest/globals';
import type { MetricComparison, Verdict } from '../../src/model/comparison.ts';
import type { Run, Sample } from '../../src/model/run.ts';
import { byVerdict, exitCodeOf, failuresOf, invalidParts, verdictOf, verdictsOf } from '../../src/verdict/verdict.ts';
import { createComparison, createMetric } from '../support/comparison-builder.ts';
import { createInvalidSample, createRun } from '../support/run-builder.ts';
import { measured, bothArms } from './measured.ts';

const same = createMetric();
const better = createMetric({ outcome: 'improvement' });
const worse = createMetric({ outcome: 'regression' });
const open = createMetric({ outcome: 'inconclusive' });
const invalid = createMetric({ outcome: 'invalid' });
const shown = (metric: MetricComparison): MetricComparison => ({ ...metric, gated: false });
const single = createMetric({ outcome: 'inconclusive', design: 'single' });
const nothing = createMetric({ outcome: 'inconclusive', design: 'none' });
const weak = createMetric({ outcome: 'equivalent', design: 'history', gated: false, onlyAdvises: true });

describe('verdictOf', () => {
  test.each<[string, MetricComparison[], boolean, Verdict]>([
    ['equivalent and improved', [same, better], false, 'pass'],
    ['tolerable and equivalent', [createMetric({ outcome: 'tolerable' }), same], false, 'pass'],
    ['equivalent by history', [createMetric({ design: 'history' })], false, 'pass'],
    ['one inconclusive', [same, open], false, 'inconclusive'],
    ['one worse', [same, open, worse], false, 'regression'],
    ['one worse and another invalid', [worse, invalid], true, 'regression'],
    ['an invalid metric', [same, invalid], false, 'invalid'],
    ['an invalid part of the run', [same], true, 'invalid'],
    ['an ungated loss', [same, shown(worse)], false, 'pass'],
    ['one earlier run', [single], false, 'advisory'],
    ['a weak pool', [weak, weak], false, 'advisory'],
    ['a weak pool next to one that gates', [same, weak], false, 'inconclusive'],
    [
      'a weak pool that looks worse next to one that gates',
      [same, { ...weak, outcome: 'regression' }],
      false,
      'inconclusive'
    ],
    ['a weak pool next to a loss', [worse, weak], false, 'regression'],
    ['a weak pool, and nothing for another', [weak, nothing], false, 'advisory'],
    ['nothing to compare with', [nothing, shown(nothing)], false, 'no-baseline'],
    ['nothing measured', [], false, 'no-baseline'],
    ['nothing to compare one metric with', [same, nothing], false, 'inconclusive'],
    ['only ungated metrics compared', [shown(same), nothing], false, 'advisory']
  ])('for %s matches docs/rules.md', (_what, metrics, anyInvalid, verdict) => {
    expect(verdictOf(metrics, anyInvalid)).toBe(verdict);
  });
});

describe('exitCodeOf', () => {
  const all: Verdict[] = ['pass', 'inconclusive', 'advisory', 'no-baseline', 'regression', 'invalid'];

  test('is 1 for a regression and 3 for something invalid by default', () => {
    const failOn: Verdict[] = ['regression', 'invalid'];
    expect(all.map(verdict => exitCodeOf([verdict], { failOn }))).toEqual([0, 0, 0, 0, 1, 3]);
  });

  test('is 0 for everything with fail-on: none', () => {
    expect(all.map(verdict => exitCodeOf([verdict], { failOn: [] }))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('is 1 for every other verdict in fail-on, and 0 for a pass', () => {
    const failOn: Verdict[] = ['inconclusive', 'advisory', 'no-baseline'];
    expect(all.map(verdict => exitCodeOf([verdict], { failOn }))).toEqual([0, 1, 1, 1, 0, 0]);
  });

  test('follows the worst of several failing verdicts', () => {
    const found: Verdict[] = ['pass', 'invalid', 'regression'];
    expect(exitCodeOf(found, { failOn: ['regression', 'invalid'] })).toBe(1);
    expect(exitCodeOf(found, { failOn: ['invalid'] })).toBe(3);
    expect(exitCodeOf(['pass'], { failOn: ['invalid'] })).toBe(0);
  });

  test('is 3 for plaintext with invalid or not-encrypted in fail-on, even next to a regression', () => {
    const found: Verdict[] = ['not-encrypted', 'regression', 'invalid'];
    expect(exitCodeOf(found, { failOn: ['regression', 'invalid'] })).toBe(3);
    expect(exitCodeOf(['not-encrypted'], { failOn: ['invalid'] })).toBe(3);
    expect(exitCodeOf(['not-encrypted'], { failOn: ['not-encrypted'] })).toBe(3);
    expect(exitCodeOf(found, { failOn: ['regression'] })).toBe(1);
    expect(exitCodeOf(['invalid'], { failOn: ['not-encrypted'] })).toBe(0);
  });

  test('is that of plaintext whatever a label accepts', () => {
    const comparison = createComparison({ verdict: 'not-encrypted', metrics: [worse], accepted: true });
    expect(failuresOf(comparison)).toEqual(['not-encrypted']);
    expect(verdictsOf(comparison)).toEqual(['not-encrypted', 'regression']);
  });

  test('adds invalid to a regression with invalid parts', () => {
    const comparison = createComparison({ verdict: 'regression', metrics: [worse], invalid: ['native failed'] });
    expect(verdictsOf(comparison)).toEqual(['regression', 'invalid']);
    expect(verdictsOf({ ...comparison, invalid: [] })).toEqual(['regression']);
    expect(verdictsOf({ ...comparison, invalid: [], metrics: [worse, invalid] })).toEqual(['regression', 'invalid']);
    expect(verdictsOf({ ...comparison, verdict: 'invalid', metrics: [same] })).toEqual(['invalid']);
  });
});

describe('invalidParts', () => {
  const shape = { ...bothArms, scenarios: ['vxlan', 'native'], rounds: 1 };
  const run = measured(() => 1, shape);
  /** The run with other samples where `chosen` says so. */
  const replace = (chosen: (sample: Sample) => boolean, by: (sample: Sample) => Sample[]): Run => ({
    ...run,
    samples: run.samples.flatMap(sample => (chosen(sample) ? by(sample) : [sample]))
  });
  const latencyOf =
    (scenario: string, arm: Sample['arm']) =>
    (sample: Sample): boolean =>
      sample.scenario === scenario && sample.arm === arm && sample.test === 'tcp-latency' && sample.path === 'pod';

  test('is empty if each test of each scenario in both arms has a valid sample', () => {
    expect(invalidParts(run)).toEqual([]);
  });

  test.each([
    ['native', 'candidate', 'native'],
    ['vxlan', 'reference', 'vxlan of the reference']
  ] as const)('names a test without samples in %s of the %s, though others have them', (scenario, arm, name) => {
    expect(invalidParts(replace(latencyOf(scenario, arm), () => []))).toEqual([
      `${name} tcp-latency has no valid sample: it was not measured`
    ]);
  });

  test('gives the reason of the last attempt', () => {
    const because = (sample: Sample, attempt: number, message: string): Sample =>
      createInvalidSample({ ...sample, status: 'invalid', metrics: {}, attempt, reason: { kind: 'timeout', message } });
    const failed = replace(latencyOf('vxlan', 'candidate'), sample =>
      ['first', 'second', 'last'].map((message, index) => because(sample, index + 1, message))
    );
    expect(invalidParts(failed)).toEqual(['vxlan tcp-latency has no valid sample: last']);
  });

  test('does not count a control sample of the same test', () => {
    const controls = replace(latencyOf('vxlan', 'candidate'), sample => [{ ...sample, path: 'host' }]);
    expect(invalidParts(controls)).toHaveLength(1);
  });

  test('requires nothing of a reference where there is none, but all of the candidate', () => {
    const alone = createRun({}, { scenarios: ['vxlan'], tests: ['tcp-latency'], rounds: 1 });
    expect(invalidParts({ ...alone, samples: [] })).toEqual([
      'vxlan tcp-latency has no valid sample: it was not measured'
    ]);
  });

  test('names a failed scenario, even without a reason', () => {
    const failed = { ...run, scenarios: run.scenarios.map(one => ({ ...one, status: 'failed' as const })) };
    expect(invalidParts(failed)[0]).toBe('vxlan failed: no reason was recorded');
  });
});

describe('byVerdict', () => {
  test('sorts worse verdicts first', () => {
    const verdicts: Verdict[] = [
      ...(['pass', 'no-baseline', 'regression', 'advisory', 'not-encrypted', 'invalid', 'inconclusive'] as const)
    ];
    expect(
      verdicts
        .map(verdict => ({ verdict }))
        .sort(byVerdict)
        .map(({ verdict }) => verdict)
    ).toEqual(['not-encrypted', 'regression', 'invalid', 'inconclusive', 'no-baseline', 'advisory', 'pass']);
  });
});

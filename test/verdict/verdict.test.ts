import { describe, expect, test } from '@jest/globals';
import type { MetricComparison, Verdict } from '../../src/model/comparison.ts';
import { exitCodeOf, verdictOf, verdictsOf } from '../../src/verdict/verdict.ts';
import { createComparison, createMetric } from '../support/comparison-builder.ts';

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

  test('is 1 for whatever else should fail, and never for a pass', () => {
    const failOn: Verdict[] = ['inconclusive', 'advisory', 'no-baseline'];
    expect(all.map(verdict => exitCodeOf([verdict], { failOn }))).toEqual([0, 1, 1, 1, 0, 0]);
  });

  test('is that of the worst of several failing verdicts', () => {
    const found: Verdict[] = ['pass', 'invalid', 'regression'];
    expect(exitCodeOf(found, { failOn: ['regression', 'invalid'] })).toBe(1);
    expect(exitCodeOf(found, { failOn: ['invalid'] })).toBe(3);
    expect(exitCodeOf(['pass'], { failOn: ['invalid'] })).toBe(0);
  });

  test('finds invalid parts behind a regression even if regressions are tolerated', () => {
    const comparison = createComparison({ verdict: 'regression', metrics: [worse], invalid: ['native failed'] });
    expect(verdictsOf(comparison)).toEqual(['regression', 'invalid']);
    expect(verdictsOf({ ...comparison, invalid: [] })).toEqual(['regression']);
    expect(verdictsOf({ ...comparison, invalid: [], metrics: [worse, invalid] })).toEqual(['regression', 'invalid']);
    expect(verdictsOf({ ...comparison, verdict: 'invalid' })).toEqual(['invalid']);
  });
});

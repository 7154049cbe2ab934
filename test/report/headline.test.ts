import { describe, expect, test } from '@jest/globals';
import { describeVerdict, endSentence } from '../../src/report/headline.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import type { Comparison, MetricComparison } from '../../src/model/comparison.ts';
import { createComparison, createMetric, latency, omit } from '../support/comparison-builder.ts';
import { createRun } from '../support/run-builder.ts';
import {
  earlier,
  historyOf,
  measured,
  metricOf,
  policy,
  slower as slowedDown,
  throughputText
} from '../verdict/measured.ts';

const change = (
  estimate: number,
  low: number,
  high: number
): { estimate: number; low: number; high: number; level: number } => ({
  estimate,
  low,
  high,
  level: 0.95
});
const worse = createMetric({ outcome: 'regression', change: change(0.88, 0.85, 0.91) });
const slower = createMetric({ ...latency, outcome: 'regression', change: change(1.21, 1.15, 1.27) });
const better = createMetric({ scenario: 'native', outcome: 'improvement', change: change(1.09, 1.06, 1.12) });
const open = createMetric({
  scenario: 'geneve',
  outcome: 'inconclusive',
  change: change(0.97, 0.91, 1.03),
  roundsNeeded: 12
});
const same = createMetric({ scenario: 'native+wireguard' });
const declined = createMetric({ ...worse, design: 'history', pairs: 5, slowDecline: true });
const denied = 'cannot list the runs of perf.yml; the line `actions: read` is missing under `permissions`';

function sentence(overrides: Partial<Comparison>): string {
  const { verdict, sentence: text } = describeVerdict(createRun(), createComparison(overrides), false);
  return `${verdict}: ${text}`;
}

describe('describeVerdict', () => {
  test.each<[string, Partial<Comparison>, string]>([
    [
      'a regression, without the unchanged metrics that the table shows',
      { verdict: 'regression', metrics: [worse, same] },
      'Regression: this pull request makes it slower: vxlan TCP throughput −12.0 %'
    ],
    [
      'several regressions, with the rest counted',
      { verdict: 'regression', metrics: [worse, slower, better, open, same] },
      'Regression: this pull request makes it slower: vxlan TCP throughput −12.0 %, vxlan TCP latency +21.0 %; better: native TCP throughput +9.0 %; 1 gated metric inconclusive'
    ],
    [
      'no ungated regression',
      { verdict: 'regression', metrics: [worse, { ...slower, gated: false }] },
      'Regression: this pull request makes it slower: TCP throughput −12.0 %'
    ],
    [
      'a pass with the detectable loss',
      { metrics: [same, createMetric({ ...latency, detectable: 0.08 })] },
      'Pass: nothing got worse by more than its tolerance (10 % or 20 %) in 2 gated metrics, 7 rounds; this design can detect a throughput loss of 6.1 % or a latency increase of 8 %'
    ],
    [
      'a pass with an improvement',
      { metrics: [better, same] },
      'Pass: native TCP throughput rose by 9.0 % (95 % interval +6.0 to +12.0 %), 7 rounds; nothing got worse; this design can detect a throughput loss of 6.1 %'
    ],
    [
      'a pass against earlier runs',
      { metrics: [createMetric({ design: 'history', pairs: 12 })] },
      'Pass: nothing got worse by more than 10 % in 1 gated metric, against 12 earlier runs; this design can detect a throughput loss of 6.1 %'
    ],
    [
      'inconclusive metrics with the rounds needed',
      { verdict: 'inconclusive', metrics: [open, same] },
      'Inconclusive: no loss was found, but one cannot be ruled out for 1 of 2 gated metrics: geneve TCP throughput −3.0 %; detecting a loss as large as the tolerance takes about 12 rounds'
    ],
    [
      'machines that changed',
      {
        verdict: 'inconclusive',
        design: 'history',
        metrics: [open],
        control: { state: 'changed', reason: 'The host path lost 14 %.' }
      },
      'Inconclusive: the machines themselves changed, so the result says nothing about Cilium: The host path lost 14 %.'
    ],
    [
      'inconclusive metrics on changed machines, which do not affect interleaved arms',
      { verdict: 'inconclusive', metrics: [open], control: { state: 'changed', reason: 'The host path lost 14 %.' } },
      'Inconclusive: no loss was found, but one cannot be ruled out for 1 of 1 gated metric: TCP throughput −3.0 %; detecting a loss as large as the tolerance takes about 12 rounds'
    ],
    [
      'a slow decline with the older runs',
      { verdict: 'regression', design: 'history', metrics: [declined] },
      'Regression: slower than in 5 older runs: TCP throughput −12.0 %'
    ],
    [
      'a slow decline on machines that changed since the older runs',
      {
        verdict: 'inconclusive',
        design: 'history',
        metrics: [{ ...declined, outcome: 'inconclusive', reason: 'machines changed; a slow decline' }],
        olderControl: { state: 'changed', reason: 'the control changed by -12.0 %' }
      },
      'Inconclusive: no loss was found, but one cannot be ruled out for 1 of 1 gated metric: TCP throughput −12.0 %; a slow decline cannot be attributed to Cilium: the control changed by -12.0 %; this design can detect a throughput loss of 6.1 %'
    ],
    [
      'advice from a pool that is too weak to gate',
      {
        verdict: 'advisory',
        metrics: [createMetric({ ...worse, design: 'history', gated: false, onlyAdvises: true, pairs: 3 })]
      },
      'Advisory: vxlan TCP throughput fell by 12 % (95 % interval −15 to −9 %) against 3 earlier runs, not precise enough to gate: any two runs on a cluster can differ this much'
    ],
    [
      'changed machines before advice about results on them',
      {
        verdict: 'advisory',
        design: 'history',
        metrics: [createMetric({ ...worse, design: 'history', gated: false, onlyAdvises: true, pairs: 5 })],
        control: { state: 'changed', reason: 'The host path lost 92 %.' }
      },
      'Advisory: the machines themselves changed, so the result says nothing about Cilium: The host path lost 92 %.'
    ],
    [
      'advice on a loss',
      {
        verdict: 'advisory',
        metrics: [createMetric({ ...worse, design: 'single', outcome: 'inconclusive', pairs: 1 })]
      },
      'Advisory: vxlan TCP throughput fell by 12 % (95 % interval −15 to −9 %) against one earlier run, not precise enough to gate: any two runs on a cluster can differ this much'
    ],
    [
      'advice on the larger loss if higher is worse, not on a gain',
      {
        verdict: 'advisory',
        metrics: [
          createMetric({ ...better, design: 'single', pairs: 1 }),
          createMetric({ ...slower, design: 'single', pairs: 1 })
        ]
      },
      'Advisory: vxlan TCP latency rose by 21 % (95 % interval +15 to +27 %) against one earlier run, not precise enough to gate: any two runs on a cluster can differ this much'
    ],
    [
      'no loss within half a tolerance of throughput, which is wider upwards than downwards',
      {
        verdict: 'advisory',
        metrics: [
          createMetric({ ...worse, design: 'single', pairs: 1, tolerance: 0.36, change: change(0.82, 0.7, 0.95) })
        ]
      },
      'Advisory: nothing got worse by more than half of 36 % against one earlier run, which is not precise enough to pass or fail'
    ],
    [
      'advice on nothing',
      { verdict: 'advisory', metrics: [createMetric({ design: 'history', pairs: 3 })] },
      'Advisory: nothing got worse by more than half of 10 % against 3 earlier runs, which is not precise enough to pass or fail'
    ],
    [
      'that nothing was compared',
      { verdict: 'no-baseline', metrics: [], baseline: { source: 'files', candidates: [], differences: [] } },
      'No baseline: 2 scenarios measured in 2 rounds. No earlier run was found to compare with.'
    ],
    [
      'that nothing was to be compared with',
      { verdict: 'no-baseline', metrics: [] },
      'No baseline: 2 scenarios measured in 2 rounds.'
    ],
    [
      'why earlier runs could not be read',
      {
        verdict: 'no-baseline',
        metrics: [],
        baseline: { source: 'artifacts', candidates: [], differences: [], ended: { reason: denied, failed: true } }
      },
      `No baseline: 2 scenarios measured in 2 rounds. Earlier runs could not be read: ${denied}.`
    ],
    [
      'rejected earlier runs before unreadable ones',
      {
        verdict: 'no-baseline',
        metrics: [],
        baseline: {
          source: 'artifacts',
          candidates: [{ label: 'run 7', used: false, reason: 'from a fork' }],
          differences: [],
          ended: { reason: denied, failed: true }
        }
      },
      `No baseline: 2 scenarios measured in 2 rounds. The only earlier run found is not comparable; the reason is below. Runs further back could not be read: ${denied}.`
    ],
    [
      'that there is nothing before a first commit',
      {
        verdict: 'no-baseline',
        metrics: [],
        baseline: {
          source: 'artifacts',
          candidates: [],
          differences: [],
          ended: { reason: 'this event has no earlier commit', failed: false }
        }
      },
      'No baseline: 2 scenarios measured in 2 rounds. Earlier runs were not searched: this event has no earlier commit.'
    ],
    [
      'that earlier runs measured something else',
      {
        verdict: 'no-baseline',
        metrics: [],
        baseline: {
          source: 'artifacts',
          candidates: [{ label: 'run 7', used: true, reason: 'comparable' }],
          differences: []
        }
      },
      'No baseline: 2 scenarios measured in 2 rounds. The comparable earlier runs have none of these metrics.'
    ],
    [
      'what is invalid',
      { verdict: 'invalid', invalid: ['vxlan failed: no agent is ready', 'native failed: x'], metrics: [same] },
      'Invalid: vxlan failed: no agent is ready; no valid measurement for 1 other part of the plan'
    ],
    [
      'a regression before invalid parts',
      { verdict: 'regression', invalid: ['native failed: x'], metrics: [worse] },
      'Regression: this pull request makes it slower: TCP throughput −12.0 %; no valid measurement for 1 part of the plan'
    ],
    [
      'a weak pool next to one that gates',
      {
        verdict: 'inconclusive',
        design: 'history',
        metrics: [
          createMetric({ design: 'history', pairs: 12 }),
          createMetric({ ...slower, design: 'history', gated: false, onlyAdvises: true, pairs: 12, roundsNeeded: 31 })
        ]
      },
      'Inconclusive: no loss was found, but 1 of 2 gated metrics can only be advisory: TCP latency +21.0 %; detecting a loss as large as the tolerance takes about 31 earlier runs'
    ]
  ])('describes %s', (_what, overrides, text) => {
    expect(sentence(overrides)).toBe(text);
  });

  test('agrees with the table row about a loss within half a wide tolerance', () => {
    const shape = { scenarios: ['vxlan'], tests: ['tcp-throughput'], rounds: 3 } as const;
    const run = measured(slowedDown(0.82), shape, {}, 0.001);
    const wide = { ...policy, tolerancePercent: { throughput: 36, latency: 10 } };
    const comparison = compareRun(run, wide, historyOf({ [throughputText]: earlier(7.61e9, [0]) }));
    expect(metricOf(comparison, 'throughput').reason).toMatch(/^within half the tolerance/);
    expect(describeVerdict(run, comparison, false).sentence).toMatch(
      /^nothing got worse by more than half of 36 % against/
    );
  });

  const near = {
    ...latency,
    outcome: 'inconclusive',
    candidate: 176.5,
    change: change(1.07, 1.02, 1.12),
    detectable: 0.15
  } as const;
  const needing = (roundsNeeded: number | undefined, overrides: Partial<MetricComparison> = {}): MetricComparison => ({
    ...omit(createMetric({ ...near, ...overrides }), 'roundsNeeded'),
    ...(roundsNeeded === undefined ? {} : { roundsNeeded })
  });
  const detectable = 'this design can detect a latency increase of 15 %';
  const margin = 'too close to half the tolerance to decide';
  test.each<[string, MetricComparison[], string]>([
    ['fewer rounds than were measured', [needing(4)], `its change is ${margin}; ${detectable}`],
    ['as many rounds as were measured', [needing(7)], `its change is ${margin}; ${detectable}`],
    ['one more round', [needing(8)], 'detecting a loss as large as the tolerance takes about 8 rounds'],
    [
      'more rounds than anyone measures',
      [needing(undefined)],
      'detecting a loss as large as the tolerance takes more than 200 rounds'
    ],
    [
      'few rounds next to one that needs many',
      [needing(4), needing(31, { scenario: 'native' }), needing(12, { scenario: 'geneve' })],
      'detecting a loss of native TCP latency as large as the tolerance takes about 31 rounds'
    ],
    [
      'few rounds next to one for which no number is enough',
      [needing(12), needing(undefined, { scenario: 'native' })],
      'detecting a loss of native TCP latency as large as the tolerance takes more than 200 rounds'
    ],
    [
      'few rounds in all of them',
      [needing(4), needing(5, { scenario: 'native' })],
      `their changes are ${margin}; ${detectable}`
    ],
    [
      'few rounds next to one that was not compared',
      [needing(4), omit(createMetric({ scenario: 'native', outcome: 'inconclusive' }), 'change', 'detectable')],
      detectable
    ]
  ])('explains an inconclusive change that needs %s', (_what, metrics, text) => {
    expect(sentence({ verdict: 'inconclusive', metrics }).split('; ').slice(1).join('; ')).toBe(text);
  });

  test('states that a run is incomplete', () => {
    const run = createRun({ complete: false, incompleteReason: 'canceled' });
    expect(describeVerdict(run, createComparison({ verdict: 'invalid', metrics: [] }), false).sentence).toBe(
      'the run is incomplete (canceled)'
    );
  });

  test.each([
    ['a sentence', 'a sentence.'],
    ['a text that was cut…', 'a text that was cut…'],
    ['a whole one.', 'a whole one.']
  ])('ends %j with a single period', (text, ended) => {
    expect(endSentence(text)).toBe(ended);
  });

  test('names three metrics and counts the rest', () => {
    const all = [1, 2, 3, 4, 5, 6].map(number => createMetric({ ...worse, scenario: `s${number}` }));
    expect(sentence({ verdict: 'regression', metrics: all })).toMatch(
      /slower: s1 [^;]*, s2 [^;]*, s3 [^;]* and 3 more$/
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Metric, Run, Sample } from '../../src/model/run.ts';
import { compareRun, compareRuns, type History } from '../../src/verdict/compare.ts';
import { compareHistory } from '../../src/verdict/history.ts';
import { compareArms } from '../../src/verdict/paired.ts';
import { seriesOf } from '../../src/verdict/series.ts';
import { byVerdict, exitCodeOf, verdictsOf } from '../../src/verdict/verdict.ts';
import { createUnchangedRun } from '../support/comparison-shapes.ts';
import { createInvalidSample, createRun } from '../support/run-builder.ts';
import {
  bothArms,
  earlier,
  historyOf,
  latencyText,
  measured,
  metricOf,
  noHistory,
  policy,
  slower,
  throughputText,
  visits
} from './measured.ts';

const one = { scenarios: ['vxlan'], tests: ['tcp-throughput', 'tcp-latency'], rounds: 3 } as const;
const history = historyOf({
  [throughputText]: earlier(7.61e9, visits),
  [latencyText]: earlier(164.91, visits)
});
const replace = (run: Run, change: (sample: Sample) => Sample): Run => ({ ...run, samples: run.samples.map(change) });
const withMetric = (run: Run, name: string, metric: Metric, only: (sample: Sample) => boolean = () => true): Run =>
  replace(run, sample =>
    sample.path === 'pod' && only(sample) && name in sample.metrics
      ? { ...sample, metrics: { ...sample.metrics, [name]: metric } }
      : sample
  );

describe('a run that did not measure because both arms are the same', () => {
  test('is unchanged, alone and beside runs that measured, and fails no job', () => {
    const comparison = compareRun(createUnchangedRun(), policy, noHistory);
    expect(comparison).toMatchObject({ verdict: 'unchanged', design: 'none', metrics: [], invalid: [] });
    expect(
      exitCodeOf(verdictsOf(comparison), { failOn: ['regression', 'invalid', 'inconclusive', 'no-baseline'] })
    ).toBe(0);
    const both = compareRuns(
      [createUnchangedRun(), measured(() => 1)].map(run => ({ run, history: noHistory })),
      policy
    );
    expect(both.map(({ comparison: { verdict } }) => verdict)).toEqual(['unchanged', 'pass']);
    expect(both.map(({ comparison: each }) => each).sort(byVerdict)[1]?.verdict).toBe('unchanged');
  });
});

describe('a run with parts missing', () => {
  test('has a row for a test without a valid sample of the candidate', () => {
    const run = replace(
      measured(() => 1),
      sample =>
        sample.test === 'tcp-throughput' && sample.arm === 'candidate' && sample.path === 'pod'
          ? createInvalidSample({ ...sample, status: 'invalid', metrics: {} })
          : sample
    );
    const comparison = compareRun(run, policy, noHistory);
    expect(comparison.verdict).toBe('invalid');
    expect(metricOf(comparison, 'throughput')).toMatchObject({
      outcome: 'invalid',
      gated: true,
      reason: 'server pod was replaced'
    });
    expect(comparison.invalid).toEqual(['vxlan tcp-throughput has no valid sample: server pod was replaced']);
    expect(metricOf(comparison, 'latency-mean').outcome).toBe('equivalent');
  });

  test('is invalid if a sample of a gated metric has no logarithm', () => {
    const isSecond = ({ round, arm }: Sample): boolean => round === 2 && arm === 'reference';
    for (const value of [0, -1, 1e300]) {
      const zero = { value, unit: 'us', better: 'lower' } as const;
      const comparison = compareRun(
        withMetric(
          measured(() => 1),
          'latency-mean',
          zero,
          isSecond
        ),
        policy,
        noHistory
      );
      expect(comparison.verdict).toBe('invalid');
      expect(metricOf(comparison, 'latency-mean').reason).toContain('so no ratio can be computed');
    }
  });

  test('shows a count that was zero in one arm and not in the other', () => {
    const run = replace(
      measured(() => 1),
      sample => {
        const retransmits: Metric = { value: sample.arm === 'candidate' ? 5000 : 0, unit: 'count', better: 'lower' };
        return sample.test === 'tcp-throughput' && sample.path === 'pod'
          ? { ...sample, metrics: { ...sample.metrics, retransmits } }
          : sample;
      }
    );
    const comparison = compareRun(run, policy, noHistory);
    expect([comparison.verdict, comparison.design]).toEqual(['pass', 'paired']);
    const metric = metricOf(comparison, 'retransmits');
    expect(metric).toMatchObject({ reference: 0, candidate: 5000, outcome: 'inconclusive', gated: false });
    expect(metric.reason).toBe('a sample has 0, so no ratio can be computed');
    // In different units, no single value represents all of them.
    const other = { value: 1, unit: 's/GB', better: 'lower' } as const;
    const mixed = metricOf(
      compareRun(
        withMetric(run, 'retransmits', other, ({ round }) => round === 2),
        policy,
        noHistory
      ),
      'retransmits'
    );
    expect([mixed.reference, mixed.candidate]).toEqual([undefined, undefined]);
  });

  test('is invalid if samples of a gated metric disagree on the unit', () => {
    const other = { value: 164, unit: 's/GB', better: 'lower' } as const;
    const mixed = withMetric(
      measured(() => 1),
      'latency-mean',
      other,
      ({ arm }) => arm === 'reference'
    );
    expect(compareRun(mixed, policy, noHistory).verdict).toBe('invalid');
  });

  test.each([
    ['without a proof', (sample: Sample): Sample => ({ ...sample, proof: undefined })],
    ['with the proof of another mode', (sample: Sample): Sample => ({ ...sample, scenario: 'vxlan+wireguard' })]
  ])('is invalid %s, whatever its samples claim', (_what, change) => {
    const scenarios = ['vxlan', 'vxlan+wireguard'];
    const plain = measured(() => 1, { ...bothArms });
    const run = replace(plain, sample => (sample.path === 'pod' ? change(sample) : sample));
    const both = { ...run, plan: { ...run.plan, scenarios }, scenarios: plain.scenarios };
    expect(compareRun(plain, policy, noHistory).verdict).toBe('pass');
    const { verdict, invalid } = compareRun(both, policy, noHistory);
    expect(verdict).toBe('invalid');
    expect(invalid.join()).toContain('without the proof its mode requires');
  });

  test('has a row for each test and scenario of the plan, with the unit that its name implies', () => {
    const shape = { ...bothArms, scenarios: ['vxlan', 'native'] };
    const also = { ...policy, alsoGate: ['tcp-latency/transaction-rate', 'tcp-latency/sockets'] };
    const empty = compareRun({ ...measured(() => 1, shape), samples: [] }, also, noHistory);
    expect(
      empty.metrics.map(({ scenario, metric, unit, better, design }) =>
        [scenario, metric, unit, better, design].join(' ')
      )
    ).toEqual([
      ...['vxlan throughput bit/s higher paired', 'vxlan latency-mean us lower paired'],
      ...['native throughput bit/s higher paired', 'native latency-mean us lower paired']
    ]);
    const alone = { ...measured(() => 1), samples: [], reference: undefined };
    expect(new Set(compareRun(alone, policy, noHistory).metrics.map(({ design }) => design))).toEqual(
      new Set(['none'])
    );

    // One scenario was measured, the other was not.
    const half = measured(() => 1, shape);
    const lost = {
      ...half,
      samples: half.samples.filter(({ scenario, path }) => scenario === 'vxlan' || path === 'host')
    };
    const rows = compareRun(lost, also, noHistory).metrics;
    expect(rows.filter(({ outcome }) => outcome === 'invalid').map(({ scenario }) => scenario)).toEqual([
      ...['native', 'native']
    ]);
    expect(rows.find(({ metric }) => metric === 'sockets')).toMatchObject({ unit: 'count', better: 'lower' });

    // A metric that only the reference has is known by its samples.
    const onlyReference = replace(
      measured(() => 1),
      sample => {
        const { 'transaction-rate': rate, ...others } = sample.metrics;
        return rate === undefined || sample.arm === 'reference' ? sample : { ...sample, metrics: others };
      }
    );
    expect(metricOf(compareRun(onlyReference, also, noHistory), 'transaction-rate')).toMatchObject({
      ...{ unit: '1/s', better: 'higher', outcome: 'inconclusive', reason: 'no valid sample has this metric' }
    });
  });

  test('has a metric that only some rounds of the candidate have', () => {
    const run = replace(
      measured(() => 1),
      sample =>
        sample.round === 2 && sample.arm === 'candidate' && sample.test === 'tcp-throughput' && sample.path === 'pod'
          ? createInvalidSample({ ...sample, status: 'invalid', metrics: {} })
          : sample
    );
    expect(metricOf(compareRun(run, policy, noHistory), 'throughput')).toMatchObject({ pairs: 6, gated: true });
  });

  test('shows the values of a gated metric without ratios', () => {
    const zero = { value: 0, unit: 'count', better: 'lower' } as const;
    const run = replace(
      measured(() => 1),
      sample =>
        sample.test === 'tcp-throughput' && sample.path === 'pod'
          ? { ...sample, metrics: { ...sample.metrics, retransmits: zero } }
          : sample
    );
    const asked = { ...policy, alsoGate: ['tcp-throughput/retransmits'] };
    const past = historyOf({ 'vxlan tcp-throughput retransmits count': earlier(6, [0, 0]) });
    expect(metricOf(compareRun(run, asked, past), 'retransmits')).toMatchObject({
      candidate: 0,
      reference: 0,
      gated: true
    });
  });

  test('is invalid while it is incomplete, and has no baseline when nothing should be measured', () => {
    const cut = { ...measured(() => 1), complete: false, incompleteReason: 'canceled' };
    expect(compareRun(cut, policy, noHistory)).toMatchObject({
      verdict: 'invalid',
      invalid: ['the run is incomplete: canceled']
    });
    const verified = createRun({}, { tests: [], rounds: 1 });
    expect(compareRun(verified, policy, noHistory)).toMatchObject({ verdict: 'no-baseline', metrics: [] });
  });
});

describe('a comparison', () => {
  const cases: [string, Run, History][] = [
    ['of arms', measured(slower(0.93), { ...bothArms, scenarios: ['vxlan', 'native'] }), noHistory],
    ['with a pool', measured(slower(0.93), one), history]
  ];

  test.each(cases)('%s is the same whatever the order of the samples and blocks', (_what, run, past) => {
    const expected = JSON.stringify(compareRun(run, policy, past));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(run.samples, { minLength: run.samples.length }),
        fc.shuffledSubarray(run.blocks, { minLength: run.blocks.length }),
        (samples, blocks) => {
          expect(JSON.stringify(compareRun({ ...run, samples, blocks }, policy, past))).toBe(expected);
        }
      ),
      { numRuns: 20 }
    );
  });

  test('contains only numbers that JSON can represent, whatever the values', () => {
    const figure = fc.oneof(
      fc.constantFrom(0, 1e-300, 1e-9, 1e15, 1e308, -1, Number.MAX_VALUE),
      fc.double({ min: 1e-12, max: 1e18, noNaN: true })
    );
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 40, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.array(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), { maxLength: 8 }),
        (figures, rounds, paired, values) => {
          const shape = { ...one, rounds, ...(paired ? { arms: ['candidate', 'reference'] as const } : {}) };
          const run = measured(() => 1, shape);
          let place = 0;
          const odd = replace(run, sample => ({
            ...sample,
            metrics: Object.fromEntries(
              Object.entries(sample.metrics).map(([name, metric]) => {
                place += 1;
                return [name, { ...metric, value: figures[place % figures.length] ?? 1 }];
              })
            )
          }));
          const past = values.map((value, index) => ({ label: String(index), startedAt: '', value }));
          const all = historyOf({ [throughputText]: past, [latencyText]: past }, { [throughputText]: past });
          const comparison = compareRun(odd, policy, all);
          const json = JSON.stringify(comparison, (_key, value: unknown) => {
            if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(String(value));
            return value;
          });
          expect(json).toContain('"verdict"');
          if (comparison.verdict === 'pass') expect(comparison.design).not.toBe('none');
        }
      ),
      { numRuns: 300 }
    );
  });
});

describe('runs that are reported as one', () => {
  const compareAll = (runs: Parameters<typeof compareRuns>[0], rules = policy): readonly Comparison[] =>
    compareRuns(runs, rules).map(({ comparison }) => comparison);
  const quiet = { run: measured(() => 1), history: noHistory };
  const borderline = { run: measured(slower(0.94, 'tcp-throughput'), bothArms, {}, 0.12), history: noHistory };

  test('are corrected together: what is significant in one run may not be in three', () => {
    const [alone] = compareAll([borderline]);
    expect(alone?.verdict).toBe('regression');
    const [together, other] = compareAll([borderline, quiet, quiet]);
    expect(together?.verdict).toBe('inconclusive');
    expect(other?.verdict).toBe('pass');
    const [before, after] = [alone, together].map(found => found && metricOf(found, 'throughput'));
    // Two gated metrics in each of three runs, and its p-value is the smallest of them.
    expect(after?.adjustedP).toBeCloseTo(3 * (before?.adjustedP ?? NaN), 10);
    expect(after?.detectable).toBeGreaterThan(before?.detectable ?? NaN);
    expect(together?.notes.join()).toContain('also corrected for 4 gated metrics');
    expect(alone?.notes).toEqual([]);
  });

  test('are equally strict before the others are known, so that no job stops too early', () => {
    const three = { ...policy, matrixJobs: 3 };
    const job = compareRun(borderline.run, three, noHistory);
    const [together] = compareAll([borderline, quiet, quiet]);
    expect(job.verdict).toBe('inconclusive');
    expect(metricOf(job, 'throughput').adjustedP).toBe(together && metricOf(together, 'throughput').adjustedP);
    expect(job.notes.join()).toContain('corrected for 3 matrix jobs');
    // Once the others are known, their number counts instead of the configured jobs.
    expect(compareAll([borderline, quiet], three)).toEqual(compareAll([borderline, quiet]));

    const stored = { run: measured(slower(0.975, 'tcp-throughput'), one, {}, 0.001), history };
    const [alone, asMatrixJob] = [policy, three].map(rules => compareRun(stored.run, rules, stored.history));
    const [before, after] = [alone, asMatrixJob].map(found => found && metricOf(found, 'throughput').adjustedP);
    expect(after).toBeCloseTo(3 * (before ?? NaN), 10);
  });

  test('continue where a single run would have stopped', () => {
    const whole = measured(slower(0.94, 'tcp-throughput'), bothArms, {}, 0.06);
    const first = <T extends { readonly round: number }>(all: readonly T[]): T[] =>
      all.filter(({ round }) => round <= 4);
    const run = { ...whole, blocks: first(whole.blocks), samples: first(whole.samples) };
    expect(compareArms(run, policy, false)?.stop?.kind).toBe('regression');
    expect(compareArms(run, { ...policy, matrixJobs: 3 }, false)?.stop).toBeUndefined();
  });

  test('are one run if there is only one, so that other matrix jobs count as unknown', () => {
    const [only] = compareAll([borderline], { ...policy, matrixJobs: 3 });
    expect(only?.notes.join()).toContain('corrected for 3 matrix jobs');
    expect(compareRun(borderline.run, policy, noHistory, []).notes).toEqual([]);
  });

  test('are corrected with the p-values of the others, whichever their design', () => {
    const past = { run: measured(slower(0.975, 'tcp-throughput'), one, {}, 0.001), history };
    const { familyP } = compareHistory(seriesOf(past.run).usable, policy, history.figures, history.anchor);
    const [, together] = compareAll([past, borderline]);
    expect(together).toEqual(compareRun(borderline.run, policy, noHistory, familyP));
    const paired = compareArms(borderline.run, policy, true);
    const gated = [...(paired?.results.values() ?? [])].filter(result => result.gated);
    const [before] = compareAll([past, borderline]);
    expect(before).toEqual(
      compareRun(
        past.run,
        policy,
        history,
        gated.map(result => result.familyP)
      )
    );
    // A run that ended before its first look counts too.
    const first = <T extends { readonly round: number }>(all: readonly T[]): T[] =>
      all.filter(({ round }) => round <= 3);
    const { blocks, samples } = borderline.run;
    const short = { ...borderline.run, blocks: first(blocks), samples: first(samples), stoppedByBudget: true as const };
    const [besides] = compareAll([past, { run: short, history: noHistory }]);
    expect(besides?.notes.join()).toContain('also corrected for 2 gated metrics');
  });

  test('list the larger of two losses first', () => {
    const both = measured(({ arm, path, test: name }) =>
      arm === 'reference' || path === 'host' ? 1 : name === 'tcp-latency' ? 0.5 : 0.8
    );
    const names = (run: Run): string[] => compareRun(run, policy, noHistory).metrics.map(({ metric }) => metric);
    expect(names(both)[0]).toBe('latency-mean');
    const other = measured(({ arm, path, test: name }) =>
      arm === 'reference' || path === 'host' ? 1 : name === 'tcp-latency' ? 0.8 : 0.5
    );
    expect(names(other)[0]).toBe('throughput');
  });

  test('may use different designs, and ungated metrics are not corrected', () => {
    const past = { run: measured(slower(0.975, 'tcp-throughput'), one, {}, 0.001), history };
    const [alone] = compareAll([past]);
    const [together] = compareAll([past, quiet]);
    const [before, after] = [alone, together].map(found => found && metricOf(found, 'throughput'));
    expect(before?.design).toBe('history');
    expect(after?.adjustedP).toBeCloseTo(2 * (before?.adjustedP ?? NaN), 10);
    const rates = [alone, together].map(found => found && metricOf(found, 'transaction-rate').adjustedP);
    expect(rates[1]).toBe(rates[0]);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Block, Run, Sample } from '../../src/model/run.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { compareArms } from '../../src/verdict/paired.ts';
import { bits, createInvalidSample } from '../support/run-builder.ts';
import { bothArms, measured, metricOf, noHistory, policy, scale, slower, type Factor } from './measured.ts';

const compare = (run: Run, rules = policy): ReturnType<typeof compareRun> => compareRun(run, rules, noHistory);

/** The state of a run after some of its blocks. */
function until(run: Run, keep: (placed: Pick<Block, 'round' | 'arm'>) => boolean): Run {
  return { ...run, blocks: run.blocks.filter(keep), samples: run.samples.filter(keep) };
}

const replace = (run: Run, change: (sample: Sample) => Sample): Run => ({ ...run, samples: run.samples.map(change) });
const isPod = ({ path }: Sample): boolean => path === 'pod';

describe('a run with two arms', () => {
  test('counts no round without pod blocks as finished', () => {
    const run = measured(() => 1);
    const order = run.plan.order.map((blocks, index) =>
      index < 4 ? blocks : blocks.filter(({ path }) => path === 'host')
    );
    expect(compareArms({ ...run, plan: { ...run.plan, order } }, policy, true)?.rounds).toBe(4);
    const empty = run.plan.order.map(() => []);
    expect(compareArms({ ...run, plan: { ...run.plan, order: empty } }, policy, true)).toBeUndefined();
  });

  test('keeps the result of a scenario that an earlier look decided, and goes on with the others', () => {
    const shape = { ...bothArms, scenarios: ['vxlan', 'native'] };
    const whole = measured(({ scenario, round }) => (scenario === 'native' ? 0.92 + 0.16 * (round % 2) : 1), shape);
    const isMeasured = ({ scenario, round, path }: Pick<Block, 'scenario' | 'round' | 'path'>): boolean =>
      scenario !== 'vxlan' || path === 'host' || round <= 4;
    const run: Run = {
      ...whole,
      decided: [{ scenario: 'vxlan', round: 4 }],
      blocks: whole.blocks.filter(isMeasured),
      samples: whole.samples.filter(isMeasured)
    };
    const id = 'vxlan tcp-throughput throughput';
    const [atFour, atEnd] = [until(whole, ({ round }) => round <= 4), run].map(one => compareArms(one, policy, false));
    expect(atEnd?.rounds).toBe(7);
    expect(atEnd?.results.get(id)).toEqual(atFour?.results.get(id));
    expect(atEnd?.results.get('native tcp-throughput throughput')).toMatchObject({ rounds: 7 });
    expect(atEnd?.decided).toEqual([]);
    expect(metricOf(compare(run), 'throughput')).toMatchObject({ outcome: 'equivalent', gated: true, pairs: 4 });
  });

  test('decides a scenario only at a look, and only while others are open', () => {
    const shape = { ...bothArms, scenarios: ['vxlan', 'native'] };
    const noisy = measured(
      ({ scenario, arm, round }) => (scenario === 'native' && arm === 'candidate' ? 0.92 + 0.16 * (round % 2) : 1),
      shape
    );
    const decidedAfter = (run: Run, rounds: number) =>
      compareArms(
        until(run, ({ round }) => round <= rounds),
        policy,
        true
      )?.decided;
    expect([3, 4].map(rounds => decidedAfter(noisy, rounds))).toEqual([[], ['vxlan']]);
    expect(
      decidedAfter(
        measured(() => 1, shape),
        4
      )
    ).toEqual([]);
  });

  test('passes if nothing changed, and shows the detectable loss', () => {
    const comparison = compare(measured(() => 1));
    expect([comparison.verdict, comparison.design]).toEqual(['pass', 'paired']);
    const metric = metricOf(comparison, 'throughput');
    expect(metric).toMatchObject({ outcome: 'equivalent', gated: true, pairs: 7, proof: 'plaintext', tolerance: 0.1 });
    expect(metric.detectable).toBeGreaterThan(0.01);
    expect(metric.detectable).toBeLessThan(0.1);
    expect(metric.change?.level).toBe(0.9);
    expect(metricOf(comparison, 'transaction-rate').gated).toBe(false);
  });

  test.each([
    ['less throughput', slower(0.85, 'tcp-throughput'), 'throughput', 'regression', 0.85],
    ['more latency', slower(0.75, 'tcp-latency'), 'latency-mean', 'regression', 1 / 0.75],
    ['more throughput', slower(1.15, 'tcp-throughput'), 'throughput', 'improvement', 1.15]
  ])('reports %s, with an interval that contains it', (_what, factor, metric, outcome, size) => {
    const comparison = compare(measured(factor));
    expect(comparison.verdict).toBe(outcome === 'regression' ? 'regression' : 'pass');
    const found = metricOf(comparison, metric);
    expect(found.outcome).toBe(outcome);
    expect(found.change?.low).toBeLessThan(size);
    expect(found.change?.high).toBeGreaterThan(size);
    expect(found.change?.level).toBe(0.95);
    expect(comparison.metrics[0]?.metric).toBe(metric);
  });

  test('does not gate on a descriptive metric unless requested', () => {
    const factor: Factor = () => 1;
    const run = replace(measured(factor), sample =>
      sample.test === 'tcp-latency' && sample.arm === 'candidate'
        ? { ...sample, metrics: { ...sample.metrics, ...scale({ 'transaction-rate': rateOf(sample) }, 0.7) } }
        : sample
    );
    expect(compare(run).verdict).toBe('pass');
    expect(metricOf(compare(run), 'transaction-rate')).toMatchObject({ outcome: 'regression', gated: false });
    expect(compare(run, { ...policy, alsoGate: ['tcp-latency/transaction-rate'] }).verdict).toBe('regression');
  });

  test('is inconclusive with too much noise', () => {
    const noisy = measured(slower(0.97), bothArms, {}, 0.25);
    expect(compare(noisy).verdict).toBe('inconclusive');
    expect(metricOf(compare(noisy), 'throughput').roundsNeeded).toBeGreaterThan(7);
  });

  test('reports which variances were pooled', () => {
    const { variancePools } = compare(measured(() => 1));
    expect(variancePools).toEqual([
      {
        metrics: ['vxlan tcp-throughput throughput', 'vxlan tcp-latency latency-mean'],
        priorDegreesOfFreedom: expect.any(Number)
      }
    ]);
    expect(compare(measured(() => 1, { ...bothArms, tests: ['tcp-throughput'] })).variancePools).toBeUndefined();
  });

  test('shows values whose ratio is the change, ignoring rounds with a single arm', () => {
    const run = replace(measured(slower(0.9)), sample =>
      isPod(sample) && sample.arm === 'reference' && sample.round === 3 && sample.test === 'tcp-throughput'
        ? createInvalidSample({ ...sample, status: 'invalid', metrics: {} })
        : isPod(sample) && sample.arm === 'candidate' && sample.round === 3
          ? { ...sample, metrics: scale(sample.metrics, 40) }
          : sample
    );
    const metric = metricOf(compare(run), 'throughput');
    expect(metric.pairs).toBe(6);
    expect((metric.candidate ?? NaN) / (metric.reference ?? NaN)).toBeCloseTo(metric.change?.estimate ?? NaN, 12);
    expect(metric.rounds).toHaveLength(7);
  });

  test('shows no round that was not compared, however it went', () => {
    const whole = measured(({ round }) => (round === 4 ? 3 : 1), bothArms, {}, 0.001);
    const run = until(whole, ({ round, arm }) => round <= 3 || (round === 4 && arm === 'candidate'));
    const later = until(whole, ({ round }) => round <= 4);
    // The fourth round has samples of both arms, but one of its blocks is not finished.
    const cut = { ...later, blocks: run.blocks };
    for (const given of [run, cut]) {
      expect(metricOf(compare({ ...given, complete: true }), 'throughput')).toMatchObject({
        pairs: 3,
        candidate: expect.closeTo(7.61e9, -8),
        reference: expect.closeTo(7.61e9, -8)
      });
    }
  });

  test('shows the values of one arm if no round has both', () => {
    const run = measured(() => 1);
    const samples = run.samples.filter(({ arm, round }) => (round % 2 === 0) === (arm === 'candidate'));
    const metric = metricOf(compare({ ...run, samples }), 'throughput');
    expect(metric).toMatchObject({
      candidate: expect.closeTo(7.61e9, -8),
      reference: expect.closeTo(7.61e9, -8),
      reason: '0 rounds have both arms; 4 are needed to pass or fail'
    });
    const once = run.samples.filter(({ arm, round }) => round === 1 || (round % 2 === 0) === (arm === 'candidate'));
    expect(metricOf(compare({ ...run, samples: once }), 'throughput').reason).toBe(
      '1 round has both arms; 4 are needed to pass or fail'
    );
  });

  test('knows what each gated metric can detect by the end', () => {
    const changes = compareArms(
      measured(() => 1),
      policy,
      true
    )?.detectableChanges;
    expect(changes).toEqual([
      { better: 'higher', detectable: expect.any(Number) },
      { better: 'lower', detectable: expect.any(Number) }
    ]);
  });

  test('averages the repeats of a block on the log scale', () => {
    const run = replace(
      measured(() => 1, bothArms, {}, 0),
      sample =>
        sample.arm === 'candidate' && isPod(sample) ? { ...sample, metrics: scale(sample.metrics, 4) } : sample
    );
    const again = run.samples
      .filter(sample => sample.arm === 'candidate' && isPod(sample))
      .map(sample => ({ ...sample, id: `${sample.id}-2`, repeat: 2, metrics: scale(sample.metrics, 1 / 16) }));
    const metric = metricOf(compare({ ...run, samples: [...run.samples, ...again] }), 'throughput');
    expect(metric.change?.estimate).toBeCloseTo(1, 12);
    expect(metric.pairs).toBe(7);
  });

  test('never uses an invalid sample', () => {
    const run = measured(slower(0.97));
    const wrong = run.samples.filter(isPod).map(sample =>
      createInvalidSample({
        ...sample,
        id: `${sample.id}-attempt0`,
        status: 'invalid',
        reason: { kind: 'unproven', message: 'nobody knows' },
        metrics: scale(sample.metrics, 0.01)
      })
    );
    expect(compare({ ...run, samples: [...wrong, ...run.samples] })).toEqual(compare(run));
  });

  test('is invalid if a scenario failed in one arm', () => {
    const run = measured(() => 1, { ...bothArms, scenarios: ['vxlan', 'native'] });
    const reason = { kind: 'rollout-failed', message: 'no agent became ready' } as const;
    const failed: Run = {
      ...run,
      scenarios: run.scenarios.map(one =>
        one.name === 'native' && one.arm === 'reference' ? { ...one, status: 'failed', reason } : one
      ),
      blocks: run.blocks
        .filter(block => block.scenario !== 'native' || block.path === 'host' || block.round === 1)
        .map(block =>
          block.scenario === 'native' && block.arm === 'reference' ? { ...block, status: 'invalid', reason } : block
        ),
      samples: run.samples.filter(
        sample => sample.scenario !== 'native' || (sample.arm === 'candidate' && sample.round === 1)
      )
    };
    const comparison = compare(failed);
    expect(comparison.verdict).toBe('invalid');
    expect(comparison.invalid).toEqual(['native of the reference failed: no agent became ready']);
    expect(metricOf(comparison, 'throughput')).toMatchObject({ outcome: 'equivalent', pairs: 7 });
    expect(metricOf(comparison, 'throughput', 'native')).toMatchObject({ outcome: 'inconclusive', pairs: 0 });
  });

  test('is invalid when the reference was never measured', () => {
    const run = until(
      measured(() => 1),
      ({ arm }) => arm === 'candidate'
    );
    expect(compare(run).verdict).toBe('invalid');
  });

  test('is invalid if a mode failed to start in a later round', () => {
    const run = measured(() => 1);
    const reason = { kind: 'rollout-failed', message: 'an agent crashes' } as const;
    const comparison = compare({
      ...run,
      scenarios: run.scenarios.map(one => ({ ...one, status: 'incomplete', reason })),
      blocks: run.blocks.map(block => (block.round === 7 ? { ...block, status: 'invalid', reason } : block)),
      samples: run.samples.filter(({ round }) => round < 7)
    });
    expect(comparison.verdict).toBe('invalid');
    expect(comparison.invalid[0]).toBe('vxlan failed in a later round: an agent crashes');
  });

  test.each([
    [1, 'inconclusive'],
    [2, 'inconclusive'],
    [3, 'advisory'],
    [4, 'pass'],
    [5, 'pass']
  ])('of %i rounds that are equal is %s', (rounds, verdict) => {
    const comparison = compare(measured(() => 1, { ...bothArms, rounds }, {}, 0.001));
    expect(comparison.verdict).toBe(verdict);
    expect(metricOf(comparison, 'throughput').pairs).toBe(rounds);
  });

  test('of three rounds never fails, whatever it finds', () => {
    const comparison = compare(measured(slower(0.7), { ...bothArms, rounds: 3 }, {}, 0.001));
    expect(comparison.verdict).toBe('advisory');
    expect(metricOf(comparison, 'throughput')).toMatchObject({
      outcome: 'regression',
      gated: false,
      onlyAdvises: true,
      reason: '3 rounds have both arms; 4 are needed to pass or fail'
    });
  });

  test('notes that both arms are identical', () => {
    const run = measured(() => 1);
    const identical = { ...run, ...(run.reference && { reference: { ...run.reference, identical: true } }) };
    expect(compare(identical).notes[0]).toMatch(/^Both arms are identical/);
    expect(compare(run).notes).toEqual([]);
  });
});

function rateOf({ metrics }: Sample): NonNullable<Sample['metrics'][string]> {
  return metrics['transaction-rate'] ?? bits(NaN);
}

describe('the looks', () => {
  const lost = measured(slower(0.7));

  test('find a regression after the fourth round, and the run notes that it stopped early', () => {
    const run = until(lost, ({ round }) => round <= 4);
    expect(compareArms(run, policy, false)?.stop?.kind).toBe('regression');
    const comparison = compare(run);
    expect(comparison.verdict).toBe('regression');
    expect(metricOf(comparison, 'throughput').pairs).toBe(4);
    expect(comparison.stopped).toMatch(/^regression found after round 4/);
  });

  test('spend the remaining alpha only if the time budget ended the run', () => {
    const run = until(measured(slower(0.95), bothArms, {}, 0.1), ({ round }) => round <= 5);
    const pOf = (comparison: ReturnType<typeof compare>): number => metricOf(comparison, 'throughput').adjustedP ?? NaN;
    const ofTime = compare({ ...run, stoppedByBudget: true });
    expect(pOf(ofTime)).toBeLessThan(0.9 * pOf(compare(run)));
  });

  test('are not named as the reason if the time budget or a signal ended the run', () => {
    const budget = until(lost, ({ round }) => round <= 4);
    expect(compare({ ...budget, stoppedByBudget: true }).stopped).toBeUndefined();
    const run = until(lost, ({ round }) => round <= 3);
    expect(compare({ ...run, complete: false, incompleteReason: 'stopped by SIGINT' }).stopped).toBeUndefined();
  });

  test('are not used in between while the run continues', () => {
    for (const rounds of [0, 1, 2, 3]) {
      const run = until(lost, ({ round }) => round <= rounds);
      expect(compareArms(run, policy, false)).toBeUndefined();
    }
    const within = until(lost, ({ round, arm }) => round <= 4 || (round === 5 && arm === 'candidate'));
    expect(compareArms(within, policy, false)?.rounds).toBe(4);
  });

  test('ignore the round in which a run was canceled', () => {
    const canceled = {
      ...until(lost, ({ round, arm }) => round <= 3 || (round === 4 && arm === 'candidate')),
      complete: false,
      incompleteReason: 'stopped by SIGINT'
    };
    const comparison = compare(canceled);
    expect(metricOf(comparison, 'throughput').pairs).toBe(3);
    expect(comparison.invalid[0]).toBe('the run is incomplete: stopped by SIGINT');
    expect(compare({ ...canceled, samples: [], blocks: [] }).verdict).toBe('invalid');
    const same = { ...canceled, samples: measured(() => 1).samples.filter(({ round }) => round <= 3) };
    expect(compare(same).verdict).toBe('invalid');
  });

  test('end if a test has no sample in one arm, because the run cannot pass any more', () => {
    const noisy = measured(({ round }) => (round % 2 === 0 ? 1.1 : 0.92), bothArms, {}, 0.15);
    const run = until({ ...noisy, plan: { ...noisy.plan, rounds: 12 } }, ({ round }) => round <= 4);
    const one = { ...run, samples: run.samples.filter(({ test: name }) => name === 'tcp-throughput') };
    const without = {
      ...run,
      samples: run.samples.filter(sample =>
        isPod(sample) ? !(sample.arm === 'reference' && sample.test === 'tcp-latency') : true
      )
    };
    expect(
      compareArms({ ...one, plan: { ...run.plan, tests: ['tcp-throughput'] } }, policy, false)?.stop
    ).toBeUndefined();
    for (const given of [without, one])
      expect(compareArms(given, policy, false)?.stop).toMatchObject({
        kind: 'undelivered',
        reason: 'a test has no valid sample in one arm after round 4'
      });
  });

  test('are not skipped because a block was not settled', () => {
    const reason = { kind: 'unsettled', message: 'throughput still moved after 180 s' } as const;
    const run = until(lost, ({ round }) => round === 1);
    const unsettled: Run = {
      ...run,
      blocks: run.blocks.map(block => (block.arm === 'reference' ? { ...block, status: 'invalid', reason } : block))
    };
    expect(compareArms(unsettled, policy, false)).toBeUndefined();
  });

  test('end if every mode failed permanently', () => {
    const reason = { kind: 'matrix-differs', message: 'a row is plaintext' } as const;
    const run = until(lost, ({ round, arm }) => round === 1 && arm === 'candidate');
    const failed: Run = { ...run, samples: [], blocks: run.blocks.map(one => ({ ...one, status: 'invalid', reason })) };
    expect(compareArms(failed, policy, false)?.stop?.kind).toBe('last look');
  });
});

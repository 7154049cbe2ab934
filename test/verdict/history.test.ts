import { describe, expect, test } from '@jest/globals';
import { earlierFigures, type PoolRun } from '../../src/baseline/pool.ts';
import type { Run, Sample } from '../../src/model/run.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import type { EarlierFigure } from '../../src/model/comparison.ts';
import { compareHistory } from '../../src/verdict/history.ts';
import { seriesOf } from '../../src/verdict/series.ts';
import { createInvalidSample } from '../support/run-builder.ts';
import {
  controlText,
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

const rateText = 'vxlan tcp-latency transaction-rate 1/s';
const one = { scenarios: ['vxlan'], tests: ['tcp-throughput', 'tcp-latency'], rounds: 3 } as const;
const now = (by = 1, test?: Sample['test']): Run => measured(slower(by, test), one, {}, 0.001);
const control = (by = 1): Run => measured(({ path }) => (path === 'host' ? by : 1), one, {}, 0.001);
const throughput = (differences = visits, by = 1): EarlierFigure[] => earlier(7.61e9 * by, differences);
const latency = (differences = visits): EarlierFigure[] => earlier(164.91, differences);
const full = { [throughputText]: throughput(), [latencyText]: latency(), [controlText]: throughput() };

describe('a run with earlier ones', () => {
  test('passes against a pool of five that agree', () => {
    const five = visits.slice(0, 5).map(visit => visit / 4);
    const comparison = compareRun(
      now(),
      policy,
      historyOf({ [throughputText]: throughput(five), [latencyText]: latency(five) })
    );
    expect([comparison.verdict, comparison.design]).toEqual(['pass', 'history']);
    expect(metricOf(comparison, 'throughput')).toMatchObject({ gated: true, design: 'history', pairs: 5 });
  });

  test('reports a loss that its pool can confirm', () => {
    const comparison = compareRun(now(0.85, 'tcp-throughput'), policy, historyOf(full));
    expect(comparison.verdict).toBe('regression');
    const metric = metricOf(comparison, 'throughput');
    expect(metric).toMatchObject({ outcome: 'regression', pairs: 10, reference: expect.closeTo(7.61e9, -8) });
    expect(metric.change?.estimate).toBeCloseTo(0.85, 2);
    expect(metric.band?.low).toBeGreaterThan(metric.candidate ?? Infinity);
    expect(metric.history).toEqual(full[throughputText]);
    expect(metricOf(comparison, 'latency-mean').outcome).toBe('equivalent');
  });

  test.each([2, 3, 4])('is only advisory with %i runs', runs => {
    const few = visits.slice(0, runs).map(visit => visit / 100);
    const history = historyOf({ [throughputText]: throughput(few), [latencyText]: latency(few) });
    const comparison = compareRun(now(0.8), policy, history);
    expect(comparison.verdict).toBe('advisory');
    expect(metricOf(comparison, 'throughput')).toMatchObject({
      gated: false,
      reason: `only ${runs} earlier runs; 5 are needed`
    });
  });

  test('is only advisory with a noisy pool', () => {
    const wild = visits.map(visit => visit * 20);
    const comparison = compareRun(now(0.8), policy, historyOf({ [throughputText]: throughput(wild) }));
    expect(metricOf(comparison, 'throughput')).toMatchObject({
      gated: false,
      reason: 'the 10 earlier runs vary too much to detect a loss of the tolerance'
    });
    expect(comparison.verdict).toBe('advisory');
  });

  test('does not pass with one advisory metric among gated ones', () => {
    const history = historyOf({ ...full, [latencyText]: latency(visits.map(visit => visit * 20)) });
    const comparison = compareRun(now(), policy, history);
    expect(metricOf(comparison, 'throughput')).toMatchObject({ gated: true, outcome: 'equivalent' });
    expect(metricOf(comparison, 'latency-mean')).toMatchObject({ gated: false, onlyAdvises: true });
    expect(comparison.verdict).toBe('inconclusive');
    // It is listed with gated metrics, not with the others.
    expect(
      comparison.metrics
        .slice(0, 2)
        .map(({ metric }) => metric)
        .sort()
    ).toEqual(['latency-mean', 'throughput']);
    const single = compareRun(now(), policy, historyOf({ ...full, [latencyText]: latency([0]) }));
    expect(single.verdict).toBe('inconclusive');
    expect(metricOf(single, 'latency-mean')).toMatchObject({ design: 'single', gated: false, onlyAdvises: true });
  });

  test('corrects only for gated metrics that have a pool', () => {
    const rates = earlier(6056.582, visits);
    const familyOf = (figures: Parameters<typeof historyOf>[0]): readonly number[] =>
      compareHistory(seriesOf(now()).usable, policy, historyOf(figures).figures, noHistory.anchor).familyP;
    const [alone, ...more] = familyOf({ [throughputText]: throughput() });
    expect([alone, more]).toEqual([expect.any(Number), []]);
    expect(familyOf({ [throughputText]: throughput(), [latencyText]: latency([0]), [rateText]: rates })).toEqual([
      alone
    ]);
    expect(familyOf({ [throughputText]: throughput(), [latencyText]: latency() })).toHaveLength(2);
  });

  test('calls only what should gate advisory, and says what the pool can detect', () => {
    const wild = earlier(
      6056.582,
      visits.map(visit => visit * 20)
    );
    const comparison = compareRun(now(), policy, historyOf({ ...full, [rateText]: wild }));
    const described = metricOf(comparison, 'transaction-rate');
    expect([described.gated, described.onlyAdvises, described.reason]).toEqual([false, undefined, undefined]);
    const gated = metricOf(comparison, 'throughput');
    expect(gated.detectable).toBeGreaterThan(0.01);
    expect(gated.band?.high).toBeLessThan(9e9);
  });

  test('has enough runs with five, even if they vary too much', () => {
    const five = visits.slice(0, 5).map(visit => visit * 20);
    const comparison = compareRun(now(), policy, historyOf({ [throughputText]: throughput(five) }));
    expect(metricOf(comparison, 'throughput').reason).toBe(
      'the 5 earlier runs vary too much to detect a loss of the tolerance'
    );
  });

  test('is only advisory with one run, and shows its rate of false alarms', () => {
    const history = historyOf({ [throughputText]: throughput([0]), [latencyText]: latency([0]) });
    const comparison = compareRun(now(0.8), policy, history);
    expect([comparison.verdict, comparison.design]).toEqual(['advisory', 'single']);
    expect(metricOf(comparison, 'throughput')).toMatchObject({
      outcome: 'inconclusive',
      gated: true,
      pairs: 1,
      reason: 'looks worse; based on a single earlier run, which gives a false alarm in about 46 % of unchanged cases',
      change: { estimate: expect.closeTo(0.8, 2) }
    });
    const same = compareRun(now(), policy, history);
    expect(same.verdict).toBe('advisory');
    expect(metricOf(same, 'throughput').reason).toMatch(/^within half the tolerance; based on a single earlier run/);
  });

  test('shows its values if there is nothing to compare with', () => {
    const comparison = compareRun(now(), policy, noHistory);
    expect([comparison.verdict, comparison.design]).toEqual(['no-baseline', 'none']);
    expect(metricOf(comparison, 'throughput')).toMatchObject({
      outcome: 'inconclusive',
      gated: true,
      candidate: expect.closeTo(7.61e9, -8),
      design: 'none'
    });
    expect(metricOf(comparison, 'throughput').change).toBeUndefined();
  });

  test('does not pass if a gated metric has nothing to compare with', () => {
    const comparison = compareRun(now(), policy, historyOf({ [throughputText]: throughput() }));
    expect(comparison.verdict).toBe('inconclusive');
    expect(metricOf(comparison, 'latency-mean')).toMatchObject({ gated: true, design: 'none' });
  });

  test('does not compare values in different units', () => {
    const other = 'vxlan tcp-throughput throughput bytes';
    const comparison = compareRun(now(), policy, historyOf({ [other]: throughput() }));
    expect(comparison.verdict).toBe('no-baseline');
    expect(metricOf(comparison, 'throughput').history).toEqual([]);
  });

  test('starts a new history after an accepted loss', () => {
    const pool = visits.map((visit, index): PoolRun => {
      const key = { scenario: 'vxlan', test: 'tcp-throughput', metric: 'throughput', unit: 'bit/s', better: 'higher' };
      return {
        id: `run-${index}`,
        startedAt: `2026-11-${String(20 - index).padStart(2, '0')}T00:00:00.000Z`,
        figures: [{ ...key, value: (index < 6 ? 6.5e9 : 7.61e9) * (1 + visit / 2) } as PoolRun['figures'][number]],
        acknowledged: index === 5 ? [key as PoolRun['acknowledged'][number]] : []
      };
    });
    const history = { ...noHistory, figures: earlierFigures(pool) };
    const metric = metricOf(compareRun(now(6.5 / 7.61), policy, history), 'throughput');
    expect(metric).toMatchObject({ outcome: 'equivalent', pairs: 6 });
    const before = { ...noHistory, figures: earlierFigures(pool.map(run => ({ ...run, acknowledged: [] }))) };
    expect(metricOf(compareRun(now(6.5 / 7.61), policy, before), 'throughput').pairs).toBe(10);
  });

  test('detects a slow decline that its pool followed', () => {
    const anchor = { [throughputText]: throughput(visits, 1), [controlText]: throughput() };
    const history = historyOf({ ...full, [throughputText]: throughput(visits, 0.9) }, anchor);
    const comparison = compareRun(now(0.88), policy, history);
    expect(comparison.verdict).toBe('regression');
    const metric = metricOf(comparison, 'throughput');
    // Everything shown belongs to the older runs: the value, the band, the dots, the control.
    expect(metric).toMatchObject({
      slowDecline: true,
      reason: 'a slow decline compared with 10 older runs, run 91 to run 100',
      reference: expect.closeTo(7.61e9, -8),
      history: throughput(visits, 1),
      pairs: 10
    });
    expect(metric.change?.estimate).toBeCloseTo(0.88, 2);
    expect(metric.band?.low).toBeLessThan(Math.min(...metric.history.map(({ value }) => value)));
    expect(metric.band?.high).toBeGreaterThan(Math.max(...metric.history.map(({ value }) => value)));
    expect(comparison.olderControl?.reason).toMatch(/^the control matches the older runs/);
    expect(metricOf(comparison, 'latency-mean').slowDecline).toBeUndefined();
    const short = { [throughputText]: throughput(visits.slice(0, 4), 1) };
    const few = historyOf({ ...full, [throughputText]: throughput(visits, 0.9) }, short);
    const unseen = compareRun(now(0.88), policy, few);
    expect(metricOf(unseen, 'throughput').outcome).not.toBe('regression');
    expect(unseen.olderControl).toBeUndefined();
  });

  test('detects a slow decline of each metric with its own five older runs', () => {
    const five = visits.slice(0, 5).map(visit => visit / 4);
    const anchor = { [throughputText]: throughput(five), [latencyText]: latency(five) };
    const history = historyOf({ ...full, [latencyText]: earlier(164.91 / 0.8, visits) }, anchor);
    const comparison = compareRun(now(0.8, 'tcp-latency'), policy, history);
    expect(metricOf(comparison, 'latency-mean')).toMatchObject({
      slowDecline: true,
      history: latency(five),
      pairs: 5,
      reference: expect.closeTo(164.91, 0)
    });
    expect(metricOf(comparison, 'throughput')).toMatchObject({ outcome: 'equivalent', history: full[throughputText] });
  });

  test('does not call a loss slow if its pool detects it too', () => {
    const history = historyOf(full, { [throughputText]: throughput(visits, 1.1) });
    const metric = metricOf(compareRun(now(0.85), policy, history), 'throughput');
    expect(metric).toMatchObject({ outcome: 'regression', history: full[throughputText] });
    expect([metric.slowDecline, metric.reason]).toEqual([undefined, undefined]);
  });

  test('shows metrics with zeros and the reason, without comparing them', () => {
    const run = now();
    const counted = ({ round }: Sample): Sample['metrics'] => ({
      retransmits: { value: round - 1, unit: 'count', better: 'lower' }
    });
    const zeros: Run = {
      ...run,
      samples: run.samples.map(sample =>
        sample.test === 'tcp-throughput' ? { ...sample, metrics: { ...sample.metrics, ...counted(sample) } } : sample
      )
    };
    const past = { ...full, 'vxlan tcp-throughput retransmits count': earlier(6, [0, 0]) };
    const comparison = compareRun(zeros, policy, historyOf(past));
    expect(comparison.verdict).toBe('pass');
    const zero = metricOf(comparison, 'retransmits');
    expect(zero).toMatchObject({
      gated: false,
      design: 'none',
      outcome: 'inconclusive',
      reason: 'a sample has 0, so no ratio can be computed',
      // The arithmetic mean of 0, 1 and 2, and the geometric mean of earlier runs, which had no zeros.
      candidate: 1,
      reference: expect.closeTo(6, 10)
    });
    expect(zero.change).toBeUndefined();
    const asked = compareRun(zeros, { ...policy, alsoGate: ['tcp-throughput/retransmits'] }, historyOf(full));
    expect(asked.verdict).toBe('inconclusive');
    expect(metricOf(asked, 'retransmits').reason).toBe('a sample has 0, so no ratio can be computed');
    const mistyped = compareRun(run, { ...policy, alsoGate: ['tcp-latency/latency-p9'] }, historyOf(full));
    expect(mistyped.verdict).toBe('inconclusive');
    expect(metricOf(mistyped, 'latency-p9').reason).toBe('no valid sample has this metric');
  });
});

describe('machines that changed', () => {
  const veto = { outcome: 'inconclusive', reason: 'machines changed' };

  test('are not attributed to Cilium', () => {
    const lost = measured(() => 0.8, one, {}, 0.001);
    const comparison = compareRun(lost, policy, historyOf(full));
    expect(comparison.control.state).toBe('changed');
    expect(comparison.verdict).toBe('inconclusive');
    expect(metricOf(comparison, 'throughput')).toMatchObject(veto);
    expect(metricOf(comparison, 'throughput').change?.estimate).toBeCloseTo(0.8, 2);
  });

  test('are the only reason, even with a pool that is too weak', () => {
    const wild = visits.map(visit => visit * 20);
    const comparison = compareRun(control(1.2), policy, historyOf({ ...full, [throughputText]: throughput(wild) }));
    expect(metricOf(comparison, 'throughput')).toMatchObject({ gated: false, ...veto });
  });

  test('do not hide a loss if they are faster', () => {
    const comparison = compareRun(control(1.2), policy, historyOf(full));
    expect(comparison.verdict).toBe('inconclusive');
    expect(metricOf(comparison, 'throughput')).toMatchObject(veto);
  });

  test('do not matter if both arms were measured on them', () => {
    const run = measured(({ path }) => (path === 'host' ? 0.7 : 1), {
      ...one,
      arms: ['candidate', 'reference'],
      rounds: 4
    });
    const comparison = compareRun(run, policy, historyOf(full));
    expect(comparison.control.state).toBe('changed');
    expect(comparison.verdict).toBe('pass');
  });

  test('over months explain a slow decline', () => {
    const anchor = { [throughputText]: throughput(visits, 1), [controlText]: throughput(visits, 1) };
    const drifted = { ...full, [throughputText]: throughput(visits, 0.9), [controlText]: throughput(visits, 0.88) };
    const run = measured(({ test: name }) => (name === 'tcp-throughput' ? 0.88 : 1), one, {}, 0.001);
    const comparison = compareRun(run, policy, historyOf(drifted, anchor));
    expect(comparison.control.state).toBe('unchanged');
    expect(comparison.olderControl).toMatchObject({
      state: 'changed',
      reason: expect.stringMatching(/the machines differ from those of the older runs$/)
    });
    expect(metricOf(comparison, 'throughput')).toMatchObject({
      outcome: 'inconclusive',
      reason: 'machines changed; a slow decline compared with 10 older runs, run 91 to run 100'
    });
    expect(comparison.verdict).toBe('inconclusive');
  });

  test('are unknown with an encrypted control', () => {
    const run = control(0.7);
    const encrypted: Run = {
      ...run,
      samples: run.samples.map(sample =>
        sample.path === 'host' && sample.proof !== undefined
          ? { ...sample, proof: { ...sample.proof, verdict: 'encrypted', reason: '99 % is in wg0' } }
          : sample
      )
    };
    const comparison = compareRun(encrypted, policy, historyOf(full));
    expect(comparison.control).toEqual({
      state: 'not available',
      reason: 'the control was encrypted, so it does not measure the machines alone: 99 % is in wg0'
    });
    expect(comparison.verdict).toBe('pass');
  });

  test('are unknown without a control, and the reason is reported', () => {
    const run = now();
    const without: Run = { ...run, samples: run.samples.filter(({ path }) => path === 'pod') };
    expect(compareRun(without, policy, historyOf(full)).control.reason).toBe('no control was measured');
    const failed: Run = {
      ...run,
      samples: run.samples.map(sample =>
        sample.path === 'host' ? createInvalidSample({ ...sample, status: 'invalid', metrics: {} }) : sample
      )
    };
    expect(compareRun(failed, policy, historyOf(full)).control.reason).toBe('server pod was replaced');
    const once = historyOf({ ...full, [controlText]: throughput([0]) });
    expect(compareRun(now(), policy, once).control.state).toBe('not available');
  });
});

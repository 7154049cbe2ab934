import { describe, expect, test } from '@jest/globals';
import type { FigureKey } from '../../src/model/figures.ts';
import type { MetricTrend, TrendRun } from '../../src/model/trend.ts';
import { whatHappened } from '../../src/verdict/happened.ts';
import { eventsOf, openLosses } from '../../src/verdict/trend-events.ts';
import { trendOf } from '../../src/verdict/trend.ts';
import { latencyKey, pinnedRuns, throughputKey, trendRuns, type Factor } from '../support/trend-builder.ts';

const policy = { alsoGate: [] };
const reportOf = (runs: readonly TrendRun[]) => trendOf({ repository: 'owner/name', runs }, policy);
const eventsIn = (runs: readonly TrendRun[]) => eventsOf(reportOf(runs));
const metricOf = (runs: readonly TrendRun[], { test, metric }: FigureKey): MetricTrend => {
  const found = reportOf(runs).metrics.find(each => each.metric.test === test && each.metric.metric === metric);
  if (found === undefined) throw new Error('the metric is not in the trend');
  return found;
};

/** Throughput falls to a share of itself from one run on. */
const slower =
  (share: number, from: number, end = Infinity): Factor =>
  (run, key) =>
    key.scenario !== undefined && key.test === 'tcp-throughput' && run >= from && run < end ? share : 1;

describe('a trend', () => {
  test('shows a loss with its levels, in the unit of the metric', () => {
    const { changes, points } = metricOf(trendRuns(60, slower(0.8, 40)), throughputKey);
    expect(points).toHaveLength(60);
    const [change] = changes;
    expect(change).toMatchObject({ first: 40, before: 39, isLoss: true, cause: 'unknown', state: 'lasting' });
    expect(change?.change.estimate).toBeCloseTo(0.8, 1);
    expect((change?.levels.before ?? 0) / 8e9).toBeCloseTo(1, 1);
    expect((change?.levels.after ?? 0) / 6.4e9).toBeCloseTo(1, 1);
    expect(points.at(-1)?.band?.high).toBeLessThan(8e9);
  });

  test('a latency that rises is a loss, and its change is a factor above one', () => {
    const runs = trendRuns(60, (run, { scenario, unit }) =>
      scenario !== undefined && unit === 'us' && run >= 40 ? 1.3 : 1
    );
    const [change] = metricOf(runs, latencyKey).changes;
    expect(change).toMatchObject({ isLoss: true, first: 40 });
    expect(change?.change.estimate).toBeCloseTo(1.3, 1);
    expect(change?.change.low).toBeLessThan(change?.change.estimate ?? 0);
    expect(change?.change.high).toBeGreaterThan(change?.change.estimate ?? Infinity);
    expect(change?.levels.after).toBeGreaterThan(change?.levels.before ?? Infinity);
  });

  test('runs without a metric have no point, and its changes name the right runs', () => {
    const runs = trendRuns(80, slower(0.8, 60)).map((run, index) =>
      index % 2 === 0 ? { ...run, figures: run.figures.filter(({ test }) => test !== 'tcp-throughput') } : run
    );
    const { points, changes } = metricOf(runs, throughputKey);
    expect(points).toHaveLength(40);
    expect(changes).toMatchObject([{ before: 59, first: 61 }]);
  });

  test('has gated metrics only, each adjusted by the control of its kind', () => {
    const runs = trendRuns(60, (run, { unit }) => (unit === 'bit/s' && run >= 40 ? 0.6 : 1));
    const { metrics } = reportOf(runs);
    expect(metrics.map(({ metric }) => metric.test)).toEqual(['tcp-throughput', 'tcp-stream', 'tcp-latency']);
    // The stream has no control of its own; it shares the throughput's.
    for (const { changes } of metrics) expect(changes.filter(({ cause }) => cause === 'unknown')).toEqual([]);
    const more = trendOf({ runs }, { alsoGate: ['tcp-latency/transaction-rate'] }).metrics;
    expect(more).toHaveLength(4);
  });

  test('leaves out runs that measured differently from the newest', () => {
    const runs = trendRuns(30).map((run, index) =>
      index < 10 ? { ...run, setup: { ...run.setup, duration: '10 s' } } : run
    );
    const report = reportOf(runs);
    expect(report.leftOut).toBe(10);
    expect(report.trend.runs).toHaveLength(20);
  });
});

describe('a pinned reference that is measured in turns', () => {
  /** The machines differ by up to 15 % from night to night. */
  const loud = (run: number): number => 1 + 0.15 * Math.sin(37 * run);

  test('shows a loss of the candidate that the nights would hide', () => {
    const lost = slower(0.93, 40);
    const { changes, reference, points } = metricOf(pinnedRuns(60, lost, { shared: loud }), throughputKey);
    expect(reference).toBe('Cilium 1.19.6, values a');
    expect(changes).toMatchObject([
      { first: 40, before: 39, isLoss: true, reference, cause: 'unknown', state: 'lasting' }
    ]);
    expect(changes[0]?.change.estimate).toBeCloseTo(0.93, 2);
    // Values and band stay in the metric's unit; the band moves with the machines.
    for (const { run, value, band } of points.filter(point => point.band !== undefined)) {
      expect(value / (8e9 * loud(run))).toBeGreaterThan(0.85);
      expect((band?.low ?? 0) / (8e9 * loud(run))).toBeGreaterThan(0.8);
      expect((band?.high ?? 0) / (8e9 * loud(run))).toBeLessThan(1.2);
    }
    const unpinned = pinnedRuns(60, lost, { shared: loud, reference: () => undefined }).map(run => ({
      ...run,
      figures: run.figures.filter(({ scenario }) => scenario !== undefined)
    }));
    expect(metricOf(unpinned, throughputKey)).toMatchObject({ changes: [], reference: undefined });
  });

  test('shows a latency that rises as a loss', () => {
    const runs = pinnedRuns(60, (run, { unit }) => (unit === 'us' && run >= 40 ? 1.2 : 1), { shared: loud });
    const [change, ...others] = metricOf(runs, latencyKey).changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({ isLoss: true, first: 40 });
    expect(change?.change.estimate).toBeCloseTo(1.2, 1);
    expect(change?.change.low).toBeLessThan(1.2);
  });

  test('does not show what both sides lose, such as with another kernel', () => {
    const runs = pinnedRuns(60, () => 1, { shared: run => (run >= 40 ? 0.8 : 1) });
    for (const { changes } of reportOf(runs).metrics) expect(changes).toEqual([]);
  });

  test('is never excused by the machines, which are the same for both', () => {
    const lost: Factor = (run, key) => (key.scenario === undefined ? 1 : slower(0.9, 40)(run, key));
    const runs = pinnedRuns(60, lost, { shared: run => (run >= 40 ? 0.7 : 1) });
    expect(metricOf(runs, throughputKey).changes).toMatchObject([{ isLoss: true, cause: 'unknown' }]);
  });

  test('starts a new level when it changes, which is no change, and keeps what was found before', () => {
    const reference = (run: number): string => (run < 50 ? 'Cilium 1.19.6, values a' : 'Cilium 1.20.2, values a');
    // The new reference is 20 % slower.
    const factor: Factor = (run, key) => (run >= 50 ? 1.25 : 1) * slower(0.9, 30)(run, key);
    const runs = pinnedRuns(80, factor, { reference });
    expect(metricOf(runs, throughputKey).changes).toMatchObject([{ first: 30, isLoss: true, state: 'lasting' }]);
    const again: Factor = (run, key) => factor(run, key) * slower(0.9, 65)(run, key);
    const found = metricOf(pinnedRuns(80, again, { reference }), throughputKey);
    expect(found.changes.map(({ first, reference: against }) => [first, against])).toEqual([
      [30, reference(0)],
      [65, reference(79)]
    ]);
    const learning = found.points.filter(({ run, band }) => run >= 50 && run < 65 && band === undefined);
    expect(learning.map(({ run }) => run)).toEqual([50, 51, 52, 53, 54]);
  });

  test('replaces the control from its first night on, and a loss found before can be gone by it', () => {
    const reference = (run: number): string | undefined => (run < 50 ? undefined : 'Cilium 1.19.6, values a');
    const runs = pinnedRuns(90, slower(0.8, 30, 65), { reference });
    const { changes } = metricOf(runs, throughputKey);
    expect(changes.map(({ isLoss, state, reference: against }) => [isLoss, state, against])).toEqual([
      [true, 'gone', undefined],
      [false, 'lasting', reference(50)]
    ]);
  });

  test('goes on after nights without it', () => {
    const reference = (run: number): string | undefined => (run % 7 === 3 ? undefined : 'Cilium 1.19.6, values a');
    const { changes, points } = metricOf(pinnedRuns(60, slower(0.9, 40), { reference }), throughputKey);
    expect(points.map(({ run }) => run)).toEqual(Array.from({ length: 60 }, (_, run) => run));
    expect(changes.filter(({ reference: against }) => against !== undefined)).toMatchObject([
      { first: 40, before: 39, isLoss: true }
    ]);
  });
});

describe('the state of a change', () => {
  test('is gone when it was taken back, and lasting when half of it was', () => {
    expect(eventsIn(trendRuns(90, slower(0.8, 40, 65))).map(({ isLoss, state }) => [isLoss, state])).toEqual([
      [false, 'lasting'],
      [true, 'gone']
    ]);
    const half: Factor = (run, key) => slower(0.8, 40, 65)(run, key) * slower(0.9, 65)(run, key);
    expect(eventsIn(trendRuns(90, half)).map(({ isLoss, state }) => [isLoss, state])).toEqual([
      [false, 'lasting'],
      [true, 'lasting']
    ]);
  });

  test('is gone if the control explains what is left of it', () => {
    // Measured on the lab in Gbit/s: pods and control. The machine was busy in the last nights.
    const nights = [
      ...[
        [15.34, 18.02],
        [17.71, 20.93],
        [15.8, 23.97],
        [14.56, 19.11],
        [17.73, 20.07]
      ],
      ...[
        [2.68, 19.74],
        [2.7, 13.42],
        [2.68, 13.74],
        [2.63, 16.48],
        [2.7, 16.03]
      ],
      ...[
        [14.15, 14.82],
        [14.83, 17.16],
        [12.09, 15.2],
        [10.02, 13.32],
        [14.36, 13.98]
      ]
    ];
    const runs = trendRuns(nights.length).map(({ figures, ...run }, night) => {
      const [pods = NaN, control = NaN] = nights[night] ?? [];
      const measured = figures.filter(({ test }) => test === 'tcp-throughput');
      return {
        ...run,
        figures: measured.map(figure => ({ ...figure, value: 1e9 * (figure.scenario === undefined ? control : pods) }))
      };
    });
    expect(metricOf(runs, throughputKey).changes).toMatchObject([
      { isLoss: true, first: 5, state: 'gone' },
      { isLoss: false }
    ]);
    const [unexplained] = metricOf(
      runs.map(run => ({ ...run, figures: run.figures.filter(({ scenario }) => scenario !== undefined) })),
      throughputKey
    ).changes;
    expect(unexplained).toMatchObject({ isLoss: true, state: 'lasting' });
  });

  test('is not gone because the machines got slower later', () => {
    const runs = trendRuns(120, (run, key) => slower(0.85, 40)(run, key) * (run >= 80 ? 0.6 : 1));
    const [loss, later] = metricOf(runs, throughputKey).changes;
    expect(loss).toMatchObject({ isLoss: true, first: 40, state: 'lasting' });
    expect(later).toMatchObject({ cause: 'machines' });
  });

  test('is accepted by a later run, not by one before it, and only for its own metric', () => {
    const accepting = (place: number, key: FigureKey) =>
      eventsIn(
        trendRuns(60, slower(0.8, 40)).map((run, index) => (index === place ? { ...run, accepted: [key] } : run))
      ).map(({ state }) => state);
    expect(accepting(45, throughputKey)).toEqual(['accepted']);
    expect(accepting(40, throughputKey)).toEqual(['accepted']);
    expect(accepting(39, throughputKey)).toEqual(['lasting']);
    expect(accepting(45, latencyKey)).toEqual(['lasting']);
  });

  test('is open only if it is a lasting loss that the machines do not explain', () => {
    expect(openLosses(eventsIn(trendRuns(60, slower(0.8, 40))))).toHaveLength(1);
    expect(openLosses(eventsIn(trendRuns(60, slower(1.25, 40))))).toEqual([]);
    expect(openLosses(eventsIn(trendRuns(90, slower(0.8, 40, 65))))).toEqual([]);
    const machines = eventsIn(trendRuns(60, run => (run >= 40 ? 0.5 : 1)));
    expect(openLosses(machines)).toEqual([]);
  });
});

describe('changes with one cause', () => {
  test('are one event with one name, which stays the same as the trend grows', () => {
    const both: Factor = (run, key) =>
      key.scenario !== undefined && key.unit === 'bit/s' && run >= 40 ? (key.test === 'tcp-stream' ? 0.75 : 0.95) : 1;
    const runs = trendRuns(70, both);
    const [event, ...others] = eventsIn(runs);
    expect(others).toEqual([]);
    expect(event?.changes.map(({ metric }) => metric.test)).toEqual(['tcp-stream', 'tcp-throughput']);
    const ids = Array.from({ length: 30 }, (_, index) => eventsIn(runs.slice(0, 41 + index)).map(({ id }) => id));
    expect(ids.filter(({ length }) => length > 0).length).toBeGreaterThan(20);
    expect(new Set(ids.flat())).toEqual(new Set([event?.id]));
  });

  test('a gain at the same time is another event, and so is a loss weeks later', () => {
    const apart: Factor = (run, key) => {
      if (key.scenario === undefined) return 1;
      if (key.test === 'tcp-latency' && run >= 40) return 0.7;
      return slower(0.8, 40)(run, key) * (key.test === 'tcp-stream' && run >= 60 ? 0.8 : 1);
    };
    expect(eventsIn(trendRuns(90, apart)).map(({ isLoss, changes }) => [isLoss, changes[0]?.metric.test])).toEqual([
      [true, 'tcp-stream'],
      expect.anything(),
      expect.anything()
    ]);
  });
});

describe('what happened between two runs', () => {
  const [before, same] = trendRuns(2);
  if (before === undefined || same === undefined) throw new Error('there are two runs');
  const after = (setup: Record<string, string>, sha = same.sha): TrendRun => ({
    ...same,
    ...(sha === undefined ? {} : { sha }),
    setup: { ...same.setup, ...setup }
  });

  test('is the machines, the configuration, both or neither', () => {
    expect(whatHappened(before, after({ kernel: '6.11' }))).toMatchObject({
      machines: [{ name: 'kernel', from: '6.8', to: '6.11' }],
      configuration: [],
      sentence: 'The machines (kernel) changed, the configuration did not.'
    });
    expect(whatHappened(before, after({ Cilium: '1.20.2', 'values of vxlan': 'b' })).sentence).toBe(
      'The configuration (Cilium, values of vxlan) changed, the machines did not.'
    );
    expect(whatHappened(before, after({ Cilium: '1.20.2', 'node image': '2026.11' })).sentence).toBe(
      'Both the configuration (Cilium) and the machines (node image) changed.'
    );
    expect(whatHappened(before, after({})).sentence).toBe('No known property of configuration or machines changed.');
  });

  test('names the commits if they differ', () => {
    const { commits, sentence } = whatHappened(before, after({}, 'b'.repeat(40)));
    expect(commits).toEqual({ from: before.sha, to: 'b'.repeat(40) });
    expect(sentence).toBe('Neither configuration nor machines changed, only the commit.');
  });

  test('is not a property that only one run knows', () => {
    const { kernel, ...less } = before.setup;
    expect(kernel).toBe('6.8');
    expect(whatHappened({ ...before, setup: less }, after({ kernel: '6.11' })).machines).toEqual([]);
  });
});

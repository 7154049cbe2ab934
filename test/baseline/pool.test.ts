import { describe, expect, test } from '@jest/globals';
import { earlierFigures, labelOf, nextAnchor, type PoolRun } from '../../src/baseline/pool.ts';
import { throughputKey } from '../support/baseline-builder.ts';

const latencyKey = {
  ...throughputKey,
  test: 'tcp-latency',
  metric: 'latency-mean',
  unit: 'us',
  better: 'lower'
} as const;
const [throughput, latency] = ['vxlan tcp-throughput throughput bit/s', 'vxlan tcp-latency latency-mean us'];
const run = (index: number, acknowledged: PoolRun['acknowledged'] = []): PoolRun => ({
  id: `run-${index}`,
  startedAt: new Date(Date.UTC(2026, 10, 1) + index * 86_400_000).toISOString(),
  figures: [
    { ...throughputKey, value: index + 1 },
    { ...latencyKey, value: index + 1 }
  ],
  acknowledged
});
const runs = (count: number, acknowledgedAt?: number): PoolRun[] =>
  Array.from({ length: count }, (_, index) => run(index, index === acknowledgedAt ? [throughputKey] : []));
const valuesOf = (pool: readonly PoolRun[], key: string): number[] | undefined =>
  earlierFigures(pool)
    .get(key)
    ?.map(({ value }) => value);

describe('earlierFigures', () => {
  test('lists the values of every metric, newest first, for any order of runs', () => {
    expect(valuesOf(runs(4), throughput)).toEqual([4, 3, 2, 1]);
    expect(valuesOf(runs(4).reverse(), latency)).toEqual([4, 3, 2, 1]);
  });

  test('knows the workflow run and the version of Cilium of each', () => {
    const [older, newer] = [run(0), { ...run(1), runId: 12, cilium: '1.20.2' }];
    const [last, first] = earlierFigures([older, newer]).get(throughput) ?? [];
    expect(last).toMatchObject({ runId: 12, cilium: '1.20.2' });
    expect(first).not.toHaveProperty('cilium');
  });

  test('starts at the run with an accepted loss, for that metric only', () => {
    expect(valuesOf(runs(6, 3), throughput)).toEqual([6, 5, 4]);
    expect(valuesOf(runs(6, 3), latency)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test('sorts a thousand runs once, not once for each of fifty metrics', () => {
    let reads = 0;
    const many = Array.from({ length: 1000 }, (_, index) => {
      const { startedAt, ...rest } = run((index * 37) % 1000);
      return {
        ...rest,
        get startedAt(): string {
          reads += 1;
          return startedAt;
        },
        figures: Array.from({ length: 50 }, (__, metric) => ({ ...throughputKey, metric: `m-${metric}`, value: 1 }))
      };
    });
    expect(earlierFigures(many).size).toBe(50);
    // Two for each comparison of one sort, one for the run's label and one for each of its values.
    expect(reads).toBeLessThanOrEqual(1000 * (2 * Math.ceil(Math.log2(1000)) + 1 + 50));
  });
});

describe('nextAnchor', () => {
  const ids = (anchor: readonly PoolRun[], key: string): string[] =>
    anchor
      .filter(one =>
        one.figures.some(figure => `${figure.scenario ?? ''} ${figure.test} ${figure.metric} ${figure.unit}` === key)
      )
      .map(({ id }) => id);

  test('is chosen once the pool has ten runs, from its oldest five', () => {
    expect(nextAnchor([], runs(9))).toEqual([]);
    expect(ids(nextAnchor([], runs(10)), throughput)).toEqual(['run-4', 'run-3', 'run-2', 'run-1', 'run-0']);
  });

  test('stays when the pool moves on', () => {
    const anchor = nextAnchor([], runs(10));
    expect(nextAnchor(anchor, runs(40).slice(10))).toEqual(anchor);
  });

  test('ends with an accepted loss and is chosen again, for that metric only', () => {
    const anchor = nextAnchor([], runs(10));
    const soon = nextAnchor(anchor, runs(15, 12));
    expect(ids(soon, throughput)).toEqual([]);
    expect(ids(soon, latency)).toHaveLength(5);
    const later = nextAnchor(soon, runs(30, 12));
    expect(ids(later, throughput)).toEqual(['run-16', 'run-15', 'run-14', 'run-13', 'run-12']);
    expect(ids(later, latency)).toEqual(['run-4', 'run-3', 'run-2', 'run-1', 'run-0']);
  });
});

test('a run is labeled with number, date and commit', () => {
  expect(labelOf({ ...run(1), runId: 1234, sha: '1a2b3c4d5e' })).toBe('run 1234 of 2026-11-02, 1a2b3c4');
  expect(labelOf(run(1))).toBe('run run-1 of 2026-11-02');
});

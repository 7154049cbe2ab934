import { describe, expect, test } from '@jest/globals';
import { maxValue, minValue } from '../../src/model/figures.ts';
import type { Metric, Run, Sample } from '../../src/model/run.ts';
import { byTime, geometricMean, seriesOf } from '../../src/verdict/series.ts';
import { createInvalidSample, createRun, createSample } from '../support/run-builder.ts';
import { measured } from './measured.ts';

const plan = createRun().plan;
const ofSamples = (...samples: Sample[]): Pick<Run, 'samples' | 'plan'> => ({ samples, plan });
const throughput = (value: number, more: Partial<Metric> = {}): Pick<Sample, 'metrics'> => ({
  metrics: { throughput: { value, unit: 'bit/s', better: 'higher', ...more } }
});
const proven = (verdict: NonNullable<Sample['proof']>['verdict']): Sample['proof'] => ({
  ...{ verdict, reason: 'counted', mode: 'none', coverage: [], notes: [], faults: [] }
});

describe('the series of a run', () => {
  test('come in the order of the plan: by scenario, then by test', () => {
    const run = measured(() => 1, {
      scenarios: ['native', 'vxlan'],
      tests: ['tcp-latency', 'tcp-throughput'],
      rounds: 1
    });
    const names = seriesOf({ ...run, samples: run.samples.toReversed() }).usable.map(
      ({ scenario, test, metric }) => `${scenario} ${test} ${metric}`
    );
    expect(names.map(name => name.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['native tcp-latency', 'native tcp-latency', 'native tcp-throughput'],
      ...['vxlan tcp-latency', 'vxlan tcp-latency', 'vxlan tcp-throughput']
    ]);
  });

  test('have one value per round and arm, in the order of the rounds', () => {
    const { usable } = seriesOf(
      ofSamples(
        createSample({ round: 2, arm: 'reference', ...throughput(5) }),
        createSample({ round: 2, repeat: 2, ...throughput(8) }),
        createSample({ round: 2, ...throughput(2) }),
        createSample({ round: 1, ...throughput(3) })
      )
    );
    expect(usable[0]?.rounds).toEqual([
      { round: 1, candidate: expect.closeTo(3, 12) },
      { round: 2, candidate: expect.closeTo(4, 12), reference: expect.closeTo(5, 12) }
    ]);
  });

  test('contain no control, no invalid sample, and no metric without a better direction', () => {
    const run = ofSamples(
      createSample({ path: 'host', ...throughput(1) }),
      createInvalidSample(throughput(1)),
      createSample(throughput(1, { better: 'none' }))
    );
    expect(seriesOf(run)).toEqual({ usable: [], unusable: [] });
  });

  test('accept the smallest and the largest value, and nothing beyond them', () => {
    const valuesOf = (value: number): number => seriesOf(ofSamples(createSample(throughput(value)))).usable.length;
    expect([minValue, maxValue, minValue / 2, maxValue * 2, NaN].map(valuesOf)).toEqual([1, 1, 0, 0, 0]);
  });

  test('are unusable if their samples disagree on what is better', () => {
    const { usable, unusable } = seriesOf(
      ofSamples(createSample(throughput(1)), createSample({ round: 2, ...throughput(1, { better: 'lower' }) }))
    );
    expect(usable).toEqual([]);
    expect(unusable).toMatchObject([{ reason: 'its samples disagree on the unit', means: {} }]);
  });

  test('show the mean of values without a logarithm, unless one is absurd', () => {
    const meansOf = (...values: number[]): unknown =>
      seriesOf(ofSamples(...values.map((value, index) => createSample({ round: index + 1, ...throughput(value) }))))
        .unusable[0]?.means;
    expect(meansOf(0, 4)).toEqual({ candidate: 2 });
    expect(meansOf(0, maxValue)).toEqual({ candidate: maxValue / 2 });
    expect(meansOf(0, maxValue * 2)).toEqual({});
  });

  test.each([
    [['encrypted', 'encrypted'], 'encrypted'],
    [['plaintext'], 'plaintext'],
    [['encrypted', 'plaintext'], 'unproven'],
    [['unproven'], 'unproven'],
    [[undefined], 'unproven'],
    [['encrypted', undefined], 'unproven']
  ] as const)('with proofs %j are %s', (verdicts, expected) => {
    const samples = verdicts.map((verdict, index) =>
      createSample({ round: index + 1, proof: verdict === undefined ? undefined : proven(verdict) })
    );
    expect(seriesOf(ofSamples(...samples)).usable[0]?.proof).toBe(expected);
  });
});

test('samples are ordered by round, then block, then ID', () => {
  const inOrder = [
    { round: 1, block: 0, id: 'b' },
    { round: 1, block: 2, id: 'a' },
    { round: 1, block: 2, id: 'c' },
    { round: 3, block: 0, id: 'a' }
  ].map(one => createSample(one));
  expect(inOrder.toReversed().sort(byTime)).toEqual(inOrder);
  expect([2, 0, 3, 1].flatMap(index => inOrder.slice(index, index + 1)).sort(byTime)).toEqual(inOrder);
});

test('the geometric mean ignores missing values', () => {
  expect(geometricMean([2, undefined, 8])).toBeCloseTo(4, 12);
  expect(geometricMean([undefined])).toBeUndefined();
});

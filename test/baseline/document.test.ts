import { describe, expect, test } from '@jest/globals';
import {
  asPoolRun,
  createBaseline,
  expand,
  maxBaselineLength,
  parseBaseline,
  serializeBaseline
} from '../../src/baseline/document.ts';
import { figuresOf } from '../../src/model/figures.ts';
import type { PoolRun } from '../../src/baseline/pool.ts';
import { createComparison, provenRun, throughputKey } from '../support/baseline-builder.ts';
import { bits, createInvalidSample, createSample } from '../support/run-builder.ts';

const day = (index: number): string => new Date(Date.parse('2026-11-01T00:00:00Z') + index * 86_400_000).toISOString();
const poolRun = (index: number, value = 7e9): PoolRun => ({
  id: `run-${index}`,
  startedAt: day(index),
  runId: 100 + index,
  sha: 'a'.repeat(40),
  cilium: '1.19.6',
  figures: [{ ...throughputKey, value }],
  acknowledged: []
});
const pool = Array.from({ length: 12 }, (_, index) => poolRun(index));
const create = (earlier: readonly PoolRun[] = pool): ReturnType<typeof createBaseline> =>
  createBaseline(provenRun({ startedAt: day(20) }), createComparison(), earlier, []);

describe('a baseline', () => {
  test('is read as it was written', () => {
    const baseline = create();
    expect(parseBaseline(serializeBaseline(baseline))).toEqual(baseline);
    expect(baseline.pool.runs).toHaveLength(12);
    expect([asPoolRun(baseline), ...expand(baseline.pool)].map(({ cilium }) => cilium).slice(0, 2)).toEqual([
      '1.20.2',
      '1.19.6'
    ]);
    expect(baseline.anchor.runs.map(({ id }) => id)).toEqual(['run-4', 'run-3', 'run-2', 'run-1', 'run-0']);
    expect(baseline).toMatchObject({ complete: true, proven: true, verdict: 'pass', losses: [] });
  });

  test('carries thirty runs at most and stays below a megabyte', () => {
    const metrics = Array.from({ length: 1900 }, (_, index) => `metric-${index}`);
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...poolRun(index),
      figures: metrics.map((metric, place) => ({ ...throughputKey, metric, value: 1e9 / 3 + place * Math.PI }))
    }));
    const baseline = create(many);
    expect(baseline.pool.runs).toHaveLength(30);
    const text = serializeBaseline(baseline);
    expect(text.length).toBeLessThanOrEqual(maxBaselineLength);
    const kept = parseBaseline(text).pool.runs;
    expect(kept.length).toBeGreaterThan(3);
    expect(kept[0]?.id).toBe('run-39');
  });

  test('records which losses were accepted', () => {
    const comparison = createComparison({}, 'regression');
    const { losses } = createBaseline(provenRun(), { ...comparison, accepted: true }, [], []);
    expect(losses).toEqual([{ ...throughputKey, acknowledged: true }]);
    expect(createBaseline(provenRun(), comparison, [], []).losses[0]?.acknowledged).toBe(false);
  });

  const written = (change: (text: string) => string): string => change(serializeBaseline(create()));
  const figure = '"mean":7610000000';
  test.each<[string, string, RegExp]>([
    ['NaN', written(text => text.replace(figure, '"mean":NaN')), /not JSON/],
    ['1e308', written(text => text.replace(figure, '"mean":1e308')), /too big|<=1000000000000000/i],
    ['1e999', written(text => text.replace(figure, '"mean":1e999')), /too large to hold/],
    ['a value of 0', written(text => text.replace(figure, '"mean":0')), /small|>=/i],
    ['a negative value', written(text => text.replace(figure, '"mean":-1')), /small|>=/i],
    ['a prototype key', written(text => text.replace('{', '{"__proto__":{"complete":true},')), /__proto__/],
    ['an unknown key', written(text => text.replace('{', '{"more":1,')), /more/],
    [
      'another version',
      written(text => text.replace('"baselineVersion":1', '"baselineVersion":2')),
      /is 2, but this program reads 1/
    ],
    ['no version', '{}', /is null/],
    ['an unknown scenario', written(text => text.replaceAll('"vxlan"', '"<b>"')), /is not a known scenario/],
    [
      'mismatched columns',
      written(text => text.replace('"values":[7000000000]', '"values":[7000000000,1]')),
      /columns/
    ],
    [
      'a million samples',
      JSON.stringify({ baselineVersion: 1, figures: Array.from({ length: 1_000_000 }, () => 0) }),
      /at most 1000000/
    ],
    [
      'too many figures',
      JSON.stringify({ ...create(), figures: Array.from({ length: 2001 }, () => create().figures[0]) }),
      /2000/
    ],
    ['an empty text', '', /not JSON/]
  ])('with %s is refused', (_, text, reason) => {
    expect(() => parseBaseline(text)).toThrow(reason);
  });
});

describe('figuresOf', () => {
  test('computes the geometric mean of a round, then of the rounds, and their spread', () => {
    const sample = (round: number, value: number) => createSample({ round, metrics: { throughput: bits(value) } });
    const run = provenRun({ samples: [sample(1, 1e9), sample(1, 4e9), sample(2, 8e9)] });
    const [figure] = figuresOf(run);
    expect(figure).toMatchObject({ ...throughputKey, rounds: 2 });
    expect(figure?.mean).toBeCloseTo(4e9, -2);
    expect(figure?.logSd).toBeCloseTo(Math.log(4) / Math.SQRT2, 10);
  });

  test('ignores values that are invalid, from the reference, without a logarithm or impossible', () => {
    const odd = (value: number) => createSample({ metrics: { throughput: bits(value) } });
    for (const sample of [createInvalidSample(), createSample({ arm: 'reference' }), odd(0), odd(-1), odd(1e308)]) {
      expect(figuresOf(provenRun({ samples: [sample] }))).toEqual([]);
    }
    const none = createSample({ metrics: { cwnd: { value: 1, unit: 'bytes', better: 'none' } } });
    expect(figuresOf(provenRun({ samples: [none] }))).toEqual([]);
  });

  test('separates the control, and uses it only if it was plaintext', () => {
    const run = provenRun();
    const control = figuresOf(run).filter(({ scenario }) => scenario === undefined);
    expect(control).toMatchObject([{ test: 'tcp-throughput', rounds: 2 }]);
    // It belongs to both arms, whichever its previous block measured.
    const after = run.samples.map(sample =>
      sample.path === 'host' ? { ...sample, arm: 'reference' as const } : sample
    );
    expect(figuresOf({ ...run, samples: after })).toEqual(figuresOf(run));
    const samples = run.samples.map(({ proof, ...sample }) =>
      sample.path === 'host' || proof === undefined ? sample : { ...sample, proof }
    );
    expect(figuresOf({ ...run, samples }).filter(({ scenario }) => scenario === undefined)).toEqual([]);
  });
});

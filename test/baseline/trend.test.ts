import { describe, expect, test } from '@jest/globals';
import { extendTrend, parseTrend, serializeTrend, trendRunOf } from '../../src/baseline/trend.ts';
import type { Run } from '../../src/model/run.ts';
import type { TrendRun } from '../../src/model/trend.ts';
import { encryptionModes } from '../../src/model/scenario.ts';
import { createComparison, ownFingerprint, provenRun, throughputKey } from '../support/baseline-builder.ts';
import { bits, createInvalidSample, createSample } from '../support/run-builder.ts';
import { pinnedRuns, trendRuns } from '../support/trend-builder.ts';

const repository = 'owner/name';

/** A trend's columns, to damage them. */
function columns(runs: readonly TrendRun[] = trendRuns(3)) {
  return JSON.parse(serializeTrend({ repository, runs })) as {
    runs: object[];
    setup: { name: string; values: string[]; runs: number[] }[];
    metrics: { values: (number | null)[]; accepted: number[] }[];
  };
}

describe('a trend', () => {
  test('is read as it was written, with what only some runs have', () => {
    const [first, second, third] = trendRuns(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three runs');
    const { runId, sha, verdict, ...command } = first;
    expect([runId, sha, verdict]).toEqual([1000, 'a'.repeat(40), 'pass']);
    const runs: TrendRun[] = [
      { ...command, setup: { Cilium: '1.19.6' } },
      { ...second, setup: { ...second.setup, Cilium: '1.20.2', zone: '' }, figures: second.figures.slice(1) },
      { ...third, verdict: 'regression', accepted: [throughputKey] }
    ];
    expect(parseTrend(serializeTrend({ repository, runs }))).toEqual({
      repository,
      runs: runs.map(run => ({ ...run, figures: expect.arrayContaining([...run.figures]) }))
    });
  });

  test('keeps the ratios to a pinned reference, of the runs that have one', () => {
    const runs = pinnedRuns(4, undefined, { reference: run => (run === 1 ? undefined : 'Cilium 1.19.6, values a') });
    const read = parseTrend(serializeTrend({ repository, runs })).runs;
    expect(read.map(({ figures }) => figures.map(({ ratio }) => ratio))).toEqual(
      runs.map(({ figures }) => figures.map(({ ratio }) => ratio))
    );
    expect(serializeTrend({ repository, runs: trendRuns(4) })).not.toContain('ratios');
  });

  test('writes what stays the same once', () => {
    const { setup } = columns(trendRuns(40));
    expect(setup.find(({ name }) => name === 'kernel')).toEqual({
      name: 'kernel',
      values: ['6.8'],
      runs: Array.from({ length: 40 }, () => 0)
    });
  });

  test('has room for 700 nights of 50 metrics, and drops the oldest beyond its limit', () => {
    const scenarios = ['vxlan', 'geneve', 'native'].flatMap(routing =>
      encryptionModes.map(encryption => (encryption === 'none' ? routing : `${routing}+${encryption}`))
    );
    const { hard, soft } = ownFingerprint();
    const setup = { ...hard, ...soft };
    const many = (count: number, metrics: number): TrendRun[] =>
      trendRuns(count).map((run, index) => ({
        ...run,
        setup: { ...setup, Cilium: `1.20.${index}`, 'agent image': `sha256:${'0'.repeat(60)}${index}` },
        figures: Array.from({ length: metrics }, (_, place) => ({
          ...throughputKey,
          scenario: scenarios[place % scenarios.length] ?? '',
          metric: `metric-${place}`,
          value: 9_876_540_000 + index
        }))
      }));
    const full = serializeTrend({ repository, runs: many(700, 52) });
    expect(full.length).toBeLessThan(1_000_000);
    expect(parseTrend(full).runs).toHaveLength(700);
    const kept = parseTrend(serializeTrend({ repository, runs: many(900, 120) })).runs;
    expect(kept.length).toBeGreaterThan(300);
    expect(kept.length).toBeLessThan(900);
    expect(kept.at(-1)?.id).toBe('run-899');
  });

  test('is extended in the order of time, each run once', () => {
    const runs = trendRuns(4);
    const [first, second, third, fourth] = runs;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new Error('four');
    const again = { ...second, verdict: 'regression' } as const;
    const { runs: extended } = extendTrend({ runs: [fourth, second] }, [third, again, first]);
    expect(extended.map(({ id }) => id)).toEqual(['run-0', 'run-1', 'run-2', 'run-3']);
    expect(extended[1]?.verdict).toBe('regression');
  });

  test.each([
    ['another version', { version: 2 }],
    ['a setup for too few runs', { setup: columns().setup.map(one => ({ ...one, runs: [0] })) }],
    ['a place without a value', { setup: columns().setup.map(one => ({ ...one, runs: [0, 0, 7] })) }],
    ['values for too few runs', { metrics: columns().metrics.map(one => ({ ...one, values: [] })) }],
    ['ratios for too few runs', { metrics: columns().metrics.map(one => ({ ...one, ratios: [1] })) }],
    ['an acceptance by no run', { metrics: columns().metrics.map(one => ({ ...one, accepted: [3] })) }],
    ['a value of zero', { metrics: columns().metrics.map(one => ({ ...one, values: [0, 1, 2] })) }],
    ['an unknown field', { further: 1 }]
  ])('is refused with %s', (_, damage) => {
    expect(() => parseTrend(JSON.stringify({ ...columns(), ...damage }))).toThrow('the trend cannot be read');
  });
});

const pinned = { source: 'version', description: 'Cilium 1.19.6', chartVersion: '1.19.6', identical: false } as const;

/** A candidate with 10 % less throughput than its reference; both are twice as fast in the second round. */
function withReference(
  overrides: Partial<NonNullable<Run['reference']>> = {},
  values: Record<string, unknown> = {}
): Run {
  const run = provenRun({ reference: { ...pinned, ...overrides } }, { arms: ['candidate', 'reference'] });
  return {
    ...run,
    scenarios: run.scenarios.map(one =>
      one.arm === 'reference' ? { ...one, values: { ...one.values, ...values } } : one
    ),
    samples: run.samples.map(sample =>
      sample.test === 'tcp-throughput' && sample.path === 'pod'
        ? { ...sample, metrics: { throughput: bits((sample.arm === 'reference' ? 8e9 : 7.2e9) * sample.round) } }
        : sample
    )
  };
}

function isReference(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'arm' in value && value.arm === 'reference';
}

describe('a run in a trend', () => {
  test('has its figures, the control beside them, and what could explain a change', () => {
    const run = provenRun();
    expect(trendRunOf(run, createComparison())).toMatchObject({
      id: run.id,
      verdict: 'pass',
      setup: { Cilium: '1.20.2', kernel: '6.12.48+deb13-amd64', suite: 'default' },
      figures: expect.arrayContaining([
        { ...throughputKey, value: 7.61e9 },
        { test: 'tcp-throughput', metric: 'throughput', unit: 'bit/s', better: 'higher', value: expect.any(Number) }
      ]),
      accepted: []
    });
  });

  test('has ratios to a reference that inputs pin, of the rounds with both, and names it', () => {
    const run = withReference();
    const dropped = run.samples.filter(
      ({ arm, round, test: name }) => arm === 'reference' && round === 2 && name === 'tcp-throughput'
    );
    expect(dropped).toHaveLength(1);
    const half = { ...run, samples: run.samples.filter(sample => !dropped.includes(sample)) };
    for (const each of [run, half]) {
      const found = trendRunOf(each);
      const ratioOf = (name: string) =>
        found?.figures.find(({ scenario, test: one }) => scenario === 'vxlan' && one === name)?.ratio;
      // Round 2 is twice as fast for both.
      expect(ratioOf('tcp-throughput')).toBeCloseTo(0.9, 5);
      expect(ratioOf('tcp-latency')).toBe(1);
      expect(found?.figures.filter(({ scenario }) => scenario === undefined).map(({ ratio }) => ratio)).toEqual([
        undefined
      ]);
      expect(found?.setup['reference of vxlan']).toMatch(/^Cilium 1\.19\.6, values [0-9a-f]{16}$/);
    }
  });

  test('has another reference if its version, values or mode differ, not if its API server has another address', () => {
    const nameOf = (run: Run): string | undefined => trendRunOf(run)?.setup['reference of vxlan'];
    const name = nameOf(withReference());
    expect(nameOf(withReference({}, { k8sServiceHost: 'other', k8sServicePort: 443 }))).toBe(name);
    expect(nameOf(withReference({}, { bpf: { masquerade: true } }))).not.toBe(name);
    expect(nameOf(withReference({ chartVersion: '1.20.0' }))).not.toBe(name);
    const other = withReference();
    const moved = JSON.parse(
      JSON.stringify(other, (_, value: unknown) =>
        isReference(value)
          ? { ...value, ...('scenario' in value ? { scenario: 'native' } : { name: 'native' }) }
          : value
      )
    ) as Run;
    expect(nameOf({ ...moved, reference: { ...pinned, scenario: 'native' } })).toMatch(
      /^Cilium 1\.19\.6 in native, values /
    );
  });

  test('has none to a base, which moves along with the candidate', () => {
    const found = trendRunOf(withReference({ source: 'base' }));
    expect(found?.figures.filter(({ ratio }) => ratio !== undefined)).toEqual([]);
    expect(found?.setup).not.toHaveProperty('reference of vxlan');
  });

  test('may have lost something, unlike a baseline, and knows whether that was accepted', () => {
    const lost = createComparison({}, 'regression');
    expect(trendRunOf(provenRun(), lost)).toMatchObject({ verdict: 'regression', accepted: [] });
    expect(trendRunOf(provenRun(), { ...lost, accepted: true })?.accepted).toEqual([throughputKey]);
  });

  test('is complete and proven', () => {
    expect(trendRunOf(provenRun({ complete: false }))).toBeUndefined();
    expect(trendRunOf({ ...provenRun(), samples: [createSample()] })).toBeUndefined();
    expect(trendRunOf(provenRun({ samples: [createInvalidSample()] }))).toBeUndefined();
  });
});

import { describe, expect, test } from '@jest/globals';
import { renderBencher, renderBenchmarkAction, renderBenchstat } from '../../src/report/formats.ts';
import type { Run } from '../../src/model/run.ts';
import { bits, createInvalidSample, createRun, createSample, micros, rate } from '../support/run-builder.ts';

const name = 'native+wireguard';
let block = 0;
const sample = (round: number, value: number, more: Parameters<typeof createSample>[0] = {}): Run['samples'][number] =>
  createSample({
    id: `s${(block += 1)}`,
    round,
    scenario: name,
    metrics: { throughput: bits(value) },
    ...more
  });
const latency = (round: number, mean: number): Run['samples'][number] =>
  sample(round, 0, {
    test: 'tcp-latency',
    metrics: { 'latency-mean': micros(mean), 'transaction-rate': rate(1e6 / mean) }
  });

const samples = [
  ...[sample(1, 2e9), sample(1, 4e9), sample(2, 5e9), latency(2, 250), latency(1, 200)],
  ...[sample(1, 9e9, { arm: 'reference' }), sample(2, 7e9, { arm: 'reference' })],
  // None of these counts.
  sample(1, 99e9, { path: 'host' }),
  createInvalidSample({ id: 'x', scenario: name, round: 3, metrics: { throughput: bits(99e9) } }),
  sample(1, 1, { test: 'udp-throughput', metrics: { note: { value: 1, unit: 'count', better: 'none' } } })
];
const run = createRun({ samples }, { scenarios: [name], tests: ['tcp-throughput', 'tcp-latency', 'udp-throughput'] });

describe('renderBenchmarkAction', () => {
  test('contains higher-is-better metrics, by round, in units its charts can show', () => {
    expect(JSON.parse(renderBenchmarkAction(run, 'higher') ?? '')).toEqual([
      { name: `${name} tcp-throughput throughput`, unit: 'Gbit/s', value: 4, range: '± 1', extra: '2 rounds' },
      { name: `${name} tcp-latency transaction-rate`, unit: '1/s', value: 4500, range: '± 500', extra: '2 rounds' }
    ]);
  });

  test('contains the others in a separate file', () => {
    expect(JSON.parse(renderBenchmarkAction(run, 'lower') ?? '')).toEqual([
      { name: `${name} tcp-latency latency-mean`, unit: 'us', value: 225, range: '± 25', extra: '2 rounds' }
    ]);
  });

  test('is omitted without values, because that action fails on an empty list', () => {
    expect(renderBenchmarkAction(createRun({ samples: [] }), 'higher')).toBeUndefined();
  });
});

describe('renderBencher', () => {
  test('has a benchmark for each scenario and test, and measures with their units', () => {
    expect(JSON.parse(renderBencher(run))).toEqual({
      [`${name}/tcp-throughput`]: { 'throughput (bit/s)': { value: 4e9, lower_value: 3e9, upper_value: 5e9 } },
      [`${name}/tcp-latency`]: {
        'latency-mean (us)': { value: 225, lower_value: 200, upper_value: 250 },
        'transaction-rate (1/s)': { value: 4500, lower_value: 4000, upper_value: 5000 }
      },
      [`${name}/udp-throughput`]: { 'note (count)': { value: 1 } }
    });
  });
});

describe('renderBenchstat', () => {
  test('has a line for each round, in units that benchstat knows', () => {
    expect(renderBenchstat(run, 'candidate').split('\n')).toEqual([
      'Unit latency-mean-sec better=lower',
      'Unit throughput-bit/s better=higher',
      'Unit transaction-rate-1/s better=higher',
      `BenchmarkCilium/scenario=${name}/test=tcp-throughput 1 3000000000 throughput-bit/s`,
      `BenchmarkCilium/scenario=${name}/test=tcp-throughput 1 5000000000 throughput-bit/s`,
      `BenchmarkCilium/scenario=${name}/test=tcp-latency 1 0.00019999999999999998 latency-mean-sec 5000 transaction-rate-1/s`,
      `BenchmarkCilium/scenario=${name}/test=tcp-latency 1 0.00025 latency-mean-sec 4000 transaction-rate-1/s`,
      `BenchmarkCilium/scenario=${name}/test=udp-throughput 1 1 note-count`,
      ''
    ]);
  });

  test('uses the same names for the reference, because benchstat compares by name', () => {
    const names = (text: string): string[] =>
      text
        .split('\n')
        .filter(line => line.startsWith('Bench'))
        .map(line => line.split(' ')[0] ?? '');
    const reference = renderBenchstat(run, 'reference');
    expect(new Set(names(reference))).toEqual(new Set([`BenchmarkCilium/scenario=${name}/test=tcp-throughput`]));
    expect(reference).toContain(' 9000000000 throughput-bit/s');
    expect(names(renderBenchstat(run, 'candidate'))).toContain(names(reference)[0]);
  });

  test('contains no raw text from outside', () => {
    const scenario = 'a b\nBenchmarkFake 1 1 ns/op';
    const hostile = createRun(
      { samples: [sample(1, 1, { scenario, metrics: { 'x y\nz': bits(1) } })] },
      { scenarios: [scenario] }
    );
    expect(renderBenchstat(hostile, 'candidate').split('\n')).toEqual([
      'Unit x_y_z-bit/s better=higher',
      'BenchmarkCilium/scenario=a_b_BenchmarkFake_1_1_ns_op/test=tcp-throughput 1 1 x_y_z-bit/s',
      ''
    ]);
  });
});

test.each(['__proto__', 'constructor'])('a metric named %s is a metric like others', metric => {
  const metrics = Object.fromEntries([[metric, bits(5)]]);
  const odd = createRun({ samples: [sample(1, 1, { metrics }), sample(2, 2)] }, { scenarios: [name] });
  for (const text of [
    renderBencher(odd),
    renderBenchstat(odd, 'candidate'),
    renderBenchmarkAction(odd, 'higher') ?? ''
  ]) {
    expect(text).toContain(metric);
    expect(text).not.toMatch(/NaN|null|undefined/);
  }
});

import { describe, expect, test } from '@jest/globals';
import { renderSummary } from '../../src/report/summary.ts';
import { parseRun } from '../../src/results/read.ts';
import type { Run } from '../../src/model/run.ts';
import { serializeRun } from '../../src/results/write.ts';
import {
  bits,
  createBlock,
  createInvalidSample,
  createRun,
  createSample,
  createScenarioResult
} from '../support/run-builder.ts';
import { published, publishedRun } from './published.ts';

/** The cells of the first table by row label. */
function tableOf(summary: string, after = '## Results Summary'): Record<string, string[]> {
  const lines = summary.slice(summary.indexOf(after)).split('\n');
  const first = lines.findIndex(line => line.startsWith('|'));
  const end = lines.findIndex((line, index) => index > first && !line.startsWith('|'));
  const cells = lines
    .slice(first, end)
    .map(line =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map(cell => cell.trim())
    )
    .filter(row => row[0] !== '---');
  return Object.fromEntries(cells.map(([label = '', ...rest]) => [label, rest]));
}

const allTests = [
  'tcp-throughput',
  'udp-throughput',
  'tcp-bidirectional',
  'tcp-latency',
  'udp-latency',
  'tcp-stream'
] as const;
const tcpTests = ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'] as const;

describe('the published tables', () => {
  test('of Cilium 1.19.3 are reproduced cell by cell', () => {
    const { vxlan, native } = published;
    const run = publishedRun(
      {
        vxlan,
        'vxlan+wireguard': published['vxlan+wireguard'],
        'native+wireguard': published['native+wireguard'],
        native
      },
      allTests
    );
    expect(tableOf(renderSummary(run))).toEqual({
      Test: ['VXLAN', 'VXLAN + WireGuard', 'Native Routing + WireGuard', 'Native Routing'],
      'TCP Throughput (Gbit/s)': ['7.6', '2.1', '2.4', '12.0'],
      'UDP Throughput (Gbit/s)': ['1.5', '0.8', '1.0', '2.0'],
      'UDP Throughput Lost Datagrams (%)': ['3.4', '0.6', '0.3', '1.2'],
      // Published: 12.0/11.0. Its own tool output shows 10.9 in four lines. Rounding 10.9 to 11.0 is a slip, because
      // every other cell keeps its decimal; a table that followed it could never show 10.9.
      'Bidirectional Throughput (TX-C/RX-C) (Gbit/s)': ['3.8/2.4', '1.7/0.5', '1.7/0.5', '12.0/10.9'],
      // Published: `124/ 8072`, with a space that the same cell of the second table (`124/8072`) does not have.
      'TCP Latency (Mean µs/Transaction Rate)': ['165/6057', '237/4215', '224/4449', '124/8072'],
      'UDP Latency (Mean µs/Transaction Rate)': ['164/6077', '237/4212', '232/4300', '122/8158'],
      'TCP Stream (Throughput 10^6bits/sec)': ['6927', '2164', '2225', '11927']
    });
  });

  test('of ztunnel are reproduced cell by cell', () => {
    const { geneve, native } = published;
    const run = publishedRun(
      { geneve, 'geneve+ztunnel': published['geneve+ztunnel'], 'native+ztunnel': published['native+ztunnel'], native },
      tcpTests
    );
    expect(tableOf(renderSummary(run))).toEqual({
      Test: ['Geneve', 'Geneve + ztunnel', 'Native Routing + ztunnel', 'Native Routing'],
      // Published: 9.6 for Geneve + ztunnel, the sender's 9.55 rounded. We report what arrived: the receiver's 9.53.
      'TCP Throughput (Gbit/s)': ['7.2', '9.5', '12.0', '12.0'],
      'Bidirectional Throughput (TX-C/RX-C) (Gbit/s)': ['4.0/2.4', '4.4/3.8', '10.5/9.1', '12.0/10.9'],
      'TCP Latency (Mean µs/Transaction Rate)': ['164/6095', '330/3030', '261/3822', '124/8072'],
      'TCP Stream (Throughput 10^6bits/sec)': ['6809', '4608', '6664', '11927']
    });
  });

  test('show 9.6 where the published cell took the sender for the receiver', () => {
    const run = publishedRun({ 'geneve+ztunnel': { ...published['geneve+ztunnel'], tcp: 9.55 } }, ['tcp-throughput']);
    expect(tableOf(renderSummary(run))['TCP Throughput (Gbit/s)']).toEqual(['9.6']);
  });

  test('of Azure CNI Overlay are reproduced cell by cell', () => {
    // The setup is not one of our scenarios; its values use the column of another.
    const run = publishedRun({ native: published['azure-cni-overlay'] }, allTests);
    expect(Object.values(tableOf(renderSummary(run))).map(row => row[0])).toEqual([
      ...['Native Routing', '6.4', '1.3', '0.2', '6.0/1.7', '333/3000', '340/2944', '9809']
    ]);
  });

  test('come from a run that passes validation', () => {
    const run = publishedRun({ vxlan: published.vxlan }, allTests);
    expect(parseRun(serializeRun(run))).toEqual(run);
  });
});

describe('the head', () => {
  test('shows what was measured, where, and with which seed', () => {
    const head = renderSummary(createRun()).split('\n\n').slice(0, 2).join('\n');
    expect(head).toBe(
      '# Cilium - Performance Test Summary\n' +
        'Complete: Cilium 1.20.2 on kind perf (Kubernetes v1.34.3), 2 rounds, 5 bursts of 1 s per sample (suite default), seed `5e1fab1e`, run `20261123-100000-5e1f` of 2026-11-23T10:00:00.000Z.'
    );
  });

  test('does not call a run complete without valid samples', () => {
    const run = createRun();
    const samples = run.samples.map(sample => ({ ...sample, status: 'invalid' as const }));
    expect(renderSummary({ ...run, samples })).toMatch(/\*\*Ended without a valid sample\*\*: Cilium 1\.20\.2/);
  });

  test('counts the samples of a finished run without a valid result, attempted or not', () => {
    const run = createRun();
    const [first, second, ...rest] = run.samples.filter(({ path }) => path === 'pod');
    if (first === undefined || second === undefined) throw new Error('the built run has too few samples');
    const all = String(rest.length + 2);
    const invalid = { ...first, status: 'invalid' as const };
    const head = (samples: Run['samples']): string | undefined => renderSummary({ ...run, samples }).split('\n')[2];
    expect(head([invalid, ...rest])).toContain(`**Complete, but 2 of ${all} samples have no valid result**: Cilium`);
    expect(head([first, ...rest])).toContain(`**Complete, but 1 of ${all} samples has no valid result**: Cilium`);
    expect(head([invalid, { ...first, attempt: 2 }, second, ...rest])).toMatch(/^Complete: Cilium/);
  });

  test('starts by stating that a run is incomplete, and why', () => {
    const { cluster, cilium, tools, ...rest } = createRun({ samples: [], blocks: [] });
    expect([cluster, cilium, tools]).not.toContain(undefined);
    const summary = renderSummary({ ...rest, complete: false, incompleteReason: 'canceled by SIGINT' });
    expect(summary).toMatch(
      /^# Cilium - Performance Test Summary \(incomplete\)\n\n\*\*Incomplete: canceled by SIGINT\.\*\*/
    );
    expect(summary).toContain('Cilium of an unknown version on an unknown cluster');
  });
});

const rounds = (first: number, second: number): Run => {
  const run = createRun({}, { scenarios: ['vxlan'], tests: ['tcp-throughput'] });
  return {
    ...run,
    samples: [
      createSample({ round: 1, metrics: { throughput: bits(first) } }),
      createSample({ round: 2, metrics: { throughput: bits(second) } })
    ]
  };
};
const cellOf = (run: Run, label = 'TCP Throughput (Gbit/s)', column = 0): string | undefined =>
  tableOf(renderSummary(run))[label]?.[column];

describe('a cell', () => {
  test('shows the mean of the rounds and their spread', () => {
    expect(cellOf(rounds(7.4e9, 7.9e9))).toBe('7.7 (7.4–7.9)');
  });

  test('shows the spread of both figures of a pair', () => {
    const run = createRun({}, { scenarios: ['vxlan'] });
    const pair = (round: number, tx: number, rx: number): Run['samples'][number] =>
      createSample({
        round,
        test: 'tcp-bidirectional',
        metrics: { throughput: bits(tx + rx), 'throughput-tx': bits(tx), 'throughput-rx': bits(rx) }
      });
    const samples = [pair(1, 3.7e9, 2.5e9), pair(2, 3.9e9, 2.3e9)];
    expect(cellOf({ ...run, samples }, 'Bidirectional Throughput (TX-C/RX-C) (Gbit/s)')).toBe(
      '3.8/2.4 (3.7–3.9/2.3–2.5)'
    );
  });

  test('takes the mean of a round before the mean over rounds', () => {
    const run = rounds(4e9, 8e9);
    const again = createSample({ id: 'again', round: 2, metrics: { throughput: bits(6e9) } });
    expect(cellOf({ ...run, samples: [...run.samples, again] })).toBe('5.5 (4.0–7.0)');
  });

  test('uses no value of an invalid sample or of the control', () => {
    const run = rounds(7e9, 7e9);
    const wrong = createInvalidSample({ id: 'wrong', metrics: { throughput: bits(99e9) } });
    const control = createSample({ id: 'control', path: 'host', metrics: { throughput: bits(50e9) } });
    expect(cellOf({ ...run, samples: [...run.samples, wrong, control] })).toBe('7.0 (7.0–7.0)');
  });

  test('shows how many rounds it lacks, and which note explains why', () => {
    const run = rounds(7e9, 7e9);
    const samples = [createSample(), createInvalidSample({ round: 2 })];
    expect(cellOf({ ...run, samples })).toBe('7.6, 1 of 2 rounds (note 1)');
  });

  test('does not report rounds as missing after an early stop, and shows how many were measured', () => {
    const run = createRun({}, { scenarios: ['vxlan'], tests: ['tcp-throughput'], rounds: 7 });
    const begun = ({ round }: { round: number }): boolean => round <= 4;
    const stopped = { ...run, blocks: run.blocks.filter(begun), samples: run.samples.filter(begun) };
    const summary = renderSummary(stopped);
    expect(cellOf(stopped)).toBe('7.6 (7.6–7.6)');
    expect(summary).toContain(', 4 of 7 rounds, 5 bursts of 1 s per sample');
    expect(Object.keys(tableOf(summary, '## Control'))).toEqual(['1', '2', '3', '4', 'Round']);
    const cut = { ...stopped, complete: false, incompleteReason: 'canceled' };
    expect(cellOf(cut)).toBe('7.6 (7.6–7.6), 4 of 7 rounds');
    expect(Object.keys(tableOf(renderSummary(cut), '## Control'))).toHaveLength(8);
  });

  test('does not report rounds as missing that a decided scenario did not need', () => {
    const run = createRun({}, { scenarios: ['vxlan', 'native'], tests: ['tcp-throughput'], rounds: 7 });
    const needed = ({ round, scenario, path }: { round: number; scenario: string; path: string }): boolean =>
      scenario !== 'vxlan' || path === 'host' || round <= 4;
    const parts = { blocks: run.blocks.filter(needed), samples: run.samples.filter(needed) };
    const decided = { ...run, ...parts, decided: [{ scenario: 'vxlan', round: 4 }] };
    expect(cellOf(decided)).toBe('7.6 (7.6–7.6)');
    expect(renderSummary(decided)).toContain('Complete: ');
    expect(renderSummary({ ...run, ...parts })).toContain('Complete, but 3 of 14 samples have no valid result');
  });

  test('explains in words why it has no value', () => {
    const run = createRun({}, { scenarios: ['vxlan', 'native'], tests: ['tcp-throughput', 'tcp-latency'] });
    const samples = [
      createInvalidSample({ reason: { kind: 'timeout', message: 'no end after 35 s' } }),
      createInvalidSample({ id: 'retry', attempt: 2, reason: { kind: 'tool-error', message: 'unable to connect' } })
    ];
    const summary = renderSummary({ ...run, complete: false, incompleteReason: 'canceled', blocks: [], samples });
    expect(tableOf(summary)).toEqual({
      Test: ['VXLAN', 'Native Routing'],
      'TCP Throughput (Gbit/s)': ['invalid: tool-error (note 1, 2)', 'not measured'],
      'TCP Latency (Mean µs/Transaction Rate)': ['not measured', 'not measured']
    });
    expect(summary).toContain(
      '1. round 1, VXLAN, tcp-throughput: timeout: no end after 35 s\n' +
        '2. round 1, VXLAN, tcp-throughput, retry: tool-error: unable to connect\n'
    );
  });

  test('names the failure of a block and of a scenario in all its rows', () => {
    const run = createRun({}, { rounds: 1 });
    const reason = { kind: 'rollout-failed', message: 'the agent on perf-worker is in CrashLoopBackOff' } as const;
    const unsettled = { kind: 'unsettled', message: 'probes between 0.1 and 7.6 Gbit/s' } as const;
    const cells = tableOf(
      renderSummary({
        ...run,
        scenarios: [createScenarioResult('vxlan'), createScenarioResult('native', { status: 'failed', reason })],
        blocks: [createBlock({ status: 'invalid', reason: unsettled })],
        samples: []
      })
    );
    expect(cells['TCP Stream (Throughput 10^6bits/sec)']).toEqual([
      'invalid: unsettled (note 2)',
      'failed: rollout-failed (note 1)'
    ]);
  });

  test('shows UDP through ztunnel as not encrypted, and other gaps as not planned', () => {
    const base = createRun(
      {},
      { scenarios: ['vxlan', 'vxlan+ztunnel'], tests: ['tcp-connect', 'udp-throughput'], rounds: 1 }
    );
    const order = base.plan.order.map(blocks =>
      blocks.map(block => ({ ...block, tests: block.scenario === 'vxlan' ? block.tests : [] }))
    );
    const samples = base.samples.filter(sample => sample.scenario === 'vxlan');
    const cells = tableOf(renderSummary({ ...base, samples, plan: { ...base.plan, order } }));
    expect(cells['UDP Throughput (Gbit/s)']).toEqual(['1.5', 'not encrypted by design']);
    expect(cells['UDP Throughput Lost Datagrams (%)']).toEqual(['3.4', 'not encrypted by design']);
    expect(cells['TCP Connect (Mean µs/Transaction Rate)']).toEqual(['512/1951', 'not planned']);
  });

  test('is never empty and never zero, whatever is missing', () => {
    const run = createRun({ samples: [], blocks: [] });
    for (const row of Object.values(tableOf(renderSummary(run)))) {
      for (const cell of row) expect(cell).toMatch(/[a-zA-Z]/);
    }
  });
});

describe('below the table', () => {
  test('the control has no row for rounds that were to have none', () => {
    const run = createRun();
    const [first = [], ...others] = run.plan.order;
    const order = [first, ...others.map(blocks => blocks.filter(({ path }) => path === 'pod'))];
    const samples = run.samples.filter(({ path, round }) => path === 'pod' || round === 1);
    const once = { ...run, samples, plan: { ...run.plan, order } };
    expect(tableOf(renderSummary(once), '## Control')).toEqual({ Round: ['TCP Throughput (Gbit/s)'], '1': ['7.6'] });
  });

  test('the control has a row per round', () => {
    const run = createRun();
    const samples = run.samples.map(sample =>
      sample.path === 'host' && sample.round === 2 ? { ...createInvalidSample(sample), ...invalid } : sample
    );
    expect(tableOf(renderSummary({ ...run, samples }), '## Control')).toEqual({
      Round: ['TCP Throughput (Gbit/s)'],
      '1': ['7.6'],
      '2': ['invalid: timeout (note 1)']
    });
  });
  const invalid = { status: 'invalid', reason: { kind: 'timeout', message: 'slow' }, metrics: {} } as const;

  test('a valid retry is mentioned', () => {
    const run = createRun({}, { scenarios: ['vxlan'], tests: ['tcp-throughput'], rounds: 1 });
    const samples = [createInvalidSample(), createSample({ attempt: 2 })];
    const summary = renderSummary({ ...run, samples });
    expect(cellOf({ ...run, samples })).toBe('7.6');
    expect(summary).toContain(
      '1. round 1, VXLAN, tcp-throughput: pod-replaced: server pod was replaced; the retry counts'
    );
  });

  test('a run without problems says so', () => {
    expect(renderSummary(createRun())).toContain('No measurement was invalid.');
  });
});

describe('text from outside', () => {
  const hostile =
    'a|b`c`<img src=x>@everyone #1 [x](https://evil.example)\n| x |\u202e **bold** ghp_' + 'aB3'.repeat(12);

  test('is shown but has no effect', () => {
    const run = createRun();
    const summary = renderSummary({
      ...run,
      id: hostile,
      complete: false,
      incompleteReason: hostile,
      cilium: run.cilium && { ...run.cilium, version: hostile },
      cluster: run.cluster && { ...run.cluster, name: hostile },
      plan: { ...run.plan, seed: hostile, scenarios: [hostile, 'native'] },
      samples: [createInvalidSample({ scenario: hostile, reason: { kind: 'tool-error', message: hostile } })]
    });
    expect(summary).not.toMatch(/<img|@everyone|#1\b|(?<!\\)\]\(|https:\/\/|\u202e|\*\*bold|ghp_/);
    expect(summary).not.toMatch(/(?<!\\)`/);
    expect(summary).toContain('\\`c\\`&lt;img');
    expect(tableOf(summary)['Test']).toHaveLength(2);
    expect(summary.split('\n').filter(line => line.startsWith('| x'))).toEqual([]);
  });
});

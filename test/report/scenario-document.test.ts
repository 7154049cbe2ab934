import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { renderScenarioDocument, type RawOutput } from '../../src/report/scenario-document.ts';
import type { Run } from '../../src/model/run.ts';
import {
  createBlock,
  createInvalidSample,
  createRun,
  createSample,
  createScenarioResult
} from '../support/run-builder.ts';

const recording = (name: string): string =>
  readFileSync(new URL(`../recordings/results/${name}`, import.meta.url), 'utf8');
const iperf3 = recording('iperf3-tcp.json');
const netperf = recording('netperf-tcp-rr.txt');

const output = (stdout: string, stderr = ''): RawOutput[] => [{ stdout, stderr }];
const outputs = (sample: Run['samples'][number]): RawOutput[] =>
  output(sample.command[0] === 'iperf3' ? iperf3 : netperf);

/** The rows of the table below a heading. */
function tableAfter(document: string, heading: string): string[][] {
  const lines = document.slice(document.indexOf(`${heading}\n`)).split('\n');
  const first = lines.findIndex(line => line.startsWith('|'));
  const end = lines.findIndex((line, index) => index > first && !line.startsWith('|'));
  return lines.slice(first + 2, end).map(line =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim())
  );
}

/** The setup table by parameter. */
function setupOf(document: string): Record<string, string> {
  return Object.fromEntries(tableAfter(document, '## Test Setup').map(([name = '', value = '']) => [name, value]));
}

describe('renderScenarioDocument', () => {
  test('has the published headings in order', () => {
    const run = createRun(
      {},
      { scenarios: ['vxlan+wireguard'], tests: ['tcp-throughput', 'tcp-latency', 'udp-latency'] }
    );
    const document = renderScenarioDocument(run, 'vxlan+wireguard', outputs);
    expect(document.split('\n').filter(line => /^#+ [A-Z]/.test(line) && !line.endsWith(':'))).toEqual([
      '# Cilium - VXLAN Encapsulation + WireGuard Encryption Performance Test',
      '## Test Setup',
      '### Cilium configuration parameters',
      '### Cilium configuration check',
      '## Blocks',
      '## Proof',
      '## Traffic matrix',
      '## Tests',
      '### TCP throughput tests using iperf3',
      '### TCP and UDP latency tests using netperf'
    ]);
  });

  test('describes the whole setup', () => {
    const setup = setupOf(renderScenarioDocument(createRun(), 'vxlan', outputs));
    expect(setup).toEqual({
      'Kubernetes version': 'v1.34.3',
      'Nodes (client, server)': 'AMD EPYC 7763 64-Core Processor (4 vCPU)',
      'Networking mode': 'kind, Cilium as its only CNI',
      'Cilium version': '1.20.2',
      'Cilium chart': 'oci://quay.io/cilium/charts/cilium 1.20.2',
      'Cilium agent image': `quay.io/cilium/cilium:v1.20.2 (quay.io/cilium/cilium@sha256:${'3c9f5e21'.repeat(8)})`,
      'Routing mode': 'Tunnel',
      'Encapsulation protocol': 'VXLAN',
      Encryption: 'None',
      'Test tools': 'iperf3 3.19.1, netperf 2.7.0',
      'Test image': `quay.io/cilium/network-perf@sha256:${'b27d04aa'.repeat(8)}`,
      'Test duration': '5 bursts of 1 s',
      Rounds: '2',
      Seed: '`5e1fab1e`',
      Kernel: '6.12.48+deb13-amd64',
      'MTU of the nodes': '1500 (eth0, veth)',
      'MTU of the pods': '1500',
      'MSS of the connections': 'not read'
    });
  });

  test('shows the segment size of the connections', () => {
    const run = createRun();
    const samples = run.samples.map(sample => ({
      ...sample,
      metrics: {
        ...sample.metrics,
        mss: { value: sample.scenario === 'vxlan' ? 1398 : 1448, unit: 'bytes', better: 'none' } as const
      }
    }));
    expect(setupOf(renderScenarioDocument({ ...run, samples }, 'vxlan', outputs))).toMatchObject({
      'MSS of the connections': '1398'
    });
  });

  test('names node SKUs and BYOCNI on AKS', () => {
    const run = createRun();
    const nodes = (run.cluster?.nodes ?? []).map((node, index) => ({
      ...node,
      instanceType: index === 0 ? 'Standard_D4das_v5' : 'Standard_D4ds_v5'
    }));
    const cluster = { provider: 'aks', name: 'a', kubernetesVersion: '1.35.1', nodes } as const;
    const setup = setupOf(renderScenarioDocument({ ...run, cluster }, 'native', outputs));
    expect(setup).toMatchObject({
      'AKS Kubernetes version': '1.35.1',
      'Nodes (client, server)':
        'Standard\\_D4das\\_v5 (4 vCPU, AMD EPYC 7763 64-Core Processor), Standard\\_D4ds\\_v5 (4 vCPU, AMD EPYC 7763 64-Core Processor)',
      'Networking mode': 'BYOCNI',
      'Routing mode': 'Native',
      'Encapsulation protocol': 'None'
    });
  });

  test('shows the Helm values as YAML, in order and redacted', () => {
    const values = { z: { secretKey: 'hunter2' }, a: { ipam: ['10.0.0.0/8'] }, tunnelProtocol: 'vxlan' };
    const run = createRun({ scenarios: [createScenarioResult('vxlan', { values }), createScenarioResult('native')] });
    const document = renderScenarioDocument(run, 'vxlan', outputs);
    const yaml = /```YAML\n([\s\S]*?)\n```/.exec(document)?.[1] ?? '';
    expect(Object.keys(parse(yaml) as object)).toEqual(['a', 'tunnelProtocol', 'z']);
    expect(parse(yaml)).toMatchObject({ a: values.a, z: { secretKey: expect.stringMatching(/^\[redacted /) } });
    expect(document).not.toContain('hunter2');
  });

  test('shows each command exactly, quoted where a shell would need it, with its output', () => {
    const sample = createSample({
      test: 'tcp-latency',
      command: ['netperf', '-H', '10.244.1.62', '--', '-k', "a b'c"]
    });
    const document = renderScenarioDocument(createRun({ samples: [sample] }), 'vxlan', () => output(netperf));
    expect(document).toContain(
      '```bash\n# TCP latency, round 1:\n# perf-client on perf-worker -> perf-server (10.244.1.62) on perf-worker2\n' +
        `netperf -H 10.244.1.62 -- -k 'a b'\\''c'\n\n${netperf.trimEnd()}\n\`\`\``
    );
  });

  test('shows the first of several bursts, and says where the others are', () => {
    const bursts = [...output('first\n'), ...output('second\n')];
    const document = renderScenarioDocument(createRun({ samples: [createSample()] }), 'vxlan', () => bursts);
    expect(document).toContain('\n\nfirst\n```');
    expect(document).not.toContain('second');
    expect(document).toContain('The output is that of the first of 2 bursts; the full output is in raw/');
  });

  test('shortens long JSON output to the sums of its end, and says where the full output is', () => {
    const document = renderScenarioDocument(createRun({ samples: [createSample()] }), 'vxlan', () => output(iperf3));
    const shown = /-J\n\n([\s\S]*?)\n```/.exec(document)?.[1] ?? '';
    const { end } = JSON.parse(iperf3) as { end: Record<string, unknown> };
    expect(JSON.parse(shown)).toEqual({
      end: Object.fromEntries(Object.entries(end).filter(([name]) => name !== 'streams'))
    });
    expect(document).toContain(
      'The output is shortened to the sums of its `end` section; the full output is in raw/r1-b0-vxlan-tcp-throughput.json.gz.'
    );
  });

  test('shortens other long output in its middle', () => {
    const long = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');
    const document = renderScenarioDocument(createRun({ samples: [createSample()] }), 'vxlan', () =>
      output(long, long)
    );
    expect(document).toContain('line 19\n... 460 lines ...\nline 480\n');
    expect(document).toContain('The output is shortened by 460 lines');
    const wide = renderScenarioDocument(createRun({ samples: [createSample()] }), 'vxlan', () =>
      output('x'.repeat(1e6))
    );
    expect(wide.length).toBeLessThan(20_000);
  });

  test('shows the command and the reason of an invalid sample, never a value', () => {
    const reason = { kind: 'received-less-than-claimed', message: '12 of 4712 MB arrived' } as const;
    const sample = createInvalidSample({ reason, attempt: 2 });
    const document = renderScenarioDocument(createRun({ samples: [sample] }), 'vxlan', () => output('31337 Gbit/s'));
    expect(document).not.toContain('31337');
    expect(document).toContain('# TCP throughput, round 1, retry:');
    expect(document).toContain('**Invalid, received-less-than-claimed: 12 of 4712 MB arrived** (raw output: raw/');
  });

  test('marks missing raw output and samples of the control', () => {
    const samples = [createSample(), createSample({ path: 'host', block: 2 })];
    const document = renderScenarioDocument(createRun({ samples }), 'vxlan', () => undefined);
    expect(document.match(/The raw output \(.*\) is missing\./g)).toHaveLength(2);
    expect(document).toContain('# TCP throughput, round 1, control (host network):');
  });

  test('has every block of the scenario with its switch and its settling', () => {
    const blocks = [
      createBlock(),
      createBlock({ path: 'host', index: 2 }),
      createBlock({
        round: 2,
        index: 1,
        status: 'invalid',
        reason: { kind: 'unsettled', message: '0.05 to 2.8 Gbit/s' },
        settling: { seconds: 180, settled: false, probes: [5e7, 2.8e9] }
      })
    ];
    expect(tableAfter(renderScenarioDocument(createRun({ blocks }), 'vxlan', outputs), '## Blocks')).toEqual([
      ['1', '1', 'pod', '24.8', '5.4', '6.90, 7.50, 7.60, 7.60, 7.62', 'measured'],
      ['1', '3', 'host (control)', '0.0', '-', '-', 'measured'],
      ['2', '2', 'pod', '24.8', '180.0 (not settled)', '0.05, 2.80', 'invalid: unsettled: 0.05 to 2.8 Gbit/s']
    ]);
  });

  test('starts by stating that the run is incomplete or the scenario failed', () => {
    const reason = { kind: 'rollout-failed', message: 'no agent is ready' } as const;
    const { cluster, cilium, tools, ...rest } = createRun({
      scenarios: [createScenarioResult('vxlan', { status: 'failed', reason, values: {} })],
      samples: [],
      blocks: []
    });
    expect([cluster, cilium, tools]).not.toContain(undefined);
    const document = renderScenarioDocument(
      { ...rest, complete: false, incompleteReason: 'canceled' },
      'vxlan',
      outputs
    );
    expect(document).toMatch(
      /^# .*\n\n\*\*The run is incomplete: canceled\*\*\n\n\*\*The scenario is failed: rollout-failed: no agent is ready\*\*\n/
    );
    expect(document).toContain('unknown: the run ended before it was read');
    expect(document).toContain('No block was started.');
    expect(document).toContain('No sample was taken.');
  });

  test('rejects a scenario that the run does not have', () => {
    expect(() => renderScenarioDocument(createRun(), 'geneve', outputs)).toThrow(/geneve/);
  });
});

describe('text from outside', () => {
  test('cannot leave its fence', () => {
    const hostile = 'a\n````\n# escaped\n`````\n<img src=x>';
    const run = createRun({
      scenarios: [createScenarioResult('vxlan', { statusCheck: hostile, values: { note: hostile } })],
      samples: [createSample({ command: ['iperf3', hostile] })]
    });
    const document = renderScenarioDocument(run, 'vxlan', () => output(hostile, hostile));
    let open = '';
    const outside = document.split('\n').filter(line => {
      const marks = /^(`{3,})/.exec(line)?.[1] ?? '';
      if (open === '') {
        open = marks;
        return marks === '';
      }
      // CommonMark: any longer run of the same mark also ends a fence.
      if (/^`+$/.test(line) && line.length >= open.length) open = '';
      return false;
    });
    expect(open).toBe('');
    expect(outside.join('\n')).not.toMatch(/escaped|<img/);
  });

  test('cannot introduce a secret or a control character', () => {
    const secret = `ghs_${'aB3'.repeat(12)}`;
    const hostile = `${secret} \u001b[31m\u202e`;
    const run = createRun({
      scenarios: [
        createScenarioResult('vxlan', { statusCheck: hostile, values: { args: ['--token', 'hunter2-hunter2'] } })
      ],
      samples: [
        createSample({
          command: ['iperf3', '--password', 'hunter2-hunter2'],
          client: { pod: hostile, node: 'n', ip: '' }
        }),
        createInvalidSample({ id: 'b', reason: { kind: 'tool-error', message: hostile } })
      ]
    });
    const document = renderScenarioDocument(run, 'vxlan', () => output(hostile, hostile));
    for (const unwanted of ['hunter2', 'aB3aB3', '\u001b', '\u202e']) expect(document).not.toContain(unwanted);
  });
});

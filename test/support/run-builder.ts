import { requiredMetrics, type TestName } from '../../src/model/test.ts';
import type { Arm, Block, Metric, Run, RunNode, Sample, ScenarioResult } from '../../src/model/run.ts';
import { parseScenario } from '../../src/model/scenario.ts';

/** A throughput as a metric. */
export const bits = (value: number): Metric => ({ value, unit: 'bit/s', better: 'higher' });
/** A latency as a metric. */
export const micros = (value: number): Metric => ({ value, unit: 'us', better: 'lower' });
/** Transactions per second as a metric. */
export const rate = (value: number): Metric => ({ value, unit: '1/s', better: 'higher' });
/** A share as a metric. */
export const percent = (value: number): Metric => ({ value, unit: '%', better: 'lower' });

const figures: Readonly<Record<TestName, Record<string, Metric>>> = {
  'tcp-throughput': { throughput: bits(7.61e9) },
  'tcp-bidirectional': {
    throughput: bits(6.26e9),
    'throughput-tx': bits(3.84e9),
    'throughput-rx': bits(2.42e9)
  },
  'tcp-latency': { 'latency-mean': micros(164.91), 'transaction-rate': rate(6056.582) },
  'tcp-stream': { throughput: bits(6926.5e6) },
  'udp-throughput': { throughput: bits(1.49e9), 'lost-datagrams': percent(3.4) },
  'udp-latency': { 'latency-mean': micros(164.42), 'transaction-rate': rate(6077.425) },
  'tcp-connect': { 'latency-mean': micros(512.3), 'transaction-rate': rate(1951.2) }
};

const commands: Readonly<Record<TestName, string[]>> = {
  'tcp-throughput': ['iperf3', '-c', '10.244.1.62', '-t', '5', '-P', '4', '-J'],
  'tcp-bidirectional': ['iperf3', '-c', '10.244.1.62', '-t', '5', '--bidir', '-J'],
  'tcp-latency': [
    'netperf',
    '-H',
    '10.244.1.62',
    '-t',
    'TCP_RR',
    '-l',
    '5',
    '--',
    '-k',
    'MEAN_LATENCY,TRANSACTION_RATE'
  ],
  'tcp-stream': ['netperf', '-H', '10.244.1.62', '-t', 'TCP_STREAM', '-l', '5', '--', '-k', 'THROUGHPUT'],
  'udp-throughput': ['iperf3', '-c', '10.244.1.62', '-u', '-b', '10G', '-t', '5', '-J'],
  'udp-latency': [
    'netperf',
    '-H',
    '10.244.1.62',
    '-t',
    'UDP_RR',
    '-l',
    '5',
    '--',
    '-k',
    'MEAN_LATENCY,TRANSACTION_RATE'
  ],
  'tcp-connect': [
    'netperf',
    '-H',
    '10.244.1.62',
    '-t',
    'TCP_CRR',
    '-l',
    '5',
    '--',
    '-k',
    'MEAN_LATENCY,TRANSACTION_RATE'
  ]
};

const start = Date.parse('2026-11-23T10:00:00.000Z');
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

/** A valid sample of a test with the published benchmark's VXLAN figures. */
export function createSample(overrides: Partial<Sample> = {}): Sample {
  const {
    round = 1,
    block = 0,
    scenario = 'vxlan',
    path = 'pod',
    test = 'tcp-throughput',
    attempt = 1,
    repeat = 1
  } = overrides;
  const name = path === 'host' ? 'control' : scenario.replaceAll('+', '-');
  const id = `r${round}-b${block}-${name}-${test}${attempt === 1 ? '' : `-attempt${attempt}`}`;
  return {
    id,
    round,
    block,
    arm: 'candidate',
    scenario,
    test,
    path,
    repeat,
    attempt,
    status: 'valid',
    command: commands[test],
    startedAt: at(60 * round),
    endedAt: at(60 * round + 5),
    client: { pod: 'perf-client', node: 'perf-worker', ip: '10.244.0.75' },
    server: { pod: 'perf-server', node: 'perf-worker2', ip: '10.244.1.62' },
    metrics: figures[test],
    drops: [],
    agentRestarts: [],
    raw: `raw/${id}.json.gz`,
    ...overrides
  };
}

/** A sample that failed; it has no figures. */
export function createInvalidSample(overrides: Partial<Sample> = {}): Sample {
  return createSample({
    status: 'invalid',
    reason: { kind: 'pod-replaced', message: 'server pod was replaced' },
    metrics: {},
    ...overrides
  });
}

/** A measured block. */
export function createBlock(overrides: Partial<Block> = {}): Block {
  const { round = 1, path = 'pod' } = overrides;
  const ofPods =
    path === 'host'
      ? {}
      : {
          settling: { seconds: 5.4, settled: true, probes: [6.9e9, 7.5e9, 7.6e9, 7.6e9, 7.62e9] },
          podMtu: 1500
        };
  return {
    index: 0,
    round,
    arm: 'candidate',
    scenario: 'vxlan',
    path,
    status: 'measured',
    startedAt: at(60 * round - 30),
    endedAt: at(60 * round + 25),
    switchSeconds: path === 'host' ? 0 : 24.8,
    ...ofPods,
    ...overrides
  };
}

/** A scenario's setup as the chart got it. */
export function createScenarioResult(name: string, overrides: Partial<ScenarioResult> = {}): ScenarioResult {
  const scenario = parseScenario(name) ?? { routing: 'vxlan', encryption: 'none' };
  const tunnel = scenario.routing !== 'native';
  return {
    name,
    arm: 'candidate',
    ...scenario,
    status: 'measured',
    values: {
      routingMode: tunnel ? 'tunnel' : 'native',
      ...(tunnel ? { tunnelProtocol: scenario.routing } : { ipv4NativeRoutingCIDR: '10.244.0.0/16' }),
      kubeProxyReplacement: true,
      encryption: scenario.encryption === 'none' ? { enabled: false } : { enabled: true, type: scenario.encryption }
    },
    statusCheck: [
      'Cilium:                  Ok   1.20.2 (v1.20.2-4e9d1f0a)',
      'KubeProxyReplacement:    True   [eth0   172.18.0.3 fc00:f853:ccd:e793::3 (Direct Routing)]',
      `Routing:                 Network: ${tunnel ? `Tunnel [${scenario.routing}]` : 'Native'}   Host: BPF`,
      'Masquerading:            BPF   [eth0]   10.244.0.0/16  [IPv4: Enabled, IPv6: Disabled]',
      'Encryption:              Disabled'
    ].join('\n'),
    ...overrides
  };
}

function createNode(name: string, role: RunNode['role'], controlPlane: boolean): RunNode {
  return {
    name,
    role,
    controlPlane,
    kernel: '6.12.48+deb13-amd64',
    osImage: 'Debian GNU/Linux 13 (trixie)',
    containerRuntime: 'containerd://2.1.4',
    architecture: 'amd64',
    cpuModel: 'AMD EPYC 7763 64-Core Processor',
    cpus: '4',
    interface: { name: 'eth0', mtu: 1500, driver: 'veth' }
  };
}

/** What a run is built from when the overrides do not give its parts. */
export interface RunShape {
  readonly scenarios?: readonly string[];
  readonly tests?: readonly TestName[];
  readonly rounds?: number;
  /** The candidate alone, unless said otherwise. */
  readonly arms?: readonly Arm[];
  /** The reference's, if its mode differs from that of the only scenario. */
  readonly referenceScenario?: string;
}

/**
 * A complete run with realistic content on a kind cluster: by default `vxlan` and `native`, two rounds of the four TCP
 * tests, a control in each round. `shape` sets its size; `overrides` replace whole parts.
 */
export function createRun(overrides: Partial<Run> = {}, shape: RunShape = {}): Run {
  const scenarios = [...(shape.scenarios ?? ['vxlan', 'native'])];
  const tests = [...(shape.tests ?? (['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'] as const))];
  const rounds = shape.rounds ?? 2;
  const arms = shape.arms ?? ['candidate'];
  const control = scenarios[0] ?? 'vxlan';
  const { referenceScenario } = shape;
  const ofArm = (arm: Arm, name: string): string => (arm === 'reference' ? (referenceScenario ?? name) : name);
  const drawn: Run['plan']['order'][number] = [
    ...arms.flatMap(arm => scenarios.map(name => ({ arm, scenario: ofArm(arm, name), path: 'pod' as const, tests }))),
    { arm: 'candidate', scenario: control, path: 'host', tests: ['tcp-throughput'] }
  ];
  const order = tests.includes('tcp-throughput') ? drawn : drawn.slice(0, -1);
  const numbers = Array.from({ length: rounds }, (_, index) => index + 1);
  const placed = numbers.flatMap(round => order.map((block, index) => ({ ...block, round, index })));
  return {
    schemaVersion: 1,
    id: '20261123-100000-5e1f',
    tool: { name: 'cilium-perf-gate', version: '0.1.0' },
    complete: true,
    startedAt: at(0),
    endedAt: at(300),
    source: {
      repository: 'example/cilium-config',
      sha: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
      ref: 'refs/pull/7/merge',
      event: 'pull_request',
      workflow: 'perf',
      job: 'measure',
      runId: 17_480_000_001,
      runAttempt: 1
    },
    cluster: {
      provider: 'kind',
      name: 'perf',
      kubernetesVersion: 'v1.34.3',
      nodes: [createNode('perf-worker', 'client', false), createNode('perf-worker2', 'server', false)]
    },
    cilium: {
      version: '1.20.2',
      chart: 'oci://quay.io/cilium/charts/cilium',
      chartVersion: '1.20.2',
      agentImage: 'quay.io/cilium/cilium:v1.20.2',
      agentImageId: `quay.io/cilium/cilium@sha256:${'3c9f5e21'.repeat(8)}`
    },
    tools: {
      image: `quay.io/cilium/network-perf@sha256:${'b27d04aa'.repeat(8)}`,
      imageId: `quay.io/cilium/network-perf@sha256:${'b27d04aa'.repeat(8)}`,
      iperf3: '3.19.1',
      netperf: '2.7.0'
    },
    plan: {
      suite: 'default',
      seed: '5e1fab1e',
      rounds,
      scenarios,
      tests,
      durationSeconds: 5,
      burstSeconds: 1,
      omitSeconds: 0,
      order: numbers.map(() => order),
      estimatedSeconds: 280
    },
    scenarios: arms.flatMap(arm => scenarios.map(name => createScenarioResult(ofArm(arm, name), { arm }))),
    blocks: placed.map(({ round, index, arm, scenario, path }) => createBlock({ round, index, arm, scenario, path })),
    samples: placed.flatMap(({ round, index, arm, scenario, path, tests: ofBlock }) =>
      ofBlock.map(test => createSample({ round, block: index, arm, scenario, path, test }))
    ),
    timing: {
      totalSeconds: 300,
      clusterSeconds: 61.2,
      switchSeconds: 99.2,
      settlingSeconds: 21.6,
      samplingSeconds: 90
    },
    ...overrides
  };
}

/** The names of the metrics that a valid sample of a test must have; for tests that check them one by one. */
export const metricsOf = (test: TestName): readonly string[] => requiredMetrics[test];

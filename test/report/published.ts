import type { Metric, Run, Sample } from '../../src/model/run.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import type { TestName } from '../../src/model/test.ts';
import { bits, createRun, createSample, createScenarioResult, micros, percent, rate } from '../support/run-builder.ts';

/**
 * Values of one published document, in the units of its tool outputs: Gbit/s, %, µs, transactions per second, 10^6
 * bit/s.
 */
interface Figures {
  readonly tcp: number;
  readonly udp?: number;
  readonly lost?: number;
  readonly bidirectional: readonly [number, number];
  readonly latency: readonly [number, number];
  readonly udpLatency?: readonly [number, number];
  readonly stream: number;
}

/** From documents 01, 02, 04, 05, 08 and 09; the receivers' lines of iperf3. */
export const published = {
  vxlan: {
    tcp: 7.6,
    udp: 1.49,
    lost: 3.4,
    bidirectional: [3.84, 2.42],
    latency: [164.91, 6056.582],
    udpLatency: [164.42, 6077.425],
    stream: 6926.5
  },
  'vxlan+wireguard': {
    tcp: 2.13,
    udp: 0.818,
    lost: 0.61,
    bidirectional: [1.65, 0.476],
    latency: [236.79, 4215.314],
    udpLatency: [236.99, 4211.587],
    stream: 2163.96
  },
  native: {
    tcp: 12,
    udp: 1.96,
    lost: 1.2,
    bidirectional: [12, 10.9],
    latency: [123.63, 8071.814],
    udpLatency: [122.38, 8157.954],
    stream: 11926.92
  },
  'azure-cni-overlay': {
    tcp: 6.44,
    udp: 1.29,
    lost: 0.19,
    bidirectional: [6.02, 1.7],
    latency: [333.18, 2999.744],
    udpLatency: [339.52, 2943.729],
    stream: 9809.07
  },
  geneve: { tcp: 7.22, bidirectional: [4.04, 2.42], latency: [163.94, 6095.122], stream: 6808.56 },
  'geneve+ztunnel': { tcp: 9.53, bidirectional: [4.43, 3.77], latency: [329.84, 3029.582], stream: 4608.32 },
  // Their documents are not available, so these values come from the table's own cells.
  'native+wireguard': {
    tcp: 2.4,
    udp: 1,
    lost: 0.3,
    bidirectional: [1.7, 0.5],
    latency: [224, 4449],
    udpLatency: [232, 4300],
    stream: 2225
  },
  'native+ztunnel': { tcp: 12, bidirectional: [10.5, 9.1], latency: [261, 3822], stream: 6664 }
} as const satisfies Record<string, Figures>;

function metricsFrom(figures: Figures, test: TestName): Record<string, Metric> {
  const [tx, rx] = figures.bidirectional;
  const latency = test === 'udp-latency' ? (figures.udpLatency ?? figures.latency) : figures.latency;
  const latencyMetrics = { 'latency-mean': micros(latency[0]), 'transaction-rate': rate(latency[1]) };
  const metrics: Readonly<Record<TestName, Record<string, Metric>>> = {
    'tcp-throughput': { throughput: bits(figures.tcp * 1e9) },
    'udp-throughput': { throughput: bits((figures.udp ?? 0) * 1e9), 'lost-datagrams': percent(figures.lost ?? 0) },
    'tcp-bidirectional': {
      throughput: bits((tx + rx) * 1e9),
      'throughput-tx': bits(tx * 1e9),
      'throughput-rx': bits(rx * 1e9)
    },
    'tcp-latency': latencyMetrics,
    'udp-latency': latencyMetrics,
    'tcp-stream': { throughput: bits(figures.stream * 1e6) },
    'tcp-connect': latencyMetrics
  };
  return metrics[test];
}

/** A run of one round on AKS with the published values; a scenario we do not have borrows another's name. */
export function publishedRun(scenarios: Readonly<Record<string, Figures>>, tests: readonly TestName[]): Run {
  const names = Object.keys(scenarios).filter(name => parseScenario(name) !== undefined);
  const base = createRun({}, { scenarios: names, rounds: 1, tests });
  const order = [
    names.map(scenario => ({ arm: 'candidate' as const, scenario, path: 'pod' as const, tests: [...tests] }))
  ];
  const samples = names.flatMap((scenario, block) =>
    tests.map((test): Sample => {
      const figures = scenarios[scenario];
      if (figures === undefined) throw new Error(`no figures of ${scenario}`);
      return createSample({ scenario, block, test, metrics: metricsFrom(figures, test) });
    })
  );
  return {
    ...base,
    cluster: {
      provider: 'aks',
      name: 'aks-1',
      kubernetesVersion: '1.35.1',
      nodes: (base.cluster?.nodes ?? []).map(node => ({ ...node, instanceType: 'Standard_D4das_v5' }))
    },
    plan: { ...base.plan, suite: 'published', durationSeconds: 30, burstSeconds: 30, order },
    scenarios: names.map(name => createScenarioResult(name)),
    blocks: [],
    samples
  };
}

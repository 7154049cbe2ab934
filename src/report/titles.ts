import { count } from '../lib/count.ts';
import type { MetricComparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { parseScenario, type EncryptionMode, type RoutingMode } from '../model/scenario.ts';
import type { TestName } from '../model/test.ts';
import type { Span } from './blocks.ts';

/** Encapsulations as the published benchmark names them. */
export const encapsulationTitles: Readonly<Record<RoutingMode, string>> = {
  vxlan: 'VXLAN',
  geneve: 'Geneve',
  native: 'None'
};

/** Encryption modes as the published benchmark names them. */
export const encryptionTitles: Readonly<Record<EncryptionMode, string>> = {
  none: 'None',
  wireguard: 'WireGuard',
  ipsec: 'IPsec',
  ztunnel: 'ztunnel'
};

/** Tests as the published documents name them. */
export const testTitles: Readonly<Record<TestName, string>> = {
  'tcp-throughput': 'TCP throughput',
  'udp-throughput': 'UDP throughput',
  'tcp-bidirectional': 'Bidirectional throughput',
  'tcp-latency': 'TCP latency',
  'udp-latency': 'UDP latency',
  'tcp-stream': 'TCP stream',
  'tcp-connect': 'TCP connect'
};

/**
 * A scenario as a column of the published table: `Native Routing + WireGuard`. Plain text; an unknown scenario's name
 * comes from outside.
 */
export function scenarioTitle(name: string): string {
  const scenario = parseScenario(name);
  if (scenario === undefined) return name;
  const routing = scenario.routing === 'native' ? 'Native Routing' : encapsulationTitles[scenario.routing];
  return scenario.encryption === 'none' ? routing : `${routing} + ${encryptionTitles[scenario.encryption]}`;
}

/** The same as a heading of the published documents: `VXLAN Encapsulation + WireGuard Encryption`. */
export function scenarioHeading(name: string): string {
  const scenario = parseScenario(name);
  if (scenario === undefined) return name;
  const { routing, encryption } = scenario;
  const path = routing === 'native' ? 'Native Routing' : `${encapsulationTitles[routing]} Encapsulation`;
  return encryption === 'none' ? path : `${path} + ${encryptionTitles[encryption]} Encryption`;
}

/** Suffix for a metric's title. The metric a test is named after has none. */
const metricTitles: ReadonlyMap<string, string> = new Map([
  ['throughput', ''],
  ['throughput-tx', 'TX-C'],
  ['throughput-rx', 'RX-C'],
  ['retransmits', 'retransmits'],
  ['retransmits-tx', 'retransmits TX-C'],
  ['retransmits-rx', 'retransmits RX-C'],
  ['lost-datagrams', 'lost datagrams'],
  ['client-cpu', "client's CPU"],
  ['server-cpu', "server's CPU"],
  ['client-node-cpu', "CPU of the client's node"],
  ['server-node-cpu', "CPU of the server's node"],
  ['machine-cpu', "machine's CPU"],
  ['pods-cpu', 'CPU of the test pods'],
  ['client-ztunnel-cpu', "CPU of the client's ztunnel"],
  ['server-ztunnel-cpu', "CPU of the server's ztunnel"],
  ['transaction-rate', 'transaction rate'],
  ['latency-min', 'minimum'],
  ['latency-mean', ''],
  ['latency-max', 'maximum'],
  ['latency-p50', 'p50'],
  ['latency-p90', 'p90'],
  ['latency-p99', 'p99'],
  ['latency-stddev', 'standard deviation']
]);

/** A metric's title: `TCP throughput`, `TCP latency p99`. Plain text; an unknown metric's name comes from outside. */
export function metricTitle(test: TestName, metric: string): string {
  const title = metricTitles.get(metric) ?? metric;
  return title === '' ? testTitles[test] : `${testTitles[test]} ${title}`;
}

/** Scenario and metric: `native+wireguard TCP throughput`. Plain text that may come from outside. */
export function subjectOf({ scenario, test, metric }: MetricComparison): string {
  return `${scenario} ${metricTitle(test, metric)}`;
}

/** The data behind a comparison: `7 rounds`, `12 earlier runs`, `one earlier run`, `5 older runs`. */
export function basisOf({ design, pairs, slowDecline }: MetricComparison): string {
  switch (design) {
    case 'paired':
      return count(pairs, 'round');
    case 'history':
    case 'single':
      return pairs === 1 ? 'one earlier run' : `${pairs} ${slowDecline === true ? 'older' : 'earlier'} runs`;
    case 'none':
      return 'nothing';
  }
}

/** Whether `slower` and `faster` describe a change of a metric. */
export function isSpeed({ metric }: Pick<MetricComparison, 'metric'>): boolean {
  return /^(?:throughput|latency|transaction-rate)/.test(metric);
}

/** A known scenario as code, as users write it; any other name as plain text. */
export function scenarioName(scenario: string): Span {
  return parseScenario(scenario) === undefined ? scenario : { text: scenario, style: 'code' };
}

/** What follows a verdict on the results of a fork's own job. */
export const foreignOrigin = ' (reported by the fork, not verified)';

/** Whether a run measured a pull request. */
export function ofPullRequest({ source }: Pick<Run, 'source'>): boolean {
  return source?.ref.startsWith('refs/pull/') === true || source?.event === 'pull_request_target';
}

/** A title inside a sentence: its first letter is small, unless the word is an abbreviation. */
export function inSentence(title: string): string {
  return title.replace(/^[A-Z](?=[a-z])/, letter => letter.toLowerCase());
}

import type { TestName } from '../suite/test.ts';
import type { MetricComparison } from '../verdict/comparison.ts';
import { testTitles } from './titles.ts';

/** What a metric adds to its test's name; those for which tests are named add nothing. */
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

/** A metric of a test for people: `TCP throughput`, `TCP latency p99`. Plain text, from outside where it is unknown. */
export function metricTitle(test: TestName, metric: string): string {
  const title = metricTitles.get(metric) ?? metric;
  return title === '' ? testTitles[test] : `${testTitles[test]} ${title}`;
}

/** What was compared, as a sentence begins: `native+wireguard TCP throughput`. Plain text from outside. */
export function subjectOf({ scenario, test, metric }: MetricComparison): string {
  return `${scenario} ${metricTitle(test, metric)}`;
}

/** Against what, in words: `7 rounds`, `12 earlier runs`, `one earlier run`, `5 older runs`. */
export function basisOf({ design, pairs, slowDecline }: MetricComparison): string {
  switch (design) {
    case 'paired':
      return `${String(pairs)} ${pairs === 1 ? 'round' : 'rounds'}`;
    case 'history':
    case 'single':
      return pairs === 1 ? 'one earlier run' : `${String(pairs)} ${slowDecline === true ? 'older' : 'earlier'} runs`;
    case 'none':
      return 'nothing';
  }
}

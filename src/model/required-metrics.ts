import type { TestName } from './test.ts';

/** The metrics without which a sample of a test has no figure: the published table's cells and what gates. */
export const requiredMetrics = {
  'tcp-throughput': ['throughput'],
  'tcp-bidirectional': ['throughput', 'throughput-tx', 'throughput-rx'],
  'tcp-latency': ['latency-mean', 'transaction-rate'],
  'tcp-stream': ['throughput'],
  'udp-throughput': ['throughput', 'lost-datagrams'],
  'udp-latency': ['latency-mean', 'transaction-rate'],
  'tcp-connect': ['latency-mean', 'transaction-rate']
} as const satisfies Record<TestName, readonly string[]>;

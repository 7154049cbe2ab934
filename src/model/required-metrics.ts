import type { TestName } from './test.ts';

/** Metrics that every valid sample must have: those in the published table and those that gate. */
export const requiredMetrics = {
  'tcp-throughput': ['throughput'],
  'tcp-bidirectional': ['throughput', 'throughput-tx', 'throughput-rx'],
  'tcp-latency': ['latency-mean', 'transaction-rate'],
  'tcp-stream': ['throughput'],
  'udp-throughput': ['throughput', 'lost-datagrams'],
  'udp-latency': ['latency-mean', 'transaction-rate'],
  'tcp-connect': ['latency-mean', 'transaction-rate']
} as const satisfies Record<TestName, readonly string[]>;

import { netperfClient, netperfSeconds, parseRequestResponse, type NetperfMode } from './netperf.ts';
import type { Test } from './test.ts';

const mode: NetperfMode = { test: 'TCP_CRR', protocol: 'TCP', direction: 'Connect|Send|Recv', unit: 'Trans/s' };

/** A new TCP connection for each byte there and back. */
export const tcpConnect: Test = {
  name: 'tcp-connect',
  tool: 'netperf',
  client: target => netperfClient(target, mode),
  expectedSeconds: target => netperfSeconds(target, mode),
  parse: (output, target) => parseRequestResponse(output, target, mode),
  // Connections per second is what such tests are read by; one follows the other, so the mean latency says the same.
  primaryMetric: 'transaction-rate'
};

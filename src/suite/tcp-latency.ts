import { netperfClient, netperfSeconds, parseRequestResponse, type NetperfMode } from './netperf.ts';
import type { Test } from './test.ts';

const mode: NetperfMode = { test: 'TCP_RR', protocol: 'TCP', direction: 'Send|Recv', unit: 'Trans/s' };

/** One byte there and back over one TCP connection, over and over. */
export const tcpLatency: Test = {
  name: 'tcp-latency',
  tool: 'netperf',
  client: target => netperfClient(target, mode),
  // netperf has no --omit; the first transactions of a new path are slower (rules 10).
  warmUp: target => netperfClient({ ...target, durationSeconds: 1 }, mode),
  expectedSeconds: target => netperfSeconds(target, mode),
  parse: (output, target) => parseRequestResponse(output, target, mode),
  primaryMetric: 'latency-mean'
};

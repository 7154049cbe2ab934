import { netperfClient, netperfSeconds, parseRequestResponse, type NetperfMode } from './netperf.ts';
import type { Test } from './test.ts';

const mode: NetperfMode = { test: 'UDP_RR', protocol: 'UDP', direction: 'Send|Recv', unit: 'Trans/s' };

/** One byte there and back by UDP; a single lost datagram makes the sample invalid, since netperf then only waits. */
export const udpLatency: Test = {
  name: 'udp-latency',
  tool: 'netperf',
  client: target => netperfClient(target, mode),
  expectedSeconds: target => netperfSeconds(target, mode),
  parse: (output, target) => parseRequestResponse(output, target, mode),
  primaryMetric: 'latency-mean'
};

import { netperfClient, netperfSeconds, parseStream, type NetperfMode } from './netperf.ts';
import type { Test } from './test.ts';

const mode: NetperfMode = { test: 'TCP_STREAM', protocol: 'TCP', direction: 'Send', unit: '10^6bits/s' };

/** One TCP stream from client to server; what the server received. */
export const tcpStream: Test = {
  name: 'tcp-stream',
  tool: 'netperf',
  client: target => netperfClient(target, mode),
  expectedSeconds: target => netperfSeconds(target, mode),
  parse: (output, target) => parseStream(output, target, mode),
  primaryMetric: 'throughput'
};

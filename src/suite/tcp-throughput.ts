import { bitRate } from './checks.ts';
import { iperf3Client, iperf3Details, iperf3Seconds, iperf3Server, readIperf3, type Iperf3Mode } from './iperf3.ts';
import type { Test } from './test.ts';

const mode: Iperf3Mode = { protocol: 'TCP', streams: 4, bidirectional: false };

/** Four TCP streams from client to server; what the server received. */
export const tcpThroughput: Test = {
  name: 'tcp-throughput',
  tool: 'iperf3',
  server: iperf3Server,
  client: target => iperf3Client(target, ['-P', '4']),
  expectedSeconds: iperf3Seconds,
  parse(output, target) {
    const reading = readIperf3(output, target, mode);
    if (!reading.ok) return reading;
    return {
      ok: true,
      metrics: { throughput: bitRate(reading.forward.throughput), ...iperf3Details(reading) },
      receivedBytes: reading.forward.receivedBytes,
      ...(reading.toolVersion === undefined ? {} : { toolVersion: reading.toolVersion })
    };
  },
  primaryMetric: 'throughput'
};

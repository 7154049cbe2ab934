import { bitRate, failed } from './checks.ts';
import { iperf3Client, iperf3Details, iperf3Seconds, iperf3Server, readIperf3, type Iperf3Mode } from './iperf3.ts';
import type { Test } from './test.ts';

const mode: Iperf3Mode = { protocol: 'TCP', streams: 1, bidirectional: true };

/** One TCP stream each way at once; the sum is gated, TX-C and RX-C of the published table are `-tx` and `-rx`. */
export const tcpBidirectional: Test = {
  name: 'tcp-bidirectional',
  tool: 'iperf3',
  server: iperf3Server,
  client: target => iperf3Client(target, ['--bidir']),
  expectedSeconds: iperf3Seconds,
  parse(output, target) {
    const reading = readIperf3(output, target, mode);
    if (!reading.ok) return reading;
    const { forward, reverse } = reading;
    if (reverse === undefined) return failed('missing-value', 'iperf3 gave no sums server to client');
    return {
      ok: true,
      metrics: {
        throughput: bitRate(forward.throughput + reverse.throughput),
        'throughput-tx': bitRate(forward.throughput),
        'throughput-rx': bitRate(reverse.throughput),
        ...iperf3Details(reading)
      },
      receivedBytes: forward.receivedBytes + reverse.receivedBytes,
      ...(reading.toolVersion === undefined ? {} : { toolVersion: reading.toolVersion })
    };
  },
  primaryMetric: 'throughput'
};

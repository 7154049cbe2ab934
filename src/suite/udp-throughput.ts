import { bitRate, failed, microseconds, percent } from './checks.ts';
import { iperf3Client, iperf3Details, iperf3Seconds, iperf3Server, readIperf3, type Iperf3Mode } from './iperf3.ts';
import type { Test } from './test.ts';

const mode: Iperf3Mode = { protocol: 'UDP', streams: 1, bidirectional: false };

/** Offered bit/s as published: beyond what one stream reaches there, so the sender is never the limit it sets itself. */
const offered = '10G';

/** One UDP stream; what the server received, and how much of what was sent it did not. */
export const udpThroughput: Test = {
  name: 'udp-throughput',
  tool: 'iperf3',
  server: iperf3Server,
  client: target => iperf3Client(target, ['-u', '-b', offered]),
  expectedSeconds: iperf3Seconds,
  parse(output, target) {
    const reading = readIperf3(output, target, mode);
    if (!reading.ok) return reading;
    const { sentBytes, receivedBytes, throughput, jitter } = reading.forward;
    if (jitter === undefined) return failed('missing-value', 'iperf3 gave no jitter');
    // Datagrams under way when the omitted seconds end are counted at the receiver only, so a clean path can be below 0.
    const lost = Math.max(0, 100 * (1 - receivedBytes / sentBytes));
    return {
      ok: true,
      metrics: {
        throughput: bitRate(throughput),
        'lost-datagrams': percent(lost),
        jitter: microseconds(jitter),
        ...iperf3Details(reading)
      },
      receivedBytes,
      ...(reading.toolVersion === undefined ? {} : { toolVersion: reading.toolVersion })
    };
  },
  primaryMetric: 'throughput'
};

import { defined } from '../lib/defined.ts';
import type { Metric } from '../model/run.ts';
import type { Test, TestName } from '../model/test.ts';
import { bitRate, failed, microseconds, percent, type Failed } from './checks.ts';
import {
  iperf3Client,
  iperf3Details,
  iperf3Seconds,
  iperf3Server,
  readIperf3,
  type Iperf3Mode,
  type Iperf3Reading
} from './iperf3.ts';
import { netperfClient, netperfSeconds, parseRequestResponse, parseStream, type NetperfMode } from './netperf.ts';

/** Offered bit/s as in the published benchmark: more than one stream can reach, so the sender never limits itself. */
const offered = '10G';

export const tests: Readonly<Record<TestName, Test>> = {
  // Four TCP streams from client to server; measured at the server.
  'tcp-throughput': iperf3Test(
    'tcp-throughput',
    { protocol: 'TCP', streams: 4, bidirectional: false },
    ['-P', '4'],
    ({ forward }) => ({ metrics: { throughput: bitRate(forward.throughput) }, receivedBytes: forward.receivedBytes })
  ),
  // One TCP stream in each direction at once. The sum gates; TX-C and RX-C of the published table are `-tx` and `-rx`.
  'tcp-bidirectional': iperf3Test(
    'tcp-bidirectional',
    { protocol: 'TCP', streams: 1, bidirectional: true },
    ['--bidir'],
    ({ forward, reverse }) => {
      if (reverse === undefined) return failed('missing-value', 'iperf3 reported no sums server to client');
      return {
        metrics: {
          throughput: bitRate(forward.throughput + reverse.throughput),
          'throughput-tx': bitRate(forward.throughput),
          'throughput-rx': bitRate(reverse.throughput)
        },
        receivedBytes: forward.receivedBytes + reverse.receivedBytes
      };
    }
  ),
  // One byte back and forth over a single TCP connection.
  'tcp-latency': requestResponse(
    'tcp-latency',
    { test: 'TCP_RR', protocol: 'TCP', direction: 'Send|Recv', unit: 'Trans/s' },
    'latency-mean'
  ),
  // One TCP stream from client to server; measured at the server.
  'tcp-stream': stream('tcp-stream', {
    test: 'TCP_STREAM',
    protocol: 'TCP',
    direction: 'Send',
    unit: '10^6bits/s'
  }),
  // One UDP stream; what the server received, and the share it lost.
  'udp-throughput': udpThroughput(['-u', '-b', offered]),
  // One byte back and forth over UDP. A single lost datagram invalidates the sample, because netperf then only waits.
  'udp-latency': requestResponse(
    'udp-latency',
    { test: 'UDP_RR', protocol: 'UDP', direction: 'Send|Recv', unit: 'Trans/s' },
    'latency-mean'
  ),
  // A new TCP connection for each byte back and forth. Such tests are usually read in connections per second;
  // connections are sequential, so the mean latency shows the same.
  'tcp-connect': {
    ...requestResponse(
      'tcp-connect',
      { test: 'TCP_CRR', protocol: 'TCP', direction: 'Connect|Send|Recv', unit: 'Trans/s' },
      'transaction-rate'
    ),
    reconnects: true
  }
};

/** One second of traffic for a row of the traffic matrix, by protocol. */
export const transfers: Readonly<Record<'TCP' | 'UDP', Test>> = {
  TCP: tests['tcp-throughput'],
  // So slow that nothing is lost, and in datagrams that fit into every mode's packets.
  UDP: udpThroughput(['-u', '-b', '200M', '-l', '1200'])
};

/** The tests that run by default: the TCP rows of the published benchmark. */
export const defaultTests: readonly TestName[] = ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'];

/** What a test reads from iperf3's sums. */
interface Sums {
  readonly metrics: Record<string, Metric>;
  readonly receivedBytes: number;
}

function iperf3Test(
  name: TestName,
  mode: Iperf3Mode,
  options: readonly string[],
  read: (reading: Iperf3Reading) => Sums | Failed
): Test {
  return {
    name,
    tool: 'iperf3',
    server: iperf3Server,
    client: target => iperf3Client(target, options),
    expectedSeconds: iperf3Seconds,
    parse(output, target) {
      const reading = readIperf3(output, target, mode);
      if (!reading.ok) return reading;
      const sums = read(reading);
      if ('ok' in sums) return sums;
      const { toolVersion } = reading;
      return {
        ok: true,
        metrics: { ...sums.metrics, ...iperf3Details(reading) },
        receivedBytes: sums.receivedBytes,
        ...defined({ toolVersion })
      };
    },
    primaryMetric: 'throughput'
  };
}

function udpThroughput(options: readonly string[]): Test {
  return iperf3Test(
    'udp-throughput',
    { protocol: 'UDP', streams: 1, bidirectional: false },
    options,
    ({ forward: { sentBytes, receivedBytes, throughput, jitter } }) => {
      if (jitter === undefined) return failed('missing-value', 'iperf3 reported no jitter');
      // Only the receiver counts datagrams in flight when the omitted seconds end, so loss on a clean path can be below
      // 0.
      const lost = Math.max(0, 100 * (1 - receivedBytes / sentBytes));
      return {
        metrics: { throughput: bitRate(throughput), 'lost-datagrams': percent(lost), jitter: microseconds(jitter) },
        receivedBytes
      };
    }
  );
}

function netperfTest(name: TestName, mode: NetperfMode): Pick<Test, 'name' | 'tool' | 'client' | 'expectedSeconds'> {
  return {
    name,
    tool: 'netperf',
    client: target => netperfClient(target, mode),
    expectedSeconds: target => netperfSeconds(target, mode)
  };
}

function requestResponse(name: TestName, mode: NetperfMode, primaryMetric: string): Test {
  const parse: Test['parse'] = (output, target) => parseRequestResponse(output, target, mode);
  return { ...netperfTest(name, mode), parse, primaryMetric };
}

function stream(name: TestName, mode: NetperfMode): Test {
  const parse: Test['parse'] = (output, target) => parseStream(output, target, mode);
  return { ...netperfTest(name, mode), parse, primaryMetric: 'throughput' };
}

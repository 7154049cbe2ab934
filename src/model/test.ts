import type { InvalidReason, Metric } from './run.ts';

/** The tests of the suite. The first four are the published benchmark's TCP rows. */
export const testNames = [
  'tcp-throughput',
  'tcp-bidirectional',
  'tcp-latency',
  'tcp-stream',
  'udp-throughput',
  'udp-latency',
  'tcp-connect'
] as const;
export type TestName = (typeof testNames)[number];

/** How long samples take. */
export interface SampleTiming {
  /** Measured seconds of a sample: a multiple of `burstSeconds`. */
  readonly durationSeconds: number;
  /** Measured seconds of one run of the client. Each has new connections, so a sample with more of them scatters less. */
  readonly burstSeconds: number;
  /** Warm-up seconds of each burst, excluded by iperf3. */
  readonly omitSeconds: number;
}

/** How long a sample takes, for people: `5 bursts of 1 s, each after 1 s of warm-up`. */
export function describeTiming({ durationSeconds, burstSeconds, omitSeconds }: SampleTiming): string {
  const warmUp = omitSeconds === 0 ? '' : `${omitSeconds} s of warm-up`;
  const bursts = durationSeconds / burstSeconds;
  if (bursts === 1) return `${burstSeconds} s${warmUp === '' ? '' : ` after ${warmUp}`}`;
  return `${bursts} bursts of ${burstSeconds} s${warmUp === '' ? '' : `, each after ${warmUp}`}`;
}

/** What a test needs to build its command line. */
export interface TestTarget {
  /** The server's IP, never a Service: through ztunnel, traffic to a ClusterIP can be plaintext. */
  readonly serverIp: string;
  /** Measured seconds of one run of the client. */
  readonly durationSeconds: number;
  /** Warm-up seconds excluded by iperf3 (`--omit`). */
  readonly omitSeconds: number;
  /** Factor by which timeouts and the tolerance for a sample's duration are extended. */
  readonly timeScale: number;
}

/** Result of running a tool in the client pod. */
export interface ToolOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a tool measured. */
export interface Measured {
  readonly ok: true;
  readonly metrics: Record<string, Metric>;
  /** Payload bytes read by the receivers, both directions together. A proof must cover them. */
  readonly receivedBytes: number;
  /** Request-response transactions, if the test counts them. */
  readonly transactions?: number;
  /** The tool's version if its output contains it ("3.12"). */
  readonly toolVersion?: string;
}

/** A parsed execution: either metrics or a reason. A failure never becomes zero. */
export type Parsed = Measured | { readonly ok: false; readonly reason: InvalidReason };

/** One test: its commands in both pods and how to parse its output. */
export interface Test {
  readonly name: TestName;
  readonly tool: 'iperf3' | 'netperf';
  /**
   * Command to start in the server pod before the client, and the line it prints once it listens for the client of a
   * burst, from 1. Absent for netperf, whose netserver is the server pod's main process.
   */
  readonly server?: { readonly command: readonly string[]; readyLine(burst: number): RegExp };
  /** The client's exact argument list. */
  client(target: TestTarget): readonly string[];
  /** Set if the client makes many connections, one after the other, so that its sample is a single burst. */
  readonly reconnects?: true;
  /** Expected duration of the client in seconds, including start and end. */
  expectedSeconds(target: TestTarget): number;
  parse(output: ToolOutput, target: TestTarget): Parsed;
  /** Name in `metrics` of the metric that gates. */
  readonly primaryMetric: string;
}

const latencies = [
  'latency-mean',
  'latency-min',
  'latency-p50',
  'latency-p90',
  'latency-p99',
  'latency-max',
  'latency-stddev',
  'transaction-rate'
] as const;

/** CPU time of both test pods per GB or transaction, from their cgroups. */
const podsCpu = 'pods-cpu';

/**
 * Metrics that can gate: all that a test reports and for which less or more is better, and what the test's own traffic
 * costs. CPU time of whole nodes contains that of others.
 */
export const gatingMetrics = {
  'tcp-throughput': ['throughput', 'retransmits', 'client-cpu', 'server-cpu', podsCpu],
  'tcp-bidirectional': [
    'throughput',
    'throughput-tx',
    'throughput-rx',
    'retransmits-tx',
    'retransmits-rx',
    'client-cpu',
    'server-cpu',
    podsCpu
  ],
  'tcp-latency': [...latencies, 'retransmits-tx', 'retransmits-rx', podsCpu],
  'tcp-stream': ['throughput', 'retransmits', podsCpu],
  'udp-throughput': ['throughput', 'lost-datagrams', 'jitter', 'client-cpu', 'server-cpu', podsCpu],
  'udp-latency': [...latencies, podsCpu],
  'tcp-connect': [...latencies, podsCpu]
} as const satisfies Record<TestName, readonly string[]>;

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

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

/** What a test needs to know to write its command line. */
export interface TestTarget {
  /** The server's IP, never a Service: through ztunnel a ClusterIP can be plaintext. */
  readonly serverIp: string;
  /** Measured seconds. */
  readonly durationSeconds: number;
  /** Warm-up seconds that iperf3 leaves out (`--omit`). */
  readonly omitSeconds: number;
  /** How many times as long as on a normal cluster everything may take, and how far a duration may be missed. */
  readonly timeScale: number;
}

/** What a tool's execution in the client pod left behind. */
export interface ToolOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A parsed execution: figures, or the reason why there are none. Never both, never a zero in place of a failure. */
export type Parsed =
  | {
      readonly ok: true;
      readonly metrics: Record<string, Metric>;
      /** Payload bytes that the receivers read, both directions together; what a proof must cover. */
      readonly receivedBytes: number;
      /** Request-response transactions of the sample, where the test counts them. */
      readonly transactions?: number;
      /** The tool's own version where its output tells it ("3.12"). */
      readonly toolVersion?: string;
    }
  | { readonly ok: false; readonly reason: InvalidReason };

/** One test: how it is called in both pods and how its output is read. */
export interface Test {
  readonly name: TestName;
  readonly tool: 'iperf3' | 'netperf';
  /**
   * Command that must be listening in the server pod before the client starts, and the line that says it does.
   * Absent for netperf: its netserver is the server pod's main process.
   */
  readonly server?: { readonly command: readonly string[]; readonly readyLine: RegExp };
  /** The exact argument list of the client. */
  client(target: TestTarget): readonly string[];
  /** An unrecorded execution before the sample (docs/rules.md#order-and-warm-up); absent where none is needed. */
  warmUp?(target: TestTarget): readonly string[];
  /** Seconds that the client needs when all is well, start and end included. */
  expectedSeconds(target: TestTarget): number;
  parse(output: ToolOutput, target: TestTarget): Parsed;
  /** The metric that is gated; its name in `metrics`. */
  readonly primaryMetric: string;
}

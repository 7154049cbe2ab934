import { z } from 'zod';
import type { Metric } from '../model/run.ts';
import type { TestTarget, ToolOutput } from '../model/test.ts';
import {
  checkBitRate,
  checkDuration,
  failed,
  quote,
  tellsLostConnection,
  whereKnown,
  wholeSeconds,
  type Failed
} from './checks.ts';

/** A parsed JSON value and the paths of duplicate keys, because `JSON.parse` keeps only the last of them. */
interface JsonDocument {
  readonly value: unknown;
  /** "end.sum_sent.bytes"; an array's elements are "[]". */
  readonly duplicates: readonly string[];
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/** Parses a text that is exactly one JSON value; `undefined` otherwise. */
function readJsonDocument(text: string): JsonDocument | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return { value, duplicates: duplicateKeys(text) };
}

interface Level {
  readonly path: string;
  readonly keys: Set<string> | undefined;
  /** The current member: a key, or "[]". */
  member: string;
}

/** Walks the tokens of valid JSON. A string followed by a colon is a key. */
function duplicateKeys(json: string): string[] {
  const duplicates: string[] = [];
  const levels: Level[] = [];
  let string = '';
  for (const [token] of json.matchAll(tokens)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      const path = level === undefined ? '' : join(level.path, level.member);
      levels.push({ path, keys: token === '{' ? new Set() : undefined, member: '[]' });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ':' && level?.keys !== undefined) {
      const key = JSON.parse(string) as string;
      if (level.keys.has(key)) duplicates.push(join(level.path, key));
      level.keys.add(key);
      level.member = key;
    } else if (token !== ',') {
      string = token;
    }
  }
  return duplicates;
}

function join(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

/** iperf3's default port. */
const port = '5201';

/** A pod on a reachable node answers well within this time; without the limit, a dropped SYN takes over two minutes. */
const connectMilliseconds = 5000;

/**
 * One server per sample, so that one that hangs fails only that sample. A server keeps listening and would block the port
 * for later ones, so each new one first ends its predecessor.
 */
export const iperf3Server = {
  command: [
    'sh',
    '-c',
    [
      'file=${TMPDIR:-/tmp}/iperf3-server.pid',
      'if [ -r "$file" ] && read -r old <"$file" && kill "$old" 2>/dev/null; then',
      '  for try in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$old" 2>/dev/null && sleep 0.02; done',
      'fi',
      'echo $$ >"$file"',
      `exec iperf3 -s -p ${port} --forceflush`
    ].join('\n')
  ],
  /** iperf3 numbers its tests since 3.11, and prints the line only when it listens again. */
  readyLine: (burst: number): RegExp => new RegExp(String.raw`Server listening on \d+ \(test #${burst}\)`)
} as const;

/** What a test requests from iperf3, in addition to address and seconds. */
export interface Iperf3Mode {
  readonly protocol: 'TCP' | 'UDP';
  /** Streams in each direction. */
  readonly streams: number;
  readonly bidirectional: boolean;
}

/** The client's argument list; `options` are specific to the test. @throws RangeError unless the seconds are whole. */
export function iperf3Client(target: TestTarget, options: readonly string[]): readonly string[] {
  const omit = wholeSeconds(target.omitSeconds, 0);
  return [
    'iperf3',
    ...['-c', target.serverIp, '-p', port, '-t', wholeSeconds(target.durationSeconds, 1)],
    ...(omit === '0' ? [] : ['-O', omit]),
    ...options,
    ...['-J', '--connect-timeout', String(Math.round(connectMilliseconds * target.timeScale))]
  ];
}

/** Duration of a client in seconds: as requested, plus one for connecting and exchanging results (measured: 0.15 s). */
export function iperf3Seconds(target: TestTarget): number {
  return target.durationSeconds + target.omitSeconds + 1;
}

/** One direction of a test, checked. */
interface Direction {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Received bit/s, positive. */
  readonly throughput: number;
  /** Counted by the sender, if its system supports it. */
  readonly retransmits: number | undefined;
  /** Microseconds, UDP only. */
  readonly jitter: number | undefined;
}

/** A checked output. */
export interface Iperf3Reading {
  readonly ok: true;
  /** Client to server. */
  readonly forward: Direction;
  /** Server to client, if requested. */
  readonly reverse: Direction | undefined;
  /** Bytes; of the control connection, which is the one iperf3 reports. */
  readonly mss: number | undefined;
  /** Percent of one core used by the iperf3 process alone, without softirq or the kernel's crypto threads. */
  readonly clientCpu: number | undefined;
  readonly serverCpu: number | undefined;
  readonly toolVersion: string | undefined;
}

// Purely descriptive metrics are dropped if broken; everything that carries or checks a result is required.
const described = z.number().nonnegative().optional().catch(undefined);
const describedCount = z.int().nonnegative().optional().catch(undefined);

const sumSchema = z.object({
  seconds: z.number().positive(),
  bytes: z.int().nonnegative(),
  bits_per_second: z.number().nonnegative(),
  retransmits: describedCount,
  jitter_ms: described
});

const reportSchema = z.object({
  start: z.object({
    version: z.string(),
    tcp_mss_default: describedCount,
    test_start: z.object({
      protocol: z.string(),
      num_streams: z.int(),
      omit: z.number(),
      duration: z.number(),
      bytes: z.number(),
      blocks: z.number(),
      reverse: z.number(),
      // Reported since 3.13; 3.12 includes it only in its sums.
      bidir: z.number().optional()
    })
  }),
  end: z.object({
    streams: z.array(z.object({ receiver: z.object({ bytes: z.int().nonnegative() }).optional() })),
    sum_sent: sumSchema,
    sum_received: sumSchema,
    sum_sent_bidir_reverse: sumSchema.optional(),
    sum_received_bidir_reverse: sumSchema.optional(),
    cpu_utilization_percent: z.object({ host_total: described, remote_total: described }).optional().catch(undefined)
  })
});
type Report = z.infer<typeof reportSchema>;
type Sum = z.infer<typeof sumSchema>;

/**
 * Parses a client's output, versions 3.12 to 3.21. An `error` takes precedence over everything else: 3.12 exits with 0
 * despite one, and an interrupted client also writes plausible sums (and exits with 0 since 3.19).
 *
 * UDP is read from `sum_sent` and `sum_received` too. `end.sum` mixes the sender's bytes with the receiver's seconds
 * (iperf3's source discourages its use), and in 3.12 and 3.13 the loss includes that of the omitted seconds (70 %
 * reported where 54 % were lost), so the caller computes loss from the bytes.
 */
export function readIperf3(output: ToolOutput, target: TestTarget, mode: Iperf3Mode): Iperf3Reading | Failed {
  const document = readJsonDocument(output.stdout);
  const error = toolError(output, document?.value);
  if (error !== undefined) return error;
  if (document === undefined) return failed('tool-output', notOneDocument(output.stdout));
  const duplicate = document.duplicates.find(isRead);
  if (duplicate !== undefined) return failed('tool-output', `iperf3 wrote ${quote(duplicate)} twice`);
  const parsed = reportSchema.safeParse(document.value);
  if (!parsed.success) return incomplete(parsed.error);
  const report = parsed.data;
  return notAsAsked(report, target, mode) ?? read(report, target, mode);
}

/** Purely descriptive metrics; named by direction if there are two. */
export function iperf3Details(reading: Iperf3Reading): Record<string, Metric> {
  const { forward, reverse } = reading;
  const retransmits =
    reverse === undefined
      ? { retransmits: forward.retransmits }
      : { 'retransmits-tx': forward.retransmits, 'retransmits-rx': reverse.retransmits };
  return {
    ...whereKnown('count', 'lower', retransmits),
    ...whereKnown('bytes', 'none', { mss: reading.mss }),
    ...whereKnown('%', 'lower', { 'client-cpu': reading.clientCpu, 'server-cpu': reading.serverCpu })
  };
}

function toolError(output: ToolOutput, value: unknown): Failed | undefined {
  if (typeof value === 'object' && value !== null && 'error' in value) {
    const text = typeof value.error === 'string' ? value.error : JSON.stringify(value.error);
    return failed(tellsLostConnection(text) ? 'connection-lost' : 'tool-error', `iperf3: ${quote(text)}`);
  }
  if (output.exitCode === 0) return undefined;
  const words = output.stderr.trim() === '' ? 'and said nothing' : `and said: ${quote(output.stderr)}`;
  return failed('tool-error', `iperf3 exited with ${output.exitCode} ${words}`);
}

function notOneDocument(stdout: string): string {
  const text = stdout.trim();
  if (text === '') return 'iperf3 printed nothing';
  if (!text.startsWith('{')) return `iperf3's output is not JSON: ${quote(text)}`;
  return `iperf3's output is not one complete JSON document; it ends with: ${quote(text.slice(-80))}`;
}

/** Relevant duplicates. 3.12 and 3.13 repeat the socket buffers in `start` for each stream, which are not used. */
function isRead(path: string): boolean {
  return !/^(?:start\.(?!test_start$)[^.]+$|start\.connected\.|intervals\.)/.test(path);
}

function incomplete(error: z.ZodError): Failed {
  const issues = error.issues.map(issue => `${issue.path.join('.') || 'the document'}: ${issue.message}`);
  const inFigures = error.issues.every(issue => issue.path[0] === 'end');
  return failed(
    inFigures ? 'missing-value' : 'tool-output',
    `iperf3's output lacks values: ${quote(issues.join('; '))}`
  );
}

/** Checks the settings iperf3 reports, because results of another test do not belong to this one. */
function notAsAsked(report: Report, target: TestTarget, mode: Iperf3Mode): Failed | undefined {
  const used = report.start.test_start;
  const differs = (what: string, found: unknown, asked: unknown): Failed | undefined =>
    found === asked
      ? undefined
      : failed('tool-output', `iperf3 ran with ${what} ${quote(String(found))} instead of ${String(asked)}`);
  return (
    differs('protocol', used.protocol, mode.protocol) ??
    differs('streams', used.num_streams, mode.streams) ??
    differs('duration', used.duration, target.durationSeconds) ??
    differs('omitted seconds', used.omit, target.omitSeconds) ??
    differs('a limit of bytes', used.bytes, 0) ??
    differs('a limit of blocks', used.blocks, 0) ??
    differs('reverse', used.reverse, 0) ??
    (used.bidir === undefined ? undefined : differs('bidir', used.bidir, mode.bidirectional ? 1 : 0)) ??
    differs('a reverse direction', report.end.sum_received_bidir_reverse !== undefined, mode.bidirectional) ??
    differs('results of streams', report.end.streams.length, mode.streams * (mode.bidirectional ? 2 : 1))
  );
}

function read(report: Report, target: TestTarget, mode: Iperf3Mode): Iperf3Reading | Failed {
  const { start, end } = report;
  const forward = direction('client to server', end.sum_sent, end.sum_received, target, mode);
  if ('ok' in forward) return forward;
  const reverse = mode.bidirectional
    ? direction('server to client', end.sum_sent_bidir_reverse, end.sum_received_bidir_reverse, target, mode)
    : undefined;
  if (reverse !== undefined && 'ok' in reverse) return reverse;
  const silent = mode.protocol === 'TCP' ? silentStream(report) : undefined;
  if (silent !== undefined) return silent;
  return {
    ok: true,
    forward,
    reverse,
    mss: mode.protocol === 'TCP' ? start.tcp_mss_default : undefined,
    clientCpu: end.cpu_utilization_percent?.host_total,
    serverCpu: end.cpu_utilization_percent?.remote_total,
    toolVersion: /^iperf (3\.\d\S*)$/.exec(start.version)?.[1]
  };
}

function direction(
  name: string,
  sent: Sum | undefined,
  received: Sum | undefined,
  target: TestTarget,
  mode: Iperf3Mode
): Direction | Failed {
  if (sent === undefined || received === undefined) return failed('missing-value', `iperf3 reported no sums ${name}`);
  if (received.bytes === 0) {
    return failed('no-traffic', `nothing was received ${name}; the sender counted ${sent.bytes} bytes`);
  }
  const problem =
    checkDuration(`iperf3's sender ${name}`, sent.seconds, target) ??
    checkDuration(`iperf3's receiver ${name}`, received.seconds, target) ??
    checkRate(`the sent rate ${name}`, sent) ??
    checkRate(`the received rate ${name}`, received) ??
    checkBalance(name, sent.bytes, received.bytes, mode);
  if (problem !== undefined) return problem;
  return {
    sentBytes: sent.bytes,
    receivedBytes: received.bytes,
    throughput: received.bits_per_second,
    retransmits: sent.retransmits,
    jitter: received.jitter_ms === undefined ? undefined : received.jitter_ms * 1000
  };
}

/**
 * iperf3 divides exactly the bytes and seconds it prints; a thousandth is far more than its rounding to microseconds.
 */
const rateTolerance = 0.001;

function checkRate(what: string, sum: Sum): Failed | undefined {
  const counted = (sum.bytes * 8) / sum.seconds;
  const claimed = sum.bits_per_second;
  if (claimed > counted * (1 + rateTolerance)) {
    const message = `${what} is reported as ${claimed.toFixed(0)} bit/s, but its bytes give ${counted.toFixed(0)} bit/s`;
    return failed('received-less-than-claimed', message);
  }
  if (claimed < counted * (1 - rateTolerance)) {
    return failed(
      'tool-output',
      `${what} is reported as ${claimed.toFixed(0)} bit/s, but its bytes give more: ${counted.toFixed(0)} bit/s`
    );
  }
  return checkBitRate(what, claimed);
}

/**
 * Allowed difference between sender and receiver. TCP loses nothing, so it is what was buffered when counting began or
 * ended: per connection, Linux's largest automatic buffers of 4 MiB to send (tcp_wmem) and 32 MiB to receive (tcp_rmem
 * since 6.17). Through ztunnel, a stream is three connections (up to 55 MB were seen in one). On fast paths, different
 * start times matter more: each end omits seconds by its own timer, which caused 14 % difference on a busy machine.
 */
const bufferedBytesPerStream = 3 * 36 * 1024 * 1024;
const unbalancedShare = 0.25;

function checkBalance(name: string, sent: number, received: number, mode: Iperf3Mode): Failed | undefined {
  const allowed = Math.max(mode.streams * bufferedBytesPerStream, unbalancedShare * sent);
  const bytes = `${received} bytes were received ${name} of ${sent} sent`;
  if (received > sent + allowed) return failed('tool-output', `${bytes}: more than were sent`);
  // Lost datagrams are a result of a UDP test, not an error.
  if (mode.protocol === 'TCP' && received < sent - allowed) return failed('received-less-than-claimed', bytes);
  return undefined;
}

/** Three working streams of four are another test. The sum must also equal the sum of its streams. */
function silentStream(report: Report): Failed | undefined {
  const received = report.end.streams.map(stream => stream.receiver?.bytes);
  const silent = received.findIndex(bytes => bytes === undefined || bytes === 0);
  if (silent >= 0) {
    return failed('no-traffic', `stream ${silent + 1} of ${received.length} received nothing`);
  }
  const total = received.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  const told = report.end.sum_received.bytes + (report.end.sum_received_bidir_reverse?.bytes ?? 0);
  if (total === told) return undefined;
  return failed('tool-output', `iperf3 reports ${told} received bytes, but its streams have ${total}`);
}

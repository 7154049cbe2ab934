import type { Metric } from '../model/run.ts';
import {
  checkBitRate,
  checkDuration,
  failed,
  microseconds,
  quote,
  tellsLostConnection,
  whereKnown,
  wholeSeconds,
  type Failed
} from './checks.ts';
import type { Parsed, TestTarget, ToolOutput } from '../model/test.ts';

/** A netperf test: its name, and what netperf then reports as protocol, direction and unit of throughput. */
export interface NetperfMode {
  readonly test: 'TCP_RR' | 'UDP_RR' | 'TCP_CRR' | 'TCP_STREAM';
  readonly protocol: 'TCP' | 'UDP';
  readonly direction: 'Send' | 'Send|Recv' | 'Connect|Send|Recv';
  readonly unit: '10^6bits/s' | 'Trans/s';
}

const commonSelectors = [
  'THROUGHPUT',
  'THROUGHPUT_UNITS',
  'ELAPSED_TIME',
  'PROTOCOL',
  'DIRECTION',
  'LOCAL_BYTES_SENT',
  'LOCAL_BYTES_RECVD',
  'REMOTE_BYTES_SENT',
  'REMOTE_BYTES_RECVD',
  'LOCAL_TRANSPORT_RETRANS',
  'REMOTE_TRANSPORT_RETRANS',
  'TRANSPORT_MSS'
] as const;

/**
 * For a stream, latencies are the duration of a send call and TRANSACTION_RATE is 1.000, so only request-response tests
 * request them. No test requests LOCAL_CPU_UTIL and REMOTE_CPU_UTIL: they are -1.00 without `-c -C`, and with these
 * options they cover the whole machine and are wrong for TCP_CRR (299 % of two cores reported for the server).
 */
const latencySelectors = [
  'MIN_LATENCY',
  'MEAN_LATENCY',
  'MAX_LATENCY',
  'P50_LATENCY',
  'P90_LATENCY',
  'P99_LATENCY',
  'STDDEV_LATENCY',
  'TRANSACTION_RATE'
] as const;

type Selector = (typeof commonSelectors)[number] | (typeof latencySelectors)[number];

function selectors(mode: NetperfMode): readonly Selector[] {
  return mode.unit === 'Trans/s' ? [...latencySelectors, ...commonSelectors] : commonSelectors;
}

/**
 * The client's argument list. Uses `-k`, KEY=VALUE lines, because a table column unknown to netperf is empty and shifts
 * nothing. @throws RangeError unless the seconds are whole.
 */
export function netperfClient(target: TestTarget, mode: NetperfMode): readonly string[] {
  const seconds = wholeSeconds(target.durationSeconds, 1);
  return ['netperf', '-H', target.serverIp, '-t', mode.test, '-l', seconds, '--', '-k', selectors(mode).join(',')];
}

/**
 * netperf's PAD_TIME (netlib.h): how long the server of a TCP_CRR waits for another connection before it reports its
 * results.
 */
const padSeconds = 4;

/**
 * Duration of a client in seconds: as requested, plus one for connecting and results, plus TCP_CRR's wait for its
 * server.
 */
export function netperfSeconds(target: TestTarget, mode: NetperfMode): number {
  return target.durationSeconds + 1 + (mode.test === 'TCP_CRR' ? padSeconds : 0);
}

type Values = ReadonlyMap<string, string>;

/** Parses a request-response test: latencies (us), transaction rate (1/s), and metrics derived from its bytes. */
export function parseRequestResponse(output: ToolOutput, target: TestTarget, mode: NetperfMode): Parsed {
  const values = readValues(output, mode);
  if ('ok' in values) return values;
  const figures = readFigures(values, [
    ...latencySelectors,
    'ELAPSED_TIME',
    'LOCAL_BYTES_RECVD',
    'REMOTE_BYTES_RECVD',
    'THROUGHPUT'
  ]);
  if ('ok' in figures) return figures;
  // With netperf's default of one byte each way, the bytes the client received are the finished transactions.
  const transactions = figures.LOCAL_BYTES_RECVD;
  if (transactions === 0) return failed('no-traffic', `netperf ${mode.test} finished no transaction`);
  const problem =
    checkDuration(`netperf ${mode.test}`, figures.ELAPSED_TIME, target) ??
    checkPositive(mode, { MIN_LATENCY: figures.MIN_LATENCY, MEAN_LATENCY: figures.MEAN_LATENCY }) ??
    checkOrder(figures) ??
    checkClaim(`${mode.test} transactions per second`, figures.TRANSACTION_RATE, transactions / figures.ELAPSED_TIME) ??
    checkClaim(`${mode.test} throughput`, figures.THROUGHPUT, figures.TRANSACTION_RATE) ??
    checkCovered(mode, figures, transactions);
  if (problem !== undefined) return problem;
  return {
    ok: true,
    metrics: {
      'latency-min': microseconds(figures.MIN_LATENCY),
      'latency-mean': microseconds(figures.MEAN_LATENCY),
      'latency-max': microseconds(figures.MAX_LATENCY),
      'latency-p50': microseconds(figures.P50_LATENCY),
      'latency-p90': microseconds(figures.P90_LATENCY),
      'latency-p99': microseconds(figures.P99_LATENCY),
      'latency-stddev': microseconds(figures.STDDEV_LATENCY),
      'transaction-rate': { value: figures.TRANSACTION_RATE, unit: '1/s', better: 'higher' },
      ...requestResponseDetails(values, mode)
    },
    receivedBytes: figures.LOCAL_BYTES_RECVD + figures.REMOTE_BYTES_RECVD,
    transactions
  };
}

/** Parses a stream test: throughput as received by the server (bit/s). */
export function parseStream(output: ToolOutput, target: TestTarget, mode: NetperfMode): Parsed {
  const values = readValues(output, mode);
  if ('ok' in values) return values;
  const figures = readFigures(values, ['THROUGHPUT', 'ELAPSED_TIME', 'LOCAL_BYTES_SENT', 'REMOTE_BYTES_RECVD']);
  if ('ok' in figures) return figures;
  const received = figures.REMOTE_BYTES_RECVD;
  const sent = figures.LOCAL_BYTES_SENT;
  if (received === 0) {
    return failed('no-traffic', `netperf ${mode.test}: nothing was received of ${sent} bytes sent`);
  }
  const throughput = figures.THROUGHPUT * 1e6;
  const problem =
    checkDuration(`netperf ${mode.test}`, figures.ELAPSED_TIME, target) ??
    checkBitRate(`netperf ${mode.test} throughput`, throughput) ??
    checkClaim(`${mode.test} bit/s`, throughput, (received * 8) / figures.ELAPSED_TIME) ??
    checkEqualBytes(mode, sent, received);
  if (problem !== undefined) return problem;
  return {
    ok: true,
    metrics: {
      throughput: { value: throughput, unit: 'bit/s', better: 'higher' },
      ...whereKnown('count', 'lower', { retransmits: knownCount(values, 'LOCAL_TRANSPORT_RETRANS') }),
      ...whereKnown('bytes', 'none', { mss: knownCount(values, 'TRANSPORT_MSS') })
    },
    receivedBytes: received
  };
}

function requestResponseDetails(values: Values, mode: NetperfMode): Record<string, Metric> {
  if (mode.protocol === 'UDP') return {};
  const mss = whereKnown('bytes', 'none', { mss: knownCount(values, 'TRANSPORT_MSS') });
  // For TCP_CRR the counters belong to one of thousands of connections, or are -1.
  if (mode.test === 'TCP_CRR') return mss;
  const retransmits = {
    'retransmits-tx': knownCount(values, 'LOCAL_TRANSPORT_RETRANS'),
    'retransmits-rx': knownCount(values, 'REMOTE_TRANSPORT_RETRANS')
  };
  return { ...whereKnown('count', 'lower', retransmits), ...mss };
}

/** The KEY=VALUE lines of an output, once it is known to be complete and from the requested test. */
function readValues(output: ToolOutput, mode: NetperfMode): Values | Failed {
  const said = output.stderr.trim() === '' ? withoutBanner(output.stdout) : output.stderr;
  if (output.exitCode !== 0) {
    const kind = tellsLostConnection(said) ? 'connection-lost' : 'tool-error';
    return failed(kind, `netperf exited with ${output.exitCode} and said: ${quote(said)}`);
  }
  if (output.stdout !== '' && !output.stdout.endsWith('\n')) {
    return failed('tool-output', `netperf's output is truncated: ${quote(output.stdout.slice(-80))}`);
  }
  const values = new Map<string, string>();
  for (const line of withoutBanner(output.stdout).split('\n')) {
    if (line.trim() === '') continue;
    const [, key, value] = /^([A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined)
      return failed('tool-output', `netperf wrote an unknown line: ${quote(line)}`);
    if (values.has(key)) return failed('tool-output', `netperf wrote ${quote(key)} twice`);
    values.set(key, value.trim());
  }
  // netperf does not reject an unknown selector: its line is missing or its column empty, and the exit code is 0.
  const missing = selectors(mode).filter(selector => (values.get(selector) ?? '') === '');
  if (missing.length > 0) return failed('missing-value', `netperf did not report ${missing.join(', ')}`);
  return notAsAsked(values, mode) ?? values;
}

function withoutBanner(stdout: string): string {
  return stdout.replace(/^MIGRATED .* TEST from .*\n/, '');
}

function notAsAsked(values: Values, mode: NetperfMode): Failed | undefined {
  const asked = { PROTOCOL: mode.protocol, DIRECTION: mode.direction, THROUGHPUT_UNITS: mode.unit };
  for (const [key, value] of Object.entries(asked)) {
    const found = values.get(key) ?? '';
    if (found !== value) return failed('tool-output', `netperf's ${key} is ${quote(found)} instead of ${value}`);
  }
  return undefined;
}

/** netperf prints only fixed decimals, so an exponent, a sign, "nan" or "inf" is not a valid value. */
const decimal = /^\d+(?:\.\d+)?$/;

function readFigures<Key extends Selector>(values: Values, keys: readonly Key[]): Record<Key, number> | Failed {
  const figures: Partial<Record<Key, number>> = {};
  for (const key of keys) {
    const text = values.get(key) ?? '';
    const figure = Number(text);
    // Bytes must be whole.
    const form = key.includes('_BYTES_') ? /^\d+$/ : decimal;
    if (!form.test(text) || figure > Number.MAX_SAFE_INTEGER) {
      return failed('missing-value', `netperf's ${key} is not a number: ${quote(text)}`);
    }
    figures[key] = figure;
  }
  return figures as Record<Key, number>;
}

/** A count if the system provides it; -1 means unknown. */
function knownCount(values: Values, key: Selector): number | undefined {
  const text = values.get(key) ?? '';
  const count = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(count) ? count : undefined;
}

function checkPositive(mode: NetperfMode, figures: Record<string, number>): Failed | undefined {
  for (const [key, figure] of Object.entries(figures)) {
    if (figure === 0)
      return failed('missing-value', `netperf's ${key} of ${mode.test} is 0: nothing answers that fast`);
  }
  return undefined;
}

type Latencies = Record<(typeof latencySelectors)[number] | 'ELAPSED_TIME', number>;

/** The percentiles come from a histogram, so only what holds despite its coarse steps is required. */
function checkOrder(figures: Latencies): Failed | undefined {
  const { MIN_LATENCY, MEAN_LATENCY, MAX_LATENCY, P50_LATENCY, P90_LATENCY, P99_LATENCY } = figures;
  const ordered =
    MIN_LATENCY <= MEAN_LATENCY &&
    MEAN_LATENCY <= MAX_LATENCY &&
    P50_LATENCY <= P90_LATENCY &&
    P90_LATENCY <= P99_LATENCY;
  if (ordered) return undefined;
  const told = [MIN_LATENCY, MEAN_LATENCY, MAX_LATENCY, P50_LATENCY, P90_LATENCY, P99_LATENCY].map(String).join(', ');
  return failed('tool-output', `netperf's latencies (min, mean, max, p50, p90, p99) are not in order: ${told}`);
}

/** Elapsed seconds have two decimals, an error of at most half a percent of one second; the rest is allowance. */
const claimTolerance = 0.02;

function checkClaim(what: string, claimed: number, counted: number): Failed | undefined {
  const told = `netperf claims ${claimed.toFixed(1)} ${what}, but counted ${counted.toFixed(1)}`;
  if (claimed > counted * (1 + claimTolerance)) return failed('received-less-than-claimed', told);
  return claimed < counted * (1 - claimTolerance) ? failed('tool-output', told) : undefined;
}

/** The mean is exact, and the time between transactions is microseconds; slow real runs lacked at most 2 %. */
const uncoveredShare = 0.05;

/**
 * Transactions are sequential, so their mean latency times their number is the measured time. If not, the path was
 * silent: netperf 2.7 never resends a lost datagram of UDP_RR, waits for the rest of its time, exits with 0, and
 * reports a normal latency with a fraction of the rate (the published table has such a cell: 125 us and 3540/s, 44 %).
 * The end of the test may cut off the last transaction, so the longest latency is allowed as a difference.
 */
function checkCovered(mode: NetperfMode, figures: Latencies, transactions: number): Failed | undefined {
  const { ELAPSED_TIME: elapsed, MEAN_LATENCY, MAX_LATENCY } = figures;
  const covered = (MEAN_LATENCY * transactions) / 1e6;
  const silent = elapsed - covered;
  const told = `${transactions} ${mode.test} transactions of ${MEAN_LATENCY} us`;
  if (silent > uncoveredShare * elapsed + MAX_LATENCY / 1e6) {
    return failed('no-traffic', `no answer came for ${silent.toFixed(2)} of ${elapsed.toFixed(2)} s: ${told}`);
  }
  if (silent >= -uncoveredShare * elapsed) return undefined;
  return failed('tool-output', `${told} do not fit into ${elapsed.toFixed(2)} s`);
}

/** A send call of netperf is as long as the socket's initial buffer: 16 KiB (tcp_wmem), with room for tuned hosts. */
const longestSendBytes = 64 * 1024;

/**
 * netperf closes its stream before asking for results, so everything sent has arrived or never will. Only for the send
 * call interrupted by the end of the test does the receiver count bytes that the sender does not.
 */
function checkEqualBytes(mode: NetperfMode, sent: number, received: number): Failed | undefined {
  const told = `netperf ${mode.test}: ${received} bytes were received of ${sent} sent`;
  if (received < sent * (1 - claimTolerance)) return failed('received-less-than-claimed', told);
  if (received > sent * (1 + claimTolerance) + longestSendBytes)
    return failed('tool-output', `${told}: more than were sent`);
  return undefined;
}

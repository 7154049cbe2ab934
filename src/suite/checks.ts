import type { InvalidReason, Metric } from '../model/run.ts';
import type { TestTarget } from '../model/test.ts';
import { foreignLine } from '../redaction/foreign.ts';

/** A failed reading with its reason, returned by every check of a tool's output. */
export interface Failed {
  readonly ok: false;
  readonly reason: InvalidReason;
}

/** A failed reading. The message is a sentence for people; a tool's own words in it go through `quote`. */
export function failed(kind: InvalidReason['kind'], message: string): Failed {
  return { ok: false, reason: { kind, message } };
}

/** A tool's words on one short line, for logs and comments. */
export function quote(text: string): string {
  const line = foreignLine(text);
  return line === '' ? '(no message)' : line;
}

/** Whether an error text means that an established connection broke, not that none could be made. */
export function tellsLostConnection(text: string): boolean {
  return /control socket has closed|server has terminated|reset by peer|broken pipe|partial response/i.test(text);
}

/** One day, iperf3's limit for `-t` (MAX_TIME in iperf.h). netperf has no limit and would run for weeks. */
const longestSeconds = 86_400;

/**
 * Seconds in the format of both tools. netperf's `-l` stops at the first non-digit ("1.5" is 1) and treats a K, M or G
 * anywhere as a factor ("1m0s" is a million seconds), so only whole seconds are written. @throws RangeError for
 * anything but a whole number from `least` to one day.
 */
export function wholeSeconds(seconds: number, least: 0 | 1): string {
  if (!Number.isInteger(seconds) || seconds < least || seconds > longestSeconds) {
    throw new RangeError(`${seconds} is not a whole number of seconds from ${least} to 86400`);
  }
  return String(seconds);
}

/**
 * How far the measured seconds may differ from the requested ones. Seen in good runs: 1.88 for 2 (iperf3 3.21 on a busy
 * machine starts measuring late if its timer for the omitted seconds fires late, and still ends on time), 5.09 for 5
 * (the receiver empties its buffers), 10.78 for 10 over an emulated network. Seen in truncated runs: 1.00 for 3
 * (netperf interrupted, exit 0), 6.4 and 9.9 for 3 (path down for seconds, exit 0). A slow cluster (`timeScale`) may
 * differ by more, but never by half, which is what truncated runs look like.
 */
const durationTolerance = { seconds: 0.5, share: 0.1 } as const;

/** Fails if a tool measured for longer or shorter than requested: it was cut short, or it hung. */
export function checkDuration(
  what: string,
  measured: number,
  { durationSeconds: asked, timeScale }: Pick<TestTarget, 'durationSeconds' | 'timeScale'>
): Failed | undefined {
  const late = Math.max(durationTolerance.seconds * timeScale, durationTolerance.share * asked);
  if (measured - asked <= late && asked - measured <= Math.min(late, asked / 2)) return undefined;
  return failed('wrong-duration', `${what} measured ${measured.toFixed(2)} s instead of ${asked} s`);
}

/** 100 Tbit/s, a thousand times what loopback reaches. Above it, a counter must be wrong. */
const fastestBitsPerSecond = 1e14;

/** Fails if a rate is not positive or is faster than any network; `what` names it. */
export function checkBitRate(what: string, bitsPerSecond: number): Failed | undefined {
  if (bitsPerSecond <= 0) return failed('no-traffic', `${what} is ${bitsPerSecond} bit/s`);
  if (bitsPerSecond <= fastestBitsPerSecond) return undefined;
  return failed('tool-output', `${what} is ${bitsPerSecond} bit/s, faster than any network`);
}

/** Throughput in bit/s. */
export function bitRate(value: number): Metric {
  return { value, unit: 'bit/s', better: 'higher' };
}

/** Latency or jitter in microseconds. */
export function microseconds(value: number): Metric {
  return { value, unit: 'us', better: 'lower' };
}

/** A percentage where less is better: loss, CPU. */
export function percent(value: number): Metric {
  return { value, unit: '%', better: 'lower' };
}

/** Metrics that a tool reports only on some systems. Missing ones are omitted, never written as zero. */
export function whereKnown(
  unit: 'count' | 'bytes' | '%',
  better: Metric['better'],
  values: Record<string, number | undefined>
): Record<string, Metric> {
  const metrics: Record<string, Metric> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) metrics[name] = { value, unit, better };
  }
  return metrics;
}

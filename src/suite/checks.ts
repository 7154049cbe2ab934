import type { InvalidReason, Metric } from '../model/run.ts';
import type { TestTarget } from '../model/test.ts';

/** A reading that failed, with its reason: what every check of a tool's output gives when it does not hold. */
export interface Failed {
  readonly ok: false;
  readonly reason: InvalidReason;
}

/** A failed reading. The message is a sentence for people; a tool's own words in it go through `quote`. */
export function failed(kind: InvalidReason['kind'], message: string): Failed {
  return { ok: false, reason: { kind, message } };
}

/** Longest quotation of a tool's output in a reason: a reason is one line in a log, a comment and a table. */
const quotedCharacters = 300;

/** A tool's words on one line and without control characters; they end up in logs and comments. */
export function quote(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, quotedCharacters);
  return line === '' ? '(no message)' : line;
}

/** Whether an error text tells that an established connection broke, and not that none could be made. */
export function tellsLostConnection(text: string): boolean {
  return /control socket has closed|server has terminated|reset by peer|broken pipe|partial response/i.test(text);
}

/** A day, iperf3's own limit for `-t` (MAX_TIME of iperf.h); netperf has none and would run for weeks. */
const longestSeconds = 86_400;

/**
 * Seconds as both tools read them. netperf's `-l` stops at the first character that is no digit ("1.5" is 1) and
 * takes a K, M or G anywhere in the text as a factor ("1m0s" is a million seconds), so only whole seconds are written.
 * @throws RangeError for anything but a whole number from `least` to a day.
 */
export function wholeSeconds(seconds: number, least: 0 | 1): string {
  if (!Number.isInteger(seconds) || seconds < least || seconds > longestSeconds) {
    throw new RangeError(`${seconds} is not a whole number of seconds from ${least} to 86400`);
  }
  return String(seconds);
}

/**
 * How far measured seconds may lie from the asked ones. Seen in good runs: 1.88 for 2 (iperf3 3.21 on a busy machine
 * starts its measuring late when its timer for the omitted seconds fires late, and still ends on time), 5.09 for 5
 * (the receiver empties its buffers), 10.78 for 10 over an emulated network. Seen in runs that were cut: 1.00 for 3
 * (netperf interrupted, exit 0), 6.4 and 9.9 for 3 (the path gone for seconds, exit 0). A slow cluster (`timeScale`) may miss
 * by more, but never by half: that is what a run that was cut looks like.
 */
const durationTolerance = { seconds: 0.5, share: 0.1 } as const;

/** Fails when a tool measured for another time than it was asked to: it was cut short, or it hung. */
export function checkDuration(
  what: string,
  measured: number,
  { durationSeconds: asked, timeScale }: Pick<TestTarget, 'durationSeconds' | 'timeScale'>
): Failed | undefined {
  const late = Math.max(durationTolerance.seconds * timeScale, durationTolerance.share * asked);
  if (measured - asked <= late && asked - measured <= Math.min(late, asked / 2)) return undefined;
  return failed('wrong-duration', `${what} measured ${measured.toFixed(2)} s instead of ${asked} s`);
}

/** 100 Tbit/s: a thousand times what loopback does; above it a figure is a slip of a counter. */
const fastestBitsPerSecond = 1e14;

/** Fails when a rate is not positive or beyond any network; `what` names the figure. */
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

/** A share in percent of which less is better: loss, CPU. */
export function percent(value: number): Metric {
  return { value, unit: '%', better: 'lower' };
}

/** Metrics that a tool gives only on some systems: those without a value are left out, never written as zero. */
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

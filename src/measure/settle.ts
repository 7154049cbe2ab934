import { tests } from '../suite/index.ts';
import { executeObserved, type MeasuredPath, type Observed } from './observed.ts';
import type { PodPair } from './pod-pair.ts';
import type { Observatory } from './snapshot.ts';
import { startLimit } from '../host/limit.ts';

/** When a path counts as steady (docs/rules.md#settling): a new cluster's first probes were at a hundredth of its speed. */
const settledWhen = {
  leastProbes: 5,
  window: 3,
  /** The window's probes lie within this part of their median. */
  tolerance: 0.1,
  /** The window's median is at least this part of the best probe so far. */
  shareOfBest: 0.8,
  limitSeconds: 180
} as const;

/** How long a path took to become steady. Probes that failed are counted apart, never as zeros. */
export interface Settling {
  readonly settled: boolean;
  readonly seconds: number;
  /** Throughput of each probe that worked, bit/s. */
  readonly probes: number[];
  readonly failedProbes: number;
  readonly lastFailure: string | undefined;
}

/**
 * Probes the path with one-second transfers until it is steady or the limit is reached. A probe that is not proven in the
 * scenario's mode counts as failed: after a switch packets can go on in the mode before for as long as a minute. Where nothing
 * is to be measured three proven probes in a row are enough (`steady` is false). Each new failure is told as it comes.
 */
export async function settle(
  observatory: Observatory,
  pair: PodPair,
  path: MeasuredPath,
  steady: boolean,
  onFailure: (why: string) => void
): Promise<Settling> {
  const { clock } = observatory;
  const started = clock.seconds();
  const limit = startLimit(clock, settledWhen.limitSeconds);
  const probes: number[] = [];
  /** Probes since the last failed one. */
  let streak: number[] = [];
  let failedProbes = 0;
  let lastFailure: string | undefined;
  const target = { serverIp: pair.server.ip, durationSeconds: 1, omitSeconds: 0, timeScale: clock.timeScale };
  for (;;) {
    const probe = readProbe(await executeObserved(observatory, pair, tests['tcp-throughput'], target, path));
    if (typeof probe === 'string') {
      failedProbes += 1;
      // The same sentence for minutes says nothing new.
      if (probe !== lastFailure) onFailure(probe);
      lastFailure = probe;
      streak = [];
      await clock.sleep(1);
    } else {
      probes.push(probe);
      streak.push(probe);
    }
    const settled = streak.length >= settledWhen.window && (!steady || isSettled(probes));
    const seconds = clock.seconds() - started;
    if (settled || limit.isOver()) return { settled, seconds, probes, failedProbes, lastFailure };
  }
}

/** A probe's throughput, bit/s, or why it does not count: one that is not proven may be of the mode before. */
export function readProbe({ execution, reason }: Pick<Observed, 'execution' | 'reason'>): number | string {
  if (reason !== undefined) return reason.message;
  const throughput = execution.parsed.ok ? execution.parsed.metrics['throughput']?.value : undefined;
  return throughput ?? 'a probe without throughput';
}

/** Whether a series of probes ends in a steady stretch. */
export function isSettled(probes: readonly number[]): boolean {
  if (probes.length < settledWhen.leastProbes) return false;
  const window = probes.slice(-settledWhen.window).sort((a, b) => a - b);
  const median = window[Math.floor(window.length / 2)] ?? 0;
  const near = window.every(probe => Math.abs(probe - median) <= settledWhen.tolerance * median);
  return near && median >= settledWhen.shareOfBest * Math.max(...probes);
}

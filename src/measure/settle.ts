import { tests } from '../suite/index.ts';
import { executeObserved, type MeasuredPath, type Observed } from './observed.ts';
import type { PodPair } from './pod-pair.ts';
import type { Observatory } from './snapshot.ts';
import { startLimit } from '../host/limit.ts';

/** When a path counts as steady (docs/rules.md#settling): a new cluster's first probes were at a hundredth of its speed. */
const settledWhen = {
  leastProbes: 5,
  window: 3,
  /**
   * Largest deviation of the window's probes from their median. Probes of a steady path scatter by more than a tenth,
   * because each has new connections.
   */
  tolerance: 0.2,
  /**
   * Smallest share of the upper quartile of all probes that the window's median must reach, so that a path is not measured
   * in a dip. Not of the best probe: one lucky set of connections kept steady paths waiting for 53 and 68 probes.
   */
  shareOfUpperQuartile: 0.8,
  limitSeconds: 180
} as const;

/** How a path settled. Failed probes are counted separately, never as zeros. */
export interface Settling {
  readonly settled: boolean;
  readonly seconds: number;
  /** Throughput of each successful probe, bit/s. */
  readonly probes: number[];
  readonly failedProbes: number;
  readonly lastFailure: string | undefined;
}

/**
 * Probes the path with one-second transfers until it is steady or time is up. Probes that are not proven in the
 * scenario's mode count as failed, because packets can stay in the previous mode for up to a minute after a switch.
 * If `steady` is false, three proven probes in a row are enough. Each new failure is reported at once.
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
  /** Probes since the last failure. */
  let streak: number[] = [];
  let failedProbes = 0;
  let lastFailure: string | undefined;
  const target = { serverIp: pair.server.ip, durationSeconds: 1, omitSeconds: 0, timeScale: clock.timeScale };
  for (;;) {
    const probe = readProbe(await executeObserved(observatory, pair, tests['tcp-throughput'], target, path));
    if (typeof probe === 'string') {
      failedProbes += 1;
      // Report each failure once.
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

/** Throughput of a probe, bit/s, or why it does not count: an unproven probe may be in the previous mode. */
export function readProbe({ execution, reason }: Pick<Observed, 'execution' | 'reason'>): number | string {
  if (reason !== undefined) return reason.message;
  const throughput = execution.parsed.ok ? execution.parsed.metrics['throughput']?.value : undefined;
  return throughput ?? 'the probe has no throughput';
}

/** Whether the last probes are steady. */
export function isSettled(probes: readonly number[]): boolean {
  if (probes.length < settledWhen.leastProbes) return false;
  const window = probes.slice(-settledWhen.window).sort((a, b) => a - b);
  const median = window[Math.floor(window.length / 2)] ?? 0;
  const near = window.every(probe => Math.abs(probe - median) <= settledWhen.tolerance * median);
  const upperQuartile = probes.toSorted((a, b) => b - a)[Math.floor(probes.length / 4)] ?? 0;
  return near && median >= settledWhen.shareOfUpperQuartile * upperQuartile;
}

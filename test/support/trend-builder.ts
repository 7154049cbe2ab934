import type { FigureKey } from '../../src/model/figures.ts';
import type { TrendRun } from '../../src/model/trend.ts';
import { seededRandom } from '../../src/plan/plan.ts';

const bits = { metric: 'throughput', unit: 'bit/s', better: 'higher' } as const;
export const throughputKey: FigureKey = { scenario: 'vxlan', test: 'tcp-throughput', ...bits };
const streamKey: FigureKey = { scenario: 'vxlan', test: 'tcp-stream', ...bits };
export const latencyKey: FigureKey = {
  ...{ scenario: 'vxlan', test: 'tcp-latency', metric: 'latency-mean', unit: 'us', better: 'lower' }
};
const rateKey: FigureKey = {
  ...{ scenario: 'vxlan', test: 'tcp-latency', metric: 'transaction-rate', unit: '1/s', better: 'higher' }
};
const controlKey: FigureKey = { test: 'tcp-throughput', ...bits };
const keys: readonly (readonly [FigureKey, number])[] = [
  [throughputKey, 8e9],
  [streamKey, 7e9],
  [latencyKey, 160],
  [rateKey, 6000],
  [controlKey, 9e9]
];

/** By what a metric is multiplied in a run. */
export type Factor = (run: number, key: FigureKey) => number;

/**
 * Nightly runs that measure a pinned reference in turns, with 1 % noise of the ratio: `factor` is what only the candidate
 * changes by, `shared` what both do.
 */
export function pinnedRuns(
  count: number,
  factor: Factor = () => 1,
  { shared = () => 1, reference = () => 'Cilium 1.19.6, values a' }: PinnedNights = {}
): TrendRun[] {
  const random = seededRandom('pinned');
  return trendRuns(count, (run, key) => shared(run) * factor(run, key)).map((run, index) => {
    const name = reference(index);
    if (name === undefined) return run;
    return {
      ...run,
      setup: { ...run.setup, 'reference of vxlan': name },
      figures: run.figures.map(figure =>
        figure.scenario === undefined ? figure : { ...figure, ratio: factor(index, figure) * (0.98 + 0.04 * random()) }
      )
    };
  });
}

interface PinnedNights {
  readonly shared?: (run: number) => number;
  readonly reference?: (run: number) => string | undefined;
}

/** Nightly runs with 2 % noise, on the same machines with the same configuration. */
export function trendRuns(count: number, factor: Factor = () => 1): TrendRun[] {
  const random = seededRandom('trend');
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, (_, index) => ({
    id: `run-${index}`,
    startedAt: new Date(Date.parse('2026-01-01T02:00:00Z') + index * 86_400_000).toISOString(),
    runId: 1000 + index,
    sha: 'a'.repeat(40),
    verdict: 'pass',
    setup: {
      ...{ Cilium: '1.19.6', 'values of vxlan': 'a', kernel: '6.8', 'node image': '2026.10', suite: 'default' },
      ...{ duration: '5 s', iperf3: '3.16', netperf: '2.7.0', machine: 'D4s_v5' }
    },
    figures: keys.map(([key, level]) => ({
      ...key,
      value: Number((level * factor(index, key) * Math.exp(0.02 * normal())).toPrecision(6))
    })),
    accepted: []
  }));
}

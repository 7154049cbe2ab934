import type { Random } from '../../src/plan/plan.ts';
import type { Night } from '../../src/statistics/cusum.ts';

/** The four primary metrics of one scenario. */
const metricCount = 4;
/** Correlation of two arms' own noise whose difference has half of the variance that independent ones would have. */
const shared = 0.5;

/** Noise of nights; standard deviations of logarithms. */
export interface NightNoise {
  readonly name: string;
  /** Of the machines, the same for all metrics and the control. */
  readonly shared: number;
  /** Of each metric, and of the control. */
  readonly own: number;
  readonly control: number;
  /** Correlation of each of them from night to night. */
  readonly persistence: number;
  /** Share of nights in which a metric loses another 26 %. */
  readonly outliers: number;
  /** Loss of the machines in a year, and their random walk from night to night. */
  readonly drift: number;
  readonly walk: number;
  /** The control measures other machines: as noisy, but independent of the metrics. */
  readonly uncorrelated: boolean;
}

const usual: NightNoise = {
  ...{ name: 'shared 5 %, own 3 %, control 2 %', shared: 0.05, own: 0.03, control: 0.02, persistence: 0, outliers: 0 },
  ...{ drift: 0, walk: 0, uncorrelated: false }
};

/** The first is the default. */
export const nightNoises: readonly NightNoise[] = [
  usual,
  { ...usual, name: 'drift of 10 % a year and a walk of 0.5 % a night', drift: 0.1, walk: 0.005 },
  { ...usual, name: 'outliers of 26 % in 3 % of the nights', outliers: 0.03 },
  { ...usual, name: 'autocorrelation 0.3', persistence: 0.3 },
  { ...usual, name: 'a control that does not correlate', uncorrelated: true },
  { ...usual, name: 'quiet: shared 1 %, own 1 %, control 0.5 %', shared: 0.01, own: 0.01, control: 0.005 },
  { ...usual, name: 'loud: shared 10 %, own 8 %, control 4 %', shared: 0.1, own: 0.08, control: 0.04 }
];

/** A night with the same metric of a pinned reference, measured in turns in the same run. */
export interface SimulatedNight extends Night {
  /** It shares all of the night's noise but half of the metric's own, which is drawn with each arm's pods and connections. */
  readonly reference: number;
  /** It shares nothing but the machines. */
  readonly apart: number;
}

/** A change of the first metric (log) from one night on. */
export interface Planted {
  readonly from: number;
  readonly size: number;
}

/** Nights of every metric, with the control of each night. */
export function simulateNights(
  noise: NightNoise,
  count: number,
  planted: Planted | undefined,
  random: Random,
  ofReference: Random
): SimulatedNight[][] {
  const metrics = Array.from({ length: metricCount }, (): SimulatedNight[] => []);
  const series = (sd: number, from = random): (() => number) => {
    let state = normal(from);
    return () => {
      const now = sd * state;
      state = noise.persistence * state + Math.sqrt(1 - noise.persistence ** 2) * normal(from);
      return now;
    };
  };
  const outlierOf = (from: Random): number => (noise.outliers > 0 && from() < noise.outliers ? -0.3 : 0);
  const [machines, others, controls] = [series(noise.shared), series(noise.shared), series(noise.control)];
  const own = metrics.map(() => series(noise.own));
  const ownOfReference = metrics.map(() => series(noise.own, ofReference));
  let walk = 0;
  for (let night = 0; night < count; night += 1) {
    walk += noise.walk * normal(random) - noise.drift / 365;
    const here = machines() + walk;
    const control = (noise.uncorrelated ? others() : here) + controls();
    for (const [index, metric] of metrics.entries()) {
      const outlier = outlierOf(random);
      const change = planted !== undefined && index === 0 && night >= planted.from ? planted.size : 0;
      const [mine, theirs] = [own[index]?.() ?? 0, ownOfReference[index]?.() ?? 0];
      const there = here + outlierOf(ofReference);
      metric.push({
        ...{ value: here + mine + outlier + change, control },
        reference: there + shared * mine + Math.sqrt(1 - shared ** 2) * theirs,
        apart: there + theirs
      });
    }
  }
  return metrics;
}

/** Standard normal value (Box-Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

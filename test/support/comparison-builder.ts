import type { ReportContext } from '../../src/report/sections.ts';
import type { Run } from '../../src/model/run.ts';
import type { Comparison, MetricComparison } from '../../src/model/comparison.ts';

/** Rounds whose candidate is `factor` of the reference, with the same small noise in every test. */
export function createRounds(reference: number, factor: number, count = 7): MetricComparison['rounds'] {
  const noise = [0.012, -0.021, 0.004, 0.018, -0.009, -0.014, 0.01];
  return Array.from({ length: count }, (_, index) => ({
    round: index + 1,
    reference: reference * (1 + (noise[index % 7] ?? 0)),
    candidate: reference * factor * (1 + (noise[(index + 3) % 7] ?? 0))
  }));
}

/** One metric, by default unchanged over seven interleaved rounds. */
export function createMetric(overrides: Partial<MetricComparison> = {}): MetricComparison {
  const { reference = 7.61e9, candidate = reference } = overrides;
  const factor = candidate / reference;
  return {
    scenario: 'vxlan',
    test: 'tcp-throughput',
    metric: 'throughput',
    unit: 'bit/s',
    better: 'higher',
    gated: true,
    design: 'paired',
    outcome: 'equivalent',
    candidate,
    reference,
    change: { estimate: factor, low: factor * 0.97, high: factor * 1.03, level: 0.95 },
    tolerance: 0.1,
    pairs: 7,
    detectable: 0.061,
    roundsNeeded: 5,
    adjustedP: 0.4,
    rounds: createRounds(reference, factor),
    history: [],
    proof: 'plaintext',
    ...overrides
  };
}

/** A comparison of interleaved arms in which nothing changed. */
export function createComparison(overrides: Partial<Comparison> = {}): Comparison {
  return {
    verdict: 'pass',
    design: 'paired',
    metrics: [createMetric(), createMetric({ ...latency, scenario: 'vxlan' })],
    invalid: [],
    control: { state: 'unchanged', reason: 'The host path kept its throughput and latency in all rounds.' },
    reference,
    baseline: { source: 'none', candidates: [], differences: [] },
    notes: [],
    ...overrides
  };
}

/** What makes a metric the mean latency of TCP_RR. */
export const latency = {
  test: 'tcp-latency',
  metric: 'latency-mean',
  unit: 'us',
  better: 'lower',
  reference: 164.91,
  tolerance: 0.2,
  detectable: 0.083
} as const satisfies Partial<MetricComparison>;

/** A reference arm with the base branch's values. */
export const reference: NonNullable<Run['reference']> = {
  source: 'base',
  description: 'cilium/values.yaml of main',
  sha: '9fceb02d0ae598e95dc970b74767f19372d61af8',
  chartVersion: '1.20.2',
  identical: false
};

/** A first attempt in the repository itself, with room for everything. */
export const commentContext: ReportContext = {
  limit: 65_000,
  links: {
    run: 'https://github.com/example/cilium-config/actions/runs/17480000001',
    artifact: 'https://github.com/example/cilium-config/actions/runs/17480000001/artifacts/42'
  },
  attempt: 1,
  foreign: false,
  maxRows: 100
};

/** A copy without some of its fields. */
export function omit<T extends object, K extends keyof T>(value: T, ...names: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.some(each => each === name))) as Omit<T, K>;
}

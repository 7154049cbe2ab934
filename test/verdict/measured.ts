import type { Policy } from '../../src/model/options.ts';
import { seededRandom } from '../../src/plan/plan.ts';
import type { Metric, Run, Sample } from '../../src/model/run.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import type { History, compareRun } from '../../src/verdict/compare.ts';
import type { EarlierFigure, MetricComparison } from '../../src/model/comparison.ts';
import { createRun, type RunShape } from '../support/run-builder.ts';

/** The default policy. */
export const policy: Policy = {
  tolerancePercent: { throughput: 10, latency: 20 },
  alsoGate: [],
  failOn: ['regression', 'invalid'],
  matrixJobs: 1
};

/** A reference arm with the base branch's values. */
const reference: NonNullable<Run['reference']> = {
  source: 'base',
  description: 'main at 9fceb02',
  sha: '9fceb02d0ae598e95dc970b74767f19372d61af8',
  chartVersion: '1.20.2',
  identical: false
};

/** Both arms, seven rounds of one scenario. */
export const bothArms: RunShape = {
  scenarios: ['vxlan'],
  tests: ['tcp-throughput', 'tcp-latency'],
  arms: ['candidate', 'reference'],
  rounds: 7
};

/** The reference in VXLAN with WireGuard, the candidate in native routing with IPsec. */
export const acrossModes: RunShape = { ...bothArms, scenarios: ['native+ipsec'], referenceScenario: 'vxlan+wireguard' };

/** The record of such a reference. */
const otherMode: Pick<NonNullable<Run['reference']>, 'scenario' | 'modes'> = {
  scenario: 'vxlan+wireguard',
  modes: { candidate: 'native+ipsec (strict mode egress)', reference: 'vxlan+wireguard' }
};

/** The proof required by a sample's scenario. */
function proofOf(scenario: string): NonNullable<Sample['proof']> {
  const mode = parseScenario(scenario)?.encryption ?? 'none';
  const verdict = mode === 'none' ? 'plaintext' : 'encrypted';
  return { verdict, reason: 'counted', mode, coverage: [], notes: [], faults: [] };
}

/** How a sample's values differ from the builder's. */
export type Factor = (sample: Sample) => number;

/** A run with proven samples whose values are multiplied by `factor` and 1 % noise, identical for the same seed. */
export function measured(factor: Factor, shape: RunShape = bothArms, overrides: Partial<Run> = {}, noise = 0.01): Run {
  const random = seededRandom('noise');
  const both = shape.arms?.includes('reference') === true;
  const other = shape.referenceScenario === undefined ? {} : { ...otherMode, scenario: shape.referenceScenario };
  const run = createRun({ ...(both ? { reference: { ...reference, ...other } } : {}), ...overrides }, shape);
  return {
    ...run,
    samples: run.samples.map(sample => {
      const by = factor(sample) * (1 + noise * (2 * random() - 1));
      const metrics = scale(sample.metrics, by);
      const proof = sample.path === 'host' ? { ...proofOf('vxlan') } : proofOf(sample.scenario);
      return { ...sample, metrics, proof };
    })
  };
}

/** Metrics with other values. */
export function scale(metrics: Sample['metrics'], by: number): Sample['metrics'] {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]): [string, Metric] => [
      name,
      { ...metric, value: metric.value * (name.startsWith('latency') ? 1 / by : by) }
    ])
  );
}

/** Candidate pod samples at `by` of the reference's speed. */
export const slower =
  (by: number, test?: Sample['test']): Factor =>
  sample =>
    sample.arm === 'candidate' && sample.path === 'pod' && (test === undefined || sample.test === test) ? by : 1;

/** Nothing to compare with. */
export const noHistory: History = {
  figures: new Map(),
  anchor: new Map(),
  record: { source: 'none', candidates: [], differences: [] }
};

/** Relative differences between visits that vary by about 1 %. */
export const visits = [0.01, -0.012, 0.004, -0.006, 0.009, -0.003, 0.007, -0.011, 0.002, 0.005];

/** A metric's values in earlier runs, newest first. */
export function earlier(value: number, differences: readonly number[]): EarlierFigure[] {
  return differences.map((difference, index) => ({
    label: `run ${100 - index}`,
    startedAt: `2026-11-${String(20 - index).padStart(2, '0')}T00:00:00.000Z`,
    value: value * (1 + difference)
  }));
}

export const throughputText = 'vxlan tcp-throughput throughput bit/s';
export const latencyText = 'vxlan tcp-latency latency-mean us';
export const controlText = 'control tcp-throughput throughput bit/s';

/** Earlier values by key text. */
export function historyOf(
  figures: Readonly<Record<string, readonly EarlierFigure[]>>,
  anchor: Readonly<Record<string, readonly EarlierFigure[]>> = {}
): History {
  return { ...noHistory, figures: new Map(Object.entries(figures)), anchor: new Map(Object.entries(anchor)) };
}

/** The comparison of one metric. */
export function metricOf(
  comparison: ReturnType<typeof compareRun>,
  metric: string,
  scenario = 'vxlan'
): MetricComparison {
  const found = comparison.metrics.filter(one => one.metric === metric && one.scenario === scenario);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} rows for ${metric}`);
  return only;
}

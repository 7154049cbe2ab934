import { createBaseline, serializeBaseline, type Baseline } from '../../src/baseline/document.ts';
import type { FigureKey } from '../../src/model/figures.ts';
import { fingerprintOf, type Fingerprint } from '../../src/baseline/fingerprint.ts';
import type { PoolRun } from '../../src/baseline/pool.ts';
import type { Run, Sample } from '../../src/model/run.ts';
import type { Comparison, MetricComparison } from '../../src/model/comparison.ts';
import type { FakeRun } from './loopback-github/world.ts';
import { bits, createRun, type RunShape } from './run-builder.ts';
import { zip } from './zip-writer.ts';

const plaintext: NonNullable<Sample['proof']> = {
  verdict: 'plaintext',
  reason: 'no encryption counter moved',
  mode: 'none',
  coverage: [],
  notes: [],
  faults: []
};

/** A complete run whose samples all carry their proof. */
export function provenRun(overrides: Partial<Run> = {}, shape: RunShape = {}): Run {
  const run = createRun(overrides, { scenarios: ['vxlan'], tests: ['tcp-throughput', 'tcp-latency'], ...shape });
  return { ...run, samples: run.samples.map(sample => ({ proof: plaintext, ...sample })) };
}

/** The proven run with another throughput in every sample of its pods. */
export function runWithThroughput(throughput: number, overrides: Partial<Run> = {}): Run {
  const run = provenRun(overrides);
  const samples = run.samples.map(sample =>
    sample.test === 'tcp-throughput' && sample.path === 'pod'
      ? { ...sample, metrics: { throughput: bits(throughput) } }
      : sample
  );
  return { ...run, samples };
}

/** The figure that gates. */
export const throughputKey: FigureKey = {
  scenario: 'vxlan',
  test: 'tcp-throughput',
  metric: 'throughput',
  unit: 'bit/s',
  better: 'higher'
};

/** A comparison of that figure alone. */
export function createComparison(
  overrides: Partial<Comparison> = {},
  outcome: MetricComparison['outcome'] = 'equivalent'
): Comparison {
  return {
    verdict: outcome === 'regression' ? 'regression' : 'pass',
    design: 'history',
    metrics: [
      {
        ...throughputKey,
        scenario: 'vxlan',
        gated: true,
        design: 'history',
        outcome,
        tolerance: 0.1,
        pairs: 5,
        rounds: [],
        history: [],
        proof: 'plaintext'
      }
    ],
    invalid: [],
    control: { state: 'unchanged', reason: 'The control did not change.' },
    baseline: { source: 'none', candidates: [], differences: [] },
    notes: [],
    ...overrides
  };
}

/** The baseline that a workflow run of the loopback GitHub would have published. */
export function baselineOf(
  run: FakeRun,
  throughput = 7.6e9,
  pool: readonly PoolRun[] = [],
  anchor: readonly PoolRun[] = []
): Baseline {
  const measured = runWithThroughput(throughput, {
    id: `cpg-${run.id}`,
    startedAt: run.startedAt,
    source: {
      repository: 'example/cilium-config',
      sha: run.headSha,
      ref: `refs/heads/${run.headBranch}`,
      event: run.event,
      workflow: 'perf',
      job: 'measure',
      runId: run.id,
      runAttempt: run.attempt
    }
  });
  return createBaseline(measured, createComparison(), pool, anchor);
}

/** Its artifact's zip file. */
export function zipped(baseline: Baseline): Uint8Array {
  return zip([{ name: 'baseline.json', content: serializeBaseline(baseline) }]);
}

/** The fingerprint of the runs here. */
export function ownFingerprint(): Fingerprint {
  const fingerprint = fingerprintOf(provenRun());
  if (fingerprint === undefined) throw new Error('the run knows its cluster');
  return fingerprint;
}

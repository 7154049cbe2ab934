import { defined } from '../../src/lib/defined.ts';
import type { Metric, Run, Sample } from '../../src/model/run.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderPage } from '../../src/report/html/page.ts';
import { renderSeveral } from '../../src/report/matrix-jobs.ts';
import type { ReportContext } from '../../src/report/sections.ts';
import { renderSideBySide } from '../../src/report/side-by-side.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { compareRun, compareRuns, type History } from '../../src/verdict/compare.ts';
import { earlier, historyOf, measured, noHistory, policy } from '../verdict/measured.ts';
import { commentContext } from './comparison-builder.ts';
import { estimateSeconds } from '../../src/plan/cost.ts';
import { createUnchangedRun, sameArms } from './comparison-shapes.ts';
import type { RunShape } from './run-builder.ts';

const tcpTests = ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'] as const;

const context: ReportContext = {
  ...commentContext,
  links: {
    ...commentContext.links,
    page: 'https://github.com/example/cilium-config/actions/runs/17480000001/artifacts/43',
    docs: 'https://github.com/example/cilium-perf-gate/blob/v0/docs'
  }
};

/** How fast each mode is compared with VXLAN, and its CPU time per GB: roughly what the lab measures. */
const speeds: Readonly<
  Record<string, { readonly throughput: number; readonly latency: number; readonly cpu: number }>
> = {
  vxlan: { throughput: 1, latency: 1, cpu: 3.1 },
  'vxlan+wireguard': { throughput: 0.38, latency: 0.59, cpu: 6.6 },
  'vxlan+ipsec': { throughput: 0.33, latency: 0.66, cpu: 7.1 },
  'vxlan+ztunnel': { throughput: 0.55, latency: 0.5, cpu: 5.2 },
  native: { throughput: 1.1, latency: 1.25, cpu: 2.4 },
  'native+wireguard': { throughput: 0.45, latency: 0.67, cpu: 5.6 },
  'native+ipsec': { throughput: 0.4, latency: 0.7, cpu: 6.2 }
};

/** One key of the agents' configuration that the pull request changes, and the value behind it. */
const renderedFor = (scenarios: readonly string[]): NonNullable<Run['rendered']> => ({
  unknownKeys: [],
  arms: {
    ...sameArms,
    objects: 38,
    differences: [
      {
        scenarios: [...scenarios],
        changes: [
          {
            object: 'ConfigMap kube-system/cilium-config',
            path: 'data.monitor-aggregation',
            reference: '"medium"',
            candidate: '"none"'
          }
        ],
        more: 0
      }
    ],
    responsible: [{ key: 'bpf.monitorAggregation', at: 'cilium/values.yaml:41' }]
  }
});

interface Scene {
  readonly scenarios?: readonly string[];
  readonly arms?: RunShape['arms'];
  readonly rounds?: number;
  /** The last round that was measured. */
  readonly last?: number;
  readonly noise?: number;
  /** How long it took, if the plan's estimate does not hold. */
  readonly minutes?: number;
  /** The candidate's speed as a share of the reference's. */
  readonly slowdown?: (sample: Sample) => number;
}

const both = ['candidate', 'reference'] as const;

/** What creating the cluster and installing Cilium is assumed to take on kind. */
const creationMinutes = 3;

/** The plan's estimate for the first rounds of a run. */
function minutesOf({ plan }: Run, last: number): number {
  const rounds = plan.order.slice(0, last).map((blocks, index) =>
    blocks.map(block => ({
      ...block,
      verify: index === 0 && (parseScenario(block.scenario)?.encryption ?? 'none') !== 'none'
    }))
  );
  return creationMinutes + estimateSeconds(rounds, plan) / 60;
}

const push = { event: 'push', ref: 'refs/heads/main' } as const;

/**
 * A run with proven samples at the speeds of their modes, in the default design: of a pull request in up to twelve rounds
 * with one control, or of a push with a control in each of its three rounds.
 */
function scene({
  scenarios = ['vxlan+wireguard'],
  arms = both,
  rounds = arms.length === 1 ? 3 : 12,
  last = rounds,
  noise = 0.02,
  minutes,
  slowdown = () => 1
}: Scene): Run {
  const speedOf = ({ scenario, test, path }: Sample): number => {
    const { throughput, latency } = speeds[path === 'host' ? 'native' : scenario] ?? { throughput: 1, latency: 1 };
    return test === 'tcp-latency' ? latency : throughput;
  };
  const run = measured(
    sample => speedOf(sample) * (sample.arm === 'candidate' && sample.path === 'pod' ? slowdown(sample) : 1),
    { scenarios, tests: tcpTests, arms, rounds },
    {},
    noise
  );
  const cpu = ({ scenario, metrics, path }: Sample, index: number): Record<string, Metric> => {
    if (path === 'host' || metrics['throughput'] === undefined) return metrics;
    const value = (speeds[scenario]?.cpu ?? 3) * (1 + (noise * ((index % 5) - 2)) / 2);
    return { ...metrics, 'machine-cpu': { value, unit: 's/GB', better: 'lower' } };
  };
  const isPair = arms.includes('reference');
  const isMeasured = ({ round, path }: Pick<Sample, 'round' | 'path'>): boolean =>
    round <= last && !(isPair && path === 'host' && round > 1);
  const order = run.plan.order.map((blocks, index) =>
    blocks.filter(({ path }) => isMeasured({ round: index + 1, path }))
  );
  const planned = { ...run, plan: { ...run.plan, order } };
  const took = minutes ?? minutesOf(planned, last);
  return {
    ...planned,
    ...(isPair || run.source === undefined ? {} : { source: { ...run.source, ...push } }),
    ...(isPair ? { rendered: renderedFor(scenarios) } : {}),
    blocks: run.blocks.filter(isMeasured),
    samples: run.samples.filter(isMeasured).map((sample, index) => ({ ...sample, metrics: cpu(sample, index) })),
    endedAt: new Date(Date.parse(run.startedAt) + 60_000 * took).toISOString(),
    timing: { ...run.timing, totalSeconds: 60 * took }
  };
}

function comment(run: Run, history: History = noHistory, more: Partial<ReportContext> = {}): string {
  return renderComment(run, compareRun(run, policy, history), { ...context, ...more });
}

/** A loss in all tests but TCP stream. */
const loss = ({ test }: Sample): number => (test === 'tcp-stream' ? 0.99 : test === 'tcp-latency' ? 0.85 : 0.82);
const regression = (): Run => scene({ last: 4, slowdown: loss });

/** What ztunnel's counters show if the traffic of enrolled pods bypasses it: the matrix fails, so nothing is measured. */
function leaking(): Run {
  const run = scene({ scenarios: ['vxlan+ztunnel'], arms: ['candidate'], minutes: 5 });
  const evidence = 'both ztunnels counted 2.09 GB without mutual TLS, and 0 B with it';
  const reason = {
    kind: 'matrix-differs',
    message: `traffic is not what the mode promises: enrolled to enrolled on the other node is plaintext, not encrypted (${evidence})`
  } as const;
  return {
    ...run,
    scenarios: run.scenarios.map(scenario => ({
      ...{ ...scenario, status: 'failed', reason },
      datapath: { encryption: 'Ztunnel' },
      matrix: (['enrolled', 'other'] as const).map(source => ({
        ...({ source, destination: source, placement: 'other-node' } as const),
        ...(source === 'enrolled'
          ? { bytes: 2.09e9, reason: evidence }
          : { bytes: 2.31e9, reason: 'ztunnel counted nothing on both nodes' }),
        ...({ expected: source === 'enrolled' ? 'encrypted' : 'plaintext', seen: 'plaintext' } as const),
        matches: source === 'other'
      }))
    })),
    blocks: run.blocks
      .filter(({ round }) => round === 1)
      .map(block => (block.path === 'pod' ? { ...block, status: 'invalid', reason } : block)),
    samples: run.samples.filter(({ path, round }) => path === 'host' && round === 1)
  };
}

/** A run whose agents did not start in one of its modes. */
function failing(): Run {
  const run = scene({ scenarios: ['vxlan', 'vxlan+ipsec'], last: 4, minutes: 22 });
  const reason = {
    kind: 'rollout-failed',
    message:
      'DaemonSet cilium was not ready within 300 s: cilium-agent is in CrashLoopBackOff (level=fatal msg="invalid ipsec-key-rotation-duration" error="time: missing unit in duration 5")'
  } as const;
  const isLost = ({ scenario, path }: Pick<Sample, 'scenario' | 'path'>): boolean =>
    scenario === 'vxlan+ipsec' && path === 'pod';
  return {
    ...run,
    scenarios: run.scenarios.map(one => (one.name === 'vxlan+ipsec' ? { ...one, status: 'failed', reason } : one)),
    blocks: run.blocks
      .filter(block => !isLost(block) || block.round === 1)
      .map(block => (isLost(block) ? { ...block, status: 'invalid', reason } : block)),
    samples: run.samples.filter(sample => !isLost(sample))
  };
}

function unchanged(): Run {
  return createUnchangedRun({
    unknownKeys: [{ key: 'ciliumEndPointSlice', at: 'cilium/values.yaml:12', nearest: 'ciliumEndpointSlice' }],
    arms: { ...sameArms, objects: 38, withoutEffect: [{ key: 'hubble.ui.replicas', at: 'cilium/values.yaml:30' }] }
  });
}

/** Three jobs of a matrix, reported together. */
function severalJobs(): string {
  const jobs: readonly (readonly [string, Run])[] = [
    ['vxlan+wireguard', regression()],
    ['native+ipsec', scene({ scenarios: ['native+ipsec'], last: 4 })],
    ['native', scene({ scenarios: ['native'], last: 4 })]
  ];
  const compared = compareRuns(
    jobs.map(([name, run]) => ({ name, run, history: noHistory })),
    policy
  );
  const reports = compared.map(({ name, run, comparison }) => ({
    ...{ name, run, comparison, foreign: false },
    render: (limit: number) => renderComment(run, comparison, { ...context, limit })
  }));
  return renderSeveral(reports, [], context.limit);
}

/** The stored runs of two versions on kind, and of the newer one on AKS. */
function sideBySide(): string {
  const stored = (rounds: number, minutes: number, slowdown?: Scene['slowdown']): Run =>
    scene({ scenarios: ['vxlan', 'vxlan+wireguard'], arms: ['candidate'], rounds, minutes, ...defined({ slowdown }) });
  const [old, kind, aks] = [
    stored(3, 9, ({ scenario }) => (scenario === 'vxlan' ? 0.99 : 0.9)),
    stored(3, 9),
    stored(5, 16, () => 1.6)
  ];
  const { cilium, cluster } = kind;
  if (cilium === undefined || cluster === undefined) throw new Error('the run has no setup');
  const [version, kernel] = ['1.19.5', '6.8.0-1041-azure'];
  const runs: readonly (readonly [string, Run])[] = [
    ['kind-old/run.json', { ...old, cilium: { ...cilium, version, chartVersion: version } }],
    ['kind/run.json', { ...kind, startedAt: '2026-11-23T10:20:00.000Z' }],
    [
      'aks/run.json',
      {
        ...{ ...aks, startedAt: '2026-11-24T02:00:00.000Z' },
        cluster: {
          ...{ ...cluster, provider: 'aks', name: 'perf-nightly', kubernetesVersion: 'v1.34.2' },
          nodes: cluster.nodes.map(node => ({ ...node, kernel, instanceType: 'Standard_D4ds_v5' }))
        },
        samples: aks.samples.map(sample => {
          const { 'machine-cpu': cpu, ...metrics } = sample.metrics;
          return { ...sample, metrics: { ...metrics, ...(cpu === undefined ? {} : { 'server-node-cpu': cpu }) } };
        })
      }
    ]
  ];
  const reports = compareRuns(
    runs.map(([name, run]) => ({ name, run, history: noHistory })),
    policy
  ).map(({ name, run, comparison }) => ({
    ...{ name, run, comparison, foreign: false },
    render: (limit: number) => renderComment(run, comparison, { ...context, limit })
  }));
  return renderSideBySide(reports, reports, context.limit);
}

function accepted(): string {
  const run = regression();
  const comparison: Comparison = { ...compareRun(run, policy, noHistory), accepted: true };
  return renderComment(run, comparison, context);
}

/** One earlier run of the default branch, a little faster. */
const oneEarlier = (): History => ({
  ...historyOf({
    'vxlan+wireguard tcp-throughput throughput bit/s': earlier(3.24e9, [0]),
    'vxlan+wireguard tcp-bidirectional throughput bit/s': earlier(2.41e9, [0]),
    'vxlan+wireguard tcp-latency latency-mean us': earlier(276, [0]),
    'vxlan+wireguard tcp-stream throughput bit/s': earlier(2.6e9, [0])
  }),
  record: {
    source: 'artifacts of main by .github/workflows/perf.yml',
    candidates: [{ label: 'run 100', used: true, reason: 'same repository, branch, machines and tools' }],
    differences: []
  }
});

const refused: History = {
  ...noHistory,
  record: {
    source: 'artifacts of main by .github/workflows/perf.yml',
    candidates: [],
    differences: [],
    ended: {
      failed: true,
      reason: 'cannot list the runs of perf.yml; the line `actions: read` is missing under `permissions`'
    }
  }
};

const modes = Object.keys(speeds).filter(name => parseScenario(name)?.encryption !== 'ztunnel');

/** A report of each kind, by the name of its file in docs/examples. Each run is really compared. */
export const examples: Readonly<Record<string, () => string>> = {
  regression: () => comment(regression()),
  accepted,
  fork: () =>
    comment(regression(), noHistory, {
      foreign: true,
      links: { ...context.links, report: 'https://github.com/example/cilium-config/actions/runs/17480000002' }
    }),
  pass: () => comment(scene({ last: 4 })),
  unchanged: () => comment(unchanged()),
  inconclusive: () => comment(scene({ noise: 0.13 })),
  advisory: () => comment(scene({ arms: ['candidate'] }), oneEarlier()),
  'no-baseline': () => comment(scene({ arms: ['candidate'] }), refused),
  invalid: () => comment(failing()),
  'not-encrypted': () => comment(leaking()),
  evaluation: () => comment(scene({ scenarios: modes, arms: ['candidate'] })),
  'side-by-side': sideBySide,
  'several-jobs': severalJobs
};

/** The page that the comment of the regression links. */
export function examplePage(): string {
  const run = regression();
  return renderPage(run, compareRun(run, policy, noHistory), context);
}

import type { Run, Sample } from '../../src/model/run.ts';
import type { Comparison, EarlierFigure } from '../../src/model/comparison.ts';
import { createComparison, createMetric, createRounds, latency, omit, reference } from './comparison-builder.ts';
import { createInvalidSample, createRun } from './run-builder.ts';

/** A run with its comparison. */
export interface Compared {
  readonly run: Run;
  readonly comparison: Comparison;
}

const tests = ['tcp-throughput', 'tcp-latency'] as const;
const scenarios = ['vxlan', 'native+wireguard'];

/** What the chart renders for a bandwidth manager that the candidate turns on. */
const rendered: NonNullable<Run['rendered']> = {
  unknownKeys: [],
  arms: {
    objects: 25,
    differences: [
      {
        scenarios,
        changes: [
          {
            object: 'ConfigMap kube-system/cilium-config',
            path: 'data.enable-bandwidth-manager',
            reference: '"false"',
            candidate: '"true"'
          }
        ],
        more: 0
      }
    ],
    defaults: { changes: [], more: 0 },
    forDisplay: [],
    overridden: [],
    withoutEffect: []
  }
};

function pairedRun(): Run {
  return createRun({ reference, rendered }, { scenarios, tests, arms: ['candidate', 'reference'], rounds: 7 });
}

/** Two arms for which the chart renders the same. */
export const sameArms: NonNullable<NonNullable<Run['rendered']>['arms']> = {
  objects: 25,
  differences: [],
  defaults: { changes: [], more: 0 },
  forDisplay: [],
  overridden: [],
  withoutEffect: []
};

/** A run that ended without measuring. */
export function createUnchangedRun(more: Partial<NonNullable<Run['rendered']>> = {}): Run {
  const run = omit(createRun({}, { scenarios, tests, rounds: 7 }), 'cluster', 'cilium', 'tools');
  return {
    ...run,
    unchanged: true,
    reference: { ...reference, identical: true },
    rendered: { unknownKeys: [], arms: sameArms, ...more },
    scenarios: [],
    blocks: [],
    samples: []
  };
}

const singleArmRun = (): Run => createRun({}, { scenarios, tests, rounds: 3 });

/** Earlier runs around a figure, a day apart. */
export function createHistory(value: number, count: number): EarlierFigure[] {
  return Array.from({ length: count }, (_, index) => ({
    label: `run ${1001 + index} of 2026-11-${String(index + 1).padStart(2, '0')}`,
    startedAt: `2026-11-${String(index + 1).padStart(2, '0')}T02:00:00.000Z`,
    value: value * (1 + ([0.02, -0.01, 0.015, -0.025][index % 5] ?? 0))
  }));
}

const candidate = (number: number, used: boolean, reason: string): Comparison['baseline']['candidates'][number] => ({
  label: `run ${number} of 2026-11-${String(number - 1000).padStart(2, '0')}, 1a2b3c4`,
  url: `https://github.com/example/cilium-config/actions/runs/${number}`,
  used,
  reason
});

const wireguard = { scenario: 'native+wireguard', proof: 'encrypted' } as const;
const fallen = {
  ...wireguard,
  reference: 2.4e9,
  candidate: 2.11e9,
  outcome: 'regression',
  change: { estimate: 0.88, low: 0.85, high: 0.91, level: 0.95 },
  rounds: createRounds(2.4e9, 0.88)
} as const;

/** The candidate's samples of a test without a valid one. */
function isLost({ scenario, test, path, arm }: Sample): boolean {
  return scenario === 'native+wireguard' && test === 'tcp-throughput' && path === 'pod' && arm === 'candidate';
}

function lost(sample: Sample, why: Partial<Sample>): Sample {
  return createInvalidSample({ ...sample, status: 'invalid', metrics: {}, ...why });
}

const withoutValue = { ...wireguard, outcome: 'invalid', pairs: 0 } as const;

/** The main shapes of a comparison, by verdict. */
export const shapes: Readonly<Record<Comparison['verdict'], () => Compared>> = {
  unchanged: () => ({
    run: createUnchangedRun({
      unknownKeys: [{ key: 'ciliumEndPointSlice', at: 'cilium/values.yaml:7', nearest: 'ciliumEndpointSlice' }],
      arms: {
        ...sameArms,
        overridden: [{ key: 'routingMode', at: 'cilium/values.yaml:12' }],
        withoutEffect: [{ key: 'hubble.ui.replicas' }]
      }
    }),
    comparison: createComparison({
      verdict: 'unchanged',
      design: 'none',
      metrics: [],
      control: { state: 'not available', reason: 'Nothing was measured.' }
    })
  }),
  regression: () => ({
    run: pairedRun(),
    comparison: createComparison({
      verdict: 'regression',
      metrics: [
        createMetric(fallen),
        createMetric({
          ...latency,
          ...wireguard,
          reference: 224,
          candidate: 206,
          outcome: 'improvement',
          change: { estimate: 0.92, low: 0.9, high: 0.94, level: 0.95 },
          rounds: createRounds(224, 0.92)
        }),
        createMetric(),
        createMetric(latency),
        createMetric({
          metric: 'retransmits',
          unit: 'count',
          better: 'lower',
          gated: false,
          reference: 12,
          outcome: 'inconclusive'
        })
      ]
    })
  }),
  pass: () => ({
    run: pairedRun(),
    comparison: createComparison({
      metrics: scenarios.flatMap(scenario => [createMetric({ scenario }), createMetric({ ...latency, scenario })])
    })
  }),
  inconclusive: () => ({
    run: pairedRun(),
    comparison: createComparison({
      verdict: 'inconclusive',
      metrics: [
        createMetric({
          ...latency,
          candidate: 172,
          outcome: 'inconclusive',
          reason: 'the interval reaches beyond the tolerance',
          change: { estimate: 1.043, low: 0.97, high: 1.122, level: 0.95 },
          pairs: 6,
          roundsNeeded: 12,
          rounds: createRounds(164.91, 1.043, 6)
        }),
        createMetric()
      ]
    })
  }),
  advisory: () => {
    const history = createHistory(2.4e9, 1);
    const comparison = createComparison({
      verdict: 'advisory',
      design: 'single',
      metrics: [
        createMetric({
          ...fallen,
          design: 'single',
          outcome: 'inconclusive',
          reason: 'one run cannot gate',
          pairs: 1,
          detectable: 0.43,
          rounds: [],
          history
        })
      ],
      control: { state: 'not available', reason: 'The earlier run has no control.' },
      baseline: {
        source: 'artifacts of main by .github/workflows/perf.yml',
        candidates: [
          candidate(1001, true, 'same repository, branch, machines and tools'),
          candidate(1002, false, 'another kernel: 6.8.0-45 instead of 6.12.48')
        ],
        differences: ['Hubble was on in the earlier run.']
      }
    });
    return { run: singleArmRun(), comparison: omit(comparison, 'reference') };
  },
  'no-baseline': () => {
    const comparison = createComparison({
      verdict: 'no-baseline',
      design: 'none',
      metrics: scenarios.map(scenario => {
        const metric = omit(createMetric({ scenario }), 'reference', 'change', 'detectable', 'roundsNeeded');
        return {
          ...metric,
          design: 'none' as const,
          outcome: 'inconclusive' as const,
          pairs: 0,
          rounds: [{ round: 1, candidate: 7.5e9 }]
        };
      }),
      control: { state: 'not available', reason: 'There is nothing to compare it with.' },
      baseline: {
        source: 'artifacts of main by .github/workflows/perf.yml',
        candidates: [
          candidate(1002, false, 'from a fork'),
          candidate(1003, false, 'the artifact expired on 2026-11-20')
        ],
        differences: []
      }
    });
    return { run: singleArmRun(), comparison: omit(comparison, 'reference') };
  },
  invalid: () => {
    const run = pairedRun();
    const reason = { kind: 'cpu-throttled', message: 'the server pod was throttled 12 times' } as const;
    return {
      run: { ...run, samples: run.samples.map(sample => (isLost(sample) ? lost(sample, { reason }) : sample)) },
      comparison: createComparison({
        verdict: 'invalid',
        metrics: [
          omit(createMetric({ ...withoutValue, reason: reason.message }), 'candidate', 'change'),
          createMetric()
        ],
        invalid: [`native+wireguard tcp-throughput has no valid sample: ${reason.message}`]
      })
    };
  },
  'not-encrypted': () => {
    const run = pairedRun();
    const reason = { kind: 'proof-mismatch', message: '0.3 of 4712 MB went through cilium_wg0: plaintext' } as const;
    const proof: Sample['proof'] = {
      ...{ verdict: 'plaintext', reason: reason.message, mode: 'wireguard', notes: [], faults: [] },
      coverage: [
        { side: 'client', direction: 'sent', unit: 'bytes', counted: 3e5, expected: 4.712e9, share: 0, needed: 0.98 }
      ]
    };
    return {
      run: { ...run, samples: run.samples.map(sample => (isLost(sample) ? lost(sample, { reason, proof }) : sample)) },
      comparison: createComparison({
        verdict: 'not-encrypted',
        metrics: [
          omit(createMetric({ ...withoutValue, reason: reason.message, proof: 'plaintext' }), 'candidate', 'change'),
          createMetric()
        ],
        invalid: [`native+wireguard tcp-throughput has no valid sample: ${reason.message}`]
      })
    };
  }
};

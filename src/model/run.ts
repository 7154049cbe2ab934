import { z } from 'zod';
import { maxRounds } from './limits.ts';
import { renderedSchema } from './rendered.ts';
import { encryptionModes } from './scenario.ts';
import { passages, policyFindings, policyNames } from './policy-matrix.ts';
import { rowEnds } from './traffic-matrix.ts';
import { testNames } from './test.ts';

/** Increases when a field is removed or changes meaning. Readers reject unknown versions. */
export const schemaVersion = 1;

/** What is compared within a job: the candidate, and the reference it is measured against. */
export const armNames = ['candidate', 'reference'] as const;
const arm = z.enum(armNames);
export type Arm = z.infer<typeof arm>;

const timestamp = z.iso.datetime();
const finite = z.number().refine(Number.isFinite);
const seconds = finite.nonnegative();
const round = z.int().positive().max(maxRounds);
const verdict = z.enum(['encrypted', 'plaintext', 'unproven']);

/** A value with its unit and better direction; `none` for metrics that only describe. */
export const metricSchema = z.strictObject({
  value: finite,
  unit: z.enum(['bit/s', 'us', '1/s', '%', 'count', 'bytes', 's/GB', 'us/transaction']),
  better: z.enum(['higher', 'lower', 'none'])
});
export type Metric = z.infer<typeof metricSchema>;

/** Why a sample, block or scenario has no valid measurement. */
const invalidReasonSchema = z.strictObject({
  kind: z.enum([
    'tool-error',
    'tool-output',
    'missing-value',
    'wrong-duration',
    'no-traffic',
    'received-less-than-claimed',
    'timeout',
    'connection-lost',
    'pod-replaced',
    'agent-restarted',
    'cpu-throttled',
    'unsettled',
    'unproven',
    'proof-mismatch',
    'matrix-differs',
    'policy-differs',
    'rollout-failed',
    'kernel-lacks',
    'cluster-failed'
  ]),
  /** A sentence for people, quoting the component where possible. */
  message: z.string()
});
export type InvalidReason = z.infer<typeof invalidReasonSchema>;

const endpointSchema = z.strictObject({
  pod: z.string(),
  node: z.string(),
  ip: z.string()
});

/** What tcpdump saw leaving a node during a sample, or why it could not watch. */
const sightingSchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    /** Readable packets between the test pods, at most a thousand, and the first of them. */
    clear: z.int().nonnegative(),
    first: z.string().optional(),
    /** Encrypted packets, at most ten. They prove that the witness could see the traffic. */
    sealed: z.int().nonnegative()
  }),
  z.strictObject({ ok: z.literal(false), why: z.string() })
]);

/** Evidence for a sample: what was counted where, what was expected, and the conclusion about the traffic. */
const proofSchema = z.strictObject({
  verdict,
  reason: z.string(),
  mode: z.enum(encryptionModes),
  coverage: z.array(
    z.strictObject({
      side: z.enum(['client', 'server']),
      direction: z.enum(['sent', 'received']),
      unit: z.enum(['packets', 'bytes', 'connections']),
      counted: finite,
      expected: finite,
      share: finite,
      needed: finite
    })
  ),
  notes: z.array(z.string()),
  faults: z.array(z.string()),
  /** What the second witness saw leaving each node; absent if it did not watch. */
  witness: z.strictObject({ client: sightingSchema, server: sightingSchema }).optional()
});

/** One execution of a test. */
export const sampleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  round,
  block: z.int().nonnegative(),
  arm,
  scenario: z.string(),
  test: z.enum(testNames),
  /** `host` is the control: host-network pods, on a path Cilium neither encrypts nor encapsulates. */
  path: z.enum(['pod', 'host']),
  /** Number of this sample among the block's samples of the test. */
  repeat: z.int().positive(),
  /** 2 is the only retry of a failed sample. */
  attempt: z.int().positive(),
  status: z.enum(['valid', 'invalid']),
  reason: invalidReasonSchema.optional(),
  command: z.array(z.string()),
  startedAt: timestamp,
  endedAt: timestamp,
  client: endpointSchema,
  server: endpointSchema,
  metrics: z.record(z.string(), metricSchema),
  /** Absent if the tool itself failed and no plaintext was seen. */
  proof: proofSchema.optional(),
  /** Datapath drops during the sample by node and reason (`cilium-dbg bpf metrics list`). */
  drops: z.array(z.strictObject({ node: z.string(), reason: z.string(), count: z.int().positive() })),
  /** Agents that restarted or were replaced during the sample. Any entry makes the sample invalid. */
  agentRestarts: z.array(z.string()),
  /** Path of the compressed raw output, relative to run.json. */
  raw: z.string()
});
export type Sample = z.infer<typeof sampleSchema>;

/** A block: apply, wait until ready, settle, measure. Block 0 of a round can be the control. */
export const blockSchema = z.strictObject({
  index: z.int().nonnegative(),
  round,
  arm,
  scenario: z.string(),
  path: z.enum(['pod', 'host']),
  status: z.enum(['measured', 'invalid']),
  reason: invalidReasonSchema.optional(),
  startedAt: timestamp,
  endedAt: timestamp,
  /** Seconds from the Helm upgrade until every agent was in the requested mode. */
  switchSeconds: seconds,
  settling: z
    .strictObject({
      seconds,
      settled: z.boolean(),
      /** Throughput of each one-second probe, bit/s. */
      probes: z.array(finite)
    })
    .optional(),
  /** MTU of the test pods' eth0 if it could be read. The metric `mss` shows how much of it a connection can use. */
  podMtu: z.int().positive().optional()
});
export type Block = z.infer<typeof blockSchema>;

export const nodeSchema = z.strictObject({
  name: z.string(),
  role: z.enum(['client', 'server', 'other']),
  controlPlane: z.boolean(),
  kernel: z.string(),
  osImage: z.string(),
  containerRuntime: z.string(),
  architecture: z.string(),
  cpuModel: z.string().optional(),
  cpus: z.string(),
  instanceType: z.string().optional(),
  zone: z.string().optional(),
  /** Image of an AKS node, including its date. */
  nodeImage: z.string().optional(),
  interface: z
    .strictObject({
      name: z.string(),
      mtu: z.int().positive(),
      driver: z.string().optional(),
      /** On Hyper-V: driver of the virtual function that carries the packets (accelerated networking), or `none`. */
      virtualFunction: z.string().optional()
    })
    .optional()
});
export type RunNode = z.infer<typeof nodeSchema>;

/** A row of a scenario's traffic matrix: what was expected and what was seen. */
const matrixRowSchema = z.strictObject({
  source: z.enum(rowEnds),
  destination: z.enum(rowEnds),
  placement: z.enum(['same-node', 'other-node']),
  /** TCP if absent. */
  protocol: z.literal('UDP').optional(),
  /** `recorded` rows have no expectation. */
  expected: z.enum(['encrypted', 'plaintext', 'recorded']),
  seen: verdict,
  /** The evidence from the counters. */
  reason: z.string(),
  /** Payload the receiver read; 0 if the transfer failed. */
  bytes: finite.nonnegative(),
  matches: z.boolean()
});
export type MatrixRowResult = z.infer<typeof matrixRowSchema>;

const passageSeen = z.enum([...passages, 'unproven']);

/** A connection between the test pods under a network policy. */
const policyRowSchema = z.strictObject({
  policy: z.enum(policyNames),
  /** `named` is the port that the policies for layer 4 name. */
  port: z.enum(['named', 'other']),
  /** What the policy asks for. */
  expected: z.enum(passages),
  /** What was seen without encryption, with the same routing; absent if that was not measured. */
  plain: passageSeen.optional(),
  seen: passageSeen,
  /**
   * `bypassed`: blocked without encryption, passes with it. `cut-off`: the reverse. `documented`: cut off as the mode's
   * guide says. `differs`: unlike the policy, but encryption is not known to be the cause.
   */
  finding: z.enum(policyFindings),
  reason: z.string()
});
export type PolicyRowResult = z.infer<typeof policyRowSchema>;

/** Whether network policies hold in a mode. */
const policyMatrixSchema = z.strictObject({
  rows: z.array(policyRowSchema),
  /** Why there are no rows, or nothing was measured without encryption. */
  missing: z.string().optional()
});
export type PolicyMatrixResult = z.infer<typeof policyMatrixSchema>;

/** What tcpdump saw leaving a node during a transfer between the test pods, or why it could not watch. */
const witnessSchema = z.strictObject({
  node: z.string(),
  seen: z.union([verdict, z.literal('not available')]),
  reason: z.string()
});
export type WitnessResult = z.infer<typeof witnessSchema>;

/** Settings and findings of one scenario; samples are stored separately. */
export const scenarioResultSchema = z.strictObject({
  name: z.string(),
  arm,
  routing: z.enum(['vxlan', 'geneve', 'native']),
  encryption: z.enum(['none', 'wireguard', 'ipsec', 'ztunnel']),
  status: z.enum(['measured', 'incomplete', 'failed']),
  reason: invalidReasonSchema.optional(),
  /** The effective Helm values of the last block, redacted. */
  values: z.record(z.string(), z.unknown()),
  /** Lines of `cilium-dbg status` about the version, routing, masquerading, encryption and kube-proxy replacement. */
  statusCheck: z.string().optional(),
  /** How the agent on the client's node forwards packets, as it reports it. */
  datapath: z
    .strictObject({
      /** BPF or Legacy: whether packets bypass the node's network stack. */
      hostRouting: z.string().optional(),
      /** The pods' interfaces: veth, netkit or netkit-l2. */
      mode: z.string().optional(),
      hubble: z.string().optional(),
      /** None, Lowest, Low, Medium or Max: how strongly packet events for Hubble and the monitor are aggregated. */
      monitorAggregation: z.string().optional(),
      bigTcp: z.string().optional(),
      /** True or False. */
      kubeProxyReplacement: z.string().optional(),
      /** Disabled, or its congestion control: cubic or bbr. */
      bandwidthManager: z.string().optional(),
      /** Disabled, Wireguard, IPsec or Ztunnel. */
      encryption: z.string().optional(),
      /** WireGuard's, of this node: Enabled, Disabled or OptedOut. */
      nodeEncryption: z.string().optional(),
      /** The directions in which unencrypted traffic is dropped: off, egress, ingress, or both with a comma. */
      strictMode: z.string().optional()
    })
    .optional(),
  /**
   * With ztunnel: whether traffic to a ClusterIP would leave the enrolled pods in plaintext, according to an agent's
   * state.
   */
  serviceLeak: z.strictObject({ leaks: z.enum(['yes', 'no', 'unknown']), reason: z.string() }).optional(),
  /** With ztunnel: who issued the test pods' certificates; `internal` is Cilium's own CA. */
  certificates: z.strictObject({ issuer: z.string(), ca: z.enum(['internal', 'other', 'unknown']) }).optional(),
  /** Which traffic is encrypted, measured once before the first sample; absent if the mode encrypts nothing. */
  matrix: z.array(matrixRowSchema).optional(),
  /** Reports of the second witness during the matrix. */
  witness: z.array(witnessSchema).optional(),
  /** Whether network policies hold; only with `verify`. */
  policies: policyMatrixSchema.optional()
});
export type ScenarioResult = z.infer<typeof scenarioResultSchema>;

/** A scenario that needs no further round, while others do. */
export const decidedSchema = z.strictObject({ scenario: z.string(), round });

/** Everything one job measured: the file `run.json`. */
export const runSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  id: z.string(),
  tool: z.strictObject({ name: z.literal('cilium-perf-gate'), version: z.string() }),
  /** False if the run was canceled or failed before its plan was finished. */
  complete: z.boolean(),
  incompleteReason: z.string().optional(),
  /** The run stopped because of the time budget, independent of any measurement. */
  stoppedByBudget: z.literal(true).optional(),
  /** The chart renders the same for both arms, so nothing was measured. */
  unchanged: z.literal(true).optional(),
  startedAt: timestamp,
  endedAt: timestamp,
  /** The GitHub job that produced the run; absent on the command line. */
  source: z
    .strictObject({
      repository: z.string(),
      sha: z.string(),
      ref: z.string(),
      event: z.string(),
      workflow: z.string(),
      job: z.string(),
      runId: z.int(),
      runAttempt: z.int(),
      /** The commit that the candidate's files were checked out at; absent if unknown. */
      checkedOut: z
        .string()
        .regex(/^[0-9a-f]{40,64}$/)
        .optional()
    })
    .optional(),
  /** Like `cilium` and `tools`, absent only if an incomplete run ended before it was known. */
  cluster: z
    .strictObject({
      provider: z.enum(['kind', 'aks', 'kubeconfig']),
      /** On AKS: whether the run installed Cilium (`byocni`) or Azure manages it. */
      networking: z.enum(['byocni', 'managed']).optional(),
      name: z.string(),
      kubernetesVersion: z.string(),
      nodes: z.array(nodeSchema)
    })
    .optional(),
  cilium: z
    .strictObject({
      version: z.string(),
      chart: z.string(),
      chartVersion: z.string(),
      /** The installed release whose values were used as the base, if no input named any. */
      valuesFrom: z.string().optional(),
      agentImage: z.string(),
      agentImageId: z.string()
    })
    .optional(),
  tools: z
    .strictObject({
      image: z.string(),
      imageId: z.string(),
      iperf3: z.string().optional(),
      netperf: z.string().optional()
    })
    .optional(),
  /** What the reference arm is; absent if only the candidate was measured. */
  reference: z
    .strictObject({
      source: z.enum(['base', 'values', 'version']),
      /** For people: the files, the version, the commit. */
      description: z.string(),
      /** With `source: base`, the commit that provided values and version. */
      sha: z.string().optional(),
      chartVersion: z.string(),
      /** Its scenario, if its mode differs from the candidate's. Then each arm has exactly one. */
      scenario: z.string().optional(),
      /** Both modes for people, if they differ. */
      modes: z.strictObject({ candidate: z.string(), reference: z.string() }).optional(),
      /** The chart renders the same for both arms, so any difference is noise. */
      identical: z.boolean()
    })
    .optional(),
  /** What the chart renders for the values; absent with `apply: false`, and if there is nothing to tell. */
  rendered: renderedSchema.optional(),
  /** Present if the cluster was measured as is, with `apply: false`. */
  asFound: z
    .strictObject({
      /** Other namespaces enrolled in ztunnel. */
      enrolledNamespaces: z.array(z.string()),
      /** Why the Helm values are unknown; absent if they are known. */
      valuesUnknown: z.string().optional()
    })
    .optional(),
  /** What the scenarios in the inputs replace in the values, as sentences without a period. */
  overrides: z.array(z.string()).optional(),
  plan: z.strictObject({
    suite: z.enum(['default', 'published']),
    seed: z.string(),
    rounds: round,
    /** The candidate's. */
    scenarios: z.array(z.string()),
    /** The values determined the scenario, not the inputs. */
    fromValues: z.literal(true).optional(),
    tests: z.array(z.enum(testNames)),
    durationSeconds: z.int().positive(),
    burstSeconds: z.int().positive(),
    omitSeconds: z.int().nonnegative(),
    /** The random order: blocks per round, tests per block. */
    order: z
      .array(
        z.array(
          z.strictObject({
            arm,
            scenario: z.string(),
            path: z.enum(['pod', 'host']),
            tests: z.array(z.enum(testNames))
          })
        )
      )
      .max(maxRounds),
    estimatedSeconds: seconds
  }),
  /** Scenarios that the comparison had decided before the run ended, and the last round that measured them. */
  decided: z.array(decidedSchema).optional(),
  scenarios: z.array(scenarioResultSchema),
  blocks: z.array(blockSchema),
  samples: z.array(sampleSchema),
  timing: z.strictObject({
    totalSeconds: seconds,
    clusterSeconds: seconds,
    switchSeconds: seconds,
    settlingSeconds: seconds,
    samplingSeconds: seconds
  })
});
export type Run = z.infer<typeof runSchema>;

/** What is needed to tell which scenarios the arms of a run are compared in. */
export interface Paired {
  readonly plan: { readonly scenarios: readonly string[] };
  readonly reference?: { readonly scenario?: string | undefined } | undefined;
}

/** The scenario of an arm that is compared with the candidate's `scenario`. */
export function scenarioOf({ reference }: Paired, scenario: string, arm: Arm): string {
  return arm === 'reference' ? (reference?.scenario ?? scenario) : scenario;
}

/** The candidate's scenario with which a block or sample is compared: its own, unless the reference has another one. */
export function comparedScenario(
  { plan, reference }: Paired,
  { arm, scenario }: { readonly arm: Arm; readonly scenario: string }
): string {
  return arm === 'reference' && scenario === reference?.scenario ? (plan.scenarios[0] ?? scenario) : scenario;
}

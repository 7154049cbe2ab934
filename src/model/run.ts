import { z } from 'zod';
import { maxRounds } from './limits.ts';
import { encryptionModes } from './scenario.ts';
import { rowEnds } from './traffic-matrix.ts';
import { testNames } from './test.ts';

/** Raised when a field changes its meaning or goes; a reader refuses versions that it does not know. */
export const schemaVersion = 1;

/** What is compared inside one job: what the job is about, and what it is measured against. */
export const armNames = ['candidate', 'reference'] as const;
const arm = z.enum(armNames);
export type Arm = z.infer<typeof arm>;

const timestamp = z.iso.datetime();
const finite = z.number().refine(Number.isFinite);
const seconds = finite.nonnegative();
const round = z.int().positive().max(maxRounds);
const verdict = z.enum(['encrypted', 'plaintext', 'unproven']);

/** A figure with its unit and the direction that is better; `none` for figures that only describe. */
export const metricSchema = z.strictObject({
  value: finite,
  unit: z.enum(['bit/s', 'us', '1/s', '%', 'count', 'bytes', 's/GB', 'us/transaction', 's']),
  better: z.enum(['higher', 'lower', 'none'])
});
export type Metric = z.infer<typeof metricSchema>;

/** Why a sample, block or scenario has no figure that counts. */
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
    'rollout-failed',
    'kernel-lacks',
    'cluster-failed',
    'cancelled'
  ]),
  /** A sentence for people, with the component's own words where there are some. */
  message: z.string()
});
export type InvalidReason = z.infer<typeof invalidReasonSchema>;

const endpointSchema = z.strictObject({
  pod: z.string(),
  node: z.string(),
  ip: z.string()
});

/** What tcpdump saw leave a node during a sample, or why it could not look. */
const sightingSchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    /** Packets between the test pods that anyone could read, a thousand at most, and the first of them. */
    clear: z.int().nonnegative(),
    first: z.string().optional(),
    /** Encrypted packets, ten at most: they show that the witness could see. */
    sealed: z.int().nonnegative()
  }),
  z.strictObject({ ok: z.literal(false), why: z.string() })
]);

/** Evidence around a sample: what was counted where, against what, and what that says of the traffic. */
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
  /** What the second witness saw leave each node; absent where it did not watch. */
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
  /** `host` is the control: host-network pods, a path that Cilium neither encrypts nor encapsulates. */
  path: z.enum(['pod', 'host']),
  /** Which of the block's samples of this test. */
  repeat: z.int().positive(),
  /** 2 is the one retry of a failed sample. */
  attempt: z.int().positive(),
  status: z.enum(['valid', 'invalid']),
  reason: invalidReasonSchema.optional(),
  command: z.array(z.string()),
  startedAt: timestamp,
  endedAt: timestamp,
  client: endpointSchema,
  server: endpointSchema,
  metrics: z.record(z.string(), metricSchema),
  /** Absent when the tool itself failed and nothing in the clear was seen. */
  proof: proofSchema.optional(),
  /** Datapath drops during the sample by node and reason (`cilium-dbg bpf metrics list`). */
  drops: z.array(z.strictObject({ node: z.string(), reason: z.string(), count: z.int().positive() })),
  /** Agents that restarted or were replaced during the sample; any makes the sample invalid. */
  agentRestarts: z.array(z.string()),
  /** Compressed raw output, relative to run.json. */
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
  /** Seconds from the helm upgrade until every agent had the wanted mode. */
  switchSeconds: seconds,
  settling: z
    .strictObject({
      seconds,
      settled: z.boolean(),
      /** Throughput of each one-second probe, bit/s. */
      probes: z.array(finite)
    })
    .optional(),
  /** MTU of the test pods' eth0, where it could be read. What a connection gets of it is the metric `mss`. */
  podMtu: z.int().positive().optional()
});
export type Block = z.infer<typeof blockSchema>;

const nodeSchema = z.strictObject({
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
  /** Image of an AKS node, with its date. */
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

/** A row of a scenario's traffic matrix: what was promised, what was seen, and of how much. */
const matrixRowSchema = z.strictObject({
  source: z.enum(rowEnds),
  destination: z.enum(rowEnds),
  placement: z.enum(['same-node', 'other-node']),
  /** Nothing is promised of a `recorded` row. */
  expected: z.enum(['encrypted', 'plaintext', 'recorded']),
  seen: verdict,
  /** What the counters said. */
  reason: z.string(),
  /** Payload that the receiver read; 0 when the transfer failed. */
  bytes: finite.nonnegative(),
  matches: z.boolean()
});
export type MatrixRowResult = z.infer<typeof matrixRowSchema>;

/** What tcpdump saw leave a node during a transfer between the test pods, or why it could not look. */
const witnessSchema = z.strictObject({
  node: z.string(),
  seen: z.union([verdict, z.literal('not available')]),
  reason: z.string()
});
export type WitnessResult = z.infer<typeof witnessSchema>;

/** What was set, found and measured of one scenario besides its samples. */
export const scenarioResultSchema = z.strictObject({
  name: z.string(),
  arm,
  routing: z.enum(['vxlan', 'geneve', 'native']),
  encryption: z.enum(['none', 'wireguard', 'ipsec', 'ztunnel']),
  status: z.enum(['measured', 'incomplete', 'failed']),
  reason: invalidReasonSchema.optional(),
  /** The effective Helm values of the last block, redacted. */
  values: z.record(z.string(), z.unknown()),
  /** The lines of `cilium-dbg status` on routing, masquerading, encryption and kube-proxy replacement. */
  statusCheck: z.string().optional(),
  /** How the agent of the client's node says that it carries packets, in its own words. */
  datapath: z
    .strictObject({
      /** BPF or Legacy: whether packets pass the node's own network stack by. */
      hostRouting: z.string().optional(),
      /** The pods' interfaces: veth, netkit or netkit-l2. */
      mode: z.string().optional(),
      hubble: z.string().optional(),
      /** None, Lowest, Low, Medium or Max: how few packets are told to Hubble and the monitor. */
      monitorAggregation: z.string().optional(),
      bigTcp: z.string().optional()
    })
    .optional(),
  /** With ztunnel: whether traffic to a ClusterIP would leave the enrolled pods in the clear, from an agent's state. */
  serviceLeak: z.strictObject({ leaks: z.enum(['yes', 'no', 'unknown']), reason: z.string() }).optional(),
  /** With ztunnel: who issued the test pods' certificates; `internal` is Cilium's own CA. */
  certificates: z.strictObject({ issuer: z.string(), ca: z.enum(['internal', 'other', 'unknown']) }).optional(),
  /** Who is encrypted to whom, measured once before the first sample; absent where the mode encrypts nothing. */
  matrix: z.array(matrixRowSchema).optional(),
  /** The second witness, called with the matrix. */
  witness: z.array(witnessSchema).optional()
});
export type ScenarioResult = z.infer<typeof scenarioResultSchema>;

/** Everything that one job measured. The file `run.json`. */
export const runSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  id: z.string(),
  tool: z.strictObject({ name: z.literal('cilium-perf-gate'), version: z.string() }),
  /** False when the run was cancelled or failed before its plan was through. */
  complete: z.boolean(),
  incompleteReason: z.string().optional(),
  /** Fewer rounds were measured than planned for want of time: no figure had a say in when the run ended. */
  stoppedByBudget: z.literal(true).optional(),
  startedAt: timestamp,
  endedAt: timestamp,
  /** Where the run was made, on GitHub; absent on the command line. */
  source: z
    .strictObject({
      repository: z.string(),
      sha: z.string(),
      ref: z.string(),
      event: z.string(),
      workflow: z.string(),
      job: z.string(),
      runId: z.int(),
      runAttempt: z.int()
    })
    .optional(),
  /** Absent, like `cilium` and `tools`, only when an incomplete run ended before it was known. */
  cluster: z
    .strictObject({
      provider: z.enum(['kind', 'aks', 'kubeconfig']),
      /** On AKS: whether Cilium was the run's, or Azure's own. */
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
      /** The installed release whose values were the starting point, where the inputs named none. */
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
  /** What the reference arm is; absent when only the candidate is measured. */
  reference: z
    .strictObject({
      source: z.enum(['base', 'values', 'version']),
      /** For people: the files, the version, the commit. */
      description: z.string(),
      /** Commit whose values and version it has, with `source: base`. */
      sha: z.string().optional(),
      chartVersion: z.string(),
      /** Chart version and values of both arms are the same: what differs then is noise. */
      identical: z.boolean()
    })
    .optional(),
  /** The cluster was measured as it is, with `apply: false`; absent when the scenarios were applied. */
  asFound: z
    .strictObject({
      /** Namespaces behind ztunnel besides the run's own. */
      enrolledNamespaces: z.array(z.string()),
      /** Why the Helm values are not known; absent when they are. */
      valuesUnknown: z.string().optional()
    })
    .optional(),
  plan: z.strictObject({
    suite: z.enum(['default', 'published']),
    seed: z.string(),
    rounds: round,
    /** How often a test was measured in each block. */
    samplesPerBlock: z.int().positive(),
    scenarios: z.array(z.string()),
    tests: z.array(z.enum(testNames)),
    durationSeconds: z.int().positive(),
    omitSeconds: z.int().nonnegative(),
    /** The drawn order: per round the blocks, per block the tests. */
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

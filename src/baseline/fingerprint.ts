import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Block, Run, RunNode, Sample, ScenarioResult } from '../model/run.ts';
import { withEqualMarks } from '../redaction/mark.ts';
import { redactValue } from '../redaction/redact.ts';
import { sortKeys } from '../results/write.ts';

const value = z.string().max(300);
const fields = z.record(z.string().regex(/^[A-Za-z0-9][\w +.-]{0,79}$/), value);

/** Machines and tools of a run, as names and texts for people. */
export const fingerprintSchema = z.strictObject({
  /** A difference in any of these makes two runs incomparable. */
  hard: z.strictObject({
    provider: value,
    machine: value,
    architecture: value,
    kernel: value,
    nodes: value,
    'network interface': value,
    Kubernetes: value,
    suite: value,
    duration: value,
    iperf3: value,
    netperf: value
  }),
  /** Differences in these are shown: they are what is tested, or may explain a change. */
  soft: fields
});
export type Fingerprint = z.infer<typeof fingerprintSchema>;

/** Differences between two runs, one sentence each. */
export interface FingerprintDifferences {
  readonly hard: readonly string[];
  readonly soft: readonly string[];
}

const unset = 'not set';

/** A run's fingerprint; `undefined` if it ended before it knew its cluster, Cilium and tools. */
export function fingerprintOf(run: Run): Fingerprint | undefined {
  const { cluster, cilium, tools, plan } = run;
  if (cluster === undefined || cilium === undefined || tools === undefined) return undefined;
  const { nodes } = cluster;
  const measured = (pick: (node: RunNode) => string | undefined): string => clip(ofRoles(nodes, pick));
  return {
    hard: {
      provider: cluster.networking === 'managed' ? `${cluster.provider}, Cilium managed by Azure` : cluster.provider,
      machine: measured(node => node.instanceType ?? cpuOf(node)),
      architecture: measured(node => node.architecture),
      kernel: measured(node => node.kernel),
      nodes: `${nodes.length}, ${measured(node => (node.controlPlane ? 'control plane' : 'worker'))}`,
      'network interface': measured(node =>
        node.interface === undefined ? undefined : describeInterface(node.interface)
      ),
      Kubernetes: clip(minorOf(cluster.kubernetesVersion)),
      suite: plan.suite,
      duration: `${plan.durationSeconds} s in bursts of ${plan.burstSeconds} s, each after ${plan.omitSeconds} s`,
      // Before 3.16 all streams share one core. Patch releases do not change the measurement.
      iperf3: tools.iperf3 === undefined ? unset : clip(minorOf(tools.iperf3)),
      netperf: clip(tools.netperf ?? unset)
    },
    soft: {
      Cilium: clip(cilium.version),
      chart: clip(`${cilium.chart} ${cilium.chartVersion}`),
      'agent image': clip(cilium.agentImageId),
      'tools image': clip(tools.imageId),
      CPU: measured(cpuOf),
      zone: measured(node => node.zone),
      'operating system': measured(node => node.osImage),
      'node image': measured(node => node.nodeImage),
      'container runtime': measured(node => node.containerRuntime),
      tests: clip([...plan.tests].sort().join(', ')),
      rounds: String(plan.rounds),
      ...Object.fromEntries(
        run.scenarios.filter(({ arm }) => arm === 'candidate').flatMap(one => Object.entries(ofScenario(run, one)))
      )
    }
  };
}

/** Differences in hard and soft fields. A field missing from one run counts as different. */
export function compareFingerprints(now: Fingerprint, earlier: Fingerprint): FingerprintDifferences {
  return { hard: differences(now.hard, earlier.hard), soft: differences(now.soft, earlier.soft) };
}

function differences(now: Readonly<Record<string, string>>, earlier: Readonly<Record<string, string>>): string[] {
  const before = new Map(Object.entries(earlier));
  const after = new Map(Object.entries(now));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap(name => {
    const [left = unset, right = unset] = [before.get(name), after.get(name)];
    return left === right ? [] : [`${name}: ${left} in the earlier run, ${right} now`];
  });
}

/** Settings of one scenario that affect its results, labeled with its name. */
function ofScenario(run: Run, { name, values, datapath }: ScenarioResult): Record<string, string> {
  const isMeasured = (part: Block | Sample): boolean =>
    part.scenario === name && part.arm === 'candidate' && part.path === 'pod';
  const blocks = run.blocks.filter(isMeasured);
  const samples = run.samples.filter(isMeasured);
  const settings: Record<string, string> = {
    values: hashOf(values),
    MTU: distinct(blocks.map(block => String(block.podMtu ?? '?'))),
    MSS: distinct(samples.flatMap(({ metrics: { mss } }) => (mss === undefined ? [] : String(mss.value)))),
    'host routing': datapath?.hostRouting ?? unset,
    Hubble: datapath?.hubble ?? unset,
    'monitor aggregation': datapath?.monitorAggregation ?? unset,
    'datapath mode': datapath?.mode ?? unset,
    'BIG TCP': datapath?.bigTcp ?? unset
  };
  return Object.fromEntries(Object.entries(settings).map(([key, text]) => [`${key} of ${name}`, clip(text)]));
}

/** Sixteen digits that differ if values do, whatever secrets are in them. */
export function hashOf(values: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(withEqualMarks(JSON.stringify(sortKeys(redactValue(values)))))
    .digest('hex')
    .slice(0, 16);
}

/** A synthetic interface without its virtual function is slower, so it counts as another one. */
function describeInterface({ driver, mtu, virtualFunction }: NonNullable<RunNode['interface']>): string {
  const accelerated = virtualFunction === undefined ? '' : `, virtual function ${virtualFunction}`;
  return `${driver ?? 'unknown driver'}, MTU ${mtu}${accelerated}`;
}

/** One text if client and server agree, else both. */
function ofRoles(nodes: readonly RunNode[], pick: (node: RunNode) => string | undefined): string {
  const of = (role: RunNode['role']): string => {
    const node = nodes.find(one => one.role === role);
    return (node === undefined ? undefined : pick(node)) ?? unset;
  };
  const [client, server] = [of('client'), of('server')];
  return client === server ? client : `client ${client}, server ${server}`;
}

function cpuOf({ cpuModel, cpus }: RunNode): string {
  return `${cpuModel ?? 'unknown CPU'} x ${cpus}`;
}

function minorOf(version: string): string {
  return /^v?(\d+\.\d+)/.exec(version)?.[1] ?? version;
}

function distinct(texts: readonly string[]): string {
  return texts.length === 0 ? unset : [...new Set(texts)].sort().join('; ');
}

function clip(text: string): string {
  return text.slice(0, 300);
}

import type { ClusterOptions } from '../model/options.ts';
import type { SampleTiming, TestName } from '../model/test.ts';
import { tests } from '../suite/index.ts';
import type { BlockPlan } from './plan.ts';

/**
 * Seconds of a run's steps, the same for the plan's estimate and for simulated designs (bench/calibration.ts). Means
 * without the lowest and the highest tenth of 181 blocks and 162 controls, from 138 runs on the lab (kind, two cores,
 * mostly without encryption), as `node bench/costs.ts <run.json>...` prints them. With ztunnel, a block takes about 15 s
 * more.
 */
export const stepSeconds = {
  /** Helm upgrade, one rollout of agents and operator, and the mode's checks. */
  switch: 21,
  /** One-second probes with their proof, at least five: the recorded probes up to where today's rule would have ended. */
  settling: 9,
  /** Old pods gone, new ones with their endpoints, the agents' status, the last readings. */
  pods: 8,
  /** As above; without Cilium, probes scatter more. */
  controlSettling: 10,
  controlPods: 3,
  /** A traffic matrix: its pods, one-second transfers and the second witness. */
  verify: 30,
  /** Trying network policies: their servers, six connections with and without a policy, and the same without encryption. */
  policies: 65,
  /** Start and end of a tool, and the readings around a sample. */
  sample: 0.8,
  /** From the end of a burst to the start of the next. */
  burst: 0.2
};
/** How long the server of a TCP_CRR waits for another connection before it reports (netperf's PAD_TIME). */
const padSeconds = 4;

/** What a block is assumed to take to switch, if the run changes Cilium at all, and to settle, until a run has measured it. */
export function assumedEntrySeconds(applies: boolean): number {
  return (applies ? stepSeconds.switch : 0) + stepSeconds.settling;
}

/** What a block's cost depends on. */
export type CostedBlock = Pick<BlockPlan, 'path' | 'tests' | 'verify'>;

/** Whether a block tries network policies: only one of `verify`, which takes no samples. */
export function triesPolicies({ verify, tests }: CostedBlock): boolean {
  return verify && tests.length === 0;
}

/**
 * Expected duration of blocks in seconds, without creating the cluster and installing Cilium. `entrySeconds` is what a
 * block takes to switch and settle.
 */
export function estimateSeconds(
  rounds: readonly (readonly CostedBlock[])[],
  timing: SampleTiming,
  entrySeconds = assumedEntrySeconds(true)
): number {
  const blockSeconds = (block: CostedBlock): number =>
    (block.path === 'pod' ? entrySeconds + stepSeconds.pods : stepSeconds.controlSettling + stepSeconds.controlPods) +
    (block.verify ? stepSeconds.verify : 0) +
    (triesPolicies(block) ? stepSeconds.policies : 0) +
    samplesSeconds(block.tests, timing);
  return rounds.flat().reduce((sum, block) => sum + blockSeconds(block), 0);
}

/** Expected duration of samples on a steady path, in seconds. */
export function samplesSeconds(listed: readonly TestName[], timing: SampleTiming): number {
  return listed.reduce((sum, test) => sum + toolSeconds(test, timing) + stepSeconds.sample, 0);
}

/** How long a test's tool runs for one sample, in seconds: warm-up, measuring, and what the tool adds. */
export function toolSeconds(test: TestName, timing: SampleTiming): number {
  const bursts = burstsOf(test, timing);
  const before = tests[test].tool === 'iperf3' ? bursts * timing.omitSeconds : 0;
  const between = (bursts - 1) * stepSeconds.burst;
  return before + timing.durationSeconds + between + (test === 'tcp-connect' ? padSeconds : 0);
}

/** How often a test's client runs for one sample. */
export function burstsOf(test: TestName, { durationSeconds, burstSeconds }: SampleTiming): number {
  return tests[test].reconnects === true ? 1 : durationSeconds / burstSeconds;
}

/**
 * Seconds that a run needs to create its cluster and install Cilium, and on AKS to delete it, in addition to the plan; 0
 * for a cluster that exists. Assumed: pulls from registries vary more than anything that was measured.
 */
export function creationSeconds(cluster: ClusterOptions): number {
  if (cluster.provider === 'kind') return cluster.allowReconfigure === undefined ? 3 * 60 : 0;
  // Creating takes about five minutes. The nodes are billed during all of this time.
  return cluster.provider === 'aks' && cluster.kind === 'ephemeral' ? 15 * 60 : 0;
}

/**
 * US dollars per minute of GitHub's hosted Linux runners, by architecture and cores, since January 2026
 * (https://docs.github.com/en/billing/reference/actions-runner-pricing).
 */
const runnerPrices: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  X64: { 2: 0.006, 4: 0.012, 8: 0.022, 16: 0.042, 32: 0.082, 64: 0.162, 96: 0.252 },
  ARM64: { 2: 0.005, 4: 0.008, 8: 0.014, 16: 0.026, 32: 0.05, 64: 0.098 }
};

/** What `runs-on: ubuntu-24.04` starts for a private repository. */
export const standardRunner: Machine = {
  environment: { RUNNER_ENVIRONMENT: 'github-hosted', RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64' },
  cores: 2
};

/** The runner that a job is on, as its environment names it. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cores: number;
}

/** Price of this runner per minute; `undefined` for any machine that is not GitHub's. */
export function runnerPrice({ environment, cores }: Machine): number | undefined {
  const { RUNNER_ENVIRONMENT: owner, RUNNER_OS: system, RUNNER_ARCH: architecture = '' } = environment;
  if (owner !== 'github-hosted' || system !== 'Linux' || !Object.hasOwn(runnerPrices, architecture)) return undefined;
  return runnerPrices[architecture]?.[cores];
}

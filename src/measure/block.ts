import { readIssuer, waitForWorkloads, type EnrolledPod } from '../cilium/ztunnel.ts';
import { agentOn, endpointsReady, readSections, readStatusCheck, readStatusJson } from '../cilium/agents.ts';
import { configSection, datapathOf } from '../cilium/describe.ts';
import { CancelledError, errorMessage, TransientError } from '../model/errors.ts';
import { readPodMtu } from '../kubernetes/describe.ts';
import { ExecError } from '../kubernetes/port.ts';
import { waitForApiServer } from '../kubernetes/reachable.ts';
import type { BlockPlan } from '../plan/plan.ts';
import type { BlockReading, Section } from '../proof/contract.ts';
import { judgeServiceLeak, reasonAgainstBlock } from '../proof/index.ts';
import type { Block, InvalidReason, Sample, ScenarioResult } from '../model/run.ts';
import { oneLine } from '../report/markdown.ts';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import { type ModeOptions, type ZtunnelCa, scenarioName, type Scenario } from '../model/scenario.ts';
import { takeAll } from './attempts.ts';
import { blockProofOf, type MeasuredPath, readingsOf, withSections } from './observed.ts';
import { orWarn } from './or-warn.ts';
import { learnPath } from './path.ts';
import { createPair, podNames, removePair, type End, type PairSpec, type PodPair } from './pod-pair.ts';
import { reasonAgainstIssuer } from './matrix.ts';
import { missingRoutes, routesCanBeAsked } from './routes.ts';
import { takeSample, type SampleContext } from './sample.ts';
import { settle, type Settling } from './settle.ts';
import { takeSnapshot } from './snapshot.ts';
import { reasonAgainstVerification, verify, type Verification } from './verify.ts';
import type { Witness } from './witness.ts';

/** Endpoints regenerate within seconds of a pod's start. */
const endpointLimitSeconds = 60;
/** An agent's settings take a fraction of a second. */
const statusSeconds = 20;

/** How Cilium comes into the mode of a block, in one arm. */
export interface ModeSetup {
  readonly host: Host;
  readonly modes: ModeOptions;
  /** Who must have issued ztunnel's certificates; anybody may when absent. */
  readonly ztunnelCa: ZtunnelCa | undefined;
  /** Native routing takes routes that somebody else has to make. */
  readonly foreignRoutes: boolean;
  /** Brings Cilium into the scenario's mode, or makes sure that it is; rejects when it is not. Gives the seconds. */
  enter(scenario: Scenario, block: string, testNamespace: string): Promise<number>;
}

/** Everything that blocks of one run share. */
export interface BlockContext extends SampleContext {
  readonly setup: ModeSetup;
  readonly pods: PairSpec;
  readonly control: PairSpec;
  /** Pods of a namespace that is never enrolled in ztunnel. */
  readonly other: PairSpec;
  readonly witness: Witness;
  readonly durationSeconds: number;
  readonly omitSeconds: number;
  /** Called with each sample as it ends, and again with one that its block's proof makes invalid. */
  readonly onSample: (sample: Sample, toolVersion: string | undefined) => Promise<void>;
  readonly onPair: (pair: PodPair) => Promise<void>;
}

/** What a block left behind besides its samples. */
export interface BlockResult {
  readonly block: Block;
  readonly statusCheck: string | undefined;
  readonly datapath: ScenarioResult['datapath'];
  readonly serviceLeak: ScenarioResult['serviceLeak'];
  readonly certificates: Certificates | undefined;
  readonly verification: Verification | undefined;
}

type Certificates = NonNullable<ScenarioResult['certificates']>;

/** New pods on a path that is steady. */
interface SteadyPair {
  readonly pair: PodPair;
  readonly path: MeasuredPath;
  readonly settling: Settling;
  readonly certificates: Certificates | undefined;
}

/** New pods with what was read when their samples began, where the mode's proof needs it. */
type StartedPair = Pick<SteadyPair, 'pair' | 'path'> & { readonly start: BlockReading | undefined };

/** A block that cannot go on, with its reason. */
class BlockError extends Error {
  override readonly name = 'BlockError';
  readonly reason: InvalidReason;
  readonly settling: Settling | undefined;

  constructor(reason: InvalidReason, settling?: Settling) {
    super(reason.message);
    this.reason = reason;
    this.settling = settling;
  }
}

/**
 * Measures one block: applies its scenario (the control leaves Cilium alone), makes new test pods, waits until the path
 * is steady, takes the samples. A failure of the cluster ends the block with its reason; only a cancelled run rejects.
 */
export async function measureBlock(
  context: BlockContext,
  plan: BlockPlan,
  round: number,
  index: number
): Promise<BlockResult> {
  const { clock, outputs } = context.setup.host;
  const startedAt = clock.now().toISOString();
  const scenario = scenarioName(plan.scenario);
  let found: Partial<Pick<Block, 'settling' | 'podMtu'>> = {};
  let switchSeconds = 0;
  let status: AgentStatus | undefined;
  let certificates: Certificates | undefined;
  let verification: Verification | undefined;
  let reason: InvalidReason | undefined;

  try {
    if (plan.path === 'pod') {
      // Pods that outlive a switch keep the routes, the MTU and the in-pod rules of the mode before.
      await removePair(context.kubernetes, clock, context.pods.namespace);
      switchSeconds = await switchTo(context, plan, round, index);
      outputs.info(`  Cilium is ${scenario} after ${switchSeconds.toFixed(1)} s`);
      status = await orWarn(outputs, "the agent's status", () => readStatus(context, plan));
    }
    const first = await steadyPair(context, plan);
    found = { settling: recordSettling(first.settling) };
    certificates = first.certificates;
    const mtu = await orWarn(outputs, 'the MTU of the pods', () =>
      readPodMtu(context.kubernetes, first.pair.client.target)
    );
    found = { ...found, ...mtu };
    if (plan.verify) {
      verification = await verify({ ...context, modes: context.setup.modes }, first.pair, first.path, line => {
        outputs.info(`  ${line}`);
      });
      reason = reasonAgainstVerification(verification, plan.scenario.encryption !== 'none');
    }
    // Figures of a mode that does not do what it promises would be figures of something else.
    reason ??= await takeSamples(context, plan, round, index, first);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    if (error instanceof BlockError && error.settling !== undefined) found.settling ??= recordSettling(error.settling);
    reason = error instanceof BlockError ? error.reason : { kind: 'cluster-failed', message: errorMessage(error) };
  } finally {
    await releaseWitness(context);
  }
  return {
    statusCheck: status?.check,
    datapath: status?.datapath,
    serviceLeak: status?.serviceLeak,
    certificates,
    verification,
    block: {
      index,
      round,
      arm: plan.arm,
      scenario,
      path: plan.path,
      status: reason === undefined ? 'measured' : 'invalid',
      ...(reason === undefined ? {} : { reason }),
      startedAt,
      endedAt: clock.now().toISOString(),
      switchSeconds,
      ...found
    }
  };
}

/** Its pods go with their namespace in the end, so that they stay for now is no reason to lose a block. */
async function releaseWitness({ witness, setup }: BlockContext): Promise<void> {
  try {
    await witness.release();
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    setup.host.outputs.warning(`the pods of the second witness could not be removed: ${errorMessage(error)}`);
  }
}

async function switchTo(context: BlockContext, plan: BlockPlan, round: number, index: number): Promise<number> {
  try {
    return await context.setup.enter(
      plan.scenario,
      // With the run's name: an earlier run may have left the same release, and a block without a rollout is no block like the others.
      `${context.pods.namespace}-round-${round}-block-${index}`,
      context.pods.namespace
    );
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    const passing = error instanceof TransientError || error instanceof ExecError;
    throw new BlockError({ kind: passing ? 'cluster-failed' : 'rollout-failed', message: errorMessage(error) });
  }
}

/** Makes client and server anew and waits until the path between them is ready, known and steady. */
async function steadyPair(context: BlockContext, plan: BlockPlan): Promise<SteadyPair> {
  const { clock, outputs } = context.setup.host;
  const pair = await createPair(context.kubernetes, clock, plan.path === 'pod' ? context.pods : context.control);
  await context.onPair(pair);
  const [blind] = await Promise.all([context.hosts.ensure(), waitForEndpoints(context)]);
  // No probe would be proven, so the path would never count as settled.
  if (blind !== undefined) throw new BlockError({ kind: 'unproven', message: blind });
  const throughZtunnel = plan.path === 'pod' && plan.scenario.encryption === 'ztunnel';
  const client = enrolledPod(pair.client, podNames.client);
  if (throughZtunnel) {
    const server = enrolledPod(pair.server, podNames.server);
    await waitForWorkloads(context.hosts, clock, client, server);
  }
  if (plan.path === 'pod' && context.setup.foreignRoutes && routesCanBeAsked(plan.scenario)) {
    const missing = await missingRoutes(context.kubernetes, clock, context.ciliumNamespace, pair);
    if (missing !== undefined) throw new BlockError({ kind: 'rollout-failed', message: missing });
  }
  const path = await learnPath(context, pair, plan.scenario, plan.path, context.witness);
  // Without samples a path that is proven will do: which traffic is encrypted does not depend on speed.
  const settling = await settle(context, pair, path, plan.tests.length > 0, why => {
    outputs.info(`  a probe failed: ${oneLine(why)}`);
  });
  const last = settling.probes.slice(-3).map(probe => (probe / 1e9).toFixed(2));
  outputs.info(
    `  ${settling.settled ? 'steady' : 'not steady'} after ${settling.seconds.toFixed(1)} s and ${settling.probes.length} probes (last ${last.join(', ')} Gbit/s)`
  );
  if (!settling.settled) throw new BlockError(unsettled(settling), settling);
  return { pair, path, settling, certificates: throughZtunnel ? await checkIssuer(context, client) : undefined };
}

function enrolledPod({ node, ip, target }: End, serviceAccount: string): EnrolledPod {
  return { node, ip, namespace: target.namespace, serviceAccount };
}

/** Who issued the client's certificate. @throws BlockError when it is not the CA that was asked for. */
async function checkIssuer(context: BlockContext, client: EnrolledPod): Promise<Certificates> {
  const issuer = await orWarn(context.setup.host.outputs, "the issuer of the client's certificate", () =>
    readIssuer(context.hosts, context.kubernetes, context.ciliumNamespace, client)
  );
  const reason = reasonAgainstIssuer(issuer, context.setup.ztunnelCa);
  if (reason !== undefined) throw new BlockError(reason);
  if (issuer?.internal === undefined) return { issuer: issuer?.name ?? '', ca: 'unknown' };
  return { issuer: issuer.name, ca: issuer.internal ? 'internal' : 'other' };
}

/** Takes the block's samples; gives the reason when the block's own proof carries none of them. */
async function takeSamples(
  context: BlockContext,
  plan: BlockPlan,
  round: number,
  index: number,
  first: SteadyPair
): Promise<InvalidReason | undefined> {
  const { durationSeconds, omitSeconds } = context;
  const blockProof = blockProofOf(plan.scenario, plan.path);
  const readBlock = (pair: PodPair, ofBlock: readonly Section[]): ReturnType<typeof takeSnapshot> => {
    const { sections } = readingsOf({ scenario: plan.scenario, kind: plan.path });
    return takeSnapshot(context, pair, {
      sections: withSections(sections, { host: [], agent: ofBlock }),
      withZtunnels: false
    });
  };

  /** Read again for each pair: an agent that restarted has begun its counters anew. */
  const begin = async ({ pair, path }: SteadyPair): Promise<StartedPair> => ({
    pair,
    path,
    start: blockProof === undefined ? undefined : await readBlock(pair, blockProof.sections)
  });

  return takeAll(plan.tests, await begin(first), {
    renew: async () => {
      // A cut connection is often an API server that restarts: new pods can wait for it, and need it.
      await waitForApiServer(context.kubernetes, context.clock);
      return begin(await steadyPair(context, plan));
    },
    take: async ({ pair, path }, test, which) => {
      const spec = { round, block: index, arm: plan.arm, test, ...which, durationSeconds, omitSeconds };
      const { sample, toolVersion } = await takeSample(context, pair, path, spec);
      await context.onSample(sample, toolVersion);
      return sample;
    },
    reasonAgainstBlock: async ({ pair, path, start }, tests) => {
      if (blockProof === undefined || start === undefined) return undefined;
      try {
        // The counters go on while the API server restarts.
        await waitForApiServer(context.kubernetes, context.clock);
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        return { kind: 'unproven', message: errorMessage(error) };
      }
      const end = await readBlock(pair, blockProof.sections);
      return reasonAgainstBlock(blockProof.judge(start, end, path.facts, tests, path.background));
    },
    record: sample => context.onSample(sample, undefined)
  });
}

function recordSettling({ seconds, settled, probes }: Settling): NonNullable<Block['settling']> {
  return { seconds, settled, probes };
}

function unsettled(settling: Settling): InvalidReason {
  const failures =
    settling.lastFailure === undefined
      ? ''
      : `; ${settling.failedProbes} probes failed, the last: ${settling.lastFailure}`;
  return {
    kind: 'unsettled',
    message: `the path was not steady after ${settling.probes.length} one-second probes in ${settling.seconds.toFixed(0)} s${failures}`
  };
}

interface AgentStatus {
  readonly check: string;
  readonly datapath: ScenarioResult['datapath'];
  readonly serviceLeak: ScenarioResult['serviceLeak'];
}

async function readStatus(context: BlockContext, plan: BlockPlan): Promise<AgentStatus | undefined> {
  const agent = await agentOn(context.kubernetes, context.ciliumNamespace, context.pods.clientNode);
  if (agent === undefined) return undefined;
  const check = await readStatusCheck(context.kubernetes, agent);
  const status = await readStatusJson(context.kubernetes, agent);
  const { sections } = await readSections(context.kubernetes, agent, [configSection], statusSeconds);
  const datapath = datapathOf(status, sections[configSection.name]);
  if (plan.scenario.encryption !== 'ztunnel') return { check, datapath, serviceLeak: undefined };
  const { leaks, reason } = judgeServiceLeak(status);
  const serviceLeak = { leaks: leaks === 'unknown' ? leaks : leaks ? 'yes' : 'no', reason } as const;
  if (serviceLeak.leaks !== 'no') {
    context.setup.host.outputs.warning(
      `Services (${serviceLeak.leaks === 'yes' ? 'leak' : 'leak unknown'}): ${reason}`
    );
  }
  return { check, datapath, serviceLeak };
}

/** Waits until all endpoints of both nodes are ready. A look that fails is none, and is said once the time is over. */
async function waitForEndpoints(context: BlockContext): Promise<void> {
  const { clock } = context.setup.host;
  const limit = startLimit(clock, endpointLimitSeconds);
  const nodes = [context.pods.clientNode, context.pods.serverNode];
  const findUnready = async (): Promise<readonly { node: string; why: string }[]> => {
    const looks = nodes.map(async node => {
      try {
        const agent = await agentOn(context.kubernetes, context.ciliumNamespace, node);
        const ready = agent !== undefined && (await endpointsReady(context.kubernetes, agent));
        return ready ? undefined : { node, why: '' };
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        return { node, why: `: ${errorMessage(error)}` };
      }
    });
    return (await Promise.all(looks)).flatMap(one => one ?? []);
  };
  const unready = await pollUntil(clock, limit, 0.5, findUnready, seen => seen.length === 0);
  if (unready.length === 0) return;
  throw new Error(
    `the endpoints on ${unready.map(({ node }) => node).join(' and ')} were not ready within ${limit.seconds} s${unready.map(({ why }) => why).join('')}`
  );
}

import { certificateComplaints } from '../cilium/certificate-complaints.ts';
import { readIssuer, waitForWorkloads, type EnrolledPod } from '../cilium/ztunnel.ts';
import { agentOn, endpointsReady, readSections, readStatusCheck, readStatusJson } from '../cilium/agents.ts';
import { missingDevice } from '../cilium/permanent-failure.ts';
import { configSection, datapathOf, fixedConfigSection } from '../cilium/describe.ts';
import { defined } from '../lib/defined.ts';
import { CanceledError, errorMessage, TransientError } from '../model/errors.ts';
import { isNodeEmulated, readPodMtu } from '../kubernetes/machine.ts';
import { ExecError } from '../kubernetes/port.ts';
import { waitForApiServer } from '../kubernetes/patience.ts';
import { triesPolicies } from '../plan/cost.ts';
import type { BlockPlan } from '../plan/plan.ts';
import type { BlockReading, Section } from '../proof/contract.ts';
import { judgeServiceLeak, reasonAgainstBlock } from '../proof/index.ts';
import type { Block, InvalidReason, PolicyMatrixResult, Sample, ScenarioResult } from '../model/run.ts';
import { oneLine } from '../report/markdown.ts';
import { describePolicyRow } from '../report/policy-table.ts';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import { type ModeOptions, type RoutingMode, type ZtunnelCa, scenarioName, type Scenario } from '../model/scenario.ts';
import type { SampleTiming } from '../model/test.ts';
import { takeAll } from './attempts.ts';
import { blockProofOf, type MeasuredPath, readingsOf, withSections } from './observed.ts';
import { orWarn } from '../host/log.ts';
import { learnPath } from './path.ts';
import { createPair, enrolledPod, podNames, removePair, type PairSpec, type PodPair } from './pod-pair.ts';
import { comparePolicies } from './compare-policies.ts';
import { tryPolicies, type PolicySighting } from './policies.ts';
import { reasonAgainstIssuer } from './matrix.ts';
import { missingRoutes, routesCanBeAsked } from './routes.ts';
import { takeSample, type SampleContext } from './sample.ts';
import { settle, type Settling } from './settle.ts';
import { takeSnapshot } from './snapshot.ts';
import { reasonAgainstVerification, verify, type Verification } from './verify.ts';
import type { Witness } from './witness.ts';

/** Endpoints regenerate within seconds of a pod's start. */
const endpointLimitSeconds = 60;
/** Reading an agent's settings takes a fraction of a second. */
const statusSeconds = 20;

/** How one arm puts Cilium into the mode of a block. */
export interface ModeSetup {
  readonly host: Host;
  readonly modes: ModeOptions;
  /** The CA that must have issued ztunnel's certificates. Any CA will do if absent. */
  readonly ztunnelCa: ZtunnelCa | undefined;
  /** Native routing needs routes that this program cannot create. */
  readonly foreignRoutes: boolean;
  /** Whether `enter` changes Cilium's mode. Otherwise, it only checks it. */
  readonly switches: boolean;
  /**
   * Puts Cilium into the scenario's mode, or checks that it is in it. Returns the seconds it took. Rejects if Cilium
   * is not in the mode.
   */
  enter(scenario: Scenario, block: string, testNamespace: string): Promise<number>;
}

/** What all blocks of a run share. */
export interface BlockContext extends SampleContext, SampleTiming {
  readonly setup: ModeSetup;
  readonly pods: PairSpec;
  readonly control: PairSpec;
  /** Pods of a namespace that is never enrolled in ztunnel. */
  readonly other: PairSpec;
  readonly witness: Witness;
  /** What network policies do without encryption, by routing, once that is known. */
  readonly plainPolicies: Map<RoutingMode, Policies>;
  /** Called with each sample when it ends, and again if the block's proof makes it invalid. */
  readonly onSample: (sample: Sample, toolVersion: string | undefined) => Promise<void>;
  readonly onPair: (pair: PodPair) => Promise<void>;
}

/** Result of a block, without its samples. */
export interface BlockResult {
  readonly block: Block;
  readonly statusCheck: string | undefined;
  readonly datapath: ScenarioResult['datapath'];
  readonly serviceLeak: ScenarioResult['serviceLeak'];
  readonly certificates: Certificates | undefined;
  readonly verification: Verification | undefined;
}

type Certificates = NonNullable<ScenarioResult['certificates']>;

/** What happened under each network policy, or why that is not known. */
type Policies = readonly PolicySighting[] | string;

/** New test pods on a steady path. */
interface SteadyPair {
  readonly pair: PodPair;
  readonly path: MeasuredPath;
  readonly settling: Settling;
  readonly certificates: Certificates | undefined;
}

/** New pods, with the block's first reading where the mode's proof needs one. */
type StartedPair = Pick<SteadyPair, 'pair' | 'path'> & { readonly start: BlockReading | undefined };

/** Ends a block with a reason. */
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
 * Measures one block: applies its scenario (the control does not touch Cilium), creates new test pods, waits for a
 * steady path and takes the samples. A cluster failure ends the block with its reason. Rejects only if the run is
 * canceled.
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
  let status: Promise<AgentStatus | undefined> | undefined;
  let certificates: Certificates | undefined;
  const tell = (line: string): void => {
    outputs.info(`  ${line}`);
  };
  let plain: Policies | undefined;
  let verification: Verification | undefined;
  let reason: InvalidReason | undefined;

  try {
    if (plan.path === 'pod') {
      // Pods that survive a switch keep the routes, the MTU and the in-pod rules of the previous mode.
      await removePair(context.kubernetes, clock, context.pods.namespace);
      if (triesPolicies(plan)) plain = await withoutEncryption(context, plan, round, index, tell);
      switchSeconds = await switchTo(context, plan, round, index);
      outputs.info(`  Cilium is in ${scenario} mode after ${switchSeconds.toFixed(1)} s`);
      status = orWarn(outputs, "the agent's status", () => readStatus(context, plan));
    }
    const first = await steadyPair(context, plan, status);
    found = { settling: recordSettling(first.settling) };
    certificates = first.certificates;
    const mtu = await orWarn(outputs, 'the MTU of the pods', () =>
      readPodMtu(context.kubernetes, first.pair.client.target)
    );
    found = { ...found, ...mtu };
    if (plan.verify) {
      verification = await verify({ ...context, modes: context.setup.modes }, first.pair, first.path, tell);
      const encrypted = plan.scenario.encryption !== 'none';
      const against = reasonAgainstVerification(verification, encrypted);
      // The base may leak what the candidate mends: its samples have their own proof.
      if (plan.arm === 'candidate') reason = against;
      else if (against !== undefined) outputs.warning(`${scenario} of the reference: ${against.message}`);
      if (triesPolicies(plan)) {
        const policies = await verifyPolicies(context, plan, first.pair, plain, tell);
        verification = { ...verification, policies };
        reason = reasonAgainstVerification(verification, encrypted);
      }
    }
    // A mode that does not encrypt as promised is not worth measuring.
    reason ??= await takeSamples(context, plan, round, index, first);
  } catch (error) {
    if (error instanceof CanceledError) throw error;
    if (error instanceof BlockError && error.settling !== undefined) found.settling ??= recordSettling(error.settling);
    const failure = error instanceof BlockError ? error.reason : await reasonOf(context, plan, error);
    // What the verification found outlives a failure that comes later.
    reason = reason === undefined ? failure : { ...reason, message: `${reason.message}; ${failure.message}` };
  } finally {
    await releaseWitness(context);
  }
  const agent = await status;
  return {
    statusCheck: agent?.check,
    datapath: agent?.datapath,
    serviceLeak: agent?.serviceLeak,
    certificates,
    verification,
    block: {
      index,
      round,
      arm: plan.arm,
      scenario,
      path: plan.path,
      status: reason === undefined ? 'measured' : 'invalid',
      ...defined({ reason }),
      startedAt,
      endedAt: clock.now().toISOString(),
      switchSeconds,
      ...found
    }
  };
}

/** An agent can find out after the switch that it has no datapath. Then no pod starts, and only its log says why. */
async function reasonOf(context: BlockContext, { path }: BlockPlan, error: unknown): Promise<InvalidReason> {
  const failed = { kind: 'cluster-failed', message: errorMessage(error) } as const;
  if (path !== 'pod' || error instanceof TransientError) return failed;
  const { kubernetes, ciliumNamespace, pods, setup } = context;
  const permanent = await orWarn(setup.host.outputs, "the agents' logs", () =>
    missingDevice(kubernetes, ciliumNamespace, [pods.clientNode, pods.serverNode])
  );
  return permanent === undefined ? failed : { kind: 'rollout-failed', message: permanent };
}

/** A failure only leaves the pods until their namespace is deleted, so it does not fail the block. */
async function releaseWitness({ witness, setup }: BlockContext): Promise<void> {
  try {
    await witness.release();
  } catch (error) {
    if (error instanceof CanceledError) throw error;
    setup.host.outputs.warning(`cannot remove the pods of the second witness: ${errorMessage(error)}`);
  }
}

async function switchTo(
  context: BlockContext,
  plan: BlockPlan,
  round: number,
  index: number,
  suffix = ''
): Promise<number> {
  try {
    return await context.setup.enter(
      plan.scenario,
      // Contains the run's name: with the values of an earlier run's block, Helm would not start a rollout.
      `${context.pods.namespace}-round-${round}-block-${index}${suffix}`,
      context.pods.namespace
    );
  } catch (error) {
    if (error instanceof CanceledError) throw error;
    const passing = error instanceof TransientError || error instanceof ExecError;
    throw new BlockError({ kind: passing ? 'cluster-failed' : 'rollout-failed', message: errorMessage(error) });
  }
}

/**
 * Creates a new client and server and waits until the path between them is ready and steady. `reading` runs while the
 * pods start, and has ended before the path is probed.
 */
async function steadyPair(context: BlockContext, plan: BlockPlan, reading?: Promise<unknown>): Promise<SteadyPair> {
  const { clock, outputs } = context.setup.host;
  const wanted = plan.path === 'pod' ? context.pods : context.control;
  const [pair] = await Promise.all([createPair(context.kubernetes, clock, wanted), reading]);
  await context.onPair(pair);
  const [blind] = await Promise.all([context.hosts.ensure(), waitForEndpoints(context)]);
  // No probe could be proven, so the path would never settle.
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
  // A proven path is enough without samples, because the traffic matrix does not depend on speed, and where speed means nothing.
  const speedMatters =
    plan.tests.length > 0 && !(await isNodeEmulated(sections => context.hosts.read(wanted.clientNode, sections)));
  const settling = await settle(context, pair, path, speedMatters, why => {
    outputs.info(`  probe failed: ${oneLine(why)}`);
  });
  const last = settling.probes.slice(-3).map(probe => (probe / 1e9).toFixed(2));
  outputs.info(
    `  ${settling.settled ? 'steady' : 'not steady'} after ${settling.seconds.toFixed(1)} s and ${settling.probes.length} probes (last ${last.join(', ')} Gbit/s)`
  );
  if (!settling.settled) {
    const complaints = throughZtunnel ? await complaintsAbout(context, pair) : [];
    throw new BlockError(unsettled(settling, complaints), settling);
  }
  return { pair, path, settling, certificates: throughZtunnel ? await checkIssuer(context, client) : undefined };
}

/** A path through ztunnel is not steady without certificates, and only logs say why there are none. */
async function complaintsAbout(
  { kubernetes, ciliumNamespace, setup }: BlockContext,
  { client, server }: PodPair
): Promise<readonly string[]> {
  const complaints = await orWarn(setup.host.outputs, 'the logs of ztunnel and the operator', () =>
    certificateComplaints(kubernetes, ciliumNamespace, [client.node, server.node], client.target.namespace)
  );
  return complaints ?? [];
}

/** Reads the issuer of the client's certificate. @throws BlockError if it is not the required CA. */
async function checkIssuer(context: BlockContext, client: EnrolledPod): Promise<Certificates> {
  const issuer = await orWarn(context.setup.host.outputs, "the issuer of the client's certificate", () =>
    readIssuer(context.hosts, context.kubernetes, context.ciliumNamespace, client)
  );
  const reason = reasonAgainstIssuer(issuer, context.setup.ztunnelCa);
  if (reason !== undefined) throw new BlockError(reason);
  if (issuer?.internal === undefined) return { issuer: issuer?.name ?? '', ca: 'unknown' };
  return { issuer: issuer.name, ca: issuer.internal ? 'internal' : 'other' };
}

/** Takes the block's samples. Returns a reason if the block's proof supports none of them. */
async function takeSamples(
  context: BlockContext,
  plan: BlockPlan,
  round: number,
  index: number,
  first: SteadyPair
): Promise<InvalidReason | undefined> {
  const { durationSeconds, burstSeconds, omitSeconds } = context;
  const blockProof = blockProofOf(plan.scenario, plan.path);
  const readBlock = (pair: PodPair, ofBlock: readonly Section[]): ReturnType<typeof takeSnapshot> => {
    const { sections } = readingsOf({ scenario: plan.scenario, kind: plan.path });
    return takeSnapshot(context, pair, {
      sections: withSections(sections, { host: [], agent: ofBlock }),
      withZtunnels: false
    });
  };

  /** Read again for each pair, because the counters of a restarted agent start at zero. */
  const begin = async ({ pair, path }: SteadyPair): Promise<StartedPair> => ({
    pair,
    path,
    start: blockProof === undefined ? undefined : await readBlock(pair, blockProof.sections)
  });

  return takeAll(plan.tests, await begin(first), {
    renew: async () => {
      // A cut connection often means that the API server restarts, and creating pods needs it.
      await waitForApiServer(context.kubernetes, context.clock);
      return begin(await steadyPair(context, plan));
    },
    take: async ({ pair, path }, test, which) => {
      const spec = { round, block: index, arm: plan.arm, test, ...which, durationSeconds, burstSeconds, omitSeconds };
      const { sample, toolVersion } = await takeSample(context, pair, path, spec);
      await context.onSample(sample, toolVersion);
      return sample;
    },
    reasonAgainstBlock: async ({ pair, path, start }, tests) => {
      if (blockProof === undefined || start === undefined) return undefined;
      try {
        // The counters keep running while the API server restarts.
        await waitForApiServer(context.kubernetes, context.clock);
      } catch (error) {
        if (error instanceof CanceledError) throw error;
        return { kind: 'unproven', message: errorMessage(error) };
      }
      const end = await readBlock(pair, blockProof.sections);
      return reasonAgainstBlock(blockProof.judge(start, end, path.facts, tests, path.background));
    },
    record: sample => context.onSample(sample, undefined)
  });
}

/**
 * What network policies do without encryption, with the block's routing. Cilium is switched for it once per routing, if
 * the run may and no block without encryption has shown it.
 */
async function withoutEncryption(
  context: BlockContext,
  plan: BlockPlan,
  round: number,
  index: number,
  tell: (line: string) => void
): Promise<Policies | undefined> {
  const { routing, encryption } = plan.scenario;
  if (encryption === 'none') return undefined;
  const known = context.plainPolicies.get(routing);
  if (known !== undefined) return known;
  if (!context.setup.switches) return "this run does not change Cilium's mode";
  const plain = { ...plan, scenario: { routing, encryption: 'none' } } as const;
  tell(`first ${routing} without encryption, to compare what network policies do`);
  try {
    await switchTo(context, plain, round, index, '-plain');
    const { pair } = await steadyPair(context, plain);
    const seen = await tryPolicies(context, pair.client, 'none', tell);
    context.plainPolicies.set(routing, seen);
    await removePair(context.kubernetes, context.clock, context.pods.namespace);
    return seen;
  } catch (error) {
    if (!(error instanceof BlockError)) throw error;
    const { kind, message } = error.reason;
    throw new BlockError({ kind, message: `trying network policies without encryption: ${message}` });
  }
}

/** Tries network policies in the block's mode. */
async function verifyPolicies(
  context: BlockContext,
  { scenario: { routing, encryption } }: BlockPlan,
  { client }: PodPair,
  plain: Policies | undefined,
  tell: (line: string) => void
): Promise<PolicyMatrixResult> {
  const seen = await tryPolicies(context, client, encryption, tell);
  if (encryption === 'none') context.plainPolicies.set(routing, seen);
  const policies = comparePolicies(encryption, seen, plain);
  for (const row of policies.rows) tell(describePolicyRow(row));
  if (policies.missing !== undefined) tell(`network policies: ${policies.missing}`);
  return policies;
}

function recordSettling({ seconds, settled, probes }: Settling): NonNullable<Block['settling']> {
  return { seconds, settled, probes };
}

function unsettled(settling: Settling, complaints: readonly string[]): InvalidReason {
  const failures =
    settling.lastFailure === undefined
      ? ''
      : `; ${settling.failedProbes} probes failed, the last: ${settling.lastFailure}`;
  return {
    kind: 'unsettled',
    message: `the path was not steady after ${settling.probes.length} one-second probes in ${settling.seconds.toFixed(0)} s${failures}${complaints.map(one => `; ${one}`).join('')}`
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
  const settings = [configSection, fixedConfigSection];
  const { sections } = await readSections(context.kubernetes, agent, settings, statusSeconds);
  const datapath = datapathOf(status, sections);
  if (plan.scenario.encryption !== 'ztunnel') return { check, datapath, serviceLeak: undefined };
  const { leaks, reason } = judgeServiceLeak(status);
  const serviceLeak = { leaks: leaks === 'unknown' ? leaks : leaks ? 'yes' : 'no', reason } as const;
  if (serviceLeak.leaks !== 'no') {
    context.setup.host.outputs.warning(
      `${serviceLeak.leaks === 'yes' ? 'Services would leak' : 'It is unknown whether Services would leak'}: ${reason}`
    );
  }
  return { check, datapath, serviceLeak };
}

/** Waits until all endpoints of both nodes are ready. Failed readings are retried, and reported after the timeout. */
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
        if (error instanceof CanceledError) throw error;
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

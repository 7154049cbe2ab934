import { CanceledError, errorMessage } from '../model/errors.ts';
import {
  sides,
  type Background,
  type PathFacts,
  type Proof,
  type NodeSections,
  type ProofOfBlock,
  type SampleFacts,
  type Side,
  type Sightings,
  type Snapshot
} from '../proof/contract.ts';
import {
  clearTraffic,
  controlSections,
  judgeControl,
  judgeFailed,
  judgeSample,
  proofs,
  ZTUNNEL_REREAD_SECONDS,
  ztunnelsAgree,
  type SampleJudgment
} from '../proof/index.ts';
import type { InvalidReason } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Test, TestName, TestTarget } from '../model/test.ts';
import { prepareTest, type Execution } from './execute.ts';
import { droppedBetween, throttledSides } from './observe.ts';
import { pairChange, type PodPair } from './pod-pair.ts';
import { takeSnapshot, type Observatory, type SnapshotReadings } from './snapshot.ts';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Witness } from './witness.ts';

/** netperf's requests and responses have one byte each by default. */
const transactionBytes = 1;
const rereadPauseSeconds = 0.25;

/** One burst, without further readings. */
const probe = { bursts: 1, more: { host: [], agent: [] } } as const;

/** The measured path, with what its proof needs. */
export interface MeasuredPath {
  readonly scenario: Scenario;
  readonly kind: 'pod' | 'host';
  readonly facts: PathFacts;
  readonly background: Background | undefined;
  /** Set where the mode's counters can include other traffic. */
  readonly witness?: Witness;
}

/** A tool's execution between two snapshots. */
export interface Observed {
  readonly execution: Execution;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly proof: Proof | undefined;
  /** Why the sample is invalid; absent if it is valid. */
  readonly reason: InvalidReason | undefined;
}

/** The readings that a path's proof needs. */
export function readingsOf({ scenario, kind }: Pick<MeasuredPath, 'scenario' | 'kind'>): SnapshotReadings {
  const { sections, needsZtunnel } = proofs[scenario.encryption];
  return kind === 'host'
    ? { sections: controlSections, withZtunnels: false }
    : { sections, withZtunnels: needsZtunnel };
}

/** How a block is proven as a whole, if its mode needs that. */
export function blockProofOf({ encryption }: Scenario, kind: MeasuredPath['kind']): ProofOfBlock | undefined {
  return kind === 'pod' ? proofs[encryption].block : undefined;
}

/** Merges two lists of sections; each section appears once. */
export function withSections(one: NodeSections, other: NodeSections): NodeSections {
  const join = (of: keyof NodeSections): NodeSections['host'] => [
    ...new Map([...one[of], ...other[of]].map(section => [section.name, section])).values()
  ];
  return { host: join('host'), agent: join('agent') };
}

/**
 * Runs the bursts of a test between two snapshots and judges both. The snapshots read `more` in addition to the proof's
 * sections. Rejects only if the run is canceled.
 */
export async function executeObserved(
  observatory: Observatory,
  pair: PodPair,
  test: Test,
  target: TestTarget,
  path: MeasuredPath,
  { bursts, more }: { readonly bursts: number; readonly more: NodeSections } = probe
): Promise<Observed> {
  const { sections, withZtunnels } = readingsOf(path);
  const readings = { sections: withSections(sections, more), withZtunnels };
  const read = (): Promise<Snapshot> => takeSnapshot(observatory, pair, readings);
  // Started first, so that it sees the whole transfer.
  const watch =
    path.witness?.called === true
      ? await path.witness.watch(path.facts, bursts * test.expectedSeconds(target))
      : undefined;
  const prepared = prepareTest(observatory.kubernetes, pair, test, target, bursts);
  const before = await read();
  const execution = await prepared.run();
  const [change, after, sightings] = await Promise.all([
    changeOf(observatory, pair),
    snapshotAfter(observatory, before, path.facts, read),
    watch?.stop()
  ]);
  const facts = sampleFacts(test.name, execution);
  const judgement = facts === undefined ? undefined : judge(path, before, after, facts, sightings);
  // Called only when needed, because the captures cost every sample a little speed.
  if (judgement?.proof.shared === true) path.witness?.call();
  const disturbed = invalidReason(execution, change, before, after);
  if (path.kind === 'host')
    return { execution, before, after, proof: judgement?.proof, reason: disturbed ?? judgement?.reason };
  const nodes = { client: pair.client.node, server: pair.server.node };
  const { encryption } = path.scenario;
  const failed = judgement === undefined ? judgeFailed(encryption, before, after, path.facts, sightings) : undefined;
  const clear = failed?.reason ?? clearTraffic(encryption, before, after, path.facts);
  const reason =
    (disturbed && withClearTraffic(disturbed, clear)) ??
    reasonOfStrictMode(droppedBetween(before, after, nodes)) ??
    judgement?.reason;
  return { execution, before, after, proof: judgement?.proof ?? failed, reason };
}

/** Adds clear-text traffic to a sample's reason, whatever made the sample invalid. */
export function withClearTraffic(reason: InvalidReason, clear: string | undefined): InvalidReason {
  return clear === undefined ? reason : { ...reason, message: `${reason.message}; ${clear}` };
}

/**
 * Why strict mode makes a sample invalid: it dropped packets that would have left or arrived unencrypted. No other
 * mode has this drop reason (Cilium's pkg/monitor/api/drop.go, code 195). The counter is per node, so the packets may
 * belong to other traffic.
 */
export function reasonOfStrictMode(
  drops: readonly { readonly node: string; readonly reason: string; readonly count: number }[]
): InvalidReason | undefined {
  const unencrypted = drops.filter(({ reason }) => reason === 'Traffic is unencrypted' || reason === '195');
  if (unencrypted.length === 0) return undefined;
  const counts = unencrypted.map(({ node, count }) => `${count} on ${node}`).join(', ');
  return {
    kind: 'proof-mismatch',
    message: `strict mode dropped unencrypted packets (datapath drop reason 195): ${counts}`
  };
}

async function changeOf(observatory: Observatory, pair: PodPair): Promise<InvalidReason | undefined> {
  try {
    const message = await pairChange(observatory.kubernetes, pair);
    return message === undefined ? undefined : { kind: 'pod-replaced', message };
  } catch (error) {
    if (error instanceof CanceledError) throw error;
    return { kind: 'connection-lost', message: `cannot read the test pods: ${errorMessage(error)}` };
  }
}

/** ztunnel counts a connection up to a second after it ends, so its metrics are read until both nodes agree. */
async function snapshotAfter(
  observatory: Observatory,
  before: Snapshot,
  facts: PathFacts,
  read: () => Promise<Snapshot>
): Promise<Snapshot> {
  const limit = startLimit(observatory.clock, ZTUNNEL_REREAD_SECONDS);
  return pollUntil(observatory.clock, limit, rereadPauseSeconds, read, after => {
    const someZtunnel = sides.some(side => (after.ztunnels?.[side].length ?? 0) > 0);
    return !someZtunnel || ztunnelsAgree(before, after, facts);
  });
}

function sampleFacts(test: TestName, execution: Execution): SampleFacts | undefined {
  if (!execution.parsed.ok) return undefined;
  const { receivedBytes, transactions } = execution.parsed;
  return { test, receivedBytes, ...(transactions === undefined ? {} : { transactions, transactionBytes }) };
}

function judge(
  path: MeasuredPath,
  before: Snapshot,
  after: Snapshot,
  sample: SampleFacts,
  sightings: Sightings | undefined
): SampleJudgment {
  const { encryption } = path.scenario;
  const { facts, background } = path;
  if (path.kind === 'pod') return judgeSample(encryption, before, after, sample, facts, background, sightings);
  return controlJudgment(judgeControl(encryption, before, after, sample, facts, background));
}

/** The control is valid only if its path is unencrypted. With WireGuard node encryption it is not. */
export function controlJudgment(proof: Proof): SampleJudgment {
  if (proof.verdict === 'plaintext') return { proof };
  const kind = proof.verdict === 'unproven' ? 'unproven' : 'proof-mismatch';
  return { proof, reason: { kind, message: `the control is unavailable: ${proof.reason}` } };
}

/** Sides whose agent restarted or was replaced. Agents that could not be read are left out. */
export function restartedAgents(before: Snapshot, after: Snapshot): readonly Side[] {
  return sides.filter(side => {
    const [first, last] = [before.agents[side].identity, after.agents[side].identity];
    return first !== '' && last !== '' && first !== last;
  });
}

/** A changed pod explains a tool's failure better than the tool does, so it comes first. */
export function invalidReason(
  execution: Execution,
  change: InvalidReason | undefined,
  before: Snapshot,
  after: Snapshot
): InvalidReason | undefined {
  if (change !== undefined) return change;
  const restarted = restartedAgents(before, after);
  const agents =
    restarted.length === 0 ? [] : [`the Cilium agent of ${nodesOf(restarted)} restarted during the sample`];
  if (!execution.parsed.ok) {
    const { kind, message } = execution.parsed.reason;
    // The tool's message does not show what broke its connection.
    return { kind, message: [...agents, ...changedZtunnels(before, after), message].join('; ') };
  }
  if (agents.length > 0) return { kind: 'agent-restarted', message: agents.join('; ') };
  const throttled = throttledSides(before, after);
  if (throttled.length === 0) return undefined;
  return {
    kind: 'cpu-throttled',
    message: `the CPU of the ${throttled.join(' and the ')} pod was throttled, so something sets a CPU limit`
  };
}

function changedZtunnels(before: Snapshot, after: Snapshot): readonly string[] {
  const identities = ({ ztunnels }: Snapshot, side: Side): string | undefined =>
    ztunnels?.[side]
      .map(({ identity }) => identity)
      .sort()
      .join();
  const changed = sides.filter(side => {
    const [first, last] = [before, after].map(snapshot => identities(snapshot, side));
    return first !== undefined && last !== undefined && first !== last;
  });
  return changed.length === 0 ? [] : [`the ztunnel of ${nodesOf(changed)} was restarted or replaced during the sample`];
}

function nodesOf(some: readonly Side[]): string {
  return some.map(side => `the ${side}'s node`).join(' and ');
}

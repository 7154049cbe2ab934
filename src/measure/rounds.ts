import type { V1Node } from '@kubernetes/client-node';
import type { Host } from '../host/ports.ts';
import { listAgents } from '../cilium/agents.ts';
import type { Installation } from '../cilium/describe.ts';
import { describeNode } from '../kubernetes/describe.ts';
import { CancelledError, ClusterError, errorMessage } from '../errors.ts';
import { estimateSeconds } from '../plan/estimate.ts';
import { nextRound } from '../plan/next.ts';
import { describeBlock, formatMinutes, type BlockPlan, type Plan } from '../plan/plan.ts';
import { describeMeasuredSight } from '../plan/sight.ts';
import { recordPlan } from '../plan/record.ts';
import { describeSample } from '../report/progress.ts';
import { isLasting } from '../results/lasting.ts';
import { redactValue } from '../results/redact.ts';
import type { RecordEvent } from '../results/recorder.ts';
import type { Arm, Block, InvalidReason, Run, Sample, ScenarioResult } from '../results/run.ts';
import { compareArms, type PairedComparison } from '../verdict/paired.ts';
import type { Policy } from '../verdict/policy.ts';
import { scenarioName } from '../scenario/scenario.ts';
import { measureBlock, type BlockContext, type BlockResult, type ModeSetup } from './block.ts';
import type { PodPair } from './pod-pair.ts';
import type { Verification } from './verify.ts';

/** A cluster that was looked at and given the run's namespaces. */
export interface Prepared {
  readonly kubernetesVersion: string;
  readonly nodes: readonly V1Node[];
  readonly clusterName: string;
  readonly provider: NonNullable<Run['cluster']>['provider'];
  readonly networking: 'byocni' | 'managed' | undefined;
  readonly clusterSeconds: number;
  readonly host: Host;
  readonly installation: Installation;
  /** How Cilium is set up in each arm. */
  readonly setups: ReadonlyMap<Arm, ModeSetup>;
  readonly blocks: Omit<BlockContext, 'setup' | 'onSample' | 'onPair'>;
  readonly policy: Policy;
  readonly record: RecordEvent;
}

const netperfVersionSeconds = 15;

/** Measures round after round until the plan says stop. A scenario whose block failed to come up is not tried again. */
export async function measureRounds(plan: Plan, prepared: Prepared): Promise<void> {
  const { outputs, clock } = prepared.host;
  const started = clock.seconds();
  const failed = new Map<string, InvalidReason>();
  const verifications = new Map<string, Verification>();
  const blocks: Block[] = [];
  const samples = new Map<string, Sample>();
  const planned = recordPlan(plan);
  const tools = createToolRecord(prepared);
  /** The arm that ran when the machines were described; the candidate's Cilium is the one that the run is about. */
  let described: Arm | undefined;
  let measuredBlockSeconds: number | undefined;

  const remaining = (left: readonly (readonly BlockPlan[])[]): string => {
    const elapsed = clock.seconds() - started;
    const todo = estimateSeconds(left, plan.durationSeconds, plan.omitSeconds, measuredBlockSeconds);
    return `${formatMinutes(elapsed)} elapsed, about ${formatMinutes(todo)} left`;
  };

  for (let finished = 0; ; finished++) {
    const elapsedSeconds = clock.seconds() - started;
    const compared = compareAtLook(plan, { plan: planned, blocks, samples: [...samples.values()] }, prepared.policy);
    for (const line of describeMeasuredSight(compared?.sight ?? [], finished, plan.rounds.length)) outputs.info(line);
    const next = nextRound(plan, { finishedRounds: finished, elapsedSeconds, decided: compared?.stop?.reason });
    if (next.kind === 'stop') {
      if (described === undefined && !(blocks.some(cameUp) && (await describeIfPossible(prepared)))) {
        throw new ClusterError(describeFailures(blocks));
      }
      outputs.info(`stop: ${next.reason}`);
      return;
    }
    for (const [position, block] of next.blocks.entries()) {
      const name = scenarioName(block.scenario);
      if (failed.has(name)) continue;
      const later = [next.blocks.slice(position + 1), ...plan.rounds.slice(next.number)];
      let samplesLeft = block.tests.length;
      const title = `Round ${String(next.number)} of ${String(plan.rounds.length)}: ${describeBlock(block)}`;
      const setup = prepared.setups.get(block.arm);
      if (setup === undefined) throw new Error(`the ${block.arm} arm has no set-up`);
      const result = await outputs.group(title, () =>
        measureBlock(
          {
            ...prepared.blocks,
            setup,
            onPair: tools.onPair,
            onSample: async (sample, version) => {
              samples.set(sample.id, sample);
              await prepared.record({ type: 'sample', sample });
              await tools.onVersion(sample.test, version);
              if (sample.status === 'valid') samplesLeft -= 1;
              const here = {
                ...block,
                path: 'host' as const,
                tests: block.tests.slice(block.tests.length - samplesLeft)
              };
              outputs.info(`  ${describeSample(sample, plan.rounds.length)}; ${remaining([[here], ...later])}`);
            }
          },
          block,
          next.number,
          blocks.length
        )
      );
      blocks.push(result.block);
      await prepared.record({ type: 'block', block: result.block });
      if (result.block.reason !== undefined) outputs.warning(`${title}: ${result.block.reason.message}`);
      if (block.path === 'pod') {
        if (result.block.status === 'measured') measuredBlockSeconds = blockOverhead(blocks);
        const { verification } = result;
        if (verification !== undefined) verifications.set(name, verification);
        if (isLasting(result.block.reason)) failed.set(name, result.block.reason);
        const scenario = await describeScenario(prepared, block, result, blocks);
        const verified = block.arm === 'candidate' ? verifications.get(name) : undefined;
        await prepared.record({ type: 'scenario', scenario: { ...scenario, ...verified } });
      }
      if (described !== 'candidate' && described !== block.arm && cameUp(result.block)) {
        if (await describeIfPossible(prepared)) described = block.arm;
      }
    }
  }
}

/** Cilium ran in the block's mode, whatever became of its samples. */
function cameUp({ path, reason }: Block): boolean {
  return path === 'pod' && reason?.kind !== 'rollout-failed' && reason?.kind !== 'cluster-failed';
}

/** Why nothing is known of the machines: what became of the blocks, each reason once. */
function describeFailures(blocks: readonly Block[]): string {
  const own = blocks.filter(({ path }) => path === 'pod');
  const reasons = own.flatMap(({ scenario, reason }) =>
    reason === undefined ? [] : [`${scenario}: ${reason.message}`]
  );
  const what = own.some(cameUp) ? 'Cilium cannot be asked any more' : 'no scenario could be set up';
  return [what, ...new Set(reasons)].join('; ');
}

/** What the comparison says so far; only with two arms, and only at its looks. */
function compareAtLook(
  plan: Plan,
  measured: Parameters<typeof compareArms>[0],
  policy: Policy
): PairedComparison | undefined {
  return plan.arms.length > 1 ? compareArms(measured, policy, false) : undefined;
}

/** Mean seconds that a block took besides its samples: switch and settling. */
function blockOverhead(blocks: readonly Block[]): number {
  const measured = blocks.filter(block => block.path === 'pod' && block.status === 'measured');
  const total = measured.reduce((sum, block) => sum + block.switchSeconds + (block.settling?.seconds ?? 0), 0);
  return total / measured.length;
}

async function describeScenario(
  prepared: Prepared,
  block: BlockPlan,
  result: BlockResult,
  blocks: readonly Block[]
): Promise<ScenarioResult> {
  const name = scenarioName(block.scenario);
  const own = blocks.filter(other => other.path === 'pod' && other.arm === block.arm && other.scenario === name);
  const reason = own.findLast(other => other.reason !== undefined)?.reason;
  const status =
    reason === undefined ? 'measured' : own.some(other => other.status === 'measured') ? 'incomplete' : 'failed';
  return {
    name,
    arm: block.arm,
    routing: block.scenario.routing,
    encryption: block.scenario.encryption,
    status,
    ...(reason === undefined ? {} : { reason }),
    values: redactValue(await prepared.installation.values()),
    ...(result.statusCheck === undefined ? {} : { statusCheck: result.statusCheck }),
    ...(result.serviceLeak === undefined ? {} : { serviceLeak: result.serviceLeak }),
    ...(result.certificates === undefined ? {} : { certificates: result.certificates })
  };
}

/** An agent that has just gone is no reason to lose a run: it is asked again after a later block. */
async function describeIfPossible(prepared: Prepared): Promise<boolean> {
  try {
    await describeMachines(prepared);
    return true;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    prepared.host.outputs.warning(`the machines cannot be described yet: ${errorMessage(error)}`);
    return false;
  }
}

/** Cilium, nodes and machines, once the first block has shown that Cilium runs. */
async function describeMachines(prepared: Prepared): Promise<void> {
  const { kubernetes, ciliumNamespace, pods } = prepared.blocks;
  await prepared.record({ type: 'cilium', cilium: await prepared.installation.describe() });
  const agents = await listAgents(kubernetes, ciliumNamespace);
  const nodes = await Promise.all(
    prepared.nodes.map(node => {
      const name = node.metadata?.name ?? '';
      const role = name === pods.clientNode ? 'client' : name === pods.serverNode ? 'server' : 'other';
      return describeNode(kubernetes, node, role, agents.get(name)?.target);
    })
  );
  await prepared.record({
    type: 'cluster',
    seconds: prepared.clusterSeconds,
    cluster: {
      provider: prepared.provider,
      ...(prepared.networking === undefined ? {} : { networking: prepared.networking }),
      name: prepared.clusterName,
      kubernetesVersion: prepared.kubernetesVersion,
      nodes
    }
  });
}

interface ToolRecord {
  readonly onPair: (pair: PodPair) => Promise<void>;
  readonly onVersion: (test: string, version: string | undefined) => Promise<void>;
}

/** Records the tools' image and versions as they become known. */
function createToolRecord(prepared: Prepared): ToolRecord {
  const { kubernetes, pods } = prepared.blocks;
  let tools: NonNullable<Run['tools']> | undefined;
  const note = async (more: Partial<NonNullable<Run['tools']>>): Promise<void> => {
    const updated = { image: pods.image, imageId: '', ...tools, ...more };
    if (JSON.stringify(updated) === JSON.stringify(tools)) return;
    tools = updated;
    await prepared.record({ type: 'tools', tools: updated });
  };
  return {
    async onPair(pair) {
      if (tools !== undefined) return;
      const { stdout } = await kubernetes.exec(pair.client.target, ['netperf', '-V'], netperfVersionSeconds);
      const netperf = /version (\S+)/.exec(stdout)?.[1];
      await note({ imageId: pair.client.imageId, ...(netperf === undefined ? {} : { netperf }) });
    },
    async onVersion(test, version) {
      if (version !== undefined && !test.endsWith('latency')) await note({ iperf3: version });
    }
  };
}

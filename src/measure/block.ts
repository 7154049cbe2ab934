import { applyScenario, type CiliumSetup } from '../cilium/apply.ts';
import { endpointsReady, listAgents, readStatusCheck } from '../cilium/agents.ts';
import { CancelledError, errorMessage } from '../errors.ts';
import { readPodMtu } from '../kubernetes/describe.ts';
import type { BlockPlan } from '../plan/plan.ts';
import type { Block, InvalidReason, Sample } from '../results/run.ts';
import { scenarioName } from '../scenario/scenario.ts';
import { createPair, removePair, type PairSpec, type PodPair } from './pod-pair.ts';
import { takeSample, type SampleContext } from './sample.ts';
import { settle, type Settling } from './settle.ts';

/** Endpoints regenerate within seconds of a pod's start. */
const endpointLimitSeconds = 60;
/** A failed sample is tried once more, on new pods. */
const attempts = 2;

/** Everything that blocks of one run share. */
export interface BlockContext extends SampleContext {
  readonly setup: CiliumSetup;
  readonly pods: PairSpec;
  readonly control: PairSpec;
  readonly durationSeconds: number;
  readonly omitSeconds: number;
  /** Called with each sample as it ends, before anything else happens. */
  readonly onSample: (sample: Sample, toolVersion: string | undefined) => Promise<void>;
  readonly onPair: (pair: PodPair) => Promise<void>;
}

/** What a block left behind besides its samples. */
export interface BlockResult {
  readonly block: Block;
  readonly statusCheck: string | undefined;
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
  const base = { index, round, scenario: scenarioName(plan.scenario), path: plan.path, startedAt };
  const spec = plan.path === 'pod' ? context.pods : context.control;
  let switchSeconds = 0;
  let statusCheck: string | undefined;
  let settling: Settling | undefined;
  let mtu: { podMtu?: number; routeMtu?: number } = {};

  const finish = (reason?: InvalidReason): BlockResult => ({
    statusCheck,
    block: {
      ...base,
      status: reason === undefined ? 'measured' : 'invalid',
      ...(reason === undefined ? {} : { reason }),
      endedAt: clock.now().toISOString(),
      switchSeconds,
      ...(settling === undefined
        ? {}
        : { settling: { seconds: settling.seconds, settled: settling.settled, probes: settling.probes } }),
      ...mtu
    }
  });

  try {
    if (plan.path === 'pod') {
      // Pods that outlive a switch keep the routes, the MTU and the in-pod rules of the mode before.
      await removePair(context.kubernetes, clock, spec.namespace);
      switchSeconds = await applyScenario(
        context.setup,
        plan.scenario,
        `round-${String(round)}-block-${String(index)}`
      );
      outputs.info(`  Cilium is ${base.scenario} after ${switchSeconds.toFixed(1)} s`);
      statusCheck = await readStatus(context);
    }
    let pair = await createPair(context.kubernetes, clock, spec);
    await context.onPair(pair);
    await waitForEndpoints(context);
    settling = await settleAndTell(context, pair);
    if (!settling.settled) return finish(unsettled(settling));
    mtu = await readPodMtu(context.kubernetes, pair.client.target, pair.server.ip);

    for (const test of plan.tests) {
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const { durationSeconds, omitSeconds } = context;
        const sampleSpec = {
          round,
          block: index,
          scenario: base.scenario,
          path: plan.path,
          test,
          attempt,
          durationSeconds,
          omitSeconds
        };
        const { sample, toolVersion } = await takeSample(context, pair, sampleSpec);
        await context.onSample(sample, toolVersion);
        if (sample.status === 'valid') break;
        pair = await createPair(context.kubernetes, clock, spec);
        await context.onPair(pair);
        await waitForEndpoints(context);
        const again = await settleAndTell(context, pair);
        if (!again.settled) return finish(unsettled(again));
      }
    }
    return finish();
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return finish({
      kind: switchSeconds === 0 && plan.path === 'pod' ? 'rollout-failed' : 'cluster-failed',
      message: errorMessage(error)
    });
  }
}

async function settleAndTell(context: BlockContext, pair: PodPair): Promise<Settling> {
  const { clock, outputs } = context.setup.host;
  const settling = await settle(context.kubernetes, clock, pair);
  const last = settling.probes.slice(-3).map(probe => (probe / 1e9).toFixed(2));
  outputs.info(
    `  ${settling.settled ? 'steady' : 'not steady'} after ${settling.seconds.toFixed(1)} s and ${String(settling.probes.length)} probes (last ${last.join(', ')} Gbit/s)`
  );
  return settling;
}

function unsettled(settling: Settling): InvalidReason {
  const failures =
    settling.lastFailure === undefined
      ? ''
      : `; ${String(settling.failedProbes)} probes failed, the last: ${settling.lastFailure}`;
  return {
    kind: 'unsettled',
    message: `the path was not steady after ${String(settling.probes.length)} one-second probes in ${settling.seconds.toFixed(0)} s${failures}`
  };
}

async function readStatus(context: BlockContext): Promise<string | undefined> {
  const agents = await listAgents(context.kubernetes, context.ciliumNamespace);
  const agent = agents.get(context.pods.clientNode);
  return agent === undefined ? undefined : readStatusCheck(context.kubernetes, agent);
}

async function waitForEndpoints(context: BlockContext): Promise<void> {
  const { clock } = context.setup.host;
  const started = clock.seconds();
  const nodes = [context.pods.clientNode, context.pods.serverNode];
  for (;;) {
    const agents = await listAgents(context.kubernetes, context.ciliumNamespace);
    const ready = await Promise.all(
      nodes.map(node => {
        const agent = agents.get(node);
        return agent === undefined ? Promise.resolve(false) : endpointsReady(context.kubernetes, agent);
      })
    );
    if (ready.every(Boolean)) return;
    if (clock.seconds() - started > endpointLimitSeconds) {
      throw new Error(
        `the endpoints on ${nodes.filter((_, index) => ready[index] !== true).join(' and ')} were not ready within ${String(endpointLimitSeconds)} s`
      );
    }
    await clock.sleep(0.5);
  }
}

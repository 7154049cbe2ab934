import type { Progress } from '../host/ports.ts';
import { ClusterError } from '../model/errors.ts';
import type { Policy } from '../model/options.ts';
import { estimateSeconds, samplesSeconds } from '../plan/cost.ts';
import { nextRound, type StopCause } from '../plan/next.ts';
import { formatMinutes } from '../lib/duration.ts';
import { describeBlock, type BlockPlan, type Plan, recordPlan } from '../plan/plan.ts';
import { describeSample } from '../report/matrix-table.ts';
import { describeMeasuredDetectable } from '../report/detectable-change.ts';
import { describeProgress } from '../report/progress.ts';
import { isPermanentFailure } from '../model/rounds.ts';
import { comparedScenario, type Arm, type Block, type Sample, type ScenarioResult } from '../model/run.ts';
import { compareArms, type PairedComparison } from '../verdict/paired.ts';
import { defined } from '../lib/defined.ts';
import { scenarioName } from '../model/scenario.ts';
import type { TestName } from '../model/test.ts';
import { measureBlock } from './block.ts';
import { type Prepared, createToolRecord, describeMachines, describeScenario } from './set-up.ts';
import type { Verification } from './verify.ts';

/** A scenario is given up after this many failed blocks in a row, even if each failure could be temporary. */
const maxTries = 3;

/** Measures one block; see `measureBlock`. */
export type MeasureBlock = typeof measureBlock;

/**
 * Measures round after round until the plan stops the run, and returns why. A scenario that failed permanently is not
 * tried again. `measure` takes each block; tests pass one that needs no cluster.
 */
export async function measureRounds(
  plan: Plan,
  prepared: Prepared,
  measure: MeasureBlock = measureBlock
): Promise<StopCause> {
  const { outputs, clock } = prepared.host;
  const started = clock.seconds();
  /** The candidate's scenarios that are not measured again: failed for good, or decided. */
  const closed = new Set<string>();
  /** What each finished round was to measure. */
  const done: (readonly BlockPlan[])[] = [];
  const decided: { readonly scenario: string; readonly round: number }[] = [];
  const verifications = new Map<string, Verification>();
  /** Arms and scenarios whose planned verification has proven nothing yet; their next block repeats it. */
  const unverified = new Set<string>();
  const blocks: Block[] = [];
  const scenarios = new Map<string, ScenarioResult>();
  const samples = new Map<string, Sample>();
  const planned = recordPlan(plan);
  const paired = {
    plan: planned,
    reference: defined({ scenario: plan.referenceScenario && scenarioName(plan.referenceScenario) })
  };
  const pairOf = ({ arm, scenario }: BlockPlan): string =>
    comparedScenario(paired, { arm, scenario: scenarioName(scenario) });
  const tools = createToolRecord(prepared);
  /** The arm that ran when the machines were described. The candidate's Cilium takes precedence. */
  let described: Arm | undefined;
  let measuredEntrySeconds: number | undefined;

  const progressOf = (
    title: string,
    tests: readonly TestName[],
    later: readonly (readonly BlockPlan[])[]
  ): Progress => ({
    title,
    elapsedSeconds: clock.seconds() - started,
    leftSeconds: samplesSeconds(tests, plan) + estimateSeconds(later, plan, measuredEntrySeconds)
  });

  for (let finished = 0; ; finished++) {
    const elapsedSeconds = clock.seconds() - started;
    const compared = compareAtLook(
      plan,
      { ...paired, blocks, decided, samples: [...samples.values()] },
      prepared.policy
    );
    for (const line of describeMeasuredDetectable(compared?.detectableChanges ?? [], finished, plan.rounds.length))
      outputs.info(line);
    const due = (blocks: readonly BlockPlan[]): readonly BlockPlan[] =>
      blocks.filter(block => !closed.has(pairOf(block)));
    for (const scenario of compared?.decided ?? []) {
      closed.add(scenario);
      decided.push({ scenario, round: finished });
      await prepared.record({ type: 'decided', scenario, round: finished });
      outputs.info(`${scenario} is decided, so no further round measures it`);
    }
    const left = { ...plan, rounds: [...done, ...plan.rounds.slice(finished).map(due)] };
    const next = nextRound(left, { finishedRounds: finished, elapsedSeconds, decided: compared?.stop?.reason });
    if (next.kind === 'stop') {
      if (!blocks.some(cameUp)) throw new ClusterError(describeFailures(blocks));
      if (described === undefined) await describeMachines(prepared);
      outputs.info(`stop: ${next.reason}`);
      return next.cause;
    }
    if (compared !== undefined) {
      const secondsLeft = estimateSeconds(left.rounds.slice(finished), plan, measuredEntrySeconds);
      await prepared.onLook(describeProgress(compared, plan.rounds.length, secondsLeft));
    }
    done.push(next.blocks);
    for (const [position, drawn] of next.blocks.entries()) {
      const name = scenarioName(drawn.scenario);
      // If one arm cannot be measured, the other has nothing to be compared with.
      const pair = pairOf(drawn);
      if (closed.has(pair)) continue;
      const key = `${drawn.arm} ${name}`;
      if (drawn.verify) unverified.add(key);
      const block = { ...drawn, verify: drawn.path === 'pod' && unverified.has(key) };
      const later = [next.blocks.slice(position + 1), ...plan.rounds.slice(next.number)].map(due);
      let samplesLeft = block.tests.length;
      const title = `Round ${next.number} of ${plan.rounds.length}: ${describeBlock(block)}`;
      const setup = prepared.setups.get(block.arm);
      if (setup === undefined) throw new Error(`the ${block.arm} arm has no setup`);
      outputs.progress(progressOf(title, [], [[block], ...later]));
      const ended = await outputs.group(title, () =>
        measure(
          {
            ...prepared.blocks,
            setup,
            onPair: tools.onPair,
            onSample: async (sample, version) => {
              samples.set(sample.id, sample);
              await prepared.record({ type: 'sample', sample });
              await tools.onVersion(sample.test, version);
              if (sample.status === 'valid') samplesLeft -= 1;
              const left = block.tests.slice(block.tests.length - samplesLeft);
              const progress = progressOf(title, left, later);
              const { elapsedSeconds: elapsed, leftSeconds } = progress;
              outputs.info(
                `  ${describeSample(sample, plan.rounds.length)}; ${formatMinutes(elapsed)} elapsed, about ${formatMinutes(leftSeconds)} left`
              );
              outputs.progress(progress);
            }
          },
          block,
          next.number,
          blocks.length
        )
      );
      const result = { ...ended, block: giveUp(ended.block, blocks) };
      blocks.push(result.block);
      await prepared.record({ type: 'block', block: result.block });
      if (result.block.reason !== undefined) outputs.warning(`${title}: ${result.block.reason.message}`);
      if (block.path === 'pod') {
        if (result.block.status === 'measured') measuredEntrySeconds = meanEntrySeconds(blocks);
        const { verification } = result;
        if (verification !== undefined) {
          verifications.set(key, verification);
          if (block.arm === 'reference' || verification.matrix.every(({ matches }) => matches)) unverified.delete(key);
        }
        if (isPermanentFailure(result.block.reason)) closed.add(pair);
        const scenario = await describeScenario(prepared, block, result, blocks, scenarios.get(key));
        scenarios.set(key, scenario);
        await prepared.record({ type: 'scenario', scenario: { ...scenario, ...verifications.get(key) } });
      }
      if (described !== 'candidate' && described !== block.arm && cameUp(result.block)) {
        // If an agent has just gone, a later block tries again.
        if (await describeMachines(prepared)) described = block.arm;
      }
    }
  }
}

/**
 * Makes a block's failure permanent once its scenario has failed in `maxTries` blocks in a row: it will fail again,
 * and each try can cost minutes.
 */
function giveUp(block: Block, earlier: readonly Block[]): Block {
  const { reason, path, scenario } = block;
  if (reason?.kind !== 'cluster-failed' || path !== 'pod') return block;
  const last = earlier.filter(other => other.path === 'pod' && other.scenario === scenario).slice(1 - maxTries);
  if (last.length < maxTries - 1 || last.some(other => other.reason?.kind !== 'cluster-failed')) return block;
  const message = `${reason.message}; failed in ${maxTries} blocks in a row, not retried`;
  return { ...block, reason: { kind: 'rollout-failed', message } };
}

/** Whether Cilium ran in the block's mode, whatever happened to its samples. */
function cameUp({ path, reason }: Block): boolean {
  return path === 'pod' && reason?.kind !== 'rollout-failed' && reason?.kind !== 'cluster-failed';
}

/** Error text for a run in which no scenario came up: each block's reason once. */
function describeFailures(blocks: readonly Block[]): string {
  const own = blocks.filter(({ path }) => path === 'pod');
  const reasons = own.flatMap(({ scenario, reason }) =>
    reason === undefined ? [] : [`${scenario}: ${reason.message}`]
  );
  return ['no scenario came up', ...new Set(reasons)].join('; ');
}

/** The comparison so far: only with two arms, and only at its planned looks. */
function compareAtLook(
  plan: Plan,
  measured: Parameters<typeof compareArms>[0],
  policy: Policy
): PairedComparison | undefined {
  return plan.arms.length > 1 ? compareArms(measured, policy, false) : undefined;
}

/** Mean seconds that a block took to switch and settle. */
function meanEntrySeconds(blocks: readonly Block[]): number {
  const measured = blocks.filter(block => block.path === 'pod' && block.status === 'measured');
  const total = measured.reduce((sum, block) => sum + block.switchSeconds + (block.settling?.seconds ?? 0), 0);
  return total / measured.length;
}

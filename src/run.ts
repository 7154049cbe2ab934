import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { lookAtCluster, type AsFound } from './as-found.ts';
import { findBaselineFiles } from './baseline/files.ts';
import { adaptToManaged } from './cluster/aks/adapt.ts';
import { describeCost } from './cluster/aks/cost.ts';
import { runTags } from './cluster/aks/tags.ts';
import { selectCluster } from './cluster/select.ts';
import { checkTools } from './cluster/tools.ts';
import { enterCluster, type EnteredCluster } from './enter-cluster.ts';
import { CancelledError, ClusterError, errorMessage } from './errors.ts';
import type { Host } from './host/ports.ts';
import { impossibleResults, withoutImpossible } from './impossible.ts';
import type { RunOptions } from './inputs/options.ts';
import { measureRounds } from './measure/rounds.ts';
import { createPlan, describePlan, type Plan } from './plan/plan.ts';
import { describeSight } from './plan/sight.ts';
import { describeValues } from './plan/values.ts';
import { recordPlan } from './plan/record.ts';
import { prepare } from './prepare.ts';
import { readReference, wantedReference, type BaseSource } from './reference.ts';
import { readCandidate, refuse, type Subject } from './subject.ts';
import { comparisonPath } from './report/comparison-files.ts';
import { readJournal, restore, writeFromJournal, type Connect, type FollowedBy } from './restore/restore.ts';
import { saveUndo, type Undo } from './restore/state.ts';
import { startJournal } from './results/recorder.ts';
import type { Arm, Run } from './results/run.ts';
import { scenarioName } from './scenario/scenario.ts';
import { toolVersion } from './version.ts';

/** What a run needs from outside besides its options. */
export interface RunDependencies {
  readonly host: Host;
  readonly connect: Connect;
  /** Where on GitHub the run is made. */
  readonly source: Run['source'];
  /** The commit that a run on GitHub is measured against. */
  readonly base: BaseSource | undefined;
  /** Called with what a run had measured that failed, before its error is thrown on. */
  readonly onFailed: (run: Run) => Promise<void>;
}

/**
 * The whole story: plan, cluster, rounds of blocks, results, clean-up. After a failure what was measured is written,
 * what was made is removed, and the error is thrown on. After a signal nothing is removed: the post step or `restore`
 * does that (rules 5).
 */
export async function run(
  asked: RunOptions,
  { host, connect, source, base, onFailed }: RunDependencies
): Promise<Run | undefined> {
  const wanted = await adaptToManaged(host, asked);
  const { baseline, baselineFiles, policy } = wanted.comparing;
  // What cannot be compared with afterwards need not be measured before.
  if (baseline === 'file') await findBaselineFiles(host.files, baselineFiles);
  const kind = wantedReference(wanted, base);
  const arms: readonly Arm[] = kind === undefined ? ['candidate'] : ['candidate', 'reference'];
  const seed = wanted.seed ?? randomUUID().slice(0, 8);
  const planned = (options: RunOptions): Plan => {
    const plan = createPlan(options, arms, seed);
    const cost = describeCost(options.cluster, plan.estimatedSeconds);
    for (const line of [...describePlan(plan), ...cost, ...describeSight(plan, policy)]) host.outputs.info(line);
    return plan;
  };
  if (wanted.planOnly) {
    planned(wanted);
    for (const line of wanted.apply ? describeValues(wanted) : []) host.outputs.info(line);
    return undefined;
  }

  const id = `cpg-${randomUUID().slice(0, 8)}`;
  const output = resolve(wanted.output);
  const workFolder = join(host.state.folder, id);
  let undo: Undo = { runId: id, pid: process.pid, output, workFolder, namespaces: [], secrets: [] };
  const remember = async (more: Partial<Undo>): Promise<void> => {
    undo = { ...undo, ...more };
    await saveUndo(host.state, undo);
  };
  // An action has a post step, which sees the end of what takes minutes.
  const followedBy = source === undefined ? 'nothing' : 'post-step';
  await checkTools(host, wanted);
  // Known with the plan, which comes before whatever is made.
  let expectedSeconds = 0;
  const choice = selectCluster(wanted.cluster, host, workFolder, remember, {
    runId: id,
    apply: wanted.apply,
    tags: () => runTags(id, host.clock.now(), expectedSeconds, source?.runId)
  });
  const [candidate, prospect] = await Promise.all([
    wanted.apply ? readCandidate(host, wanted) : undefined,
    choice.examine?.(wanted.scenarios)
  ]);
  if (prospect !== undefined && candidate !== undefined) refuse(wanted, candidate, { workers: prospect.workers });
  const impossible = prospect?.impossible ?? new Map<string, string>();
  const enter = (): Promise<EnteredCluster> =>
    enterCluster({ options: wanted, host, connect, choice, id, source, remember });
  let entered: EnteredCluster | undefined;
  let found: AsFound | undefined;
  if (!wanted.apply) {
    // What is planned depends on what is found.
    try {
      entered = await enter();
      found = await lookAtCluster(host, wanted, entered);
    } catch (error) {
      entered?.turn.stop();
      if (!(error instanceof CancelledError)) await finish(host, connect, undo, followedBy, errorMessage(error));
      throw error;
    }
  }
  const options = found?.options ?? withoutImpossible(wanted, impossible);
  const plan = planned(options);
  expectedSeconds = plan.estimatedSeconds;
  const failed = impossibleResults(wanted, impossible, arms);
  for (const { name, arm, reason } of failed) {
    if (arm === 'candidate') host.outputs.warning(`${name} cannot be measured: ${reason?.message ?? ''}`);
  }

  const reference =
    kind === undefined || candidate === undefined
      ? undefined
      : await readReference(host, options, kind, candidate, base, workFolder);
  if (reference?.record.identical === true) {
    host.outputs.warning(
      `both arms are the same (${reference.record.description}): the run shows how much unchanged figures differ`
    );
  }
  const subjects = new Map<Arm, Subject>([
    ...(candidate === undefined ? [] : ([['candidate', candidate]] as const)),
    ...(reference === undefined ? [] : ([['reference', reference.subject]] as const))
  ]);
  await remember({});
  // Of an earlier run in the same folder: the post step would take this one for concluded.
  await host.files.remove(comparisonPath(output));
  const record = await startJournal(host.files, output);
  const tool = { name: 'cilium-perf-gate', version: toolVersion } as const;
  const startedAt = host.clock.now().toISOString();
  await record({
    type: 'started',
    run: {
      id,
      tool,
      startedAt,
      ...(source === undefined ? {} : { source }),
      ...(reference === undefined ? {} : { reference: reference.record }),
      ...(found === undefined ? {} : { asFound: found.record }),
      plan: { ...recordPlan(plan), scenarios: (found?.options ?? wanted).scenarios.map(scenarioName) }
    }
  });
  for (const scenario of failed) await record({ type: 'scenario', scenario });

  try {
    const ready = (entered ??= await enter());
    const prepared = await host.outputs.group('Prepare', () =>
      prepare({
        options,
        subjects,
        found,
        host,
        entered: ready,
        id,
        output,
        workFolder,
        remember,
        record
      })
    );
    try {
      await measureRounds(plan, prepared);
    } finally {
      prepared.blocks.shells.closeAll();
    }
    await record({ type: 'ended', endedAt: host.clock.now().toISOString() });
  } catch (error) {
    entered?.turn.stop();
    await record({ type: 'ended', endedAt: host.clock.now().toISOString(), incompleteReason: errorMessage(error) });
    if (error instanceof CancelledError) {
      await writeFromJournal(host, output);
    } else {
      await finish(host, connect, undo, followedBy, errorMessage(error));
      await onFailed(await readJournal(host, output));
    }
    throw error;
  }
  entered.turn.stop();
  await finish(host, connect, undo, followedBy);
  return readJournal(host, output);
}

/** Writes and removes; what could not be removed is an error of its own, unless a worse one is on its way. */
async function finish(
  host: Host,
  connect: Connect,
  undo: Undo,
  followedBy: FollowedBy,
  failure?: string
): Promise<void> {
  const left = await host.outputs.group('Clean up', () => restore(host, connect, undo, undefined, followedBy));
  if (left.length === 0) return;
  if (failure === undefined) throw new ClusterError(left.join('\n'));
  for (const line of left) host.outputs.error(line);
}

import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { BaseSource } from '../github/job.ts';
import { enterAsFound } from './existing-mode.ts';
import { findBaselineFiles } from '../baseline/files.ts';
import { adaptToManaged } from '../cluster/aks/values.ts';
import { checkFiles } from './check-files.ts';
import { describeCost } from '../cluster/aks/cost.ts';
import { sayLogin } from '../cluster/aks/login.ts';
import { runTags } from '../cluster/aks/groups.ts';
import { selectCluster } from '../cluster/select.ts';
import { checkTools } from '../cluster/tools.ts';
import { enterCluster, type Entry } from './enter-cluster.ts';
import { CancelledError, errorMessage } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import { unsupportedResults, withoutUnsupported, type Unsupported } from './unsupported-scenarios.ts';
import type { RunOptions } from '../model/options.ts';
import { measureRounds } from '../measure/rounds.ts';
import type { StopCause } from '../plan/next.ts';
import { createPlan, describePlan, type Plan, describeValues } from '../plan/plan.ts';
import { recordPlan } from '../plan/record.ts';
import { prepare } from './prepare.ts';
import { readReference, wantedReference, type Reference } from './reference.ts';
import { readCandidate, refuse, type CiliumSpec } from './cilium-spec.ts';
import { comparisonPath } from '../report/comparison-files.ts';
import { describeSight } from '../report/detectable-change.ts';
import { readJournal, writeFromJournal, type Connect, startUndoing } from '../restore/restore.ts';
import { startJournal, type RecordEvent } from '../results/journal.ts';
import type { Arm, Run, ScenarioResult } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import { toolVersion } from '../model/tool-version.ts';

/** What a run needs from outside besides its options. */
export interface RunDependencies {
  readonly host: Host;
  readonly connect: Connect;
  /** Where on GitHub the run is made. */
  readonly source: Run['source'];
  /** The commit that a run on GitHub is measured against. */
  readonly base: BaseSource | undefined;
  /** Called with what a run had measured that failed, or could not be cleaned up, before its error is thrown on. */
  readonly onFailed: (run: Run) => Promise<void>;
}

/**
 * The whole story: plan, cluster, rounds of blocks, results, clean-up. After a failure what was measured is written,
 * what was made is removed, and the error is thrown on. After a signal nothing is removed: the post step or `restore`
 * does that (docs/rules.md#stopping-a-run).
 */
export async function run(asked: RunOptions, dependencies: RunDependencies): Promise<Run | undefined> {
  const { host, connect, source, base, onFailed } = dependencies;
  const wanted = await adaptToManaged(host, asked);
  const { baseline, baselineFiles } = wanted.comparing;
  // What cannot be compared with afterwards need not be measured before.
  if (baseline === 'file') await findBaselineFiles(host.files, baselineFiles);
  const kind = wantedReference(wanted, base);
  const arms: readonly Arm[] = kind === undefined ? ['candidate'] : ['candidate', 'reference'];
  const seed = wanted.seed ?? randomUUID().slice(0, 8);
  if (wanted.planOnly) {
    await checkFiles(host, wanted);
    sayPlan(host, createPlan(wanted, arms, seed), wanted);
    for (const line of wanted.apply ? describeValues(wanted) : []) host.outputs.info(line);
    return undefined;
  }

  const id = `cpg-${randomUUID().slice(0, 8)}`;
  const output = resolve(wanted.output);
  // An action has a post step, which sees the end of what takes minutes.
  const undoing = startUndoing(host, connect, id, output, source === undefined ? 'nothing' : 'post-step');
  const { workFolder, remember } = undoing;
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
  const unsupported: Unsupported = prospect?.unsupported ?? new Map();
  const entry: Entry = { options: wanted, host, connect, choice, id, source, remember };
  // What is planned for a cluster that stays as it is depends on what is found.
  const seen = wanted.apply
    ? undefined
    : await enterAsFound(entry).catch(async (error: unknown) => {
        if (!(error instanceof CancelledError)) await undoing.finish(errorMessage(error));
        throw error;
      });
  const options = seen?.found.options ?? withoutUnsupported(wanted, unsupported);
  const plan = createPlan(options, arms, seed);
  sayPlan(host, plan, options);
  expectedSeconds = plan.estimatedSeconds;
  const failed = unsupportedResults(wanted, unsupported, arms);
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
  const specs = new Map<Arm, CiliumSpec>([
    ...(candidate === undefined ? [] : ([['candidate', candidate]] as const)),
    ...(reference === undefined ? [] : ([['reference', reference.spec]] as const))
  ]);
  await remember({});
  const scenarios = (seen?.found.options ?? wanted).scenarios.map(scenarioName);
  const about = { id, source, reference, asFound: seen?.found.record, plan: { ...recordPlan(plan), scenarios } };
  const record = await startRecord(host, output, about, failed);

  let entered = seen?.entered;
  try {
    const ready = (entered ??= await enterCluster(entry));
    const { found } = seen ?? {};
    const prepared = await host.outputs.group('Prepare', () =>
      prepare({ options, specs, found, host, entered: ready, id, output, workFolder, remember, record })
    );
    let cause: StopCause;
    try {
      cause = await measureRounds(plan, prepared);
    } finally {
      prepared.blocks.shells.closeAll();
    }
    const endedAt = host.clock.now().toISOString();
    await record({ type: 'ended', endedAt, ...(cause === 'time-budget' ? { stoppedByBudget: true } : {}) });
  } catch (error) {
    entered?.lock.stop();
    await record({ type: 'ended', endedAt: host.clock.now().toISOString(), incompleteReason: errorMessage(error) });
    if (error instanceof CancelledError) {
      await writeFromJournal(host, output);
    } else {
      await undoing.finish(errorMessage(error));
      await onFailed(await readJournal(host, output));
    }
    throw error;
  }
  entered.lock.stop();
  try {
    await undoing.finish();
  } catch (error) {
    // What was measured is none the worse for what could not be removed; after a signal there is no time to say so.
    if (!host.stop.aborted) await onFailed(await readJournal(host, output));
    throw error;
  }
  return readJournal(host, output);
}

function sayPlan(host: Host, plan: Plan, { cluster, comparing }: RunOptions): void {
  const cost = describeCost(cluster, plan.estimatedSeconds);
  for (const line of [...describePlan(plan), ...cost, ...describeSight(plan, comparing.policy)]) {
    host.outputs.info(line);
  }
  sayLogin(host, cluster, plan.estimatedSeconds);
}

/** What is known of a run before it measures. */
type About = Pick<Run, 'id' | 'plan' | 'source' | 'asFound'> & { readonly reference: Reference | undefined };

/** Starts the journal with what is known, in place of an earlier run's in the same folder. */
async function startRecord(
  host: Host,
  output: string,
  { id, plan, source, asFound, reference }: About,
  failed: readonly ScenarioResult[]
): Promise<RecordEvent> {
  // The post step would take this run for concluded.
  await host.files.remove(comparisonPath(output));
  const record = await startJournal(host.files, output);
  await record({
    type: 'started',
    run: {
      id,
      tool: { name: 'cilium-perf-gate', version: toolVersion },
      startedAt: host.clock.now().toISOString(),
      ...(source === undefined ? {} : { source }),
      ...(reference === undefined ? {} : { reference: reference.record }),
      ...(asFound === undefined ? {} : { asFound }),
      plan
    }
  });
  for (const scenario of failed) await record({ type: 'scenario', scenario });
  return record;
}

import { defined } from '../lib/defined.ts';
import { measureRounds } from '../measure/rounds.ts';
import { CanceledError, errorMessage } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import { toolVersion } from '../model/tool-version.ts';
import { recordPlan } from '../plan/plan.ts';
import { comparisonPath, writeFromJournal } from '../report/run-files.ts';
import { readJournal, startJournal, type RecordEvent } from '../results/journal.ts';
import { enterCluster, type EnteredCluster } from './enter-cluster.ts';
import { planRun, readRequest, showPlanOnly, type PlannedRun } from './plan-run.ts';
import { prepare } from './prepare.ts';
import { startSession, type RunDependencies, type Session } from './session.ts';

/**
 * A whole run: plan, cluster, rounds of blocks, results, cleanup. After a failure, writes what was measured, removes
 * what was created, and rethrows the error. After a signal, removes nothing: the post step or `restore` does that
 * (docs/rules.md#stopping-a-run). Returns `undefined` for `plan-only`.
 */
export async function run(asked: RunOptions, dependencies: RunDependencies): Promise<Run | undefined> {
  const { host, base } = dependencies;
  const request = await readRequest(host, asked, base);
  if (request.options.planOnly) {
    const plan = await showPlanOnly(host, request, base);
    dependencies.onPlan?.(plan);
    return undefined;
  }
  const session = startSession(dependencies, request.options.output);
  const planned = await planRun(request, session);
  const record = await startRecord(planned, session);
  if (planned.unchanged) {
    planned.early?.entered.lock.stop();
    await record({ type: 'ended', endedAt: host.clock.now().toISOString(), unchanged: true });
    return endMeasured(session);
  }
  try {
    const entered = planned.early?.entered ?? (await enterCluster(planned.entry));
    try {
      await measure(planned, entered, record, session);
    } finally {
      entered.lock.stop();
    }
  } catch (error) {
    await endFailed(error, record, session);
    throw error;
  }
  return endMeasured(session);
}

/** Starts the journal with what is known before measuring. Replaces an earlier run's journal in the same folder. */
async function startRecord(planned: PlannedRun, { host, id, source, output, undoing }: Session): Promise<RecordEvent> {
  const { plan, scenarios, fromValues, overrides, reference, rendered, early, unsupported } = planned;
  // From now on, the post step can write results even if the run is killed.
  await undoing.remember({});
  // Otherwise the post step would consider this run concluded.
  await host.files.remove(comparisonPath(output));
  const record = await startJournal(host.files, output);
  await record({
    type: 'started',
    run: {
      id,
      tool: { name: 'cilium-perf-gate', version: toolVersion },
      startedAt: host.clock.now().toISOString(),
      ...defined({ source, reference, rendered, asFound: early?.found?.record }),
      ...(overrides.length === 0 ? {} : { overrides: [...overrides] }),
      plan: {
        ...recordPlan(plan),
        scenarios: scenarios.map(scenarioName),
        ...(fromValues ? { fromValues } : {})
      }
    }
  });
  for (const scenario of unsupported) await record({ type: 'scenario', scenario });
  return record;
}

/** Prepares the cluster, measures the planned rounds, and records the end. */
async function measure(
  { options, specs, early, plan }: PlannedRun,
  entered: EnteredCluster,
  record: RecordEvent,
  { host, id, output, undoing, onProgress }: Session
): Promise<void> {
  const { workFolder, remember } = undoing;
  const { found, start } = early ?? {};
  const prepared = await host.outputs.group('Prepare', () =>
    prepare({
      options,
      specs,
      found,
      start,
      host,
      entered,
      id,
      output,
      workFolder,
      remember,
      record,
      onLook: text => onProgress(id, text)
    })
  );
  const cause = await measureRounds(plan, prepared).finally(() => {
    prepared.blocks.shells.closeAll();
    host.outputs.progress(undefined);
  });
  const endedAt = host.clock.now().toISOString();
  await record({ type: 'ended', endedAt, ...(cause === 'time-budget' ? { stoppedByBudget: true } : {}) });
}

/** Writes what a failed run measured, and cleans up unless a signal stopped it. */
async function endFailed(
  error: unknown,
  record: RecordEvent,
  { host, output, undoing, onFailed }: Session
): Promise<void> {
  await record({ type: 'ended', endedAt: host.clock.now().toISOString(), incompleteReason: errorMessage(error) });
  if (error instanceof CanceledError) {
    await writeFromJournal(host.files, output);
  } else {
    await undoing.finish(errorMessage(error));
    await onFailed(await readJournal(host.files, output));
  }
}

/** Cleans up after a completed measurement, and returns the run. */
async function endMeasured({ host, output, undoing, onFailed }: Session): Promise<Run> {
  try {
    await undoing.finish();
  } catch (error) {
    // The measurement is valid even if cleanup failed. After a signal, there is no time to report it.
    if (!host.stop.aborted) await onFailed(await readJournal(host.files, output));
    throw error;
  }
  return readJournal(host.files, output);
}

import { measureRounds } from '../measure/rounds.ts';
import { CancelledError, errorMessage } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import { toolVersion } from '../model/tool-version.ts';
import { recordPlan } from '../plan/record.ts';
import { comparisonPath } from '../report/comparison-files.ts';
import { writeFromJournal } from '../report/run-files.ts';
import { readJournal, startJournal, type RecordEvent } from '../results/journal.ts';
import { enterCluster, type EnteredCluster } from './enter-cluster.ts';
import { planRun, readRequest, showPlanOnly, type PlannedRun } from './plan-run.ts';
import { prepare } from './prepare.ts';
import { startSession, type RunDependencies, type Session } from './session.ts';

/**
 * The whole story: plan, cluster, rounds of blocks, results, clean-up. After a failure what was measured is written,
 * what was made is removed, and the error is thrown on. After a signal nothing is removed: the post step or `restore`
 * does that (docs/rules.md#stopping-a-run). Gives nothing for `plan-only`.
 */
export async function run(asked: RunOptions, dependencies: RunDependencies): Promise<Run | undefined> {
  const { host, base } = dependencies;
  const request = await readRequest(host, asked, base);
  if (request.options.planOnly) {
    await showPlanOnly(host, request);
    return undefined;
  }
  const session = startSession(dependencies, request.options.output);
  const planned = await planRun(request, session);
  const record = await startRecord(planned, session);
  try {
    const entered = planned.existing?.entered ?? (await enterCluster(planned.entry));
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

/** Starts the journal with what is known before measuring, in place of an earlier run's in the same folder. */
async function startRecord(planned: PlannedRun, { host, id, source, output, undoing }: Session): Promise<RecordEvent> {
  const { plan, scenarios, reference, existing, unsupported } = planned;
  // From here on the post step has results to write, even of a run that is killed.
  await undoing.remember({});
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
      ...(existing === undefined ? {} : { asFound: existing.found.record }),
      plan: { ...recordPlan(plan), scenarios: scenarios.map(scenarioName) }
    }
  });
  for (const scenario of unsupported) await record({ type: 'scenario', scenario });
  return record;
}

/** Prepares the cluster, measures the rounds of the plan, and records that the run came to its end. */
async function measure(
  { options, specs, existing, plan }: PlannedRun,
  entered: EnteredCluster,
  record: RecordEvent,
  { host, id, output, undoing }: Session
): Promise<void> {
  const { workFolder, remember } = undoing;
  const found = existing?.found;
  const prepared = await host.outputs.group('Prepare', () =>
    prepare({ options, specs, found, host, entered, id, output, workFolder, remember, record })
  );
  const cause = await measureRounds(plan, prepared).finally(() => {
    prepared.blocks.shells.closeAll();
  });
  const endedAt = host.clock.now().toISOString();
  await record({ type: 'ended', endedAt, ...(cause === 'time-budget' ? { stoppedByBudget: true } : {}) });
}

/** Keeps what a run had measured that failed, and cleans up unless a signal ended it. */
async function endFailed(
  error: unknown,
  record: RecordEvent,
  { host, output, undoing, onFailed }: Session
): Promise<void> {
  await record({ type: 'ended', endedAt: host.clock.now().toISOString(), incompleteReason: errorMessage(error) });
  if (error instanceof CancelledError) {
    await writeFromJournal(host.files, output);
  } else {
    await undoing.finish(errorMessage(error));
    await onFailed(await readJournal(host.files, output));
  }
}

/** Cleans up after a run that measured to its end, and gives the run. */
async function endMeasured({ host, output, undoing, onFailed }: Session): Promise<Run> {
  try {
    await undoing.finish();
  } catch (error) {
    // What was measured is none the worse for what could not be removed; after a signal there is no time to say so.
    if (!host.stop.aborted) await onFailed(await readJournal(host.files, output));
    throw error;
  }
  return readJournal(host.files, output);
}

import { randomUUID } from 'node:crypto';
import { findBaselineFiles } from '../baseline/files.ts';
import { describeCost } from '../cluster/aks/cost.ts';
import { runTags } from '../cluster/aks/groups.ts';
import { warnAboutLogin } from '../cluster/aks/login.ts';
import { adaptToManaged } from '../cluster/aks/values.ts';
import type { Cluster } from '../cluster/port.ts';
import { selectCluster } from '../cluster/select.ts';
import { checkTools } from '../cluster/tools.ts';
import type { BaseSource } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import { InputError, CanceledError, errorMessage } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm, ScenarioResult } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import { createPlan, describePlan, describeValues, type Plan } from '../plan/plan.ts';
import { describeDetectable } from '../report/detectable-change.ts';
import { checkFiles } from './check-files.ts';
import { readCandidate, refuse, type CiliumSpec } from './cilium-spec.ts';
import type { EnteredCluster, Entry } from './enter-cluster.ts';
import { enterExistingMode, type ExistingMode } from './existing-mode.ts';
import { readReference, wantedReference, type Reference, type ReferenceKind } from './reference.ts';
import type { Session } from './session.ts';

/** Scenarios that cannot work on this machine, by name, each with the reason. */
type Unsupported = ReadonlyMap<string, string>;

/** What a run was asked to do. */
export interface Request {
  readonly options: RunOptions;
  /** Where the reference arm comes from, if there is one. */
  readonly reference: ReferenceKind | undefined;
  readonly arms: readonly Arm[];
  readonly seed: string;
}

/** What a run will do, as known before it changes a cluster. */
export interface PlannedRun {
  /** Options of what is measured: without unsupported scenarios, or with the detected scenario. */
  readonly options: RunOptions;
  readonly plan: Plan;
  /** All scenarios of the run, including those that cannot work. */
  readonly scenarios: RunOptions['scenarios'];
  readonly unsupported: readonly ScenarioResult[];
  /** What each arm installs; empty with `apply: false`. */
  readonly specs: ReadonlyMap<Arm, CiliumSpec>;
  readonly reference: Reference | undefined;
  readonly entry: Entry;
  /** With `apply: false`: the cluster, whose mode the plan needs. */
  readonly existing: { readonly entered: EnteredCluster; readonly found: ExistingMode } | undefined;
}

/** Completes what was asked. Throws an InputError if the result could not be compared. */
export async function readRequest(host: Host, asked: RunOptions, base: BaseSource | undefined): Promise<Request> {
  const options = await adaptToManaged(host, asked);
  const { baseline, baselineFiles } = options.comparing;
  // Fails before measuring if there is nothing to compare with afterwards.
  if (baseline === 'file') await findBaselineFiles(host.files, baselineFiles);
  const reference = wantedReference(options, base);
  const arms: readonly Arm[] = reference === undefined ? ['candidate'] : ['candidate', 'reference'];
  return { options, reference, arms, seed: options.seed ?? randomUUID().slice(0, 8) };
}

/** For `plan-only`: shows what a run would do, after checking every file that it would read. */
export async function showPlanOnly(host: Host, { options, arms, seed }: Request): Promise<void> {
  await checkFiles(host, options);
  showPlan(host, createPlan(options, arms, seed), options);
  for (const line of options.apply ? describeValues(options) : []) host.outputs.info(line);
}

/**
 * Reads everything that the run depends on, refuses what cannot work, and shows the plan. With `apply: false`, enters
 * the cluster, because its mode is the scenario; otherwise touches no cluster.
 */
export async function planRun(request: Request, session: Session): Promise<PlannedRun> {
  const { host, connect, source, id, undoing } = session;
  const { options: wanted, arms, seed } = request;
  await checkTools(host, wanted);
  // Set with the plan, before anything is created.
  let expectedSeconds = 0;
  const choice = selectCluster(wanted.cluster, host, undoing.workFolder, undoing.remember, {
    runId: id,
    apply: wanted.apply,
    tags: () => runTags(id, host.clock.now(), expectedSeconds, source?.runId)
  });
  const { candidate, unsupported } = await lookAhead(host, wanted, choice);
  const entry: Entry = { options: wanted, host, connect, choice, id, source, remember: undoing.remember };
  const existing = wanted.apply ? undefined : await enterExisting(entry, session);
  const options = existing?.found.options ?? withoutUnsupported(wanted, unsupported);
  const plan = createPlan(options, arms, seed);
  showPlan(host, plan, options);
  expectedSeconds = plan.estimatedSeconds;
  const results = unsupportedResults(wanted, unsupported, arms);
  for (const { name, arm, reason } of results) {
    if (arm === 'candidate') host.outputs.warning(`${name} cannot be measured: ${reason?.message ?? ''}`);
  }
  const reference = await readArm(request.reference, options, candidate, session);
  return {
    options,
    plan,
    scenarios: (existing?.found.options ?? wanted).scenarios,
    unsupported: results,
    specs: new Map<Arm, CiliumSpec>([
      ...(candidate === undefined ? [] : ([['candidate', candidate]] as const)),
      ...(reference === undefined ? [] : ([['reference', reference.spec]] as const))
    ]),
    reference,
    entry,
    existing
  };
}

/** The options without the scenarios that cannot work. Throws an InputError if none is left. */
function withoutUnsupported(options: RunOptions, unsupported: Unsupported): RunOptions {
  if (unsupported.size === 0) return options;
  const scenarios = options.scenarios.filter(scenario => !unsupported.has(scenarioName(scenario)));
  if (scenarios.length === 0) {
    const reasons = [...unsupported].map(([name, reason]) => `"${name}": ${reason}`);
    throw new InputError(
      `scenarios: none of them works in a kind cluster on this machine: ${reasons.join('; ')}; write others, use another runner, or measure a cluster of other machines`
    );
  }
  return { ...options, scenarios };
}

/** Results of the scenarios that cannot work and were not tried. */
function unsupportedResults(
  { scenarios }: RunOptions,
  unsupported: Unsupported,
  arms: readonly Arm[]
): readonly ScenarioResult[] {
  return scenarios.flatMap(scenario => {
    const name = scenarioName(scenario);
    const lack = unsupported.get(name);
    if (lack === undefined) return [];
    const message = `${lack}, and all nodes of a kind cluster run on it`;
    return arms.map(arm => ({
      ...{ name, arm, ...scenario, status: 'failed' as const },
      ...{ reason: { kind: 'kernel-lacks' as const, message }, values: {} }
    }));
  });
}

/** Reads the candidate and examines the machine. Throws an InputError if they conflict. */
async function lookAhead(
  host: Host,
  options: RunOptions,
  choice: Cluster
): Promise<{ readonly candidate: CiliumSpec | undefined; readonly unsupported: Unsupported }> {
  const [candidate, prospect] = await Promise.all([
    options.apply ? readCandidate(host, options) : undefined,
    choice.examine?.(options.scenarios)
  ]);
  if (prospect !== undefined && candidate !== undefined) refuse(options, candidate, { workers: prospect.workers });
  return { candidate, unsupported: prospect?.unsupported ?? new Map() };
}

/** Enters the cluster for `apply: false`. If that fails, nothing was measured, so only cleaning up is left. */
async function enterExisting(entry: Entry, { undoing }: Session): ReturnType<typeof enterExistingMode> {
  try {
    return await enterExistingMode(entry);
  } catch (error) {
    if (!(error instanceof CanceledError)) await undoing.finish(errorMessage(error));
    throw error;
  }
}

async function readArm(
  kind: ReferenceKind | undefined,
  options: RunOptions,
  candidate: CiliumSpec | undefined,
  { host, base, undoing }: Session
): Promise<Reference | undefined> {
  if (kind === undefined || candidate === undefined) return undefined;
  const reference = await readReference(host, options, kind, candidate, base, undoing.workFolder);
  if (reference.record.identical) {
    host.outputs.warning(`both arms are the same (${reference.record.description}): every difference is noise`);
  }
  return reference;
}

function showPlan(host: Host, plan: Plan, { cluster, comparing }: RunOptions): void {
  const cost = describeCost(cluster, plan.estimatedSeconds);
  for (const line of [...describePlan(plan), ...cost, ...describeDetectable(plan, comparing.policy)]) {
    host.outputs.info(line);
  }
  warnAboutLogin(host, cluster, plan.estimatedSeconds);
}

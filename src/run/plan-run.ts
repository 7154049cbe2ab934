import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { findBaselineFiles } from '../baseline/files.ts';
import type { ChartContent } from '../cilium/helm.ts';
import { describeCost } from '../cluster/aks/cost.ts';
import { runTags } from '../cluster/aks/groups.ts';
import { warnAboutLogin } from '../cluster/aks/login.ts';
import { adaptToManaged } from '../cluster/aks/values.ts';
import type { Cluster } from '../cluster/port.ts';
import { plannedValues, selectCluster } from '../cluster/select.ts';
import { checkTools } from '../cluster/tools.ts';
import type { BaseSource } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import { InputError, CanceledError, ClusterError, errorMessage } from '../model/errors.ts';
import type { ClusterOptions, RunOptions } from '../model/options.ts';
import { isUnchanged, type Rendered } from '../model/rendered.ts';
import type { Arm, Run, ScenarioResult } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import { creationSeconds, runnerPrice } from '../plan/cost.ts';
import {
  createPlan,
  describeOrder,
  describePlan,
  describePrice,
  describeValues,
  recordPlan,
  type Plan
} from '../plan/plan.ts';
import { compareRendered } from '../rendering/compare.ts';
import type { RenderedArm } from '../rendering/render.ts';
import { describeDetectable } from '../report/detectable-change.ts';
import { describeArms, describeUnknownKeys } from '../report/rendered.ts';
import { describeModes, modeChange, overridesOf } from './arm-modes.ts';
import { checkFiles } from './check-files.ts';
import { armOptions, contentReader, refuse, type CiliumSpec } from './cilium-spec.ts';
import { enterCluster, type EnteredCluster, type Entry } from './enter-cluster.ts';
import { findExistingMode, type ExistingMode } from './existing-mode.ts';
import { readArms, type Arms } from './read-arms.ts';
import { wantedReference, type ReferenceKind } from './reference.ts';
import type { Session } from './session.ts';
import type { Start } from './start.ts';
import { startFromInstalled } from './survey.ts';

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
  /** The values determine the scenario. */
  readonly fromValues: boolean;
  /** What the scenarios in the inputs replace in the values. */
  readonly overrides: readonly string[];
  readonly reference: Run['reference'];
  /** What the chart renders; `undefined` if there is nothing to tell. */
  readonly rendered: Rendered | undefined;
  /** Both arms are the same, and so not worth measuring. */
  readonly unchanged: boolean;
  readonly entry: Entry;
  readonly early: Early | undefined;
}

/** A cluster entered before the plan, because only it shows the mode. */
interface Early {
  readonly entered: EnteredCluster;
  /** With `apply: false`. */
  readonly found?: ExistingMode;
  /** With the values of the installed release. */
  readonly start?: Start;
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

/** A plan for programs. */
export type ShownPlan = Run['plan'] & {
  readonly arms: readonly Arm[];
  readonly creationSeconds: number;
  /** Whether both arms are the same; `null` if the chart could not be rendered for both. */
  readonly unchanged: boolean | null;
};

/** For `plan-only`: shows what a run would do, after checking every file that it would read. */
export async function showPlanOnly(
  host: Host,
  { options, reference, arms, seed }: Request,
  base: BaseSource | undefined
): Promise<ShownPlan> {
  const { specs } = await checkFiles(host, options, reference, base);
  const candidate = specs.get('candidate');
  const planned = candidate === undefined ? options : armOptions(options, candidate);
  const lines = [...describeModes(specs), ...overridesOf(options, specs)];
  if (candidate?.mode !== undefined && candidate.from.length === 0 && mayExist(options.cluster)) {
    lines.push('if Cilium is installed on the cluster, the run uses the mode of its Helm release instead');
  }
  for (const line of lines) host.outputs.info(line);
  const rendered = await renderPlan(host, planned, specs);
  const { unchanged } = compareForPlan(host, planned, rendered);
  const plan = createPlan(planned, arms, seed, modeChange(specs)?.reference);
  showPlan(host, plan, planned);
  if (base === undefined && reference === undefined && options.apply && !options.verifyOnly) {
    host.outputs.info(
      '  no reference, so this is a run as on the default branch; a pull request is also compared with its base, in more rounds: to plan that, add reference-values with the files of the base'
    );
  }
  if (unchanged) {
    host.outputs.info(
      'unchanged: nothing that Cilium sees differs, so a run would measure nothing of this plan; write when-unchanged: measure to measure anyway'
    );
  }
  return {
    ...recordPlan(plan),
    arms: plan.arms,
    creationSeconds: creationSeconds(planned.cluster),
    unchanged: arms.length > 1 && rendered?.arms === undefined ? null : unchanged
  };
}

/** Renders for a plan, in a folder of its own. What cannot be rendered here is left to the run. */
async function renderPlan(
  host: Host,
  options: RunOptions,
  known: Arms<ChartContent | undefined>['specs']
): Promise<Rendered | undefined> {
  const specs = new Map<Arm, CiliumSpec>();
  for (const [arm, spec] of known) {
    const { content } = spec;
    if (content === undefined) return undefined;
    specs.set(arm, { ...spec, content });
  }
  const folder = join(host.state.folder, `plan-${randomUUID().slice(0, 8)}`);
  try {
    return await renderArms(host, options, specs, folder);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    host.outputs.warning(`the chart was not rendered, so the plan does not show what differs: ${errorMessage(error)}`);
    return undefined;
  } finally {
    await host.files.remove(folder);
  }
}

/**
 * Reads everything that the run depends on, refuses what cannot work, and shows the plan. Touches no cluster unless only
 * the cluster shows the mode: with `apply: false`, or if Cilium is installed and neither scenarios nor values are given.
 */
export async function planRun(request: Request, session: Session): Promise<PlannedRun> {
  const { host, connect, source, id, undoing } = session;
  const { options } = request;
  await checkTools(host, options);
  // Set with the plan, before anything is created.
  let expectedSeconds = 0;
  const choice = selectCluster(options.cluster, host, undoing.workFolder, undoing.remember, {
    runId: id,
    apply: options.apply,
    tags: () => runTags(id, host.clock.now(), expectedSeconds, source?.runId)
  });
  const entry: Entry = { options, host, connect, choice, id, source, remember: undoing.remember };
  const arms = await readArms(host, options, request.reference, session.base, contentReader(host));
  const planned = (await startsFromCluster(options, arms.specs, choice))
    ? await planInCluster(request, session, entry, arms)
    : await planArms(request, session, choice, arms, undefined);
  expectedSeconds = planned.plan.estimatedSeconds;
  return { ...planned, entry };
}

/** Whether the mode of an arm is known only after entering the cluster. */
async function startsFromCluster(
  { apply, cluster }: RunOptions,
  specs: Arms['specs'],
  choice: Cluster
): Promise<boolean> {
  if (!apply) return true;
  const isOpen = [...specs.values()].some(({ mode, from }) => mode !== undefined && from.length === 0);
  return isOpen && mayExist(cluster) && (await choice.examine?.([])) === undefined;
}

/** Whether the cluster may have a Cilium whose values count. */
function mayExist(cluster: ClusterOptions): boolean {
  switch (cluster.provider) {
    case 'kubeconfig':
      return true;
    case 'aks':
      return cluster.kind === 'existing';
    case 'kind':
      return cluster.allowReconfigure !== undefined;
  }
}

/** Enters the cluster to read the mode. If planning fails, nothing was measured, so only cleaning up is left. */
async function planInCluster(
  request: Request,
  session: Session,
  entry: Entry,
  arms: Arms
): Promise<Omit<PlannedRun, 'entry'>> {
  const { undoing } = session;
  const { host, options } = entry;
  try {
    const entered = await enterCluster(entry);
    try {
      const early = options.apply
        ? { entered, start: await startFromInstalled({ options, host, entered, specs: arms.specs }) }
        : { entered, found: await findExistingMode(host, options, entered) };
      return await planArms(request, session, entry.choice, arms, early);
    } catch (error) {
      entered.lock.stop();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof CanceledError)) await undoing.finish(errorMessage(error));
    throw error;
  }
}

async function planArms(
  { options: asked, arms, seed }: Request,
  session: Session,
  choice: Cluster,
  read: Arms,
  early: Early | undefined
): Promise<Omit<PlannedRun, 'entry'>> {
  const { host, undoing } = session;
  const specs = early?.start?.specs ?? read.specs;
  const candidate = specs.get('candidate');
  const wanted = early?.found?.options ?? (candidate === undefined ? asked : armOptions(asked, candidate));
  const unsupported = await examine(wanted, specs, choice);
  const options = withoutUnsupported(wanted, unsupported, candidate?.mode !== undefined);
  const change = modeChange(specs);
  const overrides = overridesOf(wanted, specs);
  for (const line of [...describeModes(specs), ...overrides]) host.outputs.info(line);
  const plan = createPlan(options, arms, seed, change?.reference);
  const rendered = await renderArms(host, options, specs, join(undoing.workFolder, 'rendered'));
  const { identical, unchanged } = compareForPlan(host, options, rendered);
  if (!unchanged) showPlan(host, plan, options);
  const results = unsupportedResults(wanted, unsupported, arms);
  for (const { name, arm, reason } of results) {
    if (arm === 'candidate') host.outputs.warning(`${name} cannot be measured: ${reason?.message ?? ''}`);
  }
  return {
    options,
    plan,
    scenarios: wanted.scenarios,
    fromValues: candidate?.mode !== undefined,
    overrides,
    unsupported: results,
    specs,
    reference: read.reference && { ...read.reference.record, identical, ...change?.record },
    rendered,
    unchanged,
    early
  };
}

/** Examines the machine. Throws an InputError if an arm cannot be measured on it. */
async function examine(options: RunOptions, specs: Arms['specs'], choice: Cluster): Promise<Unsupported> {
  const arms = [...specs.values()];
  const prospect = await choice.examine?.(arms.flatMap(spec => armOptions(options, spec).scenarios));
  if (prospect === undefined) return new Map();
  for (const spec of arms) refuse(options, spec, { workers: prospect.workers });
  return prospect.unsupported;
}

/**
 * The options without the scenarios that cannot work. Throws an InputError if none is left; of two arms with different
 * modes, both are needed.
 */
function withoutUnsupported(options: RunOptions, unsupported: Unsupported, fromValues: boolean): RunOptions {
  if (unsupported.size === 0) return options;
  const scenarios = fromValues ? [] : options.scenarios.filter(scenario => !unsupported.has(scenarioName(scenario)));
  if (scenarios.length > 0) return { ...options, scenarios };
  const reasons = [...unsupported].map(([name, reason]) => `"${name}": ${reason}`).join('; ');
  throw new InputError(
    fromValues
      ? `cilium-values: their mode does not work in a kind cluster on this machine: ${reasons}; use another runner, measure a cluster of other machines, or name other scenarios`
      : `scenarios: none of them works in a kind cluster on this machine: ${reasons}; write others, use another runner, or measure a cluster of other machines`
  );
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

/** Renders what the arms would install, in `folder`. */
async function renderArms(
  host: Host,
  options: RunOptions,
  specs: Arms['specs'],
  folder: string
): Promise<Rendered | undefined> {
  const [candidate, reference] = [specs.get('candidate'), specs.get('reference')];
  if (candidate === undefined) return undefined;
  // Such an arm starts from the values of the release on the cluster, which are read later.
  const isOpen = ({ from }: CiliumSpec): boolean => from.length === 0 && mayExist(options.cluster);
  const isComparable = reference !== undefined && isOpen(candidate) === isOpen(reference);
  const context = {
    ...{ host, folder, namespace: options.cilium.namespace },
    clusterValues: plannedValues(options.cluster)
  };
  return compareRendered(
    context,
    renderedArm(candidate, options),
    isComparable ? renderedArm(reference, options) : undefined
  );
}

/** Logs what differs and which values have no effect. Returns whether the arms are the same, and whether that ends the run. */
function compareForPlan(
  { outputs }: Host,
  { comparing }: RunOptions,
  rendered: Rendered | undefined
): { readonly identical: boolean; readonly unchanged: boolean } {
  for (const line of rendered === undefined ? [] : describeArms(rendered)) outputs.info(line);
  for (const line of rendered === undefined ? [] : describeUnknownKeys(rendered)) outputs.warning(line);
  const identical = isUnchanged(rendered);
  const unchanged = identical && comparing.whenUnchanged === 'skip';
  if (identical && !unchanged) outputs.warning('both arms are the same: every difference is noise');
  return { identical, unchanged };
}

function renderedArm(spec: CiliumSpec, options: RunOptions): RenderedArm {
  const { scenarios, modes } = armOptions(options, spec);
  return { ...spec, scenarios, modes };
}

/** Logs the plan in a few lines, or whole. */
function showPlan(host: Host, plan: Plan, options: RunOptions): void {
  const { apply, cluster, comparing, verbose } = options;
  const creation = creationSeconds(cluster);
  const { detects, assumptions } = describeDetectable(plan, comparing.policy);
  const price = runnerPrice(host);
  const aks = describeCost(cluster, plan.estimatedSeconds);
  const whole = [`  seed ${plan.seed}`, ...describeOrder(plan), ...(apply ? describeValues(options) : [])];
  const lines = [
    ...describePlan(plan, creation),
    ...[detects, verbose ? assumptions : undefined],
    price === undefined ? undefined : describePrice(plan, creation, price),
    ...[aks.cost, verbose ? aks.assumptions : undefined],
    ...(verbose ? whole : [`  seed ${plan.seed}; with verbose, the order and the values of each mode are shown here`])
  ];
  for (const line of lines) if (line !== undefined) host.outputs.info(line);
  warnAboutLogin(host, cluster, plan.estimatedSeconds);
}

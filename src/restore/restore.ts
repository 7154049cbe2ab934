import { join, resolve } from 'node:path';
import {
  type Deletion,
  confirmDeletion,
  deleteAks,
  deletionCommand,
  putTransitBack,
  transitCommand
} from '../cluster/aks/groups.ts';
import { deleteKindCluster } from '../cluster/kind.ts';
import { withTimeScale } from '../host/limit.ts';
import type { State, Host } from '../host/ports.ts';
import { isRunning } from '../host/processes.ts';
import { repeatRequests } from '../kubernetes/patience.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { ClusterError } from '../model/errors.ts';
import { writeFromJournal } from '../report/run-files.ts';
import { readUndos, type Undo, saveUndo } from '../results/undo-state.ts';
import { restoreExistingCluster } from './existing-cluster.ts';
import { attempt, shortLimitSeconds, type Restoring, type TimeLeft } from './steps.ts';

/** Runs whose process ended before everything was undone. */
export async function leftovers(state: State): Promise<readonly Undo[]> {
  return (await readUndos(state)).filter(undo => !isRunning(undo.pid));
}

/** Warns about interrupted runs, with the command that undoes each. */
export function warnOfLeftovers({ outputs }: Pick<Host, 'outputs'>, undos: readonly Undo[]): void {
  for (const undo of undos) {
    outputs.warning(
      `run ${undo.runId} stopped without cleaning up; to remove what it left, run: ${undoCommand(undo.output)}`
    );
  }
}

/** The command that undoes an interrupted run. */
export function undoCommand(output: string): string {
  return `cilium-perf-gate restore --output ${output}`;
}

const kindLimitSeconds = 150;
/** az calls take a few seconds, and Azure shows what it accepted within half a minute. */
const azureLimitSeconds = 60;
/** Slightly longer than `confirmDeletion` waits. */
const confirmLimitSeconds = 110;

/** Connects to a cluster with a run's kubeconfig. */
export type Connect = (
  kubeconfig: string | undefined,
  context: string | undefined,
  timeScale: number
) => Promise<Kubernetes>;

/** Who can still confirm a deletion that takes minutes; `this-step` is the post step itself. */
export type FollowedBy = 'nothing' | 'post-step' | 'this-step';

/**
 * Cleans up after a run, complete or not: writes its results and undoes what it created or changed (a kind cluster, an
 * AKS cluster, or namespaces, Secrets and Cilium on an existing cluster). Tries every step even if others fail, each
 * within its own limit and the remaining time. Returns what is left, each with its fix.
 */
export async function restore(
  machine: Host,
  connect: Connect,
  undo: Undo,
  timeLeft: TimeLeft = () => Infinity,
  followedBy: FollowedBy = 'nothing'
): Promise<readonly string[]> {
  const restoring = startRestoring(machine, connect, undo, timeLeft);
  const { left } = restoring;
  // First, because it costs money and no other step needs the cluster.
  const aks = await requestAksDeletion(restoring);
  await writeWhatWasMeasured(restoring);
  if (undo.kindCluster !== undefined) await deleteKind(restoring, undo.kindCluster);
  else if (undo.aks === undefined) await restoreExistingCluster(restoring);
  await restoreTransit(restoring);
  if (aks.deletion !== undefined && followedBy === 'this-step') await seeAksGo(restoring);
  if (left.length === 0) {
    const { host } = restoring;
    await host.files.remove(workFolderOf(host.state, undo.runId));
    if (aks.deletion === 'accepted' && followedBy === 'post-step') await saveUndo(host.state, undo);
    else await host.state.forget(undo.runId);
  }
  return left;
}

function startRestoring(machine: Host, connect: Connect, undo: Undo, timeLeft: TimeLeft): Restoring {
  const host = withTimeScale(machine, undo.timeScale);
  const left: string[] = [];
  return {
    host,
    undo,
    left,
    open: async limit =>
      repeatRequests(await connect(undo.kubeconfig, undo.context, host.clock.timeScale), host, () => limit),
    tryStep: async step => {
      const failure = await attempt(step, timeLeft, host);
      if (failure !== undefined) left.push(failure);
      return failure === undefined;
    }
  };
}

/** Folder of a run's kubeconfig and values files. */
function workFolderOf({ folder }: State, runId: string): string {
  return join(folder, runId);
}

/** State of an AKS cluster's deletion. Azure can answer after the step has timed out. */
interface AksDeletion {
  deletion?: Deletion;
}

async function requestAksDeletion({ host, undo, tryStep }: Restoring): Promise<AksDeletion> {
  const { aks, runId } = undo;
  const requested: AksDeletion = {};
  if (aks === undefined) return requested;
  await tryStep({
    what: `request the deletion of resource group ${aks.resourceGroup}`,
    fix: deletionCommand(aks),
    limitSeconds: azureLimitSeconds,
    undo: async () => {
      requested.deletion = await deleteAks(host, aks, runId);
    }
  });
  return requested;
}

async function writeWhatWasMeasured({ host, undo, tryStep }: Restoring): Promise<void> {
  await tryStep({
    what: `write the results to ${undo.output}`,
    fix: undoCommand(undo.output),
    limitSeconds: shortLimitSeconds,
    undo: () => writeFromJournal(host.files, undo.output)
  });
}

async function deleteKind({ host, tryStep }: Restoring, name: string): Promise<void> {
  await tryStep({
    what: `delete kind cluster ${name}`,
    fix: `kind delete cluster --name ${name}`,
    limitSeconds: kindLimitSeconds,
    undo: () => deleteKindCluster(host, name)
  });
}

async function restoreTransit({ host, undo, tryStep }: Restoring): Promise<void> {
  const { aksTransit } = undo;
  if (aksTransit === undefined) return;
  await tryStep({
    what: `restore the transit encryption of ${aksTransit.name} to ${aksTransit.encryption}`,
    fix: transitCommand(aksTransit),
    limitSeconds: azureLimitSeconds,
    undo: () => putTransitBack(host, aksTransit)
  });
}

async function seeAksGo({ host, undo, tryStep }: Restoring): Promise<void> {
  const { aks } = undo;
  if (aks === undefined) return;
  await tryStep({
    what: `confirm the deletion of resource group ${aks.resourceGroup}`,
    fix: deletionCommand(aks),
    limitSeconds: confirmLimitSeconds,
    undo: () => confirmDeletion(host, aks)
  });
}

/** What a live run has to undo. */
export interface Undoing {
  /** Folder of the run's kubeconfig and values files. */
  readonly workFolder: string;
  /** Saves how to undo something. Called before it is created, so that it can be removed even if the run is killed. */
  readonly remember: (more: Partial<Undo>) => Promise<void>;
  /**
   * Writes the results and removes what was created. Throws a ClusterError for what could not be removed; with
   * `failure`, the message of an earlier error, only logs it.
   */
  readonly finish: (failure?: string) => Promise<void>;
}

/** Starts the record of what a run creates. `output` is absolute. */
export function startUndoing(
  host: Host,
  connect: Connect,
  runId: string,
  output: string,
  followedBy: FollowedBy
): Undoing {
  const workFolder = workFolderOf(host.state, runId);
  const { timeScale } = host.clock;
  let undo: Undo = { runId, pid: process.pid, output, timeScale, namespaces: [], secrets: [] };
  return {
    workFolder,
    remember: async more => {
      undo = { ...undo, ...more };
      await saveUndo(host.state, undo);
    },
    finish: async failure => {
      const left = await host.outputs.group('Clean up', () => restore(host, connect, undo, undefined, followedBy));
      if (left.length === 0) return;
      if (failure === undefined) throw new ClusterError(left.join('\n'));
      for (const line of left) host.outputs.error(line);
    }
  };
}

/** Undoes the selected runs within the remaining time. Returns what is left, each with its fix. */
export async function restoreAll(
  host: Host,
  connect: Connect,
  select: (undo: Undo) => boolean,
  timeLeft?: TimeLeft,
  followedBy?: FollowedBy
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const undo of (await readUndos(host.state)).filter(select)) {
    host.outputs.info(`run ${undo.runId}:`);
    left.push(...(await restore(host, connect, undo, timeLeft, followedBy)));
  }
  return left;
}

/** For `restore`: undoes the interrupted runs with an output, and names the others. Returns what is left. */
export async function restoreOutput(host: Host, connect: Connect, output: string): Promise<readonly string[]> {
  const interrupted = await leftovers(host.state);
  const isOwn = (undo: Undo): boolean => undo.output === resolve(output);
  const own = interrupted.filter(isOwn).map(({ runId }) => runId);
  if (own.length === 0) host.outputs.info(`nothing to clean up: no interrupted run with output ${output}`);
  const left = await restoreAll(host, connect, ({ runId }) => own.includes(runId));
  warnOfLeftovers(
    host,
    interrupted.filter(undo => !isOwn(undo))
  );
  return left;
}

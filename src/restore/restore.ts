import { join } from 'node:path';
import { createHelm } from '../cilium/helm.ts';
import { putCiliumBack } from '../cilium/put-back.ts';
import {
  type Deletion,
  confirmDeletion,
  deleteAks,
  deletionCommand,
  putTransitBack,
  transitCommand
} from '../cluster/aks/groups.ts';
import { releaseLock, takeLock, lockNamespace, type ClusterLock } from '../cluster/cluster-lock.ts';
import { deleteKindCluster } from '../cluster/kind.ts';
import { startExactLimit, type Limit, withTimeScale, tryAgain } from '../host/limit.ts';
import type { State, Host } from '../host/ports.ts';
import { isRunning } from '../host/processes.ts';
import { repeatRequests } from '../kubernetes/patience.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { readPullSecret } from '../kubernetes/test-pods.ts';
import { errorMessage, ClusterError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { writeResults } from '../report/run-files.ts';
import { buildRun, parseJournal, journalPath } from '../results/journal.ts';
import { readUndos, type Undo, saveUndo } from '../results/undo-state.ts';
import { seeTraffic } from './traffic.ts';

/** Runs whose process is gone and that still have something to undo. */
export async function leftovers(state: State): Promise<readonly Undo[]> {
  return (await readUndos(state)).filter(undo => !isRunning(undo.pid));
}

/** One thing that has to be undone. */
interface Step {
  readonly what: string;
  /** The command that does it by hand. */
  readonly cure: string;
  /** After so many seconds it is given up on a normal cluster, even if less of the time is spent. */
  readonly limitSeconds: number;
  /** Is told how long it may take; that ends a second early, for the sentence that says what is the matter. */
  readonly undo: (limit: Limit) => Promise<void>;
}

/** How long everything may take together: seconds that are left, asked again before each step. */
export type TimeLeft = () => number;

/**
 * Undoes one thing within its limit and the time that is left; gives what is left of it, with its cure. What was given up
 * goes on in the background: there is no way to call a request back.
 */
async function attempt(
  { what, cure, limitSeconds, undo }: Step,
  timeLeft: TimeLeft,
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>
): Promise<string | undefined> {
  const wanted = limitSeconds * clock.timeScale;
  const seconds = Math.min(wanted, timeLeft());
  if (seconds <= 0) return `${what}: there was no time left to try; by hand: ${cure}`;
  try {
    await within(seconds, undo(startExactLimit(clock, seconds - 1)));
    outputs.info(`${what}: done`);
    return undefined;
  } catch (error) {
    const cut = seconds < wanted ? ` (${seconds.toFixed(0)} s were left for it, not ${wanted.toFixed(0)} s)` : '';
    return `${what} failed: ${errorMessage(error)}${cut}; by hand: ${cure}`;
  }
}

function within(seconds: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`it did not end within ${seconds.toFixed(0)} s`));
    }, seconds * 1000);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/** A namespace is gone within seconds; a busy cluster was seen to take more than a minute. */
const namespaceLimitSeconds = 120;
/** A Lease whose holder died runs out within a minute; a run that lives keeps the lock for longer than a post step has. */
const turnLimitSeconds = 65;
/** Test pods run within seconds, for their image is there; the path between them may take as long again. */
const trafficLimitSeconds = 90;
const kindLimitSeconds = 150;
/** Calls of az take a second or a few, and Azure shows what it has accepted within half a minute. */
const azureLimitSeconds = 60;
/** A little more than confirmDeletion looks. */
const confirmLimitSeconds = 110;
/** For what takes a request or a few. */
const shortLimitSeconds = 20;

/** Opens a cluster by a run's kubeconfig. */
export type Connect = (
  kubeconfig: string | undefined,
  context: string | undefined,
  timeScale: number
) => Promise<Kubernetes>;

/** Who can still look at a deletion that takes minutes: `this-step` is the post step itself. */
export type FollowedBy = 'nothing' | 'post-step' | 'this-step';

/**
 * Ends a run, whether it came to its end or not: writes its results and undoes what it made (a kind cluster, an AKS cluster,
 * or its namespaces, Secrets and changes of Cilium on one that stays). Tries every step even if another fails, each within its
 * limit and the time that is left; gives what is left, each with its cure.
 */
export async function restore(
  machine: Host,
  connect: Connect,
  undo: Undo,
  timeLeft: TimeLeft = () => Infinity,
  followedBy: FollowedBy = 'nothing'
): Promise<readonly string[]> {
  const host = withTimeScale(machine, undo.timeScale);
  const left: string[] = [];
  const step = async (what: string, cure: string, limitSeconds: number, action: Step['undo']): Promise<boolean> => {
    const failure = await attempt({ what, cure, limitSeconds, undo: action }, timeLeft, host);
    if (failure !== undefined) left.push(failure);
    return failure === undefined;
  };
  const open = async (limit: Limit): Promise<Kubernetes> =>
    repeatRequests(await connect(undo.kubeconfig, undo.context, host.clock.timeScale), host, () => limit);

  const deleteNamespace = (namespace: string): Promise<boolean> =>
    step(
      `delete namespace ${namespace}`,
      `kubectl delete namespace ${namespace}`,
      namespaceLimitSeconds,
      async limit => {
        await removeNamespace(host, await open(limit), namespace, limit);
      }
    );

  const { aks } = undo;
  let deletion: Deletion | undefined;
  if (aks !== undefined) {
    // Before all else: it is billed, and nothing else needs what it takes away.
    const what = `request the deletion of resource group ${aks.resourceGroup}`;
    await step(what, deletionCommand(aks), azureLimitSeconds, async () => {
      deletion = await deleteAks(host, aks, undo.runId);
    });
  }
  await step(`write the results in ${undo.output}`, 'cilium-perf-gate restore', shortLimitSeconds, () =>
    writeFromJournal(host, undo.output)
  );
  if (undo.kindCluster !== undefined) {
    const name = undo.kindCluster;
    await step(`delete kind cluster ${name}`, `kind delete cluster --name ${name}`, kindLimitSeconds, () =>
      deleteKindCluster(host, name)
    );
  } else if (aks === undefined) {
    let lock: ClusterLock | undefined;
    const { before } = undo;
    const trafficNamespace = `${undo.runId}-restored`;
    const namespaces = [...undo.namespaces, ...(before === undefined ? [] : [trafficNamespace])];
    // Pods before Cilium: those that are enrolled would be cut off for good when ztunnel goes.
    const [mayChange] = await Promise.all([
      undo.turn === undefined ||
        step(
          'take the turn on the cluster',
          'wait until the other run has ended, then: cilium-perf-gate restore',
          turnLimitSeconds,
          async limit => {
            lock = await takeLock(host, await open(limit), { id: undo.runId, place: undo.turn ?? '' }, limit);
          }
        ),
      ...namespaces.map(deleteNamespace)
    ]);
    const { release, context } = undo;
    if (release !== undefined && context !== undefined) {
      const what = `put Cilium back to revision ${release.revision}`;
      const cure =
        release.revision > 0
          ? `helm rollback ${release.name} ${release.revision} --namespace ${release.namespace}`
          : `helm uninstall ${release.name} --namespace ${release.namespace}`;
      if (mayChange) {
        const { name, namespace } = release;
        const target = { kubeconfig: undo.kubeconfig, context, namespace, release: name };
        const outcome = { changed: false };
        const isBack = await step(what, cure, release.rolloutSeconds, async limit => {
          const helm = createHelm(host.processes, target);
          outcome.changed = await putCiliumBack(
            host,
            await open(limit),
            helm,
            undo.runId,
            release,
            before?.blockedNodes ?? [],
            limit
          );
        });
        if (isBack && outcome.changed && release.revision > 0 && before !== undefined) {
          const look = `kubectl exec --namespace ${namespace} daemonset/cilium -- cilium-dbg monitor --type drop`;
          await step('see that pods of two nodes reach each other', look, trafficLimitSeconds, async limit => {
            const kubernetes = await open(limit);
            const secret = await readPullSecret(kubernetes, before.pullSecret);
            await seeTraffic(host, kubernetes, trafficNamespace, before.pods, secret, limit);
          });
          await deleteNamespace(trafficNamespace);
        }
      } else {
        left.push(`${what}: not done while another run has the cluster; by hand, when it has ended: ${cure}`);
      }
    }
    for (const [namespace, name] of undo.secrets) {
      const what = `delete secret ${namespace}/${name}`;
      const cure = `kubectl delete secret --namespace ${namespace} ${name}`;
      if (mayChange) {
        await step(what, cure, shortLimitSeconds, async limit => {
          await (await open(limit)).deleteSecret(namespace, name);
        });
      } else {
        left.push(`${what}: not done while another run has the cluster; by hand, when it has ended: ${cure}`);
      }
    }
    if (lock !== undefined) {
      lock.stop();
      await step(
        'give the cluster to the next run',
        `kubectl delete namespace ${lockNamespace}`,
        shortLimitSeconds,
        async limit => {
          const kubernetes = await open(limit);
          const uid = await tryAgain(host, limit, () => releaseLock(host, kubernetes, undo.runId));
          if (uid !== undefined) await untilGone(host, kubernetes, lockNamespace, uid, limit);
        }
      );
    }
  }
  const { aksTransit } = undo;
  if (aksTransit !== undefined) {
    const what = `put the transit encryption of ${aksTransit.name} back to ${aksTransit.encryption}`;
    await step(what, transitCommand(aksTransit), azureLimitSeconds, () => putTransitBack(host, aksTransit));
  }
  if (aks !== undefined && deletion !== undefined && followedBy === 'this-step') {
    const what = `see resource group ${aks.resourceGroup} go`;
    await step(what, deletionCommand(aks), confirmLimitSeconds, () => confirmDeletion(host, aks));
  }
  if (left.length === 0) {
    await host.files.remove(undo.workFolder);
    if (deletion === 'accepted' && followedBy === 'post-step') await saveUndo(host.state, undo);
    else await host.state.forget(undo.runId);
  }
  return left;
}

/** Deletes a namespace and waits until it is gone. */
async function removeNamespace(host: Host, kubernetes: Kubernetes, namespace: string, limit: Limit): Promise<void> {
  const uid = (await kubernetes.namespace(namespace))?.uid;
  if (uid === undefined) return;
  await kubernetes.deleteNamespace(namespace);
  await untilGone(host, kubernetes, namespace, uid, limit);
}

/** Another namespace that took its name meanwhile is as good as none. */
async function untilGone(
  { clock }: Host,
  kubernetes: Kubernetes,
  namespace: string,
  uid: string,
  limit: Limit
): Promise<void> {
  while ((await kubernetes.namespace(namespace))?.uid === uid) {
    if (limit.isOver()) throw new Error(`it is still terminating after ${limit.seconds.toFixed(0)} s`);
    await clock.sleep(0.5);
  }
}

/** Writes run.json and the documents from what the journal holds; nothing when the run had not begun to write it. */
export async function writeFromJournal(host: Host, output: string): Promise<void> {
  if (!host.files.exists(journalPath(output))) return;
  await writeResults(host.files, output, await readJournal(host, output));
}

/** The run that an output folder's journal tells of. */
export async function readJournal(host: Host, output: string): Promise<Run> {
  return buildRun(parseJournal(await host.files.read(journalPath(output))));
}

/** What a run that lives has to undo. */
export interface Undoing {
  /** Of the run's own kubeconfig and values files. */
  readonly workFolder: string;
  /** To be called before a thing is made: whoever comes after a killed run removes what is remembered. */
  readonly remember: (more: Partial<Undo>) => Promise<void>;
  /**
   * Writes the results and removes what was made. Throws a ClusterError for what could not be removed, unless a worse error
   * is on its way: then it is said only.
   */
  readonly finish: (failure?: string) => Promise<void>;
}

/** Keeps account of what a run makes, from nothing on. `output` is absolute. */
export function startUndoing(
  host: Host,
  connect: Connect,
  runId: string,
  output: string,
  followedBy: FollowedBy
): Undoing {
  const workFolder = join(host.state.folder, runId);
  const { timeScale } = host.clock;
  let undo: Undo = { runId, pid: process.pid, output, timeScale, workFolder, namespaces: [], secrets: [] };
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

/** Undoes every run that is selected within the time that is left; gives what is left of them, each with its cure. */
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

import { createHelm } from '../cilium/helm.ts';
import { putBack } from '../cilium/release.ts';
import type { Deletion } from '../cluster/aks/groups.ts';
import { confirmDeletion, deleteAks, deletionCommand, putTransitBack, transitCommand } from '../cluster/aks/undo.ts';
import { deleteKindCluster } from '../cluster/kind.ts';
import { errorMessage } from '../errors.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { writeResults } from '../results/files.ts';
import { buildRun, parseJournal } from '../results/journal.ts';
import { journalPath } from '../results/recorder.ts';
import type { Run } from '../results/run.ts';
import { saveUndo, type Undo } from './state.ts';

/** A namespace is gone within seconds, unless something in it cannot be removed. */
const namespaceLimitSeconds = 90;

/** Opens a cluster by a run's kubeconfig. */
export type Connect = (kubeconfig: string | undefined, context: string | undefined) => Promise<Kubernetes>;

/** Who can still look at a deletion that takes minutes: `this-step` is the post step itself. */
export type FollowedBy = 'nothing' | 'post-step' | 'this-step';

/**
 * Ends a run, whether it came to its end or not: writes its results and undoes what it made (a kind cluster, an AKS cluster, or its
 * namespaces, Secrets and changes of Cilium on one that stays). Tries every part even if another fails; gives what is left, each with its cure.
 */
export async function restore(
  host: Host,
  connect: Connect,
  undo: Undo,
  followedBy: FollowedBy = 'nothing'
): Promise<readonly string[]> {
  const left: string[] = [];
  const attempt = async (what: string, cure: string, action: () => Promise<void>): Promise<void> => {
    try {
      await action();
      host.outputs.info(`${what}: done`);
    } catch (error) {
      left.push(`${what} failed: ${errorMessage(error)}; by hand: ${cure}`);
    }
  };

  const { aks } = undo;
  let deletion: Deletion | undefined;
  if (aks !== undefined) {
    // Before all else: it is billed, and nothing else needs what it takes away.
    const { resourceGroup } = aks;
    await attempt(`request the deletion of resource group ${resourceGroup}`, deletionCommand(aks), async () => {
      deletion = await deleteAks(host, aks, undo.runId);
    });
  }
  await attempt(`write the results in ${undo.output}`, 'cilium-perf-gate restore', () =>
    writeFromJournal(host, undo.output)
  );
  if (undo.kindCluster !== undefined) {
    const name = undo.kindCluster;
    await attempt(`delete kind cluster ${name}`, `kind delete cluster --name ${name}`, () =>
      deleteKindCluster(host, name)
    );
  } else if (aks === undefined) {
    // Pods first: those that are enrolled would be cut off for good when ztunnel goes.
    for (const namespace of undo.namespaces) {
      await attempt(`delete namespace ${namespace}`, `kubectl delete namespace ${namespace}`, async () => {
        await removeNamespace(host, await connect(undo.kubeconfig, undo.context), namespace);
      });
    }
    const { release, context } = undo;
    if (release !== undefined && context !== undefined) {
      const target = { kubeconfig: undo.kubeconfig, context, namespace: release.namespace };
      const cure =
        release.revision > 0
          ? `helm rollback cilium ${String(release.revision)} --namespace ${release.namespace}`
          : `helm uninstall cilium --namespace ${release.namespace}`;
      await attempt(`put Cilium back to revision ${String(release.revision)}`, cure, () =>
        putBack(createHelm(host.processes, target), release)
      );
    }
    for (const [namespace, name] of undo.secrets) {
      await attempt(
        `delete secret ${namespace}/${name}`,
        `kubectl delete secret --namespace ${namespace} ${name}`,
        async () => {
          await (await connect(undo.kubeconfig, undo.context)).deleteSecret(namespace, name);
        }
      );
    }
  }
  const { aksTransit } = undo;
  if (aksTransit !== undefined) {
    await attempt(
      `put the transit encryption of ${aksTransit.name} back to ${aksTransit.encryption}`,
      transitCommand(aksTransit),
      () => putTransitBack(host, aksTransit)
    );
  }
  if (aks !== undefined && deletion !== undefined && followedBy === 'this-step') {
    await attempt(`see resource group ${aks.resourceGroup} go`, deletionCommand(aks), () => confirmDeletion(host, aks));
  }
  if (left.length === 0) {
    await host.files.remove(undo.workFolder);
    if (deletion === 'accepted' && followedBy === 'post-step') await saveUndo(host.state, undo);
    else await host.state.forget(undo.runId);
  }
  return left;
}

/** Deletes a namespace and waits until it is gone. */
export async function removeNamespace(host: Host, kubernetes: Kubernetes, namespace: string): Promise<void> {
  const started = host.clock.seconds();
  await kubernetes.deleteNamespace(namespace);
  while (await kubernetes.namespaceExists(namespace)) {
    if (host.clock.seconds() - started > namespaceLimitSeconds) {
      throw new Error(`it is still terminating after ${String(namespaceLimitSeconds)} s`);
    }
    await host.clock.sleep(0.5);
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

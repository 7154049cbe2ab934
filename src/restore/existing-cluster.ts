import { createHelm } from '../cilium/helm.ts';
import { restoreRelease } from '../cilium/restore-release.ts';
import { lockNamespace, releaseLock, takeLock, type ClusterLock } from '../cluster/cluster-lock.ts';
import { pollUntil, tryAgain, type Limit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes, Owned } from '../kubernetes/port.ts';
import { readPullSecret } from '../kubernetes/test-pods.ts';
import { ClusterError } from '../model/errors.ts';
import { runLabels, whyNotOwn } from '../model/run-id.ts';
import type { Undo } from '../results/undo-state.ts';
import { shortLimitSeconds, type Restoring, type Step } from './steps.ts';
import { checkTraffic } from './traffic.ts';

/** Namespaces normally terminate within seconds; on a busy cluster it took more than a minute. */
const namespaceLimitSeconds = 120;
/** A dead run's Lease expires within a minute. A live run keeps the lock for longer than a post step can wait. */
const lockLimitSeconds = 65;
/** Test pods start within seconds because their image is present; the path between them can take as long again. */
const trafficLimitSeconds = 90;

/** Undoes what a run created and changed on an existing cluster: namespaces, Secrets and Cilium. */
export async function restoreExistingCluster(restoring: Restoring): Promise<void> {
  const { undo, tryStep, left } = restoring;
  const held: HeldLock = { lock: undefined };
  const namespaces = [...undo.namespaces, ...(undo.before === undefined ? [] : [trafficNamespace(undo)])];
  // Pods before Cilium: without ztunnel, enrolled pods would be cut off permanently.
  const [mayChange] = await Promise.all([
    undo.clusterLock === undefined || tryStep(takingLock(restoring, undo.clusterLock, held)),
    ...namespaces.map(namespace => tryStep(deletingNamespace(restoring, namespace)))
  ]);
  /** Tries a step that would disturb another run, unless one holds the lock. */
  const tryAlone = async (step: Step): Promise<boolean> => {
    if (mayChange) return tryStep(step);
    left.push(
      `${step.what}: skipped because another run holds the cluster lock; by hand, once that run has ended: ${step.fix}`
    );
    return false;
  };
  await restoreCilium(restoring, tryAlone);
  for (const [namespace, name] of undo.secrets) await tryAlone(deletingSecret(restoring, namespace, name));
  if (held.lock !== undefined) {
    held.lock.stop();
    await tryStep(releasingLock(restoring));
  }
}

/** The lock on the cluster, once it is taken. */
interface HeldLock {
  lock: ClusterLock | undefined;
}

function takingLock({ host, undo, open }: Restoring, place: string, held: HeldLock): Step {
  return {
    what: 'take the cluster lock',
    fix: 'wait until the other run has ended, then: cilium-perf-gate restore',
    limitSeconds: lockLimitSeconds,
    undo: async limit => {
      held.lock = await takeLock(host, await open(limit), { id: undo.runId, place }, limit);
    }
  };
}

function releasingLock({ host, undo, open }: Restoring): Step {
  return {
    what: 'release the cluster lock',
    fix: `kubectl delete namespace ${lockNamespace}`,
    limitSeconds: shortLimitSeconds,
    undo: async limit => {
      const kubernetes = await open(limit);
      const uid = await tryAgain(host, limit, () => releaseLock(host, kubernetes, undo.runId));
      if (uid !== undefined) await untilGone(host, kubernetes, lockNamespace, uid, limit);
    }
  };
}

/** Restores the release from before the run, then checks that pods on two nodes reach each other. */
async function restoreCilium(restoring: Restoring, tryAlone: Restoring['tryStep']): Promise<void> {
  const { host, undo, open, tryStep } = restoring;
  const { release, context, kubeconfig, before } = undo;
  if (release === undefined || context === undefined) return;
  const { name, namespace, revision } = release;
  const outcome = { changed: false };
  const isBack = await tryAlone({
    what: `restore Cilium to revision ${revision}`,
    fix:
      revision > 0
        ? `helm rollback ${name} ${revision} --namespace ${namespace}`
        : `helm uninstall ${name} --namespace ${namespace}`,
    limitSeconds: release.rolloutSeconds,
    undo: async limit => {
      const helm = createHelm(host.processes, { kubeconfig, context, namespace, release: name });
      const blocked = before?.blockedNodes ?? [];
      outcome.changed = await restoreRelease(host, await open(limit), helm, undo.runId, release, blocked, limit);
    }
  });
  if (!isBack || !outcome.changed || revision === 0 || before === undefined) return;
  const traffic = trafficNamespace(undo);
  await tryStep({
    what: 'check that pods on two nodes reach each other',
    fix: `kubectl exec --namespace ${namespace} daemonset/cilium -- cilium-dbg monitor --type drop`,
    limitSeconds: trafficLimitSeconds,
    undo: async limit => {
      const kubernetes = await open(limit);
      const secret = await readPullSecret(kubernetes, before.pullSecret);
      await checkTraffic(host, kubernetes, traffic, runLabels(undo.runId), before.pods, secret, limit);
    }
  });
  await tryStep(deletingNamespace(restoring, traffic));
}

/** Namespace of the test pods that check traffic. One from an earlier attempt is deleted first. */
function trafficNamespace({ runId }: Undo): string {
  return `${runId}-restored`;
}

/** Deletes a Secret only if its labels say that the run created it. */
function deletingSecret({ undo, open }: Restoring, namespace: string, name: string): Step {
  return {
    what: `delete secret ${namespace}/${name}`,
    fix: `kubectl delete secret --namespace ${namespace} ${name}`,
    limitSeconds: shortLimitSeconds,
    undo: async limit => {
      const kubernetes = await open(limit);
      const found = await kubernetes.secret(namespace, name);
      if (found !== undefined) await kubernetes.deleteSecret(namespace, name, uidOfOwn(found, undo.runId));
    }
  };
}

/** Deletes a namespace of the run and waits until it is gone. */
function deletingNamespace({ host, undo, open }: Restoring, namespace: string): Step {
  return {
    what: `delete namespace ${namespace}`,
    fix: `kubectl delete namespace ${namespace}`,
    limitSeconds: namespaceLimitSeconds,
    undo: async limit => {
      const kubernetes = await open(limit);
      const found = await kubernetes.namespace(namespace);
      if (found === undefined) return;
      const uid = uidOfOwn(found, undo.runId);
      await kubernetes.deleteNamespace(namespace, uid);
      await untilGone(host, kubernetes, namespace, uid, limit);
    }
  };
}

/** The UID of what the run created. Throws if the labels are not the run's, because the state may be wrong. */
function uidOfOwn({ uid, labels }: Owned, runId: string): string {
  const why = whyNotOwn(labels, runLabels(runId));
  if (why !== undefined) throw new ClusterError(`${why}, so it was not deleted`);
  return uid;
}

/** A new namespace with the same name counts as gone. */
async function untilGone(
  { clock }: Host,
  kubernetes: Kubernetes,
  namespace: string,
  uid: string,
  limit: Limit
): Promise<void> {
  const look = async (): Promise<string | undefined> => (await kubernetes.namespace(namespace))?.uid;
  const last = await pollUntil(clock, limit, 0.5, look, seen => seen !== uid);
  if (last === uid) throw new Error(`it is still terminating after ${limit.seconds.toFixed(0)} s`);
}

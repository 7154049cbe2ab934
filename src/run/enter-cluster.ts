import { waitForNodes } from '../cluster/aks/nodes.ts';
import { takeLock, type ClusterLock } from '../cluster/cluster-lock.ts';
import type { Cluster, ReadyCluster } from '../cluster/port.ts';
import { startLimit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import { defined } from '../lib/defined.ts';
import type { RunOptions } from '../model/options.ts';
import { repeatRequests } from '../kubernetes/patience.ts';
import { requirePermissions } from '../kubernetes/permissions.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Connect } from '../restore/restore.ts';
import type { Undo } from '../results/undo-state.ts';
import type { Run } from '../model/run.ts';

/** Longer than the outage during a managed control plane's upgrade. */
const patienceSeconds = 120;

/** A cluster that only this run uses until it releases the lock. */
export interface EnteredCluster {
  readonly cluster: ReadyCluster;
  readonly kubernetes: Kubernetes;
  readonly lock: ClusterLock;
  /** Time to create or find the cluster, without waiting for other runs. */
  readonly seconds: number;
}

/** What entering a cluster needs. */
export interface Entry {
  readonly options: RunOptions;
  readonly host: Host;
  readonly connect: Connect;
  readonly choice: Cluster;
  readonly id: string;
  readonly source: Run['source'];
  readonly remember: (more: Partial<Undo>) => Promise<void>;
}

/**
 * Creates or finds the cluster, checks the run's permissions and waits for the cluster lock. Throws an InputError that
 * lists all missing permissions.
 */
export async function enterCluster(entry: Entry): Promise<EnteredCluster> {
  const { options, host, connect, choice, id, source, remember } = entry;
  return host.outputs.group('Cluster', async () => {
    const started = host.clock.seconds();
    const cluster = await choice.obtain();
    const seconds = host.clock.seconds() - started;
    const kubernetes = repeatRequests(
      await connect(cluster.kubeconfig, cluster.context, host.clock.timeScale),
      host,
      () => startLimit(host.clock, patienceSeconds)
    );
    // AKS reports a cluster as created shortly before its nodes have joined and its name resolves everywhere.
    if (cluster.provider === 'aks' && cluster.ours) await waitForNodes(kubernetes, host);
    if (!cluster.ours) {
      const { apply, verifyOnly, cilium, imagePullSecret } = options;
      const pullSecretNamespace = imagePullSecret?.namespace;
      await requirePermissions(kubernetes, { apply, verifyOnly, namespace: cilium.namespace, pullSecretNamespace });
    }
    const place = placeOf(host, source);
    await remember({
      clusterLock: place,
      context: kubernetes.context,
      ...defined({ kubeconfig: cluster.kubeconfig })
    });
    return { cluster, kubernetes, lock: await takeLock(host, kubernetes, { id, place }), seconds };
  });
}

/** Where others can find the run: its workflow run, or its process. */
function placeOf({ environment, hostName }: Host, source: Run['source']): string {
  if (source === undefined) return `process ${process.pid} on ${hostName}`;
  const server = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  return `${server}/${source.repository}/actions/runs/${source.runId}`;
}

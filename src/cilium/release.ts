import { ClusterError } from '../errors.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Helm } from './helm.ts';

/** What was installed before the first change; revision 0 means that nothing was. */
export interface EarlierRelease {
  readonly namespace: string;
  readonly revision: number;
}

/**
 * Looks at what is installed on a cluster that is not ours, before it is changed. Throws a ClusterError for what could not
 * be put back: a Cilium without a Helm release, and a release that is not deployed.
 */
export async function readEarlierRelease(
  kubernetes: Kubernetes,
  helm: Helm,
  namespace: string
): Promise<EarlierRelease> {
  const release = await helm.release();
  if (release === undefined) {
    if ((await kubernetes.daemonSet(namespace, 'cilium')) !== undefined) {
      throw new ClusterError(
        `Cilium runs in namespace ${namespace}, but helm did not install it there, so it could not be put back; name its namespace with cilium-namespace, install it with helm as release "cilium", or write apply: false to measure it as it is`
      );
    }
    return { namespace, revision: 0 };
  }
  if (release.status !== 'deployed') {
    throw new ClusterError(
      `the Helm release cilium is ${release.status} (revision ${String(release.revision)}), so another change is under way or was cut off; bring it back first: helm rollback cilium --namespace ${namespace}`
    );
  }
  return { namespace, revision: release.revision };
}

/** Puts back what was installed, or removes what was not there before; waits so long for the pods. */
export async function putBack(helm: Helm, earlier: EarlierRelease, waitSeconds: number): Promise<void> {
  const now = await helm.release();
  if (now?.revision === earlier.revision) return;
  if (earlier.revision > 0) await helm.rollback(earlier.revision, waitSeconds);
  else if (now !== undefined) await helm.uninstall(waitSeconds);
}

import type { V1DaemonSet } from '@kubernetes/client-node';
import type { Kubernetes } from '../kubernetes/port.ts';
import { ClusterError, InputError } from '../model/errors.ts';
import { findAgentDaemonSet, listAgentPods } from './agents.ts';
import type { Helm, Release } from './helm.ts';

/** Something in the cluster that keeps Cilium as it has it, and undoes what others change. */
interface Manager {
  /** For people: what it is, and its object. */
  readonly owner: string;
  /** For people: what to do so that it leaves Cilium alone. */
  readonly pause: string;
}

/** How Cilium came onto a cluster, by the marks on its agents' DaemonSet. */
export interface Installed {
  /** Helm's release; `undefined` when Helm did not install it. */
  readonly release: { readonly name: string; readonly namespace: string } | undefined;
  readonly manager: Manager | undefined;
}

/** Looks for Cilium's agents in a namespace; `undefined` when there are none. */
export async function findInstalled(kubernetes: Kubernetes, namespace: string): Promise<Installed | undefined> {
  const daemonSet = await findAgentDaemonSet(kubernetes, namespace, await listAgentPods(kubernetes, namespace));
  if (daemonSet === undefined) return undefined;
  const release = releaseOf(daemonSet);
  return { release, manager: managerOf(daemonSet, release?.name) };
}

function releaseOf({ metadata }: V1DaemonSet): Installed['release'] {
  // Helm writes both on all that it installs.
  const name = metadata?.annotations?.['meta.helm.sh/release-name'];
  const namespace = metadata?.annotations?.['meta.helm.sh/release-namespace'];
  return name === undefined || namespace === undefined ? undefined : { name, namespace };
}

/**
 * Flux labels what it applies (fluxcd.io: helm-controller, kustomize-controller), Argo CD writes its tracking id or a label
 * of the application's name, and AKS labels what Azure manages.
 */
function managerOf({ metadata }: V1DaemonSet, release: string | undefined): Manager | undefined {
  const { labels = {}, annotations = {} } = metadata ?? {};
  for (const [prefix, kind, command] of [
    ['helm.toolkit.fluxcd.io', 'HelmRelease', 'helmrelease'],
    ['kustomize.toolkit.fluxcd.io', 'Kustomization', 'kustomization']
  ] as const) {
    const name = labels[`${prefix}/name`];
    if (name === undefined) continue;
    const namespace = labels[`${prefix}/namespace`] ?? '';
    return {
      owner: `Flux (${kind} ${namespace}/${name})`,
      pause: `flux suspend ${command} ${name} --namespace ${namespace}`
    };
  }
  const application =
    annotations['argocd.argoproj.io/tracking-id']?.split(':')[0] ??
    labels['argocd.argoproj.io/instance'] ??
    labels['app.kubernetes.io/instance'];
  // The last of them is also a plain label of charts, which then has the name of Helm's release.
  if (application !== undefined && application !== release) {
    return {
      owner: `Argo CD (Application ${application})`,
      pause: `argocd app set ${application} --sync-policy none`
    };
  }
  if (labels['kubernetes.azure.com/managedby'] === 'aks') {
    return { owner: 'Azure (AKS)', pause: 'measure it as it is, with apply: false' };
  }
  return undefined;
}

/** What was installed before the first change; revision 0 means that nothing was. */
export interface EarlierRelease {
  readonly namespace: string;
  readonly name: string;
  readonly revision: number;
}

/**
 * Looks at what is installed on a cluster that is not ours, before it is changed; `undefined` when nothing is. Throws a
 * ClusterError for what could not be put back: a Cilium without a Helm release, and a release that is not deployed.
 */
export async function readInstalledRelease(
  helm: Helm,
  installed: Installed | undefined,
  namespace: string
): Promise<Release | undefined> {
  const release = await helm.release();
  if (release === undefined) {
    if (installed !== undefined) {
      const whose = installed.manager === undefined ? '' : ` (it belongs to ${installed.manager.owner})`;
      throw new ClusterError(
        `Cilium runs in namespace ${namespace}, but helm did not install it there${whose}, so it could not be put back; name its namespace with cilium-namespace, install it with helm, or write apply: false to measure it as it is`
      );
    }
    return undefined;
  }
  if (release.status !== 'deployed') {
    throw new ClusterError(
      `the Helm release ${helm.name} is ${release.status} (revision ${release.revision}), so another change is under way or was cut off; bring it back first: helm rollback ${helm.name} --namespace ${namespace}`
    );
  }
  return release;
}

/**
 * Throws an InputError when a release would get another chart: a distribution's own has other defaults, and one with Cilium
 * as a part of it would lose its other parts.
 */
export function refuseOtherChart(name: string, { chartName, chartVersion }: Release, candidate: string): void {
  if (chartName === candidate) return;
  throw new InputError(
    `cilium-chart: the Helm release ${name} is of the chart ${chartName} ${chartVersion}, and the chart ${candidate} would replace it with other defaults; write the path of a chart ${chartName}, or apply: false to measure it as it is`
  );
}

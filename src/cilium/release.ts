import type { V1DaemonSet } from '@kubernetes/client-node';
import type { Kubernetes } from '../kubernetes/port.ts';
import { ClusterError, InputError } from '../model/errors.ts';
import { findAgentDaemonSet, listAgentPods } from './agents.ts';
import type { Helm, Release } from './helm.ts';

/** A tool that manages Cilium in the cluster and reverts changes by others. */
interface Manager {
  /** Name of the tool and its object. */
  readonly owner: string;
  /** How to make it leave Cilium alone. */
  readonly pause: string;
}

/** How Cilium was installed, according to its agents' DaemonSet. */
export interface Installed {
  /** Helm's release; `undefined` if Helm did not install it. */
  readonly release: { readonly name: string; readonly namespace: string } | undefined;
  readonly manager: Manager | undefined;
}

/** Finds Cilium in a namespace; `undefined` if it is not there. */
export async function findInstalled(kubernetes: Kubernetes, namespace: string): Promise<Installed | undefined> {
  const daemonSet = await findAgentDaemonSet(kubernetes, namespace, await listAgentPods(kubernetes, namespace));
  if (daemonSet === undefined) return undefined;
  const release = releaseOf(daemonSet);
  return { release, manager: managerOf(daemonSet, release?.name) };
}

function releaseOf({ metadata }: V1DaemonSet): Installed['release'] {
  // Helm sets both on everything it installs.
  const name = metadata?.annotations?.['meta.helm.sh/release-name'];
  const namespace = metadata?.annotations?.['meta.helm.sh/release-namespace'];
  return name === undefined || namespace === undefined ? undefined : { name, namespace };
}

/**
 * Flux labels what it applies (helm-controller, kustomize-controller), Argo CD sets its tracking ID or a label with
 * the application's name, and AKS labels what Azure manages.
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
  // Charts also set the last one, to the name of the Helm release.
  if (application !== undefined && application !== release) {
    return {
      owner: `Argo CD (Application ${application})`,
      pause: `argocd app set ${application} --sync-policy none`
    };
  }
  if (labels['kubernetes.azure.com/managedby'] === 'aks') {
    return { owner: 'Azure (AKS)', pause: 'set apply: false to measure it as is' };
  }
  return undefined;
}

/** What was installed before the first change; revision 0 means nothing. */
export interface EarlierRelease {
  readonly namespace: string;
  readonly name: string;
  readonly revision: number;
}

/**
 * Reads the release of a user's cluster before it is changed; `undefined` if there is none. Throws a ClusterError for
 * an installation that could not be restored: Cilium without a Helm release, or a release that is not deployed.
 */
export async function readInstalledRelease(
  helm: Helm,
  installed: Installed | undefined,
  namespace: string
): Promise<Release | undefined> {
  const release = await helm.release();
  if (release === undefined) {
    if (installed !== undefined) {
      const whose = installed.manager === undefined ? '' : ` (${installed.manager.owner} manages it)`;
      throw new ClusterError(
        `Cilium runs in namespace ${namespace}, but Helm did not install it there${whose}, so this run could not restore it; set cilium-namespace to its namespace, install it with Helm, or set apply: false to measure it as is`
      );
    }
    return undefined;
  }
  if (release.status !== 'deployed') {
    throw new ClusterError(
      `the Helm release ${helm.name} is ${release.status} (revision ${release.revision}), so another change is in progress or was interrupted; restore it first: helm rollback ${helm.name} --namespace ${namespace}`
    );
  }
  return release;
}

/**
 * Throws an InputError if a release would get another chart: a distribution's chart has other defaults, and an
 * umbrella chart would lose its other parts.
 */
export function refuseOtherChart(name: string, { chartName, chartVersion }: Release, candidate: string): void {
  if (chartName === candidate) return;
  throw new InputError(
    `cilium-chart: the Helm release ${name} uses the chart ${chartName} ${chartVersion}, and the chart ${candidate} would replace it with other defaults; write the path of a chart ${chartName}, or set apply: false to measure it as is`
  );
}

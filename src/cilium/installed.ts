import type { V1DaemonSet } from '@kubernetes/client-node';
import type { Kubernetes } from '../kubernetes/port.ts';
import { findAgentDaemonSet, listAgentPods } from './agents.ts';

/** Something in the cluster that keeps Cilium as it has it, and undoes what others change. */
export interface Manager {
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

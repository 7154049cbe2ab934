import { createHelm, defaultReleaseName, type Helm, type Release } from '../cilium/helm.ts';
import { mendRelease } from '../cilium/upgrade.ts';
import { findInstalled, readInstalledRelease, refuseOtherChart, type EarlierRelease } from '../cilium/release.ts';
import type { ReadyCluster } from '../cluster/port.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Arm } from '../model/run.ts';
import { mergeValues } from '../scenario/values.ts';
import type { CiliumSpec } from './cilium-spec.ts';

/** The release and specs that a run starts from. */
export interface Start {
  /** For the existing or new release. */
  readonly helm: Helm;
  readonly specs: ReadonlyMap<Arm, CiliumSpec>;
  /** What to restore. */
  readonly earlier: EarlierRelease;
}

/** Input of `findStart`. */
export interface Departure {
  readonly options: { readonly cilium: { readonly namespace: string } };
  /** What each arm installs according to the inputs. */
  readonly specs: ReadonlyMap<Arm, CiliumSpec>;
  readonly host: Pick<Host, 'processes' | 'outputs'>;
  readonly entered: {
    readonly cluster: Pick<ReadyCluster, 'kubeconfig'>;
    readonly kubernetes: Kubernetes;
  };
  /** The cluster was created for measuring, by this run or an earlier one. */
  readonly made: boolean;
  /** The run changes Cilium on an existing cluster. If false, no release is read. */
  readonly changesExisting: boolean;
}

/**
 * Finds the Helm release that a run changes, who else manages it, and what the arms start from. Throws like
 * `readInstalledRelease` and `refuseOtherChart`.
 */
export async function findStart(departure: Departure): Promise<Start> {
  const { options, specs, host, entered, made, changesExisting } = departure;
  const { cluster, kubernetes } = entered;
  const installed = changesExisting ? await findInstalled(kubernetes, options.cilium.namespace) : undefined;
  const { name, namespace } = installed?.release ?? {
    name: defaultReleaseName,
    namespace: options.cilium.namespace
  };
  const target = { kubeconfig: cluster.kubeconfig, context: kubernetes.context, namespace, release: name };
  const helm = createHelm(host.processes, target);
  if (changesExisting && made) await mendRelease(helm, host.outputs.warning);
  const release = changesExisting ? await readInstalledRelease(helm, installed, namespace) : undefined;
  const earlier = { namespace, name, revision: release?.revision ?? 0 };
  if (release === undefined) return { helm, specs, earlier };

  const started = new Map<Arm, CiliumSpec>();
  for (const [arm, spec] of specs) {
    refuseOtherChart(name, release, spec.content.name);
    started.set(arm, await onRelease(helm, release, spec));
  }
  // Logged only after everything was read, because a failed attempt is retried.
  if (installed?.manager !== undefined) {
    const { owner, pause } = installed.manager;
    host.outputs.warning(
      `${owner} manages this Cilium and can revert the run's changes, which would invalidate blocks; to prevent that: ${pause}`
    );
  }
  const candidate = started.get('candidate');
  if (candidate !== undefined && specs.get('candidate')?.from.length === 0) {
    host.outputs.info(`cilium-values is not set: starting from the values of ${candidate.from.join(' and ')}`);
  }
  if (candidate !== undefined && candidate.chartVersion !== release.chartVersion) {
    host.outputs.info(
      `the run replaces chart ${release.chartVersion} with ${candidate.chartVersion}; to keep the version, write cilium-version: ${release.chartVersion}`
    );
  }
  return { helm, specs: started, earlier };
}

/**
 * Without `cilium-values`, a spec starts from the release's own values, which contain what the cluster needs, such as
 * the API server's address if there is no kube-proxy.
 */
async function onRelease(helm: Helm, { revision, chartVersion }: Release, spec: CiliumSpec): Promise<CiliumSpec> {
  if (spec.from.length > 0) return spec;
  const values = mergeValues([await helm.values(), spec.values]);
  const from = [`Helm release ${helm.name}, revision ${revision}, chart ${chartVersion}`];
  return { ...spec, values, from };
}

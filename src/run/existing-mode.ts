import { installationOfAgents, installationOfHelm, type Installation } from '../cilium/describe.ts';
import { enrollmentLabel } from '../cilium/enrollment.ts';
import { findCilium, patiently } from '../cilium/detect-mode.ts';
import { createHelm, type Helm } from '../cilium/helm.ts';
import { findInstalled } from '../cilium/release.ts';
import { defined } from '../lib/defined.ts';
import { CanceledError, errorMessage, InputError } from '../model/errors.ts';
import type { EnteredCluster } from './enter-cluster.ts';
import type { Host } from '../host/ports.ts';
import { chooseNodes, tolerationsOf, type Placement } from '../kubernetes/placement.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { RunOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { refusalsToMeasure } from '../scenario/refusals.ts';
import { scenarioName } from '../model/scenario.ts';

/** A cluster that is measured as is. */
export interface ExistingMode {
  /** The requested options with the detected scenario and modes. */
  readonly options: RunOptions;
  /** The nodes whose agents were queried. */
  readonly placement: Placement;
  /** Cilium's version. */
  readonly version: string;
  readonly installation: Installation;
  readonly record: NonNullable<Run['asFound']>;
}

/**
 * Detects the mode of a cluster for `apply: false` without changing anything. Throws an InputError if the mode differs
 * from the scenario in the options, or cannot be measured as requested.
 */
export async function findExistingMode(
  host: Host,
  wanted: RunOptions,
  { cluster, kubernetes }: EnteredCluster
): Promise<ExistingMode> {
  const { namespace } = wanted.cilium;
  const tolerations = tolerationsOf(cluster, wanted.nodes.tolerations);
  const placement = await chooseNodes(kubernetes, host, await kubernetes.nodes(), wanted.nodes, tolerations);
  const nodes = [placement.client, placement.server].map(({ metadata }) => metadata?.name ?? '');
  const { scenario, nodeEncryption, version, elsewhere } = await patiently(host, () =>
    findCilium(kubernetes, namespace, nodes)
  );
  const name = scenarioName(scenario);
  const [named] = wanted.scenarios;
  if (named !== undefined && scenarioName(named) !== name) {
    throw new InputError(
      `scenarios: "${scenarioName(named)}" is not the cluster's mode; its agents report ${name}; write ${name}, or omit scenarios with apply: false`
    );
  }
  host.outputs.info(`found on ${kubernetes.context}: Cilium ${version} in mode ${name}, which the run does not change`);
  for (const notice of elsewhere) host.outputs.info(notice);
  const options = {
    ...wanted,
    scenarios: [scenario],
    modes: { ...wanted.modes, wireguardNodeEncryption: nodeEncryption }
  };
  const refused = [...refusalsToMeasure(scenario, options.tests)];
  if (refused.length > 0) throw new InputError(refused.join('\n'));

  const helm = await findHelm(host, kubernetes, cluster.kubeconfig, namespace);
  const valuesUnknown = typeof helm === 'string' ? helm : undefined;
  if (valuesUnknown !== undefined) host.outputs.info(`its Helm values are unknown: ${valuesUnknown}`);
  const enrolledNamespaces = [...(await kubernetes.namespaces(`${enrollmentLabel}=true`))];
  return {
    options,
    placement,
    version,
    installation:
      typeof helm === 'string'
        ? installationOfAgents(kubernetes, namespace, version)
        : installationOfHelm(kubernetes, helm, namespace, `Helm release ${helm.name}, as found`),
    record: { enrolledNamespaces, ...defined({ valuesUnknown }) }
  };
}

/**
 * Helm for Cilium's release, or why its values are unknown: helm is missing, did not install Cilium, or cannot read its
 * Secrets. The run measures without them.
 */
async function findHelm(
  { processes }: Host,
  kubernetes: Kubernetes,
  kubeconfig: string | undefined,
  namespace: string
): Promise<Helm | string> {
  try {
    const release = (await findInstalled(kubernetes, namespace))?.release;
    if (release === undefined) return `helm did not install the Cilium in namespace ${namespace}`;
    const { context } = kubernetes;
    const helm = createHelm(processes, { kubeconfig, context, namespace: release.namespace, release: release.name });
    if ((await helm.release()) !== undefined) return helm;
    return `there is no Helm release "${release.name}" in namespace ${release.namespace}`;
  } catch (error) {
    if (error instanceof CanceledError) throw error;
    return errorMessage(error);
  }
}

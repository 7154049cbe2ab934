import { readUserValues } from './cilium/apply.ts';
import { createHelm } from './cilium/helm.ts';
import { findNetwork } from './cilium/network.ts';
import type { ReadyCluster } from './cluster/port.ts';
import { InputError } from './errors.ts';
import type { Host } from './host/ports.ts';
import type { ChartSource, RunOptions } from './inputs/options.ts';
import { placePods } from './kubernetes/placement.ts';
import type { Kubernetes } from './kubernetes/port.ts';
import { podNames } from './measure/pod-pair.ts';
import type { Prepared } from './measure/rounds.ts';
import type { Undo } from './restore/state.ts';
import type { RecordEvent } from './results/recorder.ts';

/** What preparing needs to know. */
export interface Preparation {
  readonly options: RunOptions;
  readonly host: Host;
  readonly kubernetes: Kubernetes;
  readonly cluster: ReadyCluster;
  readonly clusterSeconds: number;
  readonly id: string;
  readonly workFolder: string;
  /** Absolute path of the results. */
  readonly output: string;
  readonly remember: (more: Partial<Undo>) => Promise<void>;
  readonly record: RecordEvent;
}

/** Looks at the cluster before it is touched, then makes the run's two namespaces: for the test pods and the control. */
export async function prepare(preparation: Preparation): Promise<Prepared> {
  const { options, host, kubernetes, cluster, id, workFolder, remember, record } = preparation;
  const { namespace, chart, version, valuesFiles } = options.cilium;
  const target = { kubeconfig: cluster.kubeconfig, context: kubernetes.context, namespace };
  const helm = createHelm(host.processes, chart, version, target);

  const [kubernetesVersion, nodes, chartVersion, userValues] = await Promise.all([
    kubernetes.version(),
    kubernetes.nodes(),
    helm.chartVersion(),
    readUserValues(host, valuesFiles)
  ]);
  if (cluster.provider === 'kubeconfig') refuseOtherContext(options, kubernetes.context);
  const needsNative = options.scenarios.some(scenario => scenario.routing === 'native');
  const network = await findNetwork(kubernetes, userValues, needsNative);
  const placement = placePods(nodes, cluster.tolerateControlPlane);
  const clientNode = placement.client.metadata?.name ?? '';
  const serverNode = placement.server.metadata?.name ?? '';
  host.outputs.info(
    `Kubernetes ${kubernetesVersion}; client on ${clientNode}, server on ${serverNode}; Cilium chart ${chartVersion}`
  );

  const control = `${id}-control`;
  await remember({
    namespaces: [id, control],
    context: kubernetes.context,
    ...(cluster.kubeconfig === undefined ? {} : { kubeconfig: cluster.kubeconfig })
  });
  const owner = { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' };
  await kubernetes.createNamespace(id, owner);
  // Host-network pods are refused by every stricter level of pod security.
  await kubernetes.createNamespace(control, { ...owner, 'pod-security.kubernetes.io/enforce': 'privileged' });

  for (const name of Object.values(podNames)) {
    await kubernetes.createServiceAccount(id, name);
    await kubernetes.createServiceAccount(control, name);
  }

  const pods = { clientNode, serverNode, image: options.image, tolerateControlPlane: cluster.tolerateControlPlane };
  return {
    kubernetesVersion,
    nodes,
    clusterName: cluster.name,
    provider: cluster.provider,
    clusterSeconds: preparation.clusterSeconds,
    chart: chartText(chart),
    blocks: {
      kubernetes,
      clock: host.clock,
      files: host.files,
      output: preparation.output,
      ciliumNamespace: namespace,
      oneMachine: cluster.provider === 'kind',
      setup: {
        host,
        kubernetes,
        helm,
        namespace,
        version: chartVersion,
        clusterValues: cluster.ciliumValues,
        userValuesFiles: valuesFiles,
        network,
        workFolder
      },
      pods: { ...pods, namespace: id, hostNetwork: false },
      control: { ...pods, namespace: control, hostNetwork: true },
      durationSeconds: options.durationSeconds,
      omitSeconds: options.omitSeconds
    },
    record
  };
}

/** The context is checked once more against what the kubeconfig really selected. */
function refuseOtherContext(options: RunOptions, context: string): void {
  if (options.cluster.provider === 'kubeconfig' && options.cluster.allowReconfigure !== context) {
    throw new InputError(
      `allow-reconfigure: it names "${options.cluster.allowReconfigure}", but the kubeconfig's context is "${context}"; name that one if its Cilium may be reconfigured`
    );
  }
}

function chartText(chart: ChartSource): string {
  switch (chart.kind) {
    case 'path':
      return 'local path';
    case 'oci':
      return chart.reference;
    case 'repository':
      return chart.url;
  }
}

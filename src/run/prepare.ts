import type { V1Node } from '@kubernetes/client-node';
import type { AsFound } from './existing-mode.ts';
import { installationOfHelm } from '../cilium/describe.ts';
import { createKeeper } from '../cilium/verify-mode.ts';
import { enrolmentLabel } from '../cilium/enrolment.ts';
import { findBlockedNodes } from '../cilium/leftovers.ts';
import { findNetwork } from '../cilium/network.ts';
import { rolloutSeconds } from '../cilium/rollout.ts';
import { switchMode } from '../cilium/switch.ts';
import { clearOfServices, keepPool } from '../cluster/aks/values.ts';
import { madeLabel } from '../cluster/kind-config.ts';
import type { EnteredCluster } from './enter-cluster.ts';
import { InputError } from '../model/errors.ts';
import { startLimit, tryAgain } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { ChartSource, RunOptions } from '../model/options.ts';
import { nodeFacts } from '../kubernetes/describe.ts';
import { createHostPods } from '../kubernetes/host-pods.ts';
import { chooseNodes, isControlPlane, tolerationsOf } from '../kubernetes/placement.ts';
import { createShells } from '../kubernetes/shell.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { readPullSecret } from '../kubernetes/test-pods.ts';
import { podOf } from '../measure/pod-pair.ts';
import { createWitness } from '../measure/witness.ts';
import type { ModeSetup } from '../measure/block.ts';
import type { Prepared } from '../measure/prepared.ts';
import { scenarioName } from '../model/scenario.ts';
import { needsPodCidr } from '../scenario/values.ts';
import { findStart } from './start.ts';
import { makeNamespaces } from './namespaces.ts';
import { refuse, type CiliumSpec } from './cilium-spec.ts';
import { unlikeNodes } from '../report/notices.ts';
import type { Undo } from '../results/undo-state.ts';
import type { RecordEvent } from '../results/journal.ts';
import type { Arm } from '../model/run.ts';

/** Helm's questions are those of an API server that is back within that. */
const helmLimitSeconds = 120;

/** What preparing needs to know. */
export interface Preparation {
  readonly options: RunOptions;
  /** What each arm installs; none when nothing is applied. */
  readonly specs: ReadonlyMap<Arm, CiliumSpec>;
  /** What `apply: false` found. */
  readonly found: AsFound | undefined;
  readonly host: Host;
  readonly entered: EnteredCluster;
  readonly id: string;
  readonly workFolder: string;
  /** Absolute path of the results. */
  readonly output: string;
  readonly remember: (more: Partial<Undo>) => Promise<void>;
  readonly record: RecordEvent;
}

/**
 * Looks at the cluster before it is touched, then makes the run's namespaces: for the test pods, for the control, for pods
 * that are never enrolled in ztunnel.
 */
export async function prepare(preparation: Preparation): Promise<Prepared> {
  const { options, found, host, id, workFolder, remember, record } = preparation;
  const { cluster, kubernetes, lock } = preparation.entered;
  const { namespace } = options.cilium;

  const [kubernetesVersion, nodesBefore, nodeConfigs] = await Promise.all([
    kubernetes.version(),
    kubernetes.nodes(),
    kubernetes.ciliumNodeConfigs()
  ]);
  const workers = nodesBefore.filter(node => !isControlPlane(node)).length;
  const made = cluster.ours || nodesBefore.every(isMadeByUs);
  const { helm, specs, earlier } = await tryAgain(host, startLimit(host.clock, helmLimitSeconds), () =>
    findStart({ ...preparation, made })
  );
  for (const spec of specs.values()) refuse(options, spec, { workers, nodeConfigs });
  if (found === undefined && cluster.provider === 'kubeconfig') refuseOtherContext(options, kubernetes.context);
  const needsRange = options.scenarios.some(scenario => needsPodCidr(scenario, options.modes));
  const tolerations = tolerationsOf(cluster, options.nodes.tolerations);
  const placement = found?.placement ?? (await chooseNodes(kubernetes, host, nodesBefore, options.nodes, tolerations));
  const clientNode = placement.client.metadata?.name ?? '';
  const serverNode = placement.server.metadata?.name ?? '';
  host.outputs.info(
    `Kubernetes ${kubernetesVersion}; client on ${clientNode}, server on ${serverNode}; Cilium ${found === undefined ? `chart ${describeCharts(specs)}` : `${found.version}, as it is`}`
  );

  const measured = [nodeFacts(placement.client, 'client'), nodeFacts(placement.server, 'server')];
  const told = new Set(unlikeNodes(measured));
  for (const notice of told) host.outputs.warning(notice);

  const pods = { clientNode, serverNode, image: options.image, tolerations };
  let blockedBefore: readonly string[] = [];
  if (!cluster.ours && found === undefined) {
    await refuseForeignEnrolments(options, kubernetes);
    const release = { ...earlier, rolloutSeconds: await rolloutSeconds(kubernetes, earlier.namespace) };
    await remember({ release });
    blockedBefore = await findBlockedNodes(kubernetes, namespace, host.outputs.info);
    const probe = { ...pods, hostNetwork: false };
    await remember({
      before: {
        blockedNodes: [...blockedBefore],
        pods: [podOf(probe, 'client'), podOf(probe, 'server')],
        ...(options.imagePullSecret === undefined ? {} : { pullSecret: options.imagePullSecret })
      }
    });
  }
  const pullSecret = await readPullSecret(kubernetes, options.imagePullSecret);
  const namespaces = await makeNamespaces(kubernetes, remember, id, pullSecret);

  const secrets: Undo['secrets'] = [];
  const clusterValues =
    cluster.networking === 'byocni' && !cluster.ours
      ? keepPool(cluster.ciliumValues, await kubernetes.configMap(namespace, 'cilium-config'))
      : cluster.ciliumValues;
  const shared = {
    host,
    kubernetes,
    helm,
    namespace,
    clusterValues,
    modes: options.modes,
    nodes: [clientNode, serverNode],
    blockedBefore,
    behindDockerDns: made && cluster.provider === 'kind',
    beforeSecret: async (name: string): Promise<void> => {
      // A cluster that was made for the run may keep them: they go with it.
      if (cluster.ours) return;
      secrets.push([namespace, name]);
      await remember({ secrets: [...secrets] });
    },
    cutOff: new Set<string>(),
    workFolder
  };
  const setups = new Map<Arm, ModeSetup>();
  const inTurn =
    (enter: ModeSetup['enter']): ModeSetup['enter'] =>
    async (...block) => {
      lock.check();
      return enter(...block);
    };
  if (found !== undefined) {
    const keep = createKeeper(host, kubernetes, namespace, [clientNode, serverNode]);
    setups.set('candidate', {
      host,
      modes: options.modes,
      ztunnelCa: undefined,
      foreignRoutes: true,
      enter: inTurn((scenario, _, testNamespace) => keep(scenario, testNamespace))
    });
  }
  for (const [arm, { chart, chartVersion, valuesFiles, userValues }] of specs) {
    const network = await findNetwork(kubernetes, [clusterValues, ...userValues], needsRange);
    clearOfServices(network.podRanges, cluster.serviceCidr);
    const setup = { ...shared, chart, version: chartVersion, userValuesFiles: valuesFiles, network };
    setups.set(arm, {
      host,
      modes: options.modes,
      ztunnelCa: options.modes.ztunnelCa,
      foreignRoutes: !network.autoDirectNodeRoutes,
      enter: inTurn((scenario, block, testNamespace) => switchMode(setup, scenario, block, testNamespace))
    });
  }
  const shells = createShells(kubernetes);
  return {
    host,
    installation:
      found?.installation ??
      installationOfHelm(
        kubernetes,
        helm,
        namespace,
        chartText(options.cilium.chart),
        specs.get('candidate')?.valuesFrom
      ),
    setups,
    kubernetesVersion,
    nodes: placement.nodes,
    told,
    clusterName: cluster.name ?? kubernetes.context,
    provider: cluster.provider,
    networking: cluster.networking,
    clusterSeconds: preparation.entered.seconds,
    blocks: {
      kubernetes,
      clock: host.clock,
      shells,
      hosts: createHostPods(kubernetes, host.clock, shells, {
        ...pods,
        namespace: namespaces.control,
        nodes: { 'perf-host-client': clientNode, 'perf-host-server': serverNode }
      }),
      files: host.files,
      output: preparation.output,
      ciliumNamespace: namespace,
      oneMachine: cluster.provider === 'kind',
      pods: { ...pods, namespace: namespaces.pods, hostNetwork: false },
      control: { ...pods, namespace: namespaces.control, hostNetwork: true },
      other: { ...pods, namespace: namespaces.other, hostNetwork: false },
      witness: createWitness(kubernetes, host.clock, {
        ...pods,
        namespace: namespaces.control,
        image: options.witnessImage
      }),
      durationSeconds: options.durationSeconds,
      omitSeconds: options.omitSeconds
    },
    policy: options.comparing.policy,
    record
  };
}

/** A kind cluster of an earlier run that was told to keep it. */
function isMadeByUs({ metadata }: V1Node): boolean {
  return metadata?.labels?.[madeLabel] !== undefined;
}

function describeCharts(specs: ReadonlyMap<Arm, CiliumSpec>): string {
  const versions = [...specs].map(
    ([arm, { chartVersion }]) => `${chartVersion}${arm === 'reference' ? ' (reference)' : ''}`
  );
  return versions.join(' and ');
}

/** Leaving ztunnel would cut the user's enrolled pods off, so such a cluster is not taken through other modes. */
async function refuseForeignEnrolments(options: RunOptions, kubernetes: Kubernetes): Promise<void> {
  const enrolled = await kubernetes.namespaces(`${enrolmentLabel}=true`);
  if (enrolled.length === 0) return;
  throw new InputError(
    `scenarios: the cluster has namespaces enrolled in ztunnel (${enrolled.join(', ')}), whose pods would lose their connections when ${options.scenarios.map(scenarioName).join(', ')} is applied; measure on another cluster, or take the label ${enrolmentLabel} away first`
  );
}

/** The context is checked once more against what the kubeconfig really selected. */
function refuseOtherContext(options: RunOptions, context: string): void {
  if (options.cluster.provider !== 'kubeconfig') return;
  const allowed = options.cluster.allowReconfigure ?? '';
  if (allowed !== context) {
    throw new InputError(
      `allow-reconfigure: it names "${allowed}", but the kubeconfig's context is "${context}"; name that one if its Cilium may be reconfigured`
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

import type { V1Node, V1Toleration } from '@kubernetes/client-node';
import { enrollmentLabel } from '../cilium/enrollment.ts';
import { madeLabel } from '../cluster/kind-config.ts';
import { startLimit, tryAgain } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import { nodeFacts } from '../kubernetes/machine.ts';
import { chooseNodes, isControlPlane, tolerationsOf, type Placement } from '../kubernetes/placement.ts';
import { InputError } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import { unlikeNodes } from '../report/notices.ts';
import type { RecordEvent } from '../results/journal.ts';
import type { Undo } from '../results/undo-state.ts';
import { armOptions, refuse, withMode, type CiliumSpec } from './cilium-spec.ts';
import type { EnteredCluster } from './enter-cluster.ts';
import type { ExistingMode } from './existing-mode.ts';
import { findStart, type Start } from './start.ts';

/** Longer than the outage during a managed control plane's upgrade. */
const helmLimitSeconds = 120;

/** What preparing a cluster needs. */
export interface Preparation {
  readonly options: RunOptions;
  /** What each arm installs; empty with `apply: false`. */
  readonly specs: ReadonlyMap<Arm, CiliumSpec>;
  /** What was detected with `apply: false`. */
  readonly found: ExistingMode | undefined;
  /** What the run starts from, if the plan needed to know it. */
  readonly start: Start | undefined;
  readonly host: Host;
  readonly entered: EnteredCluster;
  readonly id: string;
  readonly workFolder: string;
  /** Absolute path of the results. */
  readonly output: string;
  readonly remember: (more: Partial<Undo>) => Promise<void>;
  readonly record: RecordEvent;
  /** Called at each look that does not end the run. */
  readonly onLook: (text: string) => Promise<void>;
}

/** What is known about a cluster before the run changes it. */
export interface Survey {
  readonly kubernetesVersion: string;
  readonly placement: Placement;
  /** The names of the two measured nodes. */
  readonly clientNode: string;
  readonly serverNode: string;
  readonly tolerations: readonly V1Toleration[];
  /** Warnings already shown about differences between the two measured nodes. */
  readonly told: Set<string>;
  readonly start: Start;
  /** The run changes Cilium on an existing cluster and has to restore it. */
  readonly changesExisting: boolean;
}

/**
 * Examines a cluster without changing it. Throws an InputError if the run cannot or must not switch it to the
 * scenarios. Also throws like `findStart` and `chooseNodes`.
 */
export async function surveyCluster(preparation: Preparation): Promise<Survey> {
  const { options, found, host, entered } = preparation;
  const { cluster, kubernetes } = entered;
  const [kubernetesVersion, nodes, nodeConfigs] = await Promise.all([
    kubernetes.version(),
    kubernetes.nodes(),
    kubernetes.ciliumNodeConfigs()
  ]);
  const workers = nodes.filter(node => !isControlPlane(node)).length;
  const changesExisting = !cluster.ours && found === undefined;
  const start = preparation.start ?? (await findStartPatiently(preparation, nodes, changesExisting));
  for (const spec of start.specs.values()) refuse(options, spec, { workers, nodeConfigs });
  if (found === undefined && cluster.provider === 'kubeconfig') refuseOtherContext(options, kubernetes.context);
  const tolerations = tolerationsOf(cluster, options.nodes.tolerations);
  const placement = found?.placement ?? (await chooseNodes(kubernetes, host, nodes, options.nodes, tolerations));
  const clientNode = placement.client.metadata?.name ?? '';
  const serverNode = placement.server.metadata?.name ?? '';
  host.outputs.info(
    `Kubernetes ${kubernetesVersion}; client on ${clientNode}, server on ${serverNode}; Cilium ${found === undefined ? `chart ${describeCharts(start.specs)}` : `${found.version}, as is`}`
  );
  const told = new Set(unlikeNodes([nodeFacts(placement.client, 'client'), nodeFacts(placement.server, 'server')]));
  for (const notice of told) host.outputs.warning(notice);
  if (changesExisting) await refuseForeignEnrollments(preparation, start);
  return {
    ...{ kubernetesVersion, placement, clientNode, serverNode, tolerations, told },
    ...{ start, changesExisting }
  };
}

/**
 * Starts from the values of the installed Helm release, which determine the modes of arms without values of their own.
 * Without Cilium, these are the modes of the chart's defaults. Throws like `findStart` and `withMode`.
 */
export async function startFromInstalled(
  preparation: Pick<Preparation, 'options' | 'specs' | 'host' | 'entered'>
): Promise<Start> {
  const { kubernetes, cluster } = preparation.entered;
  const start = await findStartPatiently(preparation, await kubernetes.nodes(), !cluster.ours);
  const specs = [...start.specs].map(([arm, spec]) => [arm, withMode(preparation.options, spec)] as const);
  return { ...start, specs: new Map(specs) };
}

/** Throws like `findStart`. */
async function findStartPatiently(
  preparation: Pick<Preparation, 'options' | 'specs' | 'host' | 'entered'>,
  nodes: readonly V1Node[],
  changesExisting: boolean
): Promise<Start> {
  const { host, entered } = preparation;
  const made = entered.cluster.ours || nodes.every(isMadeByUs);
  return tryAgain(host, startLimit(host.clock, helmLimitSeconds), () =>
    findStart({ ...preparation, made, changesExisting })
  );
}

/** Leaving ztunnel would cut off the user's enrolled pods, so such a cluster is not switched to other modes. */
async function refuseForeignEnrollments(
  { options, entered: { kubernetes } }: Preparation,
  { specs }: Start
): Promise<void> {
  const scenarios = [...specs.values()].flatMap(spec => armOptions(options, spec).scenarios.map(scenarioName));
  const enrolled = await kubernetes.namespaces(`${enrollmentLabel}=true`);
  if (enrolled.length === 0) return;
  throw new InputError(
    `scenarios: the cluster has namespaces enrolled in ztunnel (${enrolled.join(', ')}), whose pods would lose their connections when ${[...new Set(scenarios)].join(', ')} is applied; measure on another cluster, or remove the label ${enrollmentLabel} first`
  );
}

/** A node of a kind cluster that an earlier run created and kept. */
function isMadeByUs({ metadata }: V1Node): boolean {
  return metadata?.labels?.[madeLabel] !== undefined;
}

function describeCharts(specs: ReadonlyMap<Arm, CiliumSpec>): string {
  const versions = [...specs].map(
    ([arm, { chartVersion }]) => `${chartVersion}${arm === 'reference' ? ' (reference)' : ''}`
  );
  return versions.join(' and ');
}

/** Checks the context again, now against what the kubeconfig selected. */
function refuseOtherContext(options: RunOptions, context: string): void {
  if (options.cluster.provider !== 'kubeconfig') return;
  const allowed = options.cluster.allowReconfigure ?? '';
  if (allowed !== context) {
    throw new InputError(
      `allow-reconfigure: "${allowed}" is not the kubeconfig's context; write "${context}" if its Cilium may be reconfigured`
    );
  }
}

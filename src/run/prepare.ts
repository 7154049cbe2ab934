import { installationOfHelm } from '../cilium/describe.ts';
import { findBlockedNodes } from '../cilium/leftovers.ts';
import { rolloutSeconds } from '../cilium/rollout.ts';
import { hostAccount, createHostPods } from '../kubernetes/host-pods.ts';
import type { Kubernetes, PullSecret } from '../kubernetes/port.ts';
import { createShells } from '../kubernetes/shell.ts';
import { createAccounts, readPullSecret } from '../kubernetes/test-pods.ts';
import { defined } from '../lib/defined.ts';
import { podNames, podOf, type PairSpec } from '../measure/pod-pair.ts';
import type { Prepared } from '../measure/set-up.ts';
import { createWitness } from '../measure/witness.ts';
import type { ChartSource } from '../model/options.ts';
import { runLabels } from '../model/run-id.ts';
import type { Undo } from '../results/undo-state.ts';
import { createSetups } from './setups.ts';
import { surveyCluster, type Preparation, type Survey } from './survey.ts';

/** The namespaces of a run. */
export interface RunNamespaces {
  /** For the test pods. */
  readonly pods: string;
  /** For host-network pods. */
  readonly control: string;
  /** For pods that are never enrolled in ztunnel. */
  readonly other: string;
}

/** What all test pods of a run share. */
type PodSpec = Omit<PairSpec, 'namespace' | 'hostNetwork'>;

/** Surveys the cluster, then creates the run's namespaces and the setup of each arm. */
export async function prepare(preparation: Preparation): Promise<Prepared> {
  const { options, found, host, entered, id, remember, record, onLook } = preparation;
  const { cluster, kubernetes, seconds } = entered;
  const survey = await surveyCluster(preparation);
  const { clientNode, serverNode, tolerations, start } = survey;
  const pods = { clientNode, serverNode, image: options.image, tolerations };
  const blockedBefore = survey.changesExisting ? await rememberCilium(preparation, survey, pods) : [];
  const pullSecret = await readPullSecret(kubernetes, options.imagePullSecret);
  const namespaces = await makeNamespaces(kubernetes, remember, id, pullSecret);
  const setups = await createSetups(preparation, survey, blockedBefore);
  const { namespace, chart } = options.cilium;
  const from = start.specs.get('candidate')?.from ?? [];
  const valuesFrom = from.length === 0 ? undefined : from.join(' and ');
  return {
    host,
    installation:
      found?.installation ?? installationOfHelm(kubernetes, start.helm, namespace, chartText(chart), valuesFrom),
    setups,
    kubernetesVersion: survey.kubernetesVersion,
    nodes: survey.placement.nodes,
    told: survey.told,
    clusterName: cluster.name ?? kubernetes.context,
    provider: cluster.provider,
    networking: cluster.networking,
    clusterSeconds: seconds,
    blocks: describeBlocks(preparation, pods, namespaces),
    policy: options.comparing.policy,
    record,
    onLook
  };
}

/**
 * Creates a run's namespaces and the service accounts of its pods. Saves their names first, so that a killed run can be
 * cleaned up.
 */
export async function makeNamespaces(
  kubernetes: Kubernetes,
  remember: (more: Pick<Undo, 'namespaces'>) => Promise<void>,
  id: string,
  pullSecret: PullSecret | undefined
): Promise<RunNamespaces> {
  const made = { pods: id, control: `${id}-control`, other: `${id}-other` };
  await remember({ namespaces: Object.values(made) });
  const owner = runLabels(id);
  await kubernetes.ensureNamespace(made.pods, owner);
  await kubernetes.ensureNamespace(made.other, owner);
  // Every stricter level of pod security refuses host-network pods.
  await kubernetes.ensureNamespace(made.control, { ...owner, 'pod-security.kubernetes.io/enforce': 'privileged' });
  const accounts = [...Object.values(podNames), hostAccount];
  for (const namespace of Object.values(made)) await createAccounts(kubernetes, namespace, accounts, pullSecret);
  return made;
}

/** Saves what restoring an existing Cilium needs. Returns the nodes that already have IPsec's block policy. */
async function rememberCilium(
  { options, host, entered, remember }: Preparation,
  { start }: Survey,
  pods: PodSpec
): Promise<readonly string[]> {
  const { kubernetes } = entered;
  const { earlier } = start;
  await remember({ release: { ...earlier, rolloutSeconds: await rolloutSeconds(kubernetes, earlier.namespace) } });
  const blockedNodes = await findBlockedNodes(kubernetes, options.cilium.namespace, host.outputs.info);
  const probe = { ...pods, hostNetwork: false };
  await remember({
    before: {
      blockedNodes: [...blockedNodes],
      pods: [podOf(probe, 'client'), podOf(probe, 'server')],
      ...defined({ pullSecret: options.imagePullSecret })
    }
  });
  return blockedNodes;
}

/** What all blocks of the run share. */
function describeBlocks(
  { options, host, entered, output }: Preparation,
  pods: PodSpec,
  namespaces: RunNamespaces
): Prepared['blocks'] {
  const { cluster, kubernetes } = entered;
  const { clock } = host;
  const shells = createShells(kubernetes);
  const nodes = { 'perf-host-client': pods.clientNode, 'perf-host-server': pods.serverNode };
  const control = { ...pods, namespace: namespaces.control };
  return {
    kubernetes,
    clock,
    shells,
    hosts: createHostPods(kubernetes, clock, shells, { ...control, nodes }),
    files: host.files,
    output,
    ciliumNamespace: options.cilium.namespace,
    oneMachine: cluster.provider === 'kind',
    pods: { ...pods, namespace: namespaces.pods, hostNetwork: false },
    control: { ...control, hostNetwork: true },
    other: { ...pods, namespace: namespaces.other, hostNetwork: false },
    witness: createWitness(kubernetes, clock, { ...control, image: options.witnessImage }),
    plainPolicies: new Map(),
    durationSeconds: options.durationSeconds,
    burstSeconds: options.burstSeconds,
    omitSeconds: options.omitSeconds
  };
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

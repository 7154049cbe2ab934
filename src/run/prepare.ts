import { installationOfHelm } from '../cilium/describe.ts';
import { findBlockedNodes } from '../cilium/leftovers.ts';
import { rolloutSeconds } from '../cilium/rollout.ts';
import { createHostPods } from '../kubernetes/host-pods.ts';
import { createShells } from '../kubernetes/shell.ts';
import { readPullSecret } from '../kubernetes/test-pods.ts';
import { podOf, type PairSpec } from '../measure/pod-pair.ts';
import type { Prepared } from '../measure/prepared.ts';
import { createWitness } from '../measure/witness.ts';
import type { ChartSource } from '../model/options.ts';
import { makeNamespaces, type RunNamespaces } from './namespaces.ts';
import { createSetups } from './setups.ts';
import { surveyCluster, type Preparation, type Survey } from './survey.ts';

/** What all test pods of a run share. */
type PodSpec = Omit<PairSpec, 'namespace' | 'hostNetwork'>;

/** Surveys the cluster, then creates the run's namespaces and the setup of each arm. */
export async function prepare(preparation: Preparation): Promise<Prepared> {
  const { options, found, host, entered, id, remember, record } = preparation;
  const { cluster, kubernetes, seconds } = entered;
  const survey = await surveyCluster(preparation);
  const { clientNode, serverNode, tolerations, start } = survey;
  const pods = { clientNode, serverNode, image: options.image, tolerations };
  const blockedBefore = survey.changesExisting ? await rememberCilium(preparation, survey, pods) : [];
  const pullSecret = await readPullSecret(kubernetes, options.imagePullSecret);
  const namespaces = await makeNamespaces(kubernetes, remember, id, pullSecret);
  const setups = await createSetups(preparation, survey, blockedBefore);
  const { namespace, chart } = options.cilium;
  const valuesFrom = start.specs.get('candidate')?.valuesFrom;
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
    record
  };
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
      ...(options.imagePullSecret === undefined ? {} : { pullSecret: options.imagePullSecret })
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
    durationSeconds: options.durationSeconds,
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

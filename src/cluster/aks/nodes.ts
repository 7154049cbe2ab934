import { z } from 'zod';
import { startLimit } from '../../host/limit.ts';
import type { Host } from '../../host/ports.ts';
import { isUninitialized } from '../../kubernetes/placement.ts';
import type { Kubernetes } from '../../kubernetes/port.ts';
import { ClusterError, errorMessage, InputError } from '../../model/errors.ts';
import { AzError, type Az } from './az.ts';
import { nodeCount } from './cost.ts';

const limitSeconds = 300;
const pauseSeconds = 5;

/**
 * Waits until both nodes of a new cluster have come and Azure has initialized them: until then pods are kept off by a taint,
 * and zone and size are missing. They are not ready: that takes Cilium.
 */
export async function waitForNodes(kubernetes: Kubernetes, { clock, outputs }: Host): Promise<void> {
  const limit = startLimit(clock, limitSeconds);
  let told = false;
  for (;;) {
    let seen: string;
    try {
      const nodes = await kubernetes.nodes();
      const initialized = nodes.filter(node => !isUninitialized(node)).length;
      if (initialized >= nodeCount) return;
      seen =
        nodes.length < nodeCount
          ? `${nodes.length} of ${nodeCount} nodes have come`
          : `${initialized} of ${nodeCount} nodes are initialized by Azure`;
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      seen = errorMessage(error);
    }
    if (limit.isOver()) {
      throw new ClusterError(`the new cluster had not its nodes within ${limit.seconds} s: ${seen}`);
    }
    if (!told) outputs.info(`  waiting for the nodes: ${seen}`);
    told = true;
    await clock.sleep(pauseSeconds);
  }
}

const clusterSchema = z.looseObject({
  name: z.string(),
  location: z.string(),
  provisioningState: z.string(),
  powerState: z.looseObject({ code: z.string() }).nullish(),
  networkProfile: z.looseObject({
    networkPlugin: z.string().nullish(),
    networkDataplane: z.string().nullish(),
    podCidr: z.string().nullish(),
    serviceCidr: z.string().nullish(),
    advancedNetworking: z
      .looseObject({
        enabled: z.boolean().nullish(),
        security: z
          .looseObject({ transitEncryption: z.looseObject({ type: z.string().nullish() }).nullish() })
          .nullish()
      })
      .nullish()
  })
});
export type AksDescription = z.infer<typeof clusterSchema>;

/** Who has put the network of an AKS cluster in: nobody yet (BYOCNI), or Azure, with Cilium as its datapath. */
export type AksNetworking = 'byocni' | 'managed';

/** What Azure says of a cluster. Throws an InputError when there is none of this name. */
export async function showCluster(az: Az, resourceGroup: string, name: string): Promise<AksDescription> {
  try {
    return await az.json(['aks', 'show', '--resource-group', resourceGroup, '--name', name], clusterSchema);
  } catch (error) {
    if (!(error instanceof AzError)) throw error;
    if (error.hasCode('ResourceGroupNotFound')) {
      throw new InputError(
        `aks-resource-group: there is no "${resourceGroup}" in subscription ${az.subscription}; write the group of the cluster, or log in to its subscription`
      );
    }
    if (error.hasCode('ResourceNotFound')) {
      throw new InputError(
        `aks-name: there is no AKS cluster "${name}" in the resource group ${resourceGroup}; see: az aks list --resource-group ${resourceGroup} --output table`
      );
    }
    throw error;
  }
}

/** Whose network it is. Throws an InputError for any other network than Cilium's, and a ClusterError for a cluster that does not run. */
export function networkingOf(cluster: AksDescription): AksNetworking {
  const { name, powerState, provisioningState, networkProfile } = cluster;
  if (powerState?.code === 'Stopped') {
    throw new ClusterError(`the AKS cluster ${name} is stopped; start it with: az aks start`);
  }
  if (provisioningState === 'Deleting' || provisioningState === 'Creating') {
    throw new ClusterError(`the AKS cluster ${name} is in state ${provisioningState}; wait, or name another one`);
  }
  const plugin = networkProfile.networkPlugin ?? 'none';
  if (plugin === 'none') return 'byocni';
  if (plugin === 'azure' && networkProfile.networkDataplane === 'cilium') return 'managed';
  throw new InputError(
    `aks-name: the network of "${name}" is ${plugin} (dataplane ${networkProfile.networkDataplane ?? 'azure'}), where Cilium cannot be put in; name a cluster made with --network-plugin none (BYOCNI), or with --network-plugin azure --network-dataplane cilium`
  );
}

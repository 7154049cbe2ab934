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
 * Waits until both nodes of a new cluster exist and Azure has initialized them. Until then, a taint keeps pods off,
 * and zone and size are missing. The nodes become ready only with Cilium.
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
          ? `${nodes.length} of ${nodeCount} nodes have joined`
          : `${initialized} of ${nodeCount} nodes are initialized`;
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      seen = errorMessage(error);
    }
    if (limit.isOver()) {
      throw new ClusterError(`the new cluster's nodes were not there within ${limit.seconds} s: ${seen}`);
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

/** Provider of an AKS cluster's network: none yet (BYOCNI), or Azure with Cilium as its dataplane. */
export type AksNetworking = 'byocni' | 'managed';

/** Azure's description of a cluster. Throws an InputError if there is no cluster of this name. */
export async function showCluster(az: Az, resourceGroup: string, name: string): Promise<AksDescription> {
  try {
    return await az.json(['aks', 'show', '--resource-group', resourceGroup, '--name', name], clusterSchema);
  } catch (error) {
    if (!(error instanceof AzError)) throw error;
    if (error.hasCode('ResourceGroupNotFound')) {
      throw new InputError(
        `aks-resource-group: "${resourceGroup}" does not exist in subscription ${az.subscription}; write the cluster's resource group, or log in to its subscription`
      );
    }
    if (error.hasCode('ResourceNotFound')) {
      throw new InputError(
        `aks-name: the resource group ${resourceGroup} has no AKS cluster "${name}"; to list its clusters: az aks list --resource-group ${resourceGroup} --output table`
      );
    }
    throw error;
  }
}

/**
 * The provider of a cluster's network. Throws an InputError for networks other than Cilium's, and a ClusterError if
 * the cluster is not running.
 */
export function networkingOf(cluster: AksDescription): AksNetworking {
  const { name, powerState, provisioningState, networkProfile } = cluster;
  if (powerState?.code === 'Stopped') {
    throw new ClusterError(`the AKS cluster ${name} is stopped; start it with: az aks start`);
  }
  if (provisioningState === 'Deleting' || provisioningState === 'Creating') {
    throw new ClusterError(`the AKS cluster ${name} is in state ${provisioningState}; wait, or choose another cluster`);
  }
  const plugin = networkProfile.networkPlugin ?? 'none';
  if (plugin === 'none') return 'byocni';
  if (plugin === 'azure' && networkProfile.networkDataplane === 'cilium') return 'managed';
  throw new InputError(
    `aks-name: the network of "${name}" is ${plugin} (dataplane ${networkProfile.networkDataplane ?? 'azure'}), where Cilium cannot be installed; choose a cluster created with --network-plugin none (BYOCNI), or with --network-plugin azure --network-dataplane cilium`
  );
}

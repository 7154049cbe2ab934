import { parse } from 'yaml';
import { z } from 'zod';
import { InputError } from '../errors.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Network, Values } from '../scenario/values.ts';

const kubeadmSchema = z.looseObject({ networking: z.looseObject({ podSubnet: z.string() }) });
const poolSchema = z.looseObject({
  ipam: z.looseObject({
    operator: z.looseObject({ clusterPoolIPv4PodCIDRList: z.union([z.string(), z.array(z.string())]) })
  })
});

/**
 * What native routing must know of the cluster's network: from the user's own values, else from kubeadm's configuration.
 * Throws an InputError for an IPv6 range, and when a scenario needs the range and nobody knows it.
 */
export async function findNetwork(
  kubernetes: Kubernetes,
  userValues: readonly Values[],
  needsRange: boolean
): Promise<Network> {
  const podCidr = userRange(userValues) ?? (await kubeadmRange(kubernetes));
  if (podCidr?.includes(':') === true) {
    throw new InputError(`cluster: its pods use the IPv6 range ${podCidr}, but only IPv4 clusters are measured`);
  }
  if (podCidr === undefined && needsRange) {
    throw new InputError(
      'cilium-values: native routing and strict egress need the range of the pods, and this cluster does not tell it; add for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"'
    );
  }
  const direct = lastOf(userValues, 'autoDirectNodeRoutes');
  return { podCidr: podCidr ?? '', autoDirectNodeRoutes: typeof direct === 'boolean' ? direct : true };
}

function userRange(userValues: readonly Values[]): string | undefined {
  const native = lastOf(userValues, 'ipv4NativeRoutingCIDR');
  if (typeof native === 'string' && native !== '') return native;
  const pools = userValues.map(values => poolSchema.safeParse(values)).findLast(parsed => parsed.success)?.data;
  const list = pools?.ipam.operator.clusterPoolIPv4PodCIDRList;
  return Array.isArray(list) ? list[0] : list;
}

async function kubeadmRange(kubernetes: Kubernetes): Promise<string | undefined> {
  const text = (await kubernetes.configMap('kube-system', 'kubeadm-config'))?.['ClusterConfiguration'];
  const parsed = kubeadmSchema.safeParse(text === undefined ? undefined : parse(text));
  return parsed.success ? parsed.data.networking.podSubnet : undefined;
}

function lastOf(userValues: readonly Values[], key: string): unknown {
  return userValues.findLast(values => key in values)?.[key];
}

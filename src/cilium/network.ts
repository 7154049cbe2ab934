import { parse } from 'yaml';
import { z } from 'zod';
import { InputError } from '../errors.ts';
import { cidrsOverlap, coveringRange, isIpv4Range, listedRanges } from '../inputs/cidr.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { mergeValues, valueAt } from '../scenario/value-tree.ts';
import type { Network, Values } from '../scenario/values.ts';

/** The network of a cluster, with every IPv4 range that its pods have addresses of, as far as they are known. */
export interface FoundNetwork extends Network {
  readonly podRanges: readonly string[];
}

/** The chart's own pool (ipam.operator.clusterPoolIPv4PodCIDRList in its values.yaml, 1.14 to 1.20). */
const defaultPool = '10.0.0.0/8';

const kubeadmSchema = z.looseObject({ networking: z.looseObject({ podSubnet: z.string() }) });
const listSchema = z.union([z.string(), z.array(z.string())]);

/**
 * What native routing must know of the cluster's network: from the values, and from the cluster where the values leave the
 * addresses to it. Only the IPv4 part of a dual-stack cluster counts. Throws an InputError when the pods have IPv6 alone, and
 * when a scenario needs the one range of the pods and it is not known or not one.
 */
export async function findNetwork(
  kubernetes: Kubernetes,
  userValues: readonly Values[],
  needsRange: boolean
): Promise<FoundNetwork> {
  const values = mergeValues(userValues);
  const all = await rangesOf(kubernetes, values);
  const podRanges = all.filter(isIpv4Range);
  if (all.length > 0 && podRanges.length === 0) {
    throw new InputError(`cluster: its pods use the IPv6 range ${all.join(', ')}, but only IPv4 is measured`);
  }
  const [podCidr, ...more] = podRanges;
  if (needsRange && podCidr === undefined) {
    throw new InputError(
      'cilium-values: native routing and strict egress need the range of the pods, and this cluster does not tell it; add for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"'
    );
  }
  if (needsRange && more.length > 0) {
    throw new InputError(
      `cilium-values: native routing and strict egress need one range of the pods, and there are ${podRanges.join(' and ')}; add the one that holds them all, for example "ipv4NativeRoutingCIDR: ${coveringRange(podRanges) ?? ''}"`
    );
  }
  const direct = valueAt(values, 'autoDirectNodeRoutes');
  return {
    podCidr: more.length === 0 ? (podCidr ?? '') : '',
    podRanges,
    autoDirectNodeRoutes: typeof direct === 'boolean' ? direct : true
  };
}

async function rangesOf(kubernetes: Kubernetes, values: Values): Promise<readonly string[]> {
  const native = valueAt(values, 'ipv4NativeRoutingCIDR');
  if (typeof native === 'string' && native !== '') return [native];
  const mode = valueAt(values, 'ipam.mode');
  switch (mode === undefined || mode === '' ? 'cluster-pool' : mode) {
    case 'cluster-pool':
      return listedRanges(
        listSchema.safeParse(valueAt(values, 'ipam.operator.clusterPoolIPv4PodCIDRList')).data ?? defaultPool
      );
    case 'kubernetes':
      return (await kubeadmRanges(kubernetes)) ?? (await partsOf(kubernetes, await rangesOfNodes(kubernetes)));
    default:
      return partsOf(
        kubernetes,
        (await kubernetes.ciliumNodes()).flatMap(({ podRanges }) => podRanges)
      );
  }
}

async function kubeadmRanges(kubernetes: Kubernetes): Promise<readonly string[] | undefined> {
  const text = (await kubernetes.configMap('kube-system', 'kubeadm-config'))?.['ClusterConfiguration'];
  const parsed = kubeadmSchema.safeParse(text === undefined ? undefined : parse(text));
  return parsed.success ? listedRanges(parsed.data.networking.podSubnet) : undefined;
}

async function rangesOfNodes(kubernetes: Kubernetes): Promise<readonly string[]> {
  return (await kubernetes.nodes()).flatMap(({ spec }) => spec?.podCIDRs ?? []);
}

/**
 * The range that the nodes have their parts of. A range with a node's own address in it is none: the traffic of the nodes
 * would pass for that of pods.
 */
async function partsOf(kubernetes: Kubernetes, parts: readonly string[]): Promise<readonly string[]> {
  const ipv4 = parts.filter(isIpv4Range);
  const cover = coveringRange(ipv4);
  if (cover === undefined) return parts;
  const addresses = (await kubernetes.nodes()).flatMap(({ status }) => status?.addresses ?? []);
  const holdsNode = addresses.some(({ address }) => cidrsOverlap(`${address}/32`, cover));
  return holdsNode ? [] : [cover];
}

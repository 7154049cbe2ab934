import { parse } from 'yaml';
import { z } from 'zod';
import { InputError } from '../model/errors.ts';
import { cidrsOverlap, coveringRange, isIpv4Range, listedRanges } from '../lib/cidr.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { mergeValues, valueAt, type Network, type Values } from '../scenario/values.ts';

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
 * when a scenario needs the one range of the pods and it is not known, not one, or not theirs alone.
 */
export async function findNetwork(
  kubernetes: Kubernetes,
  userValues: readonly Values[],
  needsRange: boolean
): Promise<FoundNetwork> {
  const values = mergeValues(userValues);
  const native = valueAt(values, 'ipv4NativeRoutingCIDR');
  const written = typeof native === 'string' && native !== '';
  const all = written ? [native] : await rangesOf(kubernetes, values);
  const podRanges = all.filter(isIpv4Range);
  if (all.length > 0 && podRanges.length === 0) {
    throw new InputError(`cluster: its pods use the IPv6 range ${all.join(', ')}, but only IPv4 is measured`);
  }
  const [podCidr, ...more] = podRanges;
  if (needsRange) {
    const need = 'cilium-values: native routing and strict egress need';
    if (podCidr === undefined) {
      throw new InputError(
        `${need} the range of the pods, and this cluster does not tell it; add for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"`
      );
    }
    if (more.length > 0) {
      throw new InputError(
        `${need} one range of the pods, and there are ${podRanges.join(' and ')}; add the one that holds them all, for example "ipv4NativeRoutingCIDR: ${coveringRange(podRanges) ?? ''}"`
      );
    }
    const node = written ? undefined : await nodeWithin(kubernetes, podCidr);
    if (node !== undefined) {
      throw new InputError(
        `${need} a range with nothing but pods, and ${podCidr} also holds the node ${node}, whose traffic would pass for that of pods; add the part of it that the pods use, for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"`
      );
    }
  }
  const direct = valueAt(values, 'autoDirectNodeRoutes');
  return {
    podCidr: more.length === 0 ? (podCidr ?? '') : '',
    podRanges,
    autoDirectNodeRoutes: typeof direct === 'boolean' ? direct : true
  };
}

async function rangesOf(kubernetes: Kubernetes, values: Values): Promise<readonly string[]> {
  const mode = valueAt(values, 'ipam.mode');
  switch (mode === undefined || mode === '' ? 'cluster-pool' : mode) {
    case 'cluster-pool':
      return listedRanges(
        listSchema.safeParse(valueAt(values, 'ipam.operator.clusterPoolIPv4PodCIDRList')).data ?? defaultPool
      );
    case 'kubernetes':
      return (await kubeadmRanges(kubernetes)) ?? coverOf(await rangesOfNodes(kubernetes));
    default:
      return coverOf((await kubernetes.ciliumNodes()).flatMap(({ podRanges }) => podRanges));
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

/** The range that the nodes have their parts of. */
function coverOf(parts: readonly string[]): readonly string[] {
  const cover = coveringRange(parts.filter(isIpv4Range));
  return cover === undefined ? parts : [cover];
}

/** A node with its address in a range, for people. */
async function nodeWithin(kubernetes: Kubernetes, range: string): Promise<string | undefined> {
  const addresses = (await kubernetes.nodes()).flatMap(({ metadata, status }) =>
    (status?.addresses ?? []).map(({ address }) => ({ name: metadata?.name ?? '', address }))
  );
  const within = addresses.find(({ address }) => cidrsOverlap(`${address}/32`, range));
  return within && `${within.name} (${within.address})`;
}

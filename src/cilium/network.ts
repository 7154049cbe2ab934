import { parse } from 'yaml';
import { z } from 'zod';
import { InputError } from '../model/errors.ts';
import { contains, coveringRange, isIpv4Range, listedRanges, rangesOverlap } from '../lib/addresses.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { mergeValues, valueAt, type Network, type Values } from '../scenario/values.ts';

/** A cluster's network, with all known IPv4 pod ranges. */
export interface FoundNetwork extends Network {
  readonly podRanges: readonly string[];
}

/** The chart's default pool (ipam.operator.clusterPoolIPv4PodCIDRList in its values.yaml, 1.14 to 1.20). */
const defaultPool = '10.0.0.0/8';

const kubeadmSchema = z.looseObject({ networking: z.looseObject({ podSubnet: z.string() }) });
const listSchema = z.union([z.string(), z.array(z.string())]);

/**
 * What native routing needs to know about the network, from the values or else from the cluster. The nodes of a cluster
 * made for the run (`ours`) share a network, and the values may describe that of another cluster: they do if their range
 * has none of its pods. Uses only the IPv4 part of dual-stack clusters. Throws an InputError if the pods have only IPv6, or if a scenario needs a single pod
 * range that is unknown, ambiguous or shared with nodes.
 */
export async function findNetwork(
  kubernetes: Kubernetes,
  userValues: readonly Values[],
  needsRange: boolean,
  ours = false
): Promise<FoundNetwork> {
  const values = mergeValues(userValues);
  const native = valueAt(values, 'ipv4NativeRoutingCIDR');
  const given = typeof native === 'string' && native !== '' ? native : undefined;
  const actual = given === undefined || ours ? await rangesOf(kubernetes, values) : [];
  const isElsewhere = given !== undefined && actual.length > 0 && !actual.some(range => rangesOverlap(range, given));
  const written = given !== undefined && !isElsewhere;
  const all = written ? [given] : actual;
  const podRanges = all.filter(isIpv4Range);
  if (all.length > 0 && podRanges.length === 0) {
    throw new InputError(`cluster: its pods use the IPv6 range ${all.join(', ')}, but only IPv4 is measured`);
  }
  const [podCidr, ...more] = podRanges;
  if (needsRange) {
    const need = 'cilium-values: native routing and strict egress need';
    if (podCidr === undefined) {
      throw new InputError(
        `${need} the pod range, which this cluster does not show; add for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"`
      );
    }
    if (more.length > 0) {
      throw new InputError(
        `${need} a single pod range, but there are ${podRanges.join(' and ')}; add one that contains all of them, for example "ipv4NativeRoutingCIDR: ${coveringRange(podRanges) ?? ''}"`
      );
    }
    const node = written ? undefined : await nodeWithin(kubernetes, podCidr);
    if (node !== undefined) {
      throw new InputError(
        `${need} a range of pods only, but ${podCidr} also contains the node ${node}, whose traffic would be taken for pod traffic; add the part that the pods use, for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"`
      );
    }
  }
  const direct = valueAt(values, 'autoDirectNodeRoutes');
  return {
    podCidr: more.length === 0 ? (podCidr ?? '') : '',
    podRanges,
    autoDirectNodeRoutes: ours || typeof direct !== 'boolean' ? true : direct
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

/** The range that contains all node ranges. */
function coverOf(parts: readonly string[]): readonly string[] {
  const cover = coveringRange(parts.filter(isIpv4Range));
  return cover === undefined ? parts : [cover];
}

/** Describes a node whose address is in a range. */
async function nodeWithin(kubernetes: Kubernetes, range: string): Promise<string | undefined> {
  const addresses = (await kubernetes.nodes()).flatMap(({ metadata, status }) =>
    (status?.addresses ?? []).map(({ address }) => ({ name: metadata?.name ?? '', address }))
  );
  const within = addresses.find(({ address }) => contains(range, address));
  return within && `${within.name} (${within.address})`;
}

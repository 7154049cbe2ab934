import { z } from 'zod';
import { InputError } from '../../errors.ts';
import { cidrsOverlap, listedRanges } from '../../inputs/cidr.ts';
import type { Values } from '../../scenario/values.ts';

/** A cluster whose description names no range of the pods gets the one of Cilium's own tests. */
const defaultPodCidr = '192.168.0.0/16';

/** What Cilium must be told on a BYOCNI cluster; its Services take a part of Cilium's own default, 10.0.0.0/8. */
export function byocniValues(podCidr: string | null | undefined): Values {
  return {
    aksbyocni: { enabled: true },
    ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: [podCidr ?? defaultPodCidr] } },
    // Azure's network hands no packet on by a node's address unless a route of its own says so.
    autoDirectNodeRoutes: false
  };
}

const poolSchema = z.looseObject({
  'cluster-pool-ipv4-cidr': z.string().min(1),
  'cluster-pool-ipv4-mask-size': z.string().regex(/^\d+$/).optional()
});

/** The values with the pool that a running Cilium (its ConfigMap) has: on a living cluster it cannot change. */
export function keepPool(values: Values, config: Readonly<Record<string, string>> | undefined): Values {
  const pool = poolSchema.safeParse(config).data;
  if (pool === undefined) return values;
  const maskSize = pool['cluster-pool-ipv4-mask-size'];
  return {
    ...values,
    ipam: {
      mode: 'cluster-pool',
      operator: {
        clusterPoolIPv4PodCIDRList: listedRanges(pool['cluster-pool-ipv4-cidr']),
        ...(maskSize === undefined ? {} : { clusterPoolIPv4MaskSize: Number(maskSize) })
      }
    }
  };
}

/** Throws an InputError when the pods would have addresses of the Services: whom a packet is for could not be told. */
export function clearOfServices(podRanges: readonly string[], serviceCidr: string | undefined): void {
  const taken = podRanges.find(range => serviceCidr !== undefined && cidrsOverlap(range, serviceCidr));
  if (taken === undefined) return;
  throw new InputError(
    `cilium-values: the range of the pods, ${taken}, overlaps ${serviceCidr ?? ''}, the range of the cluster's Services; write for example ipam.operator.clusterPoolIPv4PodCIDRList: [${defaultPodCidr}]`
  );
}

import { z } from 'zod';
import type { Host } from '../../host/ports.ts';
import { listedRanges, rangesOverlap } from '../../lib/addresses.ts';
import { InputError } from '../../model/errors.ts';
import type { RunOptions } from '../../model/options.ts';
import type { Values } from '../../scenario/values.ts';
import { findAz } from './az.ts';
import { networkingOf, showCluster } from './nodes.ts';

/** Pod range for clusters whose description has none, as in Cilium's own tests. */
const defaultPodCidr = '192.168.0.0/16';

/** Cilium's values on a BYOCNI cluster. Its Services use part of Cilium's default range, 10.0.0.0/8. */
export function byocniValues(podCidr: string | null | undefined): Values {
  return {
    aksbyocni: { enabled: true },
    ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: [podCidr ?? defaultPodCidr] } },
    // Azure's network forwards packets to a node's pods only with an explicit route.
    autoDirectNodeRoutes: false
  };
}

const poolSchema = z.looseObject({
  'cluster-pool-ipv4-cidr': z.string().min(1),
  'cluster-pool-ipv4-mask-size': z.string().regex(/^\d+$/).optional()
});

/** Adds the pool of a running Cilium (from its ConfigMap), which cannot change on a live cluster. */
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

/** Throws an InputError if pod and Service ranges overlap, because a packet's destination would be ambiguous. */
export function clearOfServices(podRanges: readonly string[], serviceCidr: string | undefined): void {
  const taken = podRanges.find(range => serviceCidr !== undefined && rangesOverlap(range, serviceCidr));
  if (taken === undefined) return;
  throw new InputError(
    `cilium-values: the pod range ${taken} overlaps ${serviceCidr ?? ''}, the cluster's Service range; write for example ipam.operator.clusterPoolIPv4PodCIDRList: [${defaultPodCidr}]`
  );
}

/**
 * Adapts the options to the cluster: one whose Cilium is managed by Azure is measured as is (`apply: false`). Throws
 * an InputError for inputs that such a cluster cannot use. Does not query other clusters, or any for a plan.
 */
export async function adaptToManaged(host: Host, options: RunOptions): Promise<RunOptions> {
  const { cluster } = options;
  if (cluster.provider !== 'aks' || cluster.kind !== 'existing' || !options.apply || options.planOnly) return options;
  const az = await findAz(host);
  const found = await showCluster(az, cluster.resourceGroup, cluster.name);
  if (networkingOf(found) === 'byocni') return options;
  const useless = cluster.appliedInputs;
  if (useless.length > 0) {
    throw new InputError(
      `${useless.join(', ')}: "${cluster.name}" has Azure CNI powered by Cilium, where Azure controls version, values and modes; remove ${useless.join(', ')}`
    );
  }
  if (options.scenarios.length > 1) {
    throw new InputError(
      `scenarios: lists ${options.scenarios.length}, but "${cluster.name}" has Azure CNI powered by Cilium with a fixed mode; write only that one, or remove this input`
    );
  }
  return { ...options, apply: false };
}

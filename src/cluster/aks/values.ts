import { z } from 'zod';
import type { Host } from '../../host/ports.ts';
import { cidrsOverlap, listedRanges } from '../../lib/cidr.ts';
import { InputError } from '../../model/errors.ts';
import type { RunOptions } from '../../model/options.ts';
import type { Values } from '../../scenario/values.ts';
import { findAz } from './az.ts';
import { networkingOf, showCluster } from './nodes.ts';

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

/**
 * The options as the cluster allows them: one whose Cilium Azure manages is measured as it is (`apply: false`). Throws an
 * InputError when inputs were given that such a cluster cannot take. Other clusters, and a mere plan, are not asked.
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
      `${useless.join(', ')}: "${cluster.name}" has Azure CNI powered by Cilium, whose version, values and modes Azure decides; leave out ${useless.join(', ')}`
    );
  }
  if (cluster.scenariosGiven && options.scenarios.length > 1) {
    throw new InputError(
      `scenarios: lists ${options.scenarios.length}, but "${cluster.name}" has Azure CNI powered by Cilium and is in one; name that one, or leave it out`
    );
  }
  return { ...options, apply: false, scenarios: cluster.scenariosGiven ? options.scenarios : [] };
}

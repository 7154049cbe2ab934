import { InputError } from '../../errors.ts';
import type { Host } from '../../host/ports.ts';
import type { RunOptions } from '../../inputs/options.ts';
import { findAz } from './az.ts';
import { networkingOf, showCluster } from './show.ts';

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
      `scenarios: lists ${String(options.scenarios.length)}, but "${cluster.name}" has Azure CNI powered by Cilium and is in one; name that one, or leave it out`
    );
  }
  return { ...options, apply: false, scenarios: cluster.scenariosGiven ? options.scenarios : [] };
}

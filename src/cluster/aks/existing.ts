import { InputError } from '../../model/errors.ts';
import type { Host } from '../../host/ports.ts';
import type { ExistingAks } from '../../model/options.ts';
import type { UndoTransit } from '../../results/undo-state.ts';
import type { Cluster } from '../port.ts';
import { findAz } from './az.ts';
import { fetchCredentials } from './credentials.ts';
import { describeManaged, setTransitEncryption } from './managed.ts';
import { networkingOf, showCluster } from './nodes.ts';
import { byocniValues } from './values.ts';

/** The user's own AKS cluster, found by name, never created or deleted. */
export function createExistingAks(
  host: Host,
  options: ExistingAks,
  kubeconfig: string,
  apply: boolean,
  beforeChange: (undo: UndoTransit) => Promise<void>
): Cluster {
  const { resourceGroup, name } = options;
  return {
    async obtain() {
      const az = await findAz(host);
      const cluster = await showCluster(az, resourceGroup, name);
      const networking = networkingOf(cluster);
      if (networking === 'byocni') {
        refuseUnlessAllowed(options, apply);
      } else {
        host.outputs.info(describeManaged(cluster));
        await setTransitEncryption(host, az, options, cluster, beforeChange);
      }
      await fetchCredentials(host, az, options, kubeconfig);
      return {
        provider: 'aks',
        networking,
        name,
        ours: false,
        kubeconfig,
        context: name,
        ciliumValues: networking === 'byocni' ? byocniValues(cluster.networkProfile.podCidr) : {},
        serviceCidr: cluster.networkProfile.serviceCidr ?? undefined,
        tolerateControlPlane: false
      };
    }
  };
}

function refuseUnlessAllowed({ name, allowReconfigure, transitEncryption }: ExistingAks, apply: boolean): void {
  if (transitEncryption !== undefined) {
    throw new InputError(
      `aks-transit-encryption: "${name}" is a BYOCNI cluster, where scenarios sets the encryption; remove this input and write, for example, scenarios: vxlan+wireguard`
    );
  }
  if (apply && allowReconfigure === undefined) {
    throw new InputError(
      `allow-reconfigure: missing; "${name}" is a BYOCNI cluster, and the run would reconfigure its Cilium; write "${name}" to allow that, or set apply: false to measure it as is`
    );
  }
}

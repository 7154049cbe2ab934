import type { Values } from './definitions.ts';
import type { EphemeralAks, ExistingAks } from './options.ts';

/** The AKS cluster that is meant; the contradictions have been looked at before. */
export function aksOptions(values: Values): ExistingAks | EphemeralAks {
  const { 'aks-location': location } = values;
  if (location === undefined) {
    return {
      provider: 'aks',
      kind: 'existing',
      resourceGroup: values['aks-resource-group'] ?? '',
      name: values['aks-name'] ?? '',
      allowReconfigure: values['allow-reconfigure'],
      transitEncryption: values['aks-transit-encryption']
    };
  }
  return {
    provider: 'aks',
    kind: 'ephemeral',
    location,
    vmSize: values['aks-vm-size'],
    zone: values['aks-zone'],
    kubernetesVersion: values['aks-kubernetes-version'],
    podCidr: values['aks-pod-cidr'],
    nodePrice: values['aks-node-price']
  };
}

import { definitionOf, type InputName, type Values } from './definitions.ts';
import type { EphemeralAks, ExistingAks } from './options.ts';

/** What a managed cluster can be given all the same. */
const permissions: readonly InputName[] = ['allow-reconfigure', 'aks-transit-encryption'];

/** The AKS cluster that is meant; the contradictions have been looked at before. */
export function aksOptions(values: Values, given: ReadonlyMap<InputName, string>): ExistingAks | EphemeralAks {
  const { 'aks-location': location } = values;
  if (location === undefined) {
    return {
      provider: 'aks',
      kind: 'existing',
      resourceGroup: values['aks-resource-group'] ?? '',
      name: values['aks-name'] ?? '',
      allowReconfigure: values['allow-reconfigure'],
      transitEncryption: values['aks-transit-encryption'],
      scenariosGiven: given.has('scenarios'),
      appliedInputs: [...given.keys()].filter(
        name => definitionOf(name).applied === true && !permissions.includes(name)
      )
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
    tags: values['aks-tags'] ?? [],
    nodePrice: values['aks-node-price']
  };
}

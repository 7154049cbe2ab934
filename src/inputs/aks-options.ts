import type { EphemeralAks, ExistingAks } from '../model/options.ts';
import { ephemeralInputs, existingInputs } from './aks.ts';
import { definitionOf, type InputName, type InputValues } from './definitions.ts';
import { quote } from './text.ts';

/** Inputs that change a cluster but also apply to a managed one. */
const permissions: readonly InputName[] = ['allow-reconfigure', 'aks-transit-encryption'];

/** The AKS cluster to use. Call it only after the check for contradictions. */
export function aksOptions(values: InputValues, given: ReadonlyMap<InputName, string>): ExistingAks | EphemeralAks {
  const { 'aks-location': location } = values;
  if (location === undefined) {
    return {
      provider: 'aks',
      kind: 'existing',
      resourceGroup: values['aks-resource-group'] ?? '',
      name: values['aks-name'] ?? '',
      allowReconfigure: values['allow-reconfigure'],
      transitEncryption: values['aks-transit-encryption'],
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

/** With `cluster: aks`: whether the inputs name an existing cluster or a new one, and are complete. */
export function* aksContradictions(
  given: ReadonlyMap<InputName, string>,
  values: Partial<InputValues>
): Iterable<string> {
  if (values.cluster !== 'aks') return;
  const existing = existingInputs.filter(name => given.has(name));
  if (given.has('aks-location')) {
    for (const name of existing) {
      yield `${name}: cannot be used with aks-location; remove ${name} to create a cluster in ${quote(values['aks-location'] ?? '')}, or remove aks-location to measure an existing one.`;
    }
    if (given.has('allow-reconfigure')) {
      yield 'allow-reconfigure: cannot be used with aks-location, because the cluster is created for the run; remove it.';
    }
    if (values.apply === false) {
      yield 'apply: false cannot be used with aks-location, because it measures an existing cluster; remove one of the two.';
    }
    return;
  }
  if (existing.length === 0) {
    yield 'cluster: aks needs a cluster; write aks-resource-group and aks-name to use an existing one, or aks-location to create one.';
  } else {
    for (const name of ['aks-resource-group', 'aks-name'] as const) {
      if (!given.has(name))
        yield `${name}: must be set for an existing cluster; write both aks-resource-group and aks-name.`;
    }
  }
  for (const name of ephemeralInputs.filter(each => given.has(each))) {
    yield `${name}: applies only to a cluster created for the run; remove it, or write aks-location instead of aks-resource-group and aks-name.`;
  }
  yield* permission(values);
}

function* permission(values: Partial<InputValues>): Iterable<string> {
  const { 'aks-name': name, 'allow-reconfigure': allowed, 'aks-transit-encryption': encryption } = values;
  if (name === undefined) return;
  if (allowed !== undefined && allowed !== name) {
    yield `allow-reconfigure: ${quote(allowed)} is not the name of the AKS cluster, ${quote(name)}; write the same name in both, or remove it.`;
  }
  if (allowed === undefined && encryption !== undefined) {
    yield `allow-reconfigure: must be set with aks-transit-encryption, which changes the cluster and restarts its agents; write ${quote(name)} to allow that.`;
  }
}

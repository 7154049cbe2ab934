import type { EphemeralAks, ExistingAks } from '../model/options.ts';
import { ephemeralInputs, existingInputs } from './aks.ts';
import { definitionOf, type InputName, type Values } from './definitions.ts';
import { quote } from './text.ts';

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

/** With `cluster: aks`: which of the two ways is meant, and whether its inputs are whole. */
export function* aksContradictions(given: ReadonlyMap<InputName, string>, values: Partial<Values>): Iterable<string> {
  if (values.cluster !== 'aks') return;
  const existing = existingInputs.filter(name => given.has(name));
  if (given.has('aks-location')) {
    for (const name of existing) {
      yield `${name}: contradicts aks-location; leave ${name} out to have a cluster made in ${quote(values['aks-location'] ?? '')}, or leave aks-location out to measure one that exists.`;
    }
    if (given.has('allow-reconfigure')) {
      yield 'allow-reconfigure: contradicts aks-location, with which the cluster is made for the run; leave it out.';
    }
    if (values.apply === false) {
      yield 'apply: false measures a cluster as it is, and contradicts aks-location, with which a new one is made; leave one of the two out.';
    }
    yield* nativeWithoutRoutes(values);
    return;
  }
  if (existing.length === 0) {
    yield 'cluster: aks needs one of two things: write aks-resource-group and aks-name for a cluster that exists, or aks-location to have one made.';
  } else {
    for (const name of ['aks-resource-group', 'aks-name'] as const) {
      if (!given.has(name))
        yield `${name}: missing; a cluster that exists is named by aks-resource-group and aks-name.`;
    }
  }
  for (const name of ephemeralInputs.filter(each => given.has(each))) {
    yield `${name}: belongs to a cluster that is made for the run; leave it out, or write aks-location instead of aks-resource-group and aks-name.`;
  }
  yield* permission(values);
}

function* permission(values: Partial<Values>): Iterable<string> {
  const { 'aks-name': name, 'allow-reconfigure': allowed, 'aks-transit-encryption': encryption } = values;
  if (name === undefined) return;
  if (allowed !== undefined && allowed !== name) {
    yield `allow-reconfigure: ${quote(allowed)} is not the context of the AKS cluster, ${quote(name)}; write the same in both, or leave it out.`;
  }
  if (allowed === undefined && encryption !== undefined) {
    yield `allow-reconfigure: missing; aks-transit-encryption changes the cluster and restarts its agents: write ${quote(name)} to allow that.`;
  }
}

/** Known before a cluster is paid for: nobody can have given a network that does not exist yet its routes. */
function* nativeWithoutRoutes({ scenarios }: Partial<Values>): Iterable<string> {
  if (scenarios?.some(({ routing }) => routing === 'native') === true) {
    yield 'scenarios: native routing needs routes to the pods in the network of the nodes, and a cluster that is made for the run has none; measure vxlan or geneve, or an existing cluster with such routes by aks-resource-group and aks-name.';
  }
}

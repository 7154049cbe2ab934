import { describe, expect, test } from '@jest/globals';
import { errorOf, parse } from './options.ts';

const existing = { cluster: 'aks', 'aks-resource-group': 'lab', 'aks-name': 'perf' };
const made = { cluster: 'aks', 'aks-location': 'westeurope' };

describe('cluster: aks', () => {
  test('is an existing cluster, given its resource group and name', () => {
    expect(parse({ ...existing, 'allow-reconfigure': 'perf' }).cluster).toEqual({
      provider: 'aks',
      kind: 'existing',
      resourceGroup: 'lab',
      name: 'perf',
      allowReconfigure: 'perf',
      transitEncryption: undefined,
      appliedInputs: []
    });
  });

  test('is a new cluster, given only its region', () => {
    expect(parse(made).cluster).toEqual({
      provider: 'aks',
      kind: 'ephemeral',
      location: 'westeurope',
      vmSize: 'Standard_D4s_v5',
      zone: undefined,
      kubernetesVersion: undefined,
      podCidr: '192.168.0.0/16',
      tags: [],
      nodePrice: undefined
    });
  });

  test('tags what it creates as requested', () => {
    expect(parse({ ...made, 'aks-tags': 'owner=net team, cost=a=b\nempty=' }).cluster).toMatchObject({
      tags: ['owner=net team', 'cost=a=b', 'empty=']
    });
    for (const wrong of ['owner', '=net', 'a/b=c', 'a<b=c', `a=${'b'.repeat(257)}`, 'cilium-perf-gate-run=mine']) {
      expect(() => parse({ ...made, 'aks-tags': wrong })).toThrow(
        /^aks-tags: ".*" (is not a tag; write name=value|uses a name reserved)/
      );
    }
  });

  test('records which inputs a managed cluster cannot use', () => {
    const inputs = { ...existing, 'cilium-values': 'values.yaml', 'cilium-version': '1.20.2', scenarios: 'vxlan' };
    expect(
      parse({ ...inputs, 'allow-reconfigure': 'perf', 'aks-transit-encryption': 'wireguard' }).cluster
    ).toMatchObject({
      appliedInputs: ['cilium-values', 'cilium-version']
    });
  });

  test('needs no permission to measure as is', () => {
    expect(parse({ ...existing, apply: 'false' }).apply).toBe(false);
  });
});

describe('contradictory AKS inputs', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'neither way',
      { cluster: 'aks' },
      'cluster: aks needs a cluster; write aks-resource-group and aks-name to use an existing one, or aks-location to create one.'
    ],
    [
      'both ways',
      { ...made, 'aks-name': 'perf' },
      'aks-name: cannot be used with aks-location; remove aks-name to create a cluster in "westeurope", or remove aks-location to measure an existing one.'
    ],
    [
      'half a way',
      { cluster: 'aks', 'aks-name': 'perf' },
      'aks-resource-group: must be set for an existing cluster; write both aks-resource-group and aks-name.'
    ],
    [
      'the size of a cluster that exists',
      { ...existing, 'aks-vm-size': 'Standard_D8s_v5' },
      'aks-vm-size: applies only to a cluster created for the run; remove it, or write aks-location instead of aks-resource-group and aks-name.'
    ],
    [
      'another kind of cluster',
      { 'aks-location': 'westeurope' },
      'aks-location: cannot be used with cluster: kind; remove it, or write cluster: aks.'
    ],
    [
      'a permission for a cluster of ours',
      { ...made, 'allow-reconfigure': 'perf' },
      'allow-reconfigure: cannot be used with aks-location, because the cluster is created for the run; remove it.'
    ],
    [
      'a new cluster as it is',
      { ...made, apply: 'false' },
      'apply: false cannot be used with aks-location, because it measures an existing cluster; remove one of the two.'
    ],
    [
      'a permission for another cluster',
      { ...existing, 'allow-reconfigure': 'production' },
      'allow-reconfigure: "production" is not the name of the AKS cluster, "perf"; write the same name in both, or remove it.'
    ],
    [
      'an encryption without permission',
      { ...existing, 'aks-transit-encryption': 'wireguard' },
      'allow-reconfigure: must be set with aks-transit-encryption, which changes the cluster and restarts its agents; write "perf" to allow that.'
    ],
    [
      'a region by its long name',
      { ...made, 'aks-location': 'West Europe' },
      'aks-location: "West Europe" is not a region; write its short name, for example westeurope.'
    ],
    [
      'no size',
      { ...made, 'aks-vm-size': 'large' },
      'aks-vm-size: "large" is not a VM size; write one as Azure does, for example Standard_D4s_v5.'
    ],
    [
      'a fourth zone',
      { ...made, 'aks-zone': '4' },
      'aks-zone: "4" is not a valid value; write 1, 2 or 3 (did you mean 1?).'
    ],
    [
      'a price in words',
      { ...made, 'aks-node-price': '0,23 EUR' },
      'aks-node-price: "0,23 EUR" is not a number from 0 to 9999; write for example 0.23.'
    ],
    [
      'pods among the Services',
      { ...made, 'aks-pod-cidr': '10.0.0.0/8' },
      'aks-pod-cidr: "10.0.0.0/8" overlaps 10.0.0.0/16, the cluster\'s Services; write for example 192.168.0.0/16.\naks-pod-cidr: "10.0.0.0/8" overlaps 10.224.0.0/12, the cluster\'s nodes; write for example 192.168.0.0/16.'
    ],
    [
      'pods without room',
      { ...made, 'aks-pod-cidr': '192.168.0.0/24' },
      'aks-pod-cidr: "192.168.0.0/24" is too small, because each node gets a /24; write a /22 or larger.'
    ],
    [
      'no range',
      { ...made, 'aks-pod-cidr': '192.168.1.1/16' },
      'aks-pod-cidr: "192.168.1.1/16" is not an IPv4 range; write its first address and prefix length, for example 192.168.0.0/16.'
    ]
  ])('%s', (_, inputs, message) => {
    expect(errorOf(() => parse(inputs))).toBe(`InputError: ${message}`);
  });
});

import { describe, expect, test } from '@jest/globals';
import { cidrsOverlap, coveringRange, readCidr } from '../../src/lib/cidr.ts';
import { errorOf, parse } from './options.ts';

const existing = { cluster: 'aks', 'aks-resource-group': 'lab', 'aks-name': 'perf' };
const made = { cluster: 'aks', 'aks-location': 'westeurope' };

describe('cluster: aks', () => {
  test('is a cluster that exists, by its group and name', () => {
    expect(parse({ ...existing, 'allow-reconfigure': 'perf' }).cluster).toEqual({
      provider: 'aks',
      kind: 'existing',
      resourceGroup: 'lab',
      name: 'perf',
      allowReconfigure: 'perf',
      transitEncryption: undefined,
      appliedInputs: [],
      scenariosGiven: false
    });
  });

  test('is one that is made, by nothing but its region', () => {
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

  test('gives what it makes the tags that are written', () => {
    expect(parse({ ...made, 'aks-tags': 'owner=net team, cost=a=b\nempty=' }).cluster).toMatchObject({
      tags: ['owner=net team', 'cost=a=b', 'empty=']
    });
    for (const wrong of ['owner', '=net', 'a/b=c', 'a<b=c', `a=${'b'.repeat(257)}`, 'cilium-perf-gate-run=mine']) {
      expect(() => parse({ ...made, 'aks-tags': wrong })).toThrow(
        /^aks-tags: ".*" (is not a tag; write name=value|has the name)/
      );
    }
  });

  test('remembers which inputs a managed cluster could not take', () => {
    const inputs = { ...existing, 'cilium-values': 'values.yaml', 'cilium-version': '1.20.2', scenarios: 'vxlan' };
    expect(
      parse({ ...inputs, 'allow-reconfigure': 'perf', 'aks-transit-encryption': 'wireguard' }).cluster
    ).toMatchObject({
      appliedInputs: ['cilium-values', 'cilium-version'],
      scenariosGiven: true
    });
  });

  test('needs no permission to measure as it is', () => {
    expect(parse({ ...existing, apply: 'false' }).apply).toBe(false);
  });
});

describe('inputs of AKS that cannot be meant', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'neither way',
      { cluster: 'aks' },
      'cluster: aks needs one of two things: write aks-resource-group and aks-name for a cluster that exists, or aks-location to have one made.'
    ],
    [
      'both ways',
      { ...made, 'aks-name': 'perf' },
      'aks-name: contradicts aks-location; leave aks-name out to have a cluster made in "westeurope", or leave aks-location out to measure one that exists.'
    ],
    [
      'half a way',
      { cluster: 'aks', 'aks-name': 'perf' },
      'aks-resource-group: missing; a cluster that exists is named by aks-resource-group and aks-name.'
    ],
    [
      'the size of a cluster that exists',
      { ...existing, 'aks-vm-size': 'Standard_D8s_v5' },
      'aks-vm-size: belongs to a cluster that is made for the run; leave it out, or write aks-location instead of aks-resource-group and aks-name.'
    ],
    [
      'another kind of cluster',
      { 'aks-location': 'westeurope' },
      'aks-location: contradicts cluster: kind; leave it out, or write cluster: aks.'
    ],
    [
      'native routing without routes',
      { ...made, scenarios: 'vxlan, native+wireguard' },
      'scenarios: native routing needs routes to the pods in the network of the nodes, and a cluster that is made for the run has none; measure vxlan or geneve, or an existing cluster with such routes by aks-resource-group and aks-name.'
    ],
    [
      'a permission for a cluster of ours',
      { ...made, 'allow-reconfigure': 'perf' },
      'allow-reconfigure: contradicts aks-location, with which the cluster is made for the run; leave it out.'
    ],
    [
      'a new cluster as it is',
      { ...made, apply: 'false' },
      'apply: false measures a cluster as it is, and contradicts aks-location, with which a new one is made; leave one of the two out.'
    ],
    [
      'a permission for another cluster',
      { ...existing, 'allow-reconfigure': 'production' },
      'allow-reconfigure: "production" is not the context of the AKS cluster, "perf"; write the same in both, or leave it out.'
    ],
    [
      'an encryption without permission',
      { ...existing, 'aks-transit-encryption': 'wireguard' },
      'allow-reconfigure: missing; aks-transit-encryption changes the cluster and restarts its agents: write "perf" to allow that.'
    ],
    [
      'a region by its long name',
      { ...made, 'aks-location': 'West Europe' },
      'aks-location: "West Europe" is not a region; write its short name, for example westeurope.'
    ],
    [
      'no size',
      { ...made, 'aks-vm-size': 'large' },
      'aks-vm-size: "large" is not a size; write it as Azure does, for example Standard_D4s_v5.'
    ],
    ['a fourth zone', { ...made, 'aks-zone': '4' }, 'aks-zone: "4" is not known; write 1, 2 or 3 (did you mean 1?).'],
    [
      'a price in words',
      { ...made, 'aks-node-price': '0,23 EUR' },
      'aks-node-price: "0,23 EUR" is not a price; write a number such as 0.23.'
    ],
    [
      'pods among the Services',
      { ...made, 'aks-pod-cidr': '10.0.0.0/8' },
      'aks-pod-cidr: "10.0.0.0/8" overlaps 10.0.0.0/16, the cluster\'s Services; write for example 192.168.0.0/16.\naks-pod-cidr: "10.0.0.0/8" overlaps 10.224.0.0/12, the cluster\'s nodes; write for example 192.168.0.0/16.'
    ],
    [
      'pods without room',
      { ...made, 'aks-pod-cidr': '192.168.0.0/24' },
      'aks-pod-cidr: "192.168.0.0/24" has no room for the nodes, which get a /24 each; write at least a /22.'
    ],
    [
      'no range',
      { ...made, 'aks-pod-cidr': '192.168.1.1/16' },
      'aks-pod-cidr: "192.168.1.1/16" is not an IPv4 range; write its first address and its length, for example 192.168.0.0/16.'
    ]
  ])('%s', (_, inputs, message) => {
    expect(errorOf(() => parse(inputs))).toBe(`InputError: ${message}`);
  });
});

describe('IPv4 ranges', () => {
  test.each([
    ['10.0.0.0/8', '10.224.0.0/12', true],
    ['10.224.0.0/12', '10.0.0.0/8', true],
    ['192.168.0.0/16', '10.0.0.0/16', false],
    ['192.168.0.0/17', '192.168.128.0/17', false],
    ['0.0.0.0/0', '192.168.0.0/16', true],
    ['fd00::/8', '10.0.0.0/8', false]
  ])('%s and %s share an address: %s', (left, right, shared) => {
    expect(cidrsOverlap(left, right)).toBe(shared);
  });

  test.each([
    [['10.42.0.0/24', '10.42.3.0/24'], '10.42.0.0/22'],
    [['10.42.3.0/24', '10.42.0.0/24'], '10.42.0.0/22'],
    [['10.42.0.0/16', '10.42.7.0/24'], '10.42.0.0/16'],
    [['10.42.7.9/24'], '10.42.7.0/24'],
    [['10.0.0.0/8', '200.0.0.0/8'], '0.0.0.0/0'],
    [['10.0.0.0/8', 'fd00::/8'], undefined],
    [[], undefined]
  ])('%j are held by %s', (ranges, cover) => {
    expect(coveringRange(ranges)).toBe(cover);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.256/32', '10.0.0.1/31', '10.0.0/8', 'a'])('%s is none', text => {
    expect(readCidr(text)).toBeUndefined();
  });
});

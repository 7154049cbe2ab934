import type { V1Node } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { findNetwork } from '../../src/cilium/network.ts';
import type { Values } from '../../src/scenario/values.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

const kubeadm = (podSubnet: string): Map<string, Record<string, string>> =>
  new Map([['kube-system/kubeadm-config', { ClusterConfiguration: `networking:\n  podSubnet: ${podSubnet}\n` }]]);
const ofKubernetes = { ipam: { mode: 'kubernetes' } };
const pool = (clusterPoolIPv4PodCIDRList: unknown): Values => ({ ipam: { operator: { clusterPoolIPv4PodCIDRList } } });
const node = (address: string, ...podCIDRs: string[]): V1Node => ({
  metadata: { name: `node-${address}` },
  spec: { podCIDRs },
  status: { addresses: [{ type: 'InternalIP', address }] }
});

const find = (values: readonly Values[], cluster: Partial<FakeCluster> = {}, needsRange = true, ours = false) =>
  findNetwork(fakeKubernetes(cluster).kubernetes, values, needsRange, ours);

describe('the pod range', () => {
  test("is the chart's own pool unless the values say otherwise, whatever kubeadm says", async () => {
    expect(await find([], { configMaps: kubeadm('10.244.0.0/16') })).toEqual({
      podCidr: '10.0.0.0/8',
      podRanges: ['10.0.0.0/8'],
      autoDirectNodeRoutes: true
    });
    expect(await find([pool(['100.64.0.0/10'])])).toMatchObject({ podCidr: '100.64.0.0/10' });
  });

  test("is the user's own, if given", async () => {
    const native = { ipv4NativeRoutingCIDR: '10.9.0.0/16', autoDirectNodeRoutes: false };
    expect(await find([pool(['100.64.0.0/10', '100.128.0.0/10']), native])).toMatchObject({
      podCidr: '10.9.0.0/16',
      autoDirectNodeRoutes: false
    });
  });

  test("is the cluster's own on a cluster made for the run, if the values describe another network", async () => {
    const cluster = { configMaps: kubeadm('10.244.0.0/16') };
    const production = (ipv4NativeRoutingCIDR: string): readonly Values[] => [
      { ...ofKubernetes, ipv4NativeRoutingCIDR, autoDirectNodeRoutes: false }
    ];
    const made = { podCidr: '10.244.0.0/16', podRanges: ['10.244.0.0/16'], autoDirectNodeRoutes: true };
    expect(await find(production('172.20.0.0/14'), cluster, true, true)).toEqual(made);
    // Otherwise a mistake in the cluster's own range could not be corrected.
    expect(await find(production('10.0.0.0/8'), cluster, true, true)).toMatchObject({ podCidr: '10.0.0.0/8' });
    expect(
      await find([{ ipam: { mode: 'multi-pool' } }, { ipv4NativeRoutingCIDR: '10.9.0.0/16' }], {}, true, true)
    ).toEqual({ podCidr: '10.9.0.0/16', podRanges: ['10.9.0.0/16'], autoDirectNodeRoutes: true });
  });

  test.each([
    ['10.244.0.0/16', '10.244.0.0/16'],
    ['10.244.0.0/16,fd00:10:244::/56', '10.244.0.0/16'],
    ['fd00:10:244::/56,10.244.0.0/16', '10.244.0.0/16']
  ])("is kubeadm's if Kubernetes assigns the addresses: %s", async (podSubnet, podCidr) => {
    expect(await find([ofKubernetes], { configMaps: kubeadm(podSubnet) })).toMatchObject({ podCidr });
  });

  test.each<[string, Partial<FakeCluster>, Values]>([
    [
      'nodes',
      { nodes: [node('192.168.1.5', '10.42.0.0/24', 'fd00::/64'), node('10.43.0.1', '10.42.3.0/24')] },
      ofKubernetes
    ],
    [
      'CiliumNodes',
      {
        ciliumNodeRanges: new Map([
          ['a', ['10.42.0.0/27']],
          ['b', ['fd00::/64', '10.42.3.32/27']]
        ])
      },
      { ipam: { mode: 'multi-pool' } }
    ]
  ])('contains the ranges of all %s', async (_, cluster, values) => {
    expect(await find([values], cluster)).toMatchObject({ podCidr: '10.42.0.0/22' });
  });

  test('must be given if native routing needs it and it is unknown', async () => {
    const eni = { ipam: { mode: 'eni' } };
    await expect(find([eni])).rejects.toThrow(
      'cilium-values: native routing and strict egress need the pod range, which this cluster does not show; add for example "ipv4NativeRoutingCIDR: '
    );
    expect(await find([eni], {}, false)).toMatchObject({ podCidr: '' });
  });

  test.each<[string, Partial<FakeCluster>, Values, string]>([
    [
      "the chart's pool",
      { nodes: [node('10.224.0.4')] },
      {},
      '10.0.0.0/8 also contains the node node-10.224.0.4 (10.224.0.4)'
    ],
    ["the user's pool", { nodes: [node('172.16.0.4')] }, pool(['172.16.0.0/12']), '172.16.0.0/12 also contains'],
    [
      "kubeadm's range",
      { nodes: [node('10.244.9.1')], configMaps: kubeadm('10.244.0.0/16') },
      ofKubernetes,
      '10.244.0.0/16'
    ],
    [
      'the range of the nodes',
      { nodes: [node('10.42.1.9', '10.42.0.0/24'), node('10.9.9.9', '10.42.2.0/24')] },
      ofKubernetes,
      '10.42.0.0/22 also contains the node node-10.42.1.9 (10.42.1.9)'
    ]
  ])('must be given if native routing needs it and %s contains a node', async (_, cluster, values, why) => {
    await expect(find([values], cluster)).rejects.toThrow(why);
    await expect(find([values], cluster)).rejects.toThrow('whose traffic would be taken for pod traffic; add the part');
    await find([values], cluster, false);
    expect(await find([values, { ipv4NativeRoutingCIDR: '10.0.0.0/8' }], cluster)).toMatchObject({
      podCidr: '10.0.0.0/8'
    });
  });

  test.each([
    ['a list', ['10.42.0.0/16', '10.43.0.0/16']],
    ['one text', '10.42.0.0/16 10.43.0.0/16']
  ])('must be given if there are two, as %s, and both count', async (_, list) => {
    await expect(find([pool(list)])).rejects.toThrow(
      'cilium-values: native routing and strict egress need a single pod range, but there are 10.42.0.0/16 and 10.43.0.0/16; add one that contains all of them, for example "ipv4NativeRoutingCIDR: 10.42.0.0/15"'
    );
    expect(await find([pool(list)], {}, false)).toMatchObject({
      podCidr: '',
      podRanges: ['10.42.0.0/16', '10.43.0.0/16']
    });
  });

  test('must not be IPv6 only', async () => {
    await expect(find([ofKubernetes], { configMaps: kubeadm('fd00::/48') }, false)).rejects.toThrow(
      'cluster: its pods use the IPv6 range fd00::/48, but only IPv4 is measured'
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import { findNetwork } from '../../src/cilium/network.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const kubeadm = (podSubnet: string): Map<string, Record<string, string>> =>
  new Map([['kube-system/kubeadm-config', { ClusterConfiguration: `networking:\n  podSubnet: ${podSubnet}\n` }]]);

describe('the range of the pods', () => {
  test("comes from kubeadm's configuration", async () => {
    const { kubernetes } = fakeKubernetes({ configMaps: kubeadm('10.244.0.0/16') });
    expect(await findNetwork(kubernetes, [], true)).toEqual({ podCidr: '10.244.0.0/16', autoDirectNodeRoutes: true });
  });

  test("is rather the user's own", async () => {
    const { kubernetes } = fakeKubernetes({ configMaps: kubeadm('10.244.0.0/16') });
    const pool = { ipam: { operator: { clusterPoolIPv4PodCIDRList: ['100.64.0.0/10'] } } };
    expect(await findNetwork(kubernetes, [pool], true)).toMatchObject({ podCidr: '100.64.0.0/10' });
    const native = { ipv4NativeRoutingCIDR: '10.9.0.0/16', autoDirectNodeRoutes: false };
    expect(await findNetwork(kubernetes, [pool, native], true)).toEqual({
      podCidr: '10.9.0.0/16',
      autoDirectNodeRoutes: false
    });
  });

  test('is asked for when native routing needs it and nobody knows it', async () => {
    const { kubernetes } = fakeKubernetes();
    await expect(findNetwork(kubernetes, [], true)).rejects.toThrow(
      'cilium-values: native routing and strict egress need the range of the pods'
    );
    expect(await findNetwork(kubernetes, [], false)).toMatchObject({ podCidr: '' });
  });

  test('refuses IPv6', async () => {
    const { kubernetes } = fakeKubernetes({ configMaps: kubeadm('fd00::/48') });
    await expect(findNetwork(kubernetes, [], false)).rejects.toThrow('only IPv4 clusters are measured');
  });
});

import { expect, test } from '@jest/globals';
import { describeNode } from '../../src/kubernetes/describe.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const agent = { namespace: 'kube-system', pod: 'cilium-1', container: 'cilium-agent', image: 'agent' } as const;
const node = {
  metadata: {
    name: 'aks-1',
    labels: {
      'node.kubernetes.io/instance-type': 'Standard_D4s_v5',
      'topology.kubernetes.io/zone': 'westeurope-1',
      'kubernetes.azure.com/node-image-version': 'AKSUbuntu-2204gen2containerd-202511.01.0'
    }
  }
};

/** A machine with these links, whose drivers are known by name. */
function machine(links: readonly object[], drivers: Readonly<Record<string, string>>) {
  return fakeKubernetes({
    exec: (_, command) => {
      const line = command.join(' ');
      if (line.includes('route show default')) return { stdout: '[{"dev":"eth0"}]' };
      if (line.includes('link show')) return { stdout: JSON.stringify(links) };
      const device = /class\/net\/(\w+)\/device\/driver/.exec(line)?.[1] ?? '';
      const driver = drivers[device];
      return driver === undefined ? { exitCode: 1 } : { stdout: `../../../bus/vmbus/drivers/${driver}\n` };
    }
  }).kubernetes;
}

const eth0 = { ifname: 'eth0', mtu: 1500 };

test.each<[string, readonly object[], Record<string, string>, object]>([
  [
    'with accelerated networking',
    [eth0, { ifname: 'enP1s1', mtu: 1500, master: 'eth0' }],
    { eth0: 'hv_netvsc', enP1s1: 'mlx5_core' },
    { name: 'eth0', mtu: 1500, driver: 'hv_netvsc', virtualFunction: 'mlx5_core' }
  ],
  [
    'without it',
    [eth0, { ifname: 'lxc1', mtu: 1500 }],
    { eth0: 'hv_netvsc' },
    { name: 'eth0', mtu: 1500, driver: 'hv_netvsc', virtualFunction: 'none' }
  ],
  ['on another hypervisor', [eth0], { eth0: 'virtio_net' }, { name: 'eth0', mtu: 1500, driver: 'virtio_net' }]
])('a node %s', async (_, links, drivers, expected) => {
  const described = await describeNode(machine(links, drivers), node, 'client', agent);
  expect(described.interface).toEqual(expected);
  expect(described).toMatchObject({
    instanceType: 'Standard_D4s_v5',
    zone: 'westeurope-1',
    nodeImage: 'AKSUbuntu-2204gen2containerd-202511.01.0'
  });
});

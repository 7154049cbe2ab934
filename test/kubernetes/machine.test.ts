import { describe, expect, test } from '@jest/globals';
import { readMachine } from '../../src/kubernetes/machine.ts';
import type { Section, SectionReading } from '../../src/proof/contract.ts';

const routes = (device: string): string =>
  [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'cilium_host\t0000F40A\t0100F40A\t0003\t0\t0\t0\t0000FFFF\t0\t0\t0',
    `${device}\t00000000\t010013AC\t0003\t0\t0\t0\t00000000\t0\t0\t0`
  ].join('\n');

/** A node with these files and links; anything else is not there. */
function node(files: Readonly<Record<string, string>>) {
  return (sections: readonly Section[]) => {
    const entries = sections.map(({ name, command, keep }): [string, SectionReading] => {
      const stdout = files[command.at(-1) ?? ''];
      return [name, stdout === undefined ? { ok: false, why: 'no' } : { ok: true, text: keep({ stdout, stderr: '' }) }];
    });
    return Promise.resolve({ identity: 'host', sections: Object.fromEntries(entries) });
  };
}

const azure = {
  '/proc/cpuinfo': 'processor\t: 0\nmodel name\t: Intel(R) Xeon(R) Platinum 8370C\nprocessor\t: 1\n',
  '/proc/net/route': routes('eth0'),
  '/sys/class/net/eth0': 'address\ndevice\nlower_enP1s1\nmtu\n',
  '/sys/class/net/eth0/mtu': '1500\n',
  '/sys/class/net/eth0/device/driver': '../../../bus/vmbus/drivers/hv_netvsc\n',
  '/sys/class/net/enP1s1/device/driver': '../../../bus/pci/drivers/mlx5_core\n'
};

describe("a node's machine", () => {
  test('with accelerated networking has the network card below the synthetic interface', async () => {
    expect(await readMachine(node(azure))).toEqual({
      cpuModel: 'Intel(R) Xeon(R) Platinum 8370C',
      interface: { name: 'eth0', mtu: 1500, driver: 'hv_netvsc', virtualFunction: 'mlx5_core' }
    });
  });

  test('without accelerated networking has no such card', async () => {
    const plain = { ...azure, '/sys/class/net/eth0': 'address\ndevice\nmtu\n' };
    expect((await readMachine(node(plain))).interface).toMatchObject({ driver: 'hv_netvsc', virtualFunction: 'none' });
  });

  test('on another hypervisor has only the driver, and in a container not even that', async () => {
    const virtio = { ...azure, '/sys/class/net/eth0/device/driver': '../../../bus/virtio/drivers/virtio_net\n' };
    expect((await readMachine(node(virtio))).interface).toEqual({ name: 'eth0', mtu: 1500, driver: 'virtio_net' });
    const container = { '/proc/net/route': routes('eth0'), '/sys/class/net/eth0/mtu': '1500\n' };
    expect(await readMachine(node(container))).toEqual({ interface: { name: 'eth0', mtu: 1500 } });
  });

  test('is unknown if nothing can be read or no interface has the default route', async () => {
    expect(await readMachine(node({}))).toEqual({});
    expect(await readMachine(node({ ...azure, '/proc/net/route': routes('eth0').split('\n')[0] ?? '' }))).toEqual({
      cpuModel: 'Intel(R) Xeon(R) Platinum 8370C'
    });
    expect(await readMachine(node({ ...azure, '/proc/net/route': routes('../../etc') }))).toEqual({
      cpuModel: 'Intel(R) Xeon(R) Platinum 8370C'
    });
  });
});

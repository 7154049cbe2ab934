import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { kernelLack, readKernel } from '../../src/cluster/kernel.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import { fakeFiles } from '../fakes/host.ts';

const release = '6.11.0-1018-azure';
const folder = `/lib/modules/${release}`;
const config = `/boot/config-${release}`;
const base = { '/proc/sys/kernel/osrelease': `${release}\n` };

/** The lines of an Ubuntu kernel's lists. */
const installed = [
  'kernel/drivers/net/wireguard/wireguard.ko.zst: kernel/lib/crypto/libchacha20poly1305.ko.zst kernel/net/ipv4/udp_tunnel.ko.zst',
  'kernel/drivers/net/vxlan/vxlan.ko.zst: kernel/net/ipv4/udp_tunnel.ko.zst',
  'kernel/net/xfrm/xfrm-user.ko.xz:',
  'kernel/net/ipv4/esp4.ko:'
].join('\n');

/** What speaks against a scenario on a machine with these files. */
async function lack(name: string, files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const scenario = parseScenario(name);
  if (scenario === undefined) throw new Error(name);
  return kernelLack(await readKernel(fakeFiles({ ...base, ...files })), scenario);
}

describe('a kernel is not reported to lack', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['anything if nothing can be read', 'geneve+wireguard', {}],
    [
      'a module that is only not loaded yet',
      'vxlan+wireguard',
      { [`${folder}/modules.dep`]: installed, '/proc/modules': '' }
    ],
    [
      'modules whose names are spelled differently',
      'vxlan+ipsec',
      { [`${folder}/modules.dep`]: installed, [config]: '' }
    ],
    ['what is built in', 'geneve', { [config]: 'CONFIG_GENEVE=y\n', [`${folder}/modules.dep`]: installed }],
    ['a module whose files a container does not see', 'geneve', { [config]: 'CONFIG_GENEVE=m\n' }],
    [
      'a loaded module that was built separately',
      'vxlan+wireguard',
      { [config]: 'CONFIG_VXLAN=y\n# CONFIG_WIREGUARD is not set\n', '/proc/modules': 'wireguard 94208 0 - Live 0x0\n' }
    ],
    [
      'an installed module that was built separately',
      'vxlan+wireguard',
      { [config]: 'CONFIG_VXLAN=y\n', [`${folder}/modules.dep`]: 'updates/dkms/wireguard.ko:\n' }
    ],
    ['what is missing only from its list of installed modules', 'geneve', { [`${folder}/modules.dep`]: installed }],
    ['anything for a mode that needs nothing', 'native', { [config]: '' }],
    ['anything for ztunnel, whose needs are unknown', 'native+ztunnel', { [config]: '' }]
  ])('%s', async (_, scenario, files) => {
    expect(await lack(scenario, files)).toBeUndefined();
  });
});

describe('a kernel is reported to lack', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    [
      'what its configuration omits',
      'geneve+wireguard',
      { [config]: 'CONFIG_VXLAN=y\n' },
      `the kernel ${release} has no Geneve (CONFIG_GENEVE); the kernel ${release} has no WireGuard (CONFIG_WIREGUARD)`
    ],
    [
      'a part that IPsec needs',
      'native+ipsec',
      { [config]: 'CONFIG_XFRM_USER=y\n# CONFIG_INET_ESP is not set\n' },
      `the kernel ${release} has no IPsec (CONFIG_INET_ESP)`
    ],
    [
      'a module that is not installed',
      'geneve',
      { [config]: 'CONFIG_GENEVE=m\n', [`${folder}/modules.dep`]: installed },
      `has Geneve only as a module (geneve), which is not installed (Ubuntu package linux-modules-extra-${release})`
    ]
  ])('%s', async (_, scenario, files, words) => {
    expect(await lack(scenario, files)).toContain(words);
  });

  test('what its own copy of the configuration omits', async () => {
    const files = fakeFiles(base);
    files.content.set('/proc/config.gz', gzipSync('CONFIG_VXLAN=y\n# CONFIG_GENEVE is not set\n'));
    const kernel = await readKernel(files);
    expect(kernelLack(kernel, { routing: 'vxlan', encryption: 'none' })).toBeUndefined();
    expect(kernelLack(kernel, { routing: 'geneve', encryption: 'none' })).toContain('no Geneve');
  });
});

import { describe, expect, test } from '@jest/globals';
import { chooseAddressPool, poolPrefix } from '../../lab/engine/address-pool.ts';
import { listMountsBelow } from '../../lab/engine/mounts.ts';
import { describeProcess, isAlive, parseStartTime } from '../../lab/engine/processes.ts';
import { parseState } from '../../lab/engine/state.ts';
import { compareVersions } from '../../lab/go.ts';
import { listLackingFeatures, neededFeatures } from '../../lab/kernel.ts';
import { parseKernelConfig } from '../../src/cluster/kernel.ts';

describe('processes', () => {
  const fields = (state: string) => `${state} 1 2 2 0 -1 4194560 100 0 0 0 5 6 0 0 20 0 9 0 8612 1000 200 184 1`;

  test('are identified by their start time, whatever their name contains', () => {
    expect(parseStartTime(`42 (dockerd) ${fields('S')}`)).toBe('8612');
    expect(parseStartTime(`42 (a) (b) c) ${fields('S')}`)).toBe('8612');
  });

  test('are over if only their parent has not noticed', () => {
    expect(parseStartTime(`42 (dockerd) ${fields('Z')}`)).toBeUndefined();
  });

  test('with the same PID but another start time are different processes', async () => {
    const self = await describeProcess(process.pid, 'this test');
    expect(self).toBeDefined();
    if (self === undefined) return;
    await expect(isAlive(self)).resolves.toBe(true);
    await expect(isAlive({ ...self, startTime: '1' })).resolves.toBe(false);
  });
});

describe('the state file', () => {
  test('is read back', () => {
    const lab = { nodeImage: 'x' };
    expect(parseState(JSON.stringify({ version: 1, lab }))).toEqual({ version: 1, engine: undefined, lab });
  });

  test.each([
    ['[]', 'not a state'],
    ['{"version":2}', 'version must be 1, not 2'],
    ['{"version":1', 'JSON']
  ])('%s is refused', (text, reason) => {
    expect(() => parseState(text)).toThrow(reason);
  });
});

describe('mounts', () => {
  const mountinfo = [
    '21 1 0:20 / /proc rw - proc proc rw',
    '50 1 0:40 / /state/lab rw - tmpfs tmpfs rw',
    '51 50 0:41 / /state/lab/exec/net\\040ns rw - nsfs nsfs rw',
    '52 1 0:42 / /state/laboratory rw - tmpfs tmpfs rw',
    ''
  ].join('\n');

  test('below a folder are listed deepest first, without a sibling folder that has a longer name', () => {
    expect(listMountsBelow(mountinfo, '/state/lab')).toEqual(['/state/lab/exec/net ns', '/state/lab']);
  });
});

describe('the address pool', () => {
  test('overlaps no route', () => {
    expect(chooseAddressPool('default via 10.0.0.1 dev eth0\n10.0.0.0/24 dev eth0\n')).toBe('172.29.0.0/16');
    expect(chooseAddressPool('172.29.8.0/24 dev br-1\n172.28.0.1 dev tun0\n')).toBe('10.213.0.0/16');
    expect(chooseAddressPool('172.16.0.0/12 dev tun0\n')).toBe('10.213.0.0/16');
  });

  test('is an error that names what was tried if none is free', () => {
    expect(() => chooseAddressPool('10.0.0.0/8 dev a\n172.16.0.0/12 dev b\n192.168.0.0/16 dev c\n')).toThrow('172.29');
  });

  test('has a prefix that identifies its addresses', () => {
    expect(poolPrefix('172.29.0.0/16')).toBe('172.29.');
    expect(poolPrefix('192.168.224.0/20')).toBe('192.168.');
  });
});

describe('the kernel configuration', () => {
  const text = 'CONFIG_VETH=y\nCONFIG_BRIDGE=m\n# CONFIG_OVERLAY_FS is not set\nCONFIG_HZ=250\n';

  test('accepts built-in features and modules', () => {
    const options = [...parseKernelConfig(text)];
    expect(options).toEqual([
      ['VETH', 'y'],
      ['BRIDGE', 'm']
    ]);
  });

  test('lists missing features', () => {
    const options = parseKernelConfig(text);
    const kernel = { release: '6.1.0', options, installed: undefined, loaded: new Set<string>() };
    const lacking = listLackingFeatures(neededFeatures, kernel).map(({ name }) => name);
    expect(lacking).toContain('overlayfs');
    expect(lacking).not.toContain('veth');
  });
});

test('versions are compared by number, and missing parts are zero', () => {
  expect(compareVersions('1.19', '1.21.0')).toBeLessThan(0);
  expect(compareVersions('1.26.10', '1.26.9')).toBeGreaterThan(0);
  expect(compareVersions('1.26', '1.26.0')).toBe(0);
});

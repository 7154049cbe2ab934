import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { describeProcess } from '../../lab/engine/processes.ts';
import { labFolder } from '../../lab/folders.ts';
import { describeAddresses, describeGuestSettings } from '../../lab/vm/addresses.ts';
import { readVmEntries } from '../../lab/vm/build.ts';
import { jobKey, parseJob } from '../../lab/vm/compile-job.ts';
import { describeControlPlane } from '../../lab/vm/control-plane.ts';
import { findKernelPackage, releaseOf } from '../../lab/vm/debian-kernel.ts';
import { listModules } from '../../lab/vm/initrd.ts';
import { nameLinks } from '../../lab/vm/links.ts';
import { locatePki } from '../../lab/vm/pki.ts';
import { vmImages } from '../../lab/vm/vm-images.ts';
import { readVm, writeVmState } from '../../lab/vm/vm-state.ts';
import { describeVmValues } from '../../lab/vm/vm-values.ts';

describe('the kernel package', () => {
  const newer = `Package: linux-image-6.12-amd64
Version: 6.12.117-1~deb12u1
Depends: linux-image-6.12.117+deb12-amd64 (= 6.12.117-1~deb12u1)
`;
  const older = `Package: linux-image-amd64
Version: 6.1.192-2
Depends: linux-image-6.1.0-56-amd64 (= 6.1.192-2)
`;

  test('is the one of the series that has WireGuard, IPsec and Geneve, whichever comes first', () => {
    for (const shown of [newer + older, older + newer])
      expect(findKernelPackage(shown)).toBe('linux-image-6.12.117+deb12-amd64');
  });

  test('is missing if only another series is offered', () => {
    expect(findKernelPackage(older)).toBeUndefined();
  });

  test('names the release', () => {
    expect(releaseOf('linux-image-6.12.117+deb12-amd64')).toBe('6.12.117+deb12-amd64');
  });
});

test('the initrd loads modules in the order that modprobe prints, each once, and none that are built in', () => {
  const output = `builtin virtio
insmod /lib/modules/6.12/kernel/lib/crc16.ko
insmod /lib/modules/6.12/kernel/fs/jbd2/jbd2.ko
insmod /lib/modules/6.12/kernel/lib/crc16.ko
insmod /lib/modules/6.12/kernel/fs/ext4/ext4.ko
`;
  expect(listModules(output)).toEqual(
    ['lib/crc16', 'fs/jbd2/jbd2', 'fs/ext4/ext4'].map(name => `/lib/modules/6.12/kernel/${name}.ko`)
  );
});

describe('addresses', () => {
  test('are in the pool, also in one smaller than /16', () => {
    expect(describeAddresses('172.29.0.0/16').machine).toBe('172.29.0.1');
    expect(describeAddresses('192.168.224.0/20').nodes.map(({ address }) => address)).toEqual([
      '192.168.224.2',
      '192.168.224.3'
    ]);
  });

  test('reach the VM as variables of a shell', () => {
    expect(describeGuestSettings(describeAddresses('172.29.0.0/16'))).toBe(
      "MACHINE=172.29.0.1\nVM=172.29.0.10\nPREFIX=24\nNODES='lab-vm-a=172.29.0.2 lab-vm-b=172.29.0.3'\n"
    );
  });

  test('of servers are not those of other interfaces of this machine', () => {
    const servers = describeControlPlane('/state', locatePki('/state'), describeAddresses('172.29.0.0/16'));
    const listening = servers.flatMap(({ args }) =>
      args.filter(flag => /^--(bind-address|listen-[a-z]+-urls)=/.test(flag))
    );
    expect(listening).toHaveLength(5);
    for (const flag of listening) expect(flag).toMatch(/=(172\.29\.0\.1$|http:\/\/127\.0\.0\.1:)/);
  });

  test('have interfaces whose names the kernel accepts, for every PID', () => {
    const { bridge, tap } = nameLinks(4_194_304);
    for (const name of [bridge, tap]) expect(name.length).toBeLessThanOrEqual(15);
  });
});

describe("the compiler's jobs", () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const job = (files: Record<string, string>, args = ['-c', '/var/lib/cilium/bpf/bpf_lxc.c']): string =>
    JSON.stringify({ arguments: args, files });
  const header = '/var/run/cilium/state/globals/node_config.h';

  test('have their headers below the state folder, by either of its paths', () => {
    const parsed = parseJob(job({ [header]: base64('#define A'), '/run/cilium/state/b.h': base64('#define B') }));
    expect(Object.entries(parsed.files).map(([path, content]) => [path, String(content)])).toEqual([
      ['state/globals/node_config.h', '#define A'],
      ['state/b.h', '#define B']
    ]);
  });

  test.each(['/etc/shadow', '/var/run/cilium/../../../etc/cron.d/job', '/run/cilium/..', 'run/cilium/a.h'])(
    'are refused if they would write %s on this machine',
    path => {
      expect(() => parseJob(job({ [path]: '' }))).toThrow('not in the agent');
    }
  );

  test('are the same work if arguments and headers are equal, whatever their order and path', () => {
    const key = (files: Record<string, string>, args?: string[]): string => jobKey(parseJob(job(files, args)));
    const one = key({ [header]: base64('1'), '/run/cilium/b.h': base64('2') });
    expect(key({ '/var/run/cilium/b.h': base64('2'), [header]: base64('1') })).toBe(one);
    expect(key({ [header]: base64('2'), '/run/cilium/b.h': base64('2') })).not.toBe(one);
    expect(key({ [header]: base64('1'), '/run/cilium/b.h': base64('2') }, ['-c', 'other.c'])).not.toBe(one);
  });
});

describe('the disk', () => {
  const part = (key: string) => ({ key });
  const parts = {
    ...{ debian: part('1'), cilium: part('2'), nodePrograms: part('3') },
    ...{ nodeRoot: part('4'), kubernetes: part('5') }
  };

  test('is built again for another kernel or another part, but the compiler only for those it consists of', async () => {
    const before = await readVmEntries(parts, 'linux-image-6.12.1-amd64', undefined);
    const kernel = await readVmEntries(parts, 'linux-image-6.12.2-amd64', undefined);
    const kubernetes = await readVmEntries({ ...parts, kubernetes: part('6') }, 'linux-image-6.12.1-amd64', undefined);
    const debian = await readVmEntries({ ...parts, debian: part('6') }, 'linux-image-6.12.1-amd64', undefined);
    const ztunnel = await readVmEntries(parts, 'linux-image-6.12.1-amd64', import.meta.filename);
    const changed = (now: typeof before): string[] =>
      (['kernel', 'compiler', 'disk'] as const).filter(name => now[name].key !== before[name].key);
    expect([kernel, kubernetes, debian, ztunnel].map(changed)).toEqual([
      ['kernel', 'disk'],
      ['disk'],
      ['compiler', 'disk'],
      ['disk']
    ]);
  });
});

describe('a VM', () => {
  const cluster = {
    ...{ kubeconfig: 'k', context: 'c', chart: 'chart', valuesFile: 'values.yaml' },
    ...{ testImage: 't', witnessImage: 'w', ciliumVersion: '1.20.2', binFolder: 'bin', hasZtunnel: false }
  };

  test('runs if all its programs do, and no longer if one has ended', async () => {
    process.env['LAB_STATE'] = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-test-')), 'lab');
    const self = await describeProcess(process.pid, 'qemu');
    const running = self === undefined ? [] : [self];
    const state = { version: 1, links: nameLinks(1), cluster } as const;
    expect(await readVm()).toBeUndefined();
    await writeVmState({ ...state, processes: running });
    expect(await readVm()).toEqual(cluster);
    await writeVmState({ ...state, processes: [...running, { pid: process.pid, startTime: '1', what: 'etcd' }] });
    expect(await readVm()).toBeUndefined();
    delete process.env['LAB_STATE'];
  });
});

describe('in the VM', () => {
  const guest = (name: string): string => readFileSync(join(labFolder, 'vm/guest', name), 'utf8');

  test("containerd's sandbox is one of the images", () => {
    expect(guest('containerd.toml')).toContain(`sandbox_image = "${vmImages.sandbox}"`);
  });

  test('the agents find the API server and the compiler on this machine, and pull nothing', () => {
    const values = describeVmValues(describeAddresses('172.29.0.0/16'), true);
    expect(values).toMatchObject({
      image: { override: vmImages.agent, pullPolicy: 'Never' },
      operator: { image: { override: vmImages.operator, pullPolicy: 'Never' }, replicas: 1 },
      encryption: { ztunnel: { image: { override: vmImages.ztunnel, pullPolicy: 'Never' } } },
      k8sServiceHost: '172.29.0.1',
      extraEnv: [{ name: 'LAB_COMPILE_SERVER', value: expect.stringContaining('http://172.29.0.1:') as unknown }]
    });
    expect(readFileSync(join(labFolder, 'vm/clang/main.go'), 'utf8')).toContain('"LAB_COMPILE_SERVER"');
  });
});

import { chmod, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packLayer, readLayer } from '../../lab/archive.ts';
import { findMissingLibraries } from '../../lab/images/debian-files.ts';
import { findUnnamed, listPrograms } from '../../lab/images/program-list.ts';

async function makeLayer(executables: readonly string[], others: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cilium-perf-gate-layer-'));
  const root = join(folder, 'root');
  for (const path of [...executables, ...others]) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), '');
    if (executables.includes(path)) await chmod(join(root, path), 0o755);
  }
  await symlink('iperf3', join(root, 'usr/bin/iperf'));
  await packLayer(root, join(folder, 'packed'));
  return join(folder, 'packed');
}

test('the programs of an image are what its layers have on PATH and can be executed, links included', async () => {
  const one = await makeLayer(['usr/bin/iperf3', 'usr/lib/netperf', 'opt/cni/bin/cilium-cni'], ['usr/bin/readme']);
  const other = await makeLayer(['bin/curl', 'usr/local/sbin/jq', 'usr/bin/sub/deeper'], []);
  const programs = await listPrograms([await readLayer(one), await readLayer(other)]);
  expect(programs).toEqual(['curl', 'iperf', 'iperf3', 'jq']);
});

test('finds a program that the contents list neither alone nor with its package', () => {
  const packages = { coreutils: ['cat', 'ls'], curl: ['curl'] };
  const contents = { packages: ['coreutils'], programs: ['bash'] };
  expect(findUnnamed(['bash', 'cat', 'ls'], contents, packages)).toEqual([]);
  expect(findUnnamed(['bash', 'cat', 'curl', 'ls'], contents, packages)).toEqual(['curl']);
});

test('finds a program that lacks a library, but not a plugin that lacks one', () => {
  const output = [
    '/usr/bin/tcpdump:',
    '\tlibpcap.so.0.8 => not found',
    '\tlibc.so.6 => /lib/libc.so.6 (0x00007f)',
    '/usr/lib/tc/q_atm.so:',
    '\tlibatm.so.1 => not found'
  ];
  expect(findMissingLibraries(output.join('\n'))).toEqual(['/usr/bin/tcpdump lacks libpcap.so.0.8 => not found']);
});

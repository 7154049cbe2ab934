import { copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer } from '../archive.ts';
import { makeScratch } from '../cache.ts';
import { runCommand } from '../command.ts';
import { versions } from '../versions.ts';
import { applets, layers, leftOut, type LayerContents } from './contents.ts';
import { buildDebian } from './debian.ts';
import { DebianFiles } from './debian-files.ts';

const packages = [
  `clang-${versions.clang}`,
  ...['bash', 'ca-certificates', 'iproute2', 'iptables', 'ipset', 'kmod', 'mount'],
  ...['busybox-static', 'iperf3', 'netperf', 'tcpdump']
];

/**
 * In every image: the C library for programs that are not Debian's, accounts, certificates, a folder for temporary
 * files.
 */
const base = {
  packages: ['libc6', 'libgcc-s1'],
  files: [
    ...['bin', 'sbin', 'lib', 'lib64', 'var/run', 'tmp'],
    ...['etc/passwd', 'etc/group', 'etc/nsswitch.conf', 'etc/ssl/certs/ca-certificates.crt']
  ]
};

/** Packs <target>/<layer> for each layer, and writes the programs of each package. */
export async function buildDebianLayers(root: string, target: string, mirror: string): Promise<void> {
  // netperf is in non-free because of its license.
  await buildDebian(root, { mirror, packages, components: ['main', 'non-free'] });
  await symlink(`../lib/llvm-${versions.clang}/bin/clang`, join(root, 'usr/bin/clang'));
  // In the original test image, sh is bash.
  await rm(join(root, 'usr/bin/sh'));
  await symlink('bash', join(root, 'usr/bin/sh'));
  for (const name of leftOut) await rm(join(root, 'usr/bin', name), { force: true });

  const debian = await DebianFiles.read(root);
  const below = await debian.collect({ packages: base.packages, programs: [] }, base.files);
  await packLayer(root, join(target, 'base'), below);
  const programs: Record<string, readonly string[]> = {};
  const picked: readonly (readonly [string, LayerContents])[] = Object.entries(layers).filter(
    ([name]) => name !== 'base' && name !== 'busybox'
  );
  for (const [name, contents] of picked) {
    const files = await debian.collect(contents);
    await packLayer(
      root,
      join(target, name),
      files.filter(file => !below.includes(file))
    );
    for (const packageName of contents.packages) programs[packageName] = debian.programsOf(packageName);
  }
  await packBusybox(root, join(target, 'busybox'));
  await writeFile(join(target, 'packages.json'), JSON.stringify(programs, undefined, 2));
}

/** Debian has no links to busybox, because they would hide other programs. */
async function packBusybox(root: string, target: string): Promise<void> {
  const folder = await makeScratch('busybox');
  await mkdir(join(folder, 'usr/bin'), { recursive: true });
  const busybox = join(folder, 'usr/bin/busybox');
  await copyFile(join(root, 'usr/bin/busybox'), busybox);
  const built = (await runCommand(busybox, ['--list'])).split('\n');
  const missing = applets.filter(name => !built.includes(name));
  if (missing.length > 0) throw new Error(`Debian's busybox has no ${missing.join(', ')}`);
  for (const name of applets) await symlink('busybox', join(folder, 'usr/bin', name));
  await packLayer(folder, target);
}

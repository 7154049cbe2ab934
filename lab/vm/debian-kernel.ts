import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, removeTree } from '../cache.ts';
import { runCommand, tryCommand } from '../command.ts';
import type { Log } from '../progress.ts';
import { extractPackage } from './debian-package.ts';

const series = '6.12';

/** Packages that depend on the current kernel: Debian 12 has a second, newer series beside its own. */
const metaPackages = [`linux-image-${series}-amd64`, 'linux-image-amd64'];

/** Folders of the kernel's modules that Cilium, containers and a virtual machine need. */
const moduleFolders = [
  ...['arch/x86/crypto', 'block', 'crypto', 'lib', 'net'],
  ...['9p', 'ext4', 'fuse', 'jbd2', 'netfs', 'overlayfs'].map(name => `fs/${name}`),
  ...['block', 'char/hw_random', 'net', 'virtio'].map(name => `drivers/${name}`)
];

/** Files outside of these folders that they depend on. */
const moduleFiles = ['fs/mbcache.ko.xz'];

/** Vendors' network cards and wireless, the largest part of the modules; an emulated machine has none. */
const unneeded = ['ethernet', 'wireless', 'usb', 'can', 'phy', 'wwan', 'hamradio', 'ieee802154', 'arcnet', 'dsa'];

/** The kernel package of the series in what `apt-cache show` prints about packages that depend on it. */
export function findKernelPackage(shown: string): string | undefined {
  const found = /^(?:Pre-)?Depends:.*\blinux-image-(\d+\.\d+)([^\s,]*-amd64)\b/gm;
  for (const [, version, rest] of shown.matchAll(found))
    if (version === series && rest !== undefined) return `linux-image-${version}${rest}`;
  return undefined;
}

/** The kernel package that this machine's apt sources offer. */
export async function readKernelPackage(): Promise<string | undefined> {
  const { stdout } = await tryCommand('apt-cache', ['show', '--no-all-versions', ...metaPackages]);
  return findKernelPackage(stdout);
}

/** The same, after reading new package lists if there is none. */
export async function requireKernelPackage(log: Log): Promise<string> {
  const known = await readKernelPackage();
  if (known !== undefined) return known;
  log('reading package lists');
  await runCommand('apt-get', ['update']);
  const found = await readKernelPackage();
  if (found === undefined) throw new Error(`this machine's apt sources must offer Debian's kernel ${series}`);
  return found;
}

/** The kernel's release, as `uname -r` prints it. */
export function releaseOf(kernelPackage: string): string {
  return kernelPackage.replace(/^linux-image-/, '');
}

/** Writes <target>/vmlinuz and the needed modules, uncompressed: <target>/modules/<release>. */
export async function downloadKernel(target: string, kernelPackage: string): Promise<void> {
  const release = releaseOf(kernelPackage);
  const root = await extractPackage(kernelPackage);
  await copyFile(join(root, 'boot', `vmlinuz-${release}`), join(target, 'vmlinuz'));
  const parents = ['usr/lib/modules', 'lib/modules'].map(folder => join(root, folder, release));
  const [there] = await Promise.all(parents.map(exists));
  await copyModules(parents[there === true ? 0 : 1] ?? '', join(target, 'modules', release));
  await removeTree(root);
}

async function copyModules(source: string, target: string): Promise<void> {
  for (const path of moduleFolders) {
    await mkdir(join(target, 'kernel', path, '..'), { recursive: true });
    await runCommand('cp', ['-r', join(source, 'kernel', path), join(target, 'kernel', path)]);
  }
  for (const path of moduleFiles) await copyFile(join(source, 'kernel', path), join(target, 'kernel', path));
  for (const name of unneeded) await removeTree(join(target, 'kernel/drivers/net', name));
  for (const name of await readdir(source))
    if (/^modules\.(order|builtin)/.test(name)) await copyFile(join(source, name), join(target, name));
  await runCommand('find', [target, '-name', '*.xz', '-exec', 'xz', '--decompress', '{}', '+']);
}

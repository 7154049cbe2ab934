import { readdir } from 'node:fs/promises';
import { findProgram, runCommand, tryCommand } from './command.ts';
import type { Log } from './progress.ts';

/** Programs that the lab runs, with their Debian packages. */
const buildPrograms = {
  debootstrap: 'debootstrap',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  chroot: 'coreutils',
  tar: 'tar',
  wget: 'wget'
} as const;
const enginePrograms = {
  docker: 'docker.io',
  dockerd: 'docker.io',
  containerd: 'containerd',
  runc: 'runc',
  iptables: 'iptables',
  nft: 'nftables',
  ip: 'iproute2'
} as const;

const vmPrograms = {
  'qemu-system-x86_64': 'qemu-system-x86',
  mke2fs: 'e2fsprogs',
  cpio: 'cpio',
  xz: 'xz-utils',
  ip: 'iproute2'
} as const;
const purposes = { build: buildPrograms, engine: enginePrograms, vm: vmPrograms } as const;

export type Purpose = keyof typeof purposes;

/** Missing programs for a purpose, with their packages. */
export function listMissingPrograms(purpose: Purpose): { program: string; package: string }[] {
  return Object.entries(purposes[purpose]).flatMap(([program, name]) =>
    findProgram(program) === undefined ? [{ program, package: name }] : []
  );
}

/** Whether this process may install packages. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Installs the packages of missing programs. */
export async function installMissingPrograms(purpose: Purpose, log: Log): Promise<void> {
  const missing = [...new Set(listMissingPrograms(purpose).map(entry => entry.package))];
  if (missing.length > 0) await installPackages(missing, log);
}

/** Installs Debian packages without recommended ones, which include kernels. */
export async function installPackages(names: readonly string[], log: Log): Promise<void> {
  log(`installing Debian packages: ${names.join(', ')}`);
  if (!canInstall())
    throw new Error(`missing packages: ${names.join(', ')}; install them, or run this as root on Debian or Ubuntu`);
  await runApt(['install', '-y', '--no-install-recommends', ...names]);
}

/** Runs apt-get, if needed with new package lists. */
export async function runApt(args: readonly string[], folder = '/'): Promise<void> {
  const options = { folder, environment: { DEBIAN_FRONTEND: 'noninteractive' } };
  const lists = await readdir('/var/lib/apt/lists').catch(() => []);
  if (lists.some(name => name.includes('_dists_')) && (await tryCommand('apt-get', args, options)).code === 0) return;
  await runCommand('apt-get', ['update'], options);
  await runCommand('apt-get', args, options);
}

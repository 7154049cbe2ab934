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

export type Purpose = 'build' | 'engine';

/** Missing programs for a purpose, with their packages. */
export function listMissingPrograms(purpose: Purpose): { program: string; package: string }[] {
  const wanted = purpose === 'build' ? buildPrograms : enginePrograms;
  return Object.entries(wanted).flatMap(([program, name]) =>
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
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', ...names];
  const lists = await readdir('/var/lib/apt/lists').catch(() => []);
  if (
    lists.some(name => name.includes('_dists_')) &&
    (await tryCommand('apt-get', install, { environment })).code === 0
  )
    return;
  await runCommand('apt-get', ['update'], { environment });
  await runCommand('apt-get', install, { environment });
}

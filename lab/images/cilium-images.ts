import { chmod, copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer } from '../archive.ts';
import { makeScratch } from '../cache.ts';
import { runCommand } from '../command.ts';
import { ciliumPrograms } from './programs.ts';

const scripts = [
  'images/cilium/init-container.sh',
  'plugins/cilium-cni/install-plugin.sh',
  'plugins/cilium-cni/cni-uninstall.sh'
];

/** Packs <target>/agent: Cilium's programs, BPF sources and scripts, as in its image. */
export async function packAgent(target: string, programs: string, module: string): Promise<void> {
  const folder = await makeScratch('agent-layer');
  for (const path of ['var/lib/cilium', 'home/cilium', 'etc/cilium'])
    await mkdir(join(folder, path), { recursive: true });
  await installPrograms(join(folder, 'usr/bin'), programs, Object.values(ciliumPrograms.agent));
  await installPrograms(join(folder, 'opt/cni/bin'), programs, Object.values(ciliumPrograms.plugin));
  await symlink('cilium-dbg', join(folder, 'usr/bin/cilium'));
  for (const script of scripts)
    await install(join(module, script), join(folder, script.slice(script.lastIndexOf('/') + 1)));
  // Files in the Go module cache are read-only, but the agent writes next to them.
  await runCommand('cp', ['-r', '--no-preserve=mode', join(module, 'bpf'), join(folder, 'var/lib/cilium/bpf')]);
  await packLayer(folder, join(target, 'agent'));
}

/** Packs <target>/operator: only the operator, which is statically linked. */
export async function packOperator(target: string, programs: string): Promise<void> {
  const folder = await makeScratch('operator-layer');
  await installPrograms(join(folder, 'usr/bin'), programs, Object.values(ciliumPrograms.operator));
  await packLayer(folder, join(target, 'operator'));
}

async function installPrograms(folder: string, source: string, names: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of names) await install(join(source, name), join(folder, name));
}

async function install(source: string, target: string): Promise<void> {
  await copyFile(source, target);
  await chmod(target, 0o755);
}

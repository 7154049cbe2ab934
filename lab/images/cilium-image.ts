import { chmod, copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer, readLayer, writeArchive, type Image } from '../archive.ts';
import { makeScratch, removeTree } from '../cache.ts';
import { runCommand } from '../command.ts';
import { ciliumPrograms } from './programs.ts';

export const defaultPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const scripts = [
  'images/cilium/init-container.sh',
  'plugins/cilium-cni/install-plugin.sh',
  'plugins/cilium-cni/cni-uninstall.sh'
];

export interface CiliumImageInputs {
  name: string;
  root: string;
  programs: string;
  module: string;
}

/** Agent, operator, CNI plugin and measuring tools in one image: <target>/image.tar. */
export async function buildCiliumImage(target: string, inputs: CiliumImageInputs): Promise<void> {
  const folder = await makeScratch('cilium-layer');
  for (const path of ['usr/bin', 'opt/cni/bin', 'var/lib/cilium', 'home/cilium', 'etc/cilium'])
    await mkdir(join(folder, path), { recursive: true });
  for (const name of Object.values(ciliumPrograms)) {
    const path = join(folder, name === 'cilium-cni' ? 'opt/cni/bin' : 'usr/bin', name);
    await copyFile(join(inputs.programs, name), path);
    await chmod(path, 0o755);
  }
  await symlink('cilium-dbg', join(folder, 'usr/bin/cilium'));
  for (const script of scripts) {
    const path = join(folder, script.slice(script.lastIndexOf('/') + 1));
    await copyFile(join(inputs.module, script), path);
    await chmod(path, 0o755);
  }
  // Files of the Go module cache are read-only; the agent writes beside them.
  await runCommand('cp', ['-r', '--no-preserve=mode', join(inputs.module, 'bpf'), join(folder, 'var/lib/cilium/bpf')]);
  await packLayer(folder, join(target, 'layer'));
  const image: Image = {
    names: [inputs.name],
    layers: [await readLayer(inputs.root), await readLayer(join(target, 'layer'))],
    config: {
      Env: [defaultPath, 'HUBBLE_SERVER=unix:///var/run/cilium/hubble.sock'],
      Cmd: ['/usr/bin/cilium-dbg'],
      WorkingDir: '/home/cilium'
    }
  };
  await writeArchive(image, join(target, 'image.tar'), await makeScratch('cilium-archive'));
  // Only the archive is needed from here on.
  await removeTree(join(target, 'layer'));
}

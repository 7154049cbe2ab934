import { copyFile, link, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeScratch } from '../cache.ts';
import { runCommand } from '../command.ts';
import { labFolder } from '../folders.ts';

/** Modules that mounting the root disk needs. */
const diskModules = ['virtio_blk', 'ext4'];

/** Paths of the modules to load, in order, from what `modprobe --show-depends` prints. */
export function listModules(output: string): readonly string[] {
  return [...new Set([...output.matchAll(/^insmod (\S+)/gm)].map(([, path = '']) => path))];
}

/** Writes an initrd that mounts the root disk, whose content is in the folder `root`. */
export async function writeInitrd(target: string, root: string, release: string, busybox: string): Promise<void> {
  const folder = await makeScratch('vm-initrd');
  for (const name of ['bin', 'dev', 'modules', 'proc', 'root', 'sys']) await mkdir(join(folder, name));
  await link(busybox, join(folder, 'bin/busybox'));
  await copyFile(join(labFolder, 'vm/guest/init'), join(folder, 'init'));
  await runCommand('chmod', ['755', join(folder, 'init')]);
  const shown: string[] = [];
  for (const name of diskModules)
    shown.push(
      await runCommand('chroot', [root, '/usr/sbin/modprobe', '--show-depends', '--set-version', release, name])
    );
  const modules = listModules(shown.join('\n'));
  for (const path of modules) await link(join(root, path), join(folder, 'modules', basename(path)));
  await writeFile(join(folder, 'order'), modules.map(path => `${basename(path)}\n`).join(''));
  const names = (await readdir(folder, { recursive: true })).sort();
  const args = ['--create', '--format=newc', '--quiet', '-O', target];
  await runCommand('cpio', args, { folder, input: names.map(name => `${name}\n`).join('') });
}

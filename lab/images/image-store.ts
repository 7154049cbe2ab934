import { spawn } from 'node:child_process';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, tryCommand } from '../command.ts';
import { isolate } from './debian.ts';

/** While images are imported, in the root. Afterward, nothing of it is left. */
const folder = '/run/store';
const socket = `${folder}/containerd.sock`;

/**
 * Imports archives of images into `store`, a folder of the root, with the containerd of that root. `flags` are those of
 * `ctr images import`.
 */
export async function importImages(
  root: string,
  store: string,
  archives: readonly string[],
  flags: readonly string[]
): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  const lines = [
    ...['version = 2', `root = "${store}"`, `state = "${folder}"`],
    'disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs"]',
    ...['[grpc]', `address = "${socket}"`, '[ttrpc]', `address = "${folder}/ttrpc.sock"`]
  ];
  const configuration = `${folder}/config.toml`;
  await writeFile(join(root, configuration), `${lines.join('\n')}\n`);
  const [program, args] = isolate('chroot', [root, 'containerd', '--config', configuration], join(root, 'proc'));
  const containerd = spawn(program, args, { stdio: 'ignore' });
  const ended = new Promise<void>(resolve => {
    containerd.on('close', resolve);
    containerd.on('error', resolve);
  });
  const ctr = [root, 'ctr', '--address', socket];
  try {
    await waitForContainerd(ctr);
    const current = `${folder}/current.tar`;
    for (const archive of archives) {
      await rm(join(root, current), { force: true });
      await link(archive, join(root, current));
      await runCommand('chroot', [...ctr, '--namespace', 'k8s.io', 'images', 'import', ...flags, current]);
    }
  } finally {
    containerd.kill('SIGKILL');
    await ended;
  }
  await rm(join(root, folder), { recursive: true });
}

async function waitForContainerd(ctr: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await tryCommand('chroot', [...ctr, 'version'])).code === 0) return;
    await sleep(200);
  }
  throw new Error('the containerd that imports images does not answer');
}

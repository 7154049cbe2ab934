import { spawn } from 'node:child_process';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, tryCommand } from '../command.ts';
import { isolate } from '../images/debian.ts';

/** Files that containerd changes in place. All others it only adds or removes, so nodes can share them. */
const changed = ['io.containerd.metadata.v1.bolt', 'io.containerd.snapshotter.v1.overlayfs/metadata.db'];

const socket = '/run/store/containerd.sock';

/**
 * Imports and unpacks an archive of images on this machine, where that takes seconds, with the containerd of a root and
 * into folders of it, one for each node.
 */
export async function fillStores(root: string, archive: string, stores: readonly string[]): Promise<void> {
  const [first = '', ...others] = stores;
  await mkdir(join(root, 'run/store'), { recursive: true });
  const lines = [
    ...['version = 2', `root = "${first}"`, 'state = "/run/store"'],
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    ...['[grpc]', `address = "${socket}"`, '[ttrpc]', 'address = "/run/store/ttrpc.sock"']
  ];
  await writeFile(join(root, 'run/store/config.toml'), `${lines.join('\n')}\n`);
  await link(archive, join(root, 'run/store/images.tar'));
  const [program, args] = isolate(
    'chroot',
    [root, 'containerd', '--config', '/run/store/config.toml'],
    join(root, 'proc')
  );
  const containerd = spawn(program, args, { stdio: 'ignore' });
  const ended = new Promise<void>(resolve => {
    containerd.on('close', resolve);
    containerd.on('error', resolve);
  });
  const ctr = [root, 'ctr', '--address', socket];
  const images = ['--namespace', 'k8s.io', 'images', 'import', '--snapshotter', 'overlayfs', '/run/store/images.tar'];
  try {
    await waitForContainerd(ctr);
    await runCommand('chroot', [...ctr, ...images]);
  } finally {
    containerd.kill('SIGKILL');
    await ended;
  }
  await rm(join(root, 'run/store'), { recursive: true });
  for (const other of others) await copyStore(join(root, first), join(root, other));
}

async function waitForContainerd(ctr: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await tryCommand('chroot', [...ctr, 'version'])).code === 0) return;
    await sleep(200);
  }
  throw new Error('the containerd that unpacks images for the VM does not answer');
}

/** Copies a store as links to the same files, which are then on the disk only once. */
async function copyStore(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await runCommand('cp', ['--archive', '--link', from, to]);
  for (const path of changed) {
    await rm(join(to, path), { recursive: true });
    await runCommand('cp', ['--archive', join(from, path), join(to, path)]);
  }
}

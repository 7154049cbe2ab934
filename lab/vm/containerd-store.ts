import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from '../command.ts';
import { importImages } from '../images/image-store.ts';

/** Files that containerd changes in place. All others it only adds or removes, so nodes can share them. */
const changed = ['io.containerd.metadata.v1.bolt', 'io.containerd.snapshotter.v1.overlayfs/metadata.db'];

/**
 * Imports and unpacks archives of images on this machine, where that takes seconds, into folders of a root, one for each
 * node.
 */
export async function fillStores(root: string, archives: readonly string[], stores: readonly string[]): Promise<void> {
  const [first = '', ...others] = stores;
  await importImages(root, first, archives, ['--snapshotter', 'overlayfs']);
  for (const other of others) await copyStore(join(root, first), join(root, other));
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

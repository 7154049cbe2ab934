import { rm, rmdir, stat } from 'node:fs/promises';
import { exists } from '../cache.ts';

// Folders and files that an engine or its nodes create outside of the state folder.
const strayPaths = [
  '/lib/modules',
  '/etc/docker',
  '/etc/docker/key.json',
  '/opt/cni',
  '/opt/cni/bin',
  '/opt/containerd',
  '/opt/containerd/bin',
  '/opt/containerd/lib',
  '/run/containerd',
  '/run/containerd/s',
  '/run/docker',
  '/run/docker/plugins',
  '/run/runc'
];

/** Stray paths that exist now. */
export async function listStrayPaths(): Promise<string[]> {
  const there = await Promise.all(strayPaths.map(exists));
  return strayPaths.filter((_, index) => there[index]);
}

/** Removes new stray paths; folders only if they are empty. */
export async function removeStrayPaths(before: readonly string[]): Promise<void> {
  const added = (await listStrayPaths()).filter(path => !before.includes(path));
  for (const path of added.sort((a, b) => b.length - a.length)) {
    if ((await stat(path)).isDirectory()) await rmdir(path).catch(() => undefined);
    else await rm(path);
  }
}

import { readdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exists } from '../cache.ts';

const root = '/sys/fs/cgroup';

/** Folders of a cgroup: one on cgroup v2, one per controller on v1. */
async function findCgroups(name: string): Promise<string[]> {
  const hierarchies = [
    root,
    ...(await readdir(root, { withFileTypes: true }))
      .filter(entry => entry.isDirectory())
      .map(entry => join(root, entry.name))
  ];
  const found: string[] = [];
  for (const hierarchy of hierarchies) {
    if (await exists(join(hierarchy, name, 'cgroup.procs'))) found.push(join(hierarchy, name));
  }
  return found;
}

/** A cgroup's folder and its subfolders, deepest first. */
async function listTree(folder: string): Promise<string[]> {
  const below = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const trees = await Promise.all(
    below.filter(entry => entry.isDirectory()).map(async entry => await listTree(join(folder, entry.name)))
  );
  return [...trees.flat(), folder];
}

async function listProcesses(folder: string): Promise<number[]> {
  const text = await readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(Number);
}

/** Stops all processes of a cgroup of ours and removes it; returns the number of processes. */
export async function removeCgroup(name: string): Promise<number> {
  const killed = new Set<number>();
  for (let attempt = 0; attempt < 100; attempt++) {
    const folders = (await Promise.all((await findCgroups(name)).map(listTree))).flat();
    if (folders.length === 0) return killed.size;
    for (const folder of folders) {
      for (const pid of await listProcesses(folder)) {
        // 0 is a process in another PID namespace, which cannot be signaled from here.
        if (pid <= 1 || pid === process.pid) continue;
        killed.add(pid);
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended in the meantime.
        }
      }
      await rmdir(folder).catch(() => undefined);
    }
    await sleep(100);
  }
  throw new Error(`cannot remove the cgroup ${name}: a process in it does not stop`);
}

import { join } from 'node:path';
import { removeTree } from '../cache.ts';
import { runCommand } from '../command.ts';
import { versions } from '../versions.ts';

export interface DebianRequest {
  mirror: string;
  packages: readonly string[];
  components: readonly string[];
}

/**
 * The command line that runs a program with its own mounts and processes. When it ends or this process dies, nothing
 * stays mounted in a folder that is removed later, and nothing keeps writing to it.
 */
export function isolate(program: string, args: readonly string[], procFolder = '/proc'): [string, string[]] {
  const namespaces = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];
  return ['setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, `--mount-proc=${procFolder}`, program, ...args]];
}

/** Builds a small Debian with the given packages in a folder. */
export async function buildDebian(folder: string, request: DebianRequest): Promise<void> {
  const [program, args] = isolate('debootstrap', [
    '--variant=minbase',
    `--components=${request.components.join(',')}`,
    `--include=${request.packages.join(',')}`,
    versions.debian,
    folder,
    request.mirror
  ]);
  await runCommand(program, args, { logFile: `${folder}.log` });
  for (const unneeded of [
    'var/cache/apt/archives',
    'var/lib/apt/lists',
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
    'usr/share/info'
  ]) {
    await removeTree(join(folder, unneeded));
  }
}

/** Runs a program of the Debian in a folder, with that folder as its root. */
export async function runInside(folder: string, program: string, args: readonly string[]): Promise<string> {
  return await runCommand('chroot', [folder, program, ...args]);
}

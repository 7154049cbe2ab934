import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Processes } from '../host/ports.ts';
import { ClusterError, errorMessage } from '../model/errors.ts';
import { quoted } from './errors.ts';

/** The commit that files are checked out at, or why it is unknown. */
export type Checkout = { readonly commit: string } | { readonly unknown: string };

/**
 * Reads which commit files are checked out at; `undefined` if there are none. Files outside of the working directory,
 * such as generated ones, count as part of its checkout. The commit is unknown if the files are from different commits,
 * git is not installed, or the files were downloaded, as actions/checkout does without git.
 */
export async function readCheckout(processes: Processes, files: readonly string[]): Promise<Checkout | undefined> {
  let found: { readonly commit: string } | undefined;
  for (const folder of new Set(files.map(file => (isInside(file) ? dirname(file) : '.')))) {
    const head = await readHead(processes, folder);
    if ('unknown' in head) return head;
    if (found !== undefined && found.commit !== head.commit) {
      return { unknown: `the files are from different commits, ${found.commit} and ${head.commit}` };
    }
    found = head;
  }
  return found;
}

function isInside(path: string): boolean {
  const inside = relative('.', resolve(path));
  return inside.split(sep)[0] !== '..' && !isAbsolute(inside);
}

/**
 * A pull request can contain a folder that looks like a repository, which must not count. The checkout may belong to
 * another user, for example in a job container.
 */
async function readHead(processes: Processes, folder: string): Promise<Checkout> {
  const settings = ['-c', 'safe.bareRepository=explicit', '-c', 'safe.directory=*'];
  try {
    const { exitCode, stdout, stderr } = await processes.run('git', [...settings, '-C', folder, 'rev-parse', 'HEAD']);
    const commit = stdout.trim();
    if (exitCode === 0 && /^[0-9a-f]{40,64}$/.test(commit)) return { commit };
    return { unknown: `git rev-parse HEAD in ${folder} failed: ${quoted(stderr)}` };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return { unknown: errorMessage(error) };
  }
}

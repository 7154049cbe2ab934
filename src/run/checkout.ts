import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { BaseSource } from '../github/job.ts';
import type { Files, Host, Processes } from '../host/ports.ts';
import { didYouMean } from '../inputs/text.ts';
import { ClusterError, InputError } from '../model/errors.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { withinRoot, type Place, type Tree } from '../sources/tree.ts';

/** A file that an input names. */
export interface Located {
  /** The folder that paths in the repository start from. */
  readonly root: string;
  /** Below `root`, with slashes as in Git. */
  readonly path: string;
  /** The place in the file, after a `#`. */
  readonly pointer: string | undefined;
  /** Whether `root` can be the root of the repository; false for a file outside of every checkout. */
  readonly inCheckout: boolean;
}

/** A file that was found, ready to be read as values or as a version. */
export interface Opened {
  readonly place: Place;
  readonly content: string;
  readonly pointer: string | undefined;
}

/** Opens a file that an input names; `undefined` if the arm is measured without it. */
export type Open = (input: string, written: string) => Promise<Opened | undefined>;

/**
 * Finds the checkout that a file belongs to: the nearest folder above it with `.git`, wherever actions/checkout put it.
 * Without one, the working directory counts as the root.
 */
export function locate(files: Pick<Files, 'exists'>, written: string): Located {
  const [file, pointer] = splitPointer(files, written);
  const path = resolve(file);
  let root = dirname(path);
  while (!hasGit(files, root) && root !== dirname(root)) root = dirname(root);
  const found = hasGit(files, root) ? root : resolve('.');
  const inside = below(found, path);
  return isOutside(inside)
    ? { root: dirname(path), path: below(dirname(path), path), pointer, inCheckout: false }
    : { root: found, path: inside, pointer, inCheckout: true };
}

function hasGit(files: Pick<Files, 'exists'>, folder: string): boolean {
  return files.exists(fromHere(join(folder, '.git')));
}

/** An absolute path as the inputs write it. */
function fromHere(path: string): string {
  const inside = relative('.', path);
  return isOutside(inside) ? path : inside || '.';
}

/** The file and the pointer in `file.yaml#spec.values`. A file whose own name contains `#` comes first. */
function splitPointer(files: Pick<Files, 'exists'>, written: string): [string, string | undefined] {
  const at = written.lastIndexOf('#');
  return at < 0 || files.exists(written) ? [written, undefined] : [written.slice(0, at), written.slice(at + 1)];
}

function below(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}

/**
 * Opens files on disk, as they are checked out. A file that only `base` has was deleted, so the candidate is measured
 * without it. Throws an InputError for one that does not exist at all.
 */
export function openOnDisk(host: Pick<Host, 'files' | 'outputs' | 'processes'>, base: BaseSource | undefined): Open {
  const { files, outputs } = host;
  return async (input, written) => {
    const { root, path, pointer, inCheckout } = locate(files, written);
    const tree = treeOnDisk(host, root, inCheckout);
    const content = await tree.read(path);
    if (content !== undefined) return { place: { tree, path, input, at: '' }, content, pointer };
    if (files.isFolder(fromHere(join(root, path))))
      throw new InputError(`${input}: "${written}" is a folder; write the path of a file${await filesIn(tree, path)}`);
    const commit = inCheckout ? await base?.commit() : undefined;
    if (commit === undefined || (await commit.file(path)) === undefined) {
      const beside = (await tree.list(dirname(path))).map(name => join(dirname(path), name));
      const meant = beside.length === 0 ? '' : ` ${foreignLine(didYouMean(path, beside), maxListed)}`.trimEnd();
      throw new InputError(`${input}: "${written}" does not exist${meant}; write the path of a file`);
    }
    outputs.warning(
      `${path} is in ${commit.branch} at ${commit.sha.slice(0, 7)}, but not here: the candidate is measured without it`
    );
    return undefined;
  };
}

/** The YAML files in a folder, after "a file". */
async function filesIn(tree: Tree, folder: string): Promise<string> {
  const names = (await tree.list(folder)).filter(name => /\.ya?ml$/.test(name)).map(name => join(folder, name));
  return names.length === 0 ? '' : ` in it, such as ${foreignLine(names.slice(0, 3).join(' or '), maxListed)}`;
}

const maxListed = 300;

/** The files below `root`; with `inCheckout`, a pull request may have written them. */
function treeOnDisk({ files, processes }: Pick<Host, 'files' | 'processes'>, root: string, inCheckout: boolean): Tree {
  const refuseOutside = async (path: string, file: string): Promise<void> => {
    const [top, real] = await Promise.all([files.realPath(fromHere(root) || '.'), files.realPath(file)]);
    if (isOutside(relative(top, real))) {
      throw new InputError(`"${path}" is a link that leaves the repository; replace it with the file itself`);
    }
  };
  // A file of a pull request can name any path, and its values are published.
  return withinRoot({
    read: async path => {
      const file = fromHere(join(root, path));
      if (!files.exists(file) || files.isFolder(file)) return undefined;
      if (inCheckout) await refuseOutside(path, file);
      return files.read(file);
    },
    list: folder => files.find('*', fromHere(join(root, folder))),
    withWords: words => filesWithWords(processes, root, words)
  });
}

/** The YAML files of a checkout that contain all of these words, in any case; none without Git. */
export async function filesWithWords(
  processes: Processes,
  root: string,
  words: readonly string[]
): Promise<readonly string[]> {
  const patterns = words.flatMap(word => ['-e', word]);
  const how = ['--files-with-matches', '--null', '--ignore-case', '--fixed-strings', '--all-match'];
  const found = await git(processes, root, ['grep', ...how, ...patterns, '--', '*.yaml', '*.yml']);
  return (found ?? '').split('\0').filter(path => path !== '');
}

/** Output of Git in a checkout; `undefined` if it finds nothing, and without Git or a repository. */
async function git(processes: Processes, root: string, args: readonly string[]): Promise<string | undefined> {
  // In a container, the checkout belongs to another user, which Git refuses without this.
  const settings = ['-c', 'safe.bareRepository=explicit', '-c', `safe.directory=${root}`];
  const answer = await processes.run('git', [...settings, '-C', root, ...args]).catch((error: unknown) => {
    if (error instanceof ClusterError) return undefined;
    throw error;
  });
  return answer?.exitCode === 0 ? answer.stdout : undefined;
}

/** Whether Git knows a file, or a step of the job has only written it; `undefined` without Git or a repository. */
export async function isTracked(
  { processes }: Pick<Host, 'processes'>,
  { root, path }: Located
): Promise<boolean | undefined> {
  const listed = await git(processes, root, ['ls-files', '--', path]);
  return listed === undefined ? undefined : listed.trim() !== '';
}

import { lstat, open, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { tryCommand } from '../command.ts';
import type { LayerContents } from './contents.ts';

/** The folders in PATH, relative to an image's root; /bin and /sbin are links to two of them. */
export const pathFolders = ['usr/local/sbin', 'usr/local/bin', 'usr/sbin', 'usr/bin'] as const;

/** Not needed at run time. */
const unneeded = /^usr\/(share|include|games)\/|\/gconv\//;

/** Finds what programs need in the folder of an installed Debian, so that an image contains nothing more. */
export class DebianFiles {
  readonly #root: string;
  /** A program's name to its path on PATH. */
  readonly #programs: ReadonlyMap<string, string>;
  /** A package to the files it contains, with links resolved. */
  readonly #packages: ReadonlyMap<string, ReadonlySet<string>>;
  /** A path on PATH to the file it runs. */
  readonly #targets: ReadonlyMap<string, string>;

  private constructor(
    root: string,
    programs: ReadonlyMap<string, string>,
    packages: ReadonlyMap<string, ReadonlySet<string>>,
    targets: ReadonlyMap<string, string>
  ) {
    this.#root = root;
    this.#programs = programs;
    this.#packages = packages;
    this.#targets = targets;
  }

  /** Reads what is installed below a root. */
  static async read(root: string): Promise<DebianFiles> {
    const programs = new Map<string, string>();
    const targets = new Map<string, string>();
    for (const folder of pathFolders) {
      for (const name of await readdir(join(root, folder)).catch(() => [])) {
        const path = join(folder, name);
        programs.set(name, programs.get(name) ?? path);
        const target = (await followLinks(root, path)).at(-1);
        if (target !== undefined) targets.set(path, target);
      }
    }
    const packages = new Map<string, ReadonlySet<string>>();
    const lists = join(root, 'var/lib/dpkg/info');
    for (const file of await readdir(lists)) {
      const name = /^([^:]+)(:\w+)?\.list$/.exec(file)?.[1];
      if (name === undefined) continue;
      const lines = (await readFile(join(lists, file), 'utf8')).split('\n').map(line => line.slice(1));
      const files = lines.filter(line => line !== '' && line !== '.' && !unneeded.test(line));
      packages.set(name, new Set(await Promise.all(files.map(async path => await realFolder(root, path)))));
    }
    return new DebianFiles(root, programs, packages, targets);
  }

  /** The programs of a package, including those that Debian's alternatives link to it. */
  programsOf(name: string): readonly string[] {
    const files = this.#packageFiles(name);
    const paths = [...this.#targets].filter(([path, target]) => files.has(path) || files.has(target));
    return [...new Set(paths.map(([path]) => basename(path)))].sort();
  }

  /** The files, links and libraries of these packages and programs, relative to the root, sorted. */
  async collect(contents: LayerContents, files: readonly string[] = []): Promise<readonly string[]> {
    const named = [
      ...files,
      ...contents.packages.flatMap(name => [...this.#packageFiles(name)]),
      ...[...contents.packages.flatMap(name => this.programsOf(name)), ...contents.programs].map(name =>
        this.#programPath(name)
      )
    ];
    const found = new Set<string>();
    for (const path of named) {
      for (const step of await followLinks(this.#root, path)) {
        if (files.includes(step) || !(await lstat(join(this.#root, step))).isDirectory()) found.add(step);
      }
    }
    for (const library of await this.#libraries([...found])) {
      for (const step of await followLinks(this.#root, library)) found.add(step);
    }
    return [...found].sort();
  }

  #packageFiles(name: string): ReadonlySet<string> {
    const files = this.#packages.get(name);
    if (files === undefined) throw new Error(`the Debian package ${name} is not installed in ${this.#root}`);
    return files;
  }

  #programPath(name: string): string {
    const path = this.#programs.get(name);
    if (path === undefined) throw new Error(`there is no program ${name} in ${this.#root}`);
    return path;
  }

  /** What this Debian's dynamic loader would load for the programs and libraries among these files. */
  async #libraries(files: readonly string[]): Promise<readonly string[]> {
    const binaries: string[] = [];
    for (const file of files) if (await isBinary(join(this.#root, file))) binaries.push(`/${file}`);
    if (binaries.length === 0) return [];
    // It exits with 1 if one of them is static, which is not an error.
    const { stdout } = await tryCommand('chroot', [this.#root, 'ldd', ...binaries]);
    const missing = findMissingLibraries(stdout);
    if (missing.length > 0)
      throw new Error(`libraries of programs are missing in ${this.#root}: ${missing.join(', ')}`);
    return [...stdout.matchAll(/^\s+(?:\S+ => )?(\/\S+) \(0x/gm)].map(([, path = '']) => normalize(path).slice(1));
  }
}

/** Programs for which `ldd` reports a missing library. Plugins can lack a library that their package only suggests. */
export function findMissingLibraries(output: string): readonly string[] {
  const missing: string[] = [];
  let file = '';
  for (const line of output.split('\n')) {
    if (line.startsWith('/')) file = line.replace(/:$/, '');
    else if (line.includes('not found') && !file.includes('.so')) missing.push(`${file} lacks ${line.trim()}`);
  }
  return missing;
}

async function isBinary(path: string): Promise<boolean> {
  if (!(await lstat(path)).isFile()) return false;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === '\x7fELF';
  } finally {
    await file.close();
  }
}

/** A path with its folders resolved. If the path itself is a link, it is not resolved. */
async function realFolder(root: string, path: string): Promise<string> {
  const folder = dirname(path);
  if (folder === '.') return path;
  return join((await followLinks(root, folder)).at(-1) ?? folder, basename(path));
}

/** Every link on the way to a file, and the file itself, relative to the root; empty if the file does not exist. */
async function followLinks(root: string, path: string): Promise<readonly string[]> {
  const parts = path.split('/');
  let at = '';
  for (let index = 0; index < parts.length; index++) {
    const here = join(at, parts[index] ?? '');
    const found = await lstat(join(root, here)).catch(() => undefined);
    if (found === undefined) return [];
    if (found.isSymbolicLink()) {
      const target = await readlink(join(root, here));
      const next = target.startsWith('/') ? target.slice(1) : normalize(join(at, target));
      return [here, ...(await followLinks(root, join(next, ...parts.slice(index + 1))))];
    }
    at = here;
  }
  return [at];
}

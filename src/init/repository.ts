import { posix } from 'node:path';
import type { Host } from '../host/ports.ts';
import { InputError } from '../model/errors.ts';
import { openOnDisk, type Opened } from '../run/checkout.ts';
import { isSet, type Values } from '../scenario/values.ts';
import { readSource } from '../sources/read.ts';
import type { Piece } from '../sources/tree.ts';
import { plainVersion, readVersion, versionOfObjects } from '../sources/version.ts';

/** Files with Cilium's values, as the input `cilium-values` names them. */
export interface FoundValues {
  readonly path: string;
  readonly values: Values;
  /** For people: the object and file. */
  readonly from: string;
  /** The values as each file has them. */
  readonly pieces: readonly Piece[];
  /** The version beside the values. */
  readonly version: string | undefined;
}

/** A file that contains the version of Cilium. */
export interface FoundVersion {
  readonly path: string;
  readonly version: string;
}

/** More files than this that name Cilium are a copy of its own repository. */
const maxFiles = 500;
/** What nobody writes by hand is longer, such as rendered manifests. */
const maxLength = 1_000_000;
/** Workflows of the repository itself, what other programs have downloaded, and texts for people. */
const left = /(?:^|\/)(?:\.github|node_modules|vendor)\/|\.(?:md|adoc|rst)$/;
/** Keys of Cilium's chart that few other charts have. */
const keys = [
  ...['routingMode', 'tunnelProtocol', 'kubeProxyReplacement', 'hubble', 'ipv4NativeRoutingCIDR', 'socketLB'],
  ...['autoDirectNodeRoutes', 'aksbyocni', 'encryption', 'ipam', 'bpf', 'k8sServiceHost', 'bandwidthManager'],
  ...['bgpControlPlane', 'gatewayAPI', 'l2announcements', 'operator', 'cni', 'clustermesh', 'endpointRoutes']
];

/** Runs Git in the working directory; `undefined` if it fails. */
async function git({ processes }: Pick<Host, 'processes'>, args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await processes.run('git', args);
  return exitCode === 0 ? stdout : undefined;
}

/** Throws an InputError unless the working directory is the root of a repository. */
export async function requireRoot(host: Pick<Host, 'processes'>): Promise<void> {
  const up = await git(host, ['rev-parse', '--show-cdup']);
  if (up === undefined) {
    throw new InputError('this folder is in no Git repository; run init in the repository with the values of Cilium');
  }
  if (up.trim() !== '') {
    throw new InputError(`this folder is not the root of its repository; run init in ${up.trim()}`);
  }
}

/** The branch that pull requests are merged into, as far as the clone knows. */
export async function defaultBranch(host: Pick<Host, 'processes'>): Promise<string> {
  const head = await git(host, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD']);
  if (head !== undefined) return head.trim().replace(/^origin\//, '');
  const own = await git(host, ['symbolic-ref', '--short', 'HEAD']);
  return own?.trim() === 'master' ? 'master' : 'main';
}

/** The files of the repository, known to Git or new, that contain a word of a pattern. */
async function filesWith(host: Pick<Host, 'processes'>, pattern: string): Promise<readonly string[]> {
  const how = ['--untracked', '--files-with-matches', '--null', '-I', '--ignore-case', '--extended-regexp'];
  const found = (await git(host, ['grep', ...how, '-e', pattern])) ?? '';
  return found.split('\0').filter(path => path !== '' && !left.test(path));
}

type Machine = Pick<Host, 'files' | 'outputs' | 'processes'>;

/** Every file with the values of Cilium, without those that another of them names. */
export async function findValues(host: Machine): Promise<readonly FoundValues[]> {
  const candidates = (await filesWith(host, `cilium|^(${keys.join('|')}):`)).filter(path => /\.ya?ml$/.test(path));
  const found: FoundValues[] = [];
  const named = new Set<string>();
  for (const path of candidates.slice(0, maxFiles)) {
    const read = await readValues(host, path).catch(ignoreInputError);
    if (read === undefined || !isCiliums(path, read.values)) continue;
    for (const piece of read.pieces) if (piece.path !== path) named.add(piece.path);
    found.push(read);
  }
  return found.filter(({ path }) => !named.has(path));
}

/** Reads a file as the input `cilium-values` does. Throws an InputError if it has no values. */
export async function readValues(host: Machine, written: string): Promise<FoundValues> {
  const opened = await openOnDisk(host, undefined)('cilium-values', written);
  if (opened === undefined) throw new InputError(`cilium-values: "${written}" does not exist`);
  const source = await readSource(opened.place, opened.content, opened.pointer);
  return { path: written, ...source };
}

function isCiliums(path: string, values: Values): boolean {
  if (!isSet(values) || (typeof values['kind'] === 'string' && values['apiVersion'] !== undefined)) return false;
  const own = keys.filter(key => Object.hasOwn(values, key)).length;
  return own >= (/cilium/i.test(path) ? 1 : 2);
}

/**
 * Every file with a version of Cilium that the input `cilium-version-file` can read: first those that install Cilium's
 * chart, then those that are or name a version.
 */
export async function findVersions(host: Machine): Promise<readonly FoundVersion[]> {
  const installing = (await filesWith(host, 'cilium')).filter(path => /\.ya?ml$/.test(path));
  const inside = await filesWith(host, 'cilium[a-z_-]*version|(depName|packageName)=[^ ]*cilium');
  const versions = await filesWith(host, '^v?[0-9]+\\.[0-9]+\\.[0-9]+[[:space:]]*$');
  const byName = versions.filter(path => /cilium.*version/i.test(path) && !/cli(?:$|[^u])/i.test(path));
  const found = new Map<string, string>();
  // Of a file that only mentions Cilium, no other line than that of its chart counts.
  const search = async (paths: readonly string[], read: (opened: Opened) => Promise<string | undefined>) => {
    for (const path of paths.slice(0, maxFiles)) {
      const opened = await openOnDisk(host, undefined)('cilium-version-file', path).catch(ignoreInputError);
      if (found.has(path) || opened === undefined || opened.content.length > maxLength) continue;
      const version = await read(opened).catch(ignoreInputError);
      if (version !== undefined) found.set(path, version);
    }
  };
  await search(installing, async ({ place, content }) => {
    const written = await versionOfObjects(place, content);
    return written === undefined ? undefined : plainVersion(place, written);
  });
  await search([...byName, ...inside], ({ place, content }) => readVersion(place, content, undefined));
  return Array.from(found, ([path, version]) => ({ path, version }));
}

/** Reads a version as the input `cilium-version-file` does. Throws an InputError if there is none. */
export async function versionIn(host: Machine, written: string): Promise<string | undefined> {
  const opened = await openOnDisk(host, undefined)('cilium-version-file', written);
  return opened && (await readVersion(opened.place, opened.content, opened.pointer));
}

/** A file that cannot be read as what is looked for is not what is looked for. */
function ignoreInputError(error: unknown): undefined {
  if (!(error instanceof InputError)) throw error;
}

/** An action to name in workflows, and what its commit is. */
export interface FoundAction {
  readonly action: string;
  readonly release: string;
}

/** Why no action was found, for people. */
export interface NoAction {
  readonly missing: string;
}

/** The action in the checkout that a program is in, or of the program's release on GitHub. */
export async function findAction(
  host: Pick<Host, 'processes' | 'files'>,
  folder: string,
  repository: string,
  tag: string
): Promise<FoundAction | NoAction> {
  if (host.files.exists(posix.join(folder, '.git'))) {
    const origin = await git(host, ['-C', folder, 'remote', 'get-url', 'origin']);
    const name = /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\s*$/.exec(origin ?? '')?.[1];
    const commit = (await git(host, ['-C', folder, 'rev-parse', 'HEAD']))?.trim();
    if (name === undefined) return { missing: 'the origin of the clone that init is part of is not on GitHub' };
    if (commit === undefined) return { missing: 'the clone that init is part of has no commit' };
    return { action: `${name}@${commit}`, release: 'the commit that wrote this workflow' };
  }
  return (
    (await releaseAt(host, repository, tag)) ?? {
      missing: `https://github.com/${repository} has no tag ${tag}, or cannot be reached`
    }
  );
}

/** The commit that a tag on GitHub is at now, because a tag can be moved; `undefined` if there is none. */
export async function releaseAt(
  host: Pick<Host, 'processes'>,
  repository: string,
  tag: string
): Promise<FoundAction | undefined> {
  const ask = ['ls-remote', `https://github.com/${repository}`, `refs/tags/${tag}`, `refs/tags/${tag}^{}`];
  // Without a public repository, GitHub asks for a password.
  const environment = { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true' };
  const { exitCode, stdout } = await host.processes.run('git', ask, { environment });
  // The last line of an annotated tag is its commit.
  const commit = exitCode === 0 ? /^([0-9a-f]{40})\t/.exec(stdout.trim().split('\n').at(-1) ?? '')?.[1] : undefined;
  return commit === undefined ? undefined : { action: `${repository}@${commit}`, release: tag };
}

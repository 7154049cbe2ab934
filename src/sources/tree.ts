import { posix } from 'node:path';
import { readYaml } from '../lib/yaml.ts';
import { InputError } from '../model/errors.ts';
import { isMapping, valueAt, type Values } from '../scenario/values.ts';

/** The files of one commit, by path below the repository's root: on disk for the candidate, on GitHub for the base. */
export interface Tree {
  /** Text of a file; `undefined` if there is none. */
  read(path: string): Promise<string | undefined>;
  /** Names of the files in a folder; empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** A file being read, and the input that names it. */
export interface Place {
  readonly tree: Tree;
  readonly path: string;
  readonly input: string;
  /** For messages: the commit, such as ` in main at 9fceb02`; empty for the checkout. */
  readonly at: string;
  /** Receives all values that are read. */
  readonly keep?: (piece: Piece) => void;
}

/** Values as one file has them, before they are merged with others. */
export interface Piece {
  readonly tree: Tree;
  readonly path: string;
  readonly values: Values;
  /** The text inside the file that they were read from; `undefined` if they are part of its own YAML. */
  readonly text: string | undefined;
}

/** The InputError for what a file says. */
export function mistake({ input, path, at }: Place, what: string): InputError {
  return new InputError(`${input}: ${path}${at} ${what}`);
}

/** All mappings in the documents of a YAML text. Throws an InputError if none can be read. */
export function mappingsOf(place: Place, text: string): readonly Values[] {
  const documents = readYaml(text);
  const bad = documents.find(document => !document.ok);
  const mappings = documents.flatMap(document => (document.ok && isMapping(document.value) ? [document.value] : []));
  if (mappings.length === 0 && bad !== undefined) throw mistake(place, `is not valid YAML: ${bad.problem}`);
  return mappings;
}

/** Values written as a text or as a mapping. Throws an InputError for anything else. `where` is for people. */
export function valuesIn(place: Place, where: string, written: unknown): Values {
  const [first] = typeof written === 'string' ? readYaml(written) : [{ ok: true as const, value: written }];
  if (first?.ok === false) throw mistake(place, `is not valid YAML in ${where}: ${first.problem}`);
  const value = first?.value ?? {};
  if (!isMapping(value)) throw mistake(place, `has no mapping of Helm values in ${where}; write keys and values`);
  const { tree, path, keep } = place;
  keep?.({ tree, path, values: value, text: typeof written === 'string' ? written : undefined });
  return value;
}

/** Reads a values file that another file names. Throws an InputError if it does not exist. */
export async function readNamed(place: Place, path: string, why: string): Promise<Values> {
  const text = await place.tree.read(path);
  if (text === undefined) {
    throw mistake(
      place,
      `takes values from ${path} (${why}), which does not exist in this repository; ${pointInstead(place)}`
    );
  }
  return valuesIn({ ...place, path }, 'its first document', text);
}

/** How to read only the values that a file has itself. */
export function pointInstead({ path }: Place): string {
  return `write those values in a file, and point at the rest, for example cilium-values: ${path}#spec.values`;
}

/** A Kubernetes object of a kind and name in the same file, the same folder or the folder above. */
export async function findObject(place: Place, kind: string, name: string): Promise<Values | undefined> {
  for await (const { object } of neighbors(place)) {
    if (object['kind'] === kind && valueAt(object, 'metadata.name') === name) return object;
  }
  return undefined;
}

/** The objects in the same file, the same folder and the folder above. Files that are not YAML are skipped. */
export async function* neighbors(
  place: Place
): AsyncGenerator<{ readonly object: Values; readonly path: string }, undefined> {
  const own = posix.dirname(place.path);
  const seen = new Set<string>();
  const files = async (folder: string): Promise<string[]> =>
    (await place.tree.list(folder)).filter(name => /\.ya?ml$/.test(name)).map(name => posix.join(folder, name));
  for (const paths of [() => [place.path], () => files(own), () => (own === '.' ? [] : files(posix.dirname(own)))]) {
    for (const path of await paths()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const document of readYaml((await place.tree.read(path)) ?? '')) {
        if (document.ok && isMapping(document.value)) yield { object: document.value, path };
      }
    }
  }
}

/** A text; `undefined` for anything else and for an empty one. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The mappings of a list; empty for anything else. */
export function mappings(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}

/** `namespace/name` of an object, or what is known of it. */
export function nameOf(object: Values): string {
  const parts = [valueAt(object, 'metadata.namespace'), valueAt(object, 'metadata.name')];
  return parts.filter(part => text(part) !== undefined).join('/');
}

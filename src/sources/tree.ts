import { posix } from 'node:path';
import { readYaml, type YamlDocument } from '../lib/yaml.ts';
import { InputError } from '../model/errors.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { isMapping, valueAt, type Values } from '../scenario/values.ts';

/** The files of one commit, by path below the repository's root: on disk for the candidate, on GitHub for the base. */
export interface Tree {
  /** Text of a file; `undefined` if there is none. */
  read(path: string): Promise<string | undefined>;
  /** Names of the files in a folder; empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Paths of the YAML files that contain all of these words, in any case, as far as they are known without reading. */
  withWords(words: readonly string[]): Promise<readonly string[]>;
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
  return new InputError(`${input}: ${path}${at} ${foreignLine(what, sentenceLength)}`);
}

/** Ours have 500 characters, and quote names of up to 253 each. */
const sentenceLength = 1500;
/** GitHub's API returns no larger file, and a ConfigMap has at most as many bytes. Real values files have 200,000. */
const maxLength = 1_048_576;
/** What an object may list that is read or set one by one. */
const maxEntries = 300;

/** Throws an InputError for a text that is too long to be read as values or a version. */
export function refuseLong(place: Place, text: string): void {
  if (text.length > maxLength) throw mistake(place, `has ${text.length} characters; at most ${maxLength} can be read`);
}

/** The documents of a YAML text. Throws an InputError if it is too long. */
export function documentsOf(place: Place, text: string): readonly YamlDocument[] {
  refuseLong(place, text);
  return readYaml(text);
}

/** Entries that are read or set one by one. Throws an InputError if there are too many. */
export function bounded<T>(place: Place, where: string, entries: readonly T[]): readonly T[] {
  if (entries.length <= maxEntries) return entries;
  throw mistake(
    place,
    `has ${entries.length} entries in ${where}; at most ${maxEntries} can be read; ${pointInstead(place)}`
  );
}

/** A tree whose files are all below its root, whatever path a file names. */
export function withinRoot(tree: Tree): Tree {
  const isOutside = (path: string): boolean => /^(?:\/|\.\.(?:\/|$))/.test(posix.normalize(path));
  return {
    ...tree,
    read: async path => (isOutside(path) ? undefined : tree.read(path)),
    list: async folder => (isOutside(folder) ? [] : tree.list(folder))
  };
}

/** All mappings in the documents of a YAML text. Throws an InputError if none can be read. */
export function mappingsOf(place: Place, text: string): readonly Values[] {
  const documents = documentsOf(place, text);
  const bad = documents.find(document => !document.ok);
  const mappings = documents.flatMap(document => (document.ok && isMapping(document.value) ? [document.value] : []));
  if (mappings.length === 0 && bad !== undefined) throw mistake(place, `is not valid YAML: ${bad.problem}`);
  return mappings;
}

/** Values written as a text or as a mapping. Throws an InputError for anything else. `where` is for people. */
export function valuesIn(place: Place, where: string, written: unknown): Values {
  const [first] = typeof written === 'string' ? documentsOf(place, written) : [{ ok: true as const, value: written }];
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

/** What to write if a file takes values from elsewhere that cannot be read. */
export function pointInstead({ path }: Place): string {
  return `write all values in a plain file and name it in cilium-values, with cilium-version-file: ${path} for the version, or point at the values that it has itself: cilium-values: ${path}#spec.values`;
}

/** More files than this with an object's kind and name are too many to read. */
const maxFiles = 20;

/** What was found, or why not: for people, after "which this repository defines". */
export type Found<T> = { readonly found: T } | { readonly found: undefined; readonly defined: string };

/**
 * What `pick` finds in an object: the first in the same file, the same folder and the folder above, or else the only one
 * anywhere in the repository. `words` are in every file that can have it.
 */
export async function findInObjects<T>(
  place: Place,
  words: readonly string[],
  pick: (found: { readonly object: Values; readonly path: string }) => Promise<T | undefined> | T | undefined
): Promise<Found<T>> {
  const own = posix.dirname(place.path);
  const parent = own === '.' ? [] : [posix.dirname(own)];
  const seen = new Set<string>();
  const picks = async function* (paths: readonly string[]): AsyncGenerator<T, undefined> {
    for (const path of paths) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const document of await documentsWith(place.tree, path, words)) {
        const object = document.ok ? document.value : undefined;
        const picked = isMapping(object) ? await pick({ object, path }) : undefined;
        if (picked !== undefined) yield picked;
      }
    }
  };
  const ownFile = await picks([place.path]).next();
  if (ownFile.value !== undefined) return { found: ownFile.value };
  for (const folder of [own, ...parent]) {
    const { value } = await picks(await yamlIn(place, folder)).next();
    if (value !== undefined) return { found: value };
  }
  const elsewhere = (await place.tree.withWords(words)).filter(path => !seen.has(path));
  if (elsewhere.length > maxFiles) {
    return { found: undefined, defined: `in one of ${elsewhere.length} files, too many to read` };
  }
  const all: { readonly path: string; readonly picked: T }[] = [];
  for (const path of elsewhere) for await (const picked of picks([path])) all.push({ path, picked });
  const [only, ...more] = all;
  if (only === undefined) return { found: undefined, defined: 'nowhere' };
  if (more.length === 0) return { found: only.picked };
  const paths = [...new Set(all.map(({ path }) => path))];
  return { found: undefined, defined: `more than once (${paths.join(', ')})` };
}

interface SearchedFile {
  readonly text: string;
  documents?: readonly YamlDocument[];
}

/** Files that were searched, with their documents once they were needed: several references can be to the same file. */
const searched = new WeakMap<Tree, Map<string, SearchedFile>>();

/** The documents of a file that contains all of these words; none of one that is too long. */
async function documentsWith(tree: Tree, path: string, words: readonly string[]): Promise<readonly YamlDocument[]> {
  const files = searched.get(tree) ?? new Map<string, SearchedFile>();
  searched.set(tree, files);
  const file = files.get(path) ?? { text: (await tree.read(path)) ?? '' };
  files.set(path, file);
  const lower = file.text.toLowerCase();
  if (lower.length > maxLength || !words.every(word => lower.includes(word.toLowerCase()))) return [];
  file.documents ??= readYaml(file.text);
  return file.documents;
}

async function yamlIn({ tree }: Place, folder: string): Promise<readonly string[]> {
  return (await tree.list(folder)).filter(name => /\.ya?ml$/.test(name)).map(name => posix.join(folder, name));
}

/** Whether an object has a name and, as far as both are known, a namespace. */
export function isNamed(object: Values, name: string, namespace: unknown): boolean {
  const own = valueAt(object, 'metadata.namespace');
  return (
    valueAt(object, 'metadata.name') === name && (own === undefined || namespace === undefined || own === namespace)
  );
}

/** A text; `undefined` for anything else and for an empty one. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A scalar as a text; empty for anything else, which can have a `toString` of its own. */
export function scalar(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}

/** The scalars of a list, as texts; empty for anything else. */
export function scalars(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(scalar) : [];
}

/** The mappings of a list; empty for anything else. */
export function mappings(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}

/** A name of Kubernetes is no longer. */
const nameLength = 253;

/** `namespace/name` of an object, or what is known of it. */
export function nameOf(object: Values): string {
  const parts = [valueAt(object, 'metadata.namespace'), valueAt(object, 'metadata.name')];
  return parts.flatMap(part => (text(part) === undefined ? [] : foreignLine(scalar(part), nameLength))).join('/');
}

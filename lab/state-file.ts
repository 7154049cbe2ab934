import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exists } from './cache.ts';

/** Reads and parses a state file, if it exists. */
export async function readStateFile<T>(file: string, parse: (text: string) => T): Promise<T | undefined> {
  if (!(await exists(file))) return undefined;
  const text = await readFile(file, 'utf8');
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Replaces a state file atomically, so that a crash leaves either the old or the new one. */
export async function writeStateFile(file: string, state: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.new`;
  await writeFile(unfinished, JSON.stringify(state, undefined, 2), { mode: 0o600 });
  await rename(unfinished, file);
}

/** The object in a state file's text. Refuses those of other versions of the lab. */
export function parseVersioned(text: string): object {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('version' in value))
    throw new Error('not a state file of the lab');
  if (value.version !== 1)
    throw new Error(`its version must be 1, not ${String(value.version)}: another version of the lab wrote it`);
  return value;
}

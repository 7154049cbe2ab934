import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, labFolder } from './folders.ts';
import { runCommand } from './command.ts';
import { describeProcess, isAlive, type ProcessRecord } from './engine/processes.ts';
import type { Log } from './progress.ts';

const keptDays = 14;

/** A key for inputs, whatever their order. */
export function cacheKey(inputs: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 12);
}

/** One hash of several lab files, by their paths in lab/. */
async function hashLabFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(await readFile(join(labFolder, path)));
  return hash.digest('hex');
}

/** SHA-256 of a file, streamed. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

export async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false
  );
}

export interface CacheEntry {
  name: string;
  key: string;
}

/** An entry for these inputs and these files in lab/: it is built again if any of them changes. */
export async function describeEntry(
  name: string,
  inputs: Readonly<Record<string, string>>,
  files: readonly string[]
): Promise<CacheEntry> {
  return { name, key: cacheKey({ ...inputs, files: await hashLabFiles(files) }) };
}

/** Folder of an entry once it is built. */
export function entryFolder(entry: CacheEntry): string {
  return join(cacheFolder(), `${entry.name}-${entry.key}`);
}

/**
 * Returns an entry's folder and builds it if missing. A build uses a temporary folder that is renamed at the end, so
 * an interrupted build leaves no entry.
 */
export async function ensureEntry(entry: CacheEntry, build: (folder: string) => Promise<void>): Promise<string> {
  const folder = entryFolder(entry);
  if (await exists(folder)) {
    const now = new Date();
    await utimes(folder, now, now);
    return folder;
  }
  const unfinished = join(temporaryFolder(), `${entry.name}-${entry.key}`);
  await mkdir(unfinished, { recursive: true });
  await build(unfinished);
  await rename(unfinished, folder);
  return folder;
}

function temporaryFolder(): string {
  return join(cacheFolder(), 'unfinished');
}

/** A new temporary folder. */
export async function makeScratch(name: string): Promise<string> {
  const folder = join(temporaryFolder(), name);
  await removeTree(folder);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Removes a folder, but nothing mounted in it. */
export async function removeTree(folder: string): Promise<void> {
  await runCommand('rm', ['-rf', '--one-file-system', '--', folder]);
}

/** Holds a lock on the cache while the work runs. */
export async function withCacheLock<T>(log: Log, work: () => Promise<T>): Promise<T> {
  const lock = join(cacheFolder(), 'lock');
  await mkdir(dirname(lock), { recursive: true });
  let told = false;
  for (;;) {
    try {
      await writeFile(lock, JSON.stringify(await describeProcess(process.pid, 'builds the lab')), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = await readOwner(lock);
    if (owner === undefined || !(await isAlive(owner))) {
      await rm(lock, { force: true });
      continue;
    }
    if (!told) log(`waiting: process ${owner.pid} is already building the lab`);
    told = true;
    await sleep(2000);
  }
  try {
    await removeTree(temporaryFolder());
    const result = await work();
    await removeTree(temporaryFolder());
    return result;
  } finally {
    await rm(lock, { force: true });
  }
}

async function readOwner(lock: string): Promise<ProcessRecord | undefined> {
  try {
    return JSON.parse(await readFile(lock, 'utf8')) as ProcessRecord;
  } catch {
    // The file is empty for a moment after its creation.
    await sleep(500);
    return await readFile(lock, 'utf8').then(
      text => JSON.parse(text) as ProcessRecord,
      () => undefined
    );
  }
}

/** Removes entries not used for two weeks. */
export async function pruneCache(now = Date.now()): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    if (!/-[0-9a-f]{12}$/.test(name)) continue;
    const folder = join(cacheFolder(), name);
    if (now - (await stat(folder)).mtimeMs > keptDays * 86_400_000) await removeTree(folder);
  }
}

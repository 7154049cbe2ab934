import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { InputError } from '../model/errors.ts';

/** Limits for a zip file from outside. */
export interface ZipLimits {
  readonly entries: number;
  /** Inflated bytes of the file to read. */
  readonly bytes: number;
  /** Inflated bytes of several archives together; what is inflated is taken off, whatever becomes of it. */
  readonly budget?: { left: number };
}

/** Results are repetitive JSON that deflates to a thirtieth; a zip bomb reaches a thousandth. */
const maxRatio = 200;
const maxNameLength = 200;
/** Looking up an inherited name returns a function instead of a file. */
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Compares a zip file with the digest GitHub stored; throws an InputError if they differ. */
export function checkDigest(zip: Uint8Array, digest: string | undefined): void {
  if (digest === undefined) throw new InputError('GitHub has no digest for it, because an old client uploaded it');
  const found = `sha256:${createHash('sha256').update(zip).digest('hex')}`;
  if (found !== digest) throw new InputError(`its digest is ${found}, but ${digest.slice(0, 80)} was expected`);
}

/**
 * Reads one file of a zip file in memory. Every name in the archive is checked, including files that are not read: a
 * name that no run writes means that the archive was not written by a run. Throws an InputError that explains what is
 * wrong.
 */
export async function readZippedFile(zip: Uint8Array, name: string, limits: ZipLimits): Promise<string> {
  const buffer = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  try {
    const archive = await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true });
    if (archive.entryCount > limits.entries) {
      throw new InputError(`${archive.entryCount} files; at most ${limits.entries} are allowed`);
    }
    const entry = await findEntry(archive, name);
    if (entry === undefined) throw new InputError(`it has no ${name}`);
    return await inflate(archive, entry, limits);
  } catch (error) {
    throw new InputError('the archive cannot be read', { cause: error });
  }
}

async function findEntry(archive: ZipFile, wanted: string): Promise<Entry | undefined> {
  const names = new Set<string>();
  let found: Entry | undefined;
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    checkName(name, names);
    names.add(name.toLowerCase());
    if (name === wanted) found = entry;
  }
  return found;
}

/** yauzl has already rejected absolute names, backslashes and `..`. */
function checkName(name: string, earlier: ReadonlySet<string>): void {
  const shown = JSON.stringify(name.slice(0, 60));
  if (name.length > maxNameLength) throw new InputError(`the name ${shown}... is too long`);
  if (!/^[\w.+@=,/-]+$/.test(name)) throw new InputError(`the name ${shown} is not one that a run writes`);
  if (name.split('/').some(part => prototypeNames.has(part))) throw new InputError(`the name ${shown} is reserved`);
  if (earlier.has(name.toLowerCase())) throw new InputError(`the name ${shown} appears twice`);
}

/**
 * Checks the sizes the archive declares first. yauzl enforces them, and the bytes are counted here. Decoded piece by
 * piece, because the bytes of a large file and its text together take twice the memory.
 */
async function inflate(archive: ZipFile, entry: Entry, limits: ZipLimits): Promise<string> {
  const { fileName, uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > maxRatio * compressedSize) {
    throw new InputError(`${fileName} is compressed to less than 1/${maxRatio}, which no result is`);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [text, bytes, checksum] = ['', 0, 0];
  for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (limits.budget !== undefined) limits.budget.left -= chunk.byteLength;
    if (bytes > limits.bytes) throw new InputError(`${fileName} has more than ${limits.bytes} bytes`);
    if ((limits.budget?.left ?? 0) < 0)
      throw new InputError(`together with the earlier ones, ${fileName} is too large`);
    checksum = crc32(chunk, checksum);
    text += decoder.decode(chunk, { stream: true });
  }
  text += decoder.decode();
  // yauzl does not compare it.
  if (checksum !== entry.crc32) throw new InputError(`${fileName} does not have the checksum that the archive states`);
  return text;
}

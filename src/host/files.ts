import { existsSync, statSync } from 'node:fs';
import { appendFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Files } from './ports.ts';

/** The machine's file system. */
export function createFiles(): Files {
  return {
    exists: existsSync,
    isFolder: path => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    read: path => readFile(path, 'utf8'),
    readBytes: path => readFile(path),
    async write(path, content, mode = 0o644) {
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.${String(process.pid)}.tmp`;
      await writeFile(temporary, content, { mode });
      await rename(temporary, path);
    },
    async append(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, text);
    },
    remove: path => rm(path, { force: true, recursive: true }),
    list: async folder => (existsSync(folder) ? (await readdir(folder)).sort() : [])
  };
}

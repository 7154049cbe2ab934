import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch } from '../cache.ts';
import { runCommand } from '../command.ts';
import { runApt } from '../packages.ts';

/** Downloads a Debian package from this machine's apt sources; returns a folder with its files. Nothing is installed. */
export async function extractPackage(name: string): Promise<string> {
  const download = await makeScratch(`vm-package-${name}`);
  await runApt(['download', name], download);
  const archive = (await readdir(download)).find(file => file.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get downloaded no package ${name}`);
  const root = join(download, 'root');
  await runCommand('dpkg-deb', ['--extract', join(download, archive), root]);
  return root;
}

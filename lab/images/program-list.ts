import type { Layer } from '../archive.ts';
import { runCommand } from '../command.ts';
import type { LayerContents } from './contents.ts';
import { pathFolders } from './debian-files.ts';

/** Programs that can be run by name in an image with these layers. */
export async function listPrograms(layers: readonly Layer[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { file } of layers) {
    for (const name of findPrograms(await runCommand('tar', ['--list', '--verbose', '--file', file]))) found.add(name);
  }
  return [...found].sort();
}

/** The executables and links on PATH in the output of `tar --list --verbose`. */
function findPrograms(listing: string): readonly string[] {
  const folders = [...pathFolders, 'sbin', 'bin'].join('|');
  const line = new RegExp(
    `^(?:-..x|-.....x|-........x|l|h)\\S* .* (?:\\./)?(?:${folders})/([^/ ]+)(?: (?:->|link to) .*)?$`
  );
  return listing.split('\n').flatMap(text => line.exec(text)?.[1] ?? []);
}

/** Programs that an image's contents list neither singly nor by package. */
export function findUnnamed(
  programs: readonly string[],
  contents: LayerContents,
  packages: Readonly<Record<string, readonly string[]>>
): readonly string[] {
  const named = new Set([...contents.programs, ...contents.packages.flatMap(name => packages[name] ?? [])]);
  return programs.filter(name => !named.has(name));
}

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

/** The folders of the packages in a bundle, by the paths of its modules: `node_modules/a/node_modules/@b/c`, sorted. */
export function packagesIn(modules: readonly string[]): readonly string[] {
  const folders = modules.flatMap(path => {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
    return folder === undefined ? [] : [folder.slice(folder.indexOf('node_modules/'))];
  });
  return [...new Set(folders)].sort();
}

/**
 * The license of each package, with the text of its files. ncc's own list lacks packages that it inlines, and the text of
 * files with an unusual name.
 */
export function licensesOf(packages: readonly string[]): string {
  return packages.map(describe).join(`\n${'-'.repeat(80)}\n\n`);
}

function describe(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const files = readdirSync(folder).filter(name => /^(?:un)?licen[cs]e|^copying|^notice/i.test(name));
  const texts = files.sort().map(name => readFileSync(join(folder, name), 'utf8').trim());
  const text = texts.length === 0 ? stated(manifest) : texts.join('\n\n');
  return `${manifest.name} ${manifest.version}\n${manifest.license ?? 'no license in its manifest'}\n\n${text}\n`;
}

/** What a package without a license file says. */
function stated({ license, author }: Manifest): string {
  const by = typeof author === 'string' ? author : author?.name;
  const states = license === undefined ? 'states no license' : `states: ${license}`;
  return `The package has no license file; its manifest ${states}.${by === undefined ? '' : `\nAuthor: ${by}`}`;
}

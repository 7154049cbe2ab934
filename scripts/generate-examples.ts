import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examples } from '../test/support/examples.ts';

/** Writes an example of each kind of report to docs/examples; with `--check`, only compares them. */
const folder = join(import.meta.dirname, '../docs/examples');
const check = process.argv.includes('--check');
const wanted = new Map(Object.entries(examples).map(([name, render]) => [`${name}.md`, `${render()}\n`]));
const found = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.md'));
const stale: string[] = found.filter(name => !wanted.has(name));
for (const [name, text] of wanted) {
  if ((await readFile(join(folder, name), 'utf8').catch(() => '')) !== text) stale.push(name);
}
if (check && stale.length > 0) {
  console.error(`Not up to date in docs/examples: ${stale.join(', ')}. Run: npm run examples`);
  process.exitCode = 1;
} else if (!check) {
  await mkdir(folder, { recursive: true });
  for (const name of stale) if (!wanted.has(name)) await rm(join(folder, name));
  for (const [name, text] of wanted) await writeFile(join(folder, name), text);
}

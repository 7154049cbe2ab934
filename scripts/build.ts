import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { entryFile, oldestNode } from './entry-file.ts';
import { licensesOf, packagesIn } from './licenses.ts';

/** Entry files of dist/. Each calls one function of the bundle. */
const entries = ['action', 'post', 'report', 'cli'] as const;
const limitMegabytes = 10;
const dist = 'dist';

rmSync(dist, { recursive: true, force: true });
const ncc = spawnSync(
  process.execPath,
  [
    'node_modules/@vercel/ncc/dist/ncc/cli.js',
    'build',
    'src/entries/index.ts',
    '--out',
    dist,
    '--source-map',
    '--no-source-map-register',
    '--no-cache',
    '--quiet'
  ],
  { stdio: 'inherit' }
);
if (ncc.status !== 0) throw new Error(`ncc failed with exit code ${String(ncc.status)}`);
// The maps are read only for the names of the bundled modules.
const maps = readdirSync(dist).filter(file => file.endsWith('.map'));
const modules = maps.flatMap(file => {
  const path = join(dist, file);
  const { sources } = JSON.parse(readFileSync(path, 'utf8')) as { readonly sources: readonly string[] };
  rmSync(path);
  return sources;
});
writeFileSync(join(dist, 'licenses.txt'), licensesOf(packagesIn(modules)));
// ncc minifies only the entry, but nearly all code is in the chunks. Names are kept for stack traces.
for (const name of readdirSync(dist).filter(file => file.endsWith('.js'))) {
  const file = join(dist, name);
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    minify: true,
    keepNames: true,
    legalComments: 'none',
    format: 'esm',
    platform: 'node',
    target: 'node22'
  });
  writeFileSync(file, code);
}
const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly engines: { readonly node: string } };
for (const entry of entries) {
  writeFileSync(join(dist, `${entry}.js`), entryFile(entry, oldestNode(engines.node)), {
    mode: entry === 'cli' ? 0o755 : 0o644
  });
}
const bytes = readdirSync(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
if (bytes > limitMegabytes * 1e6) throw new Error(`dist/ has ${bytes} bytes, more than ${limitMegabytes} MB`);
console.log(`dist/: ${(bytes / 1e6).toFixed(1)} MB`);

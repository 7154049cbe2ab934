import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');

interface Manifest {
  readonly files: readonly string[];
}

/** What the package's manifest has of this repository's. */
const shared = ['name', 'version', 'description', 'license', 'type', 'engines', 'bin', 'files'] as const;

/**
 * The manifest of the npm package. It has no dependencies, because dist/ contains them. This repository's own manifest is
 * private, because npm would install all of its dependencies with it.
 */
function createManifest(own: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(shared.map(name => [name, own[name]]));
}

/** Packs the built program into a folder, as npm publishes it. Returns the path of the archive. */
export function packProgram(folder: string): string {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest & Record<string, unknown>;
  const staged = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-package-'));
  try {
    for (const path of [...own.files, 'README.md', 'LICENSE']) {
      cpSync(join(root, path), join(staged, path), { recursive: true });
    }
    writeFileSync(join(staged, 'package.json'), `${JSON.stringify(createManifest(own), null, 2)}\n`);
    mkdirSync(folder, { recursive: true });
    const args = ['pack', '--json', '--pack-destination', resolve(folder)];
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd: staged, encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
    const [packed] = JSON.parse(stdout) as { readonly filename: string }[];
    return join(folder, packed?.filename ?? '');
  } finally {
    rmSync(staged, { recursive: true });
  }
}

if (import.meta.main) console.log(packProgram(process.argv[2] ?? 'release'));

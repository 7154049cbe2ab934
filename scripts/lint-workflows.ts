import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorMessage } from '../src/model/errors.ts';
import { useLocalAction } from './examples.ts';
import { ensureLinters } from './linters.ts';

const own = '.github/workflows';
const examples = 'examples/workflows';

/** How the workflows look to actionlint and zizmor; `skipped` where the linters cannot be had here. */
export type Verdict = { readonly kind: 'clean' | 'faulty' } | { readonly kind: 'skipped'; readonly why: string };

/**
 * Lints this repository's workflows and actions, and the examples: these also with this repository's action in place of
 * the one that they name, whose inputs and outputs only then are known.
 */
export async function lintWorkflows(say: (line: string) => void): Promise<Verdict> {
  let bin: string;
  try {
    bin = await ensureLinters(say);
  } catch (error) {
    return { kind: 'skipped', why: `the linters cannot be installed: ${errorMessage(error)}` };
  }
  const files = [own, examples].flatMap(folder => readdirSync(folder).map(name => join(folder, name)));
  const run = (program: string, args: readonly string[], folder = '.'): boolean =>
    spawnSync(join(bin, program), args, {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    }).status === 0;
  const withAction = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-examples-'));
  try {
    copyExamples(withAction);
    const results = [
      run('actionlint', files),
      // A file in that folder must look like a repository's for the action to be found.
      run('actionlint', [], withAction),
      run('zizmor', ['--offline', '--no-progress', '--quiet', '--persona', 'pedantic', '.', ...files])
    ];
    return { kind: results.every(Boolean) ? 'clean' : 'faulty' };
  } finally {
    rmSync(withAction, { recursive: true });
  }
}

/** A repository of the examples with this action in it. */
function copyExamples(folder: string): void {
  for (const part of ['action.yml', 'report/action.yml']) cpSync(part, join(folder, 'gate', part), { recursive: true });
  for (const part of ['action', 'post', 'report']) {
    mkdirSync(join(folder, 'gate', 'dist'), { recursive: true });
    writeFileSync(join(folder, 'gate', 'dist', `${part}.js`), '');
  }
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, own), { recursive: true });
  for (const name of readdirSync(examples)) {
    writeFileSync(join(folder, own, name), useLocalAction(readFileSync(join(examples, name), 'utf8'), './gate'));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const verdict = await lintWorkflows(line => {
    console.log(line);
  });
  if (verdict.kind === 'skipped') console.error(verdict.why);
  process.exitCode = verdict.kind === 'clean' ? 0 : 1;
}

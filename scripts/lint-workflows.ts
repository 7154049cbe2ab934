import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorMessage } from '../src/model/errors.ts';
import { wantedWorkflows } from '../src/init/init.ts';
import { useAction, writeWorkflow } from '../src/init/workflows.ts';
import { ensureLinters } from './linters.ts';

const own = '.github/workflows';
const examples = 'examples/workflows';

/** Result of actionlint and zizmor; `skipped` if the linters cannot be installed. */
export type Verdict = { readonly kind: 'clean' | 'faulty' } | { readonly kind: 'skipped'; readonly why: string };

/**
 * Lints this repository's workflows, actions and examples. The examples are also linted with this repository's action
 * in place of the named one, so that inputs and outputs are checked. So are the workflows that `init` writes.
 */
export async function lintWorkflows(say: (line: string) => void): Promise<Verdict> {
  let bin: string;
  try {
    bin = await ensureLinters(say);
  } catch (error) {
    return { kind: 'skipped', why: `cannot install the linters: ${errorMessage(error)}` };
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
    const written = writeInitial(withAction);
    const results = [
      run('actionlint', files),
      // actionlint finds the action only in a repository's .github folder.
      run('actionlint', [], withAction),
      run('zizmor', ['--offline', '--no-progress', '--quiet', '--persona', 'pedantic', '.', ...files, ...written])
    ];
    return { kind: results.every(Boolean) ? 'clean' : 'faulty' };
  } finally {
    rmSync(withAction, { recursive: true });
  }
}

/** Creates a repository of the examples with this action. */
function copyExamples(folder: string): void {
  for (const part of ['action.yml', 'report/action.yml']) cpSync(part, join(folder, 'gate', part), { recursive: true });
  for (const part of ['action', 'post', 'report']) {
    mkdirSync(join(folder, 'gate', 'dist'), { recursive: true });
    writeFileSync(join(folder, 'gate', 'dist', `${part}.js`), '');
  }
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, own), { recursive: true });
  for (const name of readdirSync(examples)) {
    writeFileSync(join(folder, own, name), useAction(readFileSync(join(examples, name), 'utf8'), './gate'));
  }
}

/** Writes what `init` can write, with this action for actionlint. Returns the same with a pinned action, for zizmor. */
function writeInitial(folder: string): string[] {
  const wanted = [
    wantedWorkflows('kind', 'private'),
    wantedWorkflows('kind', 'public'),
    wantedWorkflows('aks', 'private')
  ];
  const pinned = mkdtempSync(join(folder, 'pinned-'));
  return [...new Set(wanted.flat().map(({ example }) => example))].map(example => {
    const text = readFileSync(join(examples, example), 'utf8');
    const choices = {
      release: 'v1.2.3',
      valuesFiles: ['infra/cilium/values.yaml', 'infra/cilium/values-perf.yaml'],
      version: { 'cilium-version-file': 'infra/cilium/version' },
      set: ['cluster.name=${CLUSTER}'],
      watched: ['infra/cilium/**'],
      branch: 'master',
      location: example.includes('aks') ? 'northeurope' : undefined
    };
    writeFileSync(join(folder, own, `init-${example}`), writeWorkflow(text, { ...choices, action: './gate' }));
    const path = join(pinned, example);
    writeFileSync(path, writeWorkflow(text, { ...choices, action: `owner/gate@${'a'.repeat(40)}` }));
    return path;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const verdict = await lintWorkflows(line => {
    console.log(line);
  });
  if (verdict.kind === 'skipped') console.error(verdict.why);
  process.exitCode = verdict.kind === 'clean' ? 0 : 1;
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { useAction } from '../../src/init/workflows.ts';
import { scratch } from '../support.ts';

/** Path of this repository's action in the other repository. */
export const action = './gate';
const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1';
export const measureWorkflow = '.github/workflows/perf.yml';
export const reportWorkflow = '.github/workflows/report.yml';

/** A user's repository. */
export interface Repository {
  readonly folder: string;
  /** Commits these files, or nothing, and returns the commit's hash. */
  readonly commit: (message: string, files?: Files) => string;
}

/** Contents by path. */
export type Files = Readonly<Record<string, string>>;

/**
 * Creates a repository that measures with the built action and reports in a second stage, with the action inputs of its two
 * workflows and with extra files.
 */
export function createRepository(measure: Files, report: Files, files: Files = {}): Repository {
  const repository = startRepository({
    ...files,
    [measureWorkflow]: stringify({
      name: 'perf',
      on: {
        ...{ push: {}, pull_request: {}, issue_comment: {}, schedule: [{ cron: '0 3 * * *' }] },
        workflow_dispatch: { inputs: { 'pull-request': { type: 'number' } } }
      },
      jobs: { measure: job({ uses: action, with: { 'pull-request': '${{ inputs.pull-request }}', ...measure } }) }
    }),
    [reportWorkflow]: stringify({
      name: 'report',
      on: { workflow_run: { workflows: ['perf'], types: ['completed'] }, pull_request: {} },
      jobs: { report: job({ uses: `${action}/report`, with: report }) }
    })
  });
  addAction(repository);
  return repository;
}

/** Adds the built action to a repository, because a job without network cannot download it. */
export function addAction({ folder, commit }: Repository): void {
  for (const part of ['action.yml', 'dist', 'report']) {
    cpSync(part, join(folder, action, part), { recursive: true });
  }
  commit('Add the action');
}

/**
 * A workflow that uses this action at a release, with the action in the folder instead, and with the checkout that such an
 * action needs.
 */
export function offline(workflow: string): string {
  const local = useAction(workflow, action);
  return local.includes(checkout) ? local : local.replace(/^( +)steps:\n/m, `$&$1  - uses: ${checkout}\n`);
}

/** Creates a repository with nothing but these files. */
export function startRepository(files: Files): Repository {
  const folder = scratch();
  const git = (...args: readonly string[]): string => {
    const identity = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.invalid'];
    const result = spawnSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
    return result.stdout.trim();
  };
  git('init', '--quiet', '--initial-branch', 'main');
  // The runner reads the repository name from here.
  git('remote', 'add', 'origin', 'https://github.com/example/cilium-config');
  const commit: Repository['commit'] = (message, changed = {}) => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  commit('Begin', files);
  return { folder, commit };
}

function job(step: object): object {
  return {
    'runs-on': 'ubuntu-24.04',
    steps: [{ uses: checkout }, step]
  };
}

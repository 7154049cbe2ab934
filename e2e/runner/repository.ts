import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { scratch } from '../support.ts';

/** Path of this repository's action in the other repository. */
export const action = './gate';
export const measureWorkflow = '.github/workflows/perf.yml';
export const reportWorkflow = '.github/workflows/report.yml';

/** A user's repository that measures with the built action and reports in a second stage. */
export interface Repository {
  readonly folder: string;
  /** Adds an empty commit and returns its hash. */
  commit(message: string): string;
}

/** Creates the repository with the action inputs of its two workflows and with extra files. */
export function createRepository(
  measure: Readonly<Record<string, string>>,
  report: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {}
): Repository {
  const folder = scratch();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const part of ['action.yml', 'dist', 'report']) {
    cpSync(part, join(folder, action, part), { recursive: true });
  }
  write(folder, measureWorkflow, {
    name: 'perf',
    on: {
      ...{ push: {}, pull_request: {}, issue_comment: {}, schedule: [{ cron: '0 3 * * *' }] },
      workflow_dispatch: { inputs: { 'pull-request': { type: 'number' } } }
    },
    jobs: { measure: job({ uses: action, with: { 'pull-request': '${{ inputs.pull-request }}', ...measure } }) }
  });
  write(folder, reportWorkflow, {
    name: 'report',
    on: { workflow_run: { workflows: ['perf'], types: ['completed'] }, pull_request: {} },
    jobs: { report: job({ uses: `${action}/report`, with: report }) }
  });
  const git = (...args: readonly string[]): string => {
    const identity = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.invalid'];
    const result = spawnSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
    return result.stdout.trim();
  };
  git('init', '--quiet', '--initial-branch', 'main');
  // The runner reads the repository name from here.
  git('remote', 'add', 'origin', 'https://github.com/example/cilium-config');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Measure');
  return {
    folder,
    commit: message => {
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    }
  };
}

function job(step: object): object {
  return {
    'runs-on': 'ubuntu-24.04',
    steps: [{ uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1' }, step]
  };
}

function write(folder: string, path: string, workflow: object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), stringify(workflow));
}

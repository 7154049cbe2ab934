import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { useAction } from '../src/init/workflows.ts';
import { commitName } from '../test/support/loopback-github/world.ts';
import { findAct, startWorkflow, type Ended, type Trigger } from './runner/act.ts';
import { startGitHub, type GitHubProcess } from './runner/github.ts';
import { action, createRepository } from './runner/repository.ts';

const folder = 'examples/workflows';

interface Step {
  readonly uses?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { steps: Step[] }>>;
}

const read = (name: string): Workflow => parse(useAction(readFileSync(join(folder, name), 'utf8'), action)) as Workflow;
const isOurs = ({ uses }: Step): boolean => uses === action;
/** The commit that pull requests and the merge queue are based on. */
const base = 'a'.repeat(40);
const names = readdirSync(folder);
const measuring = names.filter(name => Object.values(read(name).jobs).some(({ steps }) => steps.some(isOurs)));

/** The events of an example that the runner supports. */
const events = (name: string): Trigger['event'][] =>
  (['pull_request', 'push', 'schedule', 'workflow_dispatch', 'issue_comment', 'merge_group'] as const).filter(
    event => event in read(name).on
  );

/** The inputs of `gh workflow run` without flags, and the pull request's number. */
function dispatchInputs({ on }: Workflow): Record<string, string> {
  const { inputs } = (on['workflow_dispatch'] ?? {}) as { inputs?: Record<string, { default?: string }> };
  const all = Object.entries(inputs ?? {});
  return Object.fromEntries(all.map(([name, input]) => [name, name === 'pull-request' ? '7' : (input.default ?? '')]));
}

/** The payload of each event, without the repository. */
function payloadOf(event: Trigger['event'], inputs: Record<string, string>): object {
  switch (event) {
    case 'pull_request':
      return {
        number: 7,
        pull_request: { number: 7, base: { ref: 'main', sha: base }, head: { sha: 'b'.repeat(40) } }
      };
    case 'merge_group':
      return { merge_group: { base_ref: 'refs/heads/main', base_sha: base } };
    case 'issue_comment':
      return {
        issue: { number: 7, pull_request: {} },
        comment: { body: '/benchmark', created_at: '2026-11-20T12:00:00Z' },
        sender: { login: 'maintainer' }
      };
    default:
      return { ref: 'refs/heads/main', inputs };
  }
}

/**
 * The part of an example that works without network and cluster: its checkout, then this action with the example's inputs
 * and `plan-only`. Drops steps that log in or install something, jobs that do not measure, and other commits to check out,
 * which the runner would fetch from GitHub.
 */
function planOnly(name: string): Workflow {
  const workflow = read(name);
  const jobs = Object.entries(workflow.jobs).filter(([, { steps }]) => steps.some(isOurs));
  for (const [, job] of jobs) {
    job.steps = job.steps.filter(step => isOurs(step) || step.uses?.startsWith('actions/checkout@'));
    for (const step of job.steps) {
      if (isOurs(step)) step.with = { ...step.with, 'plan-only': 'true' };
      else delete step.with?.['ref'];
    }
  }
  return { ...workflow, jobs: Object.fromEntries(jobs) };
}

describe('an example', () => {
  let github: GitHubProcess;
  let repository: string;

  beforeAll(async () => {
    findAct();
    github = await startGitHub();
    const files = { 'cilium/values.yaml': 'hubble: {enabled: false}\n', 'cilium/version': '1.20.2\n' };
    const made = createRepository({}, {}, files);
    repository = made.folder;
    await github.commit(base, [], files);
    for (const name of measuring) writeFileSync(join(repository, '.github/workflows', name), stringify(planOnly(name)));
    // The checkout is a merge of the pull request, for the example that measures one on request.
    await github.commit(made.commit('Merge'), [commitName(10), commitName(20)]);
  });
  afterAll(async () => {
    await github.stop();
  });

  async function start(name: string, event: Trigger['event'], id: number): Promise<Ended> {
    const environment = await github.run({ id, event });
    const payload = {
      ...payloadOf(event, dispatchInputs(read(name))),
      repository: { default_branch: 'main' }
    };
    const workflow = `.github/workflows/${name}`;
    return startWorkflow({ folder: repository, workflow, event, payload, environment, machine: {} }).ended;
  }

  test.each(measuring.flatMap(name => events(name).map(event => [name, event] as const)))(
    '%s plans on %s with inputs that this action takes',
    async (name, event) => {
      const { exitCode, output } = await start(name, event, 900 + measuring.indexOf(name));
      expect([exitCode, output]).toEqual([0, expect.stringMatching(/plan: \d+ rounds of /)]);
    }
  );

  test('with a wrong input fails these tests', async () => {
    const [name = ''] = measuring;
    const broken = planOnly(name);
    for (const { steps } of Object.values(broken.jobs)) {
      for (const step of steps.filter(isOurs)) step.with = { ...step.with, scenarios: 'vxlan+wiregard' };
    }
    writeFileSync(join(repository, '.github/workflows/broken.yml'), stringify(broken));
    const [event = 'push'] = events(name);
    const environment = await github.run({ id: 999, event });
    const workflow = '.github/workflows/broken.yml';
    const payload = { ref: 'refs/heads/main', repository: { default_branch: 'main' }, inputs: dispatchInputs(broken) };
    const ended = await startWorkflow({ folder: repository, workflow, event, payload, environment, machine: {} }).ended;
    expect([ended.exitCode, ended.output]).toEqual([1, expect.stringContaining('vxlan+wiregard')]);
  });
});

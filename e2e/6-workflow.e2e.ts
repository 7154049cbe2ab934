import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exampleRepository } from '../src/init/workflows.ts';
import { serializeRun } from '../src/results/write.ts';
import { baselineOf, runWithThroughput } from '../test/support/baseline-builder.ts';
import { serializeBaseline } from '../src/baseline/document.ts';
import { commitName, type FakeRun } from '../test/support/loopback-github/world.ts';
import { findAct, startWorkflow, type Ended, type Trigger } from './runner/act.ts';
import { startGitHub, type GitHubProcess } from './runner/github.ts';
import { change, openPullRequest, pullRequestPayload } from './runner/pull-request.ts';
import {
  addAction,
  createRepository,
  measureWorkflow,
  offline,
  reportWorkflow,
  startRepository,
  type Repository
} from './runner/repository.ts';
import { clusterName, requireLab, scratch, writeFakeHelm } from './support.ts';

const fork = { id: 666, owner: 'mallory', name: 'cilium-config' };

/** A plan reads the kubeconfig of the run but does not contact the cluster. */
const kubeconfig = JSON.stringify({
  'current-context': 'lab',
  clusters: [{ name: 'lab', cluster: { server: 'https://127.0.0.1:1' } }],
  contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
  users: [{ name: 'lab', user: {} }]
});

let github: GitHubProcess;
let repository: Repository;
/** Tip of main, as GitHub knows it. */
let tip: string;
let runId = 100;

/** Runs a workflow as a separate workflow run, and marks it completed on GitHub when it ends. */
async function runWorkflow(
  run: Partial<FakeRun>,
  trigger: Pick<Trigger, 'workflow' | 'event' | 'payload'>,
  machine: Readonly<Record<string, string>> = {}
): Promise<Ended & { readonly id: number }> {
  runId += 1;
  const id = runId;
  const environment = await github.run({ id, status: 'in_progress', conclusion: null, event: trigger.event, ...run });
  const ended = await startWorkflow({ folder: repository.folder, environment, machine, ...trigger }).ended;
  await github.run({ id, status: 'completed', conclusion: ended.exitCode === 0 ? 'success' : 'failure' });
  return { ...ended, id };
}

/** Adds a commit to main, locally and on GitHub. */
async function advance(message: string): Promise<string> {
  const sha = repository.commit(message);
  await github.push(sha, [tip], workflows());
  tip = sha;
  return sha;
}

/** Checks out the merge commit of the pull request. */
async function merge(): Promise<void> {
  await github.commit(change.headSha, [tip]);
  await github.commit(repository.commit('Merge the pull request'), [tip, change.headSha], workflows());
}

/** The workflows of the checked-out commit. */
function workflows(): Record<string, string> {
  const read = (path: string): string => readFileSync(join(repository.folder, path), 'utf8');
  return { [measureWorkflow]: read(measureWorkflow), [reportWorkflow]: read(reportWorkflow) };
}

async function begin(
  measure: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {}
): Promise<void> {
  repository = createRepository(
    { 'baseline-workflow': measureWorkflow, 'fail-on': 'none', ...measure },
    { 'baseline-workflow': measureWorkflow },
    files
  );
  github = await startGitHub();
  tip = commitName(10);
  await advance('Begin');
}

beforeAll(() => {
  findAct();
});

describe('the action in a workflow, without a cluster', () => {
  beforeAll(async () => {
    const on = { cluster: 'kubeconfig', kubeconfig: 'kubeconfig', 'allow-reconfigure': 'lab' };
    await begin({ 'plan-only': 'true', ...on }, { kubeconfig });
  });
  afterAll(async () => {
    await github.stop();
  });

  test.each<[Trigger['event'], object]>([
    ['pull_request', pullRequestPayload(commitName(10))],
    ['push', { ref: 'refs/heads/main', before: commitName(10), repository: { default_branch: 'main' } }],
    ['schedule', { repository: { default_branch: 'main' } }]
  ])('plans on %s', async (event, payload) => {
    const { exitCode, output } = await runWorkflow({}, { workflow: measureWorkflow, event, payload });
    expect(output).toMatch(/plan: \d+ rounds? of vxlan/);
    expect(exitCode).toBe(0);
    // There are two arms only if there is another commit to compare with.
    expect(output.includes('reference')).toBe(event === 'pull_request');
  });
});

describe('a job for a pull request that its event does not describe', () => {
  beforeAll(async () => {
    const on = { cluster: 'kubeconfig', kubeconfig: 'kubeconfig', 'allow-reconfigure': 'lab' };
    await begin({ 'plan-only': 'true', 'cilium-values': 'values.yaml', ...on }, { kubeconfig, 'values.yaml': '{}\n' });
    await github.pullRequest({ number: 7, baseSha: tip, ...change });
  });
  afterAll(async () => {
    await github.stop();
  });

  const repositoryOnly = { repository: { default_branch: 'main' } };
  const comment = (login: string): object => ({
    ...{ action: 'created', issue: { number: 7, pull_request: {} }, sender: { login } },
    ...{ comment: { body: '/benchmark', created_at: '2026-11-20T12:00:00Z' }, ...repositoryOnly }
  });
  const run = (event: Trigger['event'], payload: object): ReturnType<typeof runWorkflow> =>
    runWorkflow({}, { workflow: measureWorkflow, event, payload });

  test('is refused if something else is checked out', async () => {
    const { exitCode, output } = await run('issue_comment', comment('maintainer'));
    expect([exitCode, output]).toEqual([1, expect.stringMatching(/which is neither the head of #7, \w+, nor a merge/)]);
  });

  test.each<[Trigger['event'], object]>([
    ['issue_comment', comment('maintainer')],
    ['workflow_dispatch', { ...repositoryOnly, inputs: { 'pull-request': '7' } }]
  ])('plans on %s as on the pull request itself', async (event, payload) => {
    await merge();
    const { exitCode, output } = await run(event, payload);
    expect([exitCode, output]).toEqual([0, expect.stringContaining('reference')]);
  });

  test('is refused if a stranger commented', async () => {
    const { exitCode, output } = await run('issue_comment', comment('mallory'));
    expect([exitCode, output]).toEqual([1, expect.stringContaining('mallory may not start a measurement of #7')]);
  });
});

describe('the second stage in a workflow', () => {
  let measured: number;

  beforeAll(async () => {
    await begin({});
  });
  afterAll(async () => {
    await github.stop();
  });
  beforeEach(async () => {
    runId += 1;
    measured = runId;
    await github.run({ id: measured, head: fork, ...change, createdAt: new Date().toISOString() });
    await github.pullRequest({ number: 7, head: fork, headOwner: fork.owner, baseSha: tip, ...change });
  });

  const report = (): ReturnType<typeof runWorkflow> =>
    runWorkflow(
      { path: reportWorkflow },
      {
        workflow: reportWorkflow,
        event: 'workflow_run',
        payload: { action: 'completed', workflow_run: { id: measured }, repository: { default_branch: 'main' } }
      }
    );
  const upload = async (throughput: number): Promise<void> => {
    const { source, ...run } = runWithThroughput(throughput);
    const content = serializeRun({ ...run, source: source && { ...source, runId: measured } });
    await github.artifact(measured, 'cilium-perf-gate-default-measure-1', { 'run.json': content });
  };

  test('compares results from a fork with earlier runs of the base branch, and updates its comment', async () => {
    for (let index = 1; index <= 6; index += 1) {
      runId += 1;
      const pushed = { id: runId, headSha: tip, createdAt: '2026-11-20T12:00:00Z', startedAt: '2026-11-20T12:00:00Z' };
      await github.run(pushed);
      const [run] = (await github.see()).runs.filter(({ id }) => id === pushed.id);
      if (run === undefined) throw new Error('the run was just added');
      await github.artifact(run.id, 'cilium-perf-gate-baseline-default', {
        'baseline.json': serializeBaseline(baselineOf(run, 7.6e9 * (1 + index / 1000)))
      });
    }
    await upload(5e9);
    const worse = await report();
    expect(worse.exitCode).toBe(1);
    const [comment, ...others] = (await github.see()).comments;
    expect(others).toEqual([]);
    expect(comment?.issue).toBe(7);
    expect(comment?.body).toContain(`key=default job=report run=${measured} attempt=1`);
    expect(comment?.body).toContain(
      '### ❌ Cilium performance: regression in `vxlan` (reported by the fork, not verified)'
    );
    expect(comment?.body).toContain('**Not verified:**');
    expect(comment?.body).toContain('6 earlier runs');
    const { artifacts, statuses } = await github.see();
    const page = artifacts.find(({ name }) => name === 'cilium-performance-default-measure-7-report-1.html');
    expect(page).toMatchObject({ type: 'text/html', runId: worse.id });
    expect(comment?.body).toContain(`/actions/runs/${worse.id}/artifacts/${page?.id ?? ''})`);
    expect(statuses).toEqual([
      {
        sha: change.headSha,
        context: 'cilium-perf-gate / default',
        state: 'failure',
        description: expect.stringMatching(
          /^Regression \(reported by the fork, not verified\): TCP throughput .\d+\.\d % in vxlan/
        ),
        url: expect.stringContaining(`/artifacts/${page?.id ?? ''}`)
      }
    ]);
  });

  test('does not fail for a loss that a label accepts, and says so', async () => {
    await github.pullRequest({ number: 7, labels: ['accept-perf-regression'] });
    await upload(5e9);
    const { exitCode, output } = await report();
    await github.pullRequest({ number: 7, labels: [] });
    expect([exitCode, output]).toEqual([0, expect.stringContaining('accepted regression: vxlan')]);
    const { comments } = await github.see();
    expect(comments[0]?.body).toContain(
      '### 🆗 Cilium performance: accepted regression in `vxlan` (reported by the fork, not verified)'
    );
  });

  test('updates this comment for the next run', async () => {
    await upload(7.6e9);
    await report();
    const { comments } = await github.see();
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain(`run=${measured} attempt=1`);
    expect(comments[0]?.body).not.toContain('regression in');
  });

  test('also reports the matrix jobs of its own run', async () => {
    await merge();
    const matrix = runId + 1;
    await github.run({ id: matrix, ...change });
    for (const job of ['kind', 'aks']) {
      const { source, ...run } = runWithThroughput(7.6e9);
      const content = serializeRun({ ...run, source: source && { ...source, runId: matrix } });
      await github.artifact(matrix, `cilium-perf-gate-${job}-measure-1`, { 'run.json': content });
    }
    const trigger = { workflow: reportWorkflow, event: 'pull_request', payload: pullRequestPayload(tip) } as const;
    const { exitCode, id } = await runWorkflow(change, trigger);
    expect([exitCode, id]).toEqual([0, matrix]);
    const { comments } = await github.see();
    expect(comments[0]?.body).toContain(`run=${matrix} attempt=1`);
    expect(comments[0]?.body).toContain('Results: 2 × no baseline, corrected together for multiple comparisons');
  });

  test('reports that the triggering run measured nothing', async () => {
    const { exitCode, output } = await report();
    expect(output).toContain('uploaded no results of this action');
    expect(exitCode).not.toBe(0);
  });
});

describe('a main step that is killed', () => {
  let tools: string;

  beforeAll(async () => {
    await begin({ 'cilium-version': '1.20.2', scenarios: 'vxlan', reference: 'none' });
    tools = createTools();
    await github.pullRequest({ number: 7, baseSha: tip, ...change });
  });
  afterAll(async () => {
    await github.stop();
  });

  test('is uploaded and reported as incomplete by the post step', async () => {
    await merge();
    const { exitCode, output, id } = await runWorkflow(
      change,
      { workflow: measureWorkflow, event: 'pull_request', payload: pullRequestPayload(tip) },
      { PATH: `${tools}:${process.env['PATH'] ?? ''}` }
    );
    expect(output).toContain('uploaded run cpg-');
    expect(exitCode).not.toBe(0);
    const { artifacts, comments } = await github.see();
    expect(artifacts.map(({ runId: of, name }) => [of, name])).toEqual([
      [id, 'cilium-perf-gate-default-measure-1'],
      [id, 'cilium-performance-default-measure-1.html']
    ]);
    expect(comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('The run is incomplete (the run was killed before it could end)')
    ]);

    // Another job of the same matrix, without a comment-key of its own.
    runId -= 1;
    const other = await runWorkflow(
      change,
      { workflow: measureWorkflow, event: 'pull_request', payload: pullRequestPayload(tip) },
      { PATH: `${tools}:${process.env['PATH'] ?? ''}` }
    );
    expect(other.id).toBe(id);
    expect(other.output).toMatch(/another job of this run has already commented .*, set comment-key to a value/);
    const after = await github.see();
    expect(after.comments).toEqual(comments);
    expect(after.artifacts).toHaveLength(4);
  });
});

describe('a pull request that changes only a comment', () => {
  const cluster = 'cilium-perf-gate-never-made';
  let machine: Readonly<Record<string, string>>;
  let before: string;

  beforeAll(async () => {
    const lab = await requireLab();
    machine = lab.environment;
    before = readFileSync(lab.valuesFile, 'utf8');
    await begin(
      { cluster: 'kind', 'kind-name': cluster, 'cilium-chart': lab.chart, 'cilium-values': 'values.yaml' },
      { 'values.yaml': `# a comment\n${before}` }
    );
  });
  afterAll(async () => {
    await github.stop();
  });

  test('is unchanged within 15 seconds, without a cluster, and its comment says what was compared', async () => {
    const base = await openPullRequest(github, repository, tip, { 'values.yaml': before });
    const started = performance.now();
    const { exitCode, output } = await runWorkflow(
      change,
      { workflow: measureWorkflow, event: 'pull_request', payload: pullRequestPayload(base) },
      machine
    );
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${output}\nended after ${seconds.toFixed(1)} s\n`);
    expect(exitCode).toBe(0);
    expect(output).not.toContain('Creating cluster');
    expect(seconds).toBeLessThan(15);
    const { artifacts, comments } = await github.see();
    expect(comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(
        /^Nothing was measured, because everything that Cilium sees renders the same \(\d+ objects.*\) for main at /m
      )
    ]);
    expect(artifacts.map(({ name }) => name)).toEqual([
      'cilium-perf-gate-default-measure-1',
      'cilium-performance-default-measure-1.html'
    ]);
  });
});

/**
 * From an empty repository to a comment, with the workflows as `init` writes them. What the network would provide is
 * replaced: the action of a release by the built one in a folder, GitHub by the loopback GitHub, and the tools of a runner
 * by fakes; the fake helm renders the values it is given.
 */
describe('the workflows that init writes into a fresh repository', () => {
  const helmRelease = 'clusters/prod/cilium.yaml';
  const release = (comment: string, aggregation = 'medium'): string =>
    [
      'apiVersion: helm.toolkit.fluxcd.io/v2',
      'kind: HelmRelease',
      'metadata: {name: cilium, namespace: kube-system}',
      'spec:',
      '  interval: 1h',
      '  chart: {spec: {chart: cilium, version: 1.20.2, sourceRef: {kind: HelmRepository, name: cilium}}}',
      `  values: # ${comment}`,
      '    encryption: {enabled: true, type: wireguard}',
      `    bpf: {monitorAggregation: ${aggregation}}`,
      ''
    ].join('\n');
  const pullRequest = '.github/workflows/cilium-perf.yml';
  const secondStage = '.github/workflows/cilium-perf-report.yml';
  let machine: Readonly<Record<string, string>>;

  /** Runs `init` in a new repository, and opens a pull request there. Returns the base commit. */
  async function open(visibility: string, written: readonly string[], changed: string): Promise<string> {
    github = await startGitHub();
    repository = startRepository({ [helmRelease]: release('for production') });
    const flags = [
      '--cluster',
      'kind',
      '--visibility',
      visibility,
      '--action',
      `${exampleRepository}@${'0'.repeat(40)}`
    ];
    const init = spawnSync(process.execPath, [resolve('dist/cli.js'), 'init', ...flags], {
      cwd: repository.folder,
      encoding: 'utf8'
    });
    expect([init.status, init.stderr, init.stdout]).toEqual([0, '', expect.stringContaining(`values: ${helmRelease}`)]);
    const workflows = Object.fromEntries(
      written.map(path => [path, offline(readFileSync(join(repository.folder, path), 'utf8'))])
    );
    repository.commit('Add what init wrote', workflows);
    addAction(repository);
    const base = { ...workflows, [helmRelease]: release('for production') };
    return openPullRequest(github, repository, commitName(10), base, { [helmRelease]: changed });
  }

  beforeAll(() => {
    machine = { PATH: `${createTools()}:${process.env['PATH'] ?? ''}` };
  });
  afterEach(async () => {
    await github.stop();
  });

  const measure = (base: string): ReturnType<typeof runWorkflow> =>
    runWorkflow(
      { ...change, path: pullRequest },
      { workflow: pullRequest, event: 'pull_request', payload: pullRequestPayload(base) },
      machine
    );
  const unchanged =
    /^### ✅ Cilium performance: nothing that Cilium sees differs\n\nNothing was measured, .* for main at \S+ and for this run \(vxlan\+wireguard\)\.$/m;

  test('comment on a pull request that changes only a comment of the values', async () => {
    const { exitCode, output } = await measure(await open('private', [pullRequest], release('for all of production')));
    expect([exitCode, output]).toEqual([0, expect.stringContaining('comment created')]);
    const { comments } = await github.see();
    expect(comments.map(({ issue, body }) => [issue, body])).toEqual([[7, expect.stringMatching(unchanged)]]);
  });

  test('comment in a second stage in a public repository', async () => {
    const base = await open('public', [pullRequest, secondStage], release('for all of production'));
    const { exitCode, id } = await measure(base);
    expect(exitCode).toBe(0);
    expect((await github.see()).comments).toEqual([]);
    const report = await runWorkflow(
      { path: secondStage },
      {
        workflow: secondStage,
        event: 'workflow_run',
        payload: {
          action: 'completed',
          workflow_run: { id, event: 'pull_request' },
          repository: { default_branch: 'main' }
        }
      }
    );
    expect([report.exitCode, report.output]).toEqual([0, expect.stringContaining('comment created')]);
    const { comments } = await github.see();
    expect(comments.map(({ issue, body }) => [issue, body])).toEqual([[7, expect.stringMatching(unchanged)]]);
  });

  test('measure a pull request that changes a value', async () => {
    const { output } = await measure(await open('private', [pullRequest], release('for production', 'none')));
    expect(output).toMatch(
      /\+ .*monitorAggregation.*none.*^.*plan: 12 rounds of vxlan\+wireguard;.*::group::Cluster/ms
    );
  });
});

/** Fake helm with one chart, a fake engine, and a fake kind that kills its caller, as a runner kills a step. */
function createTools(): string {
  const folder = scratch();
  const script = (name: string, body: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  };
  writeFakeHelm(folder);
  script('docker', 'echo 29.1.0');
  script('kind', 'case "$1" in version) echo 0.33.0 ;; create) kill -KILL "$PPID" ;; esac');
  return folder;
}

/** Eight measurements take about eight minutes, too long to run on every change. */
const whenAsked = process.env['E2E_WHOLE_FLOW'] === undefined ? describe.skip : describe;

whenAsked('the whole flow on the lab', () => {
  let machine: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const lab = await requireLab();
    machine = lab.environment;
    await begin({
      cluster: 'kind',
      'kind-name': clusterName,
      'allow-reconfigure': `kind-${clusterName}`,
      'cilium-chart': lab.chart,
      'cilium-values': lab.valuesFile,
      'test-image': lab.testImage,
      scenarios: 'vxlan',
      tests: 'tcp-throughput',
      rounds: '1',
      duration: '1',
      reference: 'none'
    });
    await github.pullRequest({ number: 7, baseSha: tip, ...change });
  });
  afterAll(async () => {
    await github.stop();
  });

  test('five pushes publish one baseline each', async () => {
    for (let index = 1; index <= 5; index += 1) {
      const before = tip;
      const headSha = await advance(`Push ${index}`);
      const payload = { ref: 'refs/heads/main', before, repository: { default_branch: 'main' } };
      const pushed = await runWorkflow({ headSha }, { workflow: measureWorkflow, event: 'push', payload }, machine);
      expect([index, pushed.exitCode, pushed.output]).toEqual([index, 0, expect.stringContaining('as a baseline')]);
    }
    const { artifacts, comments } = await github.see();
    expect(artifacts.filter(({ name }) => name === 'cilium-perf-gate-baseline-default')).toHaveLength(5);
    expect(artifacts.filter(({ name }) => name === 'cilium-perf-gate-default-measure-1')).toHaveLength(5);
    expect(comments).toEqual([]);
  });

  test('a pull request is compared with them, and its next run updates the comment', async () => {
    await merge();
    const measure = (): ReturnType<typeof runWorkflow> =>
      runWorkflow(
        change,
        { workflow: measureWorkflow, event: 'pull_request', payload: pullRequestPayload(tip) },
        machine
      );
    for (const attempt of ['created', 'updated']) {
      const { id, output } = await measure();
      expect(output).toContain(`comment ${attempt}`);
      const { comments } = await github.see();
      expect(comments.map(({ issue }) => issue)).toEqual([7]);
      expect(comments[0]?.body).toContain(`run=${id} attempt=1 sha=${change.headSha}`);
      expect(comments[0]?.body).toContain('**Baseline:** 5 earlier runs from artifacts of main');
    }
  });

  test('a nightly run of the same branch publishes another one', async () => {
    const payload = { repository: { default_branch: 'main' } };
    const headSha = await advance('Nightly');
    const { output } = await runWorkflow(
      { headSha },
      { workflow: measureWorkflow, event: 'schedule', payload },
      machine
    );
    expect(output).toContain('as a baseline');
  });
});

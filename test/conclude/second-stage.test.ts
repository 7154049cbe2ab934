import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { GitHub } from '../../src/github/port.ts';
import type { Job } from '../../src/github/job.ts';
import { createFiles } from '../../src/host/host.ts';
import type { Host } from '../../src/host/ports.ts';
import type { ComparingOptions } from '../../src/model/options.ts';
import { reportStage } from '../../src/conclude/second-stage.ts';
import type { Run } from '../../src/model/run.ts';
import { serializeRun } from '../../src/results/write.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { comparing as comparingWith } from '../inputs/comparing.ts';
import { baselineOf, runWithThroughput, zipped } from '../support/baseline-builder.ts';
import { createJob } from '../support/job.ts';
import { connect } from '../support/loopback-client.ts';
import { runtimeToken } from '../support/loopback-github/results-service.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import {
  addArtifact,
  addPullRequest,
  addRun,
  commitName,
  createWorld,
  type FakeRun
} from '../support/loopback-github/world.ts';
import { markdownProblems } from '../support/markdown-shape.ts';
import { addForkRun, addWorkflows, fork, reportWorkflow as workflow } from '../support/second-stage.ts';
import { zip } from '../support/zip-writer.ts';
import { bothArms, measured as measuredRun, slower } from '../verdict/measured.ts';

// The description takes half a second to compile, and seconds on a machine that measures meanwhile.
jest.setTimeout(60_000);

const comparing = comparingWith({ baseline: 'artifact', comment: true });

let loopback: LoopbackGitHub;
let github: GitHub;
let measured: FakeRun;
let outputs: ReturnType<typeof fakeOutputs>;
let summaries: string[];

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  github = await connect(loopback);
  addWorkflows(loopback.world);
  outputs = fakeOutputs();
  summaries = [];
  measured = addForkRun(loopback.world);
  addPullRequest(loopback.world, { head: fork });
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const upload = (throughput = 7.6e9, name?: string): unknown => uploadRun(runWithThroughput(throughput), name);
const uploadRun = ({ source, ...run }: Run, name = 'default-measure-1'): unknown => {
  const content = serializeRun({ ...run, source: source && { ...source, runId: measured.id } });
  return addArtifact(loopback.world, measured, `cilium-perf-gate-${name}`, zip([{ name: 'run.json', content }]));
};
const publishBaselines = (count: number, key = 'default'): void => {
  for (let index = 1; index <= count; index += 1) {
    const run = addRun(loopback.world, { headSha: commitName(index) });
    const throughput = 7.6e9 * (1 + (index % 3) / 1000);
    addArtifact(loopback.world, run, `cilium-perf-gate-baseline-${key}`, zipped(baselineOf(run, throughput)));
  }
};
const hostThatKeeps = (): Host =>
  fakeHost({ outputs: { ...outputs, summary: (text: string) => Promise.resolve(void summaries.push(text)) } });
const reportIt = (options: Partial<ComparingOptions> = {}, on = hostThatKeeps()): ReturnType<typeof reportStage> => {
  const job = createJob(github);
  const source = { ...job.source, job: 'report', event: 'workflow_run', runId: 88, sha: commitName(10) };
  return reportStage(on, { ...comparing, ...options }, { ...job, source, workflow }, measured.id);
};
const bodies = (): string[] => loopback.world.comments.map(({ body }) => body);

describe('the second stage', () => {
  test("finds the base branch's runs, judges by its own policy and comments for the run that measured", async () => {
    publishBaselines(6);
    upload(5e9);
    expect(await reportIt()).toMatchObject({
      verdicts: ['regression'],
      commentUrl: expect.stringContaining('#issuecomment')
    });
    const [body = ''] = bodies();
    expect(body).toContain(`key=default job=report run=${measured.id} attempt=1 sha=${commitName(20)}`);
    expect(body).toContain('### ❌ Cilium performance: regression in `vxlan` (reported by the fork, not verified)');
    expect(body).toContain("**Not verified:** these results come from a fork's own job");
    expect(body).toContain('6 earlier runs from artifacts of main by .github/workflows/perf.yml');
    expect(body).toContain(`re-run [the workflow that reports](${createJob(github).runUrl}), which measures nothing`);
    expect(summaries).toHaveLength(1);
    expect(summaries[0]).toContain(
      '### ❌ Cilium performance: regression in `vxlan` (reported by the fork, not verified)'
    );

    const lenient = { tolerancePercent: { throughput: 75, latency: 75 }, alsoGate: [], failOn: [], matrixJobs: 1 };
    expect((await reportIt({ policy: lenient })).verdicts).toEqual(['pass']);
  });

  test('sets the status of the head commit, and uploads a page for each run', async () => {
    process.env['ACTIONS_RESULTS_URL'] = `${loopback.url}/`;
    process.env['ACTIONS_RUNTIME_TOKEN'] = runtimeToken(addRun(loopback.world, { id: 88 }).id);
    publishBaselines(6, 'aks');
    upload(5e9, 'aks-measure-1');
    upload(7.6e9, 'kind-measure-1');
    loopback.world.commits.set(commitName(20), [commitName(10)]);
    const folder = await mkdtemp(join(tmpdir(), 'pages-'));
    const host = hostThatKeeps();
    const policy = { ...comparing.policy, matrixJobs: 2 };
    await reportIt({ policy }, { ...host, files: createFiles(), state: { ...host.state, folder } });
    await rm(folder, { recursive: true });
    const pages = loopback.world.artifacts.filter(({ runId }) => runId === 88);
    expect(pages.map(({ name, type }) => [name, type])).toEqual([
      ['cilium-performance-aks-measure-7-report-1.html', 'text/html'],
      ['cilium-performance-kind-measure-7-report-1.html', 'text/html']
    ]);
    for (const { id } of pages) expect(bodies()[0]).toContain(`[report](${createJob(github).runUrl}/artifacts/${id})`);
    expect(loopback.world.statuses).toEqual([
      {
        sha: commitName(20),
        context: 'cilium-perf-gate / default',
        state: 'failure',
        description: expect.stringMatching(
          /^Regression \(reported by the fork, not verified\): TCP throughput .34\.\d % in vxlan \(worst of 2 runs\)$/
        ),
        url: expect.stringContaining('#issuecomment-')
      }
    ]);
    delete process.env['ACTIONS_RUNTIME_TOKEN'];
  });

  test('does not fail for a loss that a label of the pull request accepts', async () => {
    publishBaselines(6);
    upload(5e9);
    expect((await reportIt()).failures).toEqual(['regression']);
    loopback.world.pullRequests[0]?.labels.push('accept-perf-regression');
    expect(await reportIt()).toMatchObject({ verdicts: ['regression'], failures: [] });
    expect(bodies()[0]).toContain(
      '### 🆗 Cilium performance: accepted regression in `vxlan` (reported by the fork, not verified)'
    );
  });

  test('updates its comment, and does not touch that of a newer run', async () => {
    upload();
    await reportIt();
    await reportIt();
    expect(bodies()).toHaveLength(1);
    const [comment] = loopback.world.comments;
    if (comment === undefined) throw new Error('there is one');
    const newer = addRun(loopback.world);
    comment.body = comment.body.replace(`run=${measured.id}`, `run=${newer.id}`);
    await reportIt();
    expect(bodies()[0]).toContain(`run=${newer.id}`);
    expect(outputs.lines.join('\n')).toContain('is newer and has already commented');
  });

  test('does not mention a fork when the repository itself measured', async () => {
    measured.head = loopback.world.repository;
    measured.attempt = 3;
    Object.assign(loopback.world.pullRequests[0] ?? {}, { head: measured.head, headOwner: 'example' });
    upload();
    await reportIt();
    expect(bodies()[0]).not.toContain('Not verified');
    expect(bodies()[0]).toContain(`run=${measured.id} attempt=3`);
  });

  test('reports the jobs of a matrix in one comment, the worst first', async () => {
    publishBaselines(6, 'aks');
    publishBaselines(6, 'kind');
    upload(7.6e9, 'kind-measure-1');
    upload(5e9, 'aks-measure-1');
    const policy = { ...comparing.policy, matrixJobs: 2 };
    expect((await reportIt({ policy })).verdicts).toEqual(['regression', 'pass']);
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toMatch(
      /### ❌ Cilium performance: regression in 1 of 2 setups \(reported by the fork, not verified\)[^]*\| `aks-measure` \| ❌ Regression \| TCP\u00a0throughput\u00a0−34\.3\u00a0% \|[^]*<summary>❌ aks-measure<[^]*<summary>✅ kind-measure</
    );
    // Each has the baselines of its own key, and they are one family.
    expect(bodies()[0]?.match(/6 earlier runs from artifacts of main/g)).toHaveLength(2);
    expect(outputs.lines.filter(line => line.startsWith('error: '))).toEqual([
      expect.stringMatching(/^error: regression: vxlan tcp-throughput throughput changed by -34/)
    ]);
    expect(bodies()[0]?.match(/also corrected for 2 gated metrics in the other runs/g)).toHaveLength(2);
    expect(bodies()[0]?.length).toBeLessThan(65_000);
  });

  test('reports the largest possible matrix in one comment, with at least the headline of each job', async () => {
    const worse = measuredRun(slower(0.8), bothArms);
    const same = measuredRun(() => 1, bothArms);
    for (let index = 1; index <= 50; index += 1) uploadRun(index % 5 === 0 ? worse : same, `job${index}-measure-1`);
    await reportIt({ baseline: 'none', policy: { ...comparing.policy, matrixJobs: 50 } });
    const [body = ''] = bodies();
    expect(body.length).toBeLessThanOrEqual(65_000);
    expect(markdownProblems(body)).toEqual([]);
    expect(body).toContain('Results: 10 × regression, 40 × pass,');
    const sections = body.split(/<summary>. job\d+-measure<\/summary>\n\n/).slice(1);
    expect(sections).toHaveLength(50);
    for (const [index, section] of sections.entries()) {
      const first =
        index < 10
          ? '### ❌ Cilium performance: regression in `vxlan` (reported by the fork, not verified)\n\nThis pull request makes it slower: TCP'
          : '### ✅ Cilium performance: within tolerance in `vxlan` (reported by the fork, not verified)\n\nNothing got worse by';
      expect(section.startsWith(first)).toBe(true);
      expect(section).toContain('**Not verified:**');
    }
    expect(outputs.lines.join('\n')).not.toContain('no comment');
  });

  test('still comments when a fork makes every text as long as it can', async () => {
    const long = '&'.repeat(3000);
    const run: Run = {
      ...runWithThroughput(5e9),
      complete: false,
      incompleteReason: long,
      asFound: { enrolledNamespaces: Array.from({ length: 50 }, () => long), valuesUnknown: long }
    };
    for (let index = 1; index <= 40; index += 1) uploadRun(run, `${'&'.repeat(60)}${index}-1`);
    for (let index = 41; index <= 50; index += 1) {
      const name = `cilium-perf-gate-${'&'.repeat(60)}${index}-1`;
      addArtifact(loopback.world, measured, name, zip([{ name: 'run.json', content: long }]));
    }
    expect((await reportIt({ baseline: 'none' })).verdicts[0]).toBe('invalid');
    const [body = ''] = bodies();
    expect(body.length).toBeLessThanOrEqual(65_000);
    expect(markdownProblems(body)).toEqual([]);
    expect(body.match(/^The run is incomplete/gm)).toHaveLength(40);
    expect(body.match(/cannot be reported/g)?.length).toBeGreaterThan(5);
  });

  test('still comments when nothing of many artifacts can be read', async () => {
    for (let index = 1; index <= 50; index += 1) {
      const name = `cilium-perf-gate-${'&'.repeat(150)}${index}-1`;
      addArtifact(loopback.world, measured, name, zip([{ name: '&', content: '' }]));
    }
    expect((await reportIt()).verdicts).toEqual(['invalid']);
    expect(bodies()[0]?.length).toBeLessThanOrEqual(65_000);
    expect(bodies()[0]).toContain('### ⛔ Nothing to report: no results could be read');
  });

  test('ignores samples that claim to be valid but were seen unencrypted', async () => {
    const shape = { ...bothArms, scenarios: ['vxlan+wireguard'] };
    const run = measuredRun(slower(0.8), shape);
    uploadRun(run);
    expect((await reportIt({ baseline: 'none' })).verdicts).toEqual(['regression']);
    expect(bodies()[0]).toMatch(/\*\*\+25\.3\u00a0%\*\*/);

    const clear = { verdict: 'plaintext', mode: 'none' } as const;
    const samples = run.samples.map(one => ({ ...one, proof: one.proof && { ...one.proof, ...clear } }));
    uploadRun({ ...run, samples });
    expect((await reportIt({ baseline: 'none' })).verdicts).toEqual(['invalid']);
    expect(bodies()[0]).not.toMatch(/fell by|rose by|Gbit|µs|Regression/);
    expect(bodies()[0]).toContain('it was recorded as valid without the proof its mode requires');
    // Once for each test and arm, in the list of what could not be measured.
    expect(bodies()[0]?.match(/^- .*has \d+ samples without the proof its mode requires$/gm)).toHaveLength(4);
  });

  test('is invalid if any artifact cannot be read', async () => {
    upload();
    addArtifact(loopback.world, measured, 'cilium-perf-gate-bad-measure-1', zip([{ name: 'x', content: '' }]));
    expect((await reportIt()).verdicts[0]).toBe('invalid');
    expect(bodies()[0]).toContain('**Could not be read:**');
    expect(bodies()[0]?.split('\n')[1]).toMatch(/^### ⛔ Cilium performance: some results could not be read/);
    expect(bodies()[0]).toContain('has no run.json');
  });

  test('does not compare an impossible figure, and reports it', async () => {
    publishBaselines(6);
    upload(1e308);
    expect((await reportIt()).verdicts).toEqual(['invalid']);
    expect(bodies()[0]).toContain('a sample has 1e+308, so no ratio can be computed');
  });

  test('treats branch and pull request names from forks as plain text', async () => {
    const [pullRequest] = loopback.world.pullRequests;
    const hostile = '<img/src=x>`@everyone`|::error::#1';
    Object.assign(pullRequest ?? {}, { title: hostile, headBranch: hostile, baseBranch: hostile });
    measured.headBranch = hostile;
    upload();
    expect((await reportIt()).verdicts).toEqual(['no-baseline']);
    expect(markdownProblems(bodies()[0] ?? '')).toEqual([]);
    expect(bodies()[0]).not.toMatch(/<img|@everyone|#1/);
    expect(outputs.lines.filter(line => /^\s*::|##\[/.test(line))).toEqual([]);
  });

  test('reports that there was nothing to read', async () => {
    expect((await reportIt()).verdicts[0]).toBe('invalid');
    expect(bodies()[0]).toContain('uploaded no results of this action');
  });

  test('has no verdict and no comment without a pull request', async () => {
    loopback.world.pullRequests.length = 0;
    upload();
    expect(await reportIt()).toEqual({ verdicts: [], failures: [], commentUrl: undefined });
    expect(summaries.join('')).toContain('No open pull request has the head of run');
  });

  test('keeps its verdict when it may not comment, and names the missing line', async () => {
    publishBaselines(6);
    upload(5e9);
    loopback.world.permissions['pull-requests'] = 'read';
    expect(await reportIt()).toMatchObject({ verdicts: ['regression'], commentUrl: undefined });
    expect(outputs.lines.join('\n')).toContain('the line `pull-requests: write` is missing under `permissions`');
    expect(summaries).toHaveLength(1);
  });

  test.each([
    ['actions', /`actions: read` is missing/],
    ['pull-requests', /`pull-requests: read` is missing/]
  ] as const)('cannot do without %s', async (scope, missing) => {
    upload();
    loopback.world.permissions[scope] = 'none';
    await expect(reportIt()).rejects.toThrow(missing);
  });
});

describe('the last job of a matrix', () => {
  const reportOwn = (overrides: Partial<Job> = {}, matrixJobs = 1): ReturnType<typeof reportStage> => {
    const job = createJob(github);
    const reference = { branch: 'main', sha: commitName(10), history: commitName(10) };
    const source = { ...job.source, job: 'report', runId: measured.id };
    const own = { ...job, source, reference: () => Promise.resolve(reference), ...overrides };
    return reportStage(hostThatKeeps(), { ...comparing, policy: { ...comparing.policy, matrixJobs } }, own, undefined);
  };

  beforeEach(() => {
    measured.head = loopback.world.repository;
    measured.status = 'in_progress';
    publishBaselines(6, 'aks');
    publishBaselines(6, 'kind');
    upload(5e9, 'aks-measure-1');
    upload(7.6e9, 'kind-measure-1');
  });

  test('reports the jobs before it in one comment on its own pull request', async () => {
    expect((await reportOwn()).verdicts).toEqual(['regression', 'pass']);
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toContain(`key=default job=report run=${measured.id} attempt=1 sha=${'a'.repeat(40)}`);
    expect(bodies()[0]).toContain('Results: 1 × regression, 1 × pass, corrected together for multiple comparisons');
    expect(bodies()[0]).not.toContain('Not verified');
  });

  test('does not fail for a loss that a label of its pull request accepts', async () => {
    loopback.world.pullRequests[0]?.labels.push('accept-perf-regression');
    expect(await reportOwn()).toMatchObject({ verdicts: ['regression', 'pass'], failures: ['pass'] });
    expect(loopback.requests.filter(request => request.endsWith('/pulls/7'))).toHaveLength(1);
  });

  test('marks results of a fork as not verified although this repository ran the job', async () => {
    const { event } = createJob(github);
    const { pullRequest } = event;
    if (pullRequest === undefined) throw new Error('it is of one');
    await reportOwn({ event: { ...event, name: 'issue_comment', pullRequest: { ...pullRequest, fork: true } } });
    expect(bodies()[0]).toContain('**Not verified:**');
  });

  test('is invalid while a job has uploaded nothing, and reports it', async () => {
    expect((await reportOwn({}, 2)).verdicts).toEqual(['regression', 'pass']);
    expect((await reportOwn({}, 3)).verdicts).toEqual(['regression', 'invalid', 'pass']);
    expect(bodies()[0]).toContain('2 of 3 matrix jobs uploaded results');
    loopback.world.artifacts.pop();
    expect((await reportOwn({}, 2)).verdicts).toContain('invalid');
    expect(bodies()[0]).toContain('1 of 2 matrix jobs uploaded results');
  });

  test('has a verdict and a summary, but no comment, on a push', async () => {
    const event = { ...createJob(github).event, name: 'push', pullRequest: undefined };
    measured.event = 'push';
    expect(await reportOwn({ event })).toMatchObject({ verdicts: ['regression', 'pass'], commentUrl: undefined });
    expect(bodies()).toEqual([]);
    expect(summaries).toHaveLength(1);
  });

  test('never passes when no job uploaded anything', async () => {
    loopback.world.artifacts.length = 0;
    expect((await reportOwn()).verdicts).toEqual(['invalid']);
  });
});

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { reportStage, type StageReport } from '../../src/conclude/second-stage.ts';
import type { ComparingOptions } from '../../src/model/options.ts';
import { serializeRun } from '../../src/results/write.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { comparing as comparingWith } from '../inputs/comparing.ts';
import { baselineOf, runWithThroughput, zipped } from '../support/baseline-builder.ts';
import { createJob } from '../support/job.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import {
  addArtifact,
  addPullRequest,
  addRun,
  commitName,
  createWorld,
  type FakeRun
} from '../support/loopback-github/world.ts';
import { addForkRun, addWorkflows, fork, reportWorkflow as workflow, setFile } from '../support/second-stage.ts';
import { zip } from '../support/zip-writer.ts';

// The description takes half a second to compile, and 50 jobs are compared with 30 runs each.
jest.setTimeout(300_000);

const comparing = comparingWith({ baseline: 'artifact', comment: true });

let loopback: LoopbackGitHub;
let measured: FakeRun;
let outputs: ReturnType<typeof fakeOutputs>;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  outputs = fakeOutputs();
  measured = addForkRun(loopback.world);
  addWorkflows(loopback.world);
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const report = async (options: Partial<ComparingOptions> = {}): Promise<StageReport> => {
  const job = createJob(await connect(loopback));
  const source = { ...job.source, job: 'report', event: 'workflow_run', runId: 88, sha: commitName(10) };
  return reportStage(fakeHost({ outputs }), { ...comparing, ...options }, { ...job, source, workflow }, measured.id);
};
const upload = (name: string, throughput = 7.6e9): void => {
  const { source, ...run } = runWithThroughput(throughput);
  const content = serializeRun({ ...run, source: source && { ...source, runId: measured.id } });
  addArtifact(loopback.world, measured, `cilium-perf-gate-${name}-measure-1`, zip([{ name: 'run.json', content }]));
};
/** Runs of a branch that published a baseline for each key. */
const publish = (keys: readonly string[], count: number, branch = 'main'): void => {
  for (let index = 0; index < count; index += 1) {
    const run = addRun(loopback.world, { headBranch: branch });
    const archive = zipped(baselineOf(run, 7.6e9 * (1 + (index % 3) / 1000)));
    for (const key of keys) addArtifact(loopback.world, run, `cilium-perf-gate-baseline-${key}`, archive);
  }
};
/** The target of a download redirect is not an API request. */
const requests = (): number => loopback.requests.filter(request => !request.includes('/storage')).length;

describe('the second stage', () => {
  test('uses at most 500 requests for 50 artifacts and 20 pull requests, and says what it left out', async () => {
    const keys = Array.from({ length: 50 }, (_, index) => `key${index}`);
    for (const key of keys) upload(key);
    for (let index = 0; index < 20; index += 1) {
      const baseBranch = index === 0 ? 'main' : `release-${index}`;
      addPullRequest(loopback.world, { head: fork, baseBranch });
      loopback.world.pushes.push({ ref: `refs/heads/${baseBranch}`, before: commitName(9), after: commitName(10) });
      if (index < 4) publish(keys, 6, baseBranch);
    }
    await report({ policy: { ...comparing.policy, matrixJobs: 50 } });
    expect(requests()).toBeLessThanOrEqual(500);
    expect(loopback.world.comments.map(({ issue }) => issue)).toEqual([7, 8, 9]);
    const lines = outputs.lines.join('\n');
    expect(lines).toContain(
      'Only the first 3 pull requests with this head get a comment, not #10, #11, #12, #13, #14 and 12 more.'
    );
    expect(lines).toMatch(/\d+ of 150 searches for earlier runs were cut short, because this report uses at most 500/);
    // Each has something to compare with.
    for (const { body } of loopback.world.comments) expect(body).not.toContain('no earlier run can be used');
  });

  test('asks no server again that has failed, and still comments', async () => {
    addPullRequest(loopback.world, { head: fork });
    for (const key of ['a', 'b', 'c', 'd']) upload(key);
    loopback.fail('GET /repos/example/cilium-config/actions/workflows', { status: 500 });
    await report({ policy: { ...comparing.policy, matrixJobs: 4 } });
    expect(loopback.requests.filter(request => request.includes('/workflows/'))).toHaveLength(3);
    expect(loopback.world.comments[0]?.body).toContain('not searched again, because GitHub failed');
  });
});

describe("a fork's workflow", () => {
  const first = "the report of the maintainers' workflow";
  beforeEach(async () => {
    addPullRequest(loopback.world, { head: fork });
    upload('default');
    await report();
    const [comment] = loopback.world.comments;
    if (comment === undefined) throw new Error('it was just written');
    comment.body += first;
    measured = addRun(loopback.world, { ...measured, id: measured.id + 1 });
    upload('default');
  });

  test.each<[string, string, string | undefined]>([
    ['of the same name in another file', '.github/workflows/evil.yml', undefined],
    ['of another file that it renames', '.github/workflows/lint.yml', 'name: lint\n'],
    ['of a file without a name', '.github/workflows/lint.yml', 'on: push\n']
  ])('%s does not replace the comment', async (_, path, text) => {
    if (text !== undefined) setFile(loopback.world, path, text);
    measured.path = path;
    expect(await report()).toEqual({ verdicts: [], failures: [], commentUrl: undefined });
    expect(loopback.world.comments.map(({ body }) => body)).toEqual([expect.stringContaining(first)]);
    expect(outputs.lines.join('\n')).toContain(`is of ${path}, which is not `);
  });

  test('that the second stage names does, also with a quoted key', async () => {
    setFile(loopback.world, workflow, '"on": { workflow_run: { workflows: [other, perf] } }\n');
    await report();
    expect(loopback.world.comments.map(({ body }) => body)).toEqual([expect.not.stringContaining(first)]);
  });

  test('fails the second stage if it cannot read its own file, because a green job would look like a pass', async () => {
    setFile(loopback.world, workflow, 'on: [push]\n');
    await expect(report()).rejects.toThrow(`on.workflow_run.workflows in ${workflow} at `);
  });
});

test('a fork cannot choose the baselines of a single job by the name of its artifact', async () => {
  addPullRequest(loopback.world, { head: fork });
  publish(['slow'], 6);
  upload('slow', 5e9);
  await report();
  expect(loopback.world.comments[0]?.body).toContain('no earlier run can be used');
  await report({ commentKey: 'slow' });
  expect(loopback.world.comments[1]?.body).toContain('6 earlier runs');
});

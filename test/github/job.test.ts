import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { fakeHost } from '../fakes/host.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import { addPullRequest, commitName, createWorld } from '../support/loopback-github/world.ts';

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

let folder: string;
let loopback: LoopbackGitHub;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  folder = mkdtempSync(join(tmpdir(), 'event-'));
  const payload = {
    issue: { number: 7, pull_request: {} },
    comment: { created_at: '2026-11-20T12:00:00Z' },
    sender: { login: 'maintainer' }
  };
  writeFileSync(join(folder, 'event.json'), JSON.stringify(payload));
  jest.replaceProperty(process, 'env', {
    ...process.env,
    GITHUB_EVENT_NAME: 'issue_comment',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_SHA: commitName(10),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'example/cilium-config',
    GITHUB_RUN_ID: '1000',
    GITHUB_API_URL: loopback.url
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
  await loopback[Symbol.asyncDispose]();
});

test('a job that a comment starts is one of the pull request, at the commit that is checked out', async () => {
  const [head, merge] = [commitName(20), commitName(30)];
  addPullRequest(loopback.world, { headSha: head });
  loopback.world.commits.set(merge, [commitName(9), head]);
  // The SDK reads the environment when it is loaded.
  const { createJob } = await import('../../src/github/job.ts');
  const job = await createJob({ token: 'x', pullRequest: undefined }, {}, fakeHost(), { commit: merge });
  expect(job.event.pullRequest).toMatchObject({ number: 7, headSha: head });
  const measured = { sha: merge, ref: 'refs/pull/7/merge', checkedOut: merge };
  expect(job.source).toMatchObject({ event: 'issue_comment', runId: 1000, ...measured });
  expect(await job.reference()).toEqual({ branch: 'main', sha: commitName(9), history: commitName(9) });
});

test('a job reaches another repository with its own token', async () => {
  const [{ context }, { createJob }] = await Promise.all([
    import('@actions/github'),
    import('../../src/github/job.ts')
  ]);
  // Another test may have loaded the SDK.
  context.apiUrl = loopback.url;
  addPullRequest(loopback.world, { headSha: commitName(20) });
  const job = await createJob({ token: 'x', pullRequest: undefined }, {}, fakeHost(), { commit: commitName(20) });
  const asked = loopback.requests.length;
  const there = await job.elsewhere('example/tracker');
  await expect(there.repository()).rejects.toThrow(/^cannot read the repository: GitHub answered 404/);
  expect(loopback.requests.slice(asked)).toEqual(['GET /repos/example/tracker']);
  await expect(job.github.repository()).resolves.toMatchObject({ id: 4711 });
});

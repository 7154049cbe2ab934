import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { CanceledError, errorMessage } from '../../src/model/errors.ts';
import { GitHubError } from '../../src/github/errors.ts';
import { isRawName, pageName } from '../../src/github/artifacts.ts';
import type { GitHub } from '../../src/github/port.ts';
import { connect } from '../support/loopback-client.ts';
import { runtimeToken } from '../support/loopback-github/results-service.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import {
  addArtifact,
  addComment,
  addPullRequest,
  addRun,
  commitName,
  createWorld
} from '../support/loopback-github/world.ts';
import { zip } from '../support/zip-writer.ts';

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

let loopback: LoopbackGitHub;
let github: GitHub;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  github = await connect(loopback);
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const status = {
  context: 'cilium-perf-gate / default',
  state: 'failure',
  description: 'Regression: TCP throughput -17.7 % in vxlan',
  url: 'https://github.com/example/cilium-config/actions/runs/1'
} as const;

async function failure(answer: Promise<unknown>): Promise<GitHubError> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof GitHubError) return error;
    throw error;
  }
  throw new Error('the request succeeded');
}

describe('the client reads', () => {
  test('the repository, runs, artifacts, commits and pull requests', async () => {
    const { world } = loopback;
    const run = addRun(world, { path: '.github/workflows/perf.yml@refs/heads/main', attempt: 2 });
    addArtifact(world, run, 'baseline', zip([]));
    addArtifact(world, run, 'baseline', zip([]));
    addArtifact(world, run, 'raw', zip([]));
    addPullRequest(world, { mergeCommit: commitName(10), labels: ['a', 'b'] });
    expect(await github.repository()).toEqual({ id: 4711, defaultBranch: 'main' });
    expect(await github.workflowRun(run.id)).toMatchObject({
      path: '.github/workflows/perf.yml',
      pathRef: 'refs/heads/main',
      attempt: 2,
      head: { repositoryId: 4711, owner: 'example' }
    });
    expect((await github.artifacts(loopback.world.runs[0]?.id ?? 0, 'baseline')).map(({ id }) => id)).toEqual([
      501, 500
    ]);
    expect((await github.artifacts(run.id)).map(({ name }) => name)).toEqual(['raw', 'baseline', 'baseline']);
    expect(await github.parents(commitName(3))).toEqual([commitName(2)]);
    expect(await github.pullRequestsOf(commitName(10))).toMatchObject([{ number: 7, labels: ['a', 'b'] }]);
  });

  test('a run and a pull request whose fork was deleted', async () => {
    const run = addRun(loopback.world, { head: null });
    addPullRequest(loopback.world, { head: null });
    expect((await github.workflowRun(run.id)).head).toBeUndefined();
    expect((await github.pullRequestsFrom('example', 'change'))[0]?.headRepositoryId).toBeUndefined();
  });

  test('one pull request, and what a user may do', async () => {
    const fork = { id: 666, owner: 'mallory', name: 'cilium-config' };
    addPullRequest(loopback.world, { head: fork, labels: ['a'], headPushedAt: '2026-11-20T11:00:00Z' });
    expect(await github.pullRequest(7)).toMatchObject({
      ...{ number: 7, labels: ['a'], fork: true, headPushedAt: '2026-11-20T11:00:00Z' },
      ...{ headSha: commitName(20), baseBranch: 'main', baseSha: commitName(10) }
    });
    expect((await failure(github.pullRequest(8))).kind).toBe('not-found');
    expect([await github.permission('maintainer'), await github.permission('mallory')]).toEqual(['write', 'read']);
  });

  test('whether a commit is in the history of another, by comparing', async () => {
    expect(await github.isAncestor(commitName(2), commitName(5))).toBe(true);
    expect(await github.isAncestor(commitName(5), commitName(2))).toBe(false);
    loopback.world.commits.set(commitName(30), [commitName(1)]);
    expect(await github.isAncestor(commitName(30), commitName(5))).toBe(false);
    expect((await failure(github.isAncestor(commitName(99), commitName(5)))).kind).toBe('not-found');
  });

  test('a file of a commit in any folder and alphabet, or reports that it is missing', async () => {
    const path = 'cilium/größe #1/values.yaml';
    loopback.world.files.set(`${commitName(4)}:${path}`, 'text: "ü"\n'.repeat(50));
    expect(await github.file(path, commitName(4))).toBe('text: "ü"\n'.repeat(50));
    expect(await github.file(path, commitName(5))).toBeUndefined();
  });

  test('the files of a folder, without its folders', async () => {
    for (const path of ['a/one.yaml', 'a/b/two.yaml', 'top.yaml']) {
      loopback.world.files.set(`${commitName(4)}:${path}`, path);
    }
    expect(await github.folder('a', commitName(4))).toEqual(['one.yaml']);
    expect(await github.folder('.', commitName(4))).toContain('top.yaml');
    expect(await github.folder('a', commitName(5))).toEqual([]);
  });

  test('what was renamed between two commits, and nothing for a commit that it does not know', async () => {
    loopback.world.files.set(`${commitName(4)}:old.yaml`, 'x: 1');
    loopback.world.files.set(`${commitName(5)}:new.yaml`, 'x: 1');
    expect([...(await github.renamed(commitName(4), commitName(5)))]).toEqual([['new.yaml', 'old.yaml']]);
    expect((await github.renamed(commitName(4), 'f'.repeat(40))).size).toBe(0);
  });

  test('those of 300 comments that are wanted', async () => {
    for (let index = 0; index < 300; index += 1) addComment(loopback.world, 7, `comment ${index}`);
    const all = await github.comments(7, () => true);
    expect(all.map(({ body }) => body)).toEqual(loopback.world.comments.map(({ body }) => body));
    const [wanted, ...others] = await github.comments(7, ({ body }) => body === 'comment 250');
    expect([wanted?.body, others]).toEqual(['comment 250', []]);
  });

  test('pull requests of a branch whose name is Markdown, HTML and a workflow command', async () => {
    const headBranch = '@everyone/<b>x</b>-`::error::`%0A#1&state=closed';
    addPullRequest(loopback.world, { headBranch });
    expect(await github.pullRequestsFrom('example', headBranch)).toHaveLength(1);
  });

  test('the account of its token', async () => {
    expect(await github.viewer()).toEqual({ login: 'github-actions[bot]', bot: true });
  });
});

describe('the client downloads', () => {
  const content = 'x'.repeat(5000);

  test('an artifact by following the redirect, without passing on the token', async () => {
    const archive = zip([{ name: 'a', content }]);
    const { id } = addArtifact(loopback.world, addRun(loopback.world), 'baseline', archive);
    expect(Buffer.compare(Buffer.from(archive), await github.download(id, 10_000))).toBe(0);
    expect(loopback.storageHeaders).toHaveLength(1);
    expect(JSON.stringify(loopback.storageHeaders)).not.toContain('ghs_secret');
  });

  test('not more bytes than allowed, even if the length is not announced', async () => {
    const { id } = addArtifact(loopback.world, addRun(loopback.world), 'baseline', Buffer.alloc(2_000_000));
    const error = await failure(github.download(id, 100_000));
    expect(error.kind).toBe('unusable');
    expect(error.message).toBe(`cannot download artifact ${id}: the answer has more than 100000 bytes`);
  });

  test('nothing that has expired, from GitHub or from the storage', async () => {
    const run = addRun(loopback.world);
    const expired = addArtifact(loopback.world, run, 'a', zip([]), { expired: true });
    expect((await failure(github.download(expired.id, 10_000))).kind).toBe('gone');
    const lost = addArtifact(loopback.world, run, 'b', zip([]));
    loopback.fail(`GET /storage/${lost.id}`, { status: 403 });
    expect((await failure(github.download(lost.id, 10_000))).kind).toBe('gone');
  });
});

describe('the client says what to do about', () => {
  const runs = 'GET /repos/example/cilium-config/actions/workflows';
  const list = (): Promise<unknown> => github.workflowRuns('perf.yml', 'main', 1);

  test('a permission that is missing, by its line', async () => {
    const none = { actions: 'none', contents: 'none', 'pull-requests': 'none', statuses: 'none' } as const;
    loopback.world.permissions = { ...none, issues: 'none' };
    expect((await failure(list())).message).toMatch(/403 .*the line `actions: read` is missing under `permissions`$/);
    expect((await failure(github.parents(commitName(1)))).message).toContain('`contents: read`');
    expect((await failure(github.pullRequestsOf(commitName(1)))).message).toMatch(
      /403 .*the line `pull-requests: read` is missing under `permissions`$/
    );
    expect((await failure(github.setStatus(commitName(1), status))).message).toContain('`statuses: write`');
    loopback.world.permissions = { ...none, issues: 'none', 'pull-requests': 'read' };
    const error = await failure(github.createComment(7, 'text'));
    expect(error.message).toMatch(
      /`pull-requests: write` is missing under `permissions` \(runs of forks and of Dependabot/
    );
    expect(error.kind).toBe('not-permitted');
    expect((await failure(github.issues('me', '2026-11-01T00:00:00Z'))).message).toMatch(
      /the line `issues: write` is missing under `permissions`$/
    );
  });

  test.each([
    [401, {}, 'not-permitted', /github-token/],
    [404, {}, 'not-found', /`actions: read`/],
    [410, {}, 'gone', /expired/],
    [422, {}, 'refused', /rejected/],
    [429, { 'retry-after': '3600' }, 'rate-limited', /in 3600 s/],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795394400' }, 'rate-limited', /rate limit is used up/],
    [500, {}, 'unavailable', /again later/],
    [503, {}, 'unavailable', /again later/]
  ] as const)('the status %i with %j', async (status, headers, kind, advice) => {
    loopback.fail(runs, { status, headers, body: { message: 'No' } });
    const error = await failure(list());
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(advice);
    expect(error.message).toContain('cannot list the runs of perf.yml: GitHub answered');
  });

  test('a broken connection', async () => {
    loopback.fail(runs, 'hang-up');
    expect(await failure(list())).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('connection')
    });
  });

  test('an answer that is not in the documented form', async () => {
    loopback.fail(runs, { status: 200, body: { workflow_runs: [{ id: 'seven' }] } });
    expect((await failure(list())).kind).toBe('unusable');
    loopback.fail('GET /repos/example/cilium-config/git', { status: 200, body: 'no JSON at all' });
    expect((await failure(github.parents(commitName(1)))).kind).toBe('unusable');
  });

  test.each([
    ['is empty', { status: 200, body: '' }],
    ['is null', { status: 200, body: 'null' }],
    ['is a conflict', { status: 409 }],
    ['is a page for people', { status: 200, body: `<html>\u001b[31m\n::warning::${'x'.repeat(60_000)}` }]
  ] as const)('a list whose answer %s: it is not an empty list', async (_, fault) => {
    addComment(loopback.world, 7, 'earlier');
    const { id } = addRun(loopback.world);
    const lists = [() => github.comments(7, () => true), () => github.artifacts(id)];
    for (const read of lists) {
      loopback.fail('GET', fault, 3);
      const { message } = await failure(read());
      expect(message).not.toMatch(/\p{C}/u);
      expect(message.length).toBeLessThan(400);
      loopback.fail('GET', fault, 0);
    }
  });

  test("nothing of an answer's words that could steer a terminal or fill it", async () => {
    loopback.fail(runs, { status: 422, body: { message: `\u001b[31m\n::error::${'x'.repeat(5000)}` } });
    const { message } = await failure(list());
    expect(message).not.toMatch(/\p{C}/u);
    expect(message.length).toBeLessThan(400);
  });
});

describe('the client tries again', () => {
  // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  const tooFast = { message: 'You have exceeded a secondary rate limit. Please wait before you try again.' };

  test.each([
    ['a server error', { status: 502 }],
    ['a broken connection', 'hang-up'],
    ['a short rate limit', { status: 429, headers: { 'retry-after': '5' }, body: tooFast }],
    [
      'a rate limit that just ended',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } }
    ]
  ] as const)('when reading meets %s twice, and not more often', async (_, fault) => {
    const { id } = addRun(loopback.world);
    loopback.fail(`GET /repos/example/cilium-config/actions/runs/${id}`, fault, 2);
    expect((await github.workflowRun(id)).id).toBe(id);
    loopback.fail(`GET /repos/example/cilium-config/actions/runs/${id}`, fault);
    loopback.requests.length = 0;
    await failure(github.workflowRun(id));
    expect(loopback.requests).toHaveLength(3);
  });

  test('a download from the start', async () => {
    const { id } = addArtifact(loopback.world, addRun(loopback.world), 'a', zip([]));
    loopback.fail('GET /storage', 'hang-up', 1);
    await expect(github.download(id, 10_000)).resolves.toBeDefined();
  });

  test.each([
    ['creating', 'POST', () => github.createComment(7, 'text')],
    ['updating', 'PATCH', () => github.updateComment(100, 'text')]
  ] as const)('never when %s a comment', async (_, method, write) => {
    addComment(loopback.world, 7, 'earlier');
    loopback.fail(method, { status: 502 }, 1);
    loopback.fail(method, 'hang-up', 1);
    loopback.fail(method, { status: 429, headers: { 'retry-after': '1' }, body: tooFast });
    for (const attempts of [1, 2, 3]) {
      await failure(write());
      expect(loopback.requests).toHaveLength(attempts);
    }
  });

  test('but not if the rate limit lasts longer than a minute', async () => {
    loopback.fail('GET', { status: 429, headers: { 'retry-after': '61' }, body: tooFast });
    await failure(github.repository());
    expect(loopback.requests).toHaveLength(1);
  });

  test('but not once the run is stopped, although it would still wait', async () => {
    const stop = new AbortController();
    const slow = await connect(loopback, { stop: stop.signal, secondMilliseconds: 50 });
    loopback.fail('GET', { status: 429, headers: { 'retry-after': '60' }, body: tooFast });
    const asked = slow.repository();
    while (loopback.requests.length === 0) await new Promise(setImmediate);
    stop.abort('SIGTERM');
    await expect(asked).rejects.toThrow(new CanceledError('stopped by SIGTERM'));
  });
});

describe('a run that is stopped', () => {
  test('still creates the comment whose request is under way', async () => {
    const stop = new AbortController();
    const stopping = await connect(loopback, { stop: stop.signal });
    addPullRequest(loopback.world, { number: 7 });
    const asked = stopping.createComment(7, 'the result');
    stop.abort('SIGTERM');
    expect((await asked).body).toBe('the result');
    expect((await stopping.comments(7, () => true)).map(({ body }) => body)).toEqual(['the result']);
  });
});

test('the client sets the status of a commit, and refuses one that GitHub would', async () => {
  await github.setStatus(commitName(10), status);
  expect(loopback.world.statuses).toEqual([{ sha: commitName(10), ...status }]);
  const long = { ...status, description: 'x'.repeat(141) };
  expect((await failure(github.setStatus(commitName(10), long))).kind).toBe('refused');
});

describe('the client uploads', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'upload-'));
    const run = addRun(loopback.world, { status: 'in_progress', conclusion: null });
    process.env['ACTIONS_RESULTS_URL'] = `${loopback.url}/`;
    process.env['ACTIONS_RUNTIME_TOKEN'] = runtimeToken(run.id);
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  test('a page as it is, for a browser, under the name of its file', async () => {
    const path = join(folder, pageName('aks', 'measure', 2));
    await writeFile(path, '<!doctype html>');
    const { id } = await github.uploadFile(path);
    const [artifact] = loopback.world.artifacts;
    expect(artifact).toMatchObject({ id, name: 'cilium-performance-aks-measure-2.html', type: 'text/html' });
    expect(Buffer.from(artifact?.zip ?? []).toString()).toBe('<!doctype html>');
    // The second stage would read it as results.
    expect(isRawName(artifact?.name ?? '')).toBe(false);
    expect((await failure(github.uploadFile(path))).kind).toBe('taken');
  });

  test('files as an artifact that it can download again', async () => {
    await writeFile(join(folder, 'baseline.json'), '{}');
    const { id } = await github.uploadArtifact('baseline', folder, [join(folder, 'baseline.json')]);
    const [artifact] = await github.artifacts(loopback.world.runs[0]?.id ?? 0, 'baseline');
    expect(artifact).toMatchObject({ id, name: 'baseline', digest: expect.stringMatching(/^sha256:/) });
    const error = await failure(github.uploadArtifact('baseline', folder, [join(folder, 'baseline.json')]));
    expect(errorMessage(error)).toContain('already exists');
    expect(error.kind).toBe('taken');
  });
});

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { writeComment, readMarker, renderMarker } from '../../src/github/comment.ts';
import type { GitHub } from '../../src/github/port.ts';
import { fakeGitHub } from '../fakes/github.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import { addComment, addRun, createWorld, type FakeComment } from '../support/loopback-github/world.ts';

const key = { key: 'default', job: 'measure' };
const run = { runId: 1000, runAttempt: 1, headSha: 'abc', report: 'cpg-1' };
const marker = renderMarker(key, run);

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

let loopback: LoopbackGitHub;
let github: GitHub;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  github = await connect(loopback);
  for (const id of [1000, 1001]) addRun(loopback.world, { id, attempt: 3 });
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const bodies = (): string[] => loopback.world.comments.map(({ body }) => body);

describe('writeComment', () => {
  test('creates one comment and updates it in place, however many others there are', async () => {
    for (let index = 0; index < 150; index += 1) addComment(loopback.world, 7, 'x', { login: 'alice', type: 'User' });
    const first = await writeComment(github, 7, key, run, 'first');
    for (let index = 0; index < 150; index += 1) addComment(loopback.world, 7, 'y', { login: 'bob', type: 'User' });
    const second = await writeComment(github, 7, key, { ...run, runId: 1001 }, 'second');
    expect([first.state, second.state]).toEqual(['created', 'updated']);
    expect(second).toMatchObject({ url: expect.stringMatching(/pull\/7#issuecomment-250$/) });
    expect(bodies().filter(body => body.includes('cilium-perf-gate'))).toEqual([
      `${renderMarker(key, { ...run, runId: 1001 })}\nsecond`
    ]);
  });

  test.each<[string, FakeComment['author']]>([
    ['a user', { login: 'mallory', type: 'User' }],
    ['a user with the name of the app', { login: 'github-actions', type: 'User' }],
    ['another app', { login: 'mallory[bot]', type: 'Bot' }]
  ])('ignores a comment with its marker by %s', async (_, author) => {
    const body = `${renderMarker(key, { ...run, runId: 9_999_999 })}\nAll is well.`;
    addComment(loopback.world, 7, body, author);
    expect(await writeComment(github, 7, key, run, 'ours')).toMatchObject({ state: 'created' });
    expect(bodies()).toEqual([body, `${marker}\nours`]);
  });

  test('recognizes an app without its [bot] suffix, but not a user of that name', async () => {
    const comment = (bot: boolean) => ({
      id: 5,
      url: 'u',
      author: { login: bot ? 'app[bot]' : 'app', bot },
      body: marker
    });
    const viewer = (bot: boolean) => () => Promise.resolve({ login: 'app', bot });
    const of = (comments: ReturnType<typeof comment>[], bot: boolean): GitHub =>
      fakeGitHub({
        viewer: viewer(bot),
        comments: () => Promise.resolve(comments),
        comment: () => Promise.resolve(comments[0])
      });
    expect((await writeComment(of([comment(true)], false), 7, key, run, 'text')).state).toBe('updated');
    expect((await writeComment(of([comment(false)], false), 7, key, run, 'text')).state).toBe('updated');
    const stranger = fakeGitHub({ comments: () => Promise.resolve([comment(false)]) });
    expect((await writeComment(stranger, 7, key, run, 'text')).state).toBe('created');
  });

  test('keeps a comment per key and job', async () => {
    await writeComment(github, 7, key, run, 'a');
    await writeComment(github, 7, { ...key, key: 'other' }, run, 'b');
    await writeComment(github, 7, { ...key, job: 'measure (aks)' }, run, 'c');
    await writeComment(github, 8, key, run, 'd');
    expect(bodies()).toHaveLength(4);
  });

  test.each([
    ['an older run', { ...run, runId: 999 }, 'superseded'],
    ['an older attempt', { ...run, runAttempt: 1 }, 'superseded'],
    ['the same attempt', { ...run, runAttempt: 2 }, 'updated'],
    ['a newer attempt', { ...run, runAttempt: 3 }, 'updated'],
    ['a newer run', { ...run, runId: 1001, runAttempt: 1 }, 'updated']
  ])('by %s', async (_, later, state) => {
    await writeComment(github, 7, key, { ...run, runAttempt: 2 }, 'kept');
    expect((await writeComment(github, 7, key, later, 'new')).state).toBe(state);
    expect(bodies()[0]).toContain(state === 'updated' ? 'new' : 'kept');
  });

  test('does not replace the comment of another job of the same run, and says what to set', async () => {
    await writeComment(github, 7, key, run, 'first job');
    expect(await writeComment(github, 7, key, { ...run, report: 'cpg-2' }, 'second job')).toEqual({
      state: 'taken',
      reason: expect.stringMatching(/^another job of this run .* comment-key: default .*, set comment-key to a value/)
    });
    expect(bodies()).toEqual([`${marker}\nfirst job`]);
    // The next run of either job replaces it.
    expect(await writeComment(github, 7, key, { ...run, runId: 1001, report: 'cpg-3' }, 'next')).toMatchObject({
      state: 'updated'
    });
  });

  test('names the missing permission in its outcome', async () => {
    loopback.world.permissions['pull-requests'] = 'read';
    expect(await writeComment(github, 7, key, run, 'text')).toMatchObject({
      state: 'not-permitted',
      reason: expect.stringContaining('`pull-requests: write` is missing')
    });
  });

  test.each([
    ['the rate limit', { status: 429, headers: { 'retry-after': '3600' } }],
    ['a pull request that is not there', { status: 404 }],
    ['a closed issue', { status: 410 }],
    ['a refusal', { status: 422 }],
    ['a server error', { status: 500 }],
    ['a broken connection', 'hang-up']
  ] as const)('ends with %s as an outcome, at any of its requests', async (_, fault) => {
    addComment(loopback.world, 7, `${marker}\nearlier`);
    for (const request of ['PATCH', 'GET', 'POST /graphql']) {
      loopback.fail(request, fault);
      expect(await writeComment(github, 7, key, run, 'text')).toMatchObject({ state: 'failed' });
    }
    expect(bodies()).toEqual([`${marker}\nearlier`]);
  });

  test('rejects a text that GitHub would not accept', async () => {
    expect(await writeComment(github, 7, key, run, 'x'.repeat(65_000))).toMatchObject({ state: 'failed' });
    expect(loopback.requests).toEqual([]);
  });
});

describe('the marker', () => {
  test.each([
    '--><script>alert(1)</script><!--',
    'a b\nrun=9 attempt=9 sha=9 report=9 -->',
    '@everyone ::error:: `x` %0A',
    'größe \ud800',
    ''
  ])('holds %j on one line without ending early, and can be read again', name => {
    const odd = { key: name, job: name };
    const line = renderMarker(odd, { ...run, headSha: name, report: name });
    expect(line).toMatch(/^<!-- [^\n\r]* -->$/);
    expect(line.slice(4, -3)).not.toContain('--');
    expect(readMarker(`${line}\nbody`, odd)).toMatchObject({ runId: 1000, runAttempt: 1 });
    expect(readMarker(`${line}\nbody`, key)).toBeUndefined();
  });

  test('counts only as the complete first line', () => {
    expect(readMarker(`Quoting:\n${marker}`, key)).toBeUndefined();
    expect(readMarker(marker.replace('run=1000', 'run=1e9'), key)).toBeUndefined();
    expect(readMarker(`${marker.slice(0, -4)} more -->`, key)).toBeUndefined();
  });
});

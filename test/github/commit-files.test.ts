import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { commitFiles } from '../../src/github/commit-files.ts';
import type { GitHub } from '../../src/github/port.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import { commitName, createWorld } from '../support/loopback-github/world.ts';

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

const refs = '/repos/example/cilium-config/git/refs';

let loopback: LoopbackGitHub;
let github: GitHub;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  loopback.world.permissions.contents = 'write';
  github = await connect(loopback);
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const commit = (files: Record<string, string>): Promise<string | undefined> =>
  commitFiles(github, 'gh-pages', { files, message: 'Update' });
const tip = (): string => loopback.world.branches.get('gh-pages') ?? '';
const parents = (sha: string): readonly string[] | undefined => loopback.world.commits.get(sha);
const filesAt = (sha: string): Record<string, string> => {
  const own = [...loopback.world.files].filter(([key]) => key.startsWith(`${sha}:`));
  return Object.fromEntries(own.map(([key, text]) => [key.slice(sha.length + 1), text]));
};
/** Requests that create or move a branch. */
const pushes = (): string[] => loopback.requests.filter(request => /^(?:POST|PATCH) \S+\/git\/refs/.test(request));
/** A branch with a commit of somebody else. */
const seed = (files: Record<string, string>): string => {
  const sha = commitName(50);
  loopback.world.commits.set(sha, []);
  for (const [path, text] of Object.entries(files)) loopback.world.files.set(`${sha}:${path}`, text);
  loopback.world.branches.set('gh-pages', sha);
  return sha;
};

describe('commitFiles', () => {
  test('creates a missing branch without history and with nothing but the files', async () => {
    expect(await commit({ 'a/x.html': 'ü\n', 'a/y.json': '{}' })).toBe(tip());
    expect(parents(tip())).toEqual([]);
    expect(filesAt(tip())).toEqual({ 'a/x.html': 'ü\n', 'a/y.json': '{}' });
  });

  test('keeps every other file of the branch, and its history', async () => {
    const before = seed({ 'index.html': 'own', 'a/x.html': 'old', 'a/z.html': 'own' });
    expect(await commit({ 'a/x.html': 'new' })).toBe(tip());
    expect(parents(tip())).toEqual([before]);
    expect(filesAt(tip())).toEqual({ 'index.html': 'own', 'a/x.html': 'new', 'a/z.html': 'own' });
  });

  test('commits nothing if the branch has these texts', async () => {
    const before = seed({ 'index.html': 'own', 'a/x.html': 'same' });
    expect(await commit({ 'a/x.html': 'same' })).toBeUndefined();
    expect(tip()).toBe(before);
    expect(pushes()).toEqual([]);
  });

  test.each([
    ['is missing', {}],
    ['exists', { 'index.html': 'own' }]
  ])('loses nothing of two commits at once to a branch that %s', async (state, others: Record<string, string>) => {
    if (state === 'exists') seed(others);
    await Promise.all([commit({ 'a/x.html': 'a' }), commit({ 'b/x.html': 'b' })]);
    expect(filesAt(tip())).toEqual({ ...others, 'a/x.html': 'a', 'b/x.html': 'b' });
    // Otherwise they did not meet.
    expect(pushes()).toHaveLength(3);
  });

  test('gives up after five pushes that GitHub refused', async () => {
    const before = seed({});
    loopback.fail(`PATCH ${refs}`, { status: 422, body: { message: 'Update is not a fast forward' } });
    await expect(commit({ 'a/x.html': 'a' })).rejects.toThrow(/^cannot push to the branch gh-pages: .*fast forward/);
    expect(pushes()).toHaveLength(5);
    expect(tip()).toBe(before);
  });

  test('does not repeat a push that failed for another reason', async () => {
    seed({});
    loopback.fail(`PATCH ${refs}`, { status: 503 });
    await expect(commit({ 'a/x.html': 'a' })).rejects.toThrow(/503/);
    expect(pushes()).toHaveLength(1);
  });
});

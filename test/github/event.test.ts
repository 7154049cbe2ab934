import { describe, expect, test } from '@jest/globals';
import { referenceCommit } from '../../src/github/reference-commit.ts';
import { parseEvent, workflowFile } from '../../src/github/event.ts';

const sha = 'f'.repeat(40);
const history: Readonly<Record<string, readonly string[]>> = {
  [sha]: ['parent', 'head'],
  single: ['parent'],
  first: []
};
const parents = (commit: string): Promise<readonly string[]> => Promise.resolve(history[commit] ?? []);
const pullRequest = {
  repository: { default_branch: 'main' },
  pull_request: { number: 7, base: { ref: 'release/1', sha: 'base' }, head: { sha: 'head' } }
};

describe('referenceCommit', () => {
  test.each([
    [
      "of a pull request is the merge commit's first parent",
      'pull_request',
      sha,
      'refs/pull/7/merge',
      pullRequest,
      { branch: 'release/1', sha: 'parent', history: 'parent' }
    ],
    [
      'of a pull request without a merge commit is its base',
      'pull_request',
      'single',
      'refs/pull/7/merge',
      pullRequest,
      { branch: 'release/1', sha: 'base', history: 'base' }
    ],
    [
      'of pull_request_target is the base, whatever commit it runs on',
      'pull_request_target',
      sha,
      'refs/heads/main',
      pullRequest,
      { branch: 'release/1', sha: 'base', history: 'base' }
    ],
    [
      'of a push is where the branch was',
      'push',
      sha,
      'refs/heads/main',
      { before: 'before' },
      { branch: 'main', sha: 'before', history: 'before' }
    ],
    [
      'of the first push is the first parent',
      'push',
      'single',
      'refs/heads/main',
      { before: '0'.repeat(40) },
      { branch: 'main', sha: 'parent', history: 'parent' }
    ],
    [
      'of a first commit is none',
      'push',
      'first',
      'refs/heads/main',
      {},
      { branch: 'main', sha: undefined, history: undefined }
    ],
    [
      'of a schedule is the commit before, with runs of the same commit',
      'schedule',
      'single',
      'refs/heads/main',
      {},
      { branch: 'main', sha: 'parent', history: 'single' }
    ],
    [
      'of a merge queue is its base',
      'merge_group',
      sha,
      'refs/heads/gh-readonly-queue/main/pr-7',
      { merge_group: { base_ref: 'refs/heads/main', base_sha: 'base' } },
      { branch: 'main', sha: 'base', history: 'base' }
    ],
    ['of a tag is none', 'push', sha, 'refs/tags/v1', {}, undefined]
  ] as const)('%s', async (_, name, commit, ref, payload, expected) => {
    expect(await referenceCommit(parseEvent(name, commit, ref, payload), parents)).toEqual(expected);
  });
});

describe('parseEvent', () => {
  test.each([
    [`refs/heads/gh-readonly-queue/main/pr-7-${sha}`, 7],
    [`refs/heads/gh-readonly-queue/release/1/pr-12-${sha}`, 12],
    ['refs/heads/gh-readonly-queue/main/another-form', undefined],
    [`refs/heads/topic/pr-7-${sha}`, undefined]
  ])('finds the pull request of the merge queue branch %s', (ref, number) => {
    const payload = { merge_group: { base_ref: 'refs/heads/main', base_sha: 'base' } };
    expect(parseEvent('merge_group', sha, ref, payload).mergeGroup?.pullRequest).toBe(number);
  });

  test('recognizes a fork, also one that was deleted', () => {
    const of = (headRepository: object | null): boolean | undefined =>
      parseEvent('pull_request', sha, 'refs/pull/7/merge', {
        pull_request: {
          number: 7,
          base: { ref: 'main', sha: 'base', repo: { id: 1 } },
          head: { sha: 'head', repo: headRepository }
        }
      }).pullRequest?.fork;
    expect([of({ id: 1 }), of({ id: 2 }), of(null)]).toEqual([false, true, true]);
  });

  test('ignores a payload in another form', () => {
    expect(parseEvent('push', sha, 'refs/heads/main', { pull_request: 7, before: 8 }).pullRequest).toBeUndefined();
    expect(parseEvent('workflow_run', sha, 'refs/heads/main', { workflow_run: { id: 12 } }).triggeringRunId).toBe(12);
  });
});

describe('workflowFile', () => {
  test.each([
    ['example/config/.github/workflows/perf.yml@refs/heads/main', '.github/workflows/perf.yml'],
    ['example/config/.github/workflows/perf.yml@refs/heads/a@b', '.github/workflows/perf.yml'],
    ['nonsense', undefined],
    [undefined, undefined]
  ])('of %s is %s', (reference, file) => {
    expect(workflowFile(reference)).toBe(file);
  });
});

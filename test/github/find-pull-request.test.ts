import { describe, expect, test } from '@jest/globals';
import type { Checkout } from '../../src/github/checkout.ts';
import { parseEvent, type JobEvent } from '../../src/github/event.ts';
import { findPullRequest } from '../../src/github/find-pull-request.ts';
import type { GitHub, PullRequest } from '../../src/github/port.ts';
import { referenceCommit } from '../../src/github/reference-commit.ts';
import { fakeGitHub, fakePullRequest } from '../fakes/github.ts';

const [tip, base, head, merge] = ['0', 'b', 'a', 'e'].map(digit => digit.repeat(40)) as [
  string,
  string,
  string,
  string
];
const parents: GitHub['parents'] = commit => Promise.resolve(commit === merge ? [base, head] : [head, base]);
const main = 'refs/heads/main';
const payload = {
  repository: { default_branch: 'main' },
  issue: { number: 7, pull_request: { url: 'https://api/pulls/7' } },
  comment: { created_at: '2026-11-20T12:00:00Z' },
  sender: { login: 'alice' }
};
const comment = parseEvent('issue_comment', tip, main, payload);
const dispatch = parseEvent('workflow_dispatch', tip, main, { ...payload, issue: undefined, comment: undefined });

/** A GitHub with pull request 7, on which `alice` has a permission. */
const github = (pullRequest: Partial<PullRequest> = {}, permission = 'write'): GitHub =>
  fakeGitHub({
    parents,
    pullRequest: number => Promise.resolve(fakePullRequest({ number, headSha: head, baseSha: base, ...pullRequest })),
    permission: user => Promise.resolve(user === 'alice' ? permission : 'none')
  });
const find = (event: JobEvent, wanted?: number, checkout?: Checkout, service = github()): Promise<JobEvent> =>
  findPullRequest(service, event, wanted, checkout);

describe('a pull request that the event does not describe', () => {
  test.each([
    ['that somebody commented on', comment, undefined],
    ['that a manual run names', dispatch, 7]
  ] as const)('%s is measured as on its own event', async (_, event, wanted) => {
    const found = await find(event, wanted, { commit: merge });
    expect(found).toMatchObject({ name: event.name, sha: merge, ref: 'refs/pull/7/merge' });
    expect(found.pullRequest).toEqual({ number: 7, baseBranch: 'main', baseSha: base, headSha: head, fork: false });
    expect(await referenceCommit(found, parents)).toEqual({ branch: 'main', sha: base, history: base });
  });

  test('is compared with its base if its head is checked out, even if that is a merge', async () => {
    const found = await find(dispatch, 7, { commit: head });
    expect(await referenceCommit(found, parents)).toEqual({ branch: 'main', sha: base, history: base });
  });

  test('needs no checkout to be reported', async () => {
    expect(await find(comment)).toMatchObject({ sha: head, pullRequest: { number: 7 } });
  });

  test.each<[string, Checkout, RegExp]>([
    ['something else', { commit: tip }, /^pull-request: 0{40} is checked out, .* write ref: refs\/pull\/7\/merge$/],
    [
      'nobody knows what',
      { unknown: 'git is not on the PATH' },
      /^pull-request: cannot confirm .*: git is not on the PATH; install git/
    ]
  ])('is refused if %s is checked out', async (_, checkout, reason) => {
    await expect(find(comment, undefined, checkout)).rejects.toThrow(reason);
  });
});

describe('a job that a comment starts', () => {
  test.each(['read', 'none'])('is refused if the account has the permission %s', async permission => {
    await expect(find(comment, undefined, { commit: merge }, github({}, permission))).rejects.toThrow(
      `pull-request: alice may not start a measurement of #7, because that needs write access to this repository (alice has: ${permission})`
    );
  });

  test('is refused before anything else is asked', async () => {
    const service = { ...github({}, 'read'), pullRequest: () => Promise.reject(new TypeError('asked')) };
    await expect(find(comment, undefined, undefined, service)).rejects.toThrow('may not start');
  });

  test('is refused if nobody knows who started it, on any event that strangers can start', async () => {
    const unknown = parseEvent('issue_comment', tip, main, { ...payload, sender: undefined });
    await expect(find(unknown)).rejects.toThrow('does not name who started');
    const discussion = parseEvent('discussion_comment', tip, main, { sender: { login: 'mallory' } });
    await expect(find(discussion, 7)).rejects.toThrow('mallory may not start');
  });

  test('is refused if the fork was pushed to after the comment', async () => {
    const at = (headPushedAt: string | undefined, fork = true): Promise<JobEvent> =>
      find(comment, undefined, { commit: merge }, github({ fork, headPushedAt }));
    expect((await at('2026-11-20T12:00:00Z')).pullRequest?.fork).toBe(true);
    await expect(at('2026-11-20T12:00:01Z')).rejects.toThrow(/^pull-request: the fork of #7 was pushed to after/);
    await expect(at(undefined)).rejects.toThrow('was pushed to after');
    // Whoever can push to the repository itself can also start the measurement.
    expect((await at('2026-11-20T12:00:01Z', false)).pullRequest?.number).toBe(7);
  });

  test('is refused on an issue that is not a pull request', async () => {
    const issue = parseEvent('issue_comment', tip, main, { ...payload, issue: { number: 5 } });
    await expect(find(issue)).rejects.toThrow(/^pull-request: the comment is on issue #5, which is not a pull request/);
  });
});

test('the input cannot name another pull request than the one that started the job', async () => {
  await expect(find(comment, 8)).rejects.toThrow('pull-request: 8 is not #7, which started this job (issue_comment)');
});

test('other events stay as they are, without a request', async () => {
  const push = parseEvent('push', tip, main, payload.repository);
  const own = parseEvent('pull_request', merge, 'refs/pull/7/merge', {
    pull_request: { number: 7, base: { ref: 'main', sha: base }, head: { sha: head } }
  });
  const none = { ...github(), pullRequest: () => Promise.reject(new TypeError('asked')) };
  expect(await find(push, undefined, { commit: tip }, none)).toBe(push);
  expect(await find(own, 7, { commit: tip }, none)).toBe(own);
});

import { describe, expect, test } from '@jest/globals';
import { createProgressComment } from '../../src/conclude/progress.ts';
import { GitHubError } from '../../src/github/errors.ts';
import { fakeGitHub } from '../fakes/github.ts';
import { fakeOutputs } from '../fakes/host.ts';
import { createJob } from '../support/job.ts';

const wanted = { comment: true, commentKey: 'default' };

describe('the comment while a run measures', () => {
  test('is one comment with the newest words, the commit and the job', async () => {
    const github = fakeGitHub();
    const tell = createProgressComment({ outputs: fakeOutputs() }, wanted, createJob(github));
    await tell('cpg-1', '4 rounds.');
    await tell('cpg-1', '5 rounds.');
    expect(github.written).toHaveLength(1);
    expect(github.written[0]?.body).toMatch(
      /^<!-- .* report=cpg%2d1 -->\n\*\*running\*\* for `a{12}`: 5 rounds\. \[job\]\(https:\/\/github\.com\/.*\/77\)$/
    );
  });

  test('is given up once GitHub refuses it, with one line in the log', async () => {
    let tries = 0;
    const createComment = (): Promise<never> => {
      tries += 1;
      return Promise.reject(new GitHubError('not-permitted', 'Resource not accessible by integration'));
    };
    const outputs = fakeOutputs();
    const tell = createProgressComment({ outputs }, wanted, createJob(fakeGitHub({ createComment })));
    await tell('cpg-1', '4 rounds.');
    await tell('cpg-1', '5 rounds.');
    expect(tries).toBe(1);
    expect(outputs.lines).toEqual(['no comment while measuring: Resource not accessible by integration']);
  });

  test('is not written if none is wanted, or without a pull request', async () => {
    const github = fakeGitHub();
    const job = createJob(github);
    const outside = createJob(github, { event: { ...job.event, pullRequest: undefined } });
    await createProgressComment({ outputs: fakeOutputs() }, { ...wanted, comment: false }, job)('cpg-1', '4 rounds.');
    await createProgressComment({ outputs: fakeOutputs() }, wanted, outside)('cpg-1', '4 rounds.');
    await createProgressComment({ outputs: fakeOutputs() }, wanted, undefined)('cpg-1', '4 rounds.');
    expect(github.written).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { renderMarker, writeComment, type CommentRun } from '../../src/github/comment.ts';
import { GitHubError } from '../../src/github/errors.ts';
import type { GitHub, IssueComment, WorkflowRun } from '../../src/github/port.ts';
import { fakeGitHub } from '../fakes/github.ts';

const key = { key: 'default', job: 'report' };
const by = (runId: number, runAttempt = 1, report = 'all'): CommentRun => ({
  runId,
  runAttempt,
  headSha: 'abc',
  report
});
const author = { login: 'github-actions[bot]', bot: true };
const written = (id: number, run: CommentRun): IssueComment => ({
  id,
  url: `https://comment/${id}`,
  author,
  body: `${renderMarker(key, run)}\nby ${run.runId}`
});

/** A GitHub that knows runs 1 to 100; `between` happens before each of its answers, by the method's name. */
function world(between: Partial<Record<keyof GitHub, (comments: IssueComment[]) => void>> = {}) {
  const github = fakeGitHub({
    workflowRun: id =>
      id <= 100
        ? Promise.resolve({ id, attempt: 1 } as WorkflowRun)
        : Promise.reject(new GitHubError('not-found', `no run ${id}`))
  });
  const asked: string[] = [];
  const once = new Set<string>();
  const hooked = Object.fromEntries(
    Object.entries(github).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (...given: readonly unknown[]): unknown => {
            asked.push(name);
            if (!once.has(name)) between[name as keyof GitHub]?.(github.written);
            if (between[name as keyof GitHub] !== undefined) once.add(name);
            return (value as (...all: readonly unknown[]) => unknown)(...given);
          }
        : value
    ])
  ) as unknown as typeof github;
  return { github: hooked, asked };
}

const texts = (comments: readonly IssueComment[]): string[] => comments.map(({ body }) => body.split('\n')[1] ?? '');

describe('two jobs that comment at the same time leave one comment', () => {
  test('of the newer run, if both create one', async () => {
    for (const [own, other] of [
      [11, 10],
      [10, 11]
    ] as const) {
      const { github } = world({ createComment: comments => void comments.push(written(50, by(other))) });
      const outcome = await writeComment(github, 7, key, by(own), `by ${own}`);
      expect(texts(github.written)).toEqual(['by 11']);
      expect(outcome.state).toBe(own === 11 ? 'created' : 'superseded');
    }
  });

  test('the older one of the same run', async () => {
    const { github } = world({ createComment: comments => void comments.push(written(0, by(10))) });
    expect(await writeComment(github, 7, key, by(10), 'by 10, again')).toMatchObject({ url: 'https://comment/0' });
    expect(github.written).toHaveLength(1);
  });

  test('that of the first job of the same run, and the other says what to set', async () => {
    const { github } = world({ createComment: comments => void comments.push(written(0, by(10, 1, 'cpg-1'))) });
    expect((await writeComment(github, 7, key, by(10, 1, 'cpg-2'), 'second')).state).toBe('taken');
    expect(texts(github.written)).toEqual(['by 10']);
  });

  test('and an older run does not overwrite it after it has looked', async () => {
    const { github } = world({
      comment: comments => {
        comments[0] = written(1, by(11));
      }
    });
    github.written.push(written(1, by(9)));
    expect((await writeComment(github, 7, key, by(10), 'by 10')).state).toBe('superseded');
    expect(texts(github.written)).toEqual(['by 11']);
  });

  test('and the newer run writes again what an older one has overwritten', async () => {
    let looks = 0;
    const { github } = world();
    github.written.push(written(1, by(9)));
    const racing: GitHub = {
      ...github,
      comments: (pullRequest, wanted) => {
        looks += 1;
        if (looks === 2) github.written[0] = written(1, by(10));
        return github.comments(pullRequest, wanted);
      }
    };
    expect((await writeComment(racing, 7, key, by(11), 'by 11')).state).toBe('updated');
    expect(texts(github.written)).toEqual(['by 11']);
  });

  test('even if the comment is deleted in between', async () => {
    const { github } = world({ comment: comments => void comments.pop() });
    github.written.push(written(1, by(9)));
    expect((await writeComment(github, 7, key, by(10), 'by 10')).state).toBe('created');
    expect(texts(github.written)).toEqual(['by 10']);
  });
});

describe('a marker that names a run that does not exist', () => {
  test.each([by(999_999_999_999_999), by(101), by(10, 999_999_999), by(50, 2)])(
    'does not block the comment of a run that does (%j)',
    async invented => {
      const { github } = world();
      github.written.push(written(1, invented));
      expect((await writeComment(github, 7, key, by(10), 'by 10')).state).toBe('updated');
      expect(texts(github.written)).toEqual(['by 10']);
    }
  );

  test('but one that names a newer run that exists does', async () => {
    const { github } = world();
    github.written.push(written(1, by(50)));
    expect((await writeComment(github, 7, key, by(10), 'by 10')).state).toBe('superseded');
  });

  test('costs at most five questions, however many there are', async () => {
    const { github, asked } = world();
    for (let index = 1; index <= 300; index += 1) github.written.push(written(index, by(1000 + index)));
    expect((await writeComment(github, 7, key, by(10), 'by 10')).state).toBe('updated');
    expect(asked.filter(name => name === 'workflowRun')).toHaveLength(5);
    expect(asked.filter(name => name === 'deleteComment')).toHaveLength(5);
  });
});

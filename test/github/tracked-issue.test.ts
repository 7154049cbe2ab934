import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitHub } from '../../src/github/port.ts';
import { trackIssues, type Cause, type TrackedIssue } from '../../src/github/tracked-issue.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import { addIssue, createWorld, type FakeIssue } from '../support/loopback-github/world.ts';

const tracker = { key: 'default', labels: ['performance'], assignees: ['maintainer'] };
const path = '/repos/example/cilium-config/issues';
const refusal = (field: string, value: string) => ({
  status: 422,
  body: { message: 'Validation Failed', errors: [{ value, resource: 'Issue', field, code: 'invalid' }] }
});
const disabled = { status: 410, body: { message: 'Issues are disabled for this repo' } };

let loopback: LoopbackGitHub;
let github: GitHub;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  github = await connect(loopback);
});
afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const lossOf = (name: string, overrides: Partial<Cause> = {}): Cause => ({
  ids: [`vxlan tcp-throughput throughput bit/s ${name}`],
  since: '2026-11-10T02:00:00.000Z',
  title: `A loss since ${name}`,
  body: `What is known about ${name}.`,
  opens: true,
  ...overrides
});
const over = (as: 'completed' | 'not_planned' = 'completed'): Partial<Cause> => ({
  end: { as, sentence: '**Closed: it is gone.**' }
});

/** One run of a job: what it says about its issues, and for how many the next one must open some. */
async function track(causes: readonly Cause[], through = github, by = tracker) {
  const told: TrackedIssue[] = [];
  const postponed = await trackIssues(through, by, causes, issue => told.push(issue));
  return { states: told.map(({ state }) => state), told, postponed };
}

const issues = (): readonly FakeIssue[] => loopback.world.issues;
const only = (): FakeIssue => {
  const [issue, ...others] = issues();
  if (issue === undefined || others.length > 0) throw new Error(`there are ${issues().length} issues`);
  return issue;
};
const states = (): string[] => issues().map(({ state }) => state);
const writes = (): string[] => loopback.requests.filter(request => /^(?:POST|PATCH) \S+\/issues/.test(request));
/** Somebody acts right before the job writes, after it has read the list. */
const beforeWriting = (act: () => void): GitHub => ({
  ...github,
  issue: number => {
    act();
    return github.issue(number);
  }
});

describe('the issue of a cause', () => {
  test('is opened with its labels and assignees, and a marker that a reader does not see', async () => {
    expect(await track([lossOf('run-6')])).toMatchObject({
      told: [{ state: 'opened', url: 'https://github.com/example/cilium-config/issues/41' }],
      postponed: 0
    });
    const { title, body, labels, assignees } = only();
    expect({ title, labels, assignees }).toEqual({
      title: 'A loss since run-6',
      labels: ['performance'],
      assignees: ['maintainer']
    });
    expect(body).toMatch(
      /^<!-- cilium-perf-gate trend key=default state=open id=\S+ -->\nWhat is known about run-6\.$/
    );
  });

  test('is updated while it lasts, and not written if nothing is new', async () => {
    await track([lossOf('run-6')]);
    expect((await track([lossOf('run-6')])).states).toEqual(['updated']);
    expect(writes()).toHaveLength(1);
    await track([lossOf('run-6', { body: 'More is known.' })]);
    expect(only().body).toMatch(/^<!-- .* -->\nMore is known\.$/);
    expect(only().state).toBe('open');
  });

  test.each(['completed', 'not_planned'] as const)('is closed as %s when it is over, with the reason', async as => {
    await track([lossOf('run-6')]);
    expect((await track([lossOf('run-6', over(as))])).states).toEqual(['closed']);
    expect(only()).toMatchObject({ state: 'closed', stateReason: as });
    expect(only().body).toMatch(/state=ended .*-->\n\*\*Closed: it is gone\.\*\*\n\nWhat is known about run-6\.$/);
    const done = writes().length;
    expect((await track([lossOf('run-6', over(as))])).states).toEqual([]);
    expect(writes()).toHaveLength(done);
  });

  test('is not opened for a cause that is over, nor for one that opens none', async () => {
    expect(await track([lossOf('run-6', over()), lossOf('run-9', { opens: false })])).toMatchObject({
      states: [],
      postponed: 0
    });
    expect(issues()).toEqual([]);
  });

  test('is updated and closed also if its cause would open none now', async () => {
    await track([lossOf('run-6')]);
    expect((await track([lossOf('run-6', { opens: false, body: 'The control changed too.' })])).states).toEqual([
      'updated'
    ]);
    expect(only().body).toContain('The control changed too.');
    expect((await track([lossOf('run-6', { opens: false, ...over() })])).states).toEqual(['closed']);
  });

  test('stays closed if a person closed it, and is kept again if a person opens it', async () => {
    await track([lossOf('run-6')]);
    only().state = 'closed';
    expect((await track([lossOf('run-6', { body: 'x' })])).states).toEqual(['left']);
    expect((await track([lossOf('run-6', over())])).states).toEqual([]);
    expect(only()).toMatchObject({ state: 'closed', stateReason: null });
    only().state = 'open';
    expect((await track([lossOf('run-6', { body: 'x' })])).states).toEqual(['updated']);
    expect(only().body).toMatch(/\nx$/);
  });

  test('is left to the person who opens it again after it was over', async () => {
    await track([lossOf('run-6')]);
    await track([lossOf('run-6', over())]);
    only().state = 'open';
    const done = writes().length;
    expect((await track([lossOf('run-6', over())])).states).toEqual([]);
    expect((await track([lossOf('run-6')])).states).toEqual(['left']);
    expect(writes()).toHaveLength(done);
    expect(states()).toEqual(['open']);
  });

  test('is found by any of the names of its cause, and keeps its own', async () => {
    await track([lossOf('run-6')]);
    const marker = only().body.split('\n', 1)[0];
    const [id = ''] = lossOf('run-6').ids;
    await track([lossOf('run-4', { ids: ['vxlan tcp-stream throughput bit/s run-4', id], body: 'Both.' })]);
    expect(only().body).toBe(`${marker}\nBoth.`);
  });

  test('is found whatever is in its names', async () => {
    for (const id of ['--> <b>x</b> <!--', 'a b\nc', '\ud800', '% %20', "!'()*~", 'ä→']) {
      loopback.world.issues.length = 0;
      await track([lossOf('x', { ids: [id] })]);
      expect(only().body.split('\n', 1)[0]).toMatch(/^<!-- [^<>]* -->$/);
      expect((await track([lossOf('x', { ids: [id] })])).states).toEqual(['updated']);
    }
  });

  test('is cut to what GitHub takes', async () => {
    await track([lossOf('run-6', { body: 'x'.repeat(100_000) })]);
    expect(only().body.length).toBeGreaterThan(50_000);
    expect((await track([lossOf('run-6', { body: 'y'.repeat(100_000) })])).states).toEqual(['updated']);
  });

  test('is found behind hundreds of newer ones, as far back as the oldest cause', async () => {
    await track([lossOf('run-6', { since: '2026-11-20T00:00:00Z' })]);
    for (let index = 0; index < 150; index += 1) addIssue(loopback.world, { createdAt: '2026-11-20T13:00:00Z' });
    const causes = [lossOf('run-9', over()), lossOf('run-6', { since: '2026-11-20T00:00:00Z' })];
    expect((await track([...causes, lossOf('run-8', { since: '2026-11-20T14:00:00Z', ...over() })])).states).toEqual([
      'updated'
    ]);
    const lists = (): number => loopback.requests.filter(request => request === `GET ${path}`).length;
    const asked = lists();
    await track([lossOf('run-12', { since: '2026-11-20T14:00:00Z', ...over() })]);
    expect(lists()).toBe(asked + 1);
  });

  test('costs no request without a cause', async () => {
    await track([]);
    expect(loopback.requests).toEqual([]);
  });
});

describe('an issue that is not the own one', () => {
  test.each<[string, Partial<FakeIssue>]>([
    ['of a person', { author: { login: 'mallory', type: 'User' } }],
    ['of another app', { author: { login: 'dependabot[bot]', type: 'Bot' } }],
    ['of a person with the name of the app', { author: { login: 'github-actions', type: 'User' } }]
  ])('%s is not touched, although it has the same marker', async (_, forged) => {
    await track([lossOf('run-6')]);
    const { body } = only();
    Object.assign(only(), forged);
    expect((await track([lossOf('run-6', { body: 'x' })])).states).toEqual(['opened']);
    await track([lossOf('run-6', over())]);
    expect(issues().map(issue => [issue.state, issue.body === body])).toEqual([
      ['open', true],
      ['closed', false]
    ]);
  });

  test.each<[string, (body: string) => string]>([
    ['another comment-key', body => body.replace('key=default', 'key=defaulu')],
    ['another scenario', body => body.replace('id=vxlan', 'id=geneve')],
    ['the run of another repository', body => body.replace('run%2d6', 'run%2d7')],
    ['an unknown state', body => body.replace('state=open', 'state=x')],
    ['no marker in its first line', body => `Look:\n${body}`],
    ['a marker that goes on', body => body.replace(' -->', ' x=1 -->')],
    ['a text that a person wrote', () => 'I removed it.']
  ])('with %s is not touched', async (_, change) => {
    await track([lossOf('run-6')]);
    const [body, changed] = [only().body, change(only().body)];
    expect(changed).not.toBe(body);
    only().body = changed;
    expect((await track([lossOf('run-6', { body: 'x' })])).states).toEqual(['opened']);
    expect(issues()[0]).toMatchObject({ state: 'open', body: changed });
  });

  test.each<[string, (issue: FakeIssue) => void]>([
    ['closed by a person', issue => void (issue.state = 'closed')],
    ['closed by another job', issue => void (issue.body = issue.body.replace('state=open', 'state=ended'))],
    ['edited so that its marker is gone', issue => void (issue.body = 'mine')],
    ['transferred to another account', issue => void (issue.author = { login: 'mallory', type: 'User' })],
    ['deleted', () => void (loopback.world.issues.length = 0)]
  ])('any more, because it was %s meanwhile, is not written', async (_, act) => {
    await track([lossOf('run-6')]);
    const through = beforeWriting(() => {
      act(only());
    });
    const done = writes().length;
    expect((await track([lossOf('run-6', { body: 'x' })], through)).states).toEqual(['left']);
    expect(writes()).toHaveLength(done);
  });

  test('is one that GitHub says was deleted', async () => {
    await track([lossOf('run-6')]);
    loopback.fail(`GET ${path}/41`, { status: 410, body: { message: 'This issue was deleted' } });
    expect((await track([lossOf('run-6', { body: 'x' })])).states).toEqual(['left']);
  });
});

describe('two issues of one cause', () => {
  test('of two jobs that open one at once become one', async () => {
    let waiting: (() => void)[] = [];
    const together: GitHub = {
      ...github,
      createIssue: async issue => {
        await new Promise<void>(resolve => {
          waiting.push(resolve);
          if (waiting.length === 2) for (const each of waiting) each();
        });
        return github.createIssue(issue);
      }
    };
    await Promise.all([track([lossOf('run-6')], together), track([lossOf('run-6')], together)]);
    waiting = [];
    expect(issues()).toHaveLength(2);
    expect(states().filter(state => state === 'open')).toHaveLength(1);
    expect(issues()[0]?.state).toBe('open');
    expect(issues()[1]).toMatchObject({ state: 'closed', stateReason: 'duplicate' });
    expect(issues()[1]?.body).toContain('the same cause as https://github.com/example/cilium-config/issues/41');
    expect((await track([lossOf('run-6', { body: 'x' })])).states).toEqual(['updated']);
    expect(issues()[0]?.body).toMatch(/\nx$/);
  });

  test('are the oldest open one and duplicates of it, in later runs too', async () => {
    await track([lossOf('run-6')]);
    const closed = only();
    closed.state = 'closed';
    const [kept, other] = [1, 2].map(() => addIssue(loopback.world, { body: closed.body }));
    expect((await track([lossOf('run-6', { body: 'x' })])).states).toEqual(['updated', 'closed']);
    expect([closed, kept, other].map(issue => [issue?.state, issue?.stateReason])).toEqual([
      ['closed', null],
      ['open', null],
      ['closed', 'duplicate']
    ]);
  });

  test('are both closed when the cause is over', async () => {
    await track([lossOf('run-6')]);
    addIssue(loopback.world, { body: only().body });
    expect((await track([lossOf('run-6', over())])).states).toEqual(['closed', 'closed']);
    expect(states()).toEqual(['closed', 'closed']);
  });
});

describe('what GitHub refuses', () => {
  test('more than three new issues at a time are left to the next run, which others do not count for', async () => {
    const names = ['run-1', 'run-2', 'run-3', 'run-4', 'run-5'];
    await track([lossOf('run-1')]);
    expect(await track([...names.map(name => lossOf(name)), lossOf('run-0', over())])).toMatchObject({
      states: ['updated', 'opened', 'opened', 'opened'],
      postponed: 1
    });
    expect(await track(names.map(name => lossOf(name)))).toMatchObject({
      states: ['updated', 'updated', 'updated', 'updated', 'opened'],
      postponed: 0
    });
    expect(issues().map(({ title }) => title)).toEqual(names.map(name => `A loss since ${name}`));
  });

  test('an assignee who left keeps no loss from being reported', async () => {
    loopback.fail(`POST ${path}`, refusal('assignees', 'gone'), 1);
    const { told } = await track([lossOf('run-6')]);
    expect(told).toMatchObject([
      { state: 'opened', refused: expect.stringMatching(/422 .*"value":"gone".*assignees/) }
    ]);
    expect(only()).toMatchObject({ labels: ['performance'], assignees: [] });
  });

  test('neither does a label, and the first refusal is told', async () => {
    loopback.fail(`POST ${path}`, refusal('assignees', 'gone'), 1);
    loopback.fail(`POST ${path}`, refusal('labels', 'performance'), 1);
    const { told } = await track([lossOf('run-6')]);
    expect(told).toMatchObject([{ state: 'opened', refused: expect.stringContaining('"value":"gone"') }]);
    expect(only()).toMatchObject({ labels: [], assignees: [] });
  });

  test('an issue is refused for good without labels and assignees', async () => {
    loopback.fail(`POST ${path}`, refusal('title', ''));
    await expect(track([lossOf('run-6')])).rejects.toThrow(/cannot open an issue: GitHub answered 422/);
    expect(writes()).toHaveLength(3);
    expect(issues()).toEqual([]);
  });

  test('a missing permission costs one attempt, and nothing that was due before', async () => {
    await track([lossOf('run-6'), lossOf('run-7')]);
    loopback.fail(`POST ${path}`, { status: 403, body: { message: 'Resource not accessible by integration' } });
    const done = writes().length;
    const causes = [lossOf('run-9'), lossOf('run-6', { body: 'x' }), lossOf('run-10'), lossOf('run-7', over())];
    await expect(track(causes)).rejects.toThrow(/the line `issues: write` is missing under `permissions`$/);
    expect(issues().map(({ state, body }) => [state, body.endsWith('\nx')])).toEqual([
      ['open', true],
      ['closed', false]
    ]);
    expect(writes()).toHaveLength(done + 3);
  });

  test('a repository without issues is named as such', async () => {
    loopback.fail(`POST ${path}`, disabled);
    await expect(track([lossOf('run-6')])).rejects.toThrow(
      'cannot open an issue: GitHub answered 410 (Issues are disabled for this repo); it was deleted, has expired or is disabled'
    );
  });

  test('the next run opens what could not be opened', async () => {
    loopback.world.permissions.issues = 'read';
    await expect(track([lossOf('run-6')])).rejects.toThrow('403');
    loopback.world.permissions.issues = 'write';
    expect((await track([lossOf('run-6')])).states).toEqual(['opened']);
  });
});

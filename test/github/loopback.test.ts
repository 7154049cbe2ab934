import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, jest, test } from '@jest/globals';
import { startLoopbackGitHub } from '../support/loopback-github/server.ts';
import { addRun, createWorld } from '../support/loopback-github/world.ts';

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

const repository = '/repos/example/cilium-config';
const headers = { authorization: 'token x', 'content-type': 'application/json' };

describe('the loopback GitHub', () => {
  test.each<[string, string, object, RegExp]>([
    ['a path that GitHub does not have', `${repository}/actions/run/1`, {}, /no operation/],
    ['an id that is no number', `${repository}/actions/runs/latest`, {}, /actions\/get-workflow-run/],
    ['a state that GitHub does not know', `${repository}/pulls?state=opened`, {}, /pulls\/list/],
    [
      'a comment without a body',
      `${repository}/issues/7/comments`,
      { method: 'POST', body: '{}' },
      /issues\/create-comment/
    ]
  ])('complains of %s', async (_, path, options, complaint) => {
    const loopback = await startLoopbackGitHub(createWorld());
    await fetch(`${loopback.url}${path}`, { headers, ...options });
    expect(loopback.violations).toEqual([expect.stringMatching(complaint)]);
    await expect(loopback[Symbol.asyncDispose]()).rejects.toThrow('not as GitHub describes it');
  });

  test('complains of its own answers', async () => {
    const world = createWorld();
    const { id } = addRun(world, { headSha: 7 as unknown as string });
    const loopback = await startLoopbackGitHub(world);
    await fetch(`${loopback.url}${repository}/actions/runs/${id}`, { headers });
    await expect(loopback[Symbol.asyncDispose]()).rejects.toThrow('/head_sha');
  });

  test('runs as a process whose state can be changed', async () => {
    const script = join(import.meta.dirname, '../support/loopback-github/serve.ts');
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const { url, runId } = JSON.parse(line) as { url: string; runId: number };
      const post = (part: string, body: object): Promise<Response> =>
        fetch(`${url}/world/${part}`, { method: 'POST', body: JSON.stringify(body) });
      await post('runs', { id: runId, status: 'completed', conclusion: 'success' });
      await post('runs', { id: 12 });
      await post('pull-requests', { number: 7, labels: ['x'] });
      await post('commits', { sha: 'a', parents: ['b'], files: {}, pushed: false });
      const world = (await (await fetch(`${url}/world`)).json()) as object;
      expect(world).toMatchObject({ runs: [{ status: 'completed' }, { id: 12 }], pullRequests: [{ labels: ['x'] }] });
    } finally {
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    }
  });
});

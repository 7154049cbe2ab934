import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { GitHub } from '../../src/github/port.ts';
import { readSecondStage } from '../../src/github/second-stage.ts';
import type { Run } from '../../src/results/run.ts';
import { serializeRun } from '../../src/results/write.ts';
import { bits, createRun } from '../support/run-builder.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import {
  addArtifact,
  addPullRequest,
  addRun,
  commitName,
  createWorld,
  type FakeRun
} from '../support/loopback-github/world.ts';
import { zip } from '../support/zip-writer.ts';

const fork = { id: 666, owner: 'mallory', name: 'cilium-config' };
const prefix = 'cilium-perf-gate-default-measure';

// The description takes half a second to compile, and seconds on a machine that measures meanwhile.
jest.setTimeout(60_000);

let loopback: LoopbackGitHub;
let github: GitHub;
let forkRun: FakeRun;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  github = await connect(loopback);
  forkRun = addRun(loopback.world, { head: fork, headBranch: 'main', headSha: commitName(20), event: 'pull_request' });
  addPullRequest(loopback.world, { head: fork, headBranch: 'main', title: '@everyone <b>`::error::`' });
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const runOf = (overrides: Partial<Run> = {}): Run => {
  const run = createRun(overrides);
  return { ...run, source: run.source && { ...run.source, runId: forkRun.id } };
};
const upload = (content: string, name = prefix, file = 'run.json'): unknown =>
  addArtifact(loopback.world, forkRun, name, zip([{ name: file, content }]));
const read = (): ReturnType<typeof readSecondStage> => readSecondStage(github, forkRun.id);

describe('the second stage', () => {
  test("finds a fork's pull request and reads what it measured", async () => {
    upload(serializeRun(runOf()));
    const { pullRequests, runs, problems } = await read();
    expect(pullRequests.map(({ number }) => number)).toEqual([7]);
    expect(runs.map(({ run }) => run)).toEqual([runOf()]);
    expect(problems).toEqual([]);
  });

  test('names every pull request of the head', async () => {
    addPullRequest(loopback.world, { head: fork, headBranch: 'main', baseBranch: 'release' });
    upload(serializeRun(runOf()));
    expect((await read()).pullRequests).toHaveLength(2);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'is closed',
      () => {
        first().state = 'closed';
      },
      /No open pull request/
    ],
    [
      'has moved on',
      () => {
        first().headSha = commitName(21);
      },
      /#7 is at [0-9a-f]{7} by now/
    ],
    [
      'is of another repository with the same branch',
      () => {
        first().head = { ...fork, id: 667 };
      },
      /No open pull request/
    ],
    [
      'is of a deleted fork',
      () => {
        forkRun.head = null;
      },
      /was deleted/
    ]
  ])('stops and says so when the pull request %s', async (_, change, problem) => {
    upload(serializeRun(runOf()));
    change();
    const { pullRequests, runs, problems } = await read();
    expect([pullRequests, runs]).toEqual([[], []]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test('reports nothing of a run that no pull request started', async () => {
    forkRun.event = 'push';
    expect((await read()).problems[0]).toContain('started by push');
  });

  test('reads every leg of a matrix, and of each the newest attempt', async () => {
    upload(serializeRun(runOf({ id: 'old' })), `${prefix}-kind-1`);
    upload(serializeRun(runOf({ id: 'new' })), `${prefix}-kind-2`);
    upload(serializeRun(runOf({ id: 'other' })), `${prefix}-aks-1`);
    upload('not ours', 'logs');
    upload('a baseline', 'cilium-perf-gate-baseline-default', 'baseline.json');
    const { runs, problems } = await read();
    expect(runs.map(({ run }) => run.id).sort()).toEqual(['new', 'other']);
    expect(problems).toEqual([]);
  });

  test('says that there is nothing to read', async () => {
    expect((await read()).problems[0]).toContain('uploaded nothing that this action measured');
  });

  const millionSamples = (): string =>
    JSON.stringify({ schemaVersion: 1, samples: Array.from({ length: 1_000_000 }, () => Math.random()) });
  const withThroughput = (value: string): string =>
    JSON.stringify(runOf()).replaceAll(String(bits(7.61e9).value), value);

  test.each<[string, () => unknown, RegExp]>([
    ['a run of somebody else', () => upload(serializeRun(createRun())), /of another run/],
    ['another schema version', () => upload(JSON.stringify({ ...runOf(), schemaVersion: 2 })), /schemaVersion 2/],
    ['NaN', () => upload(withThroughput('NaN')), /not JSON/],
    ['a number beyond a double', () => upload(withThroughput('1e999')), /too large to hold/],
    ['a prototype key', () => upload('{"schemaVersion":1,"__proto__":{"x":1}}'), /__proto__/],
    ['a million samples', () => upload(millionSamples()), /1000000 samples/],
    [
      'a document that inflates to 100 MB',
      () => upload(' '.repeat(100_000_000)),
      /more than 33554432 bytes|deflated to less than 1.200/
    ],
    ['no run.json', () => upload('x', prefix, 'other.json'), /no run\.json/],
    ['a name that leaves the folder', () => upload('x', prefix, '../run.json'), /relative path/]
  ])('refuses %s, and reads the other legs', async (_, hostile, problem) => {
    hostile();
    upload(serializeRun(runOf()), `${prefix}-good`);
    const { runs, problems } = await read();
    expect(runs).toHaveLength(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test('refuses what was changed after the upload', async () => {
    addArtifact(loopback.world, forkRun, prefix, zip([{ name: 'run.json', content: serializeRun(runOf()) }]), {
      digest: `sha256:${'0'.repeat(64)}`
    });
    expect((await read()).problems[0]).toContain('its digest is');
  });
});

const first = (): (typeof loopback.world.pullRequests)[number] => {
  const [pullRequest] = loopback.world.pullRequests;
  if (pullRequest === undefined) throw new Error('there is one');
  return pullRequest;
};

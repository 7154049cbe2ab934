import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { GitHub } from '../../src/github/port.ts';
import { readSecondStage } from '../../src/github/second-stage.ts';
import type { Run } from '../../src/model/run.ts';
import { serializeRun } from '../../src/results/write.ts';
import { provenRun } from '../support/baseline-builder.ts';
import { bits, createRun } from '../support/run-builder.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import {
  addArtifact,
  addPullRequest,
  commitName,
  createWorld,
  type FakeRun
} from '../support/loopback-github/world.ts';
import { addForkRun, addWorkflows, fork, reportWorkflow } from '../support/second-stage.ts';
import { zip } from '../support/zip-writer.ts';

const prefix = 'cilium-perf-gate-default-measure';

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

const own = { workflow: reportWorkflow, commit: commitName(10) };

let loopback: LoopbackGitHub;
let github: GitHub;
let forkRun: FakeRun;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  github = await connect(loopback);
  addWorkflows(loopback.world);
  forkRun = addForkRun(loopback.world, 'main');
  addPullRequest(loopback.world, { head: fork, headBranch: 'main', title: '@everyone <b>`::error::`' });
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const runOf = (overrides: Partial<Run> = {}): Run => {
  const run = provenRun(overrides);
  return { ...run, source: run.source && { ...run.source, runId: forkRun.id } };
};
const upload = (content: string, name = prefix, file = 'run.json'): unknown =>
  addArtifact(loopback.world, forkRun, name, zip([{ name: file, content }]));
const read = (matrixJobs = 1): ReturnType<typeof readSecondStage> =>
  readSecondStage(github, forkRun.id, matrixJobs, own);

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
      /#7 is now at [0-9a-f]{7}/
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

  test('reports nothing for a run that was not started by a pull request', async () => {
    forkRun.event = 'push';
    expect((await read()).problems[0]).toContain('started by push');
  });

  test('reads the newest attempt of every matrix job', async () => {
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
    expect((await read(3)).problems).toEqual([expect.stringContaining('uploaded no results of this action')]);
  });

  test('reports how many matrix jobs left no readable results', async () => {
    upload(serializeRun(runOf()), `${prefix}-kind-1`);
    upload(serializeRun(runOf()), `${prefix}-kind-2`);
    upload(serializeRun(runOf()), `${prefix}-aks-1`);
    expect((await read(2)).problems).toEqual([]);
    const { runs, problems } = await read(3);
    expect(runs).toHaveLength(2);
    expect(problems).toEqual([expect.stringContaining('2 of 3 matrix jobs uploaded results')]);
  });

  test('reads at most as many jobs as a matrix may have', async () => {
    const content = serializeRun(runOf());
    for (let index = 1; index <= 50; index += 1) upload(content, `${prefix}-job${index}-1`);
    const all = await read(50);
    expect([all.runs.length, all.problems]).toEqual([50, []]);
    upload(content, `${prefix}-job51-1`);
    const { runs, problems } = await read(50);
    expect([runs.length, problems]).toEqual([50, ['51 artifacts, only 50 are read.']]);
  });

  describe('limits the total size of all runs, because', () => {
    const add = (text: Uint8Array): void => {
      const archive = zip([{ name: 'run.json', content: text }]);
      const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      for (const name of names) addArtifact(loopback.world, forkRun, `${prefix}-${name}-1`, archive);
    };
    /** White space that does not compress like a zip bomb. */
    const padding = (): Buffer => Buffer.from(randomBytes(15_000_000).map(byte => ((byte & 1) === 0 ? 0x20 : 0x0a)));
    const downloads = (): number => loopback.requests.filter(request => request.endsWith('/zip')).length;

    test('all that are accepted stay in memory', async () => {
      add(Buffer.concat([Buffer.from(serializeRun(runOf())), padding()]));
      const { runs, problems } = await read();
      expect(runs).toHaveLength(4);
      expect(problems).toEqual([
        expect.stringMatching(/together with the earlier ones, run\.json is too large/),
        expect.stringMatching(/the earlier ones have 67108864 bytes/),
        expect.stringMatching(/the earlier ones have 67108864 bytes/)
      ]);
      expect(downloads()).toBe(5);
    });

    test('those that are refused take time', async () => {
      add(Buffer.concat([Buffer.from('no JSON'), padding()]));
      const { runs, problems } = await read();
      expect([runs.length, problems.length, downloads()]).toEqual([0, 7, 5]);
    });
  });

  test('uses no value of a sample that claims to be valid without proof', async () => {
    const { samples, ...run } = runOf();
    upload(
      serializeRun({
        ...run,
        samples: samples.map(({ proof, ...sample }) =>
          sample.path === 'pod' || proof === undefined ? sample : { ...sample, proof }
        )
      })
    );
    const [uploaded] = (await read()).runs;
    const ofPods = uploaded?.run.samples.filter(({ path }) => path === 'pod') ?? [];
    expect(ofPods.length).toBeGreaterThan(0);
    for (const { status, reason } of ofPods) expect([status, reason?.kind]).toEqual(['invalid', 'unproven']);
  });

  const manySamples = (): string =>
    JSON.stringify({ schemaVersion: 1, samples: Array.from({ length: 300_000 }, () => Math.random().toFixed(9)) });
  const withThroughput = (value: string): string =>
    JSON.stringify(runOf()).replaceAll(String(bits(7.61e9).value), value);

  test.each<[string, () => unknown, RegExp]>([
    ['a run of somebody else', () => upload(serializeRun(createRun())), /from another run/],
    ['another schema version', () => upload(JSON.stringify({ ...runOf(), schemaVersion: 2 })), /schemaVersion 2/],
    ['NaN', () => upload(withThroughput('NaN')), /not JSON/],
    ['a number beyond a double', () => upload(withThroughput('1e999')), /too large to hold/],
    ['a prototype key', () => upload('{"schemaVersion":1,"__proto__":{"x":1}}'), /__proto__/],
    ['300,000 samples', () => upload(manySamples()), /300000 samples/],
    [
      'a document that inflates to 100 MB',
      () => upload(' '.repeat(100_000_000)),
      /more than 16777216 bytes|compressed to less than 1.200/
    ],
    ['no run.json', () => upload('x', prefix, 'other.json'), /no run\.json/],
    ['a name that leaves the folder', () => upload('x', prefix, '../run.json'), /relative path/]
  ])('rejects %s, but reads the other jobs', async (_, hostile, problem) => {
    hostile();
    upload(serializeRun(runOf()), `${prefix}-good`);
    const { runs, problems } = await read();
    expect(runs).toHaveLength(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test('rejects an artifact that was changed after the upload', async () => {
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

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { asPoolRun, expand, serializeBaseline } from '../../src/baseline/document.ts';
import { keyOf } from '../../src/model/figures.ts';
import { findBaselines, requestsOfEach } from '../../src/baseline/find.ts';
import type { FoundBaselines } from '../../src/baseline/assemble.ts';
import type { GitHub } from '../../src/github/port.ts';
import { baselineOf, zipped } from '../support/baseline-builder.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import { artifact, publishBaseline, search } from '../support/published-baselines.ts';
import {
  addArtifact,
  addRun,
  commitName,
  createWorld,
  type FakeArtifact,
  type FakeRun,
  type World
} from '../support/loopback-github/world.ts';
import { zip } from '../support/zip-writer.ts';

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

let loopback: LoopbackGitHub;
let world: World;
let github: GitHub;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  ({ world } = loopback);
  github = await connect(loopback);
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const publish = (run: Partial<FakeRun> = {}, of: Partial<FakeArtifact> = {}): FakeRun =>
  publishBaseline(world, run, of);
const find = (): Promise<FoundBaselines> => findBaselines(github, search);
const usedRuns = ({ pool }: FoundBaselines): (number | undefined)[] => pool.map(({ runId }) => runId);

describe('findBaselines', () => {
  test('trusts runs of the branch, newest first, and explains why', async () => {
    const runs = [
      publish({ headSha: commitName(8) }),
      publish({ event: 'schedule' }),
      publish({ event: 'workflow_dispatch', conclusion: 'failure' })
    ];
    const found = await find();
    expect(usedRuns(found)).toEqual(runs.map(({ id }) => id).reverse());
    expect(found.record).toMatchObject({ source: 'artifacts of main by .github/workflows/perf.yml', differences: [] });
    expect(found.record.candidates[0]).toMatchObject({
      used: true,
      url: expect.stringContaining('/actions/runs/'),
      reason: expect.stringContaining('workflow_dispatch of main')
    });
    expect(found.pool[0]?.figures).toContainEqual(expect.objectContaining({ test: 'tcp-throughput', value: 7.6e9 }));
  });

  const fork = { id: 666, owner: 'mallory', name: 'cilium-config' };
  test.each<[string, Partial<FakeRun>, RegExp]>([
    ['a fork whose branch is named like the default branch', { head: fork }, /^from a fork$/],
    ['a deleted fork', { head: null }, /^from a fork$/],
    ['another workflow with the same artifact', { path: '.github/workflows/sub/perf.yml' }, /^from another workflow, /],
    ['a pull request', { event: 'pull_request' }, /^started by pull_request$/],
    ["a pull request with the target's token", { event: 'pull_request_target' }, /^started by pull_request_target$/],
    ['a canceled run', { conclusion: 'cancelled' }, /^canceled$/],
    ['a running run', { status: 'in_progress', conclusion: null }, /^not completed/],
    ['a commit after the reference', { headSha: commitName(11) }, /not in the history of/],
    ['an unknown commit', { headSha: commitName(99) }, /404/]
  ])('refuses %s', async (_, overrides, reason) => {
    world.commits.set(commitName(11), [commitName(10)]);
    publish(overrides);
    const good = publish();
    const { pool, record } = await find();
    expect(pool.map(({ runId }) => runId)).toEqual([good.id]);
    expect(record.candidates.find(({ used }) => !used)?.reason).toMatch(reason);
  });

  test('never downloads what comes from elsewhere', async () => {
    publish({ head: fork });
    publish({ path: '.github/workflows/sub/perf.yml' });
    await find();
    expect(loopback.requests.filter(request => request.includes('artifacts'))).toEqual([]);
  });

  test.each<[string, Partial<FakeArtifact>, RegExp]>([
    ['has expired', { expired: true }, /has expired/],
    ['has another digest', { digest: `sha256:${'0'.repeat(64)}` }, /its digest is/],
    ['has no digest', { digest: null }, /no digest/],
    ['is of an earlier attempt', { createdAt: '2026-11-20T11:59:59Z' }, /from an attempt before the latest/],
    ['has another name', { name: `${artifact}-2` }, /published no baseline/],
    ['is not an archive', archive(Buffer.from('PK')), /cannot be read/],
    ['is a bomb', archive(zip([{ name: 'baseline.json', content: Buffer.alloc(3_000_000) }])), /less than 1\/200/],
    ['leaves its folder', archive(zip([{ name: '../baseline.json', content: '{}' }])), /relative path/],
    ['has a prototype key', archive(zip([{ name: '__proto__', content: '{}' }])), /reserved/],
    ['has too many bytes', archive(Buffer.alloc(1_000_001)), /more than 1000000 bytes/],
    [
      'is of another version',
      archive(zip([{ name: 'baseline.json', content: '{"baselineVersion":2}' }])),
      /baselineVersion is 2/
    ]
  ])('refuses an artifact that %s', async (_, overrides, reason) => {
    publish({}, overrides);
    const { pool, record } = await find();
    expect(pool).toEqual([]);
    expect(record.candidates).toHaveLength(1);
    expect(record.candidates[0]?.reason).toMatch(reason);
  });

  test.each<[string, (baseline: ReturnType<typeof baselineOf>) => ReturnType<typeof baselineOf>, RegExp]>([
    ['is incomplete', one => ({ ...one, complete: false }), /^incomplete$/],
    ['is not proven', one => ({ ...one, proven: false }), /without proof/],
    ['was invalid', one => ({ ...one, verdict: 'invalid' }), /^invalid$/],
    ['was a regression', one => ({ ...one, verdict: 'regression' }), /^a regression that was not accepted$/],
    ['is of another run', one => ({ ...one, source: one.source && { ...one.source, runId: 5 } }), /from another run/],
    [
      'is of another attempt',
      one => ({ ...one, source: one.source && { ...one.source, runAttempt: 9 } }),
      /from another run/
    ],
    [
      'is of another commit',
      one => ({ ...one, source: one.source && { ...one.source, sha: commitName(1) } }),
      /from another run/
    ],
    [
      'was made on another kernel',
      one => ({ ...one, fingerprint: { ...one.fingerprint, hard: { ...one.fingerprint.hard, kernel: '5.4' } } }),
      /^not comparable: kernel: 5\.4 in the earlier run, 6\.12/
    ]
  ])('refuses content that %s', async (_, change, reason) => {
    const run = addRun(world);
    addArtifact(
      world,
      run,
      artifact,
      zip([{ name: 'baseline.json', content: serializeBaseline(change(baselineOf(run))) }])
    );
    expect((await find()).record.candidates).toEqual([
      expect.objectContaining({ used: false, reason: expect.stringMatching(reason) })
    ]);
  });

  test('trusts an accepted loss and ignores older runs for that metric', async () => {
    publish();
    const run = addRun(world);
    const baseline = baselineOf(run);
    const losses = baseline.figures.slice(0, 1).map(figure => ({ ...keyOf(figure), acknowledged: true }));
    addArtifact(
      world,
      run,
      artifact,
      zip([{ name: 'baseline.json', content: serializeBaseline({ ...baseline, verdict: 'regression', losses }) }])
    );
    const { pool } = await find();
    expect(pool).toHaveLength(2);
    expect(pool[0]?.acknowledged).toHaveLength(1);
  });

  test('shows differences from the newest that do not prevent a comparison', async () => {
    publish();
    const soft = { ...search.fingerprint.soft, Cilium: '1.21.0' };
    const { record } = await findBaselines(github, { ...search, fingerprint: { ...search.fingerprint, soft } });
    expect(record.differences).toEqual(['Cilium: 1.20.2 in the earlier run, 1.21.0 now']);
  });

  test('takes values of runs without artifacts from the newest run that carries them', async () => {
    const [first, second, refused] = [publish({}, { expired: true }), publish(), publish({ head: fork })];
    const oldest = publish({ id: 77, createdAt: '2026-10-01T00:00:00Z' }, { expired: true });
    const older = { ...asPoolRun(baselineOf(oldest)) };
    const newest = addRun(world);
    const pool = [older, ...[first, second, refused].map(run => asPoolRun(baselineOf(run)))];
    const baseline = baselineOf(
      newest,
      7.7e9,
      pool,
      Array.from({ length: 5 }, () => older)
    );
    addArtifact(world, newest, artifact, zipped(baseline));
    const found = await find();
    expect(usedRuns(found)).toEqual([newest.id, second.id, first.id, 77]);
    expect(found.anchor).toEqual(expand(baseline.anchor));
    expect(found.record.candidates.map(({ used, reason }) => [used, reason.includes('taken from run')])).toEqual([
      [true, false],
      [true, false],
      [true, true],
      [true, true],
      [false, false]
    ]);
  });

  test('stops at thirty runs', async () => {
    for (let index = 0; index < 35; index += 1) publish();
    expect((await find()).pool).toHaveLength(30);
    expect(loopback.requests.filter(request => request.includes('/storage'))).toHaveLength(30);
  });

  test('stops at the limit of requests and says so', async () => {
    for (let index = 0; index < 160; index += 1) publish({ headSha: commitName(index % 10) }, unreadable);
    const { record } = await find();
    expect(counted()).toBe(150);
    expect(record.ended).toEqual({ reason: 'the limit of 150 requests is used up', failed: false });
    expect(record.candidates.length).toBeGreaterThan(10);
    expect(record.candidates.every(({ url }) => url !== undefined)).toBe(true);
  });

  test('shares requests among several searches, with enough for what the newest run carries', async () => {
    expect([1, 4, 10, 50].map(requestsOfEach)).toEqual([150, 100, 40, 8]);
    for (let index = 0; index < 40; index += 1) publish({ headSha: commitName(index % 10) }, unreadable);
    await findBaselines(github, { ...search, requests: requestsOfEach(50) });
    expect(counted()).toBe(8);
  });
  /** The target of a download redirect is not an API request. */
  const counted = (): number => loopback.requests.filter(request => !request.includes('/storage')).length;
  const unreadable = { digest: `sha256:${'0'.repeat(64)}` };

  test('skips any number of runs that published nothing, even with few requests', async () => {
    const old = publish();
    for (let index = 0; index < 250; index += 1) addRun(world);
    const found = await findBaselines(github, { ...search, requests: requestsOfEach(50) });
    expect([usedRuns(found), found.record.ended]).toEqual([[old.id], undefined]);
    expect(counted()).toBeLessThanOrEqual(8);
  });

  test('finds a baseline even if there are too many artifacts to list', async () => {
    const old = publish();
    const stranger = addRun(world, { head: fork });
    for (let index = 0; index < 300; index += 1) addArtifact(world, stranger, artifact, Buffer.from('PK'));
    expect(usedRuns(await find())).toEqual([old.id]);
  });

  test('ignores the current run, and works without any other', async () => {
    const { record, pool } = await findBaselines(github, {
      ...search,
      origin: { ...search.origin, ownRunId: publish().id }
    });
    expect([pool, record.candidates, record.ended]).toEqual([[], [], undefined]);
  });

  test.each([
    [
      'a missing permission',
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      /`actions: read` is missing/
    ],
    ['the rate limit', { status: 429, headers: { 'retry-after': '3600' } }, /rate limit/],
    ['a server error', { status: 500 }, /answered 500/],
    ['a broken connection', 'hang-up', /connection to GitHub broke/],
    ['an unknown workflow', { status: 404 }, /answered 404/],
    ['something gone', { status: 410 }, /410|expired/],
    ['a refusal', { status: 422 }, /answered 422/]
  ] as const)('keeps what it has when %s keeps it from more, and says so', async (_, fault, reason) => {
    publish();
    const newer = publish();
    const [ofOlder] = world.artifacts;
    loopback.fail(`GET /repos/example/cilium-config/actions/artifacts/${String(ofOlder?.id)}/zip`, fault);
    const found = await find();
    expect(usedRuns(found)).toEqual([newer.id]);
    // Failures that would affect every further request end the search; others only cost one run.
    expect(found.record.ended?.reason ?? found.record.candidates.at(-1)?.reason).toMatch(reason);
    loopback.fail('GET', fault);
    const ended = { reason: expect.stringMatching(reason), failed: true };
    expect((await find()).record).toMatchObject({ candidates: [], ended });
  });
});

function archive(content: Uint8Array): Partial<FakeArtifact> {
  return { zip: content, digest: `sha256:${createHash('sha256').update(content).digest('hex')}` };
}

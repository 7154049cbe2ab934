import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { asPoolRun } from '../../src/baseline/document.ts';
import { findBaselines, type BaselineSearch } from '../../src/baseline/find.ts';
import type { FoundBaselines } from '../../src/baseline/assemble.ts';
import { baselineOf, zipped } from '../support/baseline-builder.ts';
import { connect } from '../support/loopback-client.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import { artifact, publishBaseline, search } from '../support/published-baselines.ts';
import {
  addArtifact,
  addRun,
  commitName,
  createWorld,
  pushCommit,
  type FakeArtifact,
  type FakeRun
} from '../support/loopback-github/world.ts';

// Compiling the API description takes half a second, and several seconds on a busy machine.
jest.setTimeout(60_000);

let loopback: LoopbackGitHub;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
});

afterEach(async () => {
  await loopback[Symbol.asyncDispose]();
});

const publish = (run: Partial<FakeRun> = {}, of: Partial<FakeArtifact> = {}): FakeRun =>
  publishBaseline(loopback.world, run, of);
const find = async (overrides: Partial<BaselineSearch> = {}): Promise<FoundBaselines> =>
  findBaselines(await connect(loopback), { ...search, ...overrides });
const usedRuns = ({ pool }: FoundBaselines): (number | undefined)[] => pool.map(({ runId }) => runId);

describe('a writer without access to the default branch cannot publish a baseline', () => {
  test('from a tag named like the branch, at a commit that was merged but that the branch was never at', async () => {
    const { world } = loopback;
    // A branch with two commits, of which the second reverts the first; merged with a merge commit.
    world.commits.set(commitName(30), [commitName(9)]);
    world.commits.set(commitName(31), [commitName(30)]);
    pushCommit(world, commitName(11), [commitName(10), commitName(31)]);
    const honest = publish();
    publish({ headSha: commitName(30) });
    const found = await find({ history: commitName(11) });
    expect(usedRuns(found)).toEqual([honest.id]);
    expect(found.record.candidates.at(-1)?.reason).toBe('main was never at its commit; a tag may have that name');
  });

  test('from a tag named like the branch that was pushed at this commit too', async () => {
    loopback.world.commits.set(commitName(30), [commitName(9)]);
    pushCommit(loopback.world, commitName(11), [commitName(10), commitName(30)]);
    loopback.world.pushes.push({ ref: 'refs/tags/main', before: '0'.repeat(40), after: commitName(30) });
    publish({ headSha: commitName(30) });
    expect(usedRuns(await find({ history: commitName(11) }))).toEqual([]);
  });

  test.each(['refs/tags/main', 'refs/heads/other', 'other'])('with a workflow that GitHub read at %s', async ref => {
    publish({ path: `.github/workflows/perf.yml@${ref}` });
    const { pool, record } = await find();
    expect(pool).toEqual([]);
    expect(record.candidates[0]?.reason).toBe(`its workflow is from ${ref}, not the branch main`);
  });

  test.each(['refs/heads/main', 'main'])('but the branch itself can, with a workflow read at %s', async ref => {
    const run = publish({ path: `.github/workflows/perf.yml@${ref}` });
    expect(usedRuns(await find())).toEqual([run.id]);
  });

  test('but the branch itself can, however many pushes ago', async () => {
    const run = publish({ headSha: commitName(1) });
    for (let index = 0; index < 250; index += 1) {
      loopback.world.pushes.push({ ref: 'refs/heads/main', before: commitName(10), after: commitName(10) });
    }
    expect(usedRuns(await find())).toEqual([run.id]);
  });
});

describe('figures that a baseline carries are dropped', () => {
  /** A baseline that carries the figures of this run, in its pool and as its anchor. */
  const carry = (carried: FakeRun): FakeRun => {
    const run = addRun(loopback.world);
    const of = asPoolRun(baselineOf(carried));
    addArtifact(
      loopback.world,
      run,
      artifact,
      zipped(
        baselineOf(
          run,
          7.6e9,
          [of],
          Array.from({ length: 5 }, () => of)
        )
      )
    );
    return run;
  };
  const without = <T>(list: T[], unwanted: (item: T) => boolean): void => {
    list.splice(0, list.length, ...list.filter(item => !unwanted(item)));
  };

  test('unless their own artifact has merely expired', async () => {
    const expired = publish({}, { expired: true });
    const carrier = carry(expired);
    const found = await find();
    expect(usedRuns(found)).toEqual([carrier.id, expired.id]);
    expect(found.anchor.length).toBeGreaterThan(0);
  });

  test.each<[string, RegExp, (carried: FakeRun) => void]>([
    [
      'somebody deleted their artifact',
      /its artifact was deleted/,
      ({ id }) => {
        without(loopback.world.artifacts, ({ runId }) => runId === id);
      }
    ],
    [
      'somebody deleted their run',
      /its run or its commit was deleted/,
      ({ id }) => {
        without(loopback.world.runs, run => run.id === id);
      }
    ],
    [
      'a force push removed their commit',
      /not in the history of/,
      ({ id }) => {
        loopback.world.commits.set(commitName(40), [commitName(2)]);
        for (const run of loopback.world.runs) if (run.id === id) run.headSha = commitName(40);
      }
    ],
    [
      'they are from a fork',
      /from a fork/,
      ({ id }) => {
        for (const run of loopback.world.runs) if (run.id === id) run.head = null;
      }
    ]
  ])('if %s', async (_, reason, revoke) => {
    const carried = publish({ headSha: commitName(3) }, { expired: true });
    if (reason.source.includes('history')) carried.headSha = commitName(40);
    const carrier = carry(carried);
    revoke(carried);
    const found = await find();
    expect(usedRuns(found)).toEqual([carrier.id]);
    expect(found.anchor).toEqual([]);
    const unused = found.record.candidates.filter(({ used }) => !used);
    expect(unused.map(one => one.reason)).toEqual([expect.stringMatching(reason)]);
  });

  test('if nothing shows where they are from, because the requests are used up', async () => {
    const carried = publish({ headSha: commitName(3) }, { expired: true });
    for (let index = 0; index < 120; index += 1) addRun(loopback.world);
    const carrier = carry(carried);
    const found = await find({ requests: 5 });
    expect(usedRuns(found)).toEqual([carrier.id]);
    expect(found.record.candidates.map(one => one.reason)).toContain('not checked: the limit of 5 requests is used up');
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parseTrend, serializeTrend } from '../../src/baseline/trend.ts';
import { concludeRun } from '../../src/conclude/job.ts';
import type { Job } from '../../src/github/job.ts';
import { readZippedFile } from '../../src/github/zip.ts';
import { createFiles } from '../../src/host/host.ts';
import type { ComparingOptions } from '../../src/model/options.ts';
import type { Run } from '../../src/model/run.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { comparing } from '../inputs/comparing.ts';
import { provenRun } from '../support/baseline-builder.ts';
import { createJob } from '../support/job.ts';
import { connect } from '../support/loopback-client.ts';
import { runtimeToken } from '../support/loopback-github/results-service.ts';
import { startLoopbackGitHub, type LoopbackGitHub } from '../support/loopback-github/server.ts';
import {
  addArtifact,
  addIssue,
  addPullRequest,
  addRun,
  commitName,
  createWorld,
  pushCommit,
  type FakeIssue,
  type FakeRun
} from '../support/loopback-github/world.ts';
import { bits, createInvalidSample } from '../support/run-builder.ts';
import { markdownProblems } from '../support/markdown-shape.ts';
import { zip } from '../support/zip-writer.ts';

// Twenty nights upload sixty artifacts.
jest.setTimeout(300_000);

const options = comparing({
  baseline: 'artifact',
  regressionIssue: { repository: undefined, labels: ['performance'], assignees: ['octocat'] }
});
const trendArtifact = 'cilium-trend-default';

let loopback: LoopbackGitHub;
let folder: string;
let nights: number;

beforeEach(async () => {
  loopback = await startLoopbackGitHub(createWorld());
  folder = await mkdtemp(join(tmpdir(), 'nights-'));
  nights = 0;
});
afterEach(async () => {
  delete process.env['ACTIONS_RUNTIME_TOKEN'];
  await rm(folder, { recursive: true });
  await loopback[Symbol.asyncDispose]();
});

interface Night {
  readonly run: FakeRun;
  readonly verdict: string;
  readonly lines: readonly string[];
  readonly summary: string;
}

/** What is multiplied in a night: the throughput of pods, and that of the machines, which moves both. */
interface Levels {
  readonly pods?: number;
  readonly machines?: number;
}

/** What is different about a night, its job and what it measured. */
interface Given {
  readonly event?: 'schedule' | 'push';
  readonly job?: Partial<Job>;
  readonly measured?: (run: Run) => Run;
}

/** A night measured on the newest commit of main and concluded in its job. */
async function night(
  { pods = 1, machines = 1 }: Levels = {},
  changes: Partial<ComparingOptions> = {},
  { event = 'schedule', job: other = {}, measured: change = run => run }: Given = {}
): Promise<Night> {
  nights += 1;
  const { world } = loopback;
  world.now = new Date(Date.parse('2026-11-01T02:00:00Z') + nights * 86_400_000).toISOString();
  const sha = world.pushes.at(-1)?.after ?? '';
  const run = addRun(world, {
    ...{ id: 2000 + nights, event, headSha: sha, status: 'in_progress', conclusion: null },
    ...(other.workflow === undefined ? {} : { path: other.workflow }),
    createdAt: world.now
  });
  process.env['ACTIONS_RESULTS_URL'] = `${loopback.url}/`;
  process.env['ACTIONS_RUNTIME_TOKEN'] = runtimeToken(run.id);
  const github = await connect(loopback);
  const outputs = fakeOutputs();
  let summary = '';
  const keep = { ...outputs, summary: (text: string) => Promise.resolve(void (summary += text)) };
  const base = fakeHost({ outputs: keep });
  const host = { ...base, files: createFiles(), state: { ...base.state, folder: join(folder, 'state') } };
  const job = createJob(github);
  const source = { ...job.source, sha, ref: 'refs/heads/main', event, runId: run.id, checkedOut: sha };
  const { comparison } = await concludeRun(
    host,
    { ...options, ...changes },
    join(folder, String(nights)),
    change(measured(pods * machines, machines, { id: `night-${nights}`, startedAt: world.now, source })),
    {
      ...{ ...job, source, runUrl: `https://github.com/example/cilium-config/actions/runs/${run.id}` },
      event: { ...job.event, name: event, sha, ref: 'refs/heads/main', pullRequest: undefined },
      reference: () => Promise.resolve({ branch: 'main', sha, history: sha }),
      ...other
    }
  );
  Object.assign(run, { status: 'completed', conclusion: comparison.verdict === 'pass' ? 'success' : 'failure' });
  return { run, verdict: comparison.verdict, lines: outputs.lines, summary };
}

async function play(
  count: number,
  levels: Levels = {},
  changes: Partial<ComparingOptions> = {},
  given: Given = {}
): Promise<Night[]> {
  const played: Night[] = [];
  for (let index = 0; index < count; index += 1) played.push(await night(levels, changes, given));
  return played;
}

/** A run whose throughput differs a little from night to night. */
function measured(pods: number, machines: number, overrides: Partial<Run>): Run {
  const run = provenRun(overrides);
  const noise = 1 + 0.004 * Math.sin(7 * nights);
  return {
    ...run,
    samples: run.samples.map(sample => {
      if (sample.test !== 'tcp-throughput') return sample;
      return { ...sample, metrics: { throughput: bits(7.6e9 * noise * (sample.path === 'pod' ? pods : machines)) } };
    })
  };
}

const withCheckout = (run: Run, checkedOut: string): Run => ({
  ...run,
  ...(run.source === undefined ? {} : { source: { ...run.source, checkedOut } })
});
function withoutProof(sample: Run['samples'][number]): Run['samples'][number] {
  const copy = { ...sample };
  delete copy.proof;
  return copy;
}
const artifactsOf = ({ run }: Pick<Night, 'run'>): string[] =>
  loopback.world.artifacts.filter(({ runId }) => runId === run.id).map(({ name }) => name);
const headingOf = ({ run }: Night): string | undefined => {
  const { artifacts } = loopback.world;
  const page = artifacts.find(one => one.runId === run.id && one.type === 'text/html' && one.name.includes('trend'));
  return /<h1 [^>]*>([^<]*)</.exec(Buffer.from(page?.zip ?? []).toString())?.[1];
};
const storedTrend = async ({ run }: Night): Promise<string[]> => {
  const found = loopback.world.artifacts.find(one => one.runId === run.id && one.name === trendArtifact);
  const text = await readZippedFile(found?.zip ?? new Uint8Array(), 'trend.json', { entries: 1, bytes: 1e6 });
  return parseTrend(text).runs.map(({ id }) => id);
};
const onlyIssue = (): FakeIssue => {
  const [issue, ...others] = loopback.world.issues;
  expect(others).toEqual([]);
  if (issue === undefined) throw new Error('an issue is open');
  return issue;
};
const writes = (): number => loopback.requests.filter(request => /^(?:POST|PATCH) \S+\/issues/.test(request)).length;

describe('nightly runs', () => {
  test('open one issue for a loss from the sixth night on, update it, and close it after the loss was taken back', async () => {
    const before = await play(5);
    pushCommit(loopback.world, commitName(11), [commitName(10)]);
    const lost = await play(5, { pods: 0.6 });
    const { title, body, state, labels, assignees } = onlyIssue();
    expect({ title, state, labels, assignees }).toEqual({
      title: 'vxlan TCP throughput −40.0 % since 2026-11-07',
      state: 'open',
      labels: ['performance'],
      assignees: ['octocat']
    });
    expect(body).toContain('vxlan TCP throughput fell by 40 % (95 % interval');
    expect(body).toMatch(/\| 7\.6\d\sGbit\/s \| 4\.5\d\sGbit\/s \|/);
    for (const id of [2005, 2006, 2010]) expect(body).toContain(`/cilium-config/actions/runs/${id})`);
    expect(body).toContain(`/compare/${commitName(10)}...${commitName(11)})`);
    expect(body).toContain('Neither configuration nor machines changed, only the commit.');
    const chart = loopback.world.artifacts.find(
      one => one.runId === 2010 && one.name.startsWith('cilium-trend-default-')
    );
    expect(body).toContain(
      `[The chart of all runs](https://github.com/example/cilium-config/actions/runs/2010/artifacts/${chart?.id})`
    );
    expect(markdownProblems(body.slice(body.indexOf('\n')))).toEqual([]);
    const told = [...before, ...lost].flatMap(({ lines }) => lines.filter(line => line.startsWith('issue ')));
    expect(told[0]).toMatch(/^issue opened: /);
    expect(new Set(told.slice(1).map(line => line.replace(/:.*/, '')))).toEqual(new Set(['issue updated']));

    const repaired = await play(10);
    const closed = onlyIssue();
    expect([closed.state, closed.stateReason]).toEqual(['closed', 'completed']);
    expect(closed.body).toMatch(
      /^<!-- .* -->\n\*\*Closed: The loss is gone\. A later change took it back \(found by the run of \[2026-/
    );
    const done = writes();
    await play(2);
    expect(writes()).toBe(done);

    for (const each of [...before, ...lost, ...repaired]) {
      expect(artifactsOf(each)).toEqual(expect.arrayContaining([trendArtifact, 'cilium-trend-default-measure-1.html']));
      expect(each.summary).toMatch(/\n\[Trend\]\(https:\S+\/artifacts\/\d+\): /);
    }
    expect(before.map(headingOf)).toEqual(before.map(() => 'Too few runs to find a change'));
    expect(lost.map(headingOf).at(-1)).toBe('1 lasting loss');
    expect(repaired.map(headingOf).at(-1)).toBe('No lasting loss');
  });

  test('open no issue for slower machines, which slow the control down too', async () => {
    await play(5);
    const slower = await play(6, { machines: 0.6 });
    expect(loopback.world.issues).toEqual([]);
    expect(slower.map(headingOf).at(-1)).toBe('No lasting loss');
  });

  test('compare with a pinned reference if they measure one, whatever the machines do', async () => {
    const reference = {
      source: 'version',
      description: 'Cilium 1.19.6',
      chartVersion: '1.19.6',
      identical: false
    } as const;
    /** Measures the reference in turns, on machines that differ by 30 % from night to night. */
    const inTurns =
      (loss: number) =>
      (run: Run): Run => {
        const built = provenRun({}, { arms: ['candidate', 'reference'] });
        const speed = 7.6e9 * (1 + 0.3 * Math.sin(nights));
        const { plan, scenarios, blocks } = built;
        const samples = built.samples.map(sample =>
          sample.test === 'tcp-throughput' && sample.path === 'pod'
            ? { ...sample, metrics: { throughput: bits(speed * (sample.arm === 'candidate' ? loss : 1)) } }
            : sample
        );
        return { ...run, reference, plan, scenarios, blocks, samples };
      };
    await play(6, {}, {}, { measured: inTurns(1) });
    await play(4, {}, {}, { measured: inTurns(0.6) });
    const { title, body } = onlyIssue();
    expect(title).toBe('vxlan TCP throughput −40.0 % since 2026-11-08');
    expect(body).toMatch(
      /Relative to the pinned reference, measured in turns in the same run: Cilium 1\.19\.6, values [0-9a-f\u2060]{16,}\./
    );
  });

  test('open no issue unless they are told to, and need no more than one line about a missing permission', async () => {
    await play(5);
    await play(4, { pods: 0.6 }, { regressionIssue: undefined });
    expect(loopback.world.issues).toEqual([]);
    expect(loopback.requests.filter(request => request.endsWith('/issues'))).toEqual([]);
    loopback.world.permissions.issues = 'none';
    const { verdict, lines } = await night({ pods: 0.6 });
    expect(verdict).toBe('regression');
    expect(lines.filter(line => line.includes('issue'))).toEqual([
      expect.stringMatching(
        /^warning: cannot list the issues .*the line `issues: write` is missing under `permissions`$/
      )
    ]);
  });
});

describe('nights that do not count', () => {
  const { status, reason, metrics } = createInvalidSample();
  const failed = { status, reason, metrics };
  // A regression would be the verdict, whatever else could not be measured.
  const invalid = (run: Run): Run => ({
    ...run,
    samples: run.samples.map(sample => {
      if (sample.test === 'tcp-latency') return { ...sample, ...failed };
      return sample.path === 'pod' ? { ...sample, metrics: { throughput: bits(7.6e9) } } : sample;
    })
  });
  const kinds: readonly ((run: Run) => Run)[] = [
    run => ({ ...run, complete: false, incompleteReason: 'it was canceled' }),
    invalid,
    run => ({ ...run, samples: run.samples.map(withoutProof) }),
    run => ({ ...run, unchanged: true, samples: [] }),
    run => withCheckout(run, commitName(9))
  ];

  test('are incomplete, invalid, unproven, unchanged or of another commit: they open no issue, however slow', async () => {
    await play(5);
    for (const measured of kinds) {
      const { run, lines } = await night({ pods: 0.6 }, {}, { measured });
      expect(artifactsOf({ run })).not.toContain(trendArtifact);
      expect(lines.filter(line => line.startsWith('trend: '))).toEqual([]);
    }
    expect(loopback.world.issues).toEqual([]);
    expect(await storedTrend(await night())).toEqual([
      'night-1',
      'night-2',
      'night-3',
      'night-4',
      'night-5',
      'night-11'
    ]);
  });
});

describe('the trend that a night continues', () => {
  const continued = async (): Promise<string[]> => storedTrend(await night());

  test('is not one of a fork, of another workflow or of a pull request', async () => {
    await play(2);
    const text = serializeTrend({ runs: [] });
    for (const forged of [
      { head: { id: 666, owner: 'mallory', name: 'cilium-config' } },
      { path: '.github/workflows/other.yml' },
      { event: 'pull_request' },
      { headSha: commitName(99) }
    ]) {
      const run = addRun(loopback.world, { id: 3000 + loopback.world.runs.length, ...forged });
      addArtifact(loopback.world, run, trendArtifact, zip([{ name: 'trend.json', content: text }]));
    }
    expect(await continued()).toEqual(['night-1', 'night-2', 'night-3']);
  });

  test.each<[string, (run: FakeRun) => string, RegExp]>([
    ['damaged', () => '{"kind":', /^warning: the trend of run \d+ is not used: .*JSON/],
    ['without its own run', () => serializeTrend({ runs: [] }), /it does not have that run$/]
  ])('is an older one if the newest is %s, which is one line', async (_, content, reason) => {
    await play(2);
    const run = addRun(loopback.world, { createdAt: '2026-11-03T12:00:00Z', event: 'schedule' });
    addArtifact(loopback.world, run, trendArtifact, zip([{ name: 'trend.json', content: content(run) }]));
    const own = await night();
    expect(own.lines.filter(line => line.includes('trend of run'))).toEqual([expect.stringMatching(reason)]);
    expect(await storedTrend(own)).toEqual(['night-1', 'night-2', 'night-3']);
  });

  test('starts again if none can be used', async () => {
    const first = await night();
    for (const one of loopback.world.artifacts) if (one.runId === first.run.id) one.expired = true;
    expect(await continued()).toEqual(['night-2']);
  });

  test('does not start again because GitHub fails, which would lose all nights', async () => {
    await play(2);
    loopback.fail('GET /repos/example/cilium-config/activity', { status: 503 });
    const broken = await night();
    expect(artifactsOf(broken)).not.toContain(trendArtifact);
    expect(broken.lines).toContainEqual(expect.stringMatching(/^the trend does not get this run: .*503/));
  });

  test('costs few requests', async () => {
    await play(2);
    const before = loopback.requests.length;
    await night();
    const asked = loopback.requests.slice(before).filter(request => !/\/(?:twirp|upload|storage)\//.test(request));
    expect(asked.length).toBeLessThanOrEqual(12);
  });
});

describe('the issue of a loss', () => {
  test('stays closed if a person closes it', async () => {
    await play(5);
    await play(4, { pods: 0.6 });
    onlyIssue().state = 'closed';
    const { lines } = await night({ pods: 0.6 });
    expect(onlyIssue().state).toBe('closed');
    expect(lines).toContainEqual(expect.stringMatching(/^issue left as it is: /));
  });

  test('is opened the night after the permission for it was given, without an assignee who left', async () => {
    await play(5);
    loopback.world.permissions.issues = 'read';
    const [, , refused] = await play(3, { pods: 0.6 });
    expect(refused?.lines.filter(line => line.startsWith('warning: ') && line.includes('issue'))).toHaveLength(1);
    expect(loopback.world.issues).toEqual([]);

    loopback.world.permissions.issues = 'write';
    const errors = [{ value: 'octocat', resource: 'Issue', field: 'assignees', code: 'invalid' }];
    const answer = { status: 422, body: { message: 'Validation Failed', errors } };
    loopback.fail('POST /repos/example/cilium-config/issues', answer, 1);
    const { lines } = await night({ pods: 0.6 });
    expect(lines).toContainEqual(expect.stringMatching(/^issue opened: /));
    expect(lines).toContainEqual(
      expect.stringMatching(/^warning: the issue has no assignees or no labels: .*422 .*"value":"octocat"/)
    );
    expect(onlyIssue()).toMatchObject({ labels: ['performance'], assignees: [] });
  });

  test('is closed when a run is accepted with it', async () => {
    await play(5);
    await play(4, { pods: 0.6 });
    pushCommit(loopback.world, commitName(11), [commitName(10)]);
    addPullRequest(loopback.world, {
      state: 'closed',
      mergeCommit: commitName(11),
      labels: ['accept-perf-regression']
    });
    const { verdict } = await night({ pods: 0.6 }, {}, { event: 'push' });
    expect(verdict).toBe('regression');
    expect(onlyIssue()).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    expect(onlyIssue().body).toMatch(/^<!-- .* -->\n\*\*Closed: a run was accepted with this loss/);
  });

  test('does not claim that newer runs measured what they did not', async () => {
    await play(5);
    await play(4, { pods: 0.6 });
    const renamed = (run: Run): Run => JSON.parse(JSON.stringify(run).replaceAll('"vxlan"', '"geneve"')) as Run;
    await play(2, {}, {}, { measured: renamed });
    const { state, body } = onlyIssue();
    expect(state).toBe('open');
    expect(body).toContain('still there in the run of [2026-11-10](');
    expect(body).toContain('the last one that measured it; the newest run is that of [2026-11-12](');
  });

  test('is in another repository if the input says so, with links to this one', async () => {
    await using tracker = await startLoopbackGitHub(
      createWorld({ repository: { id: 5, owner: 'example', name: 'tracker' } })
    );
    const asked: string[] = [];
    const elsewhere = (repository: string) => {
      asked.push(repository);
      return connect(tracker);
    };
    const there = { regressionIssue: { repository: 'example/tracker', labels: [], assignees: [] } };
    await play(5, {}, there, { job: { elsewhere } });
    await play(3, { pods: 0.6 }, there, { job: { elsewhere } });
    expect(loopback.world.issues).toEqual([]);
    expect(tracker.world.issues).toHaveLength(1);
    expect(tracker.world.issues[0]?.body).toContain('https://github.com/example/cilium-config/actions/runs/2006)');
    expect(new Set(asked)).toEqual(new Set(['example/tracker']));

    tracker.world.permissions.issues = 'none';
    const { lines } = await night({ pods: 0.6 }, there, { job: { elsewhere } });
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^warning: .*403.*; regression-issue: example\/tracker needs a github-token that can write issues there$/
      )
    );
  });

  test('is another one than that of another account with the same marker', async () => {
    await play(5);
    await play(4, { pods: 0.6 });
    const own = onlyIssue();
    own.author = { login: 'mallory', type: 'User' };
    await night({ pods: 0.6 });
    expect(loopback.world.issues).toHaveLength(2);
    expect(own.state).toBe('open');
  });

  test('is the oldest if there are two, and the other one is closed', async () => {
    await play(5);
    await play(4, { pods: 0.6 });
    const first = onlyIssue();
    const second = addIssue(loopback.world, { body: first.body });
    await night({ pods: 0.6 });
    expect([first.state, second.state, second.stateReason]).toEqual(['open', 'closed', 'duplicate']);
    expect(second.body).toContain(`the same cause as https://github.com/example/cilium-config/issues/${first.number}`);
  });
});

describe('the branch for GitHub Pages', () => {
  const pages = { pages: 'gh-pages' };
  /** Text of each file in the branch. */
  const published = (): Record<string, string> => {
    const { branches, files } = loopback.world;
    const start = `${branches.get('gh-pages') ?? 'no'}:`;
    const own = [...files].filter(([key]) => key.startsWith(start));
    return Object.fromEntries(own.map(([key, text]) => [key.slice(start.length), text]));
  };
  const gitRequests = (): string[] => loopback.requests.filter(request => request.includes('/git/'));
  beforeEach(() => {
    loopback.world.permissions.contents = 'write';
  });

  test('gets the page and the badge of each night, which work without the artifact', async () => {
    await night({}, pages);
    const first = loopback.world.branches.get('gh-pages') ?? '';
    expect(loopback.world.commits.get(first)).toEqual([]);
    const { lines } = await night({}, pages);
    const second = loopback.world.branches.get('gh-pages') ?? '';
    expect(loopback.world.commits.get(second)).toEqual([first]);
    expect(lines).toContain(`committed the trend to the branch gh-pages: cilium-trend-perf.default, commit ${second}`);
    const { 'cilium-trend-perf.default/trend.html': page = '', 'cilium-trend-perf.default/badge.json': badge = '' } =
      published();
    expect(Object.keys(published())).toHaveLength(2);
    expect(JSON.parse(badge)).toEqual({
      schemaVersion: 1,
      label: 'Cilium performance',
      message: 'too few runs to find a change',
      color: 'lightgrey'
    });
    for (const id of [2001, 2002])
      expect(page).toContain(`https://github.com/example/cilium-config/actions/runs/${id}"`);
    expect(page).not.toContain('/artifacts/');
  });

  test('has a folder for each workflow and comment-key, so none replaces that of another', async () => {
    const workflow = '.github/workflows/nightly aks.yaml';
    await night({}, pages);
    await night({}, { ...pages, commentKey: 'aks' });
    await night({}, pages, { job: { workflow } });
    const folders = ['cilium-trend-nightly_aks.default', 'cilium-trend-perf.aks', 'cilium-trend-perf.default'];
    expect(Object.keys(published()).sort()).toEqual(
      folders.flatMap(folder => [`${folder}/badge.json`, `${folder}/trend.html`])
    );
    for (const [index, folder] of folders.reverse().entries()) {
      expect(published()[`${folder}/trend.html`]).toContain(`/actions/runs/${2001 + index}"`);
    }
  });

  test('gets nothing unless an input names it, from other branches, or from pull requests', async () => {
    const { event } = createJob(await connect(loopback));
    const sha = loopback.world.pushes.at(-1)?.after ?? '';
    await night();
    const feature = { ...event, name: 'push', sha, ref: 'refs/heads/feature', pullRequest: undefined };
    await night({}, pages, { job: { event: feature } });
    await night({}, pages, { job: { event: { ...event, sha } } });
    expect(gitRequests()).toEqual([]);
  });

  test('that cannot be written to is one warning and no other verdict', async () => {
    loopback.world.permissions.contents = 'read';
    const { verdict, lines } = await night({}, pages);
    expect(verdict).toBe('no-baseline');
    expect(lines.filter(line => line.startsWith('warning: '))).toEqual([
      expect.stringMatching(
        /^warning: cannot store a file: .*; the line `contents: write` is missing under `permissions`$/
      )
    ]);
    expect(gitRequests()).toHaveLength(1);
  });
});

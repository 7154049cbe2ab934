import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { baselineFile, createBaseline, parseBaseline, serializeBaseline } from '../../src/baseline/document.ts';
import { concludeFiles } from '../../src/conclude/files.ts';
import { concludeRun, type Conclusion } from '../../src/conclude/job.ts';
import { GitHubError } from '../../src/github/errors.ts';
import type { JobEvent } from '../../src/github/event.ts';
import type { Job } from '../../src/github/job.ts';
import type { GitHub, WorkflowRun } from '../../src/github/port.ts';
import type { ComparingOptions } from '../../src/model/options.ts';
import type { Run } from '../../src/model/run.ts';
import { readRun } from '../../src/results/read.ts';
import { failuresOf } from '../../src/verdict/verdict.ts';
import { serializeRun } from '../../src/results/write.ts';
import { fakeGitHub, fakePullRequest } from '../fakes/github.ts';
import { fakeFiles, fakeHost, fakeOutputs } from '../fakes/host.ts';
import { comparing } from '../inputs/comparing.ts';
import { createComparison } from '../support/baseline-builder.ts';
import type { RunShape } from '../support/run-builder.ts';
import { zip } from '../support/zip-writer.ts';
import { bothArms, measured, slower, visits } from '../verdict/measured.ts';

const same = measured(() => 1);
const worse = measured(slower(0.8));
const alone = { scenarios: ['vxlan'], tests: ['tcp-throughput', 'tcp-latency'], rounds: 3 } as const;
const options = comparing({ baseline: 'artifact', comment: true });

const push: JobEvent = {
  name: 'push',
  sha: 'c'.repeat(40),
  ref: 'refs/heads/main',
  defaultBranch: 'main',
  pullRequest: undefined,
  before: 'b'.repeat(40),
  mergeGroup: undefined,
  triggeringRunId: undefined,
  comment: undefined,
  sender: undefined
};
const pullRequest: JobEvent = {
  ...push,
  name: 'pull_request',
  ref: 'refs/pull/7/merge',
  before: undefined,
  pullRequest: { number: 7, baseBranch: 'main', baseSha: 'b'.repeat(40), headSha: 'd'.repeat(40), fork: false }
};
const mergeGroup: JobEvent = {
  ...push,
  name: 'merge_group',
  ref: `refs/heads/gh-readonly-queue/main/pr-7-${'b'.repeat(40)}`,
  mergeGroup: { baseBranch: 'main', baseSha: 'b'.repeat(40), pullRequest: 7 }
};

const sourceOf = (runId: number): Job['source'] => ({
  repository: 'example/cilium-config',
  sha: 'c'.repeat(40),
  ref: 'refs/heads/main',
  event: 'push',
  workflow: 'perf',
  job: 'measure',
  runId,
  runAttempt: 1
});

interface Concluded extends Conclusion {
  readonly github: ReturnType<typeof fakeGitHub>;
  readonly files: Map<string, string | Uint8Array>;
  readonly lines: string[];
  readonly summaries: string[];
}

/** A run concluded in a job of the event, or on a command line; what was written and said. */
async function concluded(
  run: Run,
  event: JobEvent | undefined,
  changes: Partial<ComparingOptions> = {},
  parts: Partial<GitHub> = {},
  content: Readonly<Record<string, string>> = {},
  runId = 1000
): Promise<Concluded> {
  const github = fakeGitHub(parts);
  const files = fakeFiles(content);
  const summaries: string[] = [];
  const outputs = {
    ...fakeOutputs(),
    summary: (markdown: string) => Promise.resolve(void summaries.push(markdown))
  };
  const host = fakeHost({ files, outputs });
  const job: Job | undefined = event && {
    github,
    event,
    source: sourceOf(runId),
    workflow: '.github/workflows/perf.yml',
    runUrl: `https://github.com/example/cilium-config/actions/runs/${runId}`,
    elsewhere: () => Promise.resolve(github),
    reference: () => Promise.resolve({ branch: 'main', sha: 'b'.repeat(40), history: 'b'.repeat(40) })
  };
  // A push measures its own commit, unless the run says otherwise.
  const source = event?.name === 'push' ? { ...sourceOf(runId), checkedOut: event.sha } : run.source;
  const own = source === undefined || run.source?.checkedOut !== undefined ? run : { ...run, source };
  const conclusion = await concludeRun(host, { ...options, ...changes }, 'out', own, job);
  return { ...conclusion, github, files: files.content, lines: outputs.lines, summaries };
}

const requireIt = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('it is there');
  return value;
};
const names = ({ github }: Concluded): string[] => github.uploads.map(({ name }) => name);
const refuse = (kind: GitHubError['kind'], message: string) => () => Promise.reject(new GitHubError(kind, message));
const rawArtifact = 'cilium-perf-gate-default-measure-1';
const baselineArtifact = 'cilium-perf-gate-baseline-default';
const trendArtifact = 'cilium-trend-default';

describe('on a pull request', () => {
  test('the comment is created, and updated by the next run; nothing is published', async () => {
    const first = await concluded(same, pullRequest);
    expect(first.comparison.verdict).toBe('pass');
    expect(first.commentUrl).toBe('https://comment/1');
    expect(first.artifactId).toBe(1);
    expect(names(first)).toEqual([rawArtifact]);
    expect(first.github.written).toHaveLength(1);
    expect(first.github.written[0]?.body).toContain(`/actions/runs/1000/artifacts/1`);
    expect(first.summaries).toHaveLength(1);

    const comments = [...first.github.written];
    const next = await concluded(
      worse,
      pullRequest,
      {},
      { comments: () => Promise.resolve(comments), comment: () => Promise.resolve(comments[0]) },
      {},
      1001
    );
    expect(next.lines).toContain('comment updated: https://comment/1');
    expect(next.lines).toContainEqual(
      expect.stringMatching(/^error: regression: vxlan tcp-throughput throughput changed by -2/)
    );
  });

  test('the page is uploaded for a browser, and linked with the raw data in comment, summary and status', async () => {
    const { github, files, summaries } = await concluded(worse, pullRequest);
    expect(github.pages).toEqual(['/state/pages/cilium-performance-default-measure-1.html']);
    const at = 'https://github.com/example/cilium-config/actions/runs/1000/artifacts';
    for (const text of [github.written[0]?.body, summaries[0]]) expect(text).toContain(`[report](${at}/101)`);
    // The page knows the artifact that was uploaded before it.
    expect(files.get(github.pages[0] ?? '')).toContain(`href="${at}/1"`);
    expect(github.statuses).toEqual([
      {
        commit: 'd'.repeat(40),
        context: 'cilium-perf-gate / default',
        state: 'failure',
        description: expect.stringMatching(/^Regression: TCP latency \+\d+\.\d % in vxlan and 1 more$/),
        url: `${at}/101`
      }
    ]);
  });

  test('a page that cannot be uploaded costs only its link', async () => {
    const broken = await concluded(same, pullRequest, {}, { uploadFile: refuse('unavailable', 'no page today') });
    expect(broken.lines).toContain('warning: no page today');
    expect(names(broken)).toEqual([rawArtifact]);
    expect(broken.github.written[0]?.body).not.toContain('[report]');
    expect(broken.github.statuses[0]?.url).toMatch(/\/runs\/1000$/);
  });

  test('jobs of a matrix with one comment-key upload pages of different names', async () => {
    let taken = false;
    const uploadArtifact: GitHub['uploadArtifact'] = () => {
      taken = !taken;
      return taken ? Promise.reject(new GitHubError('taken', '409')) : Promise.resolve({ id: 1, bytes: 1 });
    };
    const { github } = await concluded(same, pullRequest, {}, { uploadArtifact });
    expect(github.pages).toEqual([`/state/pages/cilium-performance-default-measure-${same.id}-1.html`]);
  });

  test('a token that may not set a status is one line, and the job of a fork does not try', async () => {
    const refused = await concluded(same, pullRequest, {}, { setStatus: refuse('not-permitted', '403') });
    expect(refused.lines).toContain(
      'no commit status; to show the verdict in the list of checks, add the permission statuses: write'
    );
    expect(refused.lines.filter(line => line.startsWith('warning: '))).toEqual([]);
    const broken = await concluded(same, pullRequest, {}, { setStatus: refuse('unavailable', '502') });
    expect(broken.lines).toContain('warning: no commit status: 502');
    const fork = { ...pullRequest, pullRequest: { ...requireIt(pullRequest.pullRequest), fork: true } };
    expect((await concluded(same, fork)).github.statuses).toEqual([]);
  });

  test('nothing is uploaded but what runs write', async () => {
    const content = {
      'out/journal.jsonl': '{}',
      'out/raw/a.json.gz': 'x',
      'out/kubeconfig': 'k',
      'out/.azure/token': 't'
    };
    const { github } = await concluded(same, pullRequest, {}, {}, content);
    const uploaded = github.uploads[0]?.files ?? [];
    expect(uploaded).toEqual(expect.arrayContaining(['out/journal.jsonl', 'out/raw/a.json.gz', 'out/comment.md']));
    expect(uploaded.filter(path => /kubeconfig|azure/.test(path))).toEqual([]);
  });

  test('a comment that may not be written is a warning, and the verdict stands', async () => {
    const message = 'the line `pull-requests: write` is missing under `permissions`';
    const found = await concluded(worse, pullRequest, {}, { createComment: refuse('not-permitted', message) });
    expect(found.comparison.verdict).toBe('regression');
    expect(found.commentUrl).toBeUndefined();
    expect(found.lines).toContain(`warning: no comment; the job summary contains its text: ${message}`);
    expect(found.summaries[0]).toContain('### ❌ Cilium performance: regression');
  });

  describe('a loss', () => {
    const labeled = (...labels: string[]): Partial<GitHub> => ({
      pullRequest: number => Promise.resolve(fakePullRequest({ number, labels }))
    });

    test('fails, and the comment names the label that accepts it', async () => {
      const found = await concluded(worse, pullRequest, {}, labeled('bug'));
      expect(failuresOf(found.comparison)).toEqual(['regression']);
      expect(found.github.written[0]?.body).toContain(
        'or accept the loss: add the label `accept-perf-regression` and re-run the job.'
      );
    });

    // The event is that of the first attempt, whose payload had no label.
    test.each([
      ['pull request', pullRequest],
      ['merge queue', mergeGroup]
    ])('in a %s that a label accepts keeps its verdict, says so, and does not fail', async (_what, event) => {
      const lost = measured(slower(0.8), bothArms, { source: sourceOf(1000) });
      const found = await concluded(lost, event, {}, labeled('accept-perf-regression'));
      expect(found.comparison.verdict).toBe('regression');
      expect(failuresOf(found.comparison)).toEqual([]);
      expect(found.summaries[0]).toMatch(/^### 🆗 Cilium performance: accepted regression in `vxlan`/);
      expect(found.summaries[0]).toContain('the label `accept-perf-regression` accepts this loss');
      expect(found.lines.filter(line => line.startsWith('error: '))).toEqual([]);
      expect(found.lines).toContainEqual(expect.stringMatching(/^accepted regression: vxlan tcp-throughput/));
      // The files of the run give the same report again.
      const files = fakeFiles({
        'out/run.json': serializeRun(lost),
        'out/earlier.json': found.files.get('out/earlier.json')?.toString() ?? ''
      });
      const again = { path: 'out/run.json', run: lost };
      const local = comparing({ policy: options.policy });
      const { compared } = await concludeFiles(fakeHost({ files }), local, 'out', [again]);
      expect(compared[0]?.comparison.accepted).toBe(true);
      expect(files.content.get('out/comment.md')).toBe(found.files.get('out/comment.md'));
    });

    test('that a label accepts still fails if something could not be measured', async () => {
      const reason = { kind: 'unproven', message: 'nobody knows' } as const;
      const samples = worse.samples.map(sample =>
        sample.test === 'tcp-latency' ? { ...sample, status: 'invalid' as const, reason, metrics: {} } : sample
      );
      const found = await concluded({ ...worse, samples }, pullRequest, {}, labeled('accept-perf-regression'));
      expect(failuresOf(found.comparison)).toEqual(['invalid']);
    });

    test('is not accepted if the labels cannot be read', async () => {
      const found = await concluded(worse, pullRequest, {}, { pullRequest: refuse('not-permitted', 'no permission') });
      expect(failuresOf(found.comparison)).toEqual(['regression']);
      expect(found.lines).toContain(
        'warning: it is unknown whether the label accept-perf-regression accepts the loss: no permission'
      );
    });

    test('is the only reason to read the labels', async () => {
      const asked = { pullRequest: () => Promise.reject(new TypeError('asked')) };
      expect((await concluded(same, pullRequest, {}, asked)).comparison.verdict).toBe('pass');
    });
  });

  test('results are uploaded under another name if another job of the matrix took theirs', async () => {
    const put: string[] = [];
    const uploadArtifact = (name: string): Promise<{ id: number; bytes: number }> => {
      put.push(name);
      return put.length === 1
        ? Promise.reject(new GitHubError('taken', 'already there'))
        : Promise.resolve({ id: 2, bytes: 1 });
    };
    const found = await concluded(same, pullRequest, {}, { uploadArtifact });
    expect(put).toEqual([rawArtifact, `cilium-perf-gate-default-measure-${same.id}-1`]);
    expect(found.artifactId).toBe(2);
    expect(found.lines).toContain(
      'warning: another job of this run has already uploaded results with comment-key: default; in a matrix, set comment-key to a value that differs between its jobs'
    );
  });

  test('no comment is written when none is wanted', async () => {
    expect((await concluded(same, pullRequest, { comment: false })).github.written).toEqual([]);
  });
});

describe('on a push', () => {
  test('the run is published as a baseline that can be read again', async () => {
    const found = await concluded(same, push);
    expect(names(found)).toEqual([rawArtifact, baselineArtifact, trendArtifact]);
    const text = found.files.get(`out/baseline/${baselineFile}`)?.toString() ?? '';
    expect(parseBaseline(text)).toMatchObject({ complete: true, proven: true, verdict: 'pass', losses: [] });
    expect(found.github.written).toEqual([]);
  });

  test('a regression is not published, unless the pull request of the commit accepts it', async () => {
    const labels = (...all: string[]): Partial<GitHub> => ({
      pullRequestsOf: () => Promise.resolve([fakePullRequest({ labels: all })])
    });
    const refused = await concluded(worse, push, {}, labels('bug'));
    // A trend without its losses has no changes.
    expect(names(refused)).toEqual([rawArtifact, trendArtifact]);
    expect(refused.lines).toContainEqual(expect.stringMatching(/^No baseline is published: .* got worse/));
    const accepted = await concluded(worse, push, {}, labels('accept-perf-regression'));
    expect(names(accepted)).toEqual([rawArtifact, baselineArtifact, trendArtifact]);
    const text = accepted.files.get(`out/baseline/${baselineFile}`)?.toString() ?? '';
    const { losses, verdict } = parseBaseline(text);
    expect(verdict).toBe('regression');
    expect(losses.length).toBeGreaterThan(0);
    expect(losses.every(({ acknowledged }) => acknowledged)).toBe(true);
  });

  test('a manual run that checked out another commit is measured but not published, and its report says so', async () => {
    const source = { ...sourceOf(1000), checkedOut: 'd'.repeat(40) };
    const found = await concluded({ ...same, source }, { ...push, name: 'workflow_dispatch' });
    expect(found.comparison.verdict).toBe('pass');
    expect(names(found)).toEqual([rawArtifact]);
    expect(found.lines).toContain(
      `No baseline is published: ${'d'.repeat(40)} is checked out, not the commit of the run, ${'c'.repeat(40)}.`
    );
    expect(found.summaries[0]).toMatch(
      /The job checked out d+\W?d+, not its own commit, c+\W?c+\. The results are not published/u
    );
  });

  test('what only advises does not keep a run from being published', async () => {
    const slow = measured(slower(0.8), alone);
    const pool = visits.slice(0, 3).map((visit, index) => earlierRun(index, 1 + visit / 100));
    const content = Object.fromEntries(pool.map(run => [`old-${run.id}.json`, serializeRun(run)]));
    const found = await concluded(
      slow,
      push,
      { baseline: 'file', baselineFiles: pool.map(run => `old-${run.id}.json`) },
      {},
      content
    );
    expect(found.comparison.verdict).toBe('advisory');
    expect(found.comparison.metrics.some(({ outcome }) => outcome === 'regression')).toBe(true);
    expect(names(found)).toContain(baselineArtifact);
  });

  test.each<[string, Run, Partial<JobEvent>]>([
    ['of another branch', same, { ref: 'refs/heads/topic' }],
    ['incomplete', { ...same, complete: false, incompleteReason: 'canceled' }, {}],
    ['without proof', { ...same, samples: same.samples.map(one => ({ ...one, proof: undefined as never })) }, {}]
  ])('a run %s is not published', async (_what, run, changes) => {
    expect(names(await concluded(run, { ...push, ...changes }))).toEqual([rawArtifact]);
  });

  test('the first run of a repository reports that there is no baseline, and becomes the first one', async () => {
    const found = await concluded(
      measured(() => 1, alone),
      push
    );
    expect(found.comparison.verdict).toBe('no-baseline');
    expect(found.comparison.metrics[0]?.candidate).toBeGreaterThan(0);
    expect(names(found)).toEqual([rawArtifact, baselineArtifact, trendArtifact]);
  });
});

describe('in a merge queue', () => {
  test('it gates and has a summary, and neither comments nor publishes', async () => {
    const found = await concluded(worse, mergeGroup);
    expect(found.comparison.verdict).toBe('regression');
    expect(found.summaries).toHaveLength(1);
    expect(found.github.written).toEqual([]);
    expect(names(found)).toEqual([rawArtifact]);
  });
});

describe('when GitHub fails', () => {
  test('an artifact service that is down is a warning, and the rest goes on', async () => {
    const down = { uploadArtifact: refuse('unavailable', 'cannot upload the artifact') };
    const found = await concluded(same, push, {}, down);
    expect(found.artifactId).toBeUndefined();
    expect(found.lines.filter(line => line === 'warning: cannot upload the artifact')).toHaveLength(3);
    expect(found.summaries).toHaveLength(1);
    const commented = await concluded(same, pullRequest, {}, down);
    expect(commented.github.written).toHaveLength(1);
    expect(commented.github.written[0]?.body).not.toContain('/artifacts/');
  });

  test('a failed search for baselines is reported, and is not a pass', async () => {
    const refused = { repository: refuse('not-permitted', 'the line `actions: read` is missing') };
    const found = await concluded(
      measured(() => 1, alone),
      pullRequest,
      {},
      refused
    );
    expect(found.comparison.verdict).toBe('no-baseline');
    expect(found.comparison.baseline).toMatchObject({ candidates: [], ended: { failed: true } });
    expect(found.github.written[0]?.body).toMatch(
      /^1 scenario measured in 3 rounds\. Earlier runs could not be read: .*actions: read/m
    );
    const pushed = await concluded(
      measured(() => 1, alone),
      push,
      {},
      refused
    );
    expect(pushed.comparison.verdict).toBe('no-baseline');
    // It may be worse than all those that could not be read.
    expect(names(pushed)).toEqual([rawArtifact]);
  });

  test('an unexpected error is not mistaken for an answer of GitHub', async () => {
    const broken = { uploadArtifact: () => Promise.reject(new TypeError('a mistake of ours')) };
    await expect(concluded(same, push, {}, broken)).rejects.toThrow('a mistake of ours');
  });
});

const dayOf = (index: number): string => `2026-11-${String(index + 1).padStart(2, '0')}T00:00:00.000Z`;

/** A run of the days before. */
function earlierRun(index: number, by: number): Run {
  const id = `run-${index}`;
  const source = { ...sourceOf(100 + index), runId: 100 + index };
  return measured(() => by, alone, { id, startedAt: dayOf(index), source }, 0);
}

describe('earlier runs', () => {
  const six = visits.slice(0, 6).map((visit, index) => earlierRun(index, 1 + visit / 4));

  const zipOf = (id: number): Uint8Array => {
    const run = six[id - 100];
    if (run === undefined) throw new Error('no such artifact');
    const text = serializeBaseline(createBaseline(run, createComparison(), [], []));
    return zip([{ name: baselineFile, content: text }]);
  };

  const workflowRuns: WorkflowRun[] = six.map((run, index) => ({
    id: 100 + index,
    url: `https://run/${100 + index}`,
    repositoryId: 4711,
    head: { repositoryId: 4711, owner: 'example' },
    headBranch: 'main',
    headSha: 'c'.repeat(40),
    path: '.github/workflows/perf.yml',
    pathRef: undefined,
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    attempt: 1,
    createdAt: run.startedAt,
    startedAt: run.startedAt
  }));
  const parts: Partial<GitHub> = {
    workflowRuns: (_file, _branch, page) => Promise.resolve(page === 1 ? workflowRuns : []),
    artifactsNamed: name =>
      Promise.resolve(
        workflowRuns.map(({ id }) => {
          const digest = `sha256:${createHash('sha256').update(zipOf(id)).digest('hex')}`;
          return { id, name, bytes: 1, expired: false, createdAt: dayOf(20), digest, runId: id };
        })
      ),
    branchHeads: () => Promise.resolve({ commits: ['c'.repeat(40)], next: undefined }),
    download: id => Promise.resolve(zipOf(id))
  };

  test('come from the artifacts of the base branch', async () => {
    const run = measured(() => 1, alone, {}, 0.001);
    const found = await concluded(run, pullRequest, {}, parts);
    expect(found.comparison.baseline.candidates.map(({ used, reason }) => [used, reason])).toEqual(
      six.map(() => [true, 'push of main by this workflow, complete, proven and comparable'])
    );
    expect(found.comparison.verdict).toBe('pass');
    const lost = await concluded(measured(slower(0.8), alone, {}, 0.001), pullRequest, {}, parts);
    expect(lost.comparison.verdict).toBe('regression');
  });

  test.each<[string, RunShape, Partial<GitHub>]>([
    ['two arms', bothArms, {}],
    ['earlier runs', alone, {}],
    [
      'earlier runs that could not be read',
      alone,
      { workflowRuns: refuse('rate-limited', 'the rate limit is used up') }
    ]
  ])(
    'the command line writes from the files of a job with %s what the job wrote, byte for byte',
    async (_what, shape, failing) => {
      const run = measured(slower(0.8), shape, { source: { ...sourceOf(1000), runAttempt: 2 } }, 0.001);
      const job = await concluded(run, pullRequest, {}, { ...parts, ...failing });
      const texts = (files: Map<string, string | Uint8Array>): [string, string][] =>
        [...files]
          .filter(([path]) => path.startsWith('out/'))
          .map(([path, text]): [string, string] => [path, text.toString()])
          .sort();
      const written = texts(job.files);
      expect(written.length).toBeGreaterThan(7);
      const files = fakeFiles({
        'out/run.json': serializeRun(run),
        'out/earlier.json': job.files.get('out/earlier.json')?.toString() ?? ''
      });
      const local = comparing({ policy: options.policy });
      await concludeFiles(fakeHost({ files }), local, 'out', [
        { path: 'out/run.json', run: await readRun(files, 'out/run.json') }
      ]);
      files.content.delete('out/run.json');
      expect(texts(files.content)).toEqual(written);
      expect(files.content.get('out/comment.md')).toContain('**Attempt 2:**');
    }
  );

  const content = Object.fromEntries(six.map((run, index) => [`runs/${index}.json`, serializeRun(run)]));
  const baselineFiles = Object.keys(content);

  test('come from files, without GitHub', async () => {
    const run = measured(() => 1, alone, {}, 0.001);
    const found = await concluded(run, undefined, { baseline: 'file', baselineFiles }, {}, content);
    expect(found.comparison).toMatchObject({ verdict: 'pass', baseline: { source: 'files' } });
    expect(found.github.uploads).toEqual([]);
    expect(found.artifactId).toBeUndefined();
    expect([...found.files.keys()]).toContain('out/report.html');
  });

  test('never are the run itself', async () => {
    const run = measured(() => 1, alone);
    const own = { 'runs/own.json': serializeRun(run) };
    const files = { baseline: 'file', baselineFiles: ['runs/own.json'] } as const;
    const { comparison } = await concluded(run, undefined, files, {}, own);
    expect(comparison.verdict).toBe('no-baseline');
    expect(comparison.baseline.candidates[0]?.reason).toBe('the run being compared');
  });

  test('are not asked for with baseline: none, nor outside of a workflow', async () => {
    const asked = { workflowRuns: refuse('unavailable', 'asked') };
    const none = await concluded(
      measured(() => 1, alone),
      push,
      { baseline: 'none' },
      asked
    );
    expect(none.comparison.baseline).toEqual({ source: 'none', candidates: [], differences: [] });
    const local = await concluded(
      measured(() => 1, alone),
      undefined
    );
    expect(local.comparison.baseline.ended?.reason).toBe('artifacts are available only in a workflow');
  });

  test('a run that does not know its cluster is compared with none', async () => {
    const { cluster, ...rest } = measured(() => 1, alone);
    expect(cluster).toBeDefined();
    const lost = { ...rest, complete: false, incompleteReason: 'no node became ready', samples: [], blocks: [] };
    const found = await concluded(lost, push);
    expect(found.comparison.verdict).toBe('invalid');
    expect(found.comparison.baseline.ended?.reason).toBe('this run has no cluster description');
    expect(names(found)).toEqual([rawArtifact]);
  });

  test('are compared twice byte for byte alike', async () => {
    const write = async (): Promise<[string, string][]> => {
      const run = measured(slower(0.9), alone);
      const { files } = await concluded(run, undefined, { baseline: 'file', baselineFiles }, {}, content);
      return [...files].map(([path, text]): [string, string] => [path, text.toString()]);
    };
    const first = await write();
    expect(first.length).toBeGreaterThan(10);
    expect(await write()).toEqual(first);
  });
});

describe('annotations', () => {
  const scenarios = ['vxlan', 'native', 'geneve'];
  const tests = ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'] as const;
  const slow = measured(slower(0.7), { ...bothArms, scenarios, tests });
  const errorsOf = ({ lines }: Concluded): string[] => lines.filter(line => line.startsWith('error: '));

  test('are ten at most, and the log has the rest', async () => {
    const found = await concluded(slow, undefined);
    expect(errorsOf(found)).toHaveLength(10);
    expect(found.lines.slice(found.lines.indexOf('2 more annotations, shown only in this log:') + 1)).toEqual([
      expect.stringMatching(/^ {2}regression: /),
      expect.stringMatching(/^ {2}regression: /)
    ]);
  });

  test('report regressions before incomplete parts, within the same limit of ten', async () => {
    const reason = { kind: 'unproven', message: 'nobody knows' } as const;
    const samples = slow.samples.map(sample =>
      sample.scenario === 'geneve' && sample.path === 'pod'
        ? { ...sample, status: 'invalid' as const, reason, metrics: {} }
        : sample
    );
    const found = await concluded({ ...slow, samples }, undefined);
    expect(errorsOf(found).map(line => line.includes('error: regression: '))).toEqual([
      ...Array<boolean>(8).fill(true),
      ...Array<boolean>(2).fill(false)
    ]);
    expect(errorsOf(found).at(-1)).toMatch(/^error: geneve tcp-\S+ has no valid sample: nobody knows$/);
    expect(found.lines).toContain('6 more annotations, shown only in this log:');
  });

  test('leave a place for the error that ended a run', async () => {
    const failed = { ...slow, complete: false, incompleteReason: 'the cluster went away' };
    expect(errorsOf(await concluded(failed, undefined))).toHaveLength(9);
  });
});

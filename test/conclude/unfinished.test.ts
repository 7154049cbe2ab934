import { beforeEach, describe, expect, test } from '@jest/globals';
import { concludeUnfinished } from '../../src/conclude/job.ts';
import type { Job } from '../../src/github/job.ts';
import { journalLine } from '../../src/results/journal.ts';
import { fakeGitHub } from '../fakes/github.ts';
import { fakeFiles, fakeHost, fakeOutputs } from '../fakes/host.ts';
import { comparing as comparingWith } from '../inputs/comparing.ts';
import { createJob } from '../support/job.ts';
import { createRun } from '../support/run-builder.ts';

const comparing = comparingWith({ comment: true });

/** What a killed run leaves: its start, and a part of what it measured. */
function journalOf(job: Job, overrides: object = {}): string {
  const { id, tool, startedAt, plan, cluster, samples, blocks } = createRun();
  const [block] = blocks;
  const [sample] = samples;
  if (cluster === undefined || block === undefined || sample === undefined) throw new Error('the builder makes them');
  return [
    journalLine({ type: 'started', run: { id, tool, startedAt, plan, source: { ...job.source, ...overrides } } }),
    journalLine({ type: 'cluster', cluster, seconds: 1 }),
    journalLine({ type: 'block', block }),
    journalLine({ type: 'sample', sample })
  ].join('');
}

describe('a run that was killed', () => {
  let github: ReturnType<typeof fakeGitHub>;
  let job: Job;
  let files: ReturnType<typeof fakeFiles>;
  let outputs: ReturnType<typeof fakeOutputs>;
  const concludeIt = (): ReturnType<typeof concludeUnfinished> =>
    concludeUnfinished(fakeHost({ files, outputs }), comparing, 'out', job);

  beforeEach(() => {
    github = fakeGitHub();
    job = createJob(github);
    files = fakeFiles({ 'out/journal.jsonl': journalOf(job) });
    outputs = fakeOutputs();
  });

  test('is uploaded and commented as incomplete', async () => {
    const conclusion = await concludeIt();
    expect(conclusion?.comparison.verdict).toBe('invalid');
    expect(JSON.parse(await files.read('out/run.json'))).toMatchObject({ complete: false });
    expect(github.uploads.map(({ name }) => name)).toEqual(['cilium-perf-gate-default-measure-1']);
    expect(github.written.map(({ body }) => body)).toEqual([
      expect.stringContaining('The run is incomplete (the run was killed before it could end)')
    ]);
  });

  test('is left alone when the main step concluded it', async () => {
    files.content.set('out/comparison.json', '{}');
    expect(await concludeIt()).toBeUndefined();
    expect([github.uploads, github.written]).toEqual([[], []]);
  });

  test.each([
    ['another workflow run', { runId: 1 }],
    ['an earlier attempt', { runAttempt: 2 }],
    ['another job', { job: 'other' }]
  ])('of %s in a workspace that was kept is left alone', async (_, source) => {
    files.content.set('out/journal.jsonl', journalOf(job, source));
    expect(await concludeIt()).toBeUndefined();
    expect(github.uploads).toEqual([]);
  });

  test('that had not started is not reported', async () => {
    files.content.clear();
    expect(await concludeIt()).toBeUndefined();
  });
});

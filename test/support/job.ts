import type { GitHub } from '../../src/github/port.ts';
import type { Job } from '../../src/github/job.ts';

/** A job of a pull request of the repository itself. */
export function createJob(github: GitHub, overrides: Partial<Job> = {}): Job {
  return {
    github,
    event: {
      name: 'pull_request',
      sha: 'f'.repeat(40),
      ref: 'refs/pull/7/merge',
      defaultBranch: 'main',
      pullRequest: { number: 7, baseBranch: 'main', baseSha: 'b'.repeat(40), headSha: 'a'.repeat(40), fork: false },
      before: undefined,
      mergeGroup: undefined,
      triggeringRunId: undefined,
      comment: undefined,
      sender: undefined
    },
    source: {
      repository: 'example/cilium-config',
      sha: 'f'.repeat(40),
      ref: 'refs/pull/7/merge',
      event: 'pull_request',
      workflow: 'perf',
      job: 'measure',
      runId: 77,
      runAttempt: 1
    },
    workflow: '.github/workflows/perf.yml',
    runUrl: 'https://github.com/example/cilium-config/actions/runs/77',
    elsewhere: () => Promise.resolve(github),
    reference: () => Promise.resolve(undefined),
    ...overrides
  };
}

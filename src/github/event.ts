import { z } from 'zod';

/** What started this job, from the runner's environment and the event's payload. */
export interface JobEvent {
  /** `push`, `pull_request` ... */
  readonly name: string;
  /** The commit the job runs on; for a pull request, the merge commit. */
  readonly sha: string;
  readonly ref: string;
  readonly defaultBranch: string | undefined;
  readonly pullRequest:
    | {
        readonly number: number;
        readonly baseBranch: string;
        readonly baseSha: string;
        readonly headSha: string;
      }
    | undefined;
  /** For a push: the branch's previous commit. */
  readonly before: string | undefined;
  readonly mergeGroup: { readonly baseBranch: string; readonly baseSha: string } | undefined;
  /** For workflow_run: the completed run. */
  readonly triggeringRunId: number | undefined;
}

const payloadSchema = z.object({
  repository: z.object({ default_branch: z.string() }).optional().catch(undefined),
  pull_request: z
    .object({
      number: z.int(),
      base: z.object({ ref: z.string(), sha: z.string() }),
      head: z.object({ sha: z.string() })
    })
    .optional(),
  before: z.string().optional(),
  merge_group: z.object({ base_ref: z.string(), base_sha: z.string() }).optional(),
  workflow_run: z.object({ id: z.int() }).optional()
});

/** Parses an event. Fields missing from the payload are undefined. */
export function parseEvent(name: string, sha: string, ref: string, payload: unknown): JobEvent {
  const { repository, pull_request, before, merge_group, workflow_run } = payloadSchema.safeParse(payload).data ?? {};
  return {
    name,
    sha,
    ref,
    defaultBranch: repository?.default_branch,
    pullRequest:
      pull_request === undefined
        ? undefined
        : {
            number: pull_request.number,
            baseBranch: pull_request.base.ref,
            baseSha: pull_request.base.sha,
            headSha: pull_request.head.sha
          },
    before,
    mergeGroup:
      merge_group === undefined
        ? undefined
        : { baseBranch: merge_group.base_ref.replace(/^refs\/heads\//, ''), baseSha: merge_group.base_sha },
    triggeringRunId: workflow_run?.id
  };
}

/** The workflow's file from `GITHUB_WORKFLOW_REF` (`owner/name/.github/workflows/perf.yml@refs/heads/main`). */
export function workflowFile(workflowRef: string | undefined): string | undefined {
  return /^[^/]+\/[^/]+\/(\.github\/workflows\/[^@]+)@/.exec(workflowRef ?? '')?.[1];
}

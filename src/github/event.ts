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
        /** The head is in another repository, whose owner controls it. */
        readonly fork: boolean;
      }
    | undefined;
  /** For a push: the branch's previous commit. */
  readonly before: string | undefined;
  readonly mergeGroup:
    | {
        readonly baseBranch: string;
        readonly baseSha: string;
        /** The pull request that this entry of the queue adds. */
        readonly pullRequest: number | undefined;
      }
    | undefined;
  /** For workflow_run: the completed run. */
  readonly triggeringRunId: number | undefined;
  /** For issue_comment: where and when somebody commented. */
  readonly comment: { readonly issue: number; readonly onPullRequest: boolean; readonly createdAt: string } | undefined;
  /** The account whose action started the job. */
  readonly sender: string | undefined;
}

const payloadSchema = z.object({
  repository: z.object({ default_branch: z.string() }).optional().catch(undefined),
  pull_request: z
    .object({
      number: z.int(),
      base: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ id: z.int() }).optional() }),
      head: z.object({ sha: z.string(), repo: z.object({ id: z.int() }).nullish() })
    })
    .optional(),
  before: z.string().optional(),
  merge_group: z.object({ base_ref: z.string(), base_sha: z.string() }).optional(),
  workflow_run: z.object({ id: z.int() }).optional(),
  issue: z.object({ number: z.int(), pull_request: z.object({}).optional() }).optional(),
  comment: z.object({ created_at: z.string() }).optional(),
  sender: z.object({ login: z.string() }).optional().catch(undefined)
});

/** Parses an event. Fields missing from the payload are undefined. */
export function parseEvent(name: string, sha: string, ref: string, payload: unknown): JobEvent {
  const known = payloadSchema.safeParse(payload).data ?? {};
  const { repository, pull_request, before, merge_group, workflow_run, issue, comment, sender } = known;
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
            headSha: pull_request.head.sha,
            fork: pull_request.head.repo?.id !== pull_request.base.repo?.id
          },
    before,
    mergeGroup:
      merge_group === undefined
        ? undefined
        : {
            baseBranch: merge_group.base_ref.replace(/^refs\/heads\//, ''),
            baseSha: merge_group.base_sha,
            pullRequest: queuedPullRequest(ref)
          },
    triggeringRunId: workflow_run?.id,
    comment:
      issue === undefined || comment === undefined
        ? undefined
        : { issue: issue.number, onPullRequest: issue.pull_request !== undefined, createdAt: comment.created_at },
    sender: sender?.login
  };
}

/** The number in the branch of a merge queue: `refs/heads/gh-readonly-queue/main/pr-7-<sha of the base>`. */
function queuedPullRequest(ref: string): number | undefined {
  const number = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-[0-9a-f]{40,64}$/.exec(ref)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The workflow's file from `GITHUB_WORKFLOW_REF` (`owner/name/.github/workflows/perf.yml@refs/heads/main`). */
export function workflowFile(workflowRef: string | undefined): string | undefined {
  return /^[^/]+\/[^/]+\/(\.github\/workflows\/[^@]+)@/.exec(workflowRef ?? '')?.[1];
}

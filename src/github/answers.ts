import { z } from 'zod';
import type {
  Account,
  Artifact,
  BranchTip,
  Issue,
  IssueComment,
  PullRequest,
  Repository,
  WorkflowRun
} from './port.ts';

/** The parts of GitHub's answers that the program uses (https://docs.github.com/rest), with its own field names. */

export const repositoryAnswer = z
  .object({ id: z.int(), default_branch: z.string() })
  .transform((answer): Repository => ({ id: answer.id, defaultBranch: answer.default_branch }));

const repositoryOwner = z.object({ id: z.int(), owner: z.object({ login: z.string() }) });

export const workflowRunAnswer = z
  .object({
    id: z.int(),
    html_url: z.string(),
    repository: z.object({ id: z.int() }),
    // Documented as always present, but null for a deleted fork.
    head_repository: repositoryOwner.nullish(),
    head_branch: z.string().nullish(),
    head_sha: z.string(),
    path: z.string(),
    event: z.string(),
    status: z.string().nullish(),
    conclusion: z.string().nullish(),
    run_attempt: z.int().default(1),
    created_at: z.string(),
    run_started_at: z.string().optional()
  })
  .transform((answer): WorkflowRun => ({
    id: answer.id,
    url: answer.html_url,
    repositoryId: answer.repository.id,
    head:
      answer.head_repository === undefined || answer.head_repository === null
        ? undefined
        : { repositoryId: answer.head_repository.id, owner: answer.head_repository.owner.login },
    headBranch: answer.head_branch ?? undefined,
    headSha: answer.head_sha,
    ...workflowPlace(answer.path),
    event: answer.event,
    status: answer.status ?? undefined,
    conclusion: answer.conclusion ?? undefined,
    attempt: answer.run_attempt,
    createdAt: answer.created_at,
    startedAt: answer.run_started_at ?? answer.created_at
  }));

/** `.github/workflows/perf.yml`, sometimes with `@` and the ref. */
function workflowPlace(path: string): Pick<WorkflowRun, 'path' | 'pathRef'> {
  const [file = '', ...ref] = path.split('@');
  return { path: file, pathRef: ref.length === 0 ? undefined : ref.join('@') };
}

export const workflowRunsAnswer = z
  .object({ workflow_runs: z.array(workflowRunAnswer) })
  .transform(answer => answer.workflow_runs);

const artifactAnswer = z
  .object({
    id: z.int(),
    name: z.string(),
    size_in_bytes: z.int(),
    expired: z.boolean(),
    created_at: z.string().nullish(),
    digest: z.string().nullish(),
    workflow_run: z.object({ id: z.int().optional() }).nullish()
  })
  .transform((answer): Artifact => ({
    id: answer.id,
    name: answer.name,
    bytes: answer.size_in_bytes,
    expired: answer.expired,
    createdAt: answer.created_at ?? undefined,
    digest: answer.digest ?? undefined,
    runId: answer.workflow_run?.id
  }));

export const artifactsAnswer = z.object({ artifacts: z.array(artifactAnswer) }).transform(answer => answer.artifacts);

export const comparisonAnswer = z.object({ status: z.enum(['identical', 'ahead', 'behind', 'diverged']) });

export const commitsAnswer = z
  .array(z.object({ sha: z.string() }))
  .transform(answer => answer.map(commit => commit.sha));

export const activitiesAnswer = z.array(z.object({ ref: z.string(), before: z.string(), after: z.string() }));

export const commitAnswer = z
  .object({ parents: z.array(z.object({ sha: z.string() })) })
  .transform(answer => answer.parents.map(parent => parent.sha));

export const refAnswer = z.object({ object: z.object({ sha: z.string() }) }).transform(answer => answer.object.sha);

export const tipAnswer = z
  .object({ sha: z.string(), tree: z.object({ sha: z.string() }) })
  .transform((answer): BranchTip => ({ commit: answer.sha, tree: answer.tree.sha }));

/** A blob, tree or commit that was just stored. */
export const storedAnswer = z.object({ sha: z.string() }).transform(answer => answer.sha);

export const pullRequestAnswer = z
  .object({
    number: z.int(),
    html_url: z.string(),
    head: z.object({
      sha: z.string(),
      repo: z.object({ id: z.int(), pushed_at: z.string().nullish() }).nullish()
    }),
    base: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ id: z.int() }) }),
    labels: z.array(z.object({ name: z.string() }))
  })
  .transform((answer): PullRequest => ({
    number: answer.number,
    url: answer.html_url,
    headRepositoryId: answer.head.repo?.id,
    fork: answer.head.repo?.id !== answer.base.repo.id,
    headPushedAt: answer.head.repo?.pushed_at ?? undefined,
    headSha: answer.head.sha,
    baseBranch: answer.base.ref,
    baseSha: answer.base.sha,
    labels: answer.labels.map(label => label.name)
  }));

export const pullRequestsAnswer = z.array(pullRequestAnswer);

/** `maintain` is reported as `write`, and `triage` as `read`. */
export const permissionAnswer = z.object({ permission: z.string() }).transform(answer => answer.permission);

/** A file; a folder would be a list. Above 1 MB there is no content and the encoding is `none`. */
export const fileAnswer = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() });

/** A folder; a file would be an object. */
export const folderAnswer = z
  .array(z.object({ type: z.string(), name: z.string() }))
  .transform(entries => entries.filter(({ type }) => type === 'file').map(({ name }) => name));

export const renamedAnswer = z
  .object({ files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional() })
  .transform(
    ({ files = [] }): ReadonlyMap<string, string> =>
      new Map(
        files.flatMap(each => (each.previous_filename === undefined ? [] : [[each.filename, each.previous_filename]]))
      )
  );

const accountAnswer = z
  .object({ login: z.string(), type: z.string() })
  .transform((answer): Account => ({ login: answer.login, bot: answer.type === 'Bot' }));

export const commentAnswer = z
  .object({ id: z.int(), html_url: z.string(), user: accountAnswer.nullish(), body: z.string().nullish() })
  .transform((answer): IssueComment => ({
    id: answer.id,
    url: answer.html_url,
    author: answer.user ?? undefined,
    body: answer.body ?? ''
  }));

export const commentsAnswer = z.array(commentAnswer);

const issueFields = z.object({
  number: z.int(),
  html_url: z.string(),
  user: accountAnswer.nullish(),
  state: z.string(),
  body: z.string().nullish(),
  created_at: z.string(),
  pull_request: z.unknown().optional()
});

const toIssue = (answer: z.output<typeof issueFields>): Issue => ({
  number: answer.number,
  url: answer.html_url,
  author: answer.user ?? undefined,
  open: answer.state === 'open',
  body: answer.body ?? ''
});

export const issueAnswer = issueFields.transform(toIssue);

/** A page of issues and pull requests, which GitHub lists together. */
export const issuesAnswer = z.array(issueFields).transform(all => ({
  entries: all.length,
  oldest: Math.min(...all.map(one => Date.parse(one.created_at))),
  issues: all.filter(one => one.pull_request === undefined).map(toIssue)
}));

export const statusAnswer = z.object({ id: z.int() });

/** GraphQL's answer to `{ viewer { login __typename } }`. An app's login ends in `[bot]`. */
export const viewerAnswer = z
  .object({ data: z.object({ viewer: z.object({ login: z.string() }) }) })
  .transform(({ data }): Account => ({ login: data.viewer.login, bot: data.viewer.login.endsWith('[bot]') }));

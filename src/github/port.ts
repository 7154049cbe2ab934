/** Facts of the repository that the job runs in. */
export interface Repository {
  readonly id: number;
  readonly defaultBranch: string;
}

/** A workflow run as REST tells it: facts that the run's own job cannot choose, except its branch's name. */
export interface WorkflowRun {
  readonly id: number;
  readonly url: string;
  readonly repositoryId: number;
  /** Where the commit comes from; absent when that fork was deleted. */
  readonly head: { readonly repositoryId: number; readonly owner: string } | undefined;
  readonly headBranch: string | undefined;
  readonly headSha: string;
  /** The workflow's file in the repository, without the `@ref` that reusable workflows carry. */
  readonly path: string;
  readonly event: string;
  readonly status: string | undefined;
  readonly conclusion: string | undefined;
  readonly attempt: number;
  readonly createdAt: string;
  /** Start of the latest attempt. */
  readonly startedAt: string;
}

/** An artifact of a workflow run. */
export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly expired: boolean;
  readonly createdAt: string | undefined;
  /** `sha256:` and 64 digits of the zip file; absent for artifacts of clients before version 4. */
  readonly digest: string | undefined;
  /** The workflow run that uploaded it; absent when that was deleted. */
  readonly runId: number | undefined;
}

/** A pull request. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  /** Absent when the fork was deleted. */
  readonly headRepositoryId: number | undefined;
  readonly headSha: string;
  readonly baseBranch: string;
  /** A commit of the base branch that the pull request was last seen with. */
  readonly baseSha: string;
  readonly labels: readonly string[];
}

/** A comment on a pull request. */
export interface IssueComment {
  readonly id: number;
  readonly url: string;
  readonly author: Account | undefined;
  readonly body: string;
}

/** Who wrote, or whose token is used. REST and GraphQL agree on the login except for the ending `[bot]`. */
export interface Account {
  readonly login: string;
  readonly bot: boolean;
}

/** An artifact that was just uploaded. */
export interface UploadedArtifact {
  readonly id: number;
  readonly bytes: number;
}

/**
 * GitHub, seen from one repository. Every method rejects with a GitHubError that says what to do; reading is tried
 * again a few times when that may help, writing never is.
 */
export interface GitHub {
  repository(): Promise<Repository>;
  /** Runs of a workflow file on branches of that name, forks' included, newest first, a hundred a page from page 1. */
  workflowRuns(workflow: string, branch: string, page: number): Promise<readonly WorkflowRun[]>;
  workflowRun(id: number): Promise<WorkflowRun>;
  /** Artifacts of all attempts of a run, newest first; with a name only those called exactly so. At most 1,000. */
  artifacts(runId: number, name?: string): Promise<readonly Artifact[]>;
  /** Artifacts of exactly that name of all runs of the repository, forks' included, a hundred a page from page 1. */
  artifactsNamed(name: string, page: number): Promise<readonly Artifact[]>;
  /** The artifact's zip file; refuses to read more than `limit` bytes. */
  download(artifactId: number, limit: number): Promise<Uint8Array>;
  /** Whether `ancestor` is `commit` or reachable from it. */
  isAncestor(ancestor: string, commit: string): Promise<boolean>;
  parents(commit: string): Promise<readonly string[]>;
  /** Open pull requests whose head is the branch of that owner. */
  pullRequestsFrom(owner: string, branch: string): Promise<readonly PullRequest[]>;
  /** Pull requests that brought a commit in, or that contain it. */
  pullRequestsOf(commit: string): Promise<readonly PullRequest[]>;
  /** Text of a file at a commit; `undefined` when there is none. */
  file(path: string, commit: string): Promise<string | undefined>;
  /** All comments of a pull request, oldest first. */
  comments(pullRequest: number): Promise<readonly IssueComment[]>;
  createComment(pullRequest: number, body: string): Promise<IssueComment>;
  updateComment(id: number, body: string): Promise<IssueComment>;
  /** Whose token this is. */
  viewer(): Promise<Account>;
  /** Uploads files as an artifact of this run; paths in the artifact are relative to `root`. */
  uploadArtifact(name: string, root: string, files: readonly string[]): Promise<UploadedArtifact>;
}

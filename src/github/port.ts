/** Facts about the job's repository. */
export interface Repository {
  readonly id: number;
  readonly defaultBranch: string;
}

/**
 * A workflow run as reported by the REST API: facts that the run's own job cannot choose, except for its branch's name.
 */
export interface WorkflowRun {
  readonly id: number;
  readonly url: string;
  readonly repositoryId: number;
  /** Where the commit comes from; absent if that fork was deleted. */
  readonly head: { readonly repositoryId: number; readonly owner: string } | undefined;
  readonly headBranch: string | undefined;
  readonly headSha: string;
  /** The workflow's file in the repository. */
  readonly path: string;
  /** The ref that the workflow's file was read at, if GitHub names it: `refs/heads/main`, `refs/tags/main`. */
  readonly pathRef: string | undefined;
  readonly event: string;
  readonly status: string | undefined;
  readonly conclusion: string | undefined;
  readonly attempt: number;
  readonly createdAt: string;
  /** Start of the latest attempt. */
  readonly startedAt: string;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly expired: boolean;
  readonly createdAt: string | undefined;
  /** `sha256:` and 64 digits of the zip file; absent for artifacts of clients before version 4. */
  readonly digest: string | undefined;
  /** The workflow run that uploaded it; absent if that was deleted. */
  readonly runId: number | undefined;
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  /** Absent if the fork was deleted. */
  readonly headRepositoryId: number | undefined;
  /** The head is in another repository, whose owner controls it, or in one that was deleted. */
  readonly fork: boolean;
  /** Last push to any branch of the head's repository, if known. */
  readonly headPushedAt: string | undefined;
  readonly headSha: string;
  readonly baseBranch: string;
  /** The base branch's commit when the pull request was last updated. */
  readonly baseSha: string;
  readonly labels: readonly string[];
}

export interface IssueComment {
  readonly id: number;
  readonly url: string;
  readonly author: Account | undefined;
  readonly body: string;
}

export interface Issue {
  readonly number: number;
  readonly url: string;
  readonly author: Account | undefined;
  readonly open: boolean;
  readonly body: string;
}

/** An issue to be opened. */
export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** The newest commit of a branch. */
export interface BranchTip {
  readonly commit: string;
  readonly tree: string;
}

/** A commit to be created. */
interface NewCommit {
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** Why an issue is closed, in GitHub's words. */
export type ClosedAs = 'completed' | 'not_planned' | 'duplicate';

/** An author, or the owner of a token. REST and GraphQL agree on the login except for the suffix `[bot]`. */
export interface Account {
  readonly login: string;
  readonly bot: boolean;
}

/** What the list of checks shows for a commit. */
export interface CommitStatus {
  /** Its name, such as `cilium-perf-gate / default`. */
  readonly context: string;
  /** `error` means that something could not be judged. There is no neutral state. */
  readonly state: 'success' | 'failure' | 'error';
  /** At most 140 characters. */
  readonly description: string;
  readonly url: string;
}

/** An artifact that was just uploaded. */
export interface UploadedArtifact {
  readonly id: number;
  readonly bytes: number;
}

/** A page of the commits that a branch was at. */
interface BranchHeads {
  readonly commits: readonly string[];
  /** Where the next page begins, if there is one. */
  readonly next: string | undefined;
}

/** Requests to the REST API, counted where they are sent, with every repetition. */
export interface RequestCount {
  sent: number;
  /** What would be sent beyond it is rejected with the kind `rate-limited`. */
  limit: number;
}

/**
 * GitHub as seen from one repository. Every method rejects with a GitHubError that explains what to do. Reads are
 * retried a few times if that may help, writes never.
 */
export interface GitHub {
  readonly requests: RequestCount;
  repository(): Promise<Repository>;
  /**
   * Runs of a workflow file on branches with that name, including forks', newest first, a hundred per page from page 1.
   */
  workflowRuns(workflow: string, branch: string, page: number): Promise<readonly WorkflowRun[]>;
  workflowRun(id: number): Promise<WorkflowRun>;
  /** Artifacts of all attempts of a run, newest first; optionally only those with exactly this name. */
  artifacts(runId: number, name?: string): Promise<readonly Artifact[]>;
  /**
   * Artifacts with exactly this name in all runs of the repository, including forks', a hundred per page from page 1.
   */
  artifactsNamed(name: string, page: number): Promise<readonly Artifact[]>;
  /** The artifact's zip file; stops after `limit` bytes. */
  download(artifactId: number, limit: number): Promise<Uint8Array>;
  /** Whether `ancestor` is `commit` or reachable from it. */
  isAncestor(ancestor: string, commit: string): Promise<boolean>;
  /** The hundred newest commits reachable from `commit`, itself included. */
  recentHistory(commit: string): Promise<readonly string[]>;
  /**
   * The commits that a branch of this repository was at, newest first, a hundred pushes per page. A tag of the same name
   * does not count.
   */
  branchHeads(branch: string, from?: string): Promise<BranchHeads>;
  parents(commit: string): Promise<readonly string[]>;
  /** The newest commit of a branch; `undefined` if there is no such branch. */
  branchTip(branch: string): Promise<BranchTip | undefined>;
  /** Stores a text; returns the id of its blob. */
  createBlob(text: string): Promise<string>;
  /** Stores a tree with blobs by path, and with everything else of the tree `base`; returns its id. */
  createTree(blobs: ReadonlyMap<string, string>, base: string | undefined): Promise<string>;
  /** Stores a commit; returns its id. */
  createCommit(commit: NewCommit): Promise<string>;
  /** Rejects with the kind `refused` if the branch exists. */
  createBranch(branch: string, commit: string): Promise<void>;
  /** Rejects with the kind `refused` if the branch has commits that `commit` does not contain. */
  moveBranch(branch: string, commit: string): Promise<void>;
  pullRequest(number: number): Promise<PullRequest>;
  /** What a user may do in the repository: `admin`, `write`, `read` or `none`. */
  permission(user: string): Promise<string>;
  /** Open pull requests whose head is this owner's branch. */
  pullRequestsFrom(owner: string, branch: string): Promise<readonly PullRequest[]>;
  /** Pull requests that introduced or contain a commit. */
  pullRequestsOf(commit: string): Promise<readonly PullRequest[]>;
  /** Text of a file at a commit; `undefined` if it does not exist. */
  file(path: string, commit: string): Promise<string | undefined>;
  /** Names of the files in a folder at a commit; empty if it does not exist. */
  folder(path: string, commit: string): Promise<readonly string[]>;
  /** Files that were renamed between two commits, by their later path; of the first 300 changes, none if one is unknown. */
  renamed(base: string, head: string): Promise<ReadonlyMap<string, string>>;
  /** The comments of a pull request that are `wanted`, oldest first. The others are dropped as they are read. */
  comments(pullRequest: number, wanted: (comment: IssueComment) => boolean): Promise<readonly IssueComment[]>;
  /** A comment; `undefined` if it was deleted. */
  comment(id: number): Promise<IssueComment | undefined>;
  createComment(pullRequest: number, body: string): Promise<IssueComment>;
  updateComment(id: number, body: string): Promise<IssueComment>;
  /** Deletes a comment that may already be gone. */
  deleteComment(id: number): Promise<void>;
  /** The issues that an account opened since a time, whatever became of them, newest first. */
  issues(author: string, since: string): Promise<readonly Issue[]>;
  /** An issue; `undefined` if it was deleted. */
  issue(number: number): Promise<Issue | undefined>;
  createIssue(issue: NewIssue): Promise<Issue>;
  /** Replaces the text of an issue, and closes it if a reason is given. */
  updateIssue(number: number, body: string, closedAs?: ClosedAs): Promise<Issue>;
  /** The token's account. */
  viewer(): Promise<Account>;
  /**
   * Uploads files as an artifact of this run; paths in the artifact are relative to `root`. Rejects with the kind `taken`
   * if the run has an artifact of this name.
   */
  uploadArtifact(name: string, root: string, files: readonly string[]): Promise<UploadedArtifact>;
  /** Uploads one file without an archive, so that GitHub shows it in the browser. The artifact gets the file's name. */
  uploadFile(path: string): Promise<UploadedArtifact>;
  /** Sets the status of a commit, which GitHub lists among its checks; it replaces an earlier one of the same context. */
  setStatus(commit: string, status: CommitStatus): Promise<void>;
}

import { createHash } from 'node:crypto';

export interface FakeRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

export interface FakeRun {
  id: number;
  head: FakeRepository | null;
  headBranch: string;
  headSha: string;
  path: string;
  event: string;
  status: string;
  conclusion: string | null;
  attempt: number;
  createdAt: string;
  startedAt: string;
  title: string;
}

export interface FakeArtifact {
  id: number;
  runId: number;
  name: string;
  zip: Uint8Array;
  digest: string | null;
  expired: boolean;
  createdAt: string;
  /** What its uploader said it is; GitHub shows `text/html` in the browser. */
  type: string;
}

export interface FakePullRequest {
  number: number;
  state: 'open' | 'closed';
  title: string;
  head: FakeRepository | null;
  headOwner: string;
  headBranch: string;
  headSha: string;
  headPushedAt: string;
  baseBranch: string;
  baseSha: string;
  mergeCommit: string | null;
  labels: string[];
}

export interface FakeComment {
  id: number;
  issue: number;
  author: { login: string; type: 'Bot' | 'User' };
  body: string;
}

export interface FakeIssue {
  number: number;
  author: FakeComment['author'];
  title: string;
  body: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: string[];
  assignees: string[];
  createdAt: string;
}

export interface FakeStatus {
  sha: string;
  context: string;
  state: string;
  description: string;
  url: string;
}

type Access = 'none' | 'read' | 'write';

/** Everything that the loopback GitHub knows; tests change it directly. */
export interface World {
  readonly repository: FakeRepository;
  readonly defaultBranch: string;
  viewer: FakeComment['author'];
  permissions: { actions: Access; contents: Access; 'pull-requests': Access; statuses: Access; issues: Access };
  readonly runs: FakeRun[];
  readonly artifacts: FakeArtifact[];
  readonly pullRequests: FakePullRequest[];
  readonly comments: FakeComment[];
  readonly issues: FakeIssue[];
  /** In the order in which they were set. */
  readonly statuses: FakeStatus[];
  /** Permissions by login; anybody else can only read. */
  readonly collaborators: Map<string, 'admin' | 'write'>;
  /** Parents of each commit. */
  readonly commits: Map<string, readonly string[]>;
  /** The newest commit of each branch but main. */
  readonly branches: Map<string, string>;
  /** Text of each blob. */
  readonly blobs: Map<string, string>;
  /** Blobs of each tree that was stored or read, by path. */
  readonly trees: Map<string, ReadonlyMap<string, string>>;
  /** What was pushed, oldest first. */
  readonly pushes: { ref: string; before: string; after: string }[];
  /** Text of each `commit:path`. */
  readonly files: Map<string, string>;
  /** The service's time, for what is created through it. */
  now: string;
}

/** A commit's name that can be told from others at a glance. */
export const commitName = (number: number): string => createHash('sha1').update(`commit ${number}`).digest('hex');

/** A repository with a line of ten commits, each the parent of the next and pushed to main, and nothing else. */
export function createWorld(overrides: Partial<World> = {}): World {
  const line = Array.from({ length: 11 }, (_, index) => commitName(index));
  return {
    repository: { id: 4711, owner: 'example', name: 'cilium-config' },
    defaultBranch: 'main',
    viewer: { login: 'github-actions[bot]', type: 'Bot' },
    permissions: { actions: 'read', contents: 'read', 'pull-requests': 'write', statuses: 'write', issues: 'write' },
    runs: [],
    artifacts: [],
    pullRequests: [],
    comments: [],
    issues: [],
    statuses: [],
    collaborators: new Map([['maintainer', 'write']]),
    commits: new Map(line.map((sha, index) => [sha, line.slice(Math.max(0, index - 1), index)])),
    branches: new Map(),
    blobs: new Map(),
    trees: new Map(),
    pushes: line.slice(1).map((after, index) => ({ ref: 'refs/heads/main', before: line[index] ?? '', after })),
    files: new Map(),
    now: '2026-11-20T12:00:00Z',
    ...overrides
  };
}

/** Adds a successful run of the default branch on its tenth commit. */
export function addRun(world: World, overrides: Partial<FakeRun> = {}): FakeRun {
  const id = overrides.id ?? 9_000_000_000 + world.runs.length;
  const createdAt = overrides.createdAt ?? new Date(Date.parse(world.now) + 60_000 * world.runs.length).toISOString();
  const run: FakeRun = {
    id,
    head: world.repository,
    headBranch: world.defaultBranch,
    headSha: commitName(10),
    path: '.github/workflows/perf.yml',
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    attempt: 1,
    createdAt,
    startedAt: createdAt,
    title: 'perf',
    ...overrides
  };
  world.runs.push(run);
  return run;
}

/** Adds an artifact to a run, made a minute after the run's latest attempt began. */
export function addArtifact(
  world: World,
  run: FakeRun,
  name: string,
  zip: Uint8Array,
  overrides: Partial<FakeArtifact> = {}
): FakeArtifact {
  const artifact: FakeArtifact = {
    id: 500 + world.artifacts.length,
    runId: run.id,
    name,
    zip,
    digest: `sha256:${createHash('sha256').update(zip).digest('hex')}`,
    expired: false,
    createdAt: new Date(Date.parse(run.startedAt) + 60_000).toISOString(),
    type: 'application/zip',
    ...overrides
  };
  world.artifacts.push(artifact);
  return artifact;
}

/** Adds an open pull request from a branch of the repository itself. */
export function addPullRequest(world: World, overrides: Partial<FakePullRequest> = {}): FakePullRequest {
  const pullRequest: FakePullRequest = {
    number: 7 + world.pullRequests.length,
    state: 'open',
    title: 'Change the values',
    head: world.repository,
    headOwner: overrides.head?.owner ?? world.repository.owner,
    headBranch: 'change',
    headSha: commitName(20),
    headPushedAt: '2026-11-20T11:00:00Z',
    baseBranch: world.defaultBranch,
    baseSha: commitName(10),
    mergeCommit: null,
    labels: [],
    ...overrides
  };
  world.pullRequests.push(pullRequest);
  return pullRequest;
}

/** Adds a commit, and pushes it to main. */
export function pushCommit(world: World, sha: string, parents: readonly string[]): void {
  world.commits.set(sha, parents);
  world.pushes.push({ ref: 'refs/heads/main', before: parents[0] ?? '0'.repeat(40), after: sha });
}

/** Adds a comment to a pull request. */
export function addComment(world: World, issue: number, body: string, author = world.viewer): FakeComment {
  const comment = { id: 100 + world.comments.length, issue, author, body };
  world.comments.push(comment);
  return comment;
}

/** Adds an open issue. */
export function addIssue(world: World, overrides: Partial<FakeIssue> = {}): FakeIssue {
  const issue: FakeIssue = {
    number: 1 + Math.max(40, ...world.issues.map(({ number }) => number)),
    author: world.viewer,
    title: 'An issue',
    body: '',
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    createdAt: world.now,
    ...overrides
  };
  world.issues.push(issue);
  return issue;
}

/** All commits that a commit is made of, itself included. */
export function historyOf(world: World, sha: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [sha];
  for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
    if (seen.has(commit)) continue;
    seen.add(commit);
    waiting.push(...(world.commits.get(commit) ?? []));
  }
  return seen;
}

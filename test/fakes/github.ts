import type { CommitStatus, GitHub, IssueComment, PullRequest } from '../../src/github/port.ts';

/** A pull request of the repository itself. */
export function fakePullRequest(parts: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    url: 'https://pull/7',
    headRepositoryId: 4711,
    fork: false,
    headPushedAt: undefined,
    headSha: 'a'.repeat(40),
    baseBranch: 'main',
    baseSha: 'b'.repeat(40),
    labels: [],
    ...parts
  };
}

/** A GitHub in memory that has comments and nothing else; parts can be replaced. Uploads and statuses are kept. */
export function fakeGitHub(parts: Partial<GitHub> = {}): GitHub & {
  readonly written: IssueComment[];
  readonly uploads: { name: string; files: readonly string[] }[];
  /** Files that were uploaded as they are. */
  readonly pages: string[];
  readonly statuses: (CommitStatus & { readonly commit: string })[];
} {
  const written: IssueComment[] = [];
  const uploads: { name: string; files: readonly string[] }[] = [];
  const pages: string[] = [];
  const statuses: (CommitStatus & { readonly commit: string })[] = [];
  const viewer = { login: 'github-actions[bot]', bot: true };
  return {
    written,
    uploads,
    requests: { sent: 0, limit: Infinity },
    pages,
    statuses,
    repository: () => Promise.resolve({ id: 4711, defaultBranch: 'main' }),
    workflowRuns: () => Promise.resolve([]),
    workflowRun: id => Promise.reject(new Error(`no run ${id}`)),
    artifacts: () => Promise.resolve([]),
    artifactsNamed: () => Promise.resolve([]),
    download: id => Promise.reject(new Error(`no artifact ${id}`)),
    isAncestor: () => Promise.resolve(true),
    recentHistory: commit => Promise.resolve([commit]),
    branchHeads: () => Promise.resolve({ commits: [], next: undefined }),
    parents: () => Promise.resolve([]),
    branchTip: () => Promise.resolve(undefined),
    createBlob: () => Promise.reject(new Error('no blobs')),
    createTree: () => Promise.reject(new Error('no trees')),
    createCommit: () => Promise.reject(new Error('no commits')),
    createBranch: branch => Promise.reject(new Error(`no branch ${branch}`)),
    moveBranch: branch => Promise.reject(new Error(`no branch ${branch}`)),
    pullRequest: number => Promise.resolve(fakePullRequest({ number })),
    permission: () => Promise.resolve('none'),
    pullRequestsFrom: () => Promise.resolve([]),
    pullRequestsOf: () => Promise.resolve([]),
    file: () => Promise.resolve(undefined),
    folder: () => Promise.resolve([]),
    renamed: () => Promise.resolve(new Map()),
    comments: (_, wanted) => Promise.resolve(written.filter(wanted)),
    comment: id => Promise.resolve(written.find(comment => comment.id === id)),
    createComment: (_, body) => {
      const comment = {
        id: written.length + 1,
        url: `https://comment/${written.length + 1}`,
        author: viewer,
        body
      };
      written.push(comment);
      return Promise.resolve(comment);
    },
    updateComment: (id, body) => {
      const place = written.findIndex(comment => comment.id === id);
      const comment = { id, url: `https://comment/${id}`, author: viewer, body };
      written[place] = comment;
      return Promise.resolve(comment);
    },
    deleteComment: id => {
      const place = written.findIndex(comment => comment.id === id);
      if (place >= 0) written.splice(place, 1);
      return Promise.resolve();
    },
    issues: () => Promise.resolve([]),
    issue: () => Promise.resolve(undefined),
    createIssue: () => Promise.reject(new Error('no issues')),
    updateIssue: number => Promise.reject(new Error(`no issue ${number}`)),
    viewer: () => Promise.resolve(viewer),
    uploadArtifact: (name, _, files) => {
      uploads.push({ name, files });
      return Promise.resolve({ id: uploads.length, bytes: 1 });
    },
    uploadFile: path => {
      pages.push(path);
      return Promise.resolve({ id: 100 + pages.length, bytes: 1 });
    },
    setStatus: (commit, status) => {
      statuses.push({ commit, ...status });
      return Promise.resolve();
    },
    ...parts
  };
}

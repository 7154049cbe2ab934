import type { GitHub, IssueComment } from '../../src/github/port.ts';

/** A GitHub in memory that has comments and nothing else; parts can be replaced. Uploads are kept. */
export function fakeGitHub(
  parts: Partial<GitHub> = {}
): GitHub & { readonly written: IssueComment[]; readonly uploads: { name: string; files: readonly string[] }[] } {
  const written: IssueComment[] = [];
  const uploads: { name: string; files: readonly string[] }[] = [];
  const viewer = { login: 'github-actions[bot]', bot: true };
  return {
    written,
    uploads,
    repository: () => Promise.resolve({ id: 4711, defaultBranch: 'main' }),
    workflowRuns: () => Promise.resolve([]),
    workflowRun: id => Promise.reject(new Error(`no run ${id}`)),
    artifacts: () => Promise.resolve([]),
    artifactsNamed: () => Promise.resolve([]),
    download: id => Promise.reject(new Error(`no artifact ${id}`)),
    isAncestor: () => Promise.resolve(true),
    parents: () => Promise.resolve([]),
    pullRequestsFrom: () => Promise.resolve([]),
    pullRequestsOf: () => Promise.resolve([]),
    file: () => Promise.resolve(undefined),
    comments: () => Promise.resolve(written),
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
    viewer: () => Promise.resolve(viewer),
    uploadArtifact: (name, _, files) => {
      uploads.push({ name, files });
      return Promise.resolve({ id: uploads.length, bytes: 1 });
    },
    ...parts
  };
}

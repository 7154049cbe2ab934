import type { z } from 'zod';
import { defined } from '../lib/defined.ts';
import * as answers from './answers.ts';
import { downloadBounded, downloadMilliseconds, uploadArtifact, uploadFile } from './artifacts.ts';
import { GitHubError } from './errors.ts';
import type { GitHub, Issue, IssueComment } from './port.ts';
import { answerOf, checkAnswer, createClient, type GitHubAccess, once, type Purpose } from './requests.ts';

const pageSize = 100;
/** GitHub allows 2,500 comments on a pull request. */
const maxCommentPages = 30;
const maxArtifactPages = 10;
const maxIssuePages = 10;

/** Implements GitHub with octokit. */
export async function createGitHub(access: GitHubAccess): Promise<GitHub> {
  const { client, connect, requests } = await createClient(access);
  const { actions, git, issues, pulls, repos } = client.rest;
  const { host } = access;
  const [owner = '', repo = ''] = access.repository.split('/');
  const at = { owner, repo };

  const ask = async <T>(purpose: Purpose, schema: z.ZodType<T>, answer: Promise<{ data: unknown }>): Promise<T> =>
    checkAnswer<T>(purpose, schema, (await answerOf(host, purpose, answer)).data);

  /**
   * Reads pages until one is not full. octokit's own `paginate` reads an empty or broken page as the end of the list,
   * and follows the link to the next page to any host, with the token.
   */
  const readPages = async <T>(
    { asked }: Purpose,
    limit: number,
    read: (page: number) => Promise<readonly T[]>,
    wanted: (item: T) => boolean = () => true
  ): Promise<T[]> => {
    const items: T[] = [];
    for (let page = 1; page <= limit; page += 1) {
      const more = await read(page);
      items.push(...more.filter(wanted));
      if (more.length < pageSize) return items;
    }
    throw new GitHubError('unusable', `cannot ${asked}: the list has ${limit * pageSize} entries or more`);
  };

  return {
    requests,

    repository: () =>
      ask({ asked: 'read the repository', needs: 'contents: read' }, answers.repositoryAnswer, repos.get(at)),

    workflowRuns: (workflow, branch, page) =>
      ask(
        { asked: `list the runs of ${workflow}`, needs: 'actions: read' },
        answers.workflowRunsAnswer,
        actions.listWorkflowRuns({
          ...at,
          workflow_id: workflow,
          branch,
          page,
          per_page: pageSize,
          exclude_pull_requests: true
        })
      ),

    workflowRun: id =>
      ask(
        { asked: `read run ${id}`, needs: 'actions: read' },
        answers.workflowRunAnswer,
        actions.getWorkflowRun({ ...at, run_id: id, exclude_pull_requests: true })
      ),

    artifacts: async (runId, name) => {
      const purpose = { asked: `list the artifacts of run ${runId}`, needs: 'actions: read' };
      const found = await readPages(purpose, maxArtifactPages, page =>
        ask(
          purpose,
          answers.artifactsAnswer,
          actions.listWorkflowRunArtifacts({ ...at, run_id: runId, ...defined({ name }), page, per_page: pageSize })
        )
      );
      return found.sort((left, right) => right.id - left.id);
    },

    artifactsNamed: (name, page) =>
      ask(
        { asked: `list the artifacts named ${name}`, needs: 'actions: read' },
        answers.artifactsAnswer,
        actions.listArtifactsForRepo({ ...at, name, page, per_page: pageSize })
      ),

    download: (artifactId, limit) => {
      const purpose = { asked: `download artifact ${artifactId}`, needs: 'actions: read' };
      const locate = async (): Promise<string> => {
        const { headers } = await answerOf(
          host,
          purpose,
          // The answer redirects to another host, which must not receive the token.
          actions.downloadArtifact({
            ...at,
            artifact_id: artifactId,
            archive_format: 'zip',
            request: { redirect: 'manual' }
          })
        );
        const { location } = headers;
        if (location !== undefined && isAsSafeAs(access.apiUrl, location)) return location;
        throw new GitHubError('unusable', `cannot ${purpose.asked}: GitHub did not return a safe location`);
      };
      const { milliseconds = downloadMilliseconds } = access.limits ?? {};
      return downloadBounded(connect, host.clock, purpose, locate, { milliseconds, bytes: limit });
    },

    isAncestor: async (ancestor, commit) => {
      if (ancestor === commit) return true;
      const { status } = await ask(
        { asked: `compare the commits ${ancestor} and ${commit}`, needs: 'contents: read' },
        answers.comparisonAnswer,
        // The first page includes up to 300 changed files; later pages include none.
        repos.compareCommitsWithBasehead({ ...at, basehead: `${ancestor}...${commit}`, page: 2, per_page: 1 })
      );
      return status === 'ahead' || status === 'identical';
    },

    recentHistory: commit =>
      ask(
        { asked: `list the history of ${commit}`, needs: 'contents: read' },
        answers.commitsAnswer,
        repos.listCommits({ ...at, sha: commit, per_page: pageSize })
      ),

    branchHeads: async (branch, from) => {
      const purpose = { asked: `list the pushes to ${branch}`, needs: 'contents: read' };
      const ref = `refs/heads/${branch}`;
      const listing = repos.listActivities({ ...at, ref, per_page: pageSize, ...defined({ after: from }) });
      const { data, headers } = await answerOf(host, purpose, listing);
      const pushes = checkAnswer(purpose, answers.activitiesAnswer, data).filter(push => push.ref === ref);
      return { commits: pushes.flatMap(({ after, before }) => [after, before]), next: nextCursor(headers.link) };
    },

    parents: commit =>
      ask(
        { asked: `read the commit ${commit}`, needs: 'contents: read' },
        answers.commitAnswer,
        git.getCommit({ ...at, commit_sha: commit })
      ),

    branchTip: async branch => {
      const purpose = { asked: `read the branch ${branch}`, needs: 'contents: read' };
      const reading = git.getRef({ ...at, ref: `heads/${branch}` });
      const commit = await unlessMissing(ask(purpose, answers.refAnswer, reading));
      return commit === undefined
        ? undefined
        : ask(purpose, answers.tipAnswer, git.getCommit({ ...at, commit_sha: commit }));
    },

    createBlob: text =>
      ask(
        { asked: 'store a file', needs: 'contents: write' },
        answers.storedAnswer,
        git.createBlob({ ...at, content: text, encoding: 'utf-8', ...once })
      ),

    createTree: (blobs, base) =>
      ask(
        { asked: 'store a folder', needs: 'contents: write' },
        answers.storedAnswer,
        git.createTree({
          ...{ ...at, ...defined({ base_tree: base }) },
          tree: [...blobs].map(([path, sha]) => ({ path, mode: '100644', type: 'blob', sha })),
          ...once
        })
      ),

    createCommit: ({ message, tree, parents }) =>
      ask(
        { asked: 'store a commit', needs: 'contents: write' },
        answers.storedAnswer,
        git.createCommit({ ...at, message, tree, parents: [...parents], ...once })
      ),

    createBranch: async (branch, commit) => {
      await ask(
        { asked: `create the branch ${branch}`, needs: 'contents: write' },
        answers.refAnswer,
        git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit, ...once })
      );
    },

    moveBranch: async (branch, commit) => {
      await ask(
        { asked: `push to the branch ${branch}`, needs: 'contents: write' },
        answers.refAnswer,
        git.updateRef({ ...at, ref: `heads/${branch}`, sha: commit, force: false, ...once })
      );
    },

    pullRequest: number =>
      ask(
        { asked: `read pull request ${number}`, needs: 'pull-requests: read' },
        answers.pullRequestAnswer,
        pulls.get({ ...at, pull_number: number })
      ),

    permission: user =>
      ask(
        { asked: `read what ${user} may do in this repository`, needs: 'contents: read' },
        answers.permissionAnswer,
        repos.getCollaboratorPermissionLevel({ ...at, username: user })
      ),

    pullRequestsFrom: (headOwner, branch) =>
      ask(
        { asked: `find the pull requests of ${headOwner}:${branch}`, needs: 'pull-requests: read' },
        answers.pullRequestsAnswer,
        pulls.list({ ...at, state: 'open', head: `${headOwner}:${branch}`, per_page: pageSize })
      ),

    pullRequestsOf: commit =>
      ask(
        { asked: `find the pull requests of commit ${commit}`, needs: 'pull-requests: read' },
        answers.pullRequestsAnswer,
        repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: commit, per_page: pageSize })
      ),

    file: async (path, commit) => {
      const asked = `read the file ${path} of commit ${commit}`;
      const answer = repos.getContent({ ...at, path, ref: commit });
      const found = await unlessMissing(ask({ asked, needs: 'contents: read' }, answers.fileAnswer, answer));
      return found && Buffer.from(found.content, 'base64').toString('utf8');
    },

    folder: async (path, commit) => {
      const asked = `list the folder ${path} of commit ${commit}`;
      const answer = repos.getContent({ ...at, path: path === '.' ? '' : path, ref: commit });
      return (await unlessMissing(ask({ asked, needs: 'contents: read' }, answers.folderAnswer, answer))) ?? [];
    },

    renamed: async (base, head) => {
      const asked = `compare the commits ${base} and ${head}`;
      const answer = repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}`, per_page: 1 });
      return (await unlessMissing(ask({ asked, needs: 'contents: read' }, answers.renamedAnswer, answer))) ?? new Map();
    },

    comments: (pullRequest, wanted) => {
      const purpose = { asked: `list the comments of pull request ${pullRequest}`, needs: 'pull-requests: write' };
      const read = (page: number): Promise<readonly IssueComment[]> =>
        ask(
          purpose,
          answers.commentsAnswer,
          issues.listComments({ ...at, issue_number: pullRequest, page, per_page: pageSize })
        );
      return readPages(purpose, maxCommentPages, read, wanted);
    },

    comment: id =>
      unlessMissing(
        ask(
          { asked: `read comment ${id}`, needs: 'pull-requests: write' },
          answers.commentAnswer,
          issues.getComment({ ...at, comment_id: id })
        )
      ),

    createComment: (pullRequest, body) =>
      ask(
        { asked: `comment on pull request ${pullRequest}`, needs: 'pull-requests: write' },
        answers.commentAnswer,
        issues.createComment({ ...at, issue_number: pullRequest, body, ...once })
      ),

    updateComment: (id, body) =>
      ask(
        { asked: `update comment ${id}`, needs: 'pull-requests: write' },
        answers.commentAnswer,
        issues.updateComment({ ...at, comment_id: id, body, ...once })
      ),

    deleteComment: async id => {
      const purpose = { asked: `delete comment ${id}`, needs: 'pull-requests: write' };
      await unlessMissing(answerOf(host, purpose, issues.deleteComment({ ...at, comment_id: id, ...once })));
    },

    issues: async (author, since) => {
      const purpose = { asked: `list the issues of ${author}`, needs: 'issues: write' };
      const found: Issue[] = [];
      for (let page = 1; page <= maxIssuePages; page += 1) {
        // Without `since`, which counts the last change: a closed issue need not have changed.
        const filter = { creator: author, state: 'all', sort: 'created', direction: 'desc' } as const;
        const listing = issues.listForRepo({ ...at, ...filter, page, per_page: pageSize });
        const { entries, oldest, issues: more } = await ask(purpose, answers.issuesAnswer, listing);
        found.push(...more);
        if (entries < pageSize || oldest < Date.parse(since)) return found;
      }
      throw new GitHubError(
        'unusable',
        `cannot ${purpose.asked}: the list has ${maxIssuePages * pageSize} entries or more`
      );
    },

    issue: number =>
      unlessMissing(
        ask(
          { asked: `read issue ${number}`, needs: 'issues: write' },
          answers.issueAnswer,
          issues.get({ ...at, issue_number: number })
        )
      ),

    createIssue: ({ labels, assignees, ...issue }) =>
      ask(
        { asked: 'open an issue', needs: 'issues: write' },
        answers.issueAnswer,
        issues.create({ ...at, ...issue, labels: [...labels], assignees: [...assignees], ...once })
      ),

    updateIssue: (number, body, closedAs) =>
      ask(
        { asked: `update issue ${number}`, needs: 'issues: write' },
        answers.issueAnswer,
        issues.update({
          ...{ ...at, issue_number: number, body },
          ...(closedAs === undefined ? {} : { state: 'closed', state_reason: closedAs }),
          ...once
        })
      ),

    viewer: () =>
      ask(
        { asked: 'find out whose token this is', needs: 'contents: read' },
        answers.viewerAnswer,
        client.request('POST /graphql', { query: '{ viewer { login } }' })
      ),

    setStatus: async (commit, { url, ...status }) => {
      await ask(
        { asked: `set the status of commit ${commit}`, needs: 'statuses: write' },
        answers.statusAnswer,
        repos.createCommitStatus({ ...at, sha: commit, target_url: url, ...status, ...once })
      );
    },

    uploadArtifact,

    uploadFile
  };
}

/** A link to the artifact is a secret for a minute, so it must not be less protected than the API. */
function isAsSafeAs(apiUrl: string, location: string): boolean {
  return URL.canParse(location) && ['https:', new URL(apiUrl).protocol].includes(new URL(location).protocol);
}

/** The cursor in the link to the next page. Only the cursor is used, because the link may lead to any host. */
function nextCursor(link: string | undefined): string | undefined {
  const next = /<([^<>]+)>; rel="next"/.exec(link ?? '')?.[1];
  return next !== undefined && URL.canParse(next) ? (new URL(next).searchParams.get('after') ?? undefined) : undefined;
}

/** The answer, or `undefined` if GitHub does not have what was asked for. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'not-found' || error.kind === 'gone')) return undefined;
    throw error;
  }
}

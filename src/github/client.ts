import type { z } from 'zod';
import type { Clock } from '../host/ports.ts';
import * as answers from './answers.ts';
import { downloadBounded, type Fetch, uploadArtifact } from './artifacts.ts';
import { GitHubError } from './errors.ts';
import type { GitHub } from './port.ts';
import { checkAnswer, sendOnce, withRetries, type Purpose } from './requests.ts';

/** Where GitHub is, which repository to use, and the token. */
export interface GitHubAccess {
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Address of the REST API: `https://api.github.com`. */
  readonly apiUrl: string;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

const pageSize = 100;
/** Far more than any pull request or run needs; ends an endless list. */
const maxPages = 100;
const maxArtifactPages = 10;

/** Implements GitHub with octokit. Loads the SDK here, so that commands without GitHub do not pay for it. */
export async function createGitHub({ token, repository, apiUrl, clock }: GitHubAccess): Promise<GitHub> {
  const [{ getOctokit }, { defaults }] = await Promise.all([
    import('@actions/github'),
    import('@actions/github/lib/utils')
  ]);
  const [owner = '', repo = ''] = repository.split('/');
  const { request } = getOctokit(token, { baseUrl: apiUrl });
  // The client's own fetch knows the runner's proxy.
  const storage = (defaults.request?.fetch ?? fetch) as Fetch;
  type Parameters = Readonly<Record<string, unknown>>;

  const send = (purpose: Purpose, route: string, parameters: Parameters): ReturnType<typeof sendOnce> =>
    sendOnce(request, clock, purpose, route, route.includes('{repo}') ? { owner, repo, ...parameters } : parameters);

  const read = async <T>(purpose: Purpose, schema: z.ZodType<T>, route: string, parameters: Parameters): Promise<T> => {
    const answer = await withRetries(clock, () => send(purpose, route, parameters));
    return checkAnswer<T>(purpose, schema, answer.data);
  };

  const write = async <T>(purpose: Purpose, schema: z.ZodType<T>, route: string, parameters: Parameters): Promise<T> =>
    checkAnswer<T>(purpose, schema, (await send(purpose, route, parameters)).data);

  const readPages = async <T>(page: (number: number) => Promise<readonly T[]>, limit = maxPages): Promise<T[]> => {
    const items: T[] = [];
    for (let number = 1; number <= limit; number += 1) {
      const more = await page(number);
      items.push(...more);
      if (more.length < pageSize) break;
    }
    return items;
  };

  return {
    repository: () =>
      read(
        { asked: 'read the repository', needs: 'contents: read' },
        answers.repositoryAnswer,
        'GET /repos/{owner}/{repo}',
        {}
      ),

    workflowRuns: (workflow, branch, page) =>
      read(
        { asked: `list the runs of ${workflow}`, needs: 'actions: read' },
        answers.workflowRunsAnswer,
        'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
        { workflow_id: workflow, branch, page, per_page: pageSize, exclude_pull_requests: true }
      ),

    workflowRun: id =>
      read(
        { asked: `read run ${id}`, needs: 'actions: read' },
        answers.workflowRunAnswer,
        'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
        { run_id: id, exclude_pull_requests: true }
      ),

    artifacts: async (runId, name) => {
      const found = await readPages(
        page =>
          read(
            { asked: `list the artifacts of run ${runId}`, needs: 'actions: read' },
            answers.artifactsAnswer,
            'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
            { run_id: runId, ...(name === undefined ? {} : { name }), page, per_page: pageSize }
          ),
        maxArtifactPages
      );
      return found.sort((left, right) => right.id - left.id);
    },

    artifactsNamed: (name, page) =>
      read(
        { asked: `list the artifacts named ${name}`, needs: 'actions: read' },
        answers.artifactsAnswer,
        'GET /repos/{owner}/{repo}/actions/artifacts',
        { name, page, per_page: pageSize }
      ),

    download: (artifactId, limit) =>
      withRetries(clock, async () => {
        const purpose = { asked: `download artifact ${artifactId}`, needs: 'actions: read' };
        const { headers } = await send(
          purpose,
          'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
          // The answer redirects to another host, which must not receive the token.
          { artifact_id: artifactId, archive_format: 'zip', request: { redirect: 'manual' } }
        );
        if (headers.location === undefined) {
          throw new GitHubError('unusable', `cannot ${purpose.asked}: GitHub did not return its location`);
        }
        return downloadBounded(storage, headers.location, limit, purpose, clock.now());
      }),

    isAncestor: async (ancestor, commit) => {
      if (ancestor === commit) return true;
      const { status } = await read(
        { asked: `compare the commits ${ancestor} and ${commit}`, needs: 'contents: read' },
        answers.comparisonAnswer,
        'GET /repos/{owner}/{repo}/compare/{basehead}',
        // The first page includes up to 300 changed files; later pages include none.
        { basehead: `${ancestor}...${commit}`, page: 2, per_page: 1 }
      );
      return status === 'ahead' || status === 'identical';
    },

    parents: commit =>
      read(
        { asked: `read the commit ${commit}`, needs: 'contents: read' },
        answers.commitAnswer,
        'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
        { commit_sha: commit }
      ),

    pullRequestsFrom: (headOwner, branch) =>
      read(
        { asked: `find the pull requests of ${headOwner}:${branch}`, needs: 'pull-requests: read' },
        answers.pullRequestsAnswer,
        'GET /repos/{owner}/{repo}/pulls',
        { state: 'open', head: `${headOwner}:${branch}`, per_page: pageSize }
      ),

    pullRequestsOf: commit =>
      read(
        { asked: `find the pull requests of commit ${commit}`, needs: 'pull-requests: read' },
        answers.pullRequestsAnswer,
        'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
        { commit_sha: commit, per_page: pageSize }
      ),

    file: async (path, commit) => {
      try {
        const { content } = await read(
          { asked: `read the file ${path} of commit ${commit}`, needs: 'contents: read' },
          answers.fileAnswer,
          'GET /repos/{owner}/{repo}/contents/{path}',
          { path, ref: commit }
        );
        return Buffer.from(content, 'base64').toString('utf8');
      } catch (error) {
        if (error instanceof GitHubError && error.kind === 'not-found') return undefined;
        throw error;
      }
    },

    comments: pullRequest =>
      readPages(page =>
        read(
          { asked: `list the comments of pull request ${pullRequest}`, needs: 'pull-requests: write' },
          answers.commentsAnswer,
          'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
          { issue_number: pullRequest, page, per_page: pageSize }
        )
      ),

    createComment: (pullRequest, body) =>
      write(
        { asked: `comment on pull request ${pullRequest}`, needs: 'pull-requests: write' },
        answers.commentAnswer,
        'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
        { issue_number: pullRequest, body }
      ),

    updateComment: (id, body) =>
      write(
        { asked: `update comment ${id}`, needs: 'pull-requests: write' },
        answers.commentAnswer,
        'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
        { comment_id: id, body }
      ),

    viewer: () =>
      read({ asked: 'find out whose token this is', needs: 'contents: read' }, answers.viewerAnswer, 'POST /graphql', {
        query: '{ viewer { login } }'
      }),

    uploadArtifact
  };
}

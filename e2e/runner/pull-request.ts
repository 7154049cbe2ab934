import { commitName } from '../../test/support/loopback-github/world.ts';
import type { GitHubProcess } from './github.ts';
import type { Files, Repository } from './repository.ts';

/** The head of pull request 7, as its runs have it. */
export const change = { headBranch: 'change', headSha: commitName(20), event: 'pull_request' } as const;

/** What GitHub tells a job about pull request 7. */
export function pullRequestPayload(base: string): object {
  return {
    number: 7,
    pull_request: {
      number: 7,
      base: { ref: 'main', sha: base },
      head: { ref: change.headBranch, sha: change.headSha }
    },
    repository: { default_branch: 'main' }
  };
}

/**
 * Opens pull request 7, which may change files, on a base after `parent` that has these files, and checks out its merge.
 * Returns the base commit.
 */
export async function openPullRequest(
  github: GitHubProcess,
  repository: Repository,
  parent: string,
  files: Files,
  changed: Files = {}
): Promise<string> {
  const base = repository.commit('Base');
  await github.push(base, [parent], files);
  await github.commit(change.headSha, [base]);
  await github.pullRequest({ number: 7, baseSha: base, ...change });
  const merge = repository.commit('Merge the pull request', changed);
  await github.commit(merge, [base, change.headSha], { ...files, ...changed });
  return base;
}

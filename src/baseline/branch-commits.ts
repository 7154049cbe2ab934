import type { GitHub } from '../github/port.ts';

/** Which commits of a branch are trusted. */
export interface BranchCommits {
  /** Why a commit is not trusted. Rejects with a GitHubError. */
  refuse(sha: string): Promise<string | undefined>;
}

/** A thousand pushes. Older runs are not trusted, because nothing shows that the branch was at their commits. */
const maxPages = 10;

/**
 * Trusts a commit that is in the history of `history` and that the branch itself was at. A tag named like the branch can
 * be at any commit, also at one of a merged branch that was reverted there before anyone reviewed it, and GitHub reports
 * its runs like those of the branch.
 */
export function createBranchCommits(github: GitHub, branch: string, history: string): BranchCommits {
  let recent: Promise<ReadonlySet<string>> | undefined;
  const isInHistory = async (sha: string): Promise<boolean> => {
    recent ??= github.recentHistory(history).then(commits => new Set(commits));
    return (await recent).has(sha) || github.isAncestor(sha, history);
  };
  const heads = new Set<string>();
  let next: string | undefined = '';
  let pages = 0;
  const wasHead = async (sha: string): Promise<boolean> => {
    while (!heads.has(sha) && next !== undefined && pages < maxPages) {
      const page = await (next === '' ? github.branchHeads(branch) : github.branchHeads(branch, next));
      for (const commit of page.commits) heads.add(commit);
      pages += 1;
      ({ next } = page);
    }
    return heads.has(sha);
  };
  return {
    refuse: async sha => {
      if (!(await isInHistory(sha))) return `its commit is not in the history of ${history.slice(0, 7)}`;
      return (await wasHead(sha)) ? undefined : `${branch} was never at its commit; a tag may have that name`;
    }
  };
}

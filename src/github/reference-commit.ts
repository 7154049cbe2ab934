import type { JobEvent } from './event.ts';

/** What a run on GitHub is compared with. */
export interface ReferenceCommit {
  /** The branch whose runs are comparable. */
  readonly branch: string;
  /** The commit whose values and version are the reference; `undefined` for a branch's first commit. */
  readonly sha: string | undefined;
  /** Runs of this commit and its ancestors are comparable. */
  readonly history: string | undefined;
}

/** The previous commit of a newly created branch (docs: webhook payload of push). */
const noCommit = /^0+$/;

/**
 * The reference commit of an event (docs/rules.md#the-reference-commit). For a pull request it is the merge commit's
 * first parent, not the merge base, which would attribute others' merged changes to the pull request. Otherwise it is
 * the branch's previous commit. Scheduled and manual runs of an unchanged branch are comparable with each other, or a
 * nightly run would never find one.
 */
export async function referenceCommit(
  event: JobEvent,
  parents: (commit: string) => Promise<readonly string[]>
): Promise<ReferenceCommit | undefined> {
  const same = (branch: string, sha: string | undefined): ReferenceCommit => ({ branch, sha, history: sha });
  if (event.pullRequest !== undefined) {
    const { baseBranch, baseSha, headSha } = event.pullRequest;
    // It runs on a branch of the repository itself, not on a merge commit (docs: events that trigger workflows).
    if (event.name === 'pull_request_target') return same(baseBranch, baseSha);
    // The head may be a merge too: of the base into its branch, with the earlier head as first parent.
    if (event.sha === headSha) return same(baseBranch, baseSha);
    const [first, second] = await parents(event.sha);
    return same(baseBranch, second === undefined ? baseSha : first);
  }
  if (event.mergeGroup !== undefined) return same(event.mergeGroup.baseBranch, event.mergeGroup.baseSha);
  const branch = branchOf(event.ref);
  if (branch === undefined) return undefined;
  if (event.name === 'push' && event.before !== undefined && !noCommit.test(event.before)) {
    return same(branch, event.before);
  }
  const [first] = await parents(event.sha);
  return event.name === 'push' ? same(branch, first) : { branch, sha: first, history: event.sha };
}

/** The branch's name in a full ref; `undefined` for tags and pull requests. */
export function branchOf(ref: string): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(ref)?.[1];
}

import { GitHubError } from './errors.ts';
import type { GitHub } from './port.ts';

/** Others may push at the same time, such as the jobs of a matrix. Of those that do, one succeeds in each attempt. */
const maxAttempts = 5;

/** Files to be committed together. */
export interface FilesToCommit {
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Commits files to a branch on top of whatever it has then, so that its other files and what others push at the same time
 * stay. A missing branch is created with these files alone. Returns the commit, or `undefined` if the branch already has
 * these texts. Rejects with a GitHubError.
 */
export async function commitFiles(
  github: GitHub,
  branch: string,
  { files, message }: FilesToCommit
): Promise<string | undefined> {
  const blobs = new Map<string, string>();
  for (const [path, text] of Object.entries(files)) blobs.set(path, await github.createBlob(text));
  for (let attempt = 1; ; attempt += 1) {
    const tip = await github.branchTip(branch);
    const tree = await github.createTree(blobs, tip?.tree);
    if (tree === tip?.tree) return undefined;
    const commit = await github.createCommit({ message, tree, parents: tip === undefined ? [] : [tip.commit] });
    try {
      await (tip === undefined ? github.createBranch(branch, commit) : github.moveBranch(branch, commit));
      return commit;
    } catch (error) {
      // GitHub answers the same to a push that came too late and to one that a rule forbids.
      if (!(error instanceof GitHubError) || error.kind !== 'refused' || attempt === maxAttempts) throw error;
    }
  }
}

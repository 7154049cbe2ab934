import type { Artifact, GitHub, WorkflowRun } from '../github/port.ts';

/** Which runs published an artifact with a given name. */
export interface Published {
  /** The newest artifact of a run; `undefined` if it published none, or somebody deleted it. */
  of(run: Pick<WorkflowRun, 'id' | 'createdAt'>): Promise<Artifact | undefined>;
}

/** Three hundred published baselines exceed a pool, its anchor and the rejected runs between them. */
const maxPages = 3;
const pageSize = 100;

/**
 * Lists the artifacts with a name in the whole repository, newest first and as far as needed, so that the many runs
 * without one need no request. A missing run is asked for individually only if the list is too long to read completely.
 */
export function listPublished(github: GitHub, name: string): Published {
  const newest = new Map<number | undefined, Artifact>();
  let pages = 0;
  let complete = false;
  let oldest = Infinity;
  return {
    of: async ({ id, createdAt }) => {
      // An artifact is younger than its run.
      while (!newest.has(id) && !complete && pages < maxPages && oldest >= Date.parse(createdAt)) {
        pages += 1;
        const listed = await github.artifactsNamed(name, pages);
        complete = listed.length < pageSize;
        for (const artifact of listed) {
          if (artifact.id > (newest.get(artifact.runId)?.id ?? 0)) newest.set(artifact.runId, artifact);
          if (artifact.createdAt !== undefined) oldest = Math.min(oldest, Date.parse(artifact.createdAt));
        }
      }
      const known = newest.get(id);
      if (known !== undefined || complete || oldest < Date.parse(createdAt)) return known;
      const [own] = await github.artifacts(id, name);
      return own;
    }
  };
}

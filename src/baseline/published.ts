import type { Artifact, GitHub } from '../github/port.ts';

/** What a search may still ask of GitHub. */
export interface Requests {
  left: number;
}

/** Which runs published an artifact of a name. */
export interface Published {
  /** The newest one of a run. */
  of(runId: number): Promise<Artifact | undefined>;
}

/** Three hundred published baselines are more than a pool, its anchor and what was refused between them. */
const maxPages = 3;
const pageSize = 100;

/**
 * Lists the artifacts of a name in the whole repository: runs without one, of which there may be any number, take no request
 * each then. Only a run that is missing from a list too long to be read is asked itself. Rejects with a GitHubError.
 */
export async function listPublished(github: GitHub, name: string, requests: Requests): Promise<Published> {
  const newest = new Map<number | undefined, Artifact>();
  let complete = false;
  for (let page = 1; page <= maxPages && !complete; page += 1) {
    requests.left -= 1;
    const listed = await github.artifactsNamed(name, page);
    for (const artifact of listed) {
      if (artifact.id > (newest.get(artifact.runId)?.id ?? 0)) newest.set(artifact.runId, artifact);
    }
    complete = listed.length < pageSize;
  }
  return {
    of: async runId => {
      const known = newest.get(runId);
      if (known !== undefined || complete) return known;
      requests.left -= 1;
      const [own] = await github.artifacts(runId, name);
      return own;
    }
  };
}

import type { GitHub } from './port.ts';

/**
 * The same GitHub for several searches and comments of one job: what they all read is asked for once. Failures are not
 * kept, and neither are comments, which change, and artifacts, which are large.
 */
export function shareReads(github: GitHub): GitHub {
  return {
    ...github,
    repository: once(() => github.repository()),
    viewer: once(() => github.viewer()),
    workflowRuns: once((...of: Parameters<GitHub['workflowRuns']>) => github.workflowRuns(...of)),
    workflowRun: once((id: number) => github.workflowRun(id)),
    artifactsNamed: once((...of: Parameters<GitHub['artifactsNamed']>) => github.artifactsNamed(...of)),
    isAncestor: once((...of: Parameters<GitHub['isAncestor']>) => github.isAncestor(...of)),
    recentHistory: once((commit: string) => github.recentHistory(commit)),
    branchHeads: once((...of: Parameters<GitHub['branchHeads']>) => github.branchHeads(...of))
  };
}

function once<A extends readonly unknown[], T>(read: (...given: A) => Promise<T>): (...given: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (...given) => {
    const key = JSON.stringify(given);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = read(...given);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}

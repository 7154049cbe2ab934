import type { JobEvent } from '../github/event.ts';
import type { Artifact, GitHub } from '../github/port.ts';
import { branchOf } from '../github/reference-commit.ts';
import type { Comparison } from '../model/comparison.ts';
import { figuresOf, keyText, type FigureKey } from '../model/figures.ts';
import { isProven } from '../model/proven.ts';
import type { Run } from '../model/run.ts';
import { lossesOf } from './document.ts';
import { trustedEvents } from './trust.ts';

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

/** Put on a pull request, it accepts what the pull request makes worse, for good. */
export const acceptLabel = 'accept-perf-regression';

/** The losses of a comparison that the labels of its pull request accept: all or none. */
export function acknowledgedLosses(comparison: Comparison, labels: readonly string[]): FigureKey[] {
  return labels.includes(acceptLabel) ? lossesOf(comparison) : [];
}

/** Whether a run becomes a baseline, and why or why not, a sentence for people. */
export interface Publishing {
  readonly publish: boolean;
  readonly reason: string;
}

/**
 * Only what is on the default branch is a measure for others; what made something worse hides it from the next run,
 * unless somebody accepted that. A job that is red for other reasons still publishes, and so does the first run, and one
 * that nothing is comparable to; one that was compared with nothing because earlier runs could not be read does not.
 */
export function decidePublishing(
  run: Run,
  comparison: Comparison,
  event: JobEvent,
  defaultBranch: string,
  acknowledged: readonly FigureKey[]
): Publishing {
  const no = (reason: string): Publishing => ({ publish: false, reason: `No baseline is published: ${reason}.` });
  if (!trustedEvents.some(name => name === event.name)) return no(`the run was started by ${event.name}`);
  if (branchOf(event.ref) !== defaultBranch) return no(`the run is not of the default branch, ${defaultBranch}`);
  if (!run.complete) return no('the run is incomplete');
  if (comparison.verdict === 'invalid') return no('something could not be measured');
  if (!isProven(run) || figuresOf(run).length === 0) return no('the run has no proven figures');
  const { ended } = comparison.baseline;
  if (comparison.verdict === 'no-baseline' && ended?.failed === true) {
    return no(`earlier runs could not be read, so nobody knows whether this one is worse (${ended.reason})`);
  }
  const accepted = new Set(acknowledged.map(keyText));
  const open = lossesOf(comparison).filter(loss => !accepted.has(keyText(loss)));
  if (open.length > 0) {
    const names = open.map(({ scenario = 'control', test, metric }) => `${scenario} ${test} ${metric}`);
    return no(
      `${names.join(', ')} got worse; to accept that, put the label ${acceptLabel} on the pull request and run this again`
    );
  }
  return { publish: true, reason: 'The run is published as a baseline.' };
}

import type { FoundBaselines } from '../baseline/assemble.ts';
import { readBaselineFiles } from '../baseline/files.ts';
import { findBaselines, requestsOfEach } from '../baseline/find.ts';
import { fingerprintOf } from '../baseline/fingerprint.ts';
import type { ReferenceCommit } from '../github/reference-commit.ts';
import { defined } from '../lib/defined.ts';
import { errorMessage } from '../model/errors.ts';
import { baselineName } from '../github/artifacts.ts';
import { GitHubError } from '../github/errors.ts';
import type { GitHub } from '../github/port.ts';
import type { Host } from '../host/ports.ts';
import type { ComparingOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import type { SearchEnd } from '../model/comparison.ts';

/** A measured run's place on GitHub, which decides which earlier runs it can be compared with. */
export interface Place {
  readonly github: GitHub;
  /** The workflow file that measured it, if known. */
  readonly workflow: string | undefined;
  /** Excluded as its own baseline. */
  readonly runId: number;
  /** Number of runs that search GitHub at about the same time, including this one. */
  readonly searches: number;
  reference(): Promise<Pick<ReferenceCommit, 'branch' | 'history'> | undefined>;
}

const nothing = (source: string, ended?: SearchEnd): FoundBaselines => ({
  record: { source, candidates: [], ...defined({ ended }), differences: [] },
  pool: [],
  anchor: []
});

const failed = (source: string, reason: string): FoundBaselines => nothing(source, { reason, failed: true });

/** Finds the earlier runs that a run can be compared with. GitHub failures are part of the search record. */
export async function findEarlier(
  host: Pick<Host, 'files'>,
  comparing: ComparingOptions,
  run: Run,
  place: Place | undefined
): Promise<FoundBaselines> {
  const fingerprint = fingerprintOf(run);
  if (comparing.baseline === 'none' || run.unchanged === true) return nothing('none');
  if (fingerprint === undefined) return failed(comparing.baseline, 'this run has no cluster description');
  if (comparing.baseline === 'file') return readBaselineFiles(host.files, comparing.baselineFiles, fingerprint, run.id);
  const source = 'artifacts';
  if (place === undefined) return failed(source, 'artifacts are available only in a workflow');
  const workflow = comparing.baselineWorkflow ?? place.workflow;
  if (workflow === undefined)
    return failed(source, 'the runner does not provide the workflow name; set baseline-workflow');
  try {
    const [repository, reference] = await Promise.all([place.github.repository(), place.reference()]);
    if (reference?.history === undefined) {
      return nothing(source, { reason: 'this event has no earlier commit', failed: false });
    }
    const { branch, history } = reference;
    const origin = { repositoryId: repository.id, workflow, branch, ownRunId: place.runId };
    return await findBaselines(place.github, {
      origin,
      artifact: baselineName(comparing.commentKey),
      history,
      fingerprint,
      requests: requestsOfEach(place.searches)
    });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return failed(source, errorMessage(error));
  }
}

import type { FoundBaselines } from '../baseline/assemble.ts';
import { readBaselineFiles } from '../baseline/files.ts';
import { findBaselines } from '../baseline/find.ts';
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
  /** How many requests a search may use. */
  requests(): number;
  /** Why GitHub failed in an earlier search of this job. It would cost a minute each time to find out again. */
  failure?: string;
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
  if (place.failure !== undefined) return failed(source, `not searched again, because GitHub failed: ${place.failure}`);
  try {
    const [repository, reference] = await Promise.all([place.github.repository(), place.reference()]);
    if (reference?.history === undefined) {
      return nothing(source, { reason: 'this event has no earlier commit', failed: false });
    }
    const { branch, history } = reference;
    const origin = { repositoryId: repository.id, workflow, branch, ownRunId: place.runId };
    const found = await findBaselines(place.github, {
      origin,
      artifact: baselineName(comparing.commentKey),
      history,
      fingerprint,
      requests: place.requests()
    });
    const { ended } = found.record;
    if (ended?.failed === true) place.failure = ended.reason;
    return found;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    place.failure = errorMessage(error);
    return failed(source, place.failure);
  }
}

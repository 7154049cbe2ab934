import type { JobEvent } from '../github/event.ts';
import { branchOf } from '../github/reference-commit.ts';
import { acceptLabel, type Comparison } from '../model/comparison.ts';
import { emulatedProcessor } from '../model/emulated.ts';
import { figuresOf } from '../model/figures.ts';
import { isProven } from '../model/proven.ts';
import type { Run } from '../model/run.ts';
import { lossesOf } from './document.ts';
import { trustedEvents } from './trust.ts';

/** Whether a run becomes a baseline, and why; a sentence for people. */
export interface Publishing {
  readonly publish: boolean;
  readonly reason: string;
}

/**
 * Only runs of the default branch become baselines, if its commit is what was checked out, and a run with a loss only if
 * someone accepted it. A job that failed for other reasons still publishes, and so do the first run and one without
 * comparable runs. A run that was not compared because earlier runs could not be read does not.
 */
export function decidePublishing(run: Run, comparison: Comparison, event: JobEvent, defaultBranch: string): Publishing {
  const no = (reason: string): Publishing => ({ publish: false, reason: `No baseline is published: ${reason}.` });
  const refused = refuseToKeep(run, comparison, event, defaultBranch);
  if (refused !== undefined) return no(refused);
  const { ended } = comparison.baseline;
  if (comparison.verdict === 'no-baseline' && ended?.failed === true) {
    return no(`earlier runs could not be read, so it is unknown whether this one is worse (${ended.reason})`);
  }
  const open = lossesOf(comparison);
  if (open.length > 0 && comparison.accepted !== true) {
    const names = open.map(({ scenario = 'control', test, metric }) => `${scenario} ${test} ${metric}`);
    return no(
      `${names.join(', ')} got worse; to accept this, add the label ${acceptLabel} to the pull request and re-run the job`
    );
  }
  return { publish: true, reason: 'The run is published as a baseline.' };
}

/**
 * Why nothing of a run is kept for later runs, neither as a baseline nor in a trend. A loss is no such reason, because a
 * trend without its losses has no changes.
 */
export function refuseToKeep(
  run: Run,
  comparison: Comparison,
  event: JobEvent,
  defaultBranch: string
): string | undefined {
  if (!trustedEvents.some(name => name === event.name)) return `the run was started by ${event.name}`;
  if (branchOf(event.ref) !== defaultBranch) return `the run is not on the default branch, ${defaultBranch}`;
  if (run.unchanged === true) return 'nothing was measured';
  if (emulatedProcessor(run) !== undefined) return 'the nodes are emulated, so their speeds mean nothing';
  const { checkedOut } = run.source ?? {};
  if (checkedOut !== event.sha) return describeOtherCommit(checkedOut, event.sha);
  if (!run.complete) return 'the run is incomplete';
  if (comparison.verdict === 'not-encrypted') return 'traffic that should be encrypted was plaintext';
  if (comparison.verdict === 'invalid') return 'something could not be measured';
  return !isProven(run) || figuresOf(run).length === 0 ? 'the run has no proven results' : undefined;
}

/**
 * Later runs find a baseline by the job's own commit, so one of another commit would mislead all of them. A missing
 * baseline is reported; a wrong one is not.
 */
function describeOtherCommit(checkedOut: string | undefined, sha: string): string {
  return checkedOut === undefined
    ? `it is unknown whether ${sha} is checked out; install git before actions/checkout`
    : `${checkedOut} is checked out, not the commit of the run, ${sha}`;
}

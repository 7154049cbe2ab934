import type { JobEvent } from '../github/event.ts';
import { isProven } from '../results/proven.ts';
import type { Run } from '../results/run.ts';
import type { Comparison } from '../verdict/comparison.ts';
import { lossesOf } from './document.ts';
import { figuresOf, keyText, type FigureKey } from './figures.ts';
import { branchOf } from './reference-commit.ts';
import { trustedEvents } from './trust.ts';

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

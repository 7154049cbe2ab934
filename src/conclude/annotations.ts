import type { Outputs } from '../host/ports.ts';
import { describeVerdict } from '../report/headline.ts';
import type { Run } from '../model/run.ts';
import type { Comparison } from '../model/comparison.ts';

/** GitHub shows ten errors of a step. */
const maxAnnotations = 10;

/**
 * The first line of every report, and an error for each regression and each part without a figure that counts. Of a run that
 * did not come to its end the parts follow from the error that ended it, which is told last and needs its place.
 */
export function sayVerdict(outputs: Outputs, run: Run, comparison: Comparison): void {
  const { verdict, sentence } = describeVerdict(run, comparison);
  outputs.info(`${verdict}: ${sentence}`);
  const regressions = describeRegressions([comparison]);
  if (run.complete) annotate(outputs, [...regressions, ...comparison.invalid], maxAnnotations);
  else annotate(outputs, regressions, maxAnnotations - 1);
}

/** An error for each regression. */
export function sayRegressions(outputs: Outputs, comparisons: readonly Comparison[]): void {
  annotate(outputs, describeRegressions(comparisons), maxAnnotations);
}

/** The first as errors, and what GitHub would not show as plain lines. */
function annotate(outputs: Outputs, sentences: readonly string[], most: number): void {
  for (const sentence of sentences.slice(0, most)) outputs.error(sentence);
  const more = sentences.slice(most);
  if (more.length > 0) outputs.info(`${more.length} more of these, in the log alone:`);
  for (const sentence of more) outputs.info(`  ${sentence}`);
}

function describeRegressions(comparisons: readonly Comparison[]): string[] {
  return comparisons
    .flatMap(({ metrics }) => metrics)
    .filter(({ gated, outcome }) => gated && outcome === 'regression')
    .map(({ scenario, test, metric, change }) => {
      const by = change === undefined ? '' : ` by ${((change.estimate - 1) * 100).toFixed(1)} %`;
      return `regression: ${scenario} ${test} ${metric} changed${by}`;
    });
}

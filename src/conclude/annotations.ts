import type { Outputs } from '../host/ports.ts';
import { describeVerdict } from '../report/headline.ts';
import type { Run } from '../model/run.ts';
import type { Comparison } from '../model/comparison.ts';

/** GitHub shows at most ten errors per step. */
const maxAnnotations = 10;

/**
 * Logs the headline, and an error for each regression and each incomplete part. If the run was aborted, incomplete
 * parts follow from its final error, which needs one of the ten places.
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

/** Shows the first as errors, and those beyond GitHub's limit as plain lines. */
function annotate(outputs: Outputs, sentences: readonly string[], most: number): void {
  for (const sentence of sentences.slice(0, most)) outputs.error(sentence);
  const more = sentences.slice(most);
  if (more.length > 0) outputs.info(`${more.length} more annotations, shown only in this log:`);
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

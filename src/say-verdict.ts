import type { Outputs } from './host/ports.ts';
import { describeVerdict } from './report/headline.ts';
import type { Run } from './results/run.ts';
import type { Comparison } from './verdict/comparison.ts';

const maxAnnotations = 10;

/** The first line of every report, and an error for each regression. */
export function sayVerdict(outputs: Outputs, run: Run, comparison: Comparison): void {
  const { verdict, sentence } = describeVerdict(run, comparison);
  outputs.info(`${verdict}: ${sentence}`);
  sayRegressions(outputs, [comparison]);
}

/** One annotation for each regression, ten at most; the summary has the rest. */
export function sayRegressions(outputs: Outputs, comparisons: readonly Comparison[]): void {
  const worse = comparisons
    .flatMap(({ metrics }) => metrics)
    .filter(({ gated, outcome }) => gated && outcome === 'regression');
  const shown = worse.length > maxAnnotations ? maxAnnotations - 1 : worse.length;
  for (const { scenario, test, metric, change } of worse.slice(0, shown)) {
    const by = change === undefined ? '' : ` by ${((change.estimate - 1) * 100).toFixed(1)} %`;
    outputs.error(`regression: ${scenario} ${test} ${metric} changed${by}`);
  }
  const more = worse.length - shown;
  if (more > 0) outputs.error(`regression: ${String(more)} more metrics, see the summary`);
}

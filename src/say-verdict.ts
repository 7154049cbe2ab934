import type { Outputs } from './host/ports.ts';
import { describeVerdict } from './report/headline.ts';
import type { Run } from './results/run.ts';
import type { Comparison } from './verdict/comparison.ts';

const maxAnnotations = 10;

/** The first line of every report, and an error for each regression. */
export function sayVerdict(outputs: Outputs, run: Run, comparison: Comparison): void {
  const { verdict, sentence } = describeVerdict(run, comparison);
  outputs.info(`${verdict}: ${sentence}`);
  for (const line of regressions(comparison)) outputs.error(line);
}

/** One annotation for each regression; the summary has the rest. */
function regressions({ metrics }: Comparison): string[] {
  const worse = metrics.filter(({ gated, outcome }) => gated && outcome === 'regression');
  const lines = worse.slice(0, maxAnnotations).map(({ scenario, test, metric, change }) => {
    const by = change === undefined ? '' : ` by ${((change.estimate - 1) * 100).toFixed(1)} %`;
    return `regression: ${scenario} ${test} ${metric} changed${by}`;
  });
  const more = worse.length - lines.length;
  return more > 0 ? [...lines.slice(0, -1), `regression: ${String(more + 1)} more metrics, see the summary`] : lines;
}

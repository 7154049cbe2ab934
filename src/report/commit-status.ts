import { count } from '../lib/count.ts';
import type { Comparison, MetricComparison, Verdict } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { shouldGate } from '../verdict/verdict.ts';
import { plainText } from './blocks.ts';
import { describeVerdict } from './headline.ts';
import { oneLine, shorten } from './markdown.ts';
import { plaintextHeading } from './plaintext.ts';
import { formatFactor } from './quantity.ts';
import { metricTitle } from './titles.ts';

/** A run in a commit status. */
export interface StatusRun {
  readonly run: Run;
  readonly comparison: Comparison;
  readonly context: { readonly foreign: boolean };
}

/** GitHub accepts no more characters. */
const maxLength = 140;

/**
 * The verdict in a few words for the list of checks: `Regression: TCP throughput -17.7 % in vxlan`. For several runs, worst
 * first, that of the first one and how many there are.
 */
export function describeStatus(runs: readonly StatusRun[], failures: readonly Verdict[]): string {
  const [worst] = runs;
  if (worst === undefined) return 'Invalid: no results could be read';
  const of = runs.length === 1 ? '' : ` (worst of ${runs.length} runs)`;
  const known = worst.comparison.verdict === 'invalid' || !failures.includes('invalid');
  const also = known ? '' : '; some results are invalid';
  return `${shorten(describeOne(worst), maxLength - also.length - of.length)}${also}${of}`;
}

function describeOne({ run, comparison, context }: StatusRun): string {
  const { verdict } = comparison;
  if (verdict === 'not-encrypted') return plainText(plaintextHeading(run));
  const details = detailsOf(verdict, comparison);
  const word = describeVerdict(run, comparison, context.foreign).verdict;
  return oneLine(`${word}${details === '' ? '' : `: ${details}`}`);
}

function detailsOf(verdict: Exclude<Verdict, 'not-encrypted'>, { metrics, invalid }: Comparison): string {
  const gating = metrics.filter(shouldGate);
  switch (verdict) {
    case 'regression':
      return changes(gating.filter(({ outcome }) => outcome === 'regression'));
    case 'inconclusive':
      return changes(gating.filter(({ outcome, onlyAdvises }) => outcome === 'inconclusive' || onlyAdvises === true));
    case 'advisory':
      return changes(gating);
    case 'pass': {
      const better = changes(gating.filter(({ outcome }) => outcome === 'improvement'));
      return better || `no loss in ${count(gating.length, 'gated metric')}`;
    }
    case 'no-baseline':
      return 'measured, but nothing to compare with';
    case 'unchanged':
      return 'Cilium gets the same settings, so nothing was measured';
    case 'invalid':
      return invalid[0] ?? '';
  }
}

/** The largest change, and how many more there are. */
function changes(metrics: readonly MetricComparison[]): string {
  const sized = metrics.flatMap(metric =>
    metric.change === undefined ? [] : [{ metric, by: metric.change.estimate }]
  );
  const [largest] = sized.toSorted((left, right) => Math.abs(Math.log(right.by)) - Math.abs(Math.log(left.by)));
  if (largest === undefined) return '';
  const { metric, by } = largest;
  const more = metrics.length === 1 ? '' : ` and ${metrics.length - 1} more`;
  return `${metricTitle(metric.test, metric.metric)} ${formatFactor(by)} in ${metric.scenario}${more}`;
}

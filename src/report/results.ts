import type { Comparison, ComparisonDesign, MetricComparison } from '../model/comparison.ts';
import { wantedRounds } from '../model/rounds.ts';
import type { Run } from '../model/run.ts';
import { isGood, shouldGate } from '../verdict/verdict.ts';
import { tableSection, type Cell, type ReportSection, type Text } from './blocks.ts';
import { shortCommit } from './markdown.ts';
import { isLeaked, missingRounds } from './outcomes.ts';
import { formatNumber, formatPlusMinus, formatShare, scaleOf } from './quantity.ts';
import { basisOf, isSpeed, metricTitle, ofPullRequest, scenarioName } from './titles.ts';

/**
 * One table per scenario with the metrics that decide the verdict. If there are several scenarios, those in which nothing
 * changed are folded.
 */
export function resultSections(run: Run, comparison: Comparison): ReportSection[] {
  const deciding = comparison.metrics.filter(shouldGate);
  const groups = Map.groupBy(deciding, ({ scenario }) => scenario);
  return [...groups].flatMap(([scenario, metrics]) => {
    const [first] = metrics;
    if (first === undefined) return [];
    const columns: Text[] = [[scenarioName(scenario)], baseTitle(run, first), nowTitle(run), 'change', ''];
    const rounds = wantedRounds(run, { scenario, arm: 'candidate' });
    const isQuiet =
      groups.size > 1 && metrics.every(one => one.gated && isGood(one.outcome) && one.outcome !== 'improvement');
    return tableSection(
      {
        name: 'the table of results',
        ...(isQuiet ? { title: describeQuiet(scenario, metrics), fold: 'open' as const } : {})
      },
      columns,
      metrics.map(metric => resultRow(metric, rounds))
    );
  });
}

function describeQuiet(scenario: string, metrics: readonly MetricComparison[]): string {
  const same = metrics.filter(({ outcome }) => outcome === 'equivalent').length;
  const rest = metrics.length - same;
  const parts = [...(same > 0 ? [`${same} same`] : []), ...(rest > 0 ? [`${rest} within tolerance`] : [])];
  return `✅ ${scenario}: ${parts.join(', ')}`;
}

const baseTitles: Readonly<Record<Exclude<ComparisonDesign, 'history' | 'single'>, string>> = {
  paired: 'reference',
  none: 'before'
};

/** What the metric is compared with, as a column: the base with its commit, a version, the mode, or the earlier runs. */
function baseTitle({ reference, cilium }: Run, metric: MetricComparison): Text {
  const { design } = metric;
  if (design === 'history' || design === 'single') return basisOf(metric);
  if (reference === undefined) return baseTitles[design];
  const { source, sha, chartVersion, modes } = reference;
  const name = source === 'base' ? 'base' : baseTitles[design];
  const version = chartVersion === cilium?.chartVersion ? [] : [` (Cilium ${chartVersion})`];
  if (modes !== undefined) return [`${name}: `, { text: modes.reference, style: 'code' }, ...version];
  return [
    name,
    ...(sha === undefined ? [] : [' ', { text: shortCommit(sha).slice(0, 7), style: 'code' } as const]),
    ...version
  ];
}

function nowTitle(run: Run): Text {
  const name = ofPullRequest(run) ? 'this PR' : 'now';
  const { modes } = run.reference ?? {};
  return modes === undefined ? name : [`${name}: `, { text: modes.candidate, style: 'code' }];
}

function resultRow(metric: MetricComparison, rounds: number): Cell[] {
  const { test, metric: name, unit, reference, candidate, change, outcome } = metric;
  const { factor, decimals, symbol } = scaleOf(Math.max(Math.abs(reference ?? 0), Math.abs(candidate ?? 0)), unit);
  const show = (value: number): string => formatNumber(value / factor, decimals);
  const figure = (text: Text): Cell => ({ text, kind: 'figure' });
  const now = (value: number): Text => {
    const changed = outcome === 'regression' || outcome === 'improvement';
    return [changed ? { text: show(value), style: 'strong' } : show(value), ...(symbol === '' ? [] : [` ${symbol}`])];
  };
  return [
    { text: metricTitle(test, name), kind: 'name' },
    figure(reference === undefined ? '-' : show(reference)),
    figure(candidate === undefined ? '-' : now(candidate)),
    figure(change === undefined ? '-' : formatPlusMinus(change)),
    { text: `${describeResult(metric)}${outcome === 'invalid' ? '' : missingRounds(metric, rounds)}`, kind: outcome }
  ];
}

/** Whether only the rule of half the tolerance explains a regression (docs/rules.md#how-a-metric-is-decided). */
function isBelowTolerance({ change, tolerance, onlyAdvises }: MetricComparison): boolean {
  return change !== undefined && onlyAdvises !== true && Math.abs(change.estimate - 1) < tolerance;
}

/** A sign and a word: `❌ slower`. */
function describeResult(metric: MetricComparison): string {
  const { outcome, design, tolerance, onlyAdvises } = metric;
  const [worse, better] = isSpeed(metric) ? ['slower', 'faster'] : ['worse', 'better'];
  if (outcome === 'invalid') return isLeaked(metric) ? '🚨 plaintext' : '⛔ no result';
  if (design === 'none') return '📏 not compared';
  const words: Readonly<Record<Exclude<MetricComparison['outcome'], 'invalid'>, readonly [string, string]>> = {
    regression: ['❌', `${worse}${isBelowTolerance(metric) ? `, by over half of ${formatShare(tolerance)}` : ''}`],
    improvement: ['✅', better],
    equivalent: ['✅', 'same'],
    tolerable: ['✅', `within ${formatShare(tolerance)}`],
    inconclusive: ['❓', 'unclear']
  };
  const [sign, word] = words[outcome];
  return onlyAdvises === true ? `💬 ${word}, advisory only` : `${sign} ${word}`;
}

import { parseScenario } from '../model/scenario.ts';
import type { Comparison, MetricComparison } from '../model/comparison.ts';
import { formatChange, formatShare, formatQuantity } from './quantity.ts';
import { createPart, folded, type Part } from './fit-to-limit.ts';
import { code, escapeShort, tableHead, tableRow } from './markdown.ts';
import { basisOf, metricTitle } from './titles.ts';
import {
  comparisonColumns,
  decidingMetrics,
  describeNeed,
  describeOutcome,
  describeSeen,
  missingRounds
} from './outcomes.ts';

/** Separates results that need attention from those that do not. */
export function splitByNoise({ metrics }: Comparison): Readonly<Record<'loud' | 'quiet', readonly MetricComparison[]>> {
  return { loud: metrics.filter(metric => !isQuiet(metric)), quiet: metrics.filter(isQuiet) };
}

/** The table of results that need attention, with a folded table of unchanged ones below it. */
export function comparisonParts(comparison: Comparison, rounds: number, maxRows: number): Part[] {
  const { loud, quiet } = splitByNoise(comparison);
  const head = tableHead(comparisonColumns(comparison));
  const part = (name: string, metrics: readonly MetricComparison[]): Part =>
    createPart({ name, open: head }, metrics, maxRows, metric => tableRow(cells(metric, rounds)));
  return [
    ...(loud.length === 0 ? [] : [part('the table of changes', loud)]),
    ...(quiet.length === 0 ? [] : [folded(part('the table of unchanged metrics', quiet), describeQuiet(quiet))])
  ];
}

/** Unchanged, or inconclusive where no verdict depends on it. */
function isQuiet({ outcome, gated, onlyAdvises }: MetricComparison): boolean {
  if (onlyAdvises === true) return false;
  return outcome === 'equivalent' || (outcome === 'inconclusive' && !gated);
}

/** Summary line of the fold. */
export function describeQuiet(quiet: readonly MetricComparison[]): string {
  const same = quiet.filter(metric => metric.outcome === 'equivalent').length;
  const alone = quiet.filter(metric => metric.outcome !== 'equivalent' && metric.design === 'none').length;
  const open = quiet.length - same - alone;
  const parts = [
    ...(same === 0 ? [] : [`${same} unchanged`]),
    ...(open === 0 ? [] : [`${open} not gated and inconclusive`]),
    ...(alone === 0 ? [] : [`${alone} not gated and not compared`])
  ];
  return parts.join(', ');
}

function cells(metric: MetricComparison, rounds: number): string[] {
  const { scenario, test, unit, reference, candidate, change, proof } = metric;
  const figure = (value: number | undefined): string => (value === undefined ? '-' : formatQuantity(value, unit));
  return [
    scenarioName(scenario),
    escapeShort(metricTitle(test, metric.metric), 80),
    figure(reference),
    figure(candidate),
    change === undefined ? '-' : `${formatChange(change)}${missingRounds(metric, rounds)}`,
    outcomeCell(metric),
    proof === 'unproven' ? '**unproven**' : proof
  ];
}

/** A known scenario as code, as users write it; any other name as escaped text. */
export function scenarioName(scenario: string): string {
  return parseScenario(scenario) === undefined ? escapeShort(scenario, 80) : code(scenario);
}

function outcomeCell(metric: MetricComparison): string {
  const { outcome, reason } = metric;
  const word = describeOutcome(metric);
  const shown = outcome === 'regression' || outcome === 'invalid' ? `**${word}**` : word;
  return `${shown}${reason === undefined ? '' : `: ${escapeShort(reason, 160)}`}`;
}

/** The smallest loss the design can detect, for each metric that decides the verdict. */
export function sightPart({ metrics }: Comparison, maxRows: number): Part | undefined {
  const gated = decidingMetrics(metrics);
  if (gated.length === 0) return undefined;
  const head = ['Scenario', 'Test', 'Detectable loss', 'Tolerance', 'Based on', 'Needed to detect 2× tolerance'];
  const part = createPart({ name: 'the detectable losses', open: tableHead(head) }, gated, maxRows, one =>
    tableRow([
      scenarioName(one.scenario),
      escapeShort(metricTitle(one.test, one.metric), 80),
      one.detectable === undefined ? 'unknown' : formatShare(one.detectable),
      formatShare(one.margin),
      basisOf(one),
      describeNeed(one) ?? '-'
    ])
  );
  return folded(part, `Smallest loss detectable in 9 of 10 cases: ${describeSeen(gated) ?? 'unknown'}`);
}

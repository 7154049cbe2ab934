import type { Comparison, ComparisonDesign, MetricComparison } from '../model/comparison.ts';
import { count, nameFirst } from '../lib/count.ts';
import { shouldGate } from '../verdict/verdict.ts';
import { tableSection, type Cell, type Chart, type ReportSection, type Text } from './blocks.ts';
import { decidingMetrics, describeNeed, describeOutcome, describeSeen, isLeaked, missingRounds } from './outcomes.ts';
import { formatChange, formatNumber, formatQuantity, formatShare } from './quantity.ts';
import { basisOf, metricTitle, scenarioName } from './titles.ts';

/** All metrics with their intervals, reasons and proof. `roundsOf` returns how many rounds a scenario should have. */
export function comparisonSections(comparison: Comparison, roundsOf: (scenario: string) => number): ReportSection[] {
  const { metrics, design, reference } = comparison;
  const isCompared = design !== 'none' || reference !== undefined;
  const others = metrics.filter(metric => !shouldGate(metric));
  const tests = [...new Set(others.map(({ test, metric }) => metricTitle(test, metric)))];
  const title = [
    `All ${count(metrics.length, 'metric')}${isCompared ? ' with intervals' : ''}`,
    ...(others.length === 0 ? [] : [`${others.length} of them not gated (${nameFirst(tests, named)})`])
  ];
  return tableSection(
    {
      name: 'the table of all metrics',
      title: title.join(', '),
      fold: 'comment',
      paragraphs: comparison.stopped === undefined ? [] : [`Stopped early: ${comparison.stopped}.`]
    },
    comparisonColumns(comparison),
    metrics.map(metric => comparisonRow(metric, isCompared, roundsOf(metric.scenario)))
  );
}

/** Number of metrics that a title lists. */
const named = 3;

/** Column heading for what the run is compared with. */
const referenceTitles: Readonly<Record<ComparisonDesign, string>> = {
  paired: 'Reference',
  history: 'Baseline',
  single: 'Earlier run',
  none: 'Baseline'
};

function comparisonColumns({ design, metrics, reference }: Comparison): Text[] {
  const modes = reference?.modes;
  const [before, now] = [referenceTitles[design], 'Now'];
  if (design === 'none' && reference === undefined) return ['Scenario', 'Test', now, 'Outcome', 'Traffic (verified)'];
  const levels = new Set(metrics.flatMap(({ change }) => change?.level ?? []));
  const [level, other] = [...levels].sort((left, right) => right - left).map(formatShare);
  const interval =
    level === undefined
      ? ''
      : ` (${level} interval${other === undefined ? '' : `, ${other} where the loss is tolerable`})`;
  return [
    ...['Scenario', 'Test'],
    modes === undefined ? before : `${before}: ${modes.reference}`,
    modes === undefined ? now : `${now}: ${modes.candidate}`,
    ...[`Change${interval}`, 'Outcome', 'Traffic (verified)']
  ];
}

/** `isCompared`: with the columns of a comparison. */
function comparisonRow(metric: MetricComparison, isCompared: boolean, rounds: number): Cell[] {
  const { unit, reference, candidate, change, proof, outcome, reason } = metric;
  const word = describeOutcome(metric);
  const changed = figure(change === undefined ? '-' : `${formatChange(change)}${missingRounds(metric, rounds)}`);
  return [
    ...subjectCells(metric),
    ...(isCompared ? [quantity(reference, unit)] : []),
    quantity(candidate, unit),
    ...(isCompared ? [changed] : []),
    {
      text: [
        outcome === 'regression' || outcome === 'invalid' ? { text: word, style: 'strong' } : word,
        // The heading says it, and the evidence is in the notes.
        ...(reason === undefined || isLeaked(metric) ? [] : [': ', reason])
      ],
      kind: outcome
    },
    proof === 'unproven' || isLeaked(metric)
      ? { text: [{ text: proof, style: 'strong' }], kind: 'invalid' }
      : name(proof)
  ];
}

/** The smallest loss the design can detect, for each metric that decides the verdict. */
export function detectableSections({ metrics }: Comparison): ReportSection[] {
  const deciding = decidingMetrics(metrics);
  return tableSection(
    {
      name: 'the detectable losses',
      title: `Smallest loss detectable in 9 of 10 cases: ${describeSeen(deciding) ?? 'unknown'}`,
      fold: 'comment',
      paragraphs: ['Never below the tolerance, however small the noise is, because a smaller loss may pass.']
    },
    ['Scenario', 'Test', 'Detectable loss', 'Tolerance', 'Based on', 'Needed to detect the tolerance'],
    deciding.map(metric => [
      ...subjectCells(metric),
      figure(metric.detectable === undefined ? 'unknown' : formatShare(metric.detectable)),
      figure(formatShare(metric.tolerance)),
      name(basisOf(metric)),
      figure(describeNeed(metric) ?? '-')
    ])
  );
}

/** The p-values of the t-test, which decides, and how its variances were pooled. */
export function testSections({ metrics, variancePools = [] }: Comparison): ReportSection[] {
  const pools = variancePools.map(
    ({ metrics: names, priorDegreesOfFreedom }) =>
      `The variances of ${names.length} metrics were pooled; each borrows at most ${formatNumber(priorDegreesOfFreedom, 1)} degrees of freedom from the others (${names.join(', ')}).`
  );
  return tableSection(
    { name: 'the statistical tests', title: 'Statistical tests', fold: 'both', only: 'page', paragraphs: pools },
    ['Scenario', 'Test', 'Gates', 'p-value (t-test, adjusted)'],
    metrics.flatMap(metric => {
      const { adjustedP, gated } = metric;
      if (adjustedP === undefined) return [];
      const p = adjustedP < 0.001 ? '< 0.001' : formatNumber(adjustedP, 3);
      return [[...subjectCells(metric), name(gated ? 'yes' : 'no'), figure(p)]];
    })
  );
}

/** Every round of every scenario. */
export function roundsTable(metrics: readonly MetricComparison[]): NonNullable<Chart['data']> {
  const rows = metrics.flatMap(({ scenario, unit, rounds }) =>
    rounds.map(({ round, reference, candidate }) => [
      name([scenarioName(scenario)]),
      figure(String(round)),
      quantity(reference, unit),
      quantity(candidate, unit)
    ])
  );
  return { title: 'Values per round', columns: ['Scenario', 'Round', 'Reference', 'Now'], rows };
}

/** A metric in each earlier run. */
export function historyTable({ history, unit }: MetricComparison): NonNullable<Chart['data']> {
  const rows = history.map(({ label, startedAt, value }) => [{ text: label }, name(startedAt), quantity(value, unit)]);
  return { title: 'Earlier runs', columns: ['Earlier run', 'Started', 'Value'], rows };
}

function subjectCells({ scenario, test, metric }: MetricComparison): Cell[] {
  return [name([scenarioName(scenario)]), name(metricTitle(test, metric))];
}

function name(text: Cell['text']): Cell {
  return { text, kind: 'name' };
}

function figure(text: string): Cell {
  return { text, kind: 'figure' };
}

function quantity(value: number | undefined, unit: MetricComparison['unit']): Cell {
  return figure(value === undefined ? '-' : formatQuantity(value, unit));
}

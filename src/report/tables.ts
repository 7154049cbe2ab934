import type { Comparison, ComparisonDesign, MetricComparison } from '../model/comparison.ts';
import { parseScenario } from '../model/scenario.ts';
import { tableSection, type Cell, type Chart, type ReportSection, type Span } from './blocks.ts';
import { decidingMetrics, describeNeed, describeOutcome, describeSeen, missingRounds } from './outcomes.ts';
import { formatChange, formatNumber, formatQuantity, formatShare } from './quantity.ts';
import { basisOf, metricTitle } from './titles.ts';

/**
 * The table of results that need attention, with a folded table of the others below it. `roundsOf` returns how many rounds
 * a scenario should have.
 */
export function comparisonSections(comparison: Comparison, roundsOf: (scenario: string) => number): ReportSection[] {
  const columns = comparisonColumns(comparison);
  const quiet = comparison.metrics.filter(isQuiet);
  const loud = comparison.metrics.filter(metric => !isQuiet(metric));
  const render = (metric: MetricComparison): Cell[] => comparisonRow(metric, roundsOf(metric.scenario));
  return [
    ...tableSection({ name: 'the table of changes' }, columns, loud.map(render)),
    ...tableSection(
      {
        name: 'the table of unchanged metrics',
        title: describeQuiet(quiet),
        fold: loud.length === 0 ? 'open' : 'both'
      },
      columns,
      quiet.map(render)
    )
  ];
}

/** Column heading for what the run is compared with. */
const referenceTitles: Readonly<Record<ComparisonDesign, string>> = {
  paired: 'Reference',
  history: 'Baseline',
  single: 'Earlier run',
  none: 'Baseline'
};

function comparisonColumns({ design, metrics, reference }: Comparison): string[] {
  const levels = new Set(metrics.flatMap(({ change }) => change?.level ?? []));
  const [level, other] = [...levels].sort((left, right) => right - left).map(formatShare);
  const interval =
    level === undefined
      ? ''
      : ` (${level} interval${other === undefined ? '' : `, ${other} where the loss is tolerable`})`;
  const modes = reference?.modes;
  const [before, now] = [referenceTitles[design], 'Now'];
  return [
    'Scenario',
    'Test',
    modes === undefined ? before : `${before}: ${modes.reference}`,
    modes === undefined ? now : `${now}: ${modes.candidate}`,
    `Change${interval}`,
    'Outcome',
    'Traffic (verified)'
  ];
}

function comparisonRow(metric: MetricComparison, rounds: number): Cell[] {
  const { unit, reference, candidate, change, proof, outcome, reason } = metric;
  const word = describeOutcome(metric);
  return [
    ...subjectCells(metric),
    quantity(reference, unit),
    quantity(candidate, unit),
    figure(change === undefined ? '-' : `${formatChange(change)}${missingRounds(metric, rounds)}`),
    {
      text: [
        outcome === 'regression' || outcome === 'invalid' ? { text: word, style: 'strong' } : word,
        ...(reason === undefined ? [] : [': ', reason])
      ],
      kind: outcome
    },
    proof === 'unproven' ? { text: [{ text: proof, style: 'strong' }], kind: 'invalid' } : name(proof)
  ];
}

/** Unchanged or within tolerance, or inconclusive where no verdict depends on it. */
function isQuiet({ outcome, gated, onlyAdvises }: MetricComparison): boolean {
  if (onlyAdvises === true) return false;
  return outcome === 'equivalent' || outcome === 'tolerable' || (outcome === 'inconclusive' && !gated);
}

function describeQuiet(quiet: readonly MetricComparison[]): string {
  const having = (outcome: MetricComparison['outcome']): number =>
    quiet.filter(metric => metric.outcome === outcome).length;
  const [same, tolerable] = [having('equivalent'), having('tolerable')];
  const alone = quiet.filter(metric => metric.outcome === 'inconclusive' && metric.design === 'none').length;
  const open = quiet.length - same - tolerable - alone;
  const parts = [
    ...(same === 0 ? [] : [`${same} unchanged`]),
    ...(tolerable === 0 ? [] : [`${tolerable} within tolerance`]),
    ...(open === 0 ? [] : [`${open} not gated and inconclusive`]),
    ...(alone === 0 ? [] : [`${alone} not gated and not compared`])
  ];
  return parts.join(', ');
}

/** The smallest loss the design can detect, for each metric that decides the verdict. */
export function detectableSections({ metrics }: Comparison): ReportSection[] {
  const deciding = decidingMetrics(metrics);
  return tableSection(
    {
      name: 'the detectable losses',
      title: `Smallest loss detectable in 9 of 10 cases: ${describeSeen(deciding) ?? 'unknown'}`,
      fold: 'comment'
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

/** A known scenario as code, as users write it; any other name as plain text. */
export function scenarioName(scenario: string): Span {
  return parseScenario(scenario) === undefined ? scenario : { text: scenario, style: 'code' };
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

import { defined } from '../lib/defined.ts';
import { leaksOf } from '../model/plaintext.ts';
import type { Run } from '../model/run.ts';
import { parseScenario, scenarioName as nameOf } from '../model/scenario.ts';
import type { TestName } from '../model/test.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { mean } from '../statistics/variance.ts';
import { tests } from '../suite/index.ts';
import { proofOf, seriesOf, type Series } from '../verdict/series.ts';
import { listSection, tableSections, type Cell, type ReportSection, type Text } from './blocks.ts';
import { formatFactor, formatNumber, scaleOf, type Scale } from './quantity.ts';
import { encapsulationTitles, encryptionTitles, inSentence, metricTitle, scenarioTitle } from './titles.ts';

/** A test's values by scenario: one for each round, in the order of the rounds. */
export interface Row {
  readonly title: string;
  /** In the list of costs. */
  readonly subject: string;
  readonly unit: Series['unit'];
  readonly values: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** The mean over the rounds with its interval, and the cost against the same routing without encryption. */
export interface Figure {
  readonly mean: number;
  readonly low?: number;
  readonly high?: number;
  /** As factors. */
  readonly cost?: Cost;
}

interface Cost {
  readonly factor: number;
  readonly low?: number;
  readonly high?: number;
}

/** Columns of a table that fit into a comment at GitHub's width. */
export const mostModes = 6;

/** Several modes side by side, as in the published benchmark, and what each costs against its routing without encryption. */
export function evaluationSections(run: Run): ReportSection[] {
  const rows = rowsOf(run);
  const { scenarios } = run.plan;
  if (rows.length === 0) return [];
  const costs = costsOf(run, rows);
  return [
    ...tableSections(
      { name: 'the table of modes', paragraphs: [remark(run, costs.length > 0)] },
      ['', ...scenarios.map(scenarioTitle)],
      [
        ...rows.map(row =>
          cellsOf(
            row,
            scenarios.map(scenario => figureOf(row, scenario) ?? '-')
          )
        ),
        trafficCells(scenarios.map(scenario => trafficOf(run, scenario)))
      ],
      mostModes
    ),
    ...listSection(
      { name: 'the costs of encryption', title: 'What encryption costs', paragraphs: [costsLead(run)] },
      costs
    )
  ];
}

/** What each mode of a run costs. `prefix` names the run if there are several. */
export function costsOf({ plan }: Run, rows: readonly Row[], prefix = ''): Text[] {
  return plan.scenarios.flatMap((scenario): Text[] => {
    const text = describeCosts(scenario, rows, prefix);
    return text === undefined ? [] : [text];
  });
}

function remark({ plan }: Run, hasCosts: boolean): string {
  const interval =
    plan.rounds > 1 ? `Mean and 95 % interval over the rounds` : 'A single round, so the variation is unknown';
  return `${interval}${hasCosts ? '; in brackets: against the same routing without encryption' : ''}.`;
}

function costsLead({ plan }: Run): string {
  return plan.rounds > 1
    ? 'against the same routing without encryption in the same round, with 95 % intervals.'
    : 'against the same routing without encryption, in a single round.';
}

/** The primary metric of each test, then the CPU time of the first test that reports it. No value without proof. */
export function rowsOf(run: Run): Row[] {
  const leaks = new Set(leaksOf(run).map(({ scenario }) => scenario));
  const usable = seriesOf(run).usable.filter(({ proof, scenario }) => proof !== 'unproven' && !leaks.has(scenario));
  const find = (test: TestName, metric: string): readonly Series[] =>
    usable.filter(one => one.test === test && one.metric === metric);
  const row = (title: string, subject: string, series: readonly Series[]): Row[] => {
    const [first] = series;
    if (first === undefined) return [];
    return [{ title, subject, unit: first.unit, values: byScenario(series) }];
  };
  const primary = run.plan.tests.flatMap(test => {
    const title = primaryTitle(test);
    return row(title, inSentence(title), find(test, tests[test].primaryMetric));
  });
  const cpu = run.plan.tests.flatMap(test => {
    const found = cpuTitles
      .map(([metric, title]) => ({ title, series: find(test, metric) }))
      .find(({ series }) => series[0]?.unit === 's/GB');
    return found === undefined ? [] : row(`${found.title}, ${primaryTitle(test)}`, 'CPU per GB', found.series);
  });
  return [...primary, ...cpu.slice(0, 1)];
}

/** The title of a test's row. */
export function primaryTitle(test: TestName): string {
  return metricTitle(test, tests[test].primaryMetric);
}

/** What the traffic costs both nodes: on kind the machine's CPU, elsewhere the server's node, which does most of the work. */
const cpuTitles = [
  ['machine-cpu', 'CPU per GB'],
  ['server-node-cpu', "CPU per GB of the server's node"],
  ['pods-cpu', 'CPU per GB of the test pods']
] as const;

function byScenario(series: readonly Series[]): Row['values'] {
  return new Map(
    series.map(({ scenario, rounds }) => [
      scenario,
      new Map(rounds.flatMap(({ round, candidate }) => (candidate === undefined ? [] : [[round, candidate] as const])))
    ])
  );
}

/** A test's mean in a scenario; `undefined` without a valid measurement. */
export function figureOf(row: Row, scenario: string): Figure | undefined {
  const values = [...(row.values.get(scenario)?.values() ?? [])];
  if (values.length === 0) return undefined;
  const { low, high } = meanInterval(values) ?? {};
  return { mean: mean(values), ...defined({ low, high, cost: costOf(row, scenario) }) };
}

/** A row of the table, in one unit. A word stands for a figure that does not exist. */
export function cellsOf({ title, unit }: Pick<Row, 'title' | 'unit'>, figures: readonly (Figure | string)[]): Cell[] {
  const known = figures.flatMap(figure => (typeof figure === 'object' ? [Math.abs(figure.mean)] : []));
  const scale = scaleOf(Math.max(0, ...known), unit);
  const isNamed = known.length > 0 && scale.symbol !== '';
  return [
    { text: isNamed ? `${title} (${scale.symbol})` : title, kind: 'name' },
    ...figures.map((figure): Cell => ({
      text: typeof figure === 'string' ? figure : formatFigure(figure, unit, scale),
      kind: 'figure'
    }))
  ];
}

function formatFigure({ mean: center, high, cost }: Figure, unit: Row['unit'], { factor, decimals }: Scale): string {
  const spread = high === undefined ? '' : ` ± ${formatNumber((high - center) / factor, decimals)}`;
  const shown = cost === undefined ? '' : unit === 's/GB' ? times(cost.factor) : formatFactor(cost.factor, 0);
  return `${formatNumber(center / factor, decimals)}${spread}${shown === '' ? '' : ` (${shown})`}`;
}

function times(factor: number): string {
  return `${formatNumber(factor, 1)} ×`;
}

/** A scenario's values as factors of those of its routing without encryption, round by round. */
function costOf({ values }: Row, scenario: string): Cost | undefined {
  const parsed = parseScenario(scenario);
  if (parsed === undefined || parsed.encryption === 'none') return undefined;
  const plain = values.get(nameOf({ ...parsed, encryption: 'none' }));
  const logs = [...(values.get(scenario) ?? [])].flatMap(([round, value]) => {
    const other = plain?.get(round);
    return other === undefined ? [] : [Math.log(value / other)];
  });
  if (logs.length === 0) return undefined;
  const interval = meanInterval(logs);
  return {
    factor: Math.exp(mean(logs)),
    ...defined({
      low: interval === undefined ? undefined : Math.exp(interval.low),
      high: interval === undefined ? undefined : Math.exp(interval.high)
    })
  };
}

/** Such as `WireGuard over VXLAN: −62 % TCP throughput (−64 to −60 %), 2.1 × CPU per GB (2.0 to 2.2)`. */
function describeCosts(scenario: string, rows: readonly Row[], prefix: string): Text | undefined {
  const parsed = parseScenario(scenario);
  const costs = rows.flatMap(row => {
    const cost = costOf(row, scenario);
    return cost === undefined ? [] : [row.unit === 's/GB' ? asFactor(cost, row.subject) : asChange(cost, row.subject)];
  });
  if (parsed === undefined || costs.length === 0) return undefined;
  const { routing, encryption } = parsed;
  const over = routing === 'native' ? 'with native routing' : `over ${encapsulationTitles[routing]}`;
  return [{ text: `${prefix}${encryptionTitles[encryption]} ${over}:`, style: 'strong' }, ` ${costs.join(', ')}`];
}

function asChange({ factor, low, high }: Cost, subject: string): string {
  if (low === undefined || high === undefined) return `${formatFactor(factor, 0)} ${subject}`;
  const decimals = high - low < 0.03 ? 1 : 0;
  const bounds = `${formatFactor(low, decimals).replace(' %', '')} to ${formatFactor(high, decimals)}`;
  return `${formatFactor(factor, decimals)} ${subject} (${bounds})`;
}

function asFactor({ factor, low, high }: Cost, subject: string): string {
  const bounds =
    low === undefined || high === undefined ? '' : ` (${formatNumber(low, 1)} to ${formatNumber(high, 1)})`;
  return `${times(factor)} ${subject}${bounds}`;
}

/** What the traffic of a scenario was proven to be; `leaked` if it was plaintext instead of encrypted. */
export type Traffic = Series['proof'] | 'leaked';

/** The last row of the table. */
export function trafficCells(traffic: readonly Traffic[]): Cell[] {
  const texts = traffic.map(seen => (seen === 'leaked' ? '🚨 plaintext' : seen));
  return [{ text: 'Traffic was', kind: 'name' }, ...texts.map((text): Cell => ({ text, kind: 'figure' }))];
}

/** By its valid samples, and by whatever else was seen of it. */
export function trafficOf(run: Run, scenario: string): Traffic {
  if (leaksOf(run).some(leak => leak.scenario === scenario)) return 'leaked';
  const own = run.samples.filter(
    one => one.arm === 'candidate' && one.path === 'pod' && one.scenario === scenario && one.status === 'valid'
  );
  return proofOf(new Set(own.map(({ proof }) => proof?.verdict)));
}

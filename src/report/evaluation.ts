import { defined } from '../lib/defined.ts';
import { leaksOf } from '../model/plaintext.ts';
import type { Run } from '../model/run.ts';
import { parseScenario, scenarioName as nameOf } from '../model/scenario.ts';
import type { TestName } from '../model/test.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { tests } from '../suite/index.ts';
import { seriesOf, type Series } from '../verdict/series.ts';
import { listSection, tableSection, type Cell, type ReportSection, type Text } from './blocks.ts';
import { formatFactor, formatNumber, scaleOf, type Scale } from './quantity.ts';
import { encapsulationTitles, encryptionTitles, inSentence, metricTitle, scenarioTitle } from './titles.ts';

/** A test's values by scenario: one for each round, in the order of the rounds. */
interface Row {
  readonly title: string;
  /** In the list of costs. */
  readonly subject: string;
  readonly unit: Series['unit'];
  readonly values: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** Several modes side by side, as in the published benchmark, and what each costs against its routing without encryption. */
export function evaluationSections(run: Run): ReportSection[] {
  const rows = rowsOf(run);
  const { scenarios } = run.plan;
  if (rows.length === 0) return [];
  const leaks = new Set(leaksOf(run).map(({ scenario }) => scenario));
  const traffic = scenarios.map(scenario => (leaks.has(scenario) ? '🚨 plaintext' : provenOf(run, scenario)));
  const costs = scenarios.flatMap((scenario): Text[] => {
    const text = describeCosts(scenario, rows);
    return text === undefined ? [] : [text];
  });
  return [
    ...tableSection(
      { name: 'the table of modes', paragraphs: [remark(run, costs.length > 0)] },
      ['', ...scenarios.map(scenarioTitle)],
      [
        ...rows.map(row => cellsOf(row, scenarios)),
        [{ text: 'Traffic was', kind: 'name' } as const, ...traffic.map((text): Cell => ({ text, kind: 'figure' }))]
      ]
    ),
    ...listSection(
      { name: 'the costs of encryption', title: 'What encryption costs', paragraphs: [costsLead(run)] },
      costs
    )
  ];
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

/** The primary metric of each test, then the CPU time of the first test that reports it. */
function rowsOf(run: Run): Row[] {
  const { usable } = seriesOf(run);
  const find = (test: TestName, metric: string): readonly Series[] =>
    usable.filter(one => one.test === test && one.metric === metric);
  const row = (title: string, subject: string, series: readonly Series[]): Row[] => {
    const [first] = series;
    if (first === undefined) return [];
    return [{ title, subject, unit: first.unit, values: byScenario(series) }];
  };
  const primary = run.plan.tests.flatMap(test => {
    const { primaryMetric } = tests[test];
    const title = metricTitle(test, primaryMetric);
    return row(title, inSentence(title), find(test, primaryMetric));
  });
  const cpu = run.plan.tests.flatMap(test => {
    const series = cpuMetrics.map(metric => find(test, metric)).find(all => all[0]?.unit === 's/GB');
    return series === undefined
      ? []
      : row(`CPU per GB, ${metricTitle(test, tests[test].primaryMetric)}`, 'CPU per GB', series);
  });
  return [...primary, ...cpu.slice(0, 1)];
}

/** What the traffic costs both nodes: on kind the machine's CPU, elsewhere the server's node, which does most of the work. */
const cpuMetrics = ['machine-cpu', 'server-node-cpu', 'pods-cpu'];

function byScenario(series: readonly Series[]): Row['values'] {
  return new Map(
    series.map(({ scenario, rounds }) => [
      scenario,
      new Map(rounds.flatMap(({ round, candidate }) => (candidate === undefined ? [] : [[round, candidate] as const])))
    ])
  );
}

function cellsOf(row: Row, scenarios: readonly string[]): Cell[] {
  const largest = Math.max(...[...row.values.values()].flatMap(values => [...values.values()].map(Math.abs)));
  const scale = scaleOf(largest, row.unit);
  return [
    { text: scale.symbol === '' ? row.title : `${row.title} (${scale.symbol})`, kind: 'name' },
    ...scenarios.map((scenario): Cell => ({ text: cellOf(row, scenario, scale), kind: 'figure' }))
  ];
}

function cellOf(row: Row, scenario: string, { factor, decimals }: Scale): string {
  const values = [...(row.values.get(scenario)?.values() ?? [])].map(value => value / factor);
  if (values.length === 0) return '-';
  const interval = meanInterval(values);
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = interval === undefined ? '' : ` ± ${formatNumber(interval.high - interval.mean, decimals)}`;
  const cost = costOf(row, scenario);
  const shown = cost === undefined ? '' : row.unit === 's/GB' ? times(cost.factor) : formatFactor(cost.factor, 0);
  return `${formatNumber(center, decimals)}${spread}${shown === '' ? '' : ` (${shown})`}`;
}

function times(factor: number): string {
  return `${formatNumber(factor, 1)} ×`;
}

interface Cost {
  readonly factor: number;
  readonly low?: number;
  readonly high?: number;
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
    factor: Math.exp(logs.reduce((sum, value) => sum + value, 0) / logs.length),
    ...defined({
      low: interval === undefined ? undefined : Math.exp(interval.low),
      high: interval === undefined ? undefined : Math.exp(interval.high)
    })
  };
}

/** Such as `WireGuard over VXLAN: −62 % TCP throughput (−64 to −60 %), 2.1 × CPU per GB (2.0 to 2.2)`. */
function describeCosts(scenario: string, rows: readonly Row[]): Text | undefined {
  const parsed = parseScenario(scenario);
  const costs = rows.flatMap(row => {
    const cost = costOf(row, scenario);
    return cost === undefined ? [] : [row.unit === 's/GB' ? asFactor(cost, row.subject) : asChange(cost, row.subject)];
  });
  if (parsed === undefined || costs.length === 0) return undefined;
  const { routing, encryption } = parsed;
  const over = routing === 'native' ? 'with native routing' : `over ${encapsulationTitles[routing]}`;
  return [{ text: `${encryptionTitles[encryption]} ${over}:`, style: 'strong' }, ` ${costs.join(', ')}`];
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

/** What the valid samples of a scenario were proven to be. */
function provenOf({ samples }: Run, scenario: string): string {
  const seen = new Set(
    samples
      .filter(
        one => one.arm === 'candidate' && one.path === 'pod' && one.scenario === scenario && one.status === 'valid'
      )
      .map(({ proof }) => proof?.verdict ?? 'unproven')
  );
  const [only] = seen;
  return seen.size === 1 && only !== undefined ? only : 'unproven';
}

import type { Paint } from '../host/stream.ts';
import { count } from '../lib/count.ts';
import type { Comparison, MetricComparison, Outcome } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { shouldGate } from '../verdict/verdict.ts';
import { describeVerdict, endSentence } from './headline.ts';
import { oneLine, shorten } from './markdown.ts';
import { describeOutcome } from './outcomes.ts';
import { formatChange, formatQuantity } from './quantity.ts';
import { metricTitle } from './titles.ts';

/** A compared run, with the name of its file if there are several. */
export interface ReportedFile {
  readonly name?: string;
  readonly run: Run;
  readonly comparison: Comparison;
}

const colors: Readonly<Record<Outcome, Parameters<Paint>[0]>> = {
  regression: 'red',
  invalid: 'red',
  inconclusive: 'yellow',
  improvement: 'green',
  equivalent: 'green',
  tolerable: 'green'
};

const longestLine = 300;
const nameLength = 40;

/** Reports for a terminal: the verdict, and a table of the metrics that decide it. Everything else is in the files. */
export function renderForTerminal(reports: readonly ReportedFile[], paint: Paint): string {
  return `${reports.map(report => renderOne(report, paint)).join('\n\n')}\n`;
}

function renderOne({ name, run, comparison }: ReportedFile, paint: Paint): string {
  const { verdict, sentence } = describeVerdict(run, comparison, false);
  const { metrics, invalid } = comparison;
  const shown = metrics.filter(shouldGate);
  const others = metrics.length - shown.length;
  return [
    ...(name === undefined ? [] : [plain(name)]),
    `${paint(verdictColor(comparison), `${verdict}:`)} ${plain(endSentence(sentence))}`,
    ...renderTables(shown, paint),
    ...(invalid.length === 0 ? [] : ['', 'No valid measurement:', ...invalid.map(each => `  ${plain(each)}`)]),
    ...(others === 0 ? [] : ['', `${count(others, 'other metric')} in report.html and comparison.json`])
  ].join('\n');
}

function verdictColor({ verdict, accepted }: Comparison): Parameters<Paint>[0] {
  if (verdict === 'pass' || verdict === 'unchanged') return 'green';
  return (verdict === 'regression' && accepted !== true) || verdict === 'invalid' ? 'red' : 'yellow';
}

/** One table per scenario, all with the same columns. */
function renderTables(metrics: readonly MetricComparison[], paint: Paint): string[] {
  const rows = metrics.map(metric => ({ metric, cells: cellsOf(metric) }));
  const titles = ['reference', 'now', 'change (95 % interval)', ''];
  const headOf = (scenario: string): readonly string[] => [shorten(plain(scenario), nameLength), ...titles];
  const heads = metrics.map(({ scenario }) => headOf(scenario));
  const all = [...heads, ...rows.map(({ cells }) => cells)];
  const widths = headOf('').map((_, column) => Math.max(...all.map(cells => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        // Figures are aligned at their end, and the last column is left as it is.
        return column === 0 ? cell.padEnd(width) : column === cells.length - 1 ? cell : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [...Map.groupBy(rows, ({ metric }) => metric.scenario)].flatMap(([scenario, own]) => [
    '',
    paint('bold', line(headOf(scenario))),
    ...own.map(({ metric, cells }) => {
      const outcome = cells.at(-1) ?? '';
      return line([...cells.slice(0, -1), paint(colors[metric.outcome], outcome)]);
    })
  ]);
}

function cellsOf(metric: MetricComparison): readonly string[] {
  const { candidate, reference, change, unit, test } = metric;
  const figure = (value: number | undefined): string => (value === undefined ? '-' : formatQuantity(value, unit));
  return [
    `  ${shorten(plain(metricTitle(test, metric.metric)), nameLength)}`,
    figure(reference),
    figure(candidate),
    change === undefined ? '-' : formatChange(change),
    describeOutcome(metric)
  ];
}

/** Text from outside, on one line without control characters. */
function plain(text: string): string {
  return shorten(oneLine(text), longestLine);
}

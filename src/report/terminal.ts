import type { Paint } from '../host/stream.ts';
import { count } from '../lib/count.ts';
import type { Comparison, MetricComparison, Outcome, Verdict } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { shouldGate } from '../verdict/verdict.ts';
import { plainText, type Body, type Table, type Text } from './blocks.ts';
import { describeVerdict, endSentence } from './headline.ts';
import { oneLine, shorten } from './markdown.ts';
import { describeOutcome } from './outcomes.ts';
import { formatChange, formatQuantity } from './quantity.ts';
import type { SideBySideReport } from './side-by-side.ts';
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

const verdictColors: Readonly<Record<Verdict, Parameters<Paint>[0]>> = {
  pass: 'green',
  unchanged: 'green',
  inconclusive: 'yellow',
  advisory: 'yellow',
  'no-baseline': 'yellow',
  regression: 'red',
  invalid: 'red',
  'not-encrypted': 'red'
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
  // A label accepts a regression only.
  return verdict === 'regression' && accepted === true ? 'yellow' : verdictColors[verdict];
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

/** Longest line of a title and of a cell. */
const [titleLength, cellLength] = [20, 36];
/** Of a paragraph or an item of a list. */
const longestText = 1000;
/** Some terminals do not know theirs. */
const leastWidth = 40;

/** Runs side by side: tables in blocks of as many columns as fit into the terminal. */
export function renderSideBySideForTerminal(
  { heading, sentence, sections }: SideBySideReport,
  columns: number,
  paint: Paint
): string {
  const width = Math.max(columns, leastWidth);
  const parts = sections.map(({ title, paragraphs = [], body }) =>
    [
      ...paragraphs.flatMap((text, index) => {
        const lead = index === 0 && title !== undefined ? `${title}: ` : '';
        return wrap(`${lead}${shown(text)}`, width);
      }),
      ...(paragraphs.length === 0 && title !== undefined ? [`${title}:`] : []),
      ...renderBody(body, width, paint)
    ].join('\n')
  );
  return `${[paint('bold', heading), wrap(sentence, width).join('\n'), ...parts].join('\n\n')}\n`;
}

function renderBody(body: Body | undefined, width: number, paint: Paint): string[] {
  if (body?.kind === 'list') {
    return body.items.flatMap(item =>
      wrap(shown(item), width - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`)
    );
  }
  return body?.kind === 'table' ? renderBlocks(body, width, paint) : [];
}

/** A table, with its first column repeated in each block of the others. */
function renderBlocks({ columns, rows }: Table, width: number, paint: Paint): string[] {
  const head = columns.map(text => wrap(shown(text), titleLength));
  const cells = [head, ...rows.map(row => row.map(({ text }) => wrap(shown(text), cellLength)))];
  const widths = columns.map((_, column) =>
    Math.max(...cells.flatMap(row => row[column] ?? []).map(line => line.length))
  );
  const [first = 0, ...others] = widths;
  const blocks: number[][] = [];
  let room = 0;
  for (const [index, size] of others.entries()) {
    if (blocks.length === 0 || size + 2 > room) {
      blocks.push([]);
      room = width - first;
    }
    blocks.at(-1)?.push(index + 1);
    room -= size + 2;
  }
  const isFigures = (column: number): boolean => rows.every(row => row[column]?.kind === 'figure');
  const line = (row: readonly (readonly string[])[], block: readonly number[], index: number): string =>
    [0, ...block]
      .map(column => {
        const [text, size] = [row[column]?.[index] ?? '', widths[column] ?? 0];
        return isFigures(column) ? text.padStart(size) : text.padEnd(size);
      })
      .join('  ')
      .trimEnd();
  return blocks.flatMap(block =>
    cells.flatMap((row, number) => {
      const height = Math.max(...[0, ...block].map(column => row[column]?.length ?? 0));
      const lines = Array.from({ length: height }, (_, index) => line(row, block, index));
      return number === 0 ? ['', ...lines.map(text => paint('bold', text))] : lines;
    })
  );
}

/** Lines of at most `width` characters; longer words are cut. */
function wrap(text: string, width: number): string[] {
  const pieces = text.split(' ').flatMap(word => word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + piece.length > width) lines.push(piece);
    else lines[lines.length - 1] = `${last} ${piece}`;
  }
  return lines;
}

function shown(text: Text): string {
  return shorten(oneLine(plainText(text)), longestText);
}

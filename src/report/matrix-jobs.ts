import { count } from '../lib/count.ts';
import type { Run } from '../model/run.ts';
import type { Comparison } from '../model/comparison.ts';
import { listSection } from './blocks.ts';
import { renderSection } from './comment.ts';
import { createPart, fitParts } from './fit-to-limit.ts';
import { nameChange, signOf, wordOf, worstChange } from './headline.ts';
import { code, escapeSummary, escapeWithin, tableHead, tableRow } from './markdown.ts';
import { foreignOrigin, inSentence } from './titles.ts';

/** One of several runs reported in one text. */
export interface ReportedRun {
  /** Name shown to the reader. */
  readonly name: string;
  readonly run: Run;
  readonly comparison: Comparison;
  /** The data comes from a fork's job, which controls all of it. */
  readonly foreign: boolean;
  /** Renders the whole report within a number of characters. */
  readonly render: (limit: number) => string;
}

const nameLength = 130;
/** A run's fold and first lines need at least this many characters. */
const leastRoom = 600;

/**
 * Several runs in one text of at most `limit` characters: an overview, then each run's report, folded, in the caller's
 * order. A single run without problems is reported as if alone. Files that could not be read come first, because the
 * result cannot pass without them.
 */
export function renderSeveral(runs: readonly ReportedRun[], problems: readonly string[], limit: number): string {
  const unread = listSection(
    { name: 'the files that could not be read', ...(runs.length === 0 ? {} : { title: 'Could not be read' }) },
    problems
  ).map(section => renderSection(section, problems.length));
  const [first] = runs;
  if (first === undefined) {
    return fitParts({ head: ['### ⛔ Nothing to report: no results could be read'], foot: [] }, unread, limit);
  }
  if (runs.length === 1 && problems.length === 0) return first.render(limit);
  // The runs get at least the other half.
  const half = Math.floor(limit / 2);
  const overview = createPart(
    { name: 'the overview', open: tableHead(['Setup', 'Verdict', 'Worst change'], column => column === 2) },
    runs,
    runs.length,
    describeRun
  );
  const head = fitParts({ head: [describeAll(first, runs, problems.length)], foot: [] }, [...unread, overview], half);
  return withFolds(head, runs, limit);
}

/** A text of at most `limit` characters: the head, then each run's report, folded. */
export function withFolds(head: string, runs: readonly ReportedRun[], limit: number): string {
  const shown = runs.slice(0, Math.floor((limit - head.length) / leastRoom));
  const left = runs.length - shown.length;
  const foot = left === 0 ? '' : `\n\n${left} more ${left === 1 ? 'run is' : 'runs are'} omitted here.`;
  return [head, ...renderFolds(shown, limit - head.length - foot.length), foot].join('');
}

/** From last to first, so that space the better runs do not need goes to the worse ones. */
function renderFolds(runs: readonly ReportedRun[], limit: number): string[] {
  const folds: string[] = [];
  let room = limit;
  for (const [index, { name, comparison, render }] of [...runs.entries()].reverse()) {
    const summary = `${signOf(comparison)} ${escapeSummary(name, nameLength / 2)}`;
    const [open, close] = [`\n\n<details>\n<summary>${summary}</summary>\n\n`, '\n\n</details>'];
    const fold = open + render(Math.floor(room / (index + 1)) - open.length - close.length) + close;
    room -= fold.length;
    folds.unshift(fold);
  }
  return folds;
}

function describeName(name: string): string {
  const shown = code(name);
  return shown.length <= nameLength ? shown : escapeWithin(name, nameLength);
}

/** A row of the overview. */
function describeRun({ name, comparison }: ReportedRun): string {
  const worst = worstChange(comparison);
  const change = worst === undefined ? '' : escapeWithin(nameChange(worst), nameLength).replaceAll(' ', '\u00a0');
  return tableRow([describeName(name), `${signOf(comparison)} ${wordOf(comparison)}`, change]);
}

/** The first lines: how many runs have the worst verdict, then the number of runs per verdict. */
function describeAll(first: ReportedRun, runs: readonly ReportedRun[], problems: number): string {
  const counts = Map.groupBy(runs, ({ comparison }) => wordOf(comparison));
  const word = wordOf(first.comparison);
  const alike = counts.get(word)?.length ?? 0;
  const all = count(runs.length, 'setup');
  const hides = first.comparison.verdict === 'regression' || first.comparison.verdict === 'not-encrypted';
  const heading =
    problems > 0 && !hides
      ? '⛔ Cilium performance: some results could not be read'
      : `${signOf(first.comparison)} Cilium performance: ${inSentence(word)} in ${alike === runs.length ? `all ${all}` : `${alike} of ${all}`}`;
  const origin = first.foreign ? foreignOrigin : '';
  const each = [...counts].map(([verdict, of]) => `${of.length} × ${inSentence(verdict)}`);
  return `### ${heading}${origin}\n\nResults: ${each.join(', ')}, corrected together for multiple comparisons.`;
}

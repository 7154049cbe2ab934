import { count } from '../lib/count.ts';
import { defined } from '../lib/defined.ts';
import type { Run } from '../model/run.ts';
import type { Comparison } from '../model/comparison.ts';
import { listSection } from './blocks.ts';
import { renderSection } from './comment.ts';
import { fitParts, type Part } from './fit-to-limit.ts';
import { describeVerdict, endSentence, verdictWords } from './headline.ts';
import { code, escapeWithin } from './markdown.ts';

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
/** Reserved for what surrounds the sentence in the first line. */
const besideSentence = 500;
/** A run's heading and first line need at least this many characters. */
const leastRoom = 500;

/**
 * Several runs in one text of at most `limit` characters, one section each, in the caller's order. A single run without
 * problems is reported as if alone. Files that could not be read come first, because the result cannot pass without
 * them.
 */
export function renderSeveral(runs: readonly ReportedRun[], problems: readonly string[], limit: number): string {
  const list = (title?: string): Part[] =>
    listSection({ name: 'the files that could not be read', ...defined({ title }) }, problems).map(section =>
      renderSection(section, problems.length)
    );
  const [first] = runs;
  if (first === undefined) {
    return fitParts({ head: ['**Nothing to report:** no results could be read.'], foot: [] }, list(), limit);
  }
  if (runs.length === 1 && problems.length === 0) return first.render(limit);
  // The runs get at least the other half.
  const half = Math.floor(limit / 2);
  const head = fitParts(
    { head: [describeAll(first, runs, problems.length, half)], foot: [] },
    list('Could not be read'),
    half
  );
  const shown = runs.slice(0, Math.floor((limit - head.length) / leastRoom));
  const left = runs.length - shown.length;
  const foot = left === 0 ? '' : `\n\n${left} more ${left === 1 ? 'run is' : 'runs are'} omitted here.`;
  return [head, ...renderSections(shown, limit - head.length - foot.length), foot].join('');
}

/** From last to first, so that space the better runs do not need goes to the worse ones. */
function renderSections(runs: readonly ReportedRun[], limit: number): string[] {
  const sections: string[] = [];
  let room = limit;
  for (const [index, { name, render }] of [...runs.entries()].reverse()) {
    const heading = `\n\n#### ${describeName(name)}\n\n`;
    const section = heading + render(Math.floor(room / (index + 1)) - heading.length);
    room -= section.length;
    sections.unshift(section);
  }
  return sections;
}

function describeName(name: string): string {
  const shown = code(name);
  return shown.length <= nameLength ? shown : escapeWithin(name, nameLength);
}

/** The first line: the worst result, then the number of runs per verdict. */
function describeAll(first: ReportedRun, runs: readonly ReportedRun[], problems: number, limit: number): string {
  const counts = Map.groupBy(runs, ({ comparison }) => comparison.verdict);
  const each = [...counts].map(([verdict, of]) => `${of.length} × ${verdictWords[verdict].toLowerCase()}`);
  const all = count(runs.length, 'run');
  if (problems > 0 && first.comparison.verdict !== 'regression') {
    return `**${verdictWords.invalid}:** some results could not be read; of the ${all} that could: ${each.join(', ')}.`;
  }
  const { verdict, sentence } = describeVerdict(first.run, first.comparison, first.foreign);
  const what = escapeWithin(endSentence(sentence), limit - besideSentence);
  return `**${verdict}:** ${describeName(first.name)}: ${what} It is the worst of ${all} (${each.join(', ')}), corrected together for multiple comparisons.`;
}

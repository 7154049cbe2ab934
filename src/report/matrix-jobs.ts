import type { Run } from '../model/run.ts';
import type { Comparison } from '../model/comparison.ts';
import { createPart, fitParts, type Part } from './fit-to-limit.ts';
import { describeVerdict, endSentence, verdictWords } from './headline.ts';
import { code, escapeShort, escapeWithin } from './markdown.ts';

/** One of several runs that are reported in one text. */
export interface ReportedRun {
  /** By which its reader knows it. */
  readonly name: string;
  readonly run: Run;
  readonly comparison: Comparison;
  /** Its whole report in at most so many characters. */
  readonly render: (limit: number) => string;
}

const problemLength = 400;
const nameLength = 130;
/** Of the first line beside its sentence. */
const besideSentence = 500;
/** Below this there is no room for a run's heading and first line. */
const leastRoom = 500;

/**
 * Several runs in one text of at most `limit` characters, a section each, the first as the caller ordered them. A single
 * run of which nothing is missing is reported as if it stood alone. What could not be read is told at once: without it
 * nothing passes.
 */
export function renderSeveral(runs: readonly ReportedRun[], problems: readonly string[], limit: number): string {
  const list = (open: string): Part =>
    createPart(
      { name: 'what could not be read', open },
      problems,
      problems.length,
      problem => `- ${escapeShort(problem, problemLength)}`
    );
  const [first] = runs;
  if (first === undefined) {
    return fitParts({ head: ['**Nothing to report:** no figures could be read.'], foot: [] }, [list('')], limit);
  }
  if (runs.length === 1 && problems.length === 0) return first.render(limit);
  const told = problems.length === 0 ? [] : [list('**Could not be read:**\n')];
  // The runs themselves have at least the other half.
  const half = Math.floor(limit / 2);
  const head = fitParts({ head: [describeAll(first, runs, problems.length, half)], foot: [] }, told, half);
  const shown = runs.slice(0, Math.floor((limit - head.length) / leastRoom));
  const left = runs.length - shown.length;
  const foot = left === 0 ? '' : `\n\n${left} more ${left === 1 ? 'run is' : 'runs are'} left out here.`;
  return [head, ...renderSections(shown, limit - head.length - foot.length), foot].join('');
}

/** From the last to the first, so that the room that better runs do not need is there for the worse. */
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

/** The first line: what is wrong where, then how many runs say what. */
function describeAll(first: ReportedRun, runs: readonly ReportedRun[], problems: number, limit: number): string {
  const counts = Map.groupBy(runs, ({ comparison }) => comparison.verdict);
  const each = [...counts].map(([verdict, of]) => `${of.length} × ${verdictWords[verdict].toLowerCase()}`);
  const all = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
  if (problems > 0 && first.comparison.verdict !== 'regression') {
    return `**${verdictWords.invalid}:** not all that was measured can be read; of ${all} that can: ${each.join(', ')}.`;
  }
  const { verdict, sentence } = describeVerdict(first.run, first.comparison);
  const what = escapeWithin(endSentence(sentence), limit - besideSentence);
  return `**${verdict}:** ${describeName(first.name)}: ${what} It is the worst of ${all}, whose gated metrics are judged as one family (${each.join(', ')}).`;
}

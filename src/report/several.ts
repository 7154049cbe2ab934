import type { Run } from '../results/run.ts';
import type { Comparison } from '../verdict/comparison.ts';
import { describeVerdict, endSentence, verdictWords } from './headline.ts';
import { code, escapeMarkdown, escapeShort } from './markdown.ts';

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
/** Of one run's heading. */
const headingRoom = 200;

/**
 * Several runs in one text of at most `limit` characters, a section each, the first as the caller ordered them. A single
 * run of which nothing is missing is reported as if it stood alone. What could not be read is told at once: without it
 * nothing passes.
 */
export function renderSeveral(runs: readonly ReportedRun[], problems: readonly string[], limit: number): string {
  const told = problems.map(problem => `- ${escapeShort(problem, problemLength)}`).join('\n');
  const [first] = runs;
  if (first === undefined) return `**Nothing to report:** no figures could be read.\n\n${told}`;
  if (runs.length === 1 && problems.length === 0) return first.render(limit);
  const head = [
    describeAll(first, runs, problems.length),
    ...(told === '' ? [] : [`**Could not be read:**\n\n${told}`])
  ].join('\n\n');
  const share = Math.floor((limit - head.length) / runs.length) - headingRoom;
  return [head, ...runs.map(({ name, render }) => `#### ${code(name)}\n\n${render(share)}`)].join('\n\n');
}

/** The first line: what is wrong where, then how many runs say what. */
function describeAll(first: ReportedRun, runs: readonly ReportedRun[], problems: number): string {
  const counts = Map.groupBy(runs, ({ comparison }) => comparison.verdict);
  const each = [...counts].map(([verdict, of]) => `${String(of.length)} × ${verdictWords[verdict].toLowerCase()}`);
  const all = `${String(runs.length)} ${runs.length === 1 ? 'run' : 'runs'}`;
  if (problems > 0 && first.comparison.verdict !== 'regression') {
    return `**${verdictWords.invalid}:** not all that was measured can be read; of ${all} that can: ${each.join(', ')}.`;
  }
  const { verdict, sentence } = describeVerdict(first.run, first.comparison);
  return `**${verdict}:** ${code(first.name)}: ${escapeMarkdown(endSentence(sentence))} It is the worst of ${all}, whose gated metrics are judged as one family (${each.join(', ')}).`;
}

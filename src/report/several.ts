import type { Verdict } from '../verdict/comparison.ts';
import { verdictWords } from './headline.ts';
import { code, escapeShort } from './markdown.ts';

/** One of several runs that are reported in one text. */
export interface ReportedRun {
  /** Of its artifact. */
  readonly name: string;
  readonly verdict: Verdict;
  /** Its whole report in at most so many characters. */
  readonly render: (limit: number) => string;
}

const problemLength = 400;
/** Of one run's heading, and of the lines that stand before the first. */
const headingRoom = 200;

/**
 * Several runs in one text of at most `limit` characters, a section each, the first as the caller ordered them. A single
 * run is reported as if it stood alone. What could not be read is told after the verdict, for it limits what that means.
 */
export function renderSeveral(runs: readonly ReportedRun[], problems: readonly string[], limit: number): string {
  const told = problems.map(problem => `- ${escapeShort(problem, problemLength)}`).join('\n');
  if (runs.length === 0) return `**Nothing to report:** no figures could be read.\n\n${told}`;
  const unread = told === '' ? [] : [`**Could not be read:**\n\n${told}`];
  const room = limit - unread.join('').length - headingRoom * (runs.length + 1);
  const share = Math.floor(room / runs.length);
  const [first] = runs;
  if (runs.length === 1 && first !== undefined) return [first.render(share), ...unread].join('\n\n');
  return [
    describeAll(runs),
    ...unread,
    ...runs.map(({ name, render }) => `#### ${code(name)}\n\n${render(share)}`)
  ].join('\n\n');
}

function describeAll(runs: readonly ReportedRun[]): string {
  const counts = Map.groupBy(runs, run => run.verdict);
  const each = [...counts].map(([verdict, of]) => `${String(of.length)} × ${verdictWords[verdict].toLowerCase()}`);
  const [first] = runs;
  const word = first === undefined ? '' : verdictWords[first.verdict];
  return `**${word}:** the worst of ${String(runs.length)} runs, their gated metrics judged as one family (${each.join(', ')}).`;
}

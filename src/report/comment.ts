import type { Comparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { barsPart } from './bars.ts';
import { fitParts } from './fit-to-limit.ts';
import { renderFoot, renderHead, reportParts, type ReportContext } from './sections.ts';

/**
 * The pull-request comment, without the hidden marker used to find it again. Its first line is the verdict. Text from
 * outside is escaped: it cannot notify anyone, create links, or break out of a table, fence or fold.
 */
export function renderComment(run: Run, comparison: Comparison, context: ReportContext): string {
  const frame = { head: renderHead(run, comparison, context), foot: [renderFoot(run, context)] };
  return fitParts(frame, reportParts(run, comparison, context), context.limit);
}

/**
 * Maximum length of the job summary in characters. Even at three bytes per character it stays below GitHub's limit of 1
 * MiB per step, with room for other output of the same step.
 */
export const summaryLimit = 300_000;

/** The job summary: the comment plus text bars. */
export function renderJobSummary(run: Run, comparison: Comparison, context: ReportContext): string {
  const bars = barsPart(comparison.metrics, context.maxRows);
  const parts = reportParts(run, comparison, context, bars === undefined ? [] : [bars]);
  const frame = { head: renderHead(run, comparison, context), foot: [renderFoot(run, context)] };
  return `${fitParts(frame, parts, Math.min(context.limit, summaryLimit) - 1)}\n`;
}

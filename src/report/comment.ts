import type { Comparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { barsPart } from './bars.ts';
import { fitParts } from './fit-to-limit.ts';
import { renderFoot, renderHead, reportParts, type ReportContext } from './sections.ts';

/**
 * The pull-request comment, without the hidden marker by which it is found again. Its first line is the verdict. Foreign
 * text in it is escaped: it neither notifies nor links anybody, and cannot close a table, a fence or a fold.
 */
export function renderComment(run: Run, comparison: Comparison, context: ReportContext): string {
  const frame = { head: renderHead(run, comparison, context), foot: [renderFoot(run, context)] };
  return fitParts(frame, reportParts(run, comparison, context), context.limit);
}

/**
 * The longest summary in characters: at three bytes each it stays below the 1 MiB at which GitHub refuses a step's
 * summary, with room for what other parts of the step write.
 */
export const summaryLimit = 300_000;

/** The job summary: what the comment says, with bars in text. */
export function renderJobSummary(run: Run, comparison: Comparison, context: ReportContext): string {
  const bars = barsPart(comparison.metrics, context.maxRows);
  const parts = reportParts(run, comparison, context, bars === undefined ? [] : [bars]);
  const frame = { head: renderHead(run, comparison, context), foot: [renderFoot(run, context)] };
  return `${fitParts(frame, parts, Math.min(context.limit, summaryLimit) - 1)}\n`;
}

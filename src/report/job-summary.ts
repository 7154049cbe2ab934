import type { Run } from '../results/run.ts';
import type { Comparison } from '../verdict/comparison.ts';
import { barsPart } from './bars.ts';
import { fitParts } from './fit.ts';
import { renderFoot, renderHead, reportParts, type ReportContext } from './sections.ts';

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

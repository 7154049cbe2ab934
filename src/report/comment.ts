import type { Run } from '../results/run.ts';
import type { Comparison } from '../verdict/comparison.ts';
import { fitParts } from './fit.ts';
import { renderFoot, renderHead, reportParts, type ReportContext } from './sections.ts';

/**
 * The pull-request comment, without the hidden marker by which it is found again. Its first line is the verdict. Foreign
 * text in it is escaped: it neither notifies nor links anybody, and cannot close a table, a fence or a fold.
 */
export function renderComment(run: Run, comparison: Comparison, context: ReportContext): string {
  const frame = { head: renderHead(run, comparison, context), foot: [renderFoot(run, context)] };
  return fitParts(frame, reportParts(run, comparison, context), context.limit);
}

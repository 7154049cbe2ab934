import type { Run } from '../results/run.ts';
import type { Comparison } from '../verdict/comparison.ts';
import { fitParts } from './fit.ts';
import { renderFoot, renderHead, reportParts, type ReportContext } from './sections.ts';

/** What a comment needs besides what every report does. */
export interface CommentContext extends ReportContext {
  /** Hidden HTML comment by which the comment is found again: key, run id, attempt, head sha. */
  readonly marker: string;
}

/**
 * The pull-request comment. Its first line is the verdict; the marker stands last, where no preview or e-mail shows it.
 * Foreign text in it is escaped: it neither notifies nor links anybody, and cannot close a table, a fence or a fold.
 */
export function renderComment(run: Run, comparison: Comparison, context: CommentContext): string {
  const frame = {
    head: renderHead(run, comparison, context),
    foot: [renderFoot(run, context), context.marker]
  };
  return fitParts(frame, reportParts(run, comparison, context), context.limit);
}

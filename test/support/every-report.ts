import { renderComment } from '../../src/report/comment.ts';
import { renderPage } from '../../src/report/html/page.ts';
import { renderScenarioDocument } from '../../src/report/scenario-document.ts';
import { renderSummary } from '../../src/report/summary.ts';
import type { Run } from '../../src/model/run.ts';
import { commentContext, createComparison } from './comparison-builder.ts';

/** All texts for people about a run of `vxlan`. */
export function everyReport(run: Run): readonly string[] {
  return [
    renderSummary(run),
    renderScenarioDocument(run, 'vxlan', () => undefined),
    renderPage(run, createComparison(), commentContext),
    renderComment(run, createComparison(), commentContext)
  ];
}

import { describe, expect, test } from '@jest/globals';
import { renderComment, renderJobSummary } from '../../src/report/comment.ts';
import { commentContext, createComparison, createMetric } from '../support/comparison-builder.ts';
import { shapes } from '../support/comparison-shapes.ts';
import { hostileTexts, markdownProblems } from '../support/markdown-shape.ts';
import { createRun } from '../support/run-builder.ts';

describe('renderJobSummary', () => {
  test('is the comment with more room', () => {
    const { run, comparison } = shapes.regression();
    const document = renderJobSummary(run, comparison, commentContext);
    expect(document).toBe(`${renderComment(run, comparison, commentContext)}\n`);
  });

  test('stays below 1 MiB and complete for any input', () => {
    const text = hostileTexts.join('\n');
    const wide = '漢'.repeat(200);
    const metrics = Array.from({ length: 1500 }, (_, index) =>
      createMetric({
        scenario: `${index}${wide}`,
        reason: index % 2 === 0 ? text : wide,
        outcome: 'regression'
      })
    );
    const comparison = createComparison({ verdict: 'regression', metrics, invalid: [text, text] });
    const document = renderJobSummary(createRun(), comparison, { ...commentContext, limit: 10_000_000, maxRows: 2000 });
    expect(Buffer.byteLength(document)).toBeLessThan(1024 * 1024);
    expect(document.length).toBeGreaterThan(200_000);
    expect(markdownProblems(document)).toEqual([]);
  });
});

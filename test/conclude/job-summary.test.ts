import { describe, expect, test } from '@jest/globals';
import { renderJobSummary, renderReport, type Compared } from '../../src/conclude/pipeline.ts';
import { commentContext, createComparison, createMetric } from '../support/comparison-builder.ts';
import { shapes } from '../support/comparison-shapes.ts';
import { hostileTexts, markdownProblems } from '../support/markdown-shape.ts';
import { createRun } from '../support/run-builder.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Run } from '../../src/model/run.ts';

function compared(run: Run, comparison: Comparison): Compared {
  const found = { pool: [], anchor: [], record: comparison.baseline };
  return {
    run,
    comparison,
    found,
    name: 'measure',
    findEarlier: () => Promise.resolve(found),
    context: commentContext
  };
}

describe('renderJobSummary', () => {
  test('is the comment with more room', () => {
    const { run, comparison } = shapes.regression();
    const one = compared(run, comparison);
    expect(renderJobSummary([one])).toBe(`${renderReport([one])}\n`);
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
    const document = renderJobSummary(Array.from({ length: 3 }, () => compared(createRun(), comparison)));
    expect(Buffer.byteLength(document)).toBeLessThan(1024 * 1024);
    expect(document.length).toBeGreaterThan(200_000);
    expect(markdownProblems(document)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bar, barsPart } from '../../src/report/bars.ts';
import { renderJobSummary } from '../../src/report/comment.ts';
import { commentContext, createComparison, createMetric, latency } from '../support/comparison-builder.ts';
import { shapes } from '../support/comparison-shapes.ts';
import { hostileTexts, markdownProblems } from '../support/markdown-shape.ts';
import { createRun } from '../support/run-builder.ts';

describe('bar', () => {
  test.each([
    [1, 1, '█'.repeat(24)],
    [0.5, 1, '█'.repeat(12)],
    [0.5 + 1 / 192, 1, `${'█'.repeat(12)}▏`],
    [2, 1, '█'.repeat(24)],
    [0, 1, ''],
    [1, 0, '']
  ])('of %s with %s as the largest', (value, largest, text) => {
    expect(bar(value, largest)).toBe(text);
  });
});

describe('barsPart', () => {
  const rows = (...metrics: Parameters<typeof barsPart>[0]): string => barsPart(metrics, 100)?.rows.join('\n') ?? '';

  test('draws the scenarios of a test on one scale, and each test on its own scale', () => {
    const text = rows(
      createMetric({ reference: 8e9, candidate: 4e9, change: { estimate: 0.5, low: 0.4, high: 0.6, level: 0.95 } }),
      createMetric({ ...latency, reference: 100 }),
      createMetric({ scenario: 'native', reference: 2e9 })
    );
    expect(
      text
        .split('\n')
        .filter(line => line.includes('█'))
        .map(line => line.match(/█/g)?.length)
    ).toEqual([24, 12, 6, 6, 24, 24]);
    expect(text).toContain('TCP throughput (Gbit/s, higher is better)');
    expect(text).toContain('4.00  -50.0 % (-60.0 to -40.0 %)');
    expect(text).toContain('TCP latency (µs, lower is better)');
  });

  test('omits metrics that decide nothing or have no value', () => {
    const { candidate, ...none } = createMetric();
    expect(candidate).toBeDefined();
    expect(barsPart([createMetric({ gated: false }), none], 100)).toBeUndefined();
  });

  test('shows a candidate without a reference', () => {
    const { reference, change, ...alone } = createMetric({ candidate: 5e9 });
    expect([reference, change]).not.toContain(undefined);
    expect(rows(alone)).not.toContain('reference');
  });
});

describe('renderJobSummary', () => {
  test('is the expected document', () => {
    const { run, comparison } = shapes.regression();
    const document = renderJobSummary(run, comparison, commentContext);
    expect(document).toBe(readFileSync(new URL('expected/summary-regression.md', import.meta.url), 'utf8'));
    expect(markdownProblems(document)).toEqual([]);
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

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPart, fitParts, folded, type Part } from '../../src/report/fit-to-limit.ts';
import { tableHead, tableRow } from '../../src/report/markdown.ts';
import { markdownProblems } from '../support/markdown-shape.ts';

const frame = { head: ['**Pass:** x.'], foot: ['<sub>foot</sub>'] };
const rows = (count: number): string[] => Array.from({ length: count }, (_, index) => `row ${index + 1}`);
const part = (name: string, count: number): Part =>
  createPart({ name, open: '' }, rows(count), 1000, row => `- ${row}`);

describe('fitParts', () => {
  test('changes nothing that fits', () => {
    expect(fitParts(frame, [part('a', 2)], 1000)).toBe('**Pass:** x.\n\n- row 1\n- row 2\n\n<sub>foot</sub>');
  });

  test('drops rows from the end of the last part first, and counts them', () => {
    const document = fitParts(frame, [part('a', 3), part('b', 100)], 300);
    expect(document).toContain('- row 3\n\n- row 1');
    const kept = document.split('\n').filter(line => line.startsWith('- ')).length - 3;
    expect(document).toContain(`${100 - kept} more rows are omitted here.`);
    expect(kept).toBeGreaterThan(5);
  });

  test('names the omitted parts', () => {
    const document = fitParts(frame, [part('a', 3), part('the setup', 100), part('the rest', 1)], 127);
    expect(document).toContain("Omitted to stay within GitHub's size limit: the setup, the rest.");
    expect(document).toContain('- row 3');
  });

  test('counts rows beyond the maximum of a part', () => {
    const long = createPart({ name: 'a', open: '' }, rows(9), 4, row => `- ${row}`);
    expect(fitParts(frame, [long], 1000)).toContain('- row 4\n\n5 more rows are omitted here.');
  });

  test('keeps as much of the head as fits if the frame does not, and always the first line', () => {
    const long = { head: ['**Pass:** x.', '**Not verified.**', 'y'.repeat(300)], foot: ['<sub>foot</sub>'] };
    const note =
      "Omitted to stay within GitHub's size limit: everything else. The job summary and the artifact have it.";
    expect(fitParts(long, [part('a', 1)], 200)).toBe(`**Pass:** x.\n\n**Not verified.**\n\n${note}`);
    expect(fitParts(long, [part('a', 1)], 120)).toBe(`**Pass:** x.\n\n${note}`);
    expect(fitParts(long, [part('a', 1)], 20)).toBe(`**Pass:** x.\n\n${note}`);
  });

  test('never exceeds its limit, never cuts a table, fence or fold, and drops no more than necessary', () => {
    const size = fc.integer({ min: 0, max: 40 });
    const shape = fc.record({
      kind: fc.constantFrom('table', 'fence', 'list'),
      fold: fc.boolean(),
      count: size,
      width: size
    });
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 5 }), fc.integer({ min: 200, max: 4000 }), (drawn, limit) => {
        const parts = drawn.map(({ kind, fold, count, width }, index) => {
          const texts = rows(count).map(row => row + 'x'.repeat(width));
          const made =
            kind === 'table'
              ? createPart({ name: `p${index}`, open: tableHead(['a', 'b']) }, texts, 30, row => tableRow([row, 'b']))
              : kind === 'fence'
                ? createPart({ name: `p${index}`, open: '```diff', close: '```' }, texts, 30, row => row)
                : part(`p${index}`, count);
          return fold ? folded(made, 'more') : made;
        });
        const document = fitParts(frame, parts, limit);
        expect(document.length).toBeLessThanOrEqual(limit);
        expect(markdownProblems(document)).toEqual([]);
        const whole = fitParts(frame, parts, 1e6);
        if (whole.length <= limit) expect(document).toBe(whole);
        expect(fitParts(frame, parts, limit + 500).length).toBeGreaterThanOrEqual(document.length);
      }),
      { numRuns: 150 }
    );
  });
});

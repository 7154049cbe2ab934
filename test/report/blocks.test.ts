import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../src/model/comparison.ts';
import { renderText, type Marks, type ReportSection, type Text } from '../../src/report/blocks.ts';
import { renderComment } from '../../src/report/comment.ts';
import { escapeHtml } from '../../src/report/html/drawing.ts';
import { renderPage } from '../../src/report/html/page.ts';
import { code, escapeShort } from '../../src/report/markdown.ts';
import { createReport } from '../../src/report/sections.ts';
import { commentContext, createComparison, createMetric } from '../support/comparison-builder.ts';
import { createHistory, shapes } from '../support/comparison-shapes.ts';
import { createRun } from '../support/run-builder.ts';

const spansOf = (text: Text): { text: string; style?: string }[] =>
  (typeof text === 'string' ? [text] : text).map(span => (typeof span === 'string' ? { text: span } : span));

/** Every piece of text in a section. */
function piecesOf({ paragraphs = [], body }: ReportSection): { text: string; style?: string }[] {
  const texts = {
    list: () => (body?.kind === 'list' ? body.items : []),
    table: () => (body?.kind === 'table' ? [...body.columns, ...body.rows.flat().map(({ text }) => text)] : []),
    code: () => [],
    charts: () => []
  };
  return [...paragraphs, ...(body === undefined ? [] : texts[body.kind]())].flatMap(spansOf);
}

describe('a report', () => {
  test.each(Object.keys(shapes) as Verdict[])('has the same facts as comment and as page: %s', verdict => {
    const { run, comparison } = shapes[verdict]();
    const { sections } = createReport(run, comparison, commentContext);
    const page = renderPage(run, comparison, commentContext);
    const comment = renderComment(run, comparison, commentContext).replaceAll('\u00a0', ' ');
    expect(sections.length).toBeGreaterThan(verdict === 'unchanged' ? 0 : 5);
    for (const section of sections) {
      if (section.title !== undefined) expect(page).toContain(`>${escapeHtml(section.title)}</`);
      for (const piece of piecesOf(section)) {
        expect(page).toContain(escapeHtml(piece.text));
        const markdown = piece.style === 'code' ? code(piece.text) : escapeShort(piece.text, 400);
        if (section.only === undefined) expect(comment).toContain(markdown);
      }
      const lines = section.body?.kind === 'code' ? section.body.lines : [];
      for (const line of lines) {
        expect(page).toContain(escapeHtml(line, 4000));
        expect(comment).toContain(line);
      }
    }
  });

  test('leaves charts and p-values to the page', () => {
    const metric = createMetric({ design: 'history', history: createHistory(7.6e9, 5) });
    const comparison = createComparison({ design: 'history', metrics: [metric] });
    const { sections } = createReport(createRun(), comparison, commentContext);
    expect(sections.filter(({ only }) => only === 'page').map(({ title }) => title)).toEqual([
      'Results',
      'History',
      'Statistical tests'
    ]);
    expect(renderComment(createRun(), comparison, commentContext)).not.toMatch(/p-value|svg/);
  });
});

describe('renderText', () => {
  const marks: Marks = {
    plain: text => text.trim().toUpperCase(),
    strong: text => `*${text}*`,
    code: text => `<${text}>`,
    link: (text, href) => `${text}@${href ?? 'nowhere'}`
  };

  test.each<[Text, string]>([
    ['a', 'A'],
    [['a ', { text: 'b', style: 'code' }, ', c'], 'A <b>, C'],
    [[{ text: 'a', style: 'strong' }, ' ', 'b'], '*a* B'],
    [[{ text: 'a', href: 'x' }, '', ': b'], 'a@x: B'],
    [' - a ', '- A'],
    [[], '']
  ])('of %j is %s', (text, rendered) => {
    expect(renderText(text, marks)).toBe(rendered);
  });
});

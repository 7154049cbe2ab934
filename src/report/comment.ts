import { defined } from '../lib/defined.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { renderText, type ReportSection, type Span, type Text } from './blocks.ts';
import { createPart, fitParts, folded, type Part } from './fit-to-limit.ts';
import { endSentence } from './headline.ts';
import { escapeHtml } from './html/drawing.ts';
import { code, escapeShort, escapeWithin, fenced, link, protectLineStart, tableHead, tableRow } from './markdown.ts';
import { createReport, type ReportContext } from './sections.ts';

/**
 * Maximum length of one piece of text in characters. A paragraph fits the longest notice; a table may have hundreds of
 * cells.
 */
const [paragraphLength, itemLength, cellLength] = [800, 400, 240];
/** Reserved for what surrounds the first line's sentence, and for the note below it when nothing else fits. */
const besideSentence = 200;

/**
 * The pull-request comment, without the hidden marker used to find it again. Its first line is the verdict. Text from
 * outside is escaped: it cannot notify anyone, create links, or break out of a table, fence or fold.
 */
export function renderComment(run: Run, comparison: Comparison, context: ReportContext): string {
  const { limit, maxRows } = context;
  const { verdict, sentence, notices, sections, foot } = createReport(run, comparison, context);
  const head = [
    `**${verdict}:** ${escapeWithin(endSentence(sentence), limit - besideSentence)}`,
    ...notices.map(renderParagraph)
  ];
  const parts = sections.filter(({ only }) => only === undefined).map(section => renderSection(section, maxRows));
  return fitParts({ head, foot: [`<sub>${render(foot, cellLength)}</sub>`] }, parts, limit);
}

/** A section as Markdown. An unfolded title starts its first line, because a comment is too short for headings. */
export function renderSection(section: ReportSection, maxRows: number): Part {
  const { name, title, fold, paragraphs = [], body } = section;
  if (title === undefined) return renderBody(name, paragraphs, body, maxRows);
  if (fold !== undefined) return folded(renderBody(name, paragraphs, body, maxRows), escapeHtml(title));
  const [first = [], ...others] = paragraphs;
  const titled: Span[] = [
    { text: `${title}:`, style: 'strong' },
    ' ',
    ...(typeof first === 'string' ? [first] : first)
  ];
  return renderBody(name, [titled, ...others], body, maxRows);
}

function renderBody(name: string, paragraphs: readonly Text[], body: ReportSection['body'], maxRows: number): Part {
  const lead = paragraphs.map(paragraph => `${renderParagraph(paragraph)}\n`);
  const part = (open: readonly string[], close?: string): Omit<Part, 'rows' | 'total'> => ({
    name,
    open: [...lead, ...open].join('\n'),
    ...defined({ close })
  });
  switch (body?.kind) {
    case 'list':
      return createPart(part([]), body.items, maxRows, item => `- ${protectLineStart(render(item, itemLength))}`);
    case 'table':
      return createPart(part([tableHead(body.columns)]), body.rows, maxRows, cells =>
        tableRow(cells.map(({ text }) => render(text, cellLength)))
      );
    case 'code': {
      const { open, text, close } = fenced(body.lines.join('\n'), body.language);
      return createPart(part([open], close), text.split('\n'), maxRows, line => line);
    }
    case 'charts':
    case undefined:
      return createPart(part([]), [], 0, () => '');
  }
}

function renderParagraph(text: Text): string {
  return protectLineStart(render(text, paragraphLength));
}

function render(text: Text, characters: number): string {
  const plain = (piece: string): string => escapeShort(piece, characters);
  return renderText(text, {
    plain,
    strong: piece => `**${plain(piece)}**`,
    code,
    link: (label, href) => link(plain(label), href)
  });
}

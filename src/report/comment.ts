import { defined } from '../lib/defined.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { plainText, renderText, type Cell, type ReportSection, type Span, type Table, type Text } from './blocks.ts';
import { createPart, fitParts, folded, type Part } from './fit-to-limit.ts';
import { capitalize, endSentence, type Headline } from './headline.ts';
import {
  code,
  escapeShort,
  escapeSummary,
  escapeWithin,
  fenced,
  link,
  protectLineStart,
  tableHead,
  tableRow
} from './markdown.ts';
import { joinUnits } from './quantity.ts';
import { createReport, type ReportContext } from './sections.ts';

/**
 * Maximum length of one piece of text in characters. A paragraph fits the longest notice; a table may have hundreds of
 * cells.
 */
const [paragraphLength, itemLength, cellLength] = [800, 400, 240];
/** Maximum length of the heading, and what is reserved for the note below the sentence when nothing else fits. */
const [headingLength, besideSentence] = [300, 200];

/**
 * The pull-request comment, without the hidden marker used to find it again. It starts with the verdict. Text from
 * outside is escaped: it cannot notify anyone, create links, or break out of a table, fence or fold.
 */
export function renderComment(run: Run, comparison: Comparison, context: ReportContext): string {
  const { limit, maxRows } = context;
  const report = createReport(run, comparison, context);
  const head = [renderHeadline(report, limit - besideSentence), ...report.notices.map(renderParagraph)];
  const foot = [`<sub>${render(report.foot, cellLength)}</sub>`];
  const sections = report.sections.filter(({ only }) => only === undefined);
  const [details, open] = [true, false].map(isDetail =>
    sections.filter(({ fold }) => (fold === 'comment' || fold === 'both') === isDetail)
  );
  const openParts = (open ?? []).map(section => renderSection(section, maxRows));
  const detailParts = (details ?? []).map(section => renderSection(section, maxRows));
  const alone = fitParts({ head, foot }, openParts, limit);
  const room = limit - alone.length;
  if (detailParts.length === 0) return alone;
  if (room < leastDetails) return fitParts({ head, foot: [noDetails, ...foot] }, openParts, limit);
  const folded = fitParts({ head: [detailsOpen], foot: ['</details>'] }, detailParts, room - 2);
  return fitParts({ head, foot: [folded, ...foot] }, openParts, limit);
}

/** One fold around all details keeps the comment short. */
const detailsOpen = '<details>\n<summary>Details: all metrics, what is detectable, setup, how to reproduce</summary>';
const noDetails = "Omitted to stay within GitHub's size limit: the details. The artifact has them.";
/** Room for that fold with a note on everything that is omitted. */
const leastDetails = 1500;

/** The heading with its sign, and the sentence below it, in at most `limit` characters. */
function renderHeadline({ sign, heading, sentence }: Headline, limit: number): string {
  const rendered = render(heading, itemLength);
  const title = `### ${sign} ${rendered.length <= headingLength ? rendered : escapeWithin(plainText(heading), headingLength)}`;
  const room = limit - title.length;
  const plain = joinUnits(escapeWithin(endSentence(capitalize(sentence)), room));
  const emphasized = emphasize(plain);
  return `${title}\n\n${emphasized.length <= room ? emphasized : plain}`;
}

/** Changes in percent in bold, but not the ends of intervals; a setting in backticks as code. */
function emphasize(markdown: string): string {
  return markdown
    .replace(/(?<=[ (])(?<! to )[+−]\d+(?:\.\d+)?\u00a0%/g, '**$&**')
    .replace(/\\`([\w-]{1,60}(?:: [\w-]{1,60})?)\\`/g, '`$1`');
}

/** A section as Markdown. An unfolded title starts its first line, because a comment is too short for headings. */
export function renderSection(section: ReportSection, maxRows: number): Part {
  const { name, title, fold, paragraphs = [], body } = section;
  if (title === undefined) return renderBody(name, paragraphs, body, maxRows);
  if (fold !== undefined) return folded(renderBody(name, paragraphs, body, maxRows), escapeSummary(title, itemLength));
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
      return createPart(part([renderHead(body)]), body.rows, maxRows, cells => tableRow(cells.map(renderCell)));
    case 'code': {
      const { open, text, close } = fenced(body.lines.join('\n'), body.language);
      return createPart(part([open], close), text.split('\n'), maxRows, line => line);
    }
    case 'charts':
    case undefined: {
      const alone = part([]);
      return createPart({ ...alone, open: alone.open.trimEnd() }, [], 0, () => '');
    }
  }
}

/** Aligns the columns of figures to the right. */
function renderHead({ columns, rows }: Table): string {
  const isFigures = (column: number): boolean => rows.every(cells => cells[column]?.kind === 'figure');
  return tableHead(
    columns.map(text => render(text, cellLength)),
    isFigures
  );
}

/** A figure does not wrap, except before what stands in brackets. */
function renderCell({ text, kind }: Cell): string {
  const rendered = render(text, cellLength);
  return kind === 'figure' ? rendered.replaceAll(/ (?!\()/g, '\u00a0') : rendered;
}

function renderParagraph(text: Text): string {
  return protectLineStart(render(text, paragraphLength));
}

function render(text: Text, characters: number): string {
  const plain = (piece: string): string => joinUnits(escapeShort(piece, characters));
  return renderText(text, {
    plain,
    strong: piece => `**${plain(piece)}**`,
    code,
    link: (label, href) => link(plain(label), href)
  });
}

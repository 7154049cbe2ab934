import type { MetricComparison, Outcome } from '../model/comparison.ts';

/**
 * A report without markup: described once, rendered as the comment (Markdown) and as the page (HTML). Any text in it
 * may come from outside. Only the renderers escape it and limit its length.
 */
export interface Report {
  /** The verdict in one or two words. */
  readonly verdict: string;
  /** One line that names the verdict and what it is about, and the sign in front of it. */
  readonly heading: Text;
  readonly sign: string;
  /** Explains the verdict in one sentence. */
  readonly sentence: string;
  /** Qualify everything below them. */
  readonly notices: readonly Text[];
  /** Most important first; the comment omits the last ones if it gets too long. */
  readonly sections: readonly ReportSection[];
  readonly foot: Text;
}

/** Plain text, or pieces of it that differ in style. */
export type Text = string | readonly Span[];

export type Span =
  | string
  | { readonly text: string; readonly style: 'strong' | 'code' }
  /** A link if the address is safe to follow. */
  | { readonly text: string; readonly href: string | undefined };

/** Paragraphs, then at most one body, whose rows are dropped one by one from a comment that gets too long. */
export interface ReportSection {
  /** Name in the note on what the comment omits. */
  readonly name: string;
  /** Absent if the section continues the previous one. */
  readonly title?: string;
  /** Collapsed below its title: in the comment only, in both, or in both but open on the page. */
  readonly fold?: 'comment' | 'both' | 'open';
  /** The comment has neither charts nor the figures that only readers who know statistics need. */
  readonly only?: 'page';
  readonly paragraphs?: readonly Text[];
  readonly body?: Body;
}

export type Body = List | Table | Code | Charts;

interface List {
  readonly kind: 'list';
  readonly items: readonly Text[];
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Text[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly text: Text;
  /** A name or number that does not wrap, or the outcome that gives the cell its color. */
  readonly kind?: 'name' | 'figure' | Outcome;
}

interface Code {
  readonly kind: 'code';
  readonly language: 'diff' | 'sh';
  readonly lines: readonly string[];
}

interface Charts {
  readonly kind: 'charts';
  readonly charts: readonly Chart[];
}

/** A chart of metrics, and a table with the same data. */
export interface Chart {
  readonly kind: 'changes' | 'bars' | 'history';
  readonly metrics: readonly MetricComparison[];
  readonly data?: Omit<Table, 'kind'> & { readonly title: string };
}

/** A section with one list; none without items. */
export function listSection(section: Omit<ReportSection, 'body'>, items: readonly Text[]): ReportSection[] {
  return items.length === 0 ? [] : [{ ...section, body: { kind: 'list', items } }];
}

/** A section with one table; none without rows. */
export function tableSection(
  section: Omit<ReportSection, 'body'>,
  columns: Table['columns'],
  rows: Table['rows']
): ReportSection[] {
  return rows.length === 0 ? [] : [{ ...section, body: { kind: 'table', columns, rows } }];
}

/**
 * A section with a table whose rows start with a name; as several tables, about equally wide, if it has more than `most`
 * other columns.
 */
export function tableSections(
  section: Omit<ReportSection, 'body'>,
  columns: Table['columns'],
  rows: Table['rows'],
  most: number
): ReportSection[] {
  const others = columns.length - 1;
  const count = Math.max(1, Math.ceil(others / most));
  const width = Math.ceil(others / count);
  return Array.from({ length: count }, (_, index) => index).flatMap(index => {
    const start = 1 + index * width;
    const part = <T>(all: readonly T[]): T[] => [...all.slice(0, 1), ...all.slice(start, start + width)];
    return tableSection(index === 0 ? section : { name: section.name }, part(columns), rows.map(part));
  });
}

/** A text without its styles. It may come from outside. */
export function plainText(text: Text): string {
  if (typeof text === 'string') return text;
  return text.map(span => (typeof span === 'string' ? span : span.text)).join('');
}

/** How a renderer writes each kind of text. It gets text from outside, unescaped. */
export interface Marks {
  readonly plain: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly code: (text: string) => string;
  readonly link: (text: string, href: string | undefined) => string;
}

/** Renders a text piece by piece. A space at either end of a plain piece stays, because it separates two pieces. */
export function renderText(text: Text, { plain, link, ...styles }: Marks): string {
  const spans = typeof text === 'string' ? [text] : text;
  const render = (span: Span): string => {
    if (typeof span !== 'string') return 'href' in span ? link(span.text, span.href) : styles[span.style](span.text);
    const shown = plain(span);
    return `${/^\s/.test(span) ? ' ' : ''}${shown}${shown !== '' && /\s$/.test(span) ? ' ' : ''}`;
  };
  return spans.map(render).join('').trim();
}

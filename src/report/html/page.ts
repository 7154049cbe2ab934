import type { Comparison } from '../../model/comparison.ts';
import type { Run } from '../../model/run.ts';
import {
  plainText,
  renderText,
  type Body,
  type Cell,
  type Chart,
  type ReportSection,
  type Table,
  type Text
} from '../blocks.ts';
import { capitalize, endSentence } from '../headline.ts';
import { oneLine, shorten } from '../markdown.ts';
import { joinUnits } from '../quantity.ts';
import { createReport, type ReportContext } from '../sections.ts';
import { renderBarChart } from './bar-chart.ts';
import { renderChangeChart } from './change-chart.ts';
import { htmlDocument } from './document.ts';
import { element, escapeHtml, linked } from './drawing.ts';
import { renderHistoryChart } from './history-chart.ts';
import { legendOf } from './legend.ts';

/** Maximum length of the headline, of one line of code, and of any other piece of text, in characters. */
const [headlineLength, lineLength, textLength] = [2000, 4000, 800];

/** report.html: the report with its charts, in one file that needs neither network nor scripts. */
export function renderPage(run: Run, comparison: Comparison, context: ReportContext): string {
  const { verdict, sign, heading, sentence, notices, sections, foot } = createReport(run, comparison, context);
  return htmlDocument(`${verdict} - Cilium performance`, [
    element('h1', { class: comparison.verdict }, `${escapeHtml(sign)} ${render(heading)}`),
    element('p', { class: 'lead' }, joinUnits(escapeHtml(endSentence(capitalize(sentence)), headlineLength))),
    ...notices.map(notice => paragraph(notice, 'notice')),
    renderContents(sections),
    ...sections.map((section, index) => renderSection(section, anchor(index), run)),
    paragraph(foot, 'quiet')
  ]);
}

function anchor(section: number): string {
  return `section-${section + 1}`;
}

/** Links to the sections with a title, each with the part of it before details. */
function renderContents(sections: readonly ReportSection[]): string {
  const items = sections.flatMap(({ title }, index) =>
    title === undefined
      ? []
      : [
          element(
            'li',
            {},
            element('a', { href: `#${anchor(index)}` }, escapeHtml(title.split(/[:(]/, 1)[0] ?? '', 80))
          )
        ]
  );
  return items.length === 0 ? '' : element('nav', { 'aria-label': 'Contents' }, element('ul', {}, items.join('\n')));
}

function renderSection({ title, fold, paragraphs = [], body }: ReportSection, id: string, run: Run): string {
  const content = [
    ...paragraphs.map(text => paragraph(text)),
    ...(body === undefined ? [] : [renderBody(body, run)])
  ].join('\n');
  if (title === undefined) return content;
  if (fold === undefined || fold === 'comment') return `${element('h2', { id }, escapeHtml(title))}\n${content}`;
  // A link to something inside of it opens it, a link to it does not.
  return details(title, element('div', { id }, content), fold === 'open');
}

function renderBody(body: Body, run: Run): string {
  switch (body.kind) {
    case 'list':
      return `<ul>${body.items.map(item => element('li', {}, render(item))).join('\n')}</ul>`;
    case 'table':
      return renderTable(body);
    case 'code':
      return `<pre><code>${body.lines.map(body.language === 'diff' ? renderDifference : renderLine).join('\n')}</code></pre>`;
    case 'charts': {
      const charts = body.charts.map((chart, index) => renderChart(chart, `${chart.kind}-${index + 1}`, run));
      return `${legendOf(body.charts)}\n<div class="charts">${charts.join('\n')}</div>`;
    }
  }
}

function renderLine(line: string): string {
  return escapeHtml(line, lineLength);
}

/** Colors a line of a difference by the sign it starts with. */
function renderDifference(line: string): string {
  const tag = { '-': 'del', '+': 'ins' }[line.charAt(0)];
  return tag === undefined ? renderLine(line) : element(tag, {}, renderLine(line));
}

/** A table that scrolls on its own on narrow screens. */
export function renderTable({ columns, rows }: Omit<Table, 'kind'>): string {
  const heads = columns
    .map((text, column) => {
      const isFigure = rows[0]?.[column]?.kind === 'figure';
      return element('th', { scope: 'col', ...(isFigure ? { class: 'figure' } : {}) }, render(text));
    })
    .join('');
  const body = rows.map(
    cells => `<tr>${cells.map((cell, column) => renderCell(cell, plainText(columns[column] ?? ''))).join('')}</tr>`
  );
  const kind = columns.length > 4 ? ' class="wide"' : '';
  const table = `<table${kind}><thead><tr>${heads}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table>`;
  return element('div', { class: 'scroll', tabindex: '0' }, table);
}

/** The cell carries its column's name too, because narrow screens show wide tables row by row. */
function renderCell({ text, kind }: Cell, column: string): string {
  const named = { 'data-column': shorten(oneLine(column), 80).replace(/ \(.*/, '') };
  const style = kind === undefined || kind === 'name' || kind === 'figure' ? kind : `wide ${kind}`;
  // One element, because a narrow screen lays out the parts of a cell side by side.
  const content = typeof text === 'string' ? render(text) : element('span', {}, render(text));
  return element('td', style === undefined ? named : { class: style, ...named }, content);
}

function renderChart({ kind, metrics, data }: Chart, id: string, run: Run): string {
  const draw = {
    changes: () => renderChangeChart(id, metrics),
    bars: () => renderBarChart(id, metrics, run),
    history: () => metrics.map(metric => renderHistoryChart(id, metric, run)).join('')
  };
  const table =
    data === undefined || data.rows.length === 0 ? '' : `\n${details(data.title, renderTable(data), false)}`;
  return element('figure', {}, `${draw[kind]()}${table}`);
}

function details(title: string, content: string, open: boolean): string {
  const summary = element('summary', {}, escapeHtml(title));
  return element('details', open ? { open: '' } : {}, `${summary}\n${content}`);
}

function paragraph(text: Text, kind?: string): string {
  return element('p', kind === undefined ? {} : { class: kind }, render(text));
}

function render(text: Text): string {
  const plain = (piece: string): string => escapeHtml(piece, textLength);
  return renderText(text, {
    plain,
    strong: piece => element('strong', {}, plain(piece)),
    code: piece => element('code', {}, plain(piece)),
    link: (label, href) => linked(href, plain(label))
  });
}

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
import { endSentence } from '../headline.ts';
import { followable, oneLine, shorten } from '../markdown.ts';
import { createReport, type ReportContext } from '../sections.ts';
import { renderBarChart, renderChangeChart, renderHistoryChart } from './charts.ts';
import { element, escapeHtml } from './drawing.ts';

/** All styles of the page: light and dark, and a single column on narrow screens. */
const style = `
:root { color-scheme: light dark; --text: #1c2128; --quiet: #57606a; --page: #fff; --panel: #f6f8fa; --line: #d0d7de;
  --reference: #8c959f; --reference-dot: #424a53; --candidate: #54a3e8; --candidate-dot: #0a3f75; --band: #bf870026;
  --worse: #b3261e; --better: #1a7f37; --open: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9aa4af; --page: #0d1117; --panel: #161b22; --line: #343b44;
    --reference: #6e7681; --reference-dot: #c9d1d9; --candidate: #2f74b5; --candidate-dot: #b6dcff; --band: #d2992233;
    --worse: #ff8a80; --better: #56d364; --open: #e3b341; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.35; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
p, ul { margin: .5rem 0; }
ul { padding-left: 1.25rem; }
a { color: inherit; }
.quiet { color: var(--quiet); font-size: .9rem; }
.notice { border-left: 4px solid var(--open); padding: .25rem .75rem; background: var(--panel); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td.figure { text-align: right; white-space: nowrap; }
td.name { white-space: nowrap; }
td.wide { min-width: 9rem; }
.charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); align-items: start; }
figure { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); min-width: 0; }
figure details { margin-top: .5rem; font-size: .9rem; }
summary { cursor: pointer; color: var(--quiet); }
pre { overflow-x: auto; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; font-size: .85rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9rem; color: var(--quiet); padding: 0; list-style: none; }
.legend i { display: inline-block; width: .9rem; height: .9rem; margin-right: .4rem; vertical-align: -.1rem; border-radius: 2px; }
svg { display: block; width: 100%; height: auto; max-width: 36rem; font-size: 12px; }
text { fill: var(--text); paint-order: stroke; stroke: var(--panel); stroke-width: 3px; stroke-linejoin: round; }
text.heading, text.scenario { font-weight: 600; }
text.tick { fill: var(--quiet); font-size: 11px; }
text.equivalent { fill: var(--quiet); }
.regression, .invalid { color: var(--worse); fill: var(--worse); font-weight: 600; }
.improvement { color: var(--better); fill: var(--better); font-weight: 600; }
.inconclusive { color: var(--open); fill: var(--open); }
line.grid { stroke: var(--line); }
line.zero { stroke: var(--quiet); }
line.whisker { stroke: var(--text); stroke-width: 1.6; }
rect.reference, i.reference { fill: var(--reference); background: var(--reference); opacity: .75; }
rect.candidate, i.candidate { fill: var(--candidate); background: var(--candidate); opacity: .85; }
rect.band, i.band { fill: var(--band); background: var(--band); }
circle { stroke: var(--panel); stroke-width: .6; }
circle.reference-dot { fill: var(--reference-dot); }
circle.candidate-dot { fill: var(--candidate-dot); }
circle.estimate { stroke: var(--panel); stroke-width: 1.5; fill: var(--text); }
circle.regression, circle.invalid { fill: var(--worse); }
circle.improvement { fill: var(--better); }
circle.inconclusive { fill: var(--open); }
polyline.history { fill: none; stroke: var(--reference); stroke-width: 1.5; }
@media (max-width: 40rem) {
  table.wide, table.wide tbody, table.wide tr { display: block; }
  table.wide thead { display: none; }
  table.wide tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  table.wide td, table.wide td.figure { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; border: 0; padding: .1rem 0;
    text-align: left; white-space: normal; }
  table.wide td::before { content: attr(data-column); color: var(--quiet); font-weight: 400; }
}
@media print { figure { break-inside: avoid; } }
`.trim();

/** Nothing may be loaded, even if text from outside got past the escaping. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Maximum length of the headline, of one line of code, and of any other piece of text, in characters. */
const [headlineLength, lineLength, textLength] = [2000, 4000, 800];

/** report.html: the report with its charts, in one file that needs neither network nor scripts. */
export function renderPage(run: Run, comparison: Comparison, context: ReportContext): string {
  const { verdict, sentence, notices, sections, foot } = createReport(run, comparison, context);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escapeHtml(`${verdict} - Cilium performance`)}</title>`,
    `<style>\n${style}\n</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escapeHtml(`${verdict}: ${endSentence(sentence)}`, headlineLength)}</h1>`,
    ...notices.map(notice => paragraph(notice, 'notice')),
    ...sections.map(section => renderSection(section, run)),
    paragraph(foot, 'quiet'),
    '</main>',
    '</body>',
    '</html>',
    ''
  ].join('\n');
}

function renderSection({ title, fold, paragraphs = [], body }: ReportSection, run: Run): string {
  const content = [
    ...paragraphs.map(text => paragraph(text)),
    ...(body === undefined ? [] : [renderBody(body, run)])
  ].join('\n');
  if (title === undefined) return content;
  if (fold === undefined || fold === 'comment') return `${element('h2', {}, escapeHtml(title))}\n${content}`;
  return details(title, content, fold === 'open');
}

function renderBody(body: Body, run: Run): string {
  switch (body.kind) {
    case 'list':
      return `<ul>${body.items.map(item => element('li', {}, render(item))).join('\n')}</ul>`;
    case 'table':
      return renderTable(body);
    case 'code':
      return `<pre><code>${body.lines.map(line => escapeHtml(line, lineLength)).join('\n')}</code></pre>`;
    case 'charts': {
      const charts = body.charts.map((chart, index) => renderChart(chart, `${chart.kind}-${index + 1}`, run));
      const usesColors = body.charts.some(({ kind }) => kind !== 'history');
      return `${usesColors ? `${legend}\n` : ''}<div class="charts">${charts.join('\n')}</div>`;
    }
  }
}

/** A table that scrolls on its own on narrow screens. */
function renderTable({ columns, rows }: Omit<Table, 'kind'>): string {
  const heads = columns.map(text => element('th', { scope: 'col' }, render(text))).join('');
  const body = rows.map(
    cells => `<tr>${cells.map((cell, column) => renderCell(cell, plainText(columns[column] ?? ''))).join('')}</tr>`
  );
  const kind = columns.length > 4 ? ' class="wide"' : '';
  const table = `<table${kind}><thead><tr>${heads}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table>`;
  return element('div', { class: 'scroll', tabindex: '0' }, table);
}

/** The cell carries its column's name too, because narrow screens show wide tables row by row. */
function renderCell({ text, kind }: Cell, column: string): string {
  const named = { 'data-column': shorten(oneLine(column), 100).replace(/ \(.*/, '') };
  const style = kind === undefined || kind === 'name' || kind === 'figure' ? kind : `wide ${kind}`;
  return element('td', style === undefined ? named : { class: style, ...named }, render(text));
}

const legend = `<ul class="legend">
<li><i class="reference"></i>reference</li><li><i class="candidate"></i>now</li>
<li><i class="band"></i>tolerance</li>
<li>dots: samples (in the chart of changes: rounds), in order from top to bottom</li>
<li>whisker: adjusted interval of the change, relative to the reference</li>
</ul>`;

function renderChart({ kind, metrics, data }: Chart, id: string, run: Run): string {
  const draw = {
    changes: () => renderChangeChart(id, metrics),
    bars: () => renderBarChart(id, metrics, run),
    history: () => metrics.map(metric => renderHistoryChart(id, metric)).join('')
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
    link: (label, href) => {
      const address = href === undefined ? undefined : followable(href);
      return address === undefined ? plain(label) : element('a', { href: address, rel: 'noreferrer' }, plain(label));
    }
  });
}

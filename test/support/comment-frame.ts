import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';
import { escapeHtml } from '../../src/report/html/drawing.ts';

/** Width of a comment on GitHub, in pixels. */
export const commentWidth = 880;

const style = import.meta.resolve('github-markdown-css/github-markdown-light.css');
/** GitHub's style for Markdown, and the frame of a comment. */
const styles = `${readFileSync(fileURLToPath(style), 'utf8')}
  body { margin: 0; }
  article { border: 1px solid #d1d9e0; border-radius: 6px; }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e;
    font: 14px/21px "Noto Sans", Helvetica, Arial, sans-serif; }
  header b { color: #1f2328; }
  .markdown-body { padding: 16px; font-size: 14px; }`;

const marked = new Marked({
  // A comment keeps its line breaks; a document does not.
  breaks: true,
  renderer: {
    code: ({ text, lang }) => lang === 'diff' && `<pre>${text.split('\n').map(colorDifference).join('\n')}</pre>`
  }
});

function colorDifference(line: string): string {
  const kind = { '-': 'pl-md', '+': 'pl-mi1' }[line.charAt(0)] ?? '';
  return `<span class="${kind}">${escapeHtml(line)}</span>`;
}

/** A comment as GitHub shows it, in an `article`. */
export function frame(markdown: string): string {
  return [
    `<!doctype html><meta charset="utf-8"><style>${styles}</style>`,
    '<article><header><b>github-actions</b> bot commented 2 minutes ago</header>',
    `<div class="markdown-body">${marked.parse(markdown, { async: false })}</div></article>`
  ].join('\n');
}

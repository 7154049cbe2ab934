import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Marked } from 'marked';
import { findChromium, startBrowser } from '../lab/browser.ts';
import { canInstall, installPackages } from '../lab/packages.ts';
import { escapeHtml } from '../src/report/html/drawing.ts';
import { digest, largestPicture, picturesFolder, pictured, type Subject } from '../test/support/pictures.ts';

/** How a picture is taken: how wide the reader's window is, which part it shows, and how much smaller it is. */
const shots: Readonly<Record<Subject['as'], { readonly width: number; readonly end: string; readonly scale: number }>> =
  {
    comment: { width: 880, end: 'article', scale: 1 },
    desktop: { width: 1280, end: '.charts', scale: 0.6 },
    phone: { width: 390, end: '.charts > :first-child', scale: 0.8 }
  };

const style = import.meta.resolve('github-markdown-css/github-markdown-light.css');
/** GitHub's style for Markdown, and the frame of a comment. */
const styles = `${await readFile(fileURLToPath(style), 'utf8')}
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

/** A comment as GitHub shows it. */
function frame(markdown: string): string {
  return [
    `<!doctype html><meta charset="utf-8"><style>${styles}</style>`,
    '<article><header><b>github-actions</b> bot commented 2 minutes ago</header>',
    `<div class="markdown-body">${marked.parse(markdown, { async: false })}</div></article>`
  ].join('\n');
}

/** Draws the comments in docs/examples and the page of a regression. */
const chromium = await findChromium();
if (chromium === undefined) throw new Error('this needs Chromium; install it, or run this as root on Debian or Ubuntu');
if (canInstall()) await installPackages(['fonts-liberation', 'fonts-noto-color-emoji'], console.error);
const scratch = await mkdtemp(join(tmpdir(), 'cilium-perf-gate-pictures-'));
const digests = new Map<string, string>();
{
  await using browser = await startBrowser(chromium);
  for (const { name, as, text } of pictured()) {
    const { width, end, scale } = shots[as];
    const file = join(scratch, `${name}.html`);
    await writeFile(file, as === 'comment' ? frame(text) : text);
    const { picture } = await browser.show(pathToFileURL(file).href, { width, height: 900, scheme: 'light' });
    let image = await picture(end, scale);
    for (let less = scale - 0.1; image.length > largestPicture; less -= 0.1) image = await picture(end, less);
    await writeFile(join(picturesFolder, `${name}.webp`), image);
    digests.set(name, digest(text));
  }
}
await rm(scratch, { recursive: true });
const drawn = (await readdir(picturesFolder)).filter(name => name.endsWith('.webp'));
for (const name of drawn) if (!digests.has(name.replace(/\.webp$/, ''))) await rm(join(picturesFolder, name));
await writeFile(join(picturesFolder, 'pictures.json'), `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`);

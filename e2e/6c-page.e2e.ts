import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findChromium, startBrowser, type Browser, type View } from '../lab/browser.ts';
import { commentWidth, frame } from '../test/support/comment-frame.ts';
import { examples } from '../test/support/examples.ts';
import { everyPage } from '../test/support/page-shapes.ts';
import { scratch } from './support.ts';

const views: Readonly<Record<string, View>> = {
  'a desktop, light': { width: 1280, height: 900, scheme: 'light' },
  'a desktop, dark': { width: 1280, height: 900, scheme: 'dark' },
  'a phone, light': { width: 390, height: 844, scheme: 'light' },
  'a phone, dark': { width: 390, height: 844, scheme: 'dark' }
};

/** What `in-page.js` finds in a page. */
interface Findings {
  readonly overflow: number;
  readonly faint: readonly string[];
  readonly outside: readonly string[];
  readonly overlapping: readonly string[];
  readonly brokenLinks: readonly string[];
  readonly texts: number;
}

/** Height of the text that `regression` aims at, in the same frame: without folds and the line below them. */
const aimedAt = 535;

const inspect = readFileSync(join(import.meta.dirname, 'in-page.js'), 'utf8');
const chromium = await findChromium();
const withBrowser = chromium === undefined ? describe.skip : describe;

withBrowser('report.html in Chromium', () => {
  const folder = scratch();
  const pages = everyPage();
  let browser: Browser;

  beforeAll(async () => {
    for (const [name, html] of pages) writeFileSync(join(folder, `${name}.html`), html);
    browser = await startBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
  });

  describe.each(Object.entries(views))('on %s', (_, view) => {
    test.each(pages.map(([name]) => name))('can be read: %s', async name => {
      const { complaints, evaluate } = await browser.show(pathToFileURL(join(folder, `${name}.html`)).href, view);
      const { texts, ...found } = await evaluate<Findings>(inspect);
      expect(complaints).toEqual([]);
      expect(texts).toBeGreaterThan(10);
      expect(found).toEqual({ overflow: 0, faint: [], outside: [], overlapping: [], brokenLinks: [] });
    });
  });

  test('opens a folded section that its contents link', async () => {
    const url = pathToFileURL(join(folder, 'regression.html')).href;
    const { evaluate } = await browser.show(url, { width: 390, height: 844, scheme: 'light' });
    const link = `[...document.querySelectorAll('nav a')].find(each => each.textContent === 'Statistical tests')`;
    const fold = `document.querySelector(${link}.hash).closest('details')`;
    expect(await evaluate(`${fold}.open`)).toBe(false);
    expect(await evaluate(`(location.hash = ${link}.hash, ${fold}.open)`)).toBe(true);
  });
});

withBrowser('a comment in Chromium, as wide as on GitHub', () => {
  const folder = scratch();
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
  });

  const show = (name: string, markdown: string): ReturnType<Browser['show']> => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, frame(markdown));
    return browser.show(pathToFileURL(file).href, { width: commentWidth, height: 900, scheme: 'light' });
  };

  test.each(Object.entries(examples))('has no table in the open that scrolls: %s', async (name, render) => {
    const { evaluate } = await show(name, render());
    const open = `[...document.querySelectorAll('article table')].filter(table => table.closest('details') === null)`;
    expect(await evaluate(`${open}.map(table => table.scrollWidth - table.clientWidth).filter(Boolean)`)).toEqual([]);
  });

  test('is no taller than aimed at', async () => {
    const { evaluate } = await show('height', examples['regression']?.() ?? '');
    const height = await evaluate<number>(`document.querySelector('article').getBoundingClientRect().height`);
    expect(height).toBeGreaterThan(200);
    expect(height).toBeLessThanOrEqual(aimedAt);
  });
});

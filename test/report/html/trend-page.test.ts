import { describe, expect, test } from '@jest/globals';
import type { TrendRun } from '../../../src/model/trend.ts';
import { renderTrendPage } from '../../../src/report/html/trend-page.ts';
import { trendBadge, trendLines } from '../../../src/report/trend.ts';
import { trendOf } from '../../../src/verdict/trend.ts';
import { elementsOf } from '../../support/html-elements.ts';
import { hostileTexts } from '../../support/markdown-shape.ts';
import { pinnedRuns, trendRuns, type Factor } from '../../support/trend-builder.ts';

const reportOf = (runs: readonly TrendRun[], repository?: string) => trendOf({ repository, runs }, { alsoGate: [] });
const lost: Factor = (run, { scenario, test: name }) =>
  scenario !== undefined && name === 'tcp-throughput' && run >= 40 ? 0.8 : 1;
/** Cilium changes in run 20, the kernel with the loss in run 40. */
const changing = (count: number): TrendRun[] =>
  trendRuns(count, lost).map((run, index) => ({
    ...run,
    setup: { ...run.setup, Cilium: index < 20 ? '1.19.6' : '1.20.2', kernel: index < 40 ? '6.8' : '6.11' }
  }));
const page = (count: number): string => renderTrendPage(reportOf(changing(count), 'owner/name'));
const titles = (html: string): string[] =>
  [...html.matchAll(/<g class="hinted"><title>([^<]*)<\/title>/g)].map(([, title]) => title ?? '');

describe('the page of a trend', () => {
  test.each([1, 3, 30, 700])('is well-formed with %i runs, with a chart for each scenario and test', count => {
    const elements = elementsOf(page(count));
    const ids = elements.flatMap(({ attributes }) => / id="([^"]*)"/.exec(attributes)?.[1] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(elements.filter(({ name }) => name === 'figure')).toHaveLength(3);
    expect(page(count)).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('needs no scripts or external resources', () => {
    const elements = elementsOf(page(60));
    expect(elements.filter(({ name }) => ['script', 'link', 'img', 'iframe'].includes(name))).toEqual([]);
    expect(page(60)).toContain("default-src 'none'");
  });

  test('shows a loss with what happened before it, and links its runs', () => {
    const html = page(60);
    expect(html).toContain('<h1 class="regression">1 lasting loss</h1>');
    expect(html).toMatch(/>loss since 2026-02-10</);
    expect(html).toContain('The machines (kernel) changed, the configuration did not: kernel 6.8 to 6.11.');
    expect(html).toContain('href="https://github.com/owner/name/actions/runs/1040"');
    expect(html).toMatch(/class="change worse"/);
  });

  test('marks versions of Cilium and changes of the machines where they happened', () => {
    const marks = titles(page(60));
    expect(marks).toContain('Cilium 1.20.2 from 2026-01-21 on');
    expect(marks).toContain('kernel 6.11 from 2026-02-10 on');
    expect(marks.filter(mark => mark.startsWith('Cilium'))).toHaveLength(3);
  });

  test('has a tooltip with value, version, commit and verdict for each of the newest runs', () => {
    const newest = titles(page(60)).filter(title => title.startsWith('2026-03-01'));
    expect(newest).toHaveLength(3);
    expect(newest[0]).toMatch(/^2026-03-01: \d\.\d\d Gbit\/s, Cilium 1\.20\.2, aaaaaaa, pass$/);
  });

  test('draws one line for hundreds of runs, and dots for the newest and those around a change', () => {
    const html = page(700);
    const [first = ''] = html.split('</figure>');
    expect([...first.matchAll(/<circle/g)].length).toBeLessThan(80);
    expect(/<polyline class="history dense" points="([^"]*)"/.exec(first)?.[1]?.split(' ')).toHaveLength(700);
    expect(titles(first).some(title => title.startsWith('2026-02-10: '))).toBe(true);
    // 700 runs of three metrics.
    expect(html.length).toBeLessThan(300_000);
  });

  test('says for each chart what judges its runs', () => {
    const captions = (html: string): (string | undefined)[] =>
      [...html.matchAll(/<figcaption>([^<]*)<\/figcaption>/g)].map(([, caption]) => caption);
    expect(new Set(captions(page(60)))).toEqual(new Set(['Adjusted by the control of the same run.']));
    const [first, ...others] = captions(renderTrendPage(reportOf(pinnedRuns(60))));
    expect(first).toBe('Relative to the pinned reference, measured in turns in the same run: Cilium 1.19.6, values a.');
    expect(new Set(others)).toEqual(new Set([first]));
    const later = pinnedRuns(80, lost, { reference: run => (run < 60 ? undefined : 'Cilium 1.19.6, values a') });
    expect(titles(renderTrendPage(reportOf(later))).filter(title => title.startsWith('Loss from'))).toEqual([
      expect.stringMatching(/, lasting\. Adjusted by the control of the same run\. No known/)
    ]);
    expect(trendLines(reportOf(pinnedRuns(60)))[1]).toContain(
      'what the control or the pinned reference of the same run'
    );
    expect(trendLines(reportOf(changing(60)))[1]).toContain('what the control on the same machines explains');
  });

  test('links nothing without a repository', () => {
    expect(renderTrendPage(reportOf(changing(60)))).not.toContain('href=');
  });

  test.each(hostileTexts)('escapes %j wherever it comes from', text => {
    const runs = changing(60).map((run, index) =>
      index < 40 ? run : { ...run, setup: { ...run.setup, Cilium: text, kernel: text, [text]: text } }
    );
    const html = renderTrendPage(reportOf(runs, text));
    const elements = elementsOf(html);
    expect(html).not.toContain('hunter2');
    expect(elements.filter(({ name }) => ['script', 'img', 'iframe'].includes(name))).toEqual([]);
  });
});

describe('a trend in words', () => {
  test('is a badge for shields.io', () => {
    const badge = (runs: readonly TrendRun[]): unknown => JSON.parse(trendBadge(reportOf(runs)));
    const common = { schemaVersion: 1, label: 'Cilium performance' };
    expect(badge(changing(60))).toEqual({ ...common, message: '1 lasting loss', color: 'red' });
    expect(badge(trendRuns(60))).toEqual({ ...common, message: 'no lasting loss', color: 'brightgreen' });
    // The first five runs only teach what is normal.
    for (const count of [0, 1, 5]) {
      const unknown = { message: 'too few runs to find a change', color: 'lightgrey' };
      expect(badge(trendRuns(count))).toEqual({ ...common, ...unknown });
    }
    expect(badge(trendRuns(6))).toMatchObject({ color: 'brightgreen' });
  });

  test('is one line for each change, with all that the page has', () => {
    const lines = trendLines(reportOf(changing(60)));
    expect(lines[0]).toBe('1 lasting loss');
    expect(lines[1]).toMatch(/^60 runs from 2026-01-01 to 2026-03-01, 3 metrics\./);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(
      /^Change: vxlan TCP throughput; First run: 2026-02-10; Found in: 2026-02-1\d; State: loss, lasting; Size: −/
    );
  });

  test('says how many runs were left out', () => {
    const runs = trendRuns(60).map((run, index) => (index < 7 ? { ...run, setup: { suite: 'published' } } : run));
    expect(trendLines(reportOf(runs))[1]).toContain('7 runs with another suite, duration or tool version left out.');
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  code,
  escapeMarkdown,
  escapeShort,
  escapeWithin,
  fence,
  followable,
  link,
  shorten
} from '../../src/report/markdown.ts';
import { hostileTexts } from '../support/markdown-shape.ts';

/** Invisible characters. */
const j = '\u2060';

describe('escapeMarkdown', () => {
  test.each([
    ['a mention', 'by @user and @org/team', `by @${j}user and @${j}org/team`],
    ['a mention after an underscore', '_@user', `\\_@${j}user`],
    ['an email address', 'a.b@evil.example', `a.b@${j}evil.example`],
    ['a reference to an issue', 'x#1 GH-2', `x#${j}1 GH${j}-2`],
    ['an address', 'https://e.example FTP://e', `https:${j}//e.example FTP:${j}//e`],
    ['an address within a word', '1http://e _www.e', `1http:${j}//e \\_www${j}.e`],
    ['a commit', 'at 4b825dc642cb6', `at 4b825d${j}c642cb${j}6`],
    ['a commit of a user', 'u@16c999e8', `u@16c999${j}e8`],
    ['HTML', '<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['a table cell and code', 'a|b`c`', 'a\\|b\\`c\\`'],
    ['emphasis and mathematics', '*a* _b_ ~c~ $d$', '\\*a\\* \\_b\\_ \\~c\\~ \\$d\\$'],
    ['a link', '[a](b)', '\\[a\\](b)'],
    ['a list', '- a', '\\- a'],
    ['a numbered list', '12. a', `12${j}. a`],
    ['a heading under the line before', '===', '\\==='],
    ['an emoji', 'x :tada: y', `x :${j}tada: y`],
    ['an old-style workflow command', '##[error]x', `#${j}#${j}\\[error\\]x`],
    ['a workflow command', '::error::x', `:${j}:${j}error::x`],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb']
  ])('shows %s as text', (_what, text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  test.each([
    'quay.io/cilium/cilium@sha256:' + '3c9f5e21'.repeat(8),
    '1.20.2',
    'run 17480000001 of 2026-11-20',
    'oci://quay.io/cilium/charts/cilium',
    '12:30:45',
    'native+wireguard'
  ])('leaves %s unchanged, so that it can be copied', text => {
    expect(escapeMarkdown(text)).toBe(text);
  });
});

describe('escapeShort', () => {
  test('shortens long text, but never within a character or an escape', () => {
    expect(escapeShort('|'.repeat(50), 10)).toBe(`${'\\|'.repeat(9)}…`);
    expect(shorten('😀'.repeat(50), 3)).toBe('😀😀…');
    expect(shorten('short', 5)).toBe('short');
  });

  test('redacts a secret before cutting through it', () => {
    expect(escapeShort(`token ghp_${'aB3'.repeat(12)}`, 20)).not.toContain('aB3');
  });
});

describe('code', () => {
  test('accepts plain names only', () => {
    expect(code('native+wireguard')).toBe('`native+wireguard`');
    for (const text of hostileTexts) expect(code(text)).not.toMatch(/^`/);
  });
});

describe('link', () => {
  test.each([
    ['javascript:alert(1)'],
    ['http://example.com'],
    ['https://user:pass@example.com'],
    ['//example.com'],
    ['not an address'],
    ['data:text/html,x']
  ])('is omitted for %s', address => {
    expect(link('x', address)).toBe('x');
    expect(followable(address)).toBeUndefined();
  });

  test('cannot be escaped from', () => {
    expect(link('x', 'https://example.com/a(b)|c`d<e>')).toBe('[x](https://example.com/a%28b%29%7Cc%60d%3Ce%3E)');
  });
});

describe('fence', () => {
  test('is longer than any run of marks in it', () => {
    expect(fence('a\n`````\nb')).toBe('``````\na\n`````\nb\n``````');
  });

  test('handles a hundred thousand runs of marks', () => {
    expect(fence('` '.repeat(200_000)).startsWith('```\n')).toBe(true);
  });
});

test('a colon before half a million characters is escaped in time', () => {
  expect(escapeShort(`:${'a-'.repeat(250_000)}`, 1_000_000)).toHaveLength(500_001);
});

describe('escapeWithin', () => {
  test('never exceeds its limit, however much escaping adds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', 'a', '#', '@', '😀'), maxLength: 400 }),
        fc.integer({ min: 20, max: 900 }),
        (text, limit) => {
          const escaped = escapeWithin(text, limit);
          expect(escaped.length).toBeLessThanOrEqual(limit);
          if (escapeMarkdown(text).length <= limit) expect(escaped).toBe(escapeMarkdown(text));
        }
      )
    );
  });

  test('keeps as much text as possible, and marks that it was cut', () => {
    const escaped = escapeWithin('&'.repeat(1000), 500);
    expect(escaped).toMatch(/^(?:&amp;)+…$/);
    expect(escaped.length).toBeGreaterThan(400);
  });
});

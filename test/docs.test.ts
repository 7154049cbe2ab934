import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { digest, largestPicture, pictured } from './support/pictures.ts';

const root = join(import.meta.dirname, '..');
const folders = [
  '.ci',
  '.github',
  'bench',
  'demo',
  'docs',
  'e2e',
  'examples',
  'lab',
  'report',
  'scripts',
  'src',
  'test'
];
/** Outputs of tools, example reports and GitHub's own description are not texts of ours. */
const foreign = /^test\/(recordings|support\/loopback-github\/openapi\.json)|^docs\/examples\//;
const isText = (path: string): boolean => /\.(ts|js|cjs|md|ya?ml|go)$/.test(path) && !foreign.test(path);

const files = [
  ...readdirSync(root).filter(isText),
  ...folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))
  )
].filter(isText);
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of markdown.replace(/^```.*?^```/gms, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const words = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    let [name, copy] = [anchor, 0];
    while (anchors.has(name)) name = `${anchor}-${String((copy += 1))}`;
    anchors.add(name);
  }
  return anchors;
}

/** Why a link leads nowhere; `undefined` when it is good. */
function fault(path: string, anchor?: string): string | undefined {
  if (path.startsWith('..')) return `${path} is outside of the repository`;
  if (!existsSync(join(root, path))) return `${path} does not exist`;
  if (anchor === undefined || !path.endsWith('.md')) return undefined;
  return anchorsOf(textOf(path)).has(anchor) ? undefined : `${path} has no heading #${anchor}`;
}

const isExternal = (target: string): boolean => /^(?:https?|mailto):/.test(target);

/** Targets of a Markdown document's links and images, as they are written. */
function linksIn(markdown: string): readonly string[] {
  const inline = /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g;
  const definition = /^\[[^\]]+\]:\s+<?([^\s>]+)/gm;
  const html = /\s(?:href|src|srcset)="([^"\s]+)"/g;
  return [inline, definition, html].flatMap(form => [...markdown.matchAll(form)].map(([, target = '']) => target));
}

/** Documents that a text names by their path from the root, as comments and messages do. */
function citationsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w/.-]|=")(?:(?:docs|examples)\/[\w/.-]+\.md|[A-Z]{4,}\.md)(?:#[\w-]+)?/g)].map(
    ([citation]) => citation
  );
}

function faultsOf(file: string, text = textOf(file)): readonly string[] {
  const links = file.endsWith('.md') ? linksIn(text).filter(target => !isExternal(target)) : [];
  const targets = [
    ...links.map(target => (target.startsWith('#') ? file + target : normalize(join(dirname(file), target)))),
    ...(file === 'CHANGELOG.md' ? [] : citationsIn(text))
  ];
  return [...new Set(targets)].flatMap(target => {
    const [path = '', anchor] = target.split('#');
    return fault(path, anchor) ?? [];
  });
}

describe('a link', () => {
  /** Apart from its document, so that this file cites no missing heading itself. */
  const absent = 'no-such-heading';

  test('to a document or heading of this repository leads there', () => {
    const faults = files.flatMap(file => faultsOf(file).map(why => `${file}: ${why}`));
    expect(faults).toEqual([]);
  });

  test.each([
    ['docs/values.md', '[rules](rules.md#settling) and ![logo](../LICENSE "a title")', []],
    ['docs/values.md', `[rules](rules.md#${absent})`, [`docs/rules.md has no heading #${absent}`]],
    ['README.md', `[here](#${absent})`, [`README.md has no heading #${absent}`]],
    ['README.md', '![picture](docs/missing.png)', ['docs/missing.png does not exist']],
    ['README.md', '[page](docs/missing "with a title")', ['docs/missing does not exist']],
    ['README.md', '[page][1]\n\n[1]: docs/missing', ['docs/missing does not exist']],
    [
      'README.md',
      '<a href="docs/missing"><img src="docs/absent" alt=""></a>',
      ['docs/missing does not exist', 'docs/absent does not exist']
    ],
    ['README.md', '[outside](../other)', ['../other is outside of the repository']],
    ['src/cli.ts', `// see docs/rules.md#${absent}`, [`docs/rules.md has no heading #${absent}`]],
    ['CONTRIBUTING.md', `\`docs/rules.md#${absent}\``, [`docs/rules.md has no heading #${absent}`]]
  ])('that leads nowhere is seen: %s with %s', (file, text, whys) => {
    expect(faultsOf(file, text)).toEqual(whys);
  });
});

test('the index of the documentation names every page', () => {
  const pages = readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md') && name !== 'README.md');
  expect(pages.length).toBeGreaterThan(15);
  expect(linksIn(textOf('docs/README.md'))).toEqual(expect.arrayContaining(pages));
});

describe('the pictures of docs/examples', () => {
  const pictures = pictured();

  test('show the present text of each example and of the page', () => {
    const drawn = JSON.parse(textOf('docs/examples/pictures.json')) as Readonly<Record<string, string>>;
    const faults = pictures.flatMap(({ name, text }) =>
      drawn[name] === digest(text) ? [] : [`${name}.webp is not up to date; run: npm run pictures`]
    );
    expect(faults).toEqual([]);
    expect(Object.keys(drawn)).toHaveLength(pictures.length);
  });

  test('are small, and all in the documentation', () => {
    const shown = linksIn(textOf('docs/results.md'));
    for (const { name } of pictures) {
      expect(shown).toContain(`examples/${name}.webp`);
      expect(statSync(join(root, `docs/examples/${name}.webp`)).size).toBeLessThanOrEqual(largestPicture);
    }
  });
});

test('the README is short, and starts with a workflow to paste', () => {
  const readme = textOf('README.md');
  const [before = ''] = readme.split('```yaml\n');
  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
  expect(before.split(/\s+/).length).toBeLessThanOrEqual(60);
});

test('no text cites a document that the repository does not have', () => {
  const citation = /\brules?(?:\.md)? \d|\bfacts\/|\s\(facts:|\bshared\/\w/;
  const cited = files.flatMap(file =>
    textOf(file)
      .split('\n')
      .flatMap((line, index) => (citation.test(line) ? [`${file}:${String(index + 1)}: ${line.trim()}`] : []))
  );
  expect(cited).toEqual([]);
});

test('the files that the documents name are there', () => {
  const named = files
    .filter(file => file.endsWith('.md') && file !== 'CHANGELOG.md')
    .flatMap(file =>
      [...textOf(file).matchAll(/`((?:src|test|scripts|lab|e2e|bench)\/[\w./-]+\.\w+)`/g)].map(
        ([, path = '']) => `${file}: ${path}`
      )
    );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(one => !existsSync(join(root, one.replace(/^.*: /, ''))))).toEqual([]);
});

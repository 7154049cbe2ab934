import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const folders = ['.ci', '.github', 'bench', 'demo', 'docs', 'e2e', 'examples', 'lab', 'scripts', 'src', 'test'];
/** Outputs of tools, expected reports and GitHub's own description are not texts of ours. */
const foreign = /^test\/(recordings|support\/loopback-github\/openapi\.json|report\/expected)/;
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
function fault(path: string, anchor: string | undefined): string | undefined {
  if (!existsSync(join(root, path))) return `${path} does not exist`;
  if (anchor === undefined || !path.endsWith('.md')) return undefined;
  return anchorsOf(textOf(path)).has(anchor) ? undefined : `${path} has no heading #${anchor}`;
}

function faultsOf(file: string): string[] {
  const text = textOf(file);
  const links = file.endsWith('.md')
    ? [...text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(
        ([, target = '', anchor]) => [target === '' ? file : normalize(join(dirname(file), target)), anchor] as const
      )
    : [...text.matchAll(/\b(docs\/[\w-]+\.md)(?:#([\w-]+))?/g)].map(
        ([, target = '', anchor]) => [target, anchor] as const
      );
  return links.flatMap(([target, anchor]) => fault(target, anchor) ?? []);
}

describe('a link', () => {
  test('to a document or heading of this repository leads there', () => {
    const faults = files.flatMap(file => faultsOf(file).map(why => `${file}: ${why}`));
    expect(faults).toEqual([]);
  });

  test.each([
    ['docs/rules.md', 'settling', undefined],
    ['docs/rules.md', 'no-such-heading', 'docs/rules.md has no heading #no-such-heading'],
    ['docs/missing', undefined, 'docs/missing does not exist']
  ])('that leads nowhere is seen: %s#%s', (path, anchor, why) => {
    expect(fault(path, anchor)).toBe(why);
  });
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

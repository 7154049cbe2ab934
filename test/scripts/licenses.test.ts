import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { licensesOf, packagesIn } from '../../scripts/licenses.ts';

const own = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly dependencies: Record<string, string> };
const sections = readFileSync('dist/licenses.txt', 'utf8').split(`\n${'-'.repeat(80)}\n\n`);

test('packages are found by the paths of modules, also nested and scoped ones, each once', () => {
  const modules = ['.././node_modules/@a/b/lib/c.js', '.././node_modules/@a/b/d.js', '.././src/run/run.ts'];
  expect(packagesIn([...modules, 'x/node_modules/e/node_modules/f/g.js'])).toEqual([
    'node_modules/@a/b',
    'node_modules/e/node_modules/f'
  ]);
});

test('a package has its license and the text of its files, whatever they are called', () => {
  expect(licensesOf(['node_modules/stream-buffers'])).toMatch(
    /^stream-buffers \d.*\nUnlicense\n\nThis is free and unencum/
  );
});

test('a package without a license file has what its manifest states', () => {
  expect(licensesOf(['node_modules/binary'])).toContain('no license file; its manifest states: MIT');
});

test.each(Object.entries(own.dependencies))('dist/licenses.txt has %s %s', (name, version) => {
  expect(sections.map(section => section.split('\n', 1)[0])).toContain(`${name} ${version}`);
});

test('no section of dist/licenses.txt is empty', () => {
  expect(sections.length).toBeGreaterThan(200);
  for (const section of sections) expect(section.split('\n').slice(2).join('').length).toBeGreaterThan(20);
});

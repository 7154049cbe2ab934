import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFiles } from '../../src/host/host.ts';

const files = createFiles();
let folder: string;

beforeEach(async () => {
  // As a folder of a user may be named, although a glob reads it differently.
  folder = join(await mkdtemp(join(tmpdir(), 'files-')), '[x]');
  for (const path of ['run.json', 'b/run.json', 'b/c/run.json', 'b/c/x1.json', '.git/run.json', 'b/.tmp.json']) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '');
  }
  // A search must end, although links may form circles.
  await symlink(folder, join(folder, 'b/circle'));
});

afterEach(async () => {
  await rm(dirname(folder), { recursive: true });
});

describe('finding files', () => {
  test.each([
    ['run.json', ['run.json']],
    ['b', []],
    ['missing', []],
    ['*/run.json', ['b/run.json']],
    ['**/c/run.json', ['b/c/run.json']],
    ['**/*.json', ['b/c/run.json', 'b/c/x1.json', 'b/run.json', 'run.json']],
    ['b/c/x?.json', ['b/c/x1.json']],
    ['.git/*', ['.git/run.json']],
    ['b/circle/*.json', ['b/circle/run.json']]
  ])('by %s finds %j', async (pattern, found) => {
    expect(await files.find(pattern, folder)).toEqual(found);
  });

  test('finds absolute paths by an absolute pattern', async () => {
    const above = dirname(folder);
    expect(await files.find(`${above}/*/b/*.json`)).toEqual([join(folder, 'b/run.json')]);
  });

  test('finds nothing in a folder that does not exist', async () => {
    expect(await files.find('**/*', join(folder, 'missing'))).toEqual([]);
  });
});

test('a list of files has neither links nor what they lead to', async () => {
  await writeFile(join(dirname(folder), 'secret'), 'x');
  await symlink(join(dirname(folder), 'secret'), join(folder, 'summary.md'));
  const own = ['.git/run.json', 'b/.tmp.json', 'b/c/run.json', 'b/c/x1.json', 'b/run.json', 'run.json'];
  expect(await files.list(folder)).toEqual(own);
});

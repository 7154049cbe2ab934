import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { labFolder } from '../../lab/folders.ts';
import { describeContents, imageLayers, type ImageName } from '../../lab/images/contents.ts';

/** The words in backticks of a table's cell. */
const words = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

const text = await readFile(join(labFolder, '../docs/images.md'), 'utf8');
const rows = text
  .split('\n')
  .filter(line => line.startsWith('| ') && line.includes('`'))
  .map(line => line.split('|').map(cell => cell.trim()));
const table = new Map(rows.map(([, , standIn, programs]) => [words(standIn).join(), words(programs)]));

describe('docs/images.md', () => {
  test('has a row for each image of the lab that the program runs commands in', () => {
    expect([...table.keys()].sort()).toEqual(Object.keys(imageLayers).sort());
  });

  test.each(Object.keys(imageLayers) as ImageName[])('lists all that the lab puts into %s', image => {
    const { packages, programs } = describeContents(image);
    expect(table.get(image)).toEqual(expect.arrayContaining([...packages, ...programs]));
  });
});

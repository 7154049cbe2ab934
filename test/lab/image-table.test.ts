import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { labFolder } from '../../lab/folders.ts';
import { describeContents, imageLayers, type ImageName } from '../../lab/images/contents.ts';
import { imagePrograms, type ImageKind } from '../../src/kubernetes/programs.ts';

/** The words in backticks of a table's cell. */
const words = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

const text = await readFile(join(labFolder, '../docs/images.md'), 'utf8');
const rows = text
  .split('\n')
  .filter(line => line.startsWith('| ') && line.includes('`'))
  .map(line => line.split('|').map(cell => cell.trim()));
const table = new Map(
  rows.map(([, image, standIn, programs, reliedOn, optional, source]) => [
    words(standIn).join(),
    { image, programs: words(programs), reliedOn: words(reliedOn), optional: words(optional), source }
  ])
);

/** What each image is to the program. */
const kinds: Readonly<Record<ImageName, ImageKind>> = {
  official: 'agent',
  distroless: 'agent',
  test: 'test',
  witness: 'witness',
  ztunnel: 'ztunnel'
};

describe('docs/images.md', () => {
  test('has a row for each image of the lab that the program runs commands in', () => {
    expect([...table.keys()].sort()).toEqual(Object.keys(imageLayers).sort());
  });

  test.each(Object.keys(imageLayers) as ImageName[])(
    'lists everything that the lab puts into %s, with its source',
    image => {
      const { packages, programs } = describeContents(image);
      expect(table.get(image)?.programs).toEqual(expect.arrayContaining([...packages, ...programs]));
      const [, link = ''] = /\]\[(\w+)\]/.exec(table.get(image)?.source ?? '') ?? [];
      expect(text).toMatch(new RegExp(`^\\[${link}\\]: https://`, 'm'));
    }
  );

  test.each(Object.entries(kinds))('lists what the program may start in %s', (name, kind) => {
    const { image, programs, optional } = imagePrograms[kind];
    expect(table.get(name)).toMatchObject({ reliedOn: programs, optional });
    if (name !== 'distroless') expect(table.get(name)?.image).toContain(`\`${image}\``);
  });
});

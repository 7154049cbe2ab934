import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { checkDigest, readZippedFile } from '../../src/github/zip.ts';
import { InputError } from '../../src/model/errors.ts';
import { zip } from '../support/zip-writer.ts';

const limits = { entries: 20, bytes: 100_000 };
const read = (archive: Uint8Array): Promise<string> => readZippedFile(archive, 'run.json', limits);
const document = JSON.stringify({ a: Array.from({ length: 300 }, (_, index) => index) });
const good = zip([{ name: 'run.json', content: document }]);
const named = (name: string): Uint8Array =>
  zip([
    { name: 'run.json', content: document },
    { name, content: 'x' }
  ]);

/** A good archive with other bytes at a place; negative places count from the end. */
function edited(at: number, ...bytes: readonly number[]): Uint8Array {
  const copy = Buffer.from(good);
  bytes.forEach((byte, index) => copy.writeUInt8(byte, (at < 0 ? copy.length : 0) + at + index));
  return copy;
}

/** Place of the file's entry in the directory. */
const entry = Buffer.from(good).indexOf('PK\x01\x02', 0, 'latin1');

test('the archive that the others are made of can be read', async () => {
  expect(await read(good)).toBe(document);
  // Large enough to be inflated in several pieces, with characters across their ends.
  const large = Array.from({ length: 60_000 }, (_, index) => `${index} ä`).join('€');
  const archive = zip([{ name: 'run.json', content: large }]);
  expect(await readZippedFile(archive, 'run.json', { entries: 20, bytes: 1_000_000 })).toBe(large);
});

describe('a name that no run writes is refused, even of a file that is not read:', () => {
  test.each([
    ...['../x', 'a/../../x', '/etc/passwd', 'C:/x', 'a\\b', '..\\x', '\\\\host\\share', 'a\0b', 'a\nb', 'a b', ''],
    ...[
      '__proto__',
      'constructor',
      'a/prototype/b',
      'RUN.JSON',
      'run.JSON',
      '\u202egnp.exe',
      'ünïcode',
      'x'.repeat(201)
    ],
    ...['$(id)', '`id`', 'a;b', "a'b", 'a"b', 'a|b', 'a*b', 'a?b', '<b>', 'a:b', '%2e%2e/x', '~/x', '\u{1f600}', 'a&b']
  ])('%j', async name => {
    await expect(read(named(name))).rejects.toThrow(InputError);
  });
});

/** A byte of the directory's entry and of the file's own header. */
const both = (place: number, ...bytes: readonly number[]): Uint8Array => {
  const copy = Buffer.from(edited(entry + place, ...bytes));
  bytes.forEach((byte, index) => copy.writeUInt8(byte, place - 2 + index));
  return copy;
};

describe('a broken or lying archive is refused:', () => {
  const archives: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['one byte', Uint8Array.of(80)],
    ['text', Buffer.from('{"a":1}')],
    ['zeros', new Uint8Array(70_000)],
    ['only a directory end', good.slice(-22)],
    ['cut in the data', good.slice(0, 60)],
    ['cut before the end', good.slice(0, -10)],
    ['its first half twice', Buffer.concat([good.slice(0, 100), good.slice(0, 100)])],
    ['another signature of the entry', edited(entry, 0)],
    ['another signature of the file', edited(0, 0)],
    ['encrypted', both(8, 1, 8)],
    ['an unknown compression', both(10, 99)],
    ['stored, but deflated', both(10, 0)],
    ['a wrong checksum', edited(entry + 16, 1, 2, 3, 4)],
    ['a huge compressed size', edited(entry + 20, 255, 255, 255, 127)],
    ['no compressed size', edited(entry + 20, 0, 0, 0, 0)],
    ['a smaller size', zip([{ name: 'run.json', content: document, claimedSize: 10 }])],
    ['a larger size', zip([{ name: 'run.json', content: document, claimedSize: 99_000 }])],
    ['a name beyond the end', edited(entry + 28, 255, 255)],
    ['extra data beyond the end', edited(entry + 30, 255, 255)],
    ['a comment beyond the end', edited(entry + 32, 255, 255)],
    ['a file beyond the end', edited(entry + 42, 255, 255, 255, 0)],
    ['a file inside of the directory', edited(entry + 42, entry % 256, Math.floor(entry / 256), 0, 0)],
    ['more entries than there are', edited(-12, 9, 0)],
    ['a directory beyond the end', edited(-6, 255, 255, 255, 0)],
    ['the sizes of ZIP64 without its record', edited(-6, 255, 255, 255, 255)],
    ['several disks', edited(-18, 1, 0, 1, 0)],
    ['many entries', zip(Array.from({ length: 21 }, (_, index) => ({ name: `f${index}`, content: 'x' })))],
    ['no such file', zip([{ name: 'other.json', content: document }])],
    [
      'the file twice',
      zip([
        { name: 'run.json', content: '1' },
        { name: 'run.json', content: document }
      ])
    ],
    ['a bomb', zip([{ name: 'run.json', content: Buffer.alloc(50_000_000) }])],
    ['a bomb that lies', zip([{ name: 'run.json', content: Buffer.alloc(50_000_000), claimedSize: 1000 }])],
    [
      'more than the limit',
      zip([{ name: 'run.json', content: Array.from({ length: 60_000 }, (_, index) => index).join() }])
    ],
    ['an archive as the file', zip([{ name: 'run.json', content: zip([{ name: 'a', content: 'b' }]) }])],
    ['bytes that are not UTF-8', zip([{ name: 'run.json', content: Uint8Array.of(0x22, 0xc0, 0xaf, 0x22) }])],
    ['half a character', zip([{ name: 'run.json', content: Uint8Array.of(0xf0, 0x9f, 0x98) }])]
  ];
  test.each(archives)('%s', async (_, archive) => {
    const before = process.memoryUsage().rss;
    await expect(read(archive)).rejects.toThrow(InputError);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

test('a digest that is missing, of another archive or of another kind is refused', () => {
  const digests = [
    undefined,
    '',
    'sha256:',
    `sha256:${'0'.repeat(64)}`,
    'md5:x',
    crc32(good).toString(),
    deflateRawSync(good).toString('hex')
  ];
  for (const digest of digests)
    expect(() => {
      checkDigest(good, digest);
    }).toThrow(InputError);
});

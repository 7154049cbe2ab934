import { describe, expect, test } from '@jest/globals';
import { checkDigest, readZippedFile } from '../../src/github/zip.ts';
import { errorMessage } from '../../src/model/errors.ts';
import { zip, type ZippedFile } from '../support/zip-writer.ts';

const limits = { entries: 5, bytes: 100_000 };
const random = (length: number): string =>
  Array.from({ length }, () => String.fromCharCode(97 + Math.random() * 26)).join('');
const noise = random(150_000);

async function refusal(archive: Uint8Array, name = 'run.json'): Promise<string> {
  return readZippedFile(archive, name, limits).then(() => 'read', errorMessage);
}

describe('readZippedFile', () => {
  test('reads the requested file among others', async () => {
    const archive = zip([
      { name: 'raw/a.json.gz', content: noise },
      { name: 'run.json', content: '{"größe":1}' }
    ]);
    expect(await readZippedFile(archive, 'run.json', limits)).toBe('{"größe":1}');
  });

  const good: ZippedFile = { name: 'run.json', content: '{}' };
  test.each<[string, readonly ZippedFile[], RegExp]>([
    ['a name that leaves the folder', [good, { name: '../../etc/passwd', content: '' }], /invalid relative path/],
    ['an absolute name', [good, { name: '/etc/passwd', content: '' }], /absolute path/],
    ["a name of another system's", [good, { name: 'C:\\x', content: '' }], /invalid characters|absolute path/],
    ['a prototype key', [good, { name: '__proto__', content: '' }], /reserved/],
    ['an inherited name in a folder', [good, { name: 'raw/constructor', content: '' }], /reserved/],
    ['a name with a control character', [good, { name: 'a\nb', content: '' }], /not one that a run writes/],
    ['an endless name', [good, { name: 'a'.repeat(300), content: '' }], /too long/],
    ['a name that is there twice', [good, good], /twice/],
    ['a name that is there twice on a file system without case', [good, { name: 'RUN.json', content: '' }], /twice/],
    [
      'too many files',
      Array.from({ length: 6 }, (_, index) => ({ name: String(index), content: '' })),
      /6 files; at most 5/
    ],
    ['a bomb', [{ name: 'run.json', content: Buffer.alloc(90_000) }], /less than 1\/200/],
    ['a file that is too large', [{ name: 'run.json', content: noise }], /more than 100000 bytes/],
    ['a file that says it is small', [{ name: 'run.json', content: noise, claimedSize: 10 }], /too many bytes/],
    ['a file that says it is larger', [{ name: 'run.json', content: 'x', claimedSize: 50 }], /not enough bytes/],
    ['bytes that are no text', [{ name: 'run.json', content: Buffer.from([0xff, 0xfe]) }], /not valid/],
    ['an archive without the file', [{ name: 'other', content: '' }], /no run\.json/]
  ])('refuses %s', async (_, files, reason) => {
    expect(await refusal(zip(files))).toMatch(reason);
  });

  test('rejects invalid and truncated archives', async () => {
    expect(await refusal(Buffer.from('nothing'))).toMatch(/cannot be read/);
    const archive = zip([{ name: 'run.json', content: noise.slice(0, 90_000) }]);
    expect(await refusal(archive.subarray(0, archive.length / 2))).toMatch(/cannot be read/);
    const changed = Buffer.from(archive);
    changed.fill(0xff, 1000, 2000);
    expect(await refusal(changed)).toMatch(/cannot be read/);
  });

  test('needs time and memory for the limit, not for the zip bomb', async () => {
    const bomb = zip([{ name: 'run.json', content: Buffer.alloc(200_000_000), claimedSize: 1000 }]);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(bomb)).toMatch(/too many bytes/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});

describe('checkDigest', () => {
  test('accepts the right digest and nothing else', () => {
    const digest = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const bytes = Buffer.from('abc');
    expect(() => {
      checkDigest(bytes, digest);
    }).not.toThrow();
    expect(() => {
      checkDigest(Buffer.from('abd'), digest);
    }).toThrow('its digest is');
    expect(() => {
      checkDigest(bytes, digest.toUpperCase());
    }).toThrow('its digest is');
    expect(() => {
      checkDigest(bytes, undefined);
    }).toThrow('no digest');
  });
});

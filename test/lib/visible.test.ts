import { expect, jest, test } from '@jest/globals';
import { createTerminal } from '../../src/host/terminal.ts';
import { withoutInvisible } from '../../src/lib/visible.ts';
import { oneLine } from '../../src/report/markdown.ts';

const hidden = [
  ...[0x00, 0x07, 0x1b, 0x7f, 0x85, 0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200d, 0x202e, 0x2028, 0x2060],
  ...[0x2066, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xe0001, 0xe0041, 0xe007f]
];

test.each(hidden)('U+%d is not shown', code => {
  expect(withoutInvisible(`a${String.fromCodePoint(code)}b`)).toBe('ab');
});

test('everything that is seen stays, and lines end in one way', () => {
  const text = 'Zürich – 東京 “1 µs” 👍\t→\n';
  expect(withoutInvisible(text)).toBe(text);
  expect(withoutInvisible('a\r\nb\rc\ud800')).toBe('a\nb\nc\ufffd');
});

test('a secret that invisible characters split does not come back together', () => {
  const token = 'ghp_0123456789\u200babcdefghijABCDEFGHIJ012345';
  expect(oneLine(`token ${token}`)).toMatch(/^token \[redacted [0-9a-f]{8}\]$/);
});

test('the command line prints no terminal escapes of others', () => {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation(chunk => written.push(String(chunk)) > 0);
  createTerminal().warning('agent said \u001b]0;title\u0007\u001b[2Jgone');
  write.mockRestore();
  expect(written).toEqual(['warning: agent said ]0;title[2Jgone\n']);
});

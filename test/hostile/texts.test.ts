import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../src/lib/yaml.ts';
import { hasBlockPolicy } from '../../src/proof/xfrm.ts';

// What took minutes before it was mended; Jest's own limit of five seconds is far above what it takes now.

describe('YAML that would take for ever or fill the memory is refused:', () => {
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  test.each([
    ['20,000 uses of an anchor', `a: &a 1\nl:\n${'- *a\n'.repeat(20_000)}`, /more than 1000 uses/],
    ['open brackets', '['.repeat(100_000), /nested deeper/],
    ['lists in lists in one line', '- '.repeat(100_000), /nested deeper/],
    ['growing indentation', lines(600, index => `${' '.repeat(index)}a:\n`), /nested deeper/],
    [
      'anchors that multiply',
      `a0: &a0 [x]\n${lines(30, index => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}]\n`)}`,
      /Excessive alias count/
    ],
    [
      'merged copies of many keys',
      `a: &a {${lines(3000, index => `k${index}: 1,`)}}\n${lines(900, index => `m${index}: {<<: *a}\n`)}`,
      /would copy more than 100000 keys/
    ],
    ['a text that is too long', 'a'.repeat(16_000_001), /longer than 16000000/]
  ])('%s', (_, text, problem) => {
    expect(readYaml(text)).toEqual([{ ok: false, problem: expect.stringMatching(problem) }]);
  });

  test('sets and ordered maps are plain values, as Go reads them', () => {
    expect(readYaml('a: !!set {b}\nc: !!omap [d: 1]\ne: !!binary aGk=')).toEqual([
      { ok: true, value: { a: { b: null }, c: [{ d: 1 }], e: 'hi' } }
    ]);
  });
});

test('a node cannot keep the proof busy with one long line of policies', () => {
  const text = 'dir out action block '.repeat(20_000);
  expect(hasBlockPolicy({ identity: 'a', sections: { 'xfrm-policy': { ok: true, text } } }, 'n')).toBe(false);
});

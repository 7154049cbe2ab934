import { describe, expect, jest, test } from '@jest/globals';
import { jsonShape } from '../../src/lib/json.ts';
import { parseBaseline } from '../../src/baseline/document.ts';
import { InputError } from '../../src/model/errors.ts';
import { redactText } from '../../src/redaction/redact.ts';
import { parseRun } from '../../src/results/read.ts';
import { createRun } from '../support/run-builder.ts';

describe('the shape of a JSON text', () => {
  test.each([
    ['1', 1, 0, 0],
    ['{"a":[1,2,3],"b":{}}', 7, 2, 1],
    ['{"a,[{":"\\\\","b\\"[":"]"}', 3, 1, 4],
    ['["unterminated', 2, 1, 12],
    ['[[[[', 5, 4, 0]
  ])('of %s', (text, values, depth, longest) => {
    expect(jsonShape(text)).toEqual({ values, depth, longest });
  });
});

function complaint(text: string): string {
  try {
    parseRun(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'none';
}

const manyComplaints = { ...createRun(), overrides: Array.from({ length: 300_000 }, () => 0) };

describe('a document from outside', () => {
  const hostile: readonly (readonly [string, string, RegExp])[] = [
    ['of empty lists', `[${'[],'.repeat(3_500_000)}[]]`, /has \d+ values; at most 400000|too large/],
    ['nested 200,000 deep', '['.repeat(200_000), /nested deeper than/],
    ['that is none', 'x', /is not JSON/],
    ['with 300,000 wrong elements', JSON.stringify(manyComplaints), /has more than 100000 values/]
  ];
  test.each(hostile)('%s is refused in one line', (_, text, reason) => {
    for (const read of [parseRun, parseBaseline]) {
      let said: unknown;
      try {
        read(text);
      } catch (error) {
        said = error;
      }
      expect(said).toBeInstanceOf(InputError);
      expect((said as Error).message.slice(0, 200)).toMatch(
        read === parseBaseline && reason.source.includes('more than') ? /baselineVersion/ : reason
      );
    }
  });
});

test.each([
  ['samples', { samples: Array.from({ length: 50_000 }, () => 0) }, 'samples[0]'],
  ['blocks', { blocks: Array.from({ length: 50_000 }, () => 0) }, 'blocks[0]'],
  ['nodes', { cluster: { ...createRun().cluster, nodes: Array.from({ length: 5000 }, () => 0) } }, 'cluster.nodes[0]']
])('of thousands of wrong %s, only the first is complained about', (_, wrong, place) => {
  const said = complaint(JSON.stringify({ ...createRun(), ...wrong }));
  expect(said).toContain(place);
  expect(said).not.toContain(place.replace('[0]', '[1]'));
});

test('a single element with more values than any has is refused before the schema sees it', () => {
  const [sample, ...others] = createRun().samples;
  const samples = [{ ...sample, drops: Array.from({ length: 100_000 }, () => 0) }, ...others];
  expect(complaint(JSON.stringify({ ...createRun(), samples }))).toBe('samples[0] has more than 10000 values');
});

test.each([
  ['a text', JSON.stringify({ schemaVersion: 1, id: 'x'.repeat(1_200_001) })],
  ['a key', JSON.stringify({ schemaVersion: 1, ['x'.repeat(1_200_001)]: 1 })],
  ['lists', `{"schemaVersion":1,"a":[${'[],'.repeat(3_000_000)}[]]}`],
  ['nesting', `{"schemaVersion":1,"a":${'['.repeat(65)}${']'.repeat(65)}}`]
])('%s beyond the limits is never parsed', (_, text) => {
  const parse = jest.spyOn(JSON, 'parse');
  try {
    expect(() => parseRun(text)).toThrow(InputError);
    expect(parse).not.toHaveBeenCalled();
  } finally {
    parse.mockRestore();
  }
});

test('a text that JSON writes with escapes is measured by its characters', () => {
  const escaped = (length: number): string => `{"schemaVersion":1,"id":"${'\\u0041'.repeat(length)}"}`;
  expect(() => parseRun(escaped(200_000))).toThrow(/^(?!.*a text of)/s);
  expect(() => parseRun(escaped(200_001))).toThrow('a text of more than 200000 characters');
});

test('a text that is JSON nested deep is redacted, not given up', () => {
  const text = `${'['.repeat(100_000)}"password=hunter2"`;
  expect(redactText(text)).not.toContain('hunter2');
});

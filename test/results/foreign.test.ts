import { describe, expect, test } from '@jest/globals';
import { jsonShape } from '../../src/lib/json.ts';
import { parseBaseline } from '../../src/baseline/document.ts';
import { InputError } from '../../src/model/errors.ts';
import { redactText } from '../../src/redaction/redact.ts';
import { parseRun } from '../../src/results/read.ts';
import { createRun } from '../support/run-builder.ts';

describe('the shape of a JSON text', () => {
  test.each([
    ['1', 1, 0],
    ['{"a":[1,2,3],"b":{}}', 7, 2],
    ['{"a,[{":"\\\\","b\\"[":"]"}', 3, 1],
    ['["unterminated', 2, 1],
    ['[[[[', 5, 4]
  ])('of %s', (text, values, depth) => {
    expect(jsonShape(text)).toEqual({ values, depth });
  });
});

const manyComplaints = { ...createRun(), overrides: Array.from({ length: 300_000 }, () => 0) };

describe('a document from outside', () => {
  const hostile: readonly (readonly [string, string, RegExp])[] = [
    ['of empty lists', `[${'[],'.repeat(3_500_000)}[]]`, /has \d+ values; at most 3000000|too large/],
    ['nested a million deep', '['.repeat(1_000_000), /nested deeper than/],
    ['that is none', 'x', /is not JSON/],
    ['with 300,000 wrong elements', JSON.stringify(manyComplaints), /cannot be read/]
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
        read === parseBaseline && reason.source === 'cannot be read' ? /baselineVersion/ : reason
      );
    }
  });
});

test('a text that is JSON nested deep is redacted, not given up', () => {
  const text = `${'['.repeat(100_000)}"password=hunter2"`;
  expect(redactText(text)).not.toContain('hunter2');
});

import { describe, expect, test } from '@jest/globals';
import { redactText } from '../../src/redaction/redact.ts';
import { harmless, planted, survivors } from './secrets.ts';

test('the corpus has at least 200 planted secrets and 60 harmless texts', () => {
  expect(planted.flatMap(({ secrets }) => secrets).length).toBeGreaterThanOrEqual(200);
  expect(planted.filter(({ secrets }) => secrets.length === 0)).toEqual([]);
  expect(harmless.length).toBeGreaterThanOrEqual(60);
});

test.each(planted)('a planted secret does not survive ($kind): $text', each => {
  const clean = redactText(each.text);
  expect(survivors(each, clean)).toEqual([]);
  expect(redactText(clean)).toBe(clean);
});

describe('a text without a secret stays as it is', () => {
  test.each(harmless)('%s', text => {
    expect(redactText(text)).toBe(text);
  });
});

import { expect, test } from '@jest/globals';
import { readInput } from '../../src/inputs/parse.ts';
import { boolean, choice } from '../../src/inputs/values.ts';

test('the value of a secret is never repeated', () => {
  expect(readInput('github-token', { secret: true, parser: boolean }, 'hunter2')).toEqual({
    ok: false,
    problems: ['github-token: the value is neither true nor false; write true or false.']
  });
});

test('a name far from all others gets no suggestion', () => {
  expect(readInput('suite', { parser: choice(['default', 'published']) }, 'x')).toEqual({
    ok: false,
    problems: ['suite: "x" is not a valid value; write default or published.']
  });
});

import { expect, test } from '@jest/globals';
import { defined } from '../../src/lib/defined.ts';

test('an object keeps every field but the undefined ones, in order', () => {
  const fields: { a: number; b: string | undefined; c: null; d: boolean | undefined } = {
    ...{ a: 0, b: undefined, c: null, d: false }
  };
  const kept: { a: number; b?: string; c: null; d?: boolean } = defined(fields);
  expect(Object.entries(kept)).toEqual([
    ['a', 0],
    ['c', null],
    ['d', false]
  ]);
});

import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { assign, setValue } from '../../src/sources/set.ts';

describe('one value as in helm --set', () => {
  // Each is what `helm template --set` makes of it (3.22).
  test.each<[string, unknown]>([
    ['a.b=true', { a: { b: true } }],
    ['a=TRUE', { a: true }],
    ['a=3', { a: 3 }],
    ['a=-3', { a: -3 }],
    ['a=+3', { a: 3 }],
    ['a= x', { a: ' x' }],
    ['a=0', { a: 0 }],
    ['a=007', { a: '007' }],
    ['a=1.5', { a: '1.5' }],
    ['a=null', { a: null }],
    ['a=', { a: '' }],
    ['a=b=c', { a: 'b=c' }],
    ['a={x,1}', { a: ['x', 1] }],
    ['a={}', { a: [''] }],
    ['a[1].b=2', { a: [null, { b: 2 }] }],
    [String.raw`a.b\.c/d=x\,y`, { a: { 'b.c/d': 'x,y' } }],
    ['a=10.0.0.0/8', { a: '10.0.0.0/8' }]
  ])('%s', (line, values) => {
    expect(assign({}, line)).toEqual(values);
  });

  test('changes nothing else', () => {
    const values = { a: { b: 1, c: [1, 2] }, d: 1 };
    expect(assign(values, 'a.c[0]=9')).toEqual({ a: { b: 1, c: [9, 2] }, d: 1 });
    expect(values).toEqual({ a: { b: 1, c: [1, 2] }, d: 1 });
  });

  test('can stay a text', () => {
    expect(setValue({}, 'a', 'true', 'cilium-values', true)).toEqual({ a: 'true' });
  });

  test.each([
    ['a', 'set: "a" must be key.path=value'],
    ['a..b=1', 'set: "a..b" is not a key'],
    ['a[x]=1', 'set: "a[x]" is not a key'],
    ['a=1,b=2', 'set: "a" has a comma in its value; write each key on its own line']
  ])('refuses %s', (line, sentence) => {
    expect(() => assign({}, line)).toThrow(sentence);
    expect(() => assign({}, line)).toThrow(InputError);
  });
});

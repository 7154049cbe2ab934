import { expect, test } from '@jest/globals';
import { differingKeys, removalOf, setsKey } from '../../src/rendering/value-keys.ts';

test('values differ by leaf, whatever the order of their keys; a list is one value', () => {
  const before = { a: { b: 1, c: [1, 2] }, gone: { x: {} }, removed: undefined };
  const now = { new: { deep: true }, a: { c: [2, 1], b: 1 } };
  expect(differingKeys(before, now)).toEqual(['a.c', 'gone.x', 'new.deep', 'removed']);
  expect(differingKeys({ a: 1, b: {} }, { b: {}, a: 1 })).toEqual([]);
});

test('a key is set by its own value, by one inside, and by one around it', () => {
  const values = { encryption: { enabled: true, strictMode: { egress: true } }, routingMode: '' };
  const keys = ['routingMode', 'encryption', 'encryption.enabled', 'encryption.strictMode.egress.cidr'];
  expect(keys.map(key => setsKey(values, key))).toEqual([true, true, true, true]);
  expect(['encryption.type', 'routing', 'encryption.strict'].map(key => setsKey(values, key))).toEqual([
    false,
    false,
    false
  ]);
});

test('keys with any name can be removed', () => {
  const removal = removalOf([['a', 'b'], ['a', 'c'], ['__proto__', 'polluted'], ['constructor']]);
  expect(JSON.stringify(removal)).toBe('{"a":{"b":null,"c":null},"__proto__":{"polluted":null},"constructor":null}');
  expect('polluted' in {}).toBe(false);
});

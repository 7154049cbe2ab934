import { describe, expect, test } from '@jest/globals';
import { cacheKey } from '../../lab/cache.ts';
import { nameImages, readEntries } from '../../lab/images/keys.ts';

describe('cache keys', () => {
  test('do not depend on the order of the inputs', () => {
    expect(cacheKey({ go: '1.26.8', kind: '0.33.0' })).toBe(cacheKey({ kind: '0.33.0', go: '1.26.8' }));
  });

  test('change with a name, a value, and the border between them', () => {
    const keys = [{ a: 'b' }, { a: 'c' }, { ab: '' }, { '': 'ab' }].map(cacheKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toMatch(/^[0-9a-f]{12}$/);
  });

  test('of the node image change with the ztunnel binary, those of Cilium do not', async () => {
    const plain = await readEntries(undefined, 'http://mirror.test/debian', []);
    const binary = import.meta.filename;
    const encrypted = await readEntries(binary, 'http://mirror.test/debian', []);
    expect(encrypted.nodeImage.key).not.toBe(plain.nodeImage.key);
    expect(encrypted.images.key).toBe(plain.images.key);
    expect(nameImages(plain, undefined).ztunnel).toBeUndefined();
    expect(nameImages(encrypted, binary).ztunnel).toContain(encrypted.nodeImage.key);
  });

  test('change with the mirror that Debian comes from', async () => {
    const [one, other] = await Promise.all(['a', 'b'].map(async name => await readEntries(undefined, name, [])));
    expect(one?.nodeRoot.key).not.toBe(other?.nodeRoot.key);
    expect(one?.kubernetes.key).toBe(other?.kubernetes.key);
  });
});

import { describe, expect, test } from '@jest/globals';
import { contains, coveringRange, prefixLength, rangesOverlap } from '../../src/lib/addresses.ts';

describe('IPv4 ranges', () => {
  test.each([
    ['10.0.0.0/8', '10.224.0.0/12', true],
    ['10.224.0.0/12', '10.0.0.0/8', true],
    ['192.168.0.0/16', '10.0.0.0/16', false],
    ['192.168.0.0/17', '192.168.128.0/17', false],
    ['0.0.0.0/0', '192.168.0.0/16', true],
    ['fd00::/8', '10.0.0.0/8', false]
  ])('%s and %s share an address: %s', (left, right, shared) => {
    expect(rangesOverlap(left, right)).toBe(shared);
  });

  test.each([
    [['10.42.0.0/24', '10.42.3.0/24'], '10.42.0.0/22'],
    [['10.42.3.0/24', '10.42.0.0/24'], '10.42.0.0/22'],
    [['10.42.0.0/16', '10.42.7.0/24'], '10.42.0.0/16'],
    [['10.42.7.9/24'], '10.42.7.0/24'],
    [['10.0.0.0/8', '200.0.0.0/8'], '0.0.0.0/0'],
    [['10.0.0.0/8', 'fd00::/8'], undefined],
    [[], undefined]
  ])('%j are held by %s', (ranges, cover) => {
    expect(coveringRange(ranges)).toBe(cover);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.256/32', '10.0.0.1/31', '10.0.0/8', '10.0.0.010/31', 'a'])(
    '%s is none',
    text => {
      expect(prefixLength(text)).toBeUndefined();
    }
  );

  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['fd00::/8', 'fd12::1', true],
    ['::1', '::1', true],
    ['fd00::/8', '10.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', false],
    ['0.0.0.0/0', '10', false],
    ['10.0.0.0/8', 'example.com', false],
    ['10', '0.0.0.10', undefined],
    ['10.0.0.0/99', '10.0.0.1', undefined],
    ['example.com', '10.0.0.1', undefined]
  ])('%s contains %s: %s', (range, address, within) => {
    expect(contains(range, address)).toBe(within);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { FoundBaselines } from '../../src/baseline/assemble.ts';
import { parseEarlier, serializeEarlier } from '../../src/baseline/earlier-file.ts';
import type { PoolRun } from '../../src/baseline/pool.ts';
import { throughputKey } from '../support/baseline-builder.ts';

const poolRun = (id: string, value: number): PoolRun => ({
  ...{ id, startedAt: '2026-11-01T00:00:00.000Z', runId: 7, sha: 'a'.repeat(40) },
  figures: [{ ...throughputKey, value }],
  acknowledged: [throughputKey]
});
const found: FoundBaselines = {
  record: {
    source: 'artifacts of main by .github/workflows/perf.yml',
    candidates: [
      { label: 'run 7', url: 'https://github.com/example/config/actions/runs/7', used: true, reason: 'comparable' },
      { label: 'run 6', used: false, reason: 'from a fork' }
    ],
    ended: { reason: 'the rate limit is used up', failed: true },
    differences: ['Cilium: 1.19.6 in the earlier run, 1.20.2 now']
  },
  pool: [poolRun('b', 7_612_345_678.9), poolRun('a', 5e9)],
  anchor: [poolRun('z', 1 / 3)]
};

describe('what a run was compared with', () => {
  test('is restored exactly, to the last digit', () => {
    expect(parseEarlier(serializeEarlier('own', found), 'own')).toEqual(found);
    expect(parseEarlier(serializeEarlier('own', found), 'another')).toBeUndefined();
    const { ended, ...record } = found.record;
    expect(ended).toBeDefined();
    expect(parseEarlier(serializeEarlier('own', { ...found, record }), 'own')).toEqual({ ...found, record });
    const long = { ...found, record: { ...found.record, source: 'x'.repeat(5000), candidates: [] } };
    expect(parseEarlier(serializeEarlier('own', long), 'own')?.record.source).toHaveLength(1000);
  });

  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /not JSON/],
    ['another document', '{"kind":"cilium-perf-gate baseline"}', /kind/],
    [
      'a prototype',
      serializeEarlier('own', found).replace('"differences"', '"__proto__":{},"differences"'),
      /__proto__/
    ],
    ['an impossible value', serializeEarlier('own', found).replace('5000000000', '1e308'), /too big|Too big/],
    ['an invalid value', serializeEarlier('own', found).replace('5000000000', '"NaN"'), /values/],
    ['too much', ' '.repeat(2_000_001), /at most 2000000/]
  ])('is refused with %s', (_what, text, reason) => {
    expect(() => parseEarlier(text, 'own')).toThrow(reason);
  });
});

import { describe, expect, test } from '@jest/globals';
import { parseTrend, serializeTrend, trendRunOf } from '../../src/baseline/trend.ts';
import { concludeTrend } from '../../src/conclude/trend.ts';
import type { Run } from '../../src/model/run.ts';
import type { TrendRun } from '../../src/model/trend.ts';
import { serializeRun } from '../../src/results/write.ts';
import { createComparison, runWithThroughput } from '../support/baseline-builder.ts';
import { fakeFiles, fakeHost, fakeOutputs } from '../fakes/host.ts';

const night = (index: number, throughput = 7.6e9): Run =>
  runWithThroughput(throughput * (1 + 0.001 * (index % 3)), {
    id: `run-${index}`,
    startedAt: new Date(Date.parse('2026-11-01T02:00:00Z') + index * 86_400_000).toISOString()
  });
const stored = (run: Run, accepted = false): TrendRun => {
  const comparison = createComparison(accepted ? { accepted: true } : {}, 'regression');
  const found = trendRunOf(run, comparison);
  if (found === undefined) throw new Error('the run is complete');
  return found;
};

async function trendFrom(content: Readonly<Record<string, string>>, paths: readonly string[]) {
  const files = fakeFiles(content);
  const outputs = fakeOutputs();
  const report = await concludeTrend(fakeHost({ files, outputs }), paths, 'out', { alsoGate: [] });
  const text = (path: string): string => files.content.get(path)?.toString() ?? '';
  return { report, text, told: outputs.lines };
}

describe('a trend of files', () => {
  test('reads runs below folders in the order of time, and writes a page, a badge and their figures', async () => {
    const content = Object.fromEntries(
      [2, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(index => [
        `nights/${index}/deep/run.json`,
        serializeRun(night(index, index < 7 ? 7.6e9 : 4e9))
      ])
    );
    const { report, text, told } = await trendFrom(content, ['nights']);
    expect(report.trend.runs.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, index) => `run-${index}`));
    expect(report.trend.repository).toBe('example/cilium-config');
    expect(text('out/trend.html')).toContain('<h1 class="regression">1 lasting loss</h1>');
    expect(JSON.parse(text('out/badge.json'))).toMatchObject({ message: '1 lasting loss' });
    expect(parseTrend(text('out/trend.json')).runs).toHaveLength(12);
    expect(told).toEqual([]);
  });

  test('extends a trend with runs, and keeps what only the trend knows about them', async () => {
    const runs = [stored(night(0)), stored(night(1), true)];
    const { report } = await trendFrom(
      {
        'old/trend.json': serializeTrend({ repository: 'owner/name', runs }),
        'new/1/run.json': serializeRun(night(1)),
        'new/2/run.json': serializeRun(night(2))
      },
      ['new', 'old/trend.json']
    );
    expect(report.trend.runs.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['run-0', 'regression'],
      ['run-1', 'regression'],
      ['run-2', undefined]
    ]);
    expect(report.trend.runs[1]?.accepted).toHaveLength(1);
  });

  test('leaves out what is no complete run with a warning, and needs one that is', async () => {
    const broken = {
      'nights/0/run.json': '{}',
      'nights/1/run.json': serializeRun({ ...night(1), complete: false, incompleteReason: 'it was canceled' }),
      'nights/2/trend.json': '[]'
    };
    const { told } = await trendFrom({ ...broken, 'nights/3/run.json': serializeRun(night(3)) }, ['nights']);
    expect(told).toHaveLength(3);
    expect(told.join('\n')).toMatch(/nights\/1\/run\.json is left out: it is incomplete, or has no proven results/);
    await expect(trendFrom(broken, ['nights'])).rejects.toThrow('none of the files has a complete, proven run');
  });
});

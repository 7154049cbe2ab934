import { describe, expect, test } from '@jest/globals';
import { createBaseline, serializeBaseline } from '../../src/baseline/document.ts';
import { readBaselineFiles } from '../../src/baseline/files.ts';
import { serializeRun } from '../../src/results/write.ts';
import { fakeFiles } from '../fakes/host.ts';
import {
  createComparison,
  ownFingerprint,
  provenRun,
  runWithThroughput,
  throughputKey
} from '../support/baseline-builder.ts';
import { createRun } from '../support/run-builder.ts';

const now = ownFingerprint();
const day = (index: number): string => `2026-11-0${index}T00:00:00.000Z`;
const runFile = (index: number, throughput: number): string =>
  serializeRun(runWithThroughput(throughput, { id: `run-${index}`, startedAt: day(index) }));

describe('readBaselineFiles', () => {
  test('combines runs and baselines, newest first', async () => {
    const carried = { id: 'old', startedAt: day(1), figures: [{ ...throughputKey, value: 5e9 }], acknowledged: [] };
    const baseline = createBaseline(provenRun({ id: 'b', startedAt: day(4) }), createComparison(), [carried], []);
    const files = fakeFiles({
      'runs/1/run.json': runFile(2, 6e9),
      'runs/2/run.json': runFile(3, 7e9),
      'baseline.json': serializeBaseline(baseline)
    });
    const found = await readBaselineFiles(files, ['runs/*/run.json', 'baseline.json', 'runs/1/run.json'], now, 'own');
    expect(found.pool.map(({ id }) => id)).toEqual(['b', 'run-3', 'run-2', 'old']);
    expect(found.record.source).toBe('files');
    expect(found.record.candidates.filter(({ used }) => used)).toHaveLength(4);
  });

  test('never uses the current run, nor its copy in a later run', async () => {
    const carried = ['own', 'old'].map(id => ({
      id,
      startedAt: day(1),
      figures: [{ ...throughputKey, value: 5e9 }],
      acknowledged: []
    }));
    const later = createBaseline(provenRun({ id: 'b', startedAt: day(4) }), createComparison(), carried, carried);
    const own = serializeRun(runWithThroughput(6e9, { id: 'own', startedAt: day(1) }));
    const files = fakeFiles({ 'run.json': own, 'later.json': serializeBaseline(later) });
    const { pool, anchor, record } = await readBaselineFiles(files, ['*.json'], now, 'own');
    expect(pool.map(({ id }) => id)).toEqual(['b', 'old']);
    expect(anchor.map(({ id }) => id)).not.toContain('own');
    expect(record.candidates).toContainEqual({ label: 'run.json', used: false, reason: 'the run being compared' });
  });

  test('rejects incomparable files, each with its reason, and continues', async () => {
    const files = fakeFiles({
      'a-good.json': runFile(1, 7e9),
      'b-copy.json': runFile(1, 7e9),
      'c-broken.json': '{',
      'd-incomplete.json': serializeRun({ ...provenRun(), complete: false, incompleteReason: 'canceled' }),
      'e-unproven.json': serializeRun(createRun()),
      'f-longer.json': serializeRun(provenRun({ plan: { ...provenRun().plan, durationSeconds: 30 } })),
      'g-worse.json': serializeBaseline(createBaseline(provenRun(), createComparison({}, 'regression'), [], []))
    });
    const { pool, record } = await readBaselineFiles(files, ['*.json'], now, 'own');
    expect(pool).toHaveLength(1);
    expect(record.candidates.map(({ label, reason }) => `${label.slice(0, 1)} ${reason}`)).toEqual([
      'a named by the input',
      expect.stringMatching(/^b the same run/),
      expect.stringMatching(/^c .*not JSON/),
      expect.stringMatching(/^d incomplete/),
      expect.stringMatching(/^e .*without proof/),
      expect.stringMatching(/^f not comparable: duration: 30 s/),
      expect.stringMatching(/^g a regression that was not accepted/)
    ]);
  });

  test('uses the newest thirty comparable runs from any folder, and explains why not the others', async () => {
    const runs = Array.from({ length: 32 }, (_, index): [string, string] => {
      const startedAt = new Date(Date.parse(day(1)) + index * 3_600_000).toISOString();
      // The newest have the last names, and the very newest is not comparable.
      const path = `${index + 10}.json`;
      const id = `run-${index}`;
      return [
        path,
        serializeRun(index === 31 ? createRun({ id, startedAt }) : runWithThroughput(6e9, { id, startedAt }))
      ];
    });
    const files = fakeFiles({ ...Object.fromEntries(runs), '00.json': '{"startedAt": 1}' });
    const { pool, record } = await readBaselineFiles(files, ['*.json'], now, 'own');
    expect(pool.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, index) => `run-${30 - index}`));
    expect(record.candidates.filter(({ used }) => !used)).toEqual([
      { label: '00.json', used: false, reason: expect.stringContaining('schemaVersion') },
      { label: '10.json', used: false, reason: 'not among the newest 30 comparable runs' },
      { label: '41.json', used: false, reason: 'it has samples without proof' }
    ]);
  });

  test('requires at least one file for every pattern', async () => {
    await expect(readBaselineFiles(fakeFiles({}), ['old/*.json'], now, 'own')).rejects.toThrow(
      '"old/*.json" matches no file'
    );
  });
});

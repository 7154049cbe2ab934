import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { runJsonSchema } from '../../src/results/json-schema.ts';
import { runSchema } from '../../src/model/run.ts';
import { createInvalidSample, createRun, createSample } from '../support/run-builder.ts';

const script = fileURLToPath(new URL('../../scripts/generate-schema.ts', import.meta.url));
const published = fileURLToPath(new URL('../../schema/run-v1.schema.json', import.meta.url));
const readPublished = (): Record<string, unknown> =>
  JSON.parse(readFileSync(published, 'utf8')) as Record<string, unknown>;

const generate = (...options: string[]): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });

describe('the published JSON Schema', () => {
  test('matches the code', () => {
    expect(readPublished()).toEqual(runJsonSchema());
  });

  test('is current according to the generator, which detects a change', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'run-schema-'));
    try {
      const copy = path.join(folder, 'run.schema.json');
      expect(generate('--check').status).toBe(0);
      writeFileSync(copy, readFileSync(published, 'utf8').replace('"runAttempt"', '"attempt"'));
      const stale = generate('--check', copy);
      expect(stale.status).toBe(1);
      expect(stale.stderr).toContain('is out of date');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('rejects unknown fields', () => {
    const open: string[] = [];
    const visit = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node && (!('additionalProperties' in node) || node.additionalProperties !== false))
        open.push(at);
      for (const [key, child] of Object.entries(node)) visit(child, `${at}/${key}`);
    };
    visit(readPublished(), '');
    expect(open).toEqual([]);
  });

  test.each<[string, unknown, boolean]>([
    ['a complete run', createRun(), true],
    ['a run with an invalid sample', createRun({ samples: [createInvalidSample()] }), true],
    ['an incomplete run', { ...createRun(), complete: false, incompleteReason: 'x', cluster: undefined }, true],
    ['another version', { ...createRun(), schemaVersion: 2 }, false],
    ['an unknown field', { ...createRun(), more: 1 }, false],
    ['an unknown test', createRun({ samples: [createSample({ test: 'sctp' as 'tcp-stream' })] }), false],
    ['a negative duration', { ...createRun(), timing: { ...createRun().timing, totalSeconds: -1 } }, false],
    ['an id with a space', createRun({ samples: [createSample({ id: 'a b' })] }), false],
    [
      'an unknown unit',
      createRun({ samples: [createSample({ metrics: { a: { value: 1, unit: 'x' as '%', better: 'none' } } })] }),
      false
    ],
    ['half a round', createRun({ samples: [createSample({ round: 1.5 })] }), false],
    ['a local time', { ...createRun(), endedAt: '2026-11-23 10:00' }, false]
  ])('judges %s as the code does', (_what, run, accepted) => {
    const document: unknown = JSON.parse(JSON.stringify(run));
    const schema = z.fromJSONSchema(readPublished());
    expect(runSchema.safeParse(document).success).toBe(accepted);
    expect(schema.safeParse(document).success).toBe(accepted);
  });
});

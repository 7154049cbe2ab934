import { describe, expect, test } from '@jest/globals';
import { serializeRun } from '../../src/results/write.ts';
import { createRun } from '../support/run-builder.ts';

describe('serializeRun', () => {
  test('writes two spaces of indent, the schema version first and a newline at the end', () => {
    const text = serializeRun(createRun());
    expect(text.startsWith('{\n  "schemaVersion": 1,\n  "id": ')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('does not change a run without secrets', () => {
    const run = createRun();
    expect(JSON.parse(serializeRun(run))).toEqual(run);
  });
});

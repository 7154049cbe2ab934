import { describe, expect, test } from '@jest/globals';
import { serializeRun } from '../../src/results/write.ts';
import { createRun, createSample } from '../support/run-builder.ts';

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

  test('refuses a run that no reader would accept', () => {
    const run = createRun({ samples: [createSample({ status: 'invalid' })] });
    expect(() => serializeRun(run)).toThrow(/not valid[\s\S]*samples\[0\]\.reason/);
  });
});

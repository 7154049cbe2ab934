import { describe, expect, test } from '@jest/globals';
import type { Run } from '../../src/model/run.ts';
import { serializeRun } from '../../src/results/write.ts';
import { createRun, createSample, createScenarioResult } from '../support/run-builder.ts';

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]: [string, unknown]) => [key, reverseKeys(child)])
  );
}

describe('serializeRun', () => {
  test('writes the same text whatever the order of the keys', () => {
    const run = createRun();
    expect(serializeRun(reverseKeys(run) as Run)).toBe(serializeRun(run));
  });

  test('writes two spaces of indent, the schema version first and a newline at the end', () => {
    const text = serializeRun(createRun());
    expect(text.startsWith('{\n  "schemaVersion": 1,\n  "id": ')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('does not change a run without secrets', () => {
    const run = createRun();
    expect(JSON.parse(serializeRun(run))).toEqual(run);
  });

  test('refuses to write a run that is not valid', () => {
    const run = createRun({ samples: [createSample({ status: 'invalid' })] });
    expect(() => serializeRun(run)).toThrow(/not valid[\s\S]*samples\[0\]\.reason/);
    expect(() =>
      serializeRun(
        createRun({
          samples: [createSample({ metrics: { throughput: { value: NaN, unit: 'bit/s', better: 'higher' } } })]
        })
      )
    ).toThrow(/NaN/);
  });

  test('redacts secrets everywhere', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const run = createRun({
      complete: false,
      incompleteReason: `helm said: token=${secret}`,
      scenarios: [
        createScenarioResult('vxlan', { values: { extra: { password: secret } }, statusCheck: `Token: ${secret}` }),
        createScenarioResult('native')
      ],
      samples: [createSample({ command: ['iperf3', '--password', 'hunter2-hunter2', secret] })]
    });
    const text = serializeRun(run);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[redacted sha256:');
  });
});

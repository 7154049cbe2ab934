import { describe, expect, test } from '@jest/globals';
import { describeSample } from '../../src/report/matrix-table.ts';
import type { Sample } from '../../src/model/run.ts';
import { createInvalidSample, createSample } from '../support/run-builder.ts';

describe('describeSample', () => {
  test.each<[Partial<Sample>, string]>([
    [{}, 'round 1/2 vxlan tcp-throughput 7.61 Gbit/s (5.0 s)'],
    [{ test: 'tcp-bidirectional', round: 2 }, 'round 2/2 vxlan tcp-bidirectional 3.84/2.42 Gbit/s (5.0 s)'],
    [{ test: 'tcp-latency' }, 'round 1/2 vxlan tcp-latency 164.91 µs, 6057/s (5.0 s)'],
    [{ test: 'tcp-stream' }, 'round 1/2 vxlan tcp-stream 6.93 Gbit/s (5.0 s)'],
    [{ test: 'udp-throughput' }, 'round 1/2 vxlan udp-throughput 1.49 Gbit/s, 3.4 % lost (5.0 s)'],
    [
      { attempt: 2, scenario: 'native+wireguard' },
      'round 1/2 native+wireguard tcp-throughput (retry) 7.61 Gbit/s (5.0 s)'
    ],
    [{ path: 'host' }, 'round 1/2 control tcp-throughput 7.61 Gbit/s (5.0 s)']
  ])('%j', (overrides, line) => {
    expect(describeSample(createSample(overrides), 2)).toBe(line);
  });

  test('explains on one line and without secrets why a sample is invalid', () => {
    const message = `server pod was\nreplaced\u001b[31m password: hunter2`;
    const line = describeSample(createInvalidSample({ reason: { kind: 'pod-replaced', message } }), 2);
    expect(line).toMatch(/^round 1\/2 vxlan tcp-throughput invalid: server pod was replaced/);
    for (const unwanted of ['\n', '\u001b', 'hunter2']) expect(line).not.toContain(unwanted);
  });

  test('shows a missing value as missing', () => {
    expect(describeSample(createSample({ metrics: {} }), 2)).toContain('tcp-throughput ? Gbit/s');
  });
});

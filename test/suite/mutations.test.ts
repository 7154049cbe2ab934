import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tests } from '../../src/suite/index.ts';
import type { TestName } from '../../src/model/test.ts';
import { asked, recorded } from './recording.ts';

const recordings: [TestName, string][] = [
  ['tcp-throughput', 'iperf3-3.12-tcp.json'],
  ['tcp-throughput', 'iperf3-3.21-tcp.json'],
  ['tcp-bidirectional', 'iperf3-3.12-bidir.json'],
  ['tcp-bidirectional', 'iperf3-3.21-bidir.json'],
  ['udp-throughput', 'iperf3-3.12-udp.json'],
  ['udp-throughput', 'iperf3-3.21-udp.json'],
  ['tcp-latency', 'netperf-2.7.0-tcp-rr.txt'],
  ['udp-latency', 'netperf-2.7.0-udp-rr.txt'],
  ['tcp-connect', 'netperf-2.7.0-tcp-crr.txt'],
  ['tcp-stream', 'netperf-2.7.0-tcp-stream.txt']
];

/** A key with its number or text, in either tool's format. */
const members = /("?[A-Za-z_0-9]+"?)(:\s*|=)("[^"]*"|[^\s,}[{]+)(,?)/g;

const replacements = [
  'null',
  '""',
  'nan',
  '-nan',
  '-1',
  '0',
  '1e999',
  '-1e9',
  'Infinity',
  '"12"',
  '{}',
  '18446744073709551615'
];

/** One corruption of an output that no tool would write on purpose. */
function mutation(stdout: string): fc.Arbitrary<string> {
  const places = [...stdout.matchAll(members)];
  const place = fc.nat({ max: places.length - 1 }).map(index => places[index] ?? { 0: '', index: 0 });
  const put = (at: { 0: string; index: number }, text: string) =>
    stdout.slice(0, at.index) + text + stdout.slice(at.index + at[0].length);
  return fc.oneof(
    fc.nat({ max: stdout.length - 2 }).map(length => stdout.slice(0, length)),
    place.map(at => put(at, '')),
    place.map(at =>
      put(
        at,
        at[0].replace(/^"?[A-Za-z_0-9]+/, key => `${key}_`)
      )
    ),
    fc
      .tuple(place, fc.oneof(fc.constantFrom(...replacements), fc.integer().map(String), fc.double().map(String)))
      .map(([at, value]) =>
        put(
          at,
          at[0].replace(members, (_, key: string, by: string, __, comma: string) => key + by + value + comma)
        )
      )
  );
}

/** Allowance between the checks: rounding of seconds, buffers, an unfinished transaction. */
const room = 0.051;

describe('no mutation of a real output', () => {
  test.each(recordings)(
    'gives %s a broken value, or changes its gated one by more than a twentieth: %s',
    (name, recording) => {
      const output = recorded(recording);
      const subject = tests[name];
      const whole = subject.parse(output, asked);
      const real = (whole.ok ? whole.metrics[subject.primaryMetric]?.value : undefined) ?? Number.NaN;
      expect(real).toBeGreaterThan(0);
      fc.assert(
        fc.property(mutation(output.stdout), stdout => {
          const parsed = subject.parse({ ...output, stdout }, asked);
          if (!parsed.ok) return;
          const figure = parsed.metrics[subject.primaryMetric]?.value ?? Number.NaN;
          expect(Math.abs(figure - real)).toBeLessThanOrEqual(room * real);
          for (const { value } of Object.values(parsed.metrics))
            expect(Number.isFinite(value) && value >= 0).toBe(true);
          expect(Number.isSafeInteger(parsed.receivedBytes) && parsed.receivedBytes > 0).toBe(true);
        }),
        { numRuns: 300 }
      );
    }
  );
});

import { describe, expect, test } from '@jest/globals';
import type { InvalidReason } from '../../src/model/run.ts';
import { tests } from '../../src/suite/index.ts';
import type { TestName } from '../../src/model/test.ts';
import { checkDuration } from '../../src/suite/checks.ts';
import { altered, asked, recorded } from './recording.ts';

const tcp = (name: string) => recorded(`iperf3-${name}.json`);

function testOf(recording: string): TestName {
  if (recording.includes('bidir')) return 'tcp-bidirectional';
  return recording.includes('udp') ? 'udp-throughput' : 'tcp-throughput';
}

describe('iperf3 from a good run', () => {
  test('reports what the server received, with retransmits, MSS and CPU', () => {
    const target = { ...asked, durationSeconds: 5, omitSeconds: 0 };
    expect(tests['tcp-throughput'].parse(tcp('3.12-vxlan-tcp'), target)).toEqual({
      ok: true,
      metrics: {
        throughput: { value: 4823800245.720673, unit: 'bit/s', better: 'higher' },
        retransmits: { value: 116, unit: 'count', better: 'lower' },
        mss: { value: 1398, unit: 'bytes', better: 'none' },
        'client-cpu': { value: 24.3193193353081, unit: '%', better: 'lower' },
        'server-cpu': { value: 20.024252286672247, unit: '%', better: 'lower' }
      },
      receivedBytes: 3067871232,
      toolVersion: '3.12'
    });
  });

  test('reports both directions and their sum, even if a proxy buffers a tenth of the bytes', () => {
    const target = { ...asked, durationSeconds: 5, omitSeconds: 0 };
    const parsed = tests['tcp-bidirectional'].parse(tcp('3.12-ztunnel-bidir'), target);
    expect(parsed).toMatchObject({
      ok: true,
      metrics: {
        throughput: { value: 1137861148.4529688 + 692875871.53833 },
        'throughput-tx': { value: 1137861148.4529688 },
        'throughput-rx': { value: 692875871.53833 },
        'retransmits-tx': { value: 198 },
        'retransmits-rx': { value: 54 }
      },
      receivedBytes: 712376320 + 433786112
    });
  });

  test('reports UDP as received, with loss computed from bytes because that of 3.12 includes the omitted seconds', () => {
    const output = tcp('3.12-udp');
    const { sum_received: received, sum_sent: sent } = (
      JSON.parse(output.stdout) as { end: Record<'sum_received' | 'sum_sent', Record<string, number>> }
    ).end;
    const parsed = tests['udp-throughput'].parse(output, asked);
    const lost = 100 * (1 - (received['bytes'] ?? 0) / (sent['bytes'] ?? 0));
    expect(parsed).toMatchObject({
      ok: true,
      metrics: {
        throughput: { value: received['bits_per_second'], unit: 'bit/s' },
        'lost-datagrams': { unit: '%', better: 'lower' },
        jitter: { value: (received['jitter_ms'] ?? 0) * 1000, unit: 'us' }
      },
      receivedBytes: received['bytes']
    });
    expect(parsed.ok && parsed.metrics['lost-datagrams']?.value).toBeCloseTo(lost, 9);
    expect(received['lost_percent']).toBeGreaterThan(lost + 1);
  });

  test('agrees with the loss reported by newer versions', () => {
    const parsed = tests['udp-throughput'].parse(tcp('3.21-udp'), asked);
    const told = /"sum_received":[^}]*"lost_percent":\s*([\d.]+)/.exec(tcp('3.21-udp').stdout)?.[1];
    expect(parsed.ok && parsed.metrics['lost-datagrams']?.value).toBeCloseTo(Number(told), 1);
  });

  test.each([
    '3.12-tcp',
    '3.12-bidir',
    '3.12-udp',
    '3.16-tcp',
    '3.16-bidir',
    '3.16-udp',
    '3.21-tcp',
    '3.21-bidir',
    '3.21-udp',
    '3.12-server-3.21-tcp',
    '3.12-server-3.21-bidir',
    '3.12-server-3.21-udp',
    '3.21-server-3.12-tcp',
    '3.21-server-3.12-bidir',
    '3.21-server-3.12-udp',
    '3.19.1-bidir-busy-machine'
  ])('is parsed for all versions: %s', name => {
    const parsed = tests[testOf(name)].parse(tcp(name), asked);
    expect(parsed).toMatchObject({ ok: true, toolVersion: /^[\d.]+/.exec(name)?.[0] });
  });

  test('omits what the system does not report instead of using zero', () => {
    const output = altered(tcp('3.21-tcp'), /"sum_sent":[^}]*?"retransmits":\s*\d+,/, match =>
      match.replace(/"retransmits":\s*\d+,/, '')
    );
    const parsed = tests['tcp-throughput'].parse(
      altered(
        altered(output, /"tcp_mss_default":\s*\d+/, '"tcp_mss_default": null'),
        /"host_total":\s*[\d.]+/,
        '"host_total": -3'
      ),
      asked
    );
    expect(parsed.ok && Object.keys(parsed.metrics)).toEqual(['throughput', 'server-cpu']);
  });
});

describe('iperf3 from a run that failed', () => {
  test.each<[string, number, InvalidReason['kind'], RegExp]>([
    ['3.12-no-server', 0, 'tool-error', /unable to connect to server: Connection refused/],
    ['3.21-no-server', 1, 'tool-error', /unable to connect to server.*Connection refused/],
    ['3.12-connect-timeout', 0, 'tool-error', /Connection timed out/],
    ['3.21-connect-timeout', 1, 'tool-error', /Connection timed out/],
    ['3.12-busy', 0, 'tool-error', /server is busy/],
    ['3.21-busy', 1, 'tool-error', /server is busy/],
    ['3.12-server-killed', 0, 'connection-lost', /Connection reset by peer/],
    ['3.21-server-killed', 1, 'connection-lost', /control socket has closed/],
    ['3.12-server-terminated', 0, 'connection-lost', /Broken pipe/],
    ['3.21-server-terminated', 1, 'connection-lost', /the server has terminated/],
    ['3.20-bidir-reset', 1, 'connection-lost', /unable to receive control message/],
    ['3.12-client-terminated', 1, 'tool-error', /interrupt - the client has terminated/],
    ['3.21-client-terminated', 0, 'tool-error', /interrupt - the client has terminated by signal Terminated/],
    ['3.12-bidir-client-terminated', 1, 'tool-error', /interrupt/],
    ['3.21-bidir-client-terminated', 0, 'tool-error', /interrupt/],
    ['3.12-udp-client-interrupted', 1, 'tool-error', /interrupt/],
    ['3.21-udp-client-interrupted', 0, 'tool-error', /interrupt.*Interrupt\(2\)/],
    ['3.21-server-max-duration', 1, 'tool-error', /exceeds the server's maximum/],
    ['3.12-bad-argument', 1, 'tool-error', /exited with 1 and said: iperf3: unrecognized option '--nonsense'/],
    ['3.21-bad-argument', 1, 'tool-error', /unrecognized option/],
    ['3.12-blackhole', 0, 'no-traffic', /nothing was received client to server/],
    ['3.21-blackhole', 0, 'no-traffic', /nothing was received client to server/],
    ['3.12-bidir-blackhole', 0, 'no-traffic', /nothing was received/],
    ['3.21-bidir-blackhole', 0, 'no-traffic', /nothing was received/],
    ['3.12-udp-blackhole', 0, 'no-traffic', /the sender counted \d{8} bytes/],
    ['3.21-udp-blackhole', 0, 'no-traffic', /the sender counted \d{8} bytes/],
    ['3.12-path-lost', 0, 'wrong-duration', /receiver client to server measured 8\.82 s instead of 2 s/],
    ['3.21-path-lost', 0, 'wrong-duration', /receiver client to server measured 8\.70 s/],
    ['3.12-other-duration', 0, 'tool-output', /duration 4 instead of 2/],
    ['3.12-other-omit', 0, 'tool-output', /omitted seconds 2 instead of 1/],
    ['3.12-other-streams', 0, 'tool-output', /ran with streams 2 instead of 4/],
    ['3.12-reverse', 0, 'tool-output', /reverse 1 instead of 0/],
    ['3.12-limited-bytes', 0, 'tool-output', /duration 0 instead of 2/],
    ['3.12-not-bidir', 0, 'tool-output', /reverse direction false instead of true/],
    ['3.21-not-bidir', 0, 'tool-output', /bidir 0 instead of 1/],
    ['3.21-json-stream', 0, 'tool-output', /not one complete JSON document/]
  ])('gives a reason and no values: %s, exit %d', (name, exitCode, kind, message) => {
    const parsed = tests[testOf(name)].parse(recorded(`iperf3-${name}.json`, exitCode), asked);
    expect(parsed).toEqual({ ok: false, reason: { kind, message: expect.stringMatching(message) } });
  });

  test('is rejected if the protocol differs', () => {
    expect(tests['udp-throughput'].parse(tcp('3.21-not-bidir'), asked)).toMatchObject({
      ok: false,
      reason: { kind: 'tool-output', message: 'iperf3 ran with protocol TCP instead of UDP' }
    });
  });

  test('may differ more on a slow cluster, but not by half', () => {
    const measured = (seconds: number, timeScale: number): boolean =>
      checkDuration('iperf3', seconds, { durationSeconds: 3, timeScale }) === undefined;
    expect([measured(4.9, 1), measured(4.9, 4)]).toEqual([false, true]);
    expect([measured(1, 1), measured(1, 4)]).toEqual([false, false]);
  });

  test('has a wrong duration if a slow path makes the sender end seconds late', () => {
    const target = { ...asked, durationSeconds: 10, omitSeconds: 0 };
    expect(tests['tcp-throughput'].parse(tcp('3.12-slow-path'), target)).toMatchObject({
      ok: false,
      reason: { kind: 'wrong-duration', message: "iperf3's sender client to server measured 13.78 s instead of 10 s" }
    });
  });

  test('was killed if it exits with 137 without output', () => {
    expect(tests['tcp-throughput'].parse({ exitCode: 137, stdout: '', stderr: '' }, asked)).toEqual({
      ok: false,
      reason: { kind: 'tool-error', message: 'iperf3 exited with 137 and said nothing' }
    });
  });

  test('failed if its exit code says so, however complete its output', () => {
    const parsed = tests['tcp-throughput'].parse({ ...tcp('3.21-tcp'), exitCode: 1 }, asked);
    expect(parsed).toMatchObject({ ok: false, reason: { kind: 'tool-error' } });
  });
});

/** Fragments that no tool here would write; each is inserted into a real output. */
describe('iperf3 whose output was altered', () => {
  const whole = tcp('3.21-tcp');
  const received = /("sum_received":\s*\{[^}]*?"bits_per_second":\s*)[\d.e+]+/;
  const receivedBytes = /("sum_received":\s*\{[^}]*?"bytes":\s*)\d+/;
  const receivedSeconds = /("sum_received":\s*\{[^}]*?"seconds":\s*)[\d.]+/;

  test.each<[string, ReturnType<typeof altered>, InvalidReason['kind'], RegExp]>([
    ['an empty output', { ...whole, stdout: '' }, 'tool-output', /printed nothing/],
    ['a cut output', { ...whole, stdout: whole.stdout.slice(0, -200) }, 'tool-output', /not one complete JSON/],
    ['text before', { ...whole, stdout: `warning: x\n${whole.stdout}` }, 'tool-output', /is not JSON: warning: x/],
    ['text after', { ...whole, stdout: `${whole.stdout}iperf Done.\n` }, 'tool-output', /it ends with: .*iperf Done\./],
    ['two documents', { ...whole, stdout: whole.stdout + whole.stdout }, 'tool-output', /not one complete JSON/],
    [
      'JSON that is not an object',
      { ...whole, stdout: 'null' },
      'tool-output',
      /lacks values: the document: .*received null/
    ],
    ['an array', { ...whole, stdout: '[]' }, 'tool-output', /lacks values: the document: .*received array/],
    ['an empty object', { ...whole, stdout: '{}' }, 'tool-output', /lacks values/],
    ['nan, as 3.0 wrote it', altered(whole, received, '$1nan'), 'tool-output', /not one complete JSON/],
    ['-nan', altered(whole, received, '$1-nan'), 'tool-output', /not one complete JSON/],
    ['Infinity', altered(whole, received, '$1Infinity'), 'tool-output', /not one complete JSON/],
    [
      'null, as NaN is written now',
      altered(whole, received, '$1null'),
      'missing-value',
      /end\.sum_received\.bits_per_second/
    ],
    ['a value as text', altered(whole, received, '$1"9.5e9"'), 'missing-value', /end\.sum_received\.bits_per_second/],
    ['an exponent beyond all numbers', altered(whole, received, '$11e999'), 'missing-value', /bits_per_second/],
    [
      'an exponent that changes the value',
      altered(whole, received, '$11.1e12'),
      'received-less-than-claimed',
      /its bytes give/
    ],
    ['a negative value', altered(whole, received, '$1-11e9'), 'missing-value', /bits_per_second/],
    ['a zero rate', altered(whole, received, '$10'), 'tool-output', /its bytes give more/],
    [
      'half the bytes',
      altered(whole, receivedBytes, '$11372454912'),
      'received-less-than-claimed',
      /reported as 11\d+ bit\/s/
    ],
    ['bytes beyond whole numbers', altered(whole, receivedBytes, '$118446744073709551615'), 'missing-value', /bytes/],
    ['other seconds', altered(whole, receivedSeconds, '$11.2'), 'wrong-duration', /measured 1\.20 s/],
    [
      'a sent rate that does not match its bytes',
      altered(whole, /("sum_sent":\s*\{[^}]*?"bits_per_second":\s*)[\d.]+/, '$199e9'),
      'received-less-than-claimed',
      /the sent rate client to server/
    ],
    ['no receiver', altered(whole, '"sum_received"', '"sum_other"'), 'missing-value', /end\.sum_received/],
    ['no sender', altered(whole, '"sum_sent"', '"sum_other"'), 'missing-value', /end\.sum_sent/],
    [
      'no reverse sums',
      altered(tcp('3.21-bidir'), '"sum_sent_bidir_reverse"', '"x"'),
      'missing-value',
      /no sums server to client/
    ],
    [
      'an empty end',
      { ...whole, stdout: `${whole.stdout.slice(0, whole.stdout.lastIndexOf('"end":\t{'))}"end": {}}` },
      'missing-value',
      /end\.sum_sent/
    ],
    [
      'a rate twice',
      altered(whole, received, match => `${match}, "bits_per_second": 1`),
      'tool-output',
      /wrote end\.sum_received\.bits_per_second twice/
    ],
    ['two ends', altered(whole, '"intervals"', '"end": {}, "intervals"'), 'tool-output', /wrote end twice/],
    [
      'two durations',
      altered(whole, '"duration":', '"duration": 7, "duration":'),
      'tool-output',
      /wrote start\.test_start\.duration twice/
    ],
    [
      'a limit of bytes',
      altered(whole, /("duration":\s*2,\s*"bytes":\s*)0/, '$17'),
      'tool-output',
      /a limit of bytes 7 instead of 0/
    ],
    [
      'a limit of blocks',
      altered(whole, /"blocks":\s*0/, '"blocks": 7'),
      'tool-output',
      /a limit of blocks 7 instead of 0/
    ],
    ['an error that is not text', altered(whole, '"intervals"', '"error": 7, "intervals"'), 'tool-error', /iperf3: 7/],
    [
      'a stream that received nothing',
      altered(whole, /("receiver":\s*\{[^}]*?"bytes":\s*)\d+/, '$10'),
      'no-traffic',
      /stream 1 of 4 received nothing/
    ],
    [
      'a stream that received more',
      altered(whole, /("receiver":\s*\{[^}]*?"bytes":\s*)/, '$11'),
      'tool-output',
      /but its streams have/
    ],
    [
      'a lost stream',
      altered(whole, /"streams":\s*\[\s*\{\s*"sender":.*?\}\s*\}\s*,(?=\s*\{\s*"sender")/s, '"streams": ['),
      'tool-output',
      /results of streams 3 instead of 4/
    ]
  ])('gives a reason and no values: %s', (_, output, kind, message) => {
    const test = output.stdout.includes('"bidir":\t1') ? tests['tcp-bidirectional'] : tests['tcp-throughput'];
    expect(test.parse(output, asked)).toEqual({ ok: false, reason: { kind, message: expect.stringMatching(message) } });
  });

  test('an impossible rate is rejected, even if bytes and rate agree', () => {
    const fast = altered(altered(tcp('3.21-udp'), receivedBytes, '$1900000000000000'), receivedSeconds, '$12');
    const output = altered(fast, received, '$13600000000000000');
    expect(tests['udp-throughput'].parse(output, asked)).toMatchObject({
      ok: false,
      reason: { kind: 'tool-output', message: expect.stringContaining('faster than any network') }
    });
  });

  /** The recording with another number of sent bytes and a matching rate. */
  const sent = (name: string, bytes: number) => {
    const seconds = /"sum_sent":\s*\{[^}]*?"seconds":\s*([\d.]+)/.exec(tcp(name).stdout)?.[1];
    return altered(
      altered(tcp(name), /("sum_sent":\s*\{[^}]*?"bytes":\s*)\d+/, `$1${bytes}`),
      /("sum_sent":\s*\{[^}]*?"bits_per_second":\s*)[\d.]+/,
      `$1${(bytes * 8) / Number(seconds)}`
    );
  };

  test('a sender that claims far more or less than arrived is rejected', () => {
    const parse = (bytes: number) => tests['tcp-throughput'].parse(sent('3.21-tcp', bytes), asked);
    expect(parse(2.8e9)).toMatchObject({ ok: true });
    expect(parse(9e9)).toMatchObject({ ok: false, reason: { kind: 'received-less-than-claimed' } });
    expect(parse(1e9)).toMatchObject({ ok: false, reason: { kind: 'tool-output' } });
  });

  test('a third of the bytes may be buffered if there are few', () => {
    const parsed = tests['tcp-throughput'].parse(sent('3.12-server-3.21-tcp', 1.15e9), asked);
    expect(parsed).toMatchObject({ ok: true, receivedBytes: 770965504 });
  });

  test('the loss is 0 if datagrams of the omitted seconds arrived late', () => {
    const parsed = tests['udp-throughput'].parse(sent('3.21-udp', 1_420_000_000), asked);
    expect(parsed).toMatchObject({ ok: true, metrics: { 'lost-datagrams': { value: 0 } }, receivedBytes: 1429635072 });
  });

  test('a reason is one line of bounded length, without control characters', () => {
    const hostile = `\u001b[31m${'long\n'.repeat(500)}\u202e`;
    const output = altered(tcp('3.12-no-server'), /"error":\s*".*"/, `"error": ${JSON.stringify(hostile)}`);
    const parsed = tests['tcp-throughput'].parse(output, asked);
    expect(parsed.ok ? '' : parsed.reason.message).toMatch(/^iperf3: \[31mlong [a-z ]{1,320}(?:\.\.\.)?$/);
  });

  test('unused duplicates of 3.12 do no harm', () => {
    expect(tcp('3.12-tcp').stdout.match(/"sndbuf_actual"/g)?.length).toBe(4);
    expect(tests['tcp-throughput'].parse(tcp('3.12-tcp'), asked).ok).toBe(true);
  });
});

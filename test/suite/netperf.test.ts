import { describe, expect, test } from '@jest/globals';
import type { InvalidReason } from '../../src/model/run.ts';
import { tests } from '../../src/suite/index.ts';
import type { TestName } from '../../src/model/test.ts';
import { altered, asked, recorded } from './recording.ts';

const text = (name: string) => recorded(`netperf-${name}.txt`);

function testOf(recording: string): TestName {
  if (recording.includes('udp')) return 'udp-latency';
  if (recording.includes('crr')) return 'tcp-connect';
  return /stream|maerts/.test(recording) ? 'tcp-stream' : 'tcp-latency';
}

describe('netperf from a good run', () => {
  test('reports latencies, rate and transactions of TCP_RR', () => {
    expect(tests['tcp-latency'].parse(text('2.7.0-tcp-rr'), asked)).toEqual({
      ok: true,
      metrics: {
        'latency-min': { value: 15, unit: 'us', better: 'lower' },
        'latency-mean': { value: 39.84, unit: 'us', better: 'lower' },
        'latency-max': { value: 25043, unit: 'us', better: 'lower' },
        'latency-p50': { value: 17, unit: 'us', better: 'lower' },
        'latency-p90': { value: 25, unit: 'us', better: 'lower' },
        'latency-p99': { value: 88, unit: 'us', better: 'lower' },
        'latency-stddev': { value: 308.95, unit: 'us', better: 'lower' },
        'transaction-rate': { value: 25043.383, unit: '1/s', better: 'higher' },
        'retransmits-tx': { value: 0, unit: 'count', better: 'lower' },
        'retransmits-rx': { value: 0, unit: 'count', better: 'lower' },
        mss: { value: 32768, unit: 'bytes', better: 'none' }
      },
      receivedBytes: 100187,
      transactions: 50093
    });
  });

  test('reports TCP_STREAM in bit/s as received by the server, without the latency of send calls', () => {
    expect(tests['tcp-stream'].parse(text('2.7.0-tcp-stream'), asked)).toEqual({
      ok: true,
      metrics: {
        throughput: { value: 3454.93e6, unit: 'bit/s', better: 'higher' },
        retransmits: { value: 31, unit: 'count', better: 'lower' },
        mss: { value: 65483, unit: 'bytes', better: 'none' }
      },
      receivedBytes: 868765900
    });
  });

  test.each(['2.7.0-tcp-crr', '2.7.1-tcp-crr', '2.7.0-udp-rr', '2.7.1-udp-rr'])(
    'treats -1 as unknown, not as a count: %s',
    name => {
      const output = text(name);
      expect(output.stdout).toContain('_TRANSPORT_RETRANS=-1');
      const parsed = tests[testOf(name)].parse(output, asked);
      expect(parsed.ok && Object.keys(parsed.metrics).filter(key => key.startsWith('retransmits'))).toEqual([]);
      expect(parsed.ok && Object.values(parsed.metrics).every(metric => metric.value >= 0)).toBe(true);
    }
  );

  test('ignores retransmits of TCP_CRR, which belong to one of its connections', () => {
    const output = altered(text('2.7.0-tcp-crr'), 'LOCAL_TRANSPORT_RETRANS=-1', 'LOCAL_TRANSPORT_RETRANS=0');
    expect(tests['tcp-connect'].parse(output, asked)).toMatchObject({ ok: true });
    expect(tests['tcp-connect'].parse(output, asked)).not.toHaveProperty('metrics.retransmits-tx');
  });

  test.each(['2.7.1-tcp-rr', '2.7.1-tcp-stream', '2.7.1-tcp-crr', '2.7.1-udp-rr'])(
    'is also parsed from the build in quay.io/cilium/network-perf: %s',
    name => {
      expect(tests[testOf(name)].parse(text(name), asked)).toMatchObject({ ok: true });
    }
  );

  test('accepts a TCP_RR that stalled and recovered, with the stall in its mean', () => {
    const parsed = tests['tcp-latency'].parse(text('2.7.0-tcp-rr-stalled-within'), asked);
    expect(parsed).toMatchObject({
      ok: true,
      metrics: { 'latency-mean': { value: 68.21 }, 'latency-p50': { value: 21 } }
    });
  });
});

describe('netperf from a run that failed', () => {
  test.each<[string, number, InvalidReason['kind'], RegExp]>([
    ['2.7.0-no-server', 255, 'tool-error', /exited with 255 .*are you sure there is a netserver listening/],
    ['2.7.1-no-server', 255, 'tool-error', /are you sure there is a netserver listening/],
    ['2.7.0-unresolvable', 255, 'tool-error', /could not resolve host/],
    ['2.7.0-unknown-test', 1, 'tool-error', /TCP_XX\) is unknown/],
    ['2.7.0-unknown-selector', 0, 'missing-value', /did not report TRANSPORT_MSS/],
    ['2.7.1-unknown-selector', 0, 'missing-value', /did not report TRANSPORT_MSS/],
    ['2.7.0-unknown-column', 0, 'tool-output', /unknown line/],
    ['2.7.0-human-columns', 0, 'tool-output', /unknown line: Minimum Mean/],
    ['2.7.0-classic', 0, 'tool-output', /unknown line: Local \/Remote/],
    ['2.7.0-selector-twice', 0, 'tool-output', /wrote MEAN_LATENCY twice/],
    ['2.7.0-tcp-rr-interrupted', 0, 'wrong-duration', /TCP_RR measured 1\.04 s instead of 2 s/],
    ['2.7.1-tcp-rr-interrupted', 0, 'wrong-duration', /TCP_RR measured 0\.99 s/],
    ['2.7.0-tcp-stream-interrupted', 0, 'wrong-duration', /TCP_STREAM measured 1\.02 s/],
    ['2.7.0-other-duration', 0, 'wrong-duration', /measured 4\.00 s instead of 2 s/],
    ['2.7.0-fraction', 0, 'wrong-duration', /measured 1\.00 s instead of 2 s/],
    ['2.7.0-tcp-rr-path-lost', 0, 'wrong-duration', /measured 8\.04 s/],
    ['2.7.0-tcp-rr-netserver-killed', 1, 'connection-lost', /partial response received: 0 bytes/],
    ['2.7.1-tcp-rr-netserver-killed', 1, 'connection-lost', /partial response/],
    ['2.7.0-tcp-stream-netserver-killed', 1, 'connection-lost', /partial response/],
    ['2.7.0-tcp-stream-blackhole', 0, 'no-traffic', /nothing was received of 4096000 bytes sent/],
    ['2.7.0-udp-rr-blackhole', 0, 'no-traffic', /finished no transaction/],
    ['2.7.0-udp-rr-datagram-lost', 0, 'no-traffic', /no answer came for 1\.02 of 2\.00 s: 36746 UDP_RR/],
    ['2.7.1-udp-rr-datagram-lost', 0, 'no-traffic', /no answer came for 1\.00 of 2\.00 s/],
    ['2.7.0-tcp-maerts', 0, 'tool-output', /DIRECTION is Receive instead of Send/],
    ['2.7.0-stream-in-bytes', 0, 'tool-output', /THROUGHPUT_UNITS is KBytes\/s/]
  ])('gives a reason and no values: %s, exit %d', (name, exitCode, kind, message) => {
    const parsed = tests[testOf(name)].parse(recorded(`netperf-${name}.txt`, exitCode), asked);
    expect(parsed).toEqual({ ok: false, reason: { kind, message: expect.stringMatching(message) } });
  });

  test('is rejected if the output is from another test', () => {
    expect(tests['udp-latency'].parse(text('2.7.0-tcp-rr'), asked)).toMatchObject({
      ok: false,
      reason: { kind: 'tool-output', message: "netperf's PROTOCOL is TCP instead of UDP" }
    });
    expect(tests['tcp-latency'].parse(text('2.7.0-tcp-crr'), asked)).toMatchObject({
      ok: false,
      reason: { kind: 'tool-output', message: "netperf's DIRECTION is Connect|Send|Recv instead of Send|Recv" }
    });
  });
});

/** Fragments that netperf would not write; each is inserted into a real output. */
describe('netperf whose output was altered', () => {
  const rr = text('2.7.0-tcp-rr');
  const stream = text('2.7.0-tcp-stream');

  test.each<[string, ReturnType<typeof text>, InvalidReason['kind'], RegExp]>([
    ['nothing at all', { ...rr, stdout: '' }, 'missing-value', /did not report MIN_LATENCY, MEAN_LATENCY/],
    [
      'a cut figure',
      { ...rr, stdout: rr.stdout.slice(0, rr.stdout.indexOf('MSS=') + 6) },
      'tool-output',
      /is truncated/
    ],
    [
      'a cut output',
      { ...rr, stdout: rr.stdout.slice(0, rr.stdout.indexOf('THROUGHPUT')) },
      'missing-value',
      /did not report THROUGHPUT/
    ],
    [
      'an empty value',
      altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY='),
      'missing-value',
      /did not report MEAN_LATENCY/
    ],
    [
      'nan',
      altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=nan'),
      'missing-value',
      /MEAN_LATENCY is not a number: nan/
    ],
    ['-nan', altered(rr, 'STDDEV_LATENCY=308.95', 'STDDEV_LATENCY=-nan'), 'missing-value', /is not a number: -nan/],
    ['inf', altered(rr, 'MAX_LATENCY=25043', 'MAX_LATENCY=inf'), 'missing-value', /is not a number: inf/],
    [
      'a negative value',
      altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=-1.00'),
      'missing-value',
      /is not a number: -1\.00/
    ],
    [
      'an exponent',
      altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=3.9e1'),
      'missing-value',
      /is not a number: 3\.9e1/
    ],
    [
      'a value with a unit',
      altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=39.84us'),
      'missing-value',
      /is not a number/
    ],
    [
      'a huge value',
      altered(rr, 'MAX_LATENCY=25043', 'MAX_LATENCY=99999999999999999999'),
      'missing-value',
      /is not a number/
    ],
    [
      'a zero mean',
      altered(altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=0.00'), 'MIN_LATENCY=15', 'MIN_LATENCY=0'),
      'missing-value',
      /MIN_LATENCY of TCP_RR is 0/
    ],
    ['a mean below the minimum', altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=9.84'), 'tool-output', /not in order/],
    ['a p99 below the p90', altered(rr, 'P99_LATENCY=88', 'P99_LATENCY=20'), 'tool-output', /not in order/],
    [
      'a mean that does not match its rate',
      altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=20.00'),
      'no-traffic',
      /no answer came for 1\.00 of 2\.00 s/
    ],
    [
      'transactions that need more time than measured',
      altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=50.00'),
      'tool-output',
      /do not fit into 2\.00 s/
    ],
    [
      'a rate beyond its transactions',
      altered(rr, 'TRANSACTION_RATE=25043.383', 'TRANSACTION_RATE=35043.383'),
      'received-less-than-claimed',
      /claims 35043\.4/
    ],
    [
      'a rate below its transactions',
      altered(rr, 'TRANSACTION_RATE=25043.383', 'TRANSACTION_RATE=15043.383'),
      'tool-output',
      /claims 15043\.4/
    ],
    ['two rates', altered(rr, 'THROUGHPUT=25043.38', 'THROUGHPUT=9.00'), 'tool-output', /TCP_RR throughput/],
    ['a warning', { ...rr, stdout: `!!! WARNING\n${rr.stdout}` }, 'tool-output', /unknown line: !!! WARNING/],
    ['another unit', altered(rr, 'Trans/s', '10^6bits/s'), 'tool-output', /THROUGHPUT_UNITS is 10\^6bits\/s/],
    [
      'a stream beyond its bytes',
      altered(stream, /^THROUGHPUT=.*/m, 'THROUGHPUT=9454.60'),
      'received-less-than-claimed',
      /TCP_STREAM bit\/s/
    ],
    [
      'a stream below its bytes',
      altered(stream, /^THROUGHPUT=.*/m, 'THROUGHPUT=1454.60'),
      'tool-output',
      /TCP_STREAM bit\/s/
    ],
    ['a stream of 0.00', altered(stream, /^THROUGHPUT=.*/m, 'THROUGHPUT=0.00'), 'no-traffic', /throughput is 0 bit\/s/],
    [
      'a sender that sent twice as much',
      altered(stream, /LOCAL_BYTES_SENT=\d+/, 'LOCAL_BYTES_SENT=1737531800'),
      'received-less-than-claimed',
      /868765900 bytes were received of 1737531800/
    ],
    [
      'a sender that sent half',
      altered(stream, /LOCAL_BYTES_SENT=\d+/, 'LOCAL_BYTES_SENT=434382962'),
      'tool-output',
      /more than were sent/
    ]
  ])('gives a reason and no values: %s', (_, output, kind, message) => {
    const test = output.stdout.includes('STREAM') ? tests['tcp-stream'] : tests['tcp-latency'];
    expect(test.parse(output, asked)).toEqual({ ok: false, reason: { kind, message: expect.stringMatching(message) } });
  });

  test('was terminated if it exits with 143 without output', () => {
    expect(tests['tcp-latency'].parse({ exitCode: 143, stdout: '', stderr: '' }, asked)).toMatchObject({
      ok: false,
      reason: { kind: 'tool-error', message: 'netperf exited with 143 and said: (no message)' }
    });
  });

  test('rejects the published cell whose latency does not match its rate: 125 us, 3540/s', () => {
    const published = altered(
      altered(
        altered(
          altered(rr, 'MEAN_LATENCY=39.84', 'MEAN_LATENCY=125.00'),
          'TRANSACTION_RATE=25043.383',
          'TRANSACTION_RATE=3540.000'
        ),
        'THROUGHPUT=25043.38',
        'THROUGHPUT=3540.00'
      ),
      'LOCAL_BYTES_RECVD=50093',
      'LOCAL_BYTES_RECVD=7080'
    );
    expect(tests['tcp-latency'].parse(published, asked)).toMatchObject({
      ok: false,
      reason: { kind: 'no-traffic', message: expect.stringContaining('no answer came for 1.11 of 2.00 s') }
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import { gatingMetrics, requiredMetrics, testNames, type TestName } from '../../src/model/test.ts';
import { defaultTests, tests } from '../../src/suite/index.ts';
import { recorded } from './recording.ts';

const target = { serverIp: '10.244.1.7', durationSeconds: 30, omitSeconds: 2, timeScale: 1 };
const iperf3 = 'iperf3 -c 10.244.1.7 -p 5201 -t 30 -O 2';
const stream =
  'THROUGHPUT,THROUGHPUT_UNITS,ELAPSED_TIME,PROTOCOL,DIRECTION,LOCAL_BYTES_SENT,LOCAL_BYTES_RECVD,' +
  'REMOTE_BYTES_SENT,REMOTE_BYTES_RECVD,LOCAL_TRANSPORT_RETRANS,REMOTE_TRANSPORT_RETRANS,TRANSPORT_MSS';
const latencies =
  'MIN_LATENCY,MEAN_LATENCY,MAX_LATENCY,P50_LATENCY,P90_LATENCY,P99_LATENCY,STDDEV_LATENCY,TRANSACTION_RATE';

describe('the suite', () => {
  test.each<[TestName, string]>([
    ['tcp-throughput', `${iperf3} -P 4 -J --connect-timeout 5000`],
    ['tcp-bidirectional', `${iperf3} --bidir -J --connect-timeout 5000`],
    ['udp-throughput', `${iperf3} -u -b 10G -J --connect-timeout 5000`],
    ['tcp-latency', `netperf -H 10.244.1.7 -t TCP_RR -l 30 -- -k ${latencies},${stream}`],
    ['udp-latency', `netperf -H 10.244.1.7 -t UDP_RR -l 30 -- -k ${latencies},${stream}`],
    ['tcp-connect', `netperf -H 10.244.1.7 -t TCP_CRR -l 30 -- -k ${latencies},${stream}`],
    ['tcp-stream', `netperf -H 10.244.1.7 -t TCP_STREAM -l 30 -- -k ${stream}`]
  ])('runs %s with an exact argument list', (name, command) => {
    expect(tests[name].client(target)).toEqual(command.split(' '));
  });

  test('omits -O without warm-up, as the published benchmark does', () => {
    expect(tests['tcp-throughput'].client({ ...target, omitSeconds: 0 })).not.toContain('-O');
  });

  test('starts one iperf3 server per sample and knows the line that shows it is listening for a burst', () => {
    const server = tests['tcp-throughput'].server;
    expect(server?.command.at(-1)).toMatch(/^exec iperf3 -s -p 5201 --forceflush$/m);
    const printed = ['Server listening on 5201 (test #1)', 'Server listening on 5201 (test #12)'];
    expect(printed.map(line => [1, 2, 12].filter(burst => server?.readyLine(burst).test(line)))).toEqual([[1], [12]]);
    expect(tests['tcp-latency'].server).toBeUndefined();
  });

  test.each([1.5, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, 86_401])(
    'rejects %d seconds, which netperf would misread',
    durationSeconds => {
      for (const name of testNames) {
        expect(() => tests[name].client({ ...target, durationSeconds })).toThrow(RangeError);
      }
    }
  );

  test('knows how long a client takes: TCP_CRR waits four seconds for its server', () => {
    const seconds = testNames.map(name => [name, tests[name].expectedSeconds(target)]);
    expect(Object.fromEntries(seconds)).toEqual({
      'tcp-throughput': 33,
      'tcp-bidirectional': 33,
      'udp-throughput': 33,
      'tcp-latency': 31,
      'udp-latency': 31,
      'tcp-stream': 31,
      'tcp-connect': 35
    });
  });

  test('waits whole milliseconds, which is all that iperf3 reads', () => {
    const command = tests['tcp-throughput'].client({ ...target, timeScale: 1.3333 });
    expect(command.slice(-2)).toEqual(['--connect-timeout', '6667']);
  });

  test('lists every test under its own name and runs the published TCP rows by default', () => {
    for (const name of testNames) expect(tests[name].name).toBe(name);
    expect(defaultTests).toEqual(['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream']);
  });

  test.each<[TestName, string]>([
    ['tcp-throughput', 'iperf3-3.21-tcp.json'],
    ['tcp-bidirectional', 'iperf3-3.21-bidir.json'],
    ['udp-throughput', 'iperf3-3.21-udp.json'],
    ['tcp-latency', 'netperf-2.7.0-tcp-rr.txt'],
    ['udp-latency', 'netperf-2.7.0-udp-rr.txt'],
    ['tcp-connect', 'netperf-2.7.0-tcp-crr.txt'],
    ['tcp-stream', 'netperf-2.7.0-tcp-stream.txt']
  ])('reports for %s its primary and required metrics, and those that can gate', (name, recording) => {
    const parsed = tests[name].parse(recorded(recording), { ...target, durationSeconds: 2, omitSeconds: 1 });
    const metrics = parsed.ok ? parsed.metrics : {};
    expect(Object.keys(metrics)).toEqual(expect.arrayContaining([tests[name].primaryMetric, ...requiredMetrics[name]]));
    const judged = Object.keys(metrics).filter(metric => metrics[metric]?.better !== 'none');
    // Measured beside the tool.
    expect([...judged, 'pods-cpu'].toSorted()).toEqual([...gatingMetrics[name]].toSorted());
  });
});

import { describe, expect, test } from '@jest/globals';
import { ztunnelsAgree } from '../../src/proof/index.ts';
import { parseSeries } from '../../src/proof/ztunnel.ts';
import { recordedText } from './recorded.ts';
import { both, build, type Case, goodCase, judge } from './world.ts';

describe("Prometheus' text format", () => {
  test('is parsed with escapes, braces and commas in labels, and with timestamps', () => {
    const text = [
      '# HELP istio_tcp_x_total A counter.',
      'istio_tcp_x_total{a="b\\"c",d="e\\\\",f="g\\nh",i="j,k}"} 3 1700000000',
      'istio_tcp_y_total 4e3',
      'istio_tcp_z_total{} 5',
      'other_total 6'
    ].join('\n');
    expect(
      parseSeries(text, 'istio_tcp_').map(({ name, labels, value }) => [name, Object.fromEntries(labels), value])
    ).toEqual([
      ['istio_tcp_x_total', { a: 'b"c', d: 'e\\', f: 'g\nh', i: 'j,k}' }, 3],
      ['istio_tcp_y_total', {}, 4000],
      ['istio_tcp_z_total', {}, 5]
    ]);
  });

  test.each(['istio_tcp_x{a="b} 3', 'istio_tcp_x NaN', 'istio_tcp_x', 'istio_tcp_x{a="b"}'])(
    'does not allow %s',
    line => {
      expect(() => parseSeries(line, 'istio_tcp_')).toThrow('cannot be parsed');
    }
  );

  test('of a recorded ztunnel has its series', () => {
    const series = parseSeries(recordedText('vxlan+ztunnel/server.metrics.txt'), 'istio_tcp_received_bytes_total');
    expect(series.map(({ value }) => value)).toEqual([2_312_897_497, 8_118_698_758, 2_087_977_897]);
  });
});

function agree(made: Case): boolean {
  return ztunnelsAgree(build(made.before), build(made.after), made.path);
}

describe('the two ztunnels', () => {
  test('agree within 1 % of bytes and connections', () => {
    const made = goodCase('ztunnel');
    const [one] = made.after.ztunnels.client[0]?.connections ?? [];
    if (one === undefined) throw new Error('no connection');
    expect(agree(made)).toBe(true);
    one.received += 10_100_000;
    expect(agree(made)).toBe(true);
    one.received += 100_000;
    expect(agree(made)).toBe(false);
    one.received -= 10_200_000;
    one.opened += 1;
    expect(agree(made)).toBe(false);
  });

  test('agree by the payload of both directions together, and if there was none', () => {
    const made = goodCase('ztunnel', 'tcp-bidirectional');
    expect(agree(made)).toBe(true);
    for (const side of both) made.after.ztunnels[side] = made.before.ztunnels[side];
    expect(agree(made)).toBe(true);
  });

  test('do not agree while one cannot be read', () => {
    const made = goodCase('ztunnel');
    made.after.failing = ['ztunnels client metrics'];
    expect(agree(made)).toBe(false);
  });

  test('may differ by what was sent but never read, which adds a note', () => {
    const made = goodCase('ztunnel');
    for (const one of made.after.ztunnels.client[0]?.connections ?? []) one.received += 20_000_000;
    const { proof, reason } = judge(made);
    expect(reason).toBeUndefined();
    expect(proof.notes).toEqual(['The ztunnels of the two nodes differ by 2.0 %.']);
  });

  test('are not proven by foreign or truncated text', () => {
    for (const text of ['', 'Not Found', 'istio_build{component="ztunnel",tag="x"} 1\n', '# EOF\n']) {
      const made = goodCase('ztunnel');
      const after = build(made.after);
      const wrong = { identity: 'ztunnel-client 0', sections: { metrics: { ok: true, text } as const } };
      const ztunnels = { client: [wrong], server: after.ztunnels?.server ?? [] };
      expect(ztunnelsAgree(build(made.before), { ...after, ztunnels }, made.path)).toBe(false);
    }
  });
});

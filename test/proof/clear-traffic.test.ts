import { describe, expect, test } from '@jest/globals';
import { clearTraffic, judgeFailed } from '../../src/proof/index.ts';
import { testNames } from '../../src/model/test.ts';
import { add, both, build, type Case, connection, goodCase } from './world.ts';

function seen({ encryption, before, after, path }: Case): string | undefined {
  return clearTraffic(encryption, build(before), build(after), path);
}

/** A transfer with `packets` received by the server pod, none of them through the mode. */
function arrived(mode: 'wireguard' | 'ipsec', packets: number): Case {
  const made = goodCase(mode);
  made.after = { ...structuredClone(made.before), seconds: made.before.seconds + 10 };
  for (const [side, direction] of [
    ['client', 'sent'],
    ['server', 'received']
  ] as const)
    made.after.pods[side][direction] = add(made.before.pods[side][direction], { packets, bytes: 66 * packets });
  return made;
}

describe('plaintext', () => {
  test.each(['wireguard', 'ipsec'] as const)(
    'of %s is found though the transfer failed and an agent restarted',
    mode => {
      const made = arrived(mode, 533);
      made.after.nodes.client.agent = 'another';
      expect(judgeFailed(mode, build(made.before), build(made.after), made.path, undefined)).toMatchObject({
        mode,
        verdict: 'plaintext',
        reason: expect.stringMatching(
          /^at least 533 packets reached the server pod in plaintext \(it received 533, .* decrypted 0 on its node\)$/
        ) as unknown
      });
    }
  );

  test('is more than a few packets outside a transfer', () => {
    expect(seen(arrived('ipsec', 10))).toBeUndefined();
    expect(seen(arrived('ipsec', 11))).toContain('at least 11 packets');
    const made = goodCase('wireguard', 'tcp-latency');
    made.after.pods.server.received.packets += 204;
    expect(seen(made)).toBeUndefined();
    made.after.pods.server.received.packets += 1;
    expect(seen(made)).toContain('at least 205 packets');
  });

  test('does not include packets sent but not received, which an enforcing mode drops', () => {
    const made = arrived('wireguard', 533);
    made.after.pods.server.received = made.before.pods.server.received;
    expect(seen(made)).toBeUndefined();
    expect(judgeFailed('wireguard', build(made.before), build(made.after), made.path, undefined)).toBeUndefined();
  });

  test('is not found in any good sample, nor claimed for none', () => {
    for (const mode of ['none', 'wireguard', 'ipsec', 'ztunnel'] as const)
      for (const name of testNames) expect(seen(goodCase(mode, name))).toBeUndefined();
  });

  test('is not claimed if the counters cannot be read or decreased', () => {
    for (const reading of ['agents server xfrm-state', 'pods server net-dev']) {
      const made = arrived('ipsec', 533);
      made.after.failing = [reading];
      expect(seen(made)).toBeUndefined();
    }
    const anew = arrived('ipsec', 533);
    for (const state of anew.after.nodes.server.states) state.added = '2026-11-23 01:20:00';
    expect(seen(anew)).toBeUndefined();
  });

  test('of ztunnel is everything counted without mutual TLS', () => {
    const made = goodCase('ztunnel');
    made.after.ztunnels.client[0]?.connections.push(connection('client', { policy: 'unknown', opened: 3 }));
    expect(seen(made)).toContain('3 connections from the test namespace without mutual TLS');
  });

  test('seen only by the second witness makes a failed sample plaintext', () => {
    const made = goodCase('wireguard');
    const [before, after] = [build(made.before), build(made.after)];
    const clear = { ok: true, clear: 4, sealed: 0 } as const;
    for (const side of both) {
      const sightings = {
        client: { ok: false, why: 'gone' },
        server: { ok: false, why: 'gone' },
        [side]: clear
      } as const;
      expect(judgeFailed('wireguard', before, after, made.path, sightings)).toMatchObject({ verdict: 'plaintext' });
    }
    const nothing = { client: { ...clear, clear: 0 }, server: { ...clear, clear: 0 } };
    expect(judgeFailed('wireguard', before, after, made.path, nothing)).toBeUndefined();
  });
});

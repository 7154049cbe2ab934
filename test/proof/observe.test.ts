import { describe, expect, test } from '@jest/globals';
import type { Counter } from '../../src/proof/counters.ts';
import { observeTransfer, observeZtunnelRow } from '../../src/proof/index.ts';
import { recording } from './recorded.ts';
import {
  add,
  both,
  build,
  bulkOnWire,
  type Case,
  connection,
  type Connection,
  encrypt,
  goodCase,
  times
} from './world.ts';

function observe(made: Case): ReturnType<typeof observeTransfer> {
  const mode = made.encryption === 'ztunnel' ? 'none' : made.encryption;
  const idle = made.idle && { before: build(made.idle.before), after: build(made.idle.after) };
  return observeTransfer(mode, build(made.before), build(made.after), made.sample.receivedBytes, made.path, idle);
}

describe('a transfer is seen', () => {
  test('as encrypted, plaintext or neither by the counts of both nodes', () => {
    for (const mode of ['wireguard', 'ipsec'] as const) {
      const made = goodCase(mode);
      expect(observe(made).seen).toBe('encrypted');
      made.after.nodes.server = structuredClone(made.before.nodes.server);
      expect(observe(made).seen).toBe('unproven');
      made.after.nodes.client = structuredClone(made.before.nodes.client);
      expect(observe(made).seen).toBe('plaintext');
    }
    expect(observe(goodCase('none')).seen).toBe('plaintext');
  });

  test('under none by the counters of every mode, under a mode by its own', () => {
    for (const mode of ['wireguard', 'ipsec'] as const) {
      const made = goodCase(mode);
      expect(observe({ ...made, encryption: 'none' }).seen).toBe('encrypted');
      expect(observe({ ...made, encryption: mode === 'ipsec' ? 'wireguard' : 'ipsec' }).seen).toBe('plaintext');
    }
  });

  test('without the background, if that is known', () => {
    for (const mode of ['wireguard', 'ipsec'] as const) {
      const made = goodCase(mode);
      for (const side of both) made.after.nodes[side] = structuredClone(made.before.nodes[side]);
      const nothing = { packets: 0, bytes: 0 };
      encrypt(made, bulkOnWire(mode), nothing);
      if (made.idle) encrypt({ ...made, after: made.idle.after }, times(bulkOnWire(mode), 0.6), nothing);
      expect(observe(made).seen).toBe('plaintext');
      expect(observe({ ...made, idle: undefined }).seen).toBe('encrypted');
    }
  });

  test('by its payload: neither a leak nor small packets can hide behind headers', () => {
    const counted = (counter: Counter): string => {
      const { before, after, path, sample } = goodCase('wireguard');
      const [client, server] = [after.nodes.client.wireguard, after.nodes.server.wireguard];
      const [sent, received] = [before.nodes.client.wireguard?.sent, before.nodes.server.wireguard?.received];
      if (!client || !server || !sent || !received) throw new Error('no WireGuard');
      client.sent = add(sent, counter);
      server.received = add(received, counter);
      return observeTransfer('wireguard', build(before), build(after), sample.receivedBytes, path, undefined).seen;
    };
    const { packets, bytes } = bulkOnWire('wireguard');
    expect(counted({ packets, bytes })).toBe('encrypted');
    expect(counted({ packets: 0.95 * packets, bytes: 0.95 * bytes })).toBe('unproven');
    expect(counted({ packets: 400_000, bytes: 400_000 * 100 })).toBe('plaintext');
  });

  test("by its payload without UDP's header, which is shorter than TCP's", () => {
    const counted = (datagrams: number): string => {
      const { before, after, path } = goodCase('wireguard');
      for (const side of both) after.nodes[side] = structuredClone(before.nodes[side]);
      const counter = { packets: datagrams, bytes: datagrams * (1000 + 28 + 32) };
      encrypt({ ...goodCase('wireguard'), after }, counter, { packets: 0, bytes: 0 });
      return observeTransfer('wireguard', build(before), build(after), 25_000_000, path, undefined, 'UDP').seen;
    };
    expect(counted(25_000)).toBe('encrypted');
    expect(counted(24_000)).toBe('unproven');
    expect(counted(0)).toBe('plaintext');
  });

  test('as plaintext within one node', () => {
    const { before, after, path, sample } = recording('fault-wg-same-node');
    expect(observeTransfer('wireguard', before, after, sample.receivedBytes, path, undefined)).toEqual({
      seen: 'plaintext',
      reason: "WireGuard counted 0.0 % | 0.0 % of 640155648 bytes (client's | server's node)"
    });
  });

  test('as unproven if a reading fails, or is not of the two nodes and their agents', () => {
    const made = goodCase('wireguard');
    made.after.failing = ['hosts client net-dev'];
    expect(observe(made).seen).toBe('unproven');
    const restarted = goodCase('wireguard');
    restarted.after.nodes.client.agent = 'agent-client 1';
    expect(observe(restarted)).toEqual({
      seen: 'unproven',
      reason: "the Cilium agent of the client's node was restarted or replaced in between"
    });
    const wrong = goodCase('wireguard');
    wrong.after.nodes.server.address = '172.31.0.9';
    expect(observe(wrong).seen).toBe('unproven');
    const still = goodCase('wireguard');
    still.sample.receivedBytes = 0;
    expect(observe(still).seen).toBe('unproven');
    const moved = goodCase('wireguard');
    encrypt(moved, { packets: 0, bytes: -700_000_000 }, { packets: 0, bytes: 0 });
    expect(observe(moved).seen).toBe('unproven');
  });
});

describe("a row of ztunnel's table is seen", () => {
  const bytes = 500_000_000;
  const namespaces = { client: 'perf', server: 'perf' };

  function seen(
    source: 'enrolled' | 'other',
    destination: 'enrolled' | 'other',
    client: Partial<Connection> | undefined,
    server: Partial<Connection> | undefined,
    protocol?: 'UDP'
  ): string {
    const made = goodCase('ztunnel');
    made.after = { ...structuredClone(made.before), seconds: made.before.seconds + 3 };
    if (client) made.after.ztunnels.client[0]?.connections.push(connection('client', { received: bytes, ...client }));
    if (server) made.after.ztunnels.server[0]?.connections.push(connection('server', { received: bytes, ...server }));
    return observeZtunnelRow(build(made.before), build(made.after), bytes, {
      source,
      destination,
      protocol,
      namespaces
    }).seen;
  }

  const mutual = { sourceAccount: 'verify' };
  const unknown = { policy: 'unknown' };

  test('as plaintext by UDP only if neither ztunnel counted more than the control connection', () => {
    const control = { sourceAccount: 'verify', received: 3000 };
    expect(seen('enrolled', 'enrolled', undefined, undefined, 'UDP')).toBe('plaintext');
    expect(seen('enrolled', 'enrolled', control, control, 'UDP')).toBe('plaintext');
    expect(seen('enrolled', 'enrolled', mutual, mutual, 'UDP')).toBe('encrypted');
    expect(seen('enrolled', 'enrolled', mutual, undefined, 'UDP')).toBe('unproven');
  });

  test.each([
    ['enrolled', 'enrolled', mutual, mutual, 'encrypted'],
    ['enrolled', 'enrolled', unknown, unknown, 'plaintext'],
    ['enrolled', 'enrolled', mutual, unknown, 'unproven'],
    ['enrolled', 'enrolled', undefined, undefined, 'unproven'],
    ['enrolled', 'other', unknown, undefined, 'plaintext'],
    ['enrolled', 'other', undefined, undefined, 'unproven'],
    ['other', 'enrolled', undefined, unknown, 'plaintext'],
    ['other', 'enrolled', mutual, mutual, 'encrypted'],
    ['other', 'other', undefined, undefined, 'plaintext'],
    ['other', 'other', unknown, undefined, 'unproven'],
    ['enrolled', 'other', { ...unknown, received: 100_000_000 }, undefined, 'unproven']
  ] as const)('%s to %s: %j | %j is %s', (source, destination, client, server, expected) => {
    expect(seen(source, destination, client, server)).toBe(expected);
  });
});

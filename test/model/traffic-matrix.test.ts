import { describe, expect, test } from '@jest/globals';
import type { Counter } from '../../src/proof/counters.ts';
import type { MatrixOptions } from '../../src/model/traffic-matrix.ts';
import { expectedMatrix, isAsExpected, observeTransfer, observeZtunnelRow } from '../../src/proof/index.ts';
import type { EncryptionMode } from '../../src/model/scenario.ts';
import { recording } from '../proof/recorded.ts';
import { add, build, bulkOnWire, type Case, connection, type Connection, encrypt, goodCase } from '../proof/world.ts';

function rows(mode: EncryptionMode, changes: Partial<MatrixOptions> = {}): Record<string, string> {
  const options = {
    routing: 'vxlan',
    nodeEncryption: false,
    optedOut: false,
    crossEnrollment: true,
    ...changes
  } as const;
  return Object.fromEntries(
    expectedMatrix(mode, options).map(({ source, destination, placement, expected }) => [
      `${source}-${destination} ${placement}`,
      expected
    ])
  );
}

const sameNode = {
  'pod-pod same-node': 'plaintext',
  'pod-host same-node': 'plaintext',
  'host-pod same-node': 'plaintext',
  'host-host same-node': 'plaintext'
};

describe('what is expected of', () => {
  test.each([
    ['wireguard', 'vxlan', 'encrypted'],
    ['wireguard', 'geneve', 'encrypted'],
    ['wireguard', 'native', 'plaintext'],
    ['ipsec', 'vxlan', 'recorded'],
    ['ipsec', 'native', 'recorded']
  ] as const)('%s over %s: from host to pod %s', (mode, routing, hostToPod) => {
    expect(rows(mode, { routing })).toEqual({
      ...sameNode,
      'pod-pod other-node': 'encrypted',
      'pod-host other-node': 'plaintext',
      'host-pod other-node': hostToPod,
      'host-host other-node': 'plaintext'
    });
  });

  test('node encryption', () => {
    expect(rows('wireguard', { nodeEncryption: true, routing: 'native' })).toEqual({
      ...sameNode,
      'pod-pod other-node': 'encrypted',
      'pod-host other-node': 'encrypted',
      'host-pod other-node': 'encrypted',
      'host-host other-node': 'encrypted'
    });
    expect(rows('wireguard', { nodeEncryption: true, optedOut: true })).toMatchObject({
      'pod-pod other-node': 'encrypted',
      'host-host other-node': 'recorded'
    });
  });

  test('none and ztunnel', () => {
    expect(new Set(Object.values(rows('none')))).toEqual(new Set(['plaintext']));
    expect(rows('ztunnel')).toEqual({
      'enrolled-enrolled other-node': 'encrypted',
      'enrolled-other other-node': 'plaintext',
      'other-enrolled other-node': 'plaintext',
      'other-other other-node': 'plaintext',
      'enrolled-service other-node': 'recorded'
    });
  });

  test('ztunnel before Cilium 1.20 guarantees nothing between an enrolled and another pod', () => {
    expect(rows('ztunnel', { crossEnrollment: false })).toEqual({
      'enrolled-enrolled other-node': 'encrypted',
      'enrolled-other other-node': 'recorded',
      'other-enrolled other-node': 'recorded',
      'other-other other-node': 'plaintext',
      'enrolled-service other-node': 'recorded'
    });
  });

  test('a row that differs or is not proven does not match', () => {
    const row = { expected: 'encrypted' } as const;
    expect(isAsExpected(row, 'encrypted')).toBe(true);
    expect(isAsExpected(row, 'plaintext')).toBe(false);
    expect(isAsExpected(row, 'unproven')).toBe(false);
    expect(isAsExpected({ expected: 'recorded' }, 'unproven')).toBe(true);
  });
});

function observe(made: Case): ReturnType<typeof observeTransfer> {
  const mode = made.encryption === 'ztunnel' ? 'none' : made.encryption;
  return observeTransfer(mode, build(made.before), build(made.after), made.sample.receivedBytes, made.path, undefined);
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
    expect(observe({ ...goodCase('ipsec'), encryption: 'none' }).seen).toBe('encrypted');
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

  test('as plaintext within one node', () => {
    const { before, after, path, sample } = recording('fault-wg-same-node');
    expect(observeTransfer('wireguard', before, after, sample.receivedBytes, path, undefined)).toEqual({
      seen: 'plaintext',
      reason: "WireGuard counted 0.0 % | 0.0 % of 640155648 bytes (client's | server's node)"
    });
  });

  test('as unproven if a reading fails', () => {
    const made = goodCase('wireguard');
    made.after.failing = ['hosts client net-dev'];
    expect(observe(made).seen).toBe('unproven');
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
    server: Partial<Connection> | undefined
  ): string {
    const made = goodCase('ztunnel');
    made.after = { ...structuredClone(made.before), seconds: 3 };
    if (client) made.after.ztunnels.client[0]?.connections.push(connection('client', { received: bytes, ...client }));
    if (server) made.after.ztunnels.server[0]?.connections.push(connection('server', { received: bytes, ...server }));
    return observeZtunnelRow(build(made.before), build(made.after), bytes, { source, destination, namespaces }).seen;
  }

  const mutual = { sourceAccount: 'verify' };
  const unknown = { policy: 'unknown' };

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

import { describe, expect, test } from '@jest/globals';
import { proofs } from '../../src/proof/index.ts';
import { recordedText } from './recorded.ts';
import { add, both, build, bulkOnWire, type Case, connection, encrypt, goodCase, judge, times } from './world.ts';

function expectReason(made: Case, kind: 'unproven' | 'proof-mismatch', text: string): void {
  const { reason } = judge(made);
  expect(reason).toMatchObject({ kind });
  expect(reason?.message).toContain(text);
}

/** Resets the counters of both nodes to their initial values, so that the sample was plaintext. */
function inTheClear(made: Case): void {
  for (const side of both) made.after.nodes[side] = structuredClone(made.before.nodes[side]);
}

const link = ({ wireguard }: Case['after']['nodes']['client']): NonNullable<typeof wireguard> => {
  if (wireguard === undefined) throw new Error('no cilium_wg0');
  return wireguard;
};

describe('nothing is wrong with', () => {
  test.each([
    'tcp-throughput',
    'tcp-bidirectional',
    'tcp-latency',
    'tcp-stream',
    'udp-throughput',
    'udp-latency',
    'tcp-connect'
  ] as const)('a good sample of %s', name => {
    for (const mode of ['none', 'wireguard', 'ipsec', 'ztunnel'] as const) {
      if (mode === 'ztunnel' && name.startsWith('udp')) continue;
      const { proof, reason } = judge(goodCase(mode, name));
      expect(reason).toBeUndefined();
      expect(proof.notes).toEqual([]);
    }
  });
});

describe('a wrong mode', () => {
  test('configured, but the agents were not restarted', () => {
    for (const mode of ['wireguard', 'ipsec'] as const)
      expectReason(
        { ...goodCase('none'), encryption: mode },
        'proof-mismatch',
        `the scenario is ${mode}, but the traffic was plaintext`
      );
    const { coverage } = judge({ ...goodCase('none'), encryption: 'wireguard' }).proof;
    expect(coverage.map(({ side, direction, share }) => [side, direction, share])).toEqual([
      ['client', 'sent', 0],
      ['client', 'received', 0],
      ['server', 'sent', 0],
      ['server', 'received', 0]
    ]);
    expectReason({ ...goodCase('none'), encryption: 'ztunnel' }, 'unproven', "the client's node has no ztunnel");
  });

  test("one node's agent is still in the old mode", () => {
    const made = goodCase('wireguard');
    delete made.before.nodes.server.wireguard;
    delete made.after.nodes.server.wireguard;
    if (made.idle) {
      delete made.idle.before.nodes.server.wireguard;
      delete made.idle.after.nodes.server.wireguard;
    }
    expectReason(made, 'proof-mismatch', "0.0 % of the packets that the server's node sent; 98.0 % are needed");
  });

  test('plaintext after a rollout that reports success', () => {
    // 100 plaintext VXLAN packets in ten seconds, while cilium_wg0 existed and every status showed Wireguard.
    const clear = /^01:38:20 .*'out VXLAN clear': (\d+)/m.exec(recordedText('leak-none-to-wireguard/leak-summary.txt'));
    const packets = Number(clear?.[1]);
    const made = goodCase('wireguard', 'tcp-latency');
    inTheClear(made);
    made.sample.transactions = packets;
    for (const side of both)
      for (const direction of ['sent', 'received'] as const)
        made.after.pods[side][direction] = add(made.before.pods[side][direction], { packets, bytes: 66 * packets });
    expect(packets).toBe(100);
    expectReason(made, 'proof-mismatch', 'the scenario is wireguard, but the traffic was plaintext');
  });
});

describe('ztunnel', () => {
  test('the namespace is not enrolled', () => {
    const made = goodCase('ztunnel');
    for (const side of both) made.after.ztunnels[side] = structuredClone(made.before.ztunnels[side]);
    expectReason(made, 'proof-mismatch', 'the scenario is ztunnel, but the traffic was plaintext');
    const { hosts, agents } = build(made.before);
    const client = { ...agents.client, sections: { enrollment: { ok: true, text: '{}' } } } as const;
    const reading = { seconds: 0, hosts, agents: { ...agents, client } };
    expect(proofs.ztunnel.block?.judge(reading, reading, made.path, [made.sample.test], undefined)).toMatchObject({
      verdict: 'unproven',
      reason: "namespace perf is not enrolled on the client's node"
    });
  });

  test('enrolled after the pod started: only the new one goes through ztunnel', () => {
    const made = goodCase('ztunnel');
    made.after.ztunnels.client = structuredClone(made.before.ztunnels.client);
    made.after.ztunnels.server = structuredClone(made.before.ztunnels.server);
    made.after.ztunnels.server[0]?.connections.push(
      connection('server', { policy: 'unknown', sourceAccount: 'unknown', opened: 5, received: 1_000_000_000 })
    );
    expectReason(made, 'proof-mismatch', '5 connections to the test namespace without mutual TLS (1000000900 bytes)');
  });

  test('the target is a ClusterIP', () => {
    const made = goodCase('ztunnel');
    made.after.ztunnels.client[0]?.connections.push(
      connection('client', { policy: 'unknown', sourceAccount: 'unknown', destination: 'unknown', opened: 1 })
    );
    expectReason(made, 'unproven', '1 connections from the test namespace without mutual TLS');
  });

  test('an earlier plaintext connection does not count', () => {
    const made = goodCase('ztunnel');
    for (const moment of [made.before, made.after])
      moment.ztunnels.client[0]?.connections.push(connection('client', { policy: 'unknown', opened: 9 }));
    expect(judge(made).reason).toBeUndefined();
  });

  test("another namespace's clear connections are not ours", () => {
    const made = goodCase('ztunnel');
    made.after.ztunnels.client[0]?.connections.push(connection('client', { policy: 'unknown', source: 'web' }));
    made.after.ztunnels.server[0]?.connections.push(connection('server', { policy: 'unknown', destination: 'web' }));
    expect(judge(made).reason).toBeUndefined();
  });

  test('both ends are known, but the connection is plaintext', () => {
    const made = goodCase('ztunnel');
    for (const side of both)
      for (const moment of [made.before, made.after])
        for (const one of moment.ztunnels[side][0]?.connections ?? []) one.policy = 'unknown';
    expectReason(made, 'proof-mismatch', '5 connections from the test namespace without mutual TLS');
  });

  test.each([
    ['cut off', /# EOF\n$/],
    ['of something else', /^istio_build.*\n/]
  ])('metrics are %s', (_, missing) => {
    const made = goodCase('ztunnel');
    const [before, after] = [build(made.before), build(made.after)];
    const [whole] = after.ztunnels?.server ?? [];
    const metrics = whole?.sections['metrics'];
    if (whole === undefined || metrics?.ok !== true) throw new Error('no metrics');
    const sections = { metrics: { ok: true, text: metrics.text.replace(missing, '') } as const };
    const ztunnels = { client: after.ztunnels?.client ?? [], server: [{ ...whole, sections }] };
    const proof = proofs.ztunnel.judge(before, { ...after, ztunnels }, made.sample, made.path, undefined);
    expect(proof).toMatchObject({
      verdict: 'unproven',
      reason: "the metrics of the ztunnel of the server's node are not those of a ztunnel, or incomplete"
    });
  });

  test("another pair's mutual TLS does not cover ours", () => {
    for (const changes of [{ sourceAccount: 'web' }, { destinationAccount: 'web' }, { source: 'web' }]) {
      const made = goodCase('ztunnel');
      for (const side of both)
        for (const moment of [made.before, made.after])
          for (const one of moment.ztunnels[side][0]?.connections ?? []) Object.assign(one, changes);
      expectReason(made, 'proof-mismatch', 'the traffic was plaintext');
    }
  });

  test("what a node's ztunnel reports for the other end does not cover its own", () => {
    for (const side of both) {
      const made = goodCase('ztunnel');
      for (const moment of [made.before, made.after])
        for (const one of moment.ztunnels[side][0]?.connections ?? [])
          one.reporter = side === 'client' ? 'destination' : 'source';
      expectReason(
        made,
        'unproven',
        `the ztunnel of the ${side}'s node counted 0.0 % of the bytes ${side === 'client' ? 'sent' : 'received'}`
      );
    }
  });

  test('is killed during a sample', () => {
    const made = goodCase('ztunnel');
    for (const ztunnel of made.after.ztunnels.server) ztunnel.identity = 'ztunnel-server 1';
    expectReason(made, 'unproven', "the ztunnel of the server's node was restarted or replaced in between");
  });

  test('is replaced while the old one still runs', () => {
    const made = goodCase('ztunnel');
    made.after.ztunnels.server.push({ identity: 'new', connections: [] });
    expectReason(made, 'unproven', "the server's node has 2 ztunnels");
  });

  test('loses its counters', () => {
    const made = goodCase('ztunnel');
    for (const one of made.after.ztunnels.client[0]?.connections ?? []) one.sent = 1;
    expectReason(made, 'unproven', "a counter of the ztunnel of the client's node decreased");
    const gone = goodCase('ztunnel');
    gone.after.ztunnels.client[0]?.connections.splice(0);
    expectReason(gone, 'unproven', "a counter of the ztunnel of the client's node decreased");
  });

  test('metrics are unreachable', () => {
    const made = goodCase('ztunnel');
    made.after.failing = ['ztunnels server metrics'];
    expectReason(made, 'unproven', "metrics of the ztunnel of the server's node could not be read: exit status 1");
  });

  test('counts on one node only', () => {
    const made = goodCase('ztunnel');
    made.after.ztunnels.server = structuredClone(made.before.ztunnels.server);
    expectReason(
      made,
      'unproven',
      "the ztunnel of the server's node counted 0.0 % of the bytes received as mutual TLS"
    );
  });

  test("is judged by each direction's payload in a latency test", () => {
    const made = goodCase('ztunnel', 'tcp-latency');
    made.sample.transactionBytes = 100;
    expectReason(made, 'unproven', "the ztunnel of the client's node counted 1.0 % of the bytes sent");
    for (const side of both)
      for (const one of made.after.ztunnels[side][0]?.connections ?? []) {
        one.received += 990_000;
        one.sent += 990_000;
      }
    const { proof, reason } = judge(made);
    expect(reason).toBeUndefined();
    expect(proof.coverage.map(({ side, direction, expected }) => [side, direction, expected])).toEqual([
      ['client', 'sent', 1_000_000],
      ['client', 'received', 1_000_000],
      ['server', 'received', 1_000_000],
      ['server', 'sent', 1_000_000]
    ]);
  });

  test('the size of a transaction is unknown', () => {
    const made = goodCase('ztunnel', 'tcp-latency');
    made.sample.transactionBytes = 0;
    expectReason(made, 'unproven', 'the size of a transaction is unknown');
    delete made.sample.transactionBytes;
    expectReason(made, 'unproven', 'the size of a transaction is unknown');
  });

  test('needs 98 % of the connections, and is plaintext only below 1 %', () => {
    for (const [opened, verdict] of [
      [9_800, 'encrypted'],
      [9_799, 'unproven'],
      [100, 'unproven'],
      [99, 'plaintext']
    ] as const) {
      const made = goodCase('ztunnel', 'tcp-connect');
      for (const side of both)
        for (const one of made.after.ztunnels[side][0]?.connections ?? []) one.opened += opened - 10_000;
      expect(judge(made).proof.verdict).toBe(verdict);
    }
  });

  test('carries only requests of a latency test, or only some connections', () => {
    const made = goodCase('ztunnel', 'tcp-latency');
    for (const one of made.after.ztunnels.client[0]?.connections ?? []) one.sent -= 300;
    expectReason(made, 'unproven', 'counted 97.0 % of the bytes received as mutual TLS');
    const connections = goodCase('ztunnel', 'tcp-connect');
    for (const one of connections.after.ztunnels.client[0]?.connections ?? []) one.opened -= 300;
    expectReason(connections, 'unproven', 'counted 97.0 % of the connections sent as mutual TLS');
  });
});

describe('a place', () => {
  test('client and server are on one node', () => {
    for (const mode of ['none', 'wireguard', 'ipsec', 'ztunnel'] as const) {
      const made = goodCase(mode);
      made.path.sameNode = true;
      expectReason(made, 'unproven', 'client and server run on one node');
    }
  });

  test('host-network pods are measured as pods', () => {
    for (const mode of ['none', 'wireguard', 'ipsec', 'ztunnel'] as const) {
      const made = goodCase(mode);
      made.path.podIps.server = made.path.nodeIps.server;
      expectReason(made, 'unproven', "the server pod has its node's address 172.31.0.3: it runs on the host network");
    }
  });

  test('a proof is read from the wrong node', () => {
    for (const mode of ['none', 'wireguard', 'ipsec'] as const) {
      const made = goodCase(mode);
      made.after.nodes.server = { ...made.after.nodes.server, address: '172.31.0.9' };
      expectReason(made, 'unproven', "the counters of the server's node were read on another node");
    }
  });

  test('an agent restarts during a sample', () => {
    for (const mode of ['none', 'wireguard', 'ipsec', 'ztunnel'] as const) {
      const made = goodCase(mode);
      made.after.nodes.client.agent = 'agent-client 1';
      expectReason(made, 'unproven', "the Cilium agent of the client's node was restarted or replaced");
    }
  });

  test('an agent cannot be read after a sample', () => {
    for (const mode of ['none', 'wireguard', 'ipsec', 'ztunnel'] as const) {
      const made = goodCase(mode);
      made.after.nodes.client.agent = '';
      made.after.failing.push('agents client datapath');
      expectReason(made, 'unproven', "the Cilium agent of the client's node could not be read: exit status 1");
    }
  });

  test('a test pod is replaced during a sample', () => {
    const made = goodCase('none');
    made.after.pods.server.identity = 'pod-server 1';
    expectReason(made, 'unproven', 'the server pod was restarted or replaced');
  });

  test('counters are reset by an agent restart', () => {
    const wireguard = goodCase('wireguard');
    link(wireguard.after.nodes.client).received.packets = 0;
    expectReason(wireguard, 'unproven', "WireGuard on the client's node decreased");
    const anew = goodCase('wireguard');
    link(anew.after.nodes.client).index = 11;
    expectReason(anew, 'unproven', "WireGuard on the client's node was recreated");
    const ipsec = goodCase('ipsec');
    for (const state of ipsec.after.nodes.server.states) state.added = '2026-11-23 01:20:00';
    expectReason(ipsec, 'unproven', "IPsec on the server's node was recreated");
    const pods = goodCase('none');
    pods.after.pods.client.received.bytes = 0;
    expectReason(pods, 'unproven', 'eth0 received of the client pod decreased');
    const errors = goodCase('ipsec');
    errors.after.nodes.client.errors = {};
    expectReason(errors, 'unproven', "XfrmInNoStates of the client's node decreased");
  });

  test.each([
    ['none', 'hosts client net-dev'],
    ['none', 'pods client net-dev'],
    ['wireguard', 'hosts server net-dev'],
    ['wireguard', 'hosts client wireguard-index'],
    ['ipsec', 'agents client xfrm-state'],
    ['ipsec', 'hosts client xfrm-stat'],
    ['ipsec', 'pods server net-dev'],
    ['ztunnel', 'ztunnels client metrics']
  ] as const)('%s is not proven when %s fails', (mode, reading) => {
    for (const moment of ['before', 'after'] as const) {
      const made = goodCase(mode);
      made[moment].failing = [reading];
      expectReason(made, 'unproven', 'could not be read: exit status 1');
    }
  });
});

describe('coverage', () => {
  test.each(['wireguard', 'ipsec'] as const)('%s counts 60 %% of the bytes', mode => {
    const made = goodCase(mode);
    inTheClear(made);
    encrypt(made, times(bulkOnWire(mode), 0.6), { packets: 30_000, bytes: 1_980_000 });
    expectReason(made, 'proof-mismatch', "60.0 % of the bytes that the client's node sent; 98.0 % are needed");
  });

  test.each([
    ['wireguard', 0.9825],
    ['ipsec', 0.9825],
    ['ipsec', 0.997]
  ] as const)('%s decrypted %d of what the pod received', (mode, share) => {
    const made = goodCase(mode);
    inTheClear(made);
    encrypt(made, times(bulkOnWire(mode), share), { packets: 30_000, bytes: 1_980_000 });
    expectReason(made, 'proof-mismatch', 'bytes of payload reached the server pod in plaintext');
  });

  test('a few received packets that were not decrypted are no plaintext', () => {
    const made = goodCase('ipsec');
    inTheClear(made);
    encrypt(made, times(bulkOnWire('ipsec'), 0.999), { packets: 29_950, bytes: 1_976_700 });
    expect(judge(made).reason).toBeUndefined();
  });

  test.each([
    [29_940, undefined],
    [29_939, 'at least 61 packets reached the client pod in plaintext']
  ])('%d of 30000 acknowledgments decrypted', (packets, text) => {
    const made = goodCase('ipsec');
    inTheClear(made);
    encrypt(made, bulkOnWire('ipsec'), { packets, bytes: 66 * packets });
    expect(judge(made).reason?.message).toEqual(text === undefined ? undefined : expect.stringContaining(text));
  });

  test('segments without timestamps have shorter headers, which are no plaintext', () => {
    const made = goodCase('ipsec');
    inTheClear(made);
    const { packets, bytes } = bulkOnWire('ipsec');
    encrypt(made, { packets, bytes: bytes - 12 * packets }, { packets: 30_000, bytes: 1_980_000 });
    expectReason(made, 'proof-mismatch', 'in plaintext');
    made.before.failing = ['pods client tcp-timestamps'];
    expect(judge(made).reason).toBeUndefined();
  });

  test('ztunnel counts 60 % of the bytes', () => {
    const made = goodCase('ztunnel');
    for (const side of both) for (const one of made.after.ztunnels[side][0]?.connections ?? []) one.received *= 0.6;
    expectReason(made, 'unproven', 'counted 60.0 % of the bytes sent as mutual TLS');
  });

  test.each(['wireguard', 'ipsec', 'none'] as const)('%s has 5 %% of the RR packets encrypted', mode => {
    const made = goodCase(mode === 'none' ? 'wireguard' : mode, 'tcp-latency');
    inTheClear(made);
    encrypt(made, { packets: 501, bytes: 33_567 }, { packets: 501, bytes: 33_567 });
    made.encryption = mode;
    expectReason(made, mode === 'none' ? 'unproven' : 'proof-mismatch', '5.0 % of the packets');
  });

  test('1 % of the RR packets with many bytes each is not 98 % of them', () => {
    const made = goodCase('wireguard', 'tcp-latency');
    inTheClear(made);
    encrypt(made, { packets: 101, bytes: 700_000 }, { packets: 101, bytes: 700_000 });
    expectReason(made, 'proof-mismatch', '1.0 % of the packets');
  });

  test('exactly 98 % of the packets suffice', () => {
    for (const [packets, good] of [
      [9_800, true],
      [9_799, false]
    ] as const) {
      const made = goodCase('wireguard', 'tcp-latency');
      inTheClear(made);
      const some = { packets, bytes: 67 * packets };
      encrypt(made, some, some);
      for (const side of both) {
        // The rest was lost before it was encrypted.
        made.after.pods[side].sent = add(made.before.pods[side].sent, { packets: 10_000, bytes: 670_000 });
        made.after.pods[side].received = add(made.before.pods[side].received, some);
      }
      expect(judge(made).reason === undefined).toBe(good);
    }
  });

  test('the pods counted no acknowledgments', () => {
    const made = goodCase('wireguard');
    made.after.pods.client.received = { ...made.before.pods.client.received };
    made.after.pods.server.sent = { ...made.before.pods.server.sent };
    expectReason(made, 'unproven', 'eth0 of the client pod counted no packets received during the sample');
  });

  test('the pods did not move what the tool reports', () => {
    const latency = goodCase('wireguard', 'tcp-latency');
    latency.sample.transactions = 11_000;
    expectReason(latency, 'unproven', '11000 transactions need 10780');
    const connect = goodCase('wireguard', 'tcp-connect');
    connect.sample.transactions = 13_334;
    expectReason(connect, 'unproven', '13334 transactions need 40002');
    const bulk = goodCase('none');
    bulk.sample.receivedBytes = 2_000_000_000;
    expectReason(bulk, 'unproven', 'eth0 of the client pod moved 1020280000 bytes, but the tool reported 2000000000');
  });

  test.each(['none', 'wireguard', 'ipsec', 'ztunnel'] as const)('the tool reports nothing to compare %s with', mode => {
    const bulk = goodCase(mode);
    bulk.sample.receivedBytes = 0;
    expectReason(bulk, 'unproven', 'the tool received no payload');
    for (const name of ['tcp-latency', 'tcp-connect'] as const) {
      const made = goodCase(mode, name);
      made.sample.transactions = 0;
      expectReason(made, 'unproven', 'the tool counted no transactions');
      delete made.sample.transactions;
      expectReason(made, 'unproven', 'the tool counted no transactions');
    }
  });

  test('a pod that does not count received packets is judged by what the other sent', () => {
    const made = goodCase('wireguard');
    made.after.pods.server.received = { ...made.before.pods.server.received };
    const { proof, reason } = judge(made);
    expect(reason).toBeUndefined();
    expect(proof.notes).toEqual([expect.stringContaining("The server pod's eth0 counts 0.0 % of the packets")]);
    inTheClear(made);
    expectReason(made, 'proof-mismatch', 'the traffic was plaintext');
  });

  test('a pod that counts a tenth of what it was sent does count, and lost the rest', () => {
    for (const [packets, blind] of [
      [1_999, true],
      [2_000, false]
    ] as const) {
      const made = goodCase('wireguard');
      const received = { packets, bytes: 50_000 * packets };
      made.after.pods.server.received = add(made.before.pods.server.received, received);
      expect(judge(made).proof.notes.length > 0).toBe(blind);
      expect(judge(made).reason === undefined).toBe(blind);
    }
    const bytes = goodCase('wireguard');
    bytes.after.pods.server.received = add(bytes.before.pods.server.received, { packets: 0, bytes: 102_028_000 });
    expect(judge(bytes).proof.notes).toEqual([]);
  });

  test("a UDP test's control connection may drown in the background", () => {
    const made = goodCase('wireguard', 'udp-throughput');
    if (made.idle) link(made.idle.after.nodes.client).received.packets += 3;
    expect(judge(made).reason).toBeUndefined();
    made.after.pods.client.received = { ...made.before.pods.client.received };
    made.after.pods.server.sent = { ...made.before.pods.server.sent };
    expect(judge(made).reason).toBeUndefined();
  });
});

describe('IPsec', () => {
  test('errors grow', () => {
    for (const [name, packets] of [
      ['XfrmInNoStates', 31],
      ['XfrmInStateProtoError', 31],
      ['XfrmOutNoStates', 21],
      ['XfrmOutPolBlock', 21]
    ] as const) {
      const made = goodCase('ipsec');
      made.after.nodes.client.errors = { ...made.before.nodes.client.errors };
      made.after.nodes.client.errors[name] = (made.before.nodes.client.errors[name] ?? 0) + packets;
      expectReason(made, 'proof-mismatch', `${name} grew by ${packets} on the client's node`);
      expect(judge(made).proof.verdict).toBe('encrypted');
    }
  });

  test('packets fail authentication', () => {
    const made = goodCase('ipsec');
    for (const state of made.after.nodes.server.states) state.failed = 30;
    expectReason(made, 'proof-mismatch', "120 packets failed authentication on the server's node");
  });

  test('earlier errors, few errors and other errors do not count', () => {
    const made = goodCase('ipsec');
    made.before.nodes.client.errors = { XfrmInNoStates: 24, XfrmInStateProtoError: 8 };
    made.after.nodes.client.errors = { XfrmInNoStates: 24, XfrmInStateProtoError: 38, XfrmInTmplMismatch: 5000 };
    const { proof, reason } = judge(made);
    expect(reason).toBeUndefined();
    expect(proof.notes).toEqual([
      "XfrmInStateProtoError grew by 30 on the client's node.",
      "XfrmInTmplMismatch grew by 5000 on the client's node."
    ]);
  });

  test("another node's states do not cover ours, nor does the other direction", () => {
    const made = goodCase('ipsec');
    for (const moment of [made.before, made.after, made.idle?.before, made.idle?.after])
      for (const state of moment?.nodes.client.states ?? [])
        if (state.mark.includes('e00/')) state.destination = '172.31.0.9';
    expectReason(made, 'unproven', "0.0 % of the bytes that the client's node sent");
    const turned = goodCase('ipsec');
    for (const moment of [turned.before, turned.after, turned.idle?.before, turned.idle?.after])
      for (const state of moment?.nodes.client.states ?? []) state.mark = state.mark.replace('e00/', 'd00/');
    expectReason(turned, 'unproven', "0.0 % of the bytes that the client's node sent");
  });

  test('native routing ends at the CiliumInternalIPs', () => {
    const made = goodCase('ipsec');
    for (const side of both)
      for (const [index, state] of made.after.nodes[side].states.entries()) {
        const internal = made.after.nodes[side].states[(index + 2) % 4];
        if (internal && index < 2) {
          internal.packets = state.packets;
          internal.bytes = state.bytes;
          Object.assign(state, { packets: 500, bytes: 50_000 });
        }
      }
    expect(judge(made).reason).toBeUndefined();
    made.path.ciliumInternalIps = { client: undefined, server: undefined };
    expectReason(made, 'unproven', 'IPsec covers 0.0 %');
  });
});

describe('none', () => {
  test('has leftovers of WireGuard that carry the traffic', () => {
    const made = { ...goodCase('wireguard'), encryption: 'none' as const };
    expectReason(made, 'proof-mismatch', 'the scenario is none, but the traffic was encrypted: WireGuard covers');
  });

  test('has leftovers of WireGuard that carry nothing: plaintext, with a note', () => {
    const made = { ...goodCase('wireguard'), encryption: 'none' as const };
    inTheClear(made);
    const { proof, reason } = judge(made);
    expect(reason).toBeUndefined();
    expect(proof.notes).toEqual(['WireGuard is still set up on a node, although the scenario is none.']);
  });

  describe('on an agent whose image has no ip', () => {
    const withoutIp = (): Case => {
      const made = goodCase('none');
      for (const moment of [made.before, made.after])
        moment.failing = ['agents client xfrm-state', 'agents server xfrm-state'];
      return made;
    };

    test("is shown by what the datapath counted as encrypted, which grew by less than 1 % of the pods' packets", () => {
      const made = withoutIp();
      made.after.nodes.client.encrypted = add(made.after.nodes.client.encrypted, { packets: 5, bytes: 500 });
      const { proof, reason } = judge(made);
      expect(reason).toBeUndefined();
      expect(proof.verdict).toBe('plaintext');
      expect(proof.notes).toEqual([]);
    });

    test('is not proven if the datapath counted the sample as encrypted', () => {
      const made = withoutIp();
      encrypt(made, { packets: 30_000, bytes: 1_000_000_000 }, { packets: 30_000, bytes: 1_980_000 });
      expectReason(made, 'unproven', 'IPsec');
    });

    test('is not proven if the datapath could not be read either, or its counters were replaced', () => {
      const made = withoutIp();
      made.after.failing.push('agents server datapath');
      expectReason(made, 'unproven', "datapath of the server's node could not be read");
      const changed = withoutIp();
      changed.before.failing = [];
      expectReason(changed, 'unproven', "IPsec on the client's node was recreated");
    });
  });

  test('has IPsec or ztunnel still at work', () => {
    for (const mode of ['ipsec', 'ztunnel'] as const)
      expectReason({ ...goodCase(mode), encryption: 'none' }, 'proof-mismatch', 'the traffic was encrypted');
  });

  test('has some of its packets encrypted, one percent or more', () => {
    const made = { ...goodCase('wireguard', 'tcp-latency'), encryption: 'none' as const };
    inTheClear(made);
    encrypt(made, { packets: 100, bytes: 6_700 }, { packets: 100, bytes: 6_700 });
    expect(judge(made).reason).toBeUndefined();
    encrypt(made, { packets: 1, bytes: 67 }, { packets: 1, bytes: 67 });
    expectReason(made, 'unproven', 'WireGuard covers 1.0 %');
  });
});

describe('other traffic on the nodes', () => {
  const busy = { packets: 36_000, bytes: 2_400_000 };

  test.each(['wireguard', 'ipsec'] as const)('a plaintext sample of %s while another encrypted pair is busy', mode => {
    const made = goodCase(mode);
    inTheClear(made);
    // As many packets and bytes as ours would have; only the idle time reveals it.
    encrypt(made, bulkOnWire(mode), { packets: 30_000, bytes: 1_980_000 });
    if (made.idle)
      encrypt({ ...made, after: made.idle.after }, times(bulkOnWire(mode), 0.6), { packets: 18_000, bytes: 1_188_000 });
    expectReason(made, 'unproven', "counter is shared with other traffic: on the client's node, sent");
  });

  test.each(['wireguard', 'ipsec'] as const)('a plaintext sample of %s while another pair starts', mode => {
    const made = goodCase(mode, 'tcp-latency');
    inTheClear(made);
    encrypt(made, busy, busy);
    expectReason(made, 'unproven', "it has 359.3 % of the pods' packets");
  });

  test.each(['wireguard', 'ipsec'] as const)('makes a good sample of %s look bad', mode => {
    const latency = goodCase(mode, 'tcp-latency');
    encrypt(latency, busy, busy);
    expectReason(
      latency,
      'unproven',
      "shared with other traffic: on the client's node, sent, it has 459.3 % of the pods' packets"
    );
    const bulk = goodCase(mode);
    encrypt(bulk, times(bulkOnWire(mode), 0.6), { packets: 300, bytes: 20_000 });
    expectReason(
      bulk,
      'unproven',
      "shared with other traffic: on the client's node, sent, it has 160.0 % of the pods' bytes"
    );
  });

  test('is subtracted as far as it existed before', () => {
    const made = goodCase('wireguard');
    inTheClear(made);
    const idle = { packets: 600, bytes: 60_000 };
    if (made.idle) encrypt({ ...made, after: made.idle.after }, idle, idle);
    // In ten seconds 1000 packets belong to the background; the rest is 97 % of the acknowledgments.
    encrypt(made, add(bulkOnWire('wireguard'), { packets: 1_000, bytes: 100_000 }), {
      packets: 30_100,
      bytes: 1_980_000
    });
    expectReason(made, 'unproven', "97.0 % of the packets that the client's node received");
    encrypt(made, { packets: 0, bytes: 0 }, { packets: 400, bytes: 40_000 });
    expect(judge(made).reason).toBeUndefined();
  });

  test('is unknown without an idle time of five seconds', () => {
    const made = goodCase('ipsec');
    made.idle = undefined;
    expectReason(made, 'unproven', 'the idle background was not measured');
    const short = goodCase('ipsec');
    if (short.idle) short.idle.after.seconds = short.idle.before.seconds + 4.9;
    expectReason(short, 'unproven', 'the idle background was measured for 4.9 s; 5 s are needed');
  });

  test('may be at most a tenth of the packets', () => {
    for (const [packets, good] of [
      [2_400, true],
      [2_406, false]
    ] as const) {
      const made = goodCase('wireguard', 'tcp-connect');
      const idle = { packets, bytes: packets * 60 };
      if (made.idle) encrypt({ ...made, after: made.idle.after }, idle, idle);
      encrypt(made, times(idle, 10 / 6), times(idle, 10 / 6));
      expect(judge(made).reason === undefined).toBe(good);
    }
  });

  /** 2 Gbit/s for 10 s in packets of 64 KiB, with an acknowledgment for every other one. */
  function twoGigabits(mode: 'wireguard' | 'ipsec', acknowledgmentShare = 1): Case {
    const made = goodCase(mode);
    const payload = 2_500_000_000;
    const pods = { packets: 38_147, bytes: payload + 66 * 38_147 };
    const acks = { packets: 19_000, bytes: 66 * 19_000 };
    const segments = Math.round(payload / 1_348);
    inTheClear(made);
    encrypt(
      made,
      { packets: segments, bytes: payload + segments * (mode === 'wireguard' ? 84 : 52) },
      times({ packets: 19_000, bytes: 84 * 19_000 }, acknowledgmentShare)
    );
    for (const [side, sent, received] of [
      ['client', pods, acks],
      ['server', acks, pods]
    ] as const) {
      made.after.pods[side].sent = add(made.before.pods[side].sent, sent);
      made.after.pods[side].received = add(made.before.pods[side].received, received);
    }
    made.sample.receivedBytes = payload;
    return made;
  }

  /** Other encrypted packets of 125 bytes in both directions, at one rate before and during the sample. */
  function addOthers(made: Case, perSecond: number): void {
    const of = (seconds: number) => ({ packets: perSecond * seconds, bytes: 125 * perSecond * seconds });
    encrypt(made, of(10), of(10));
    if (made.idle) encrypt({ ...made, after: made.idle.after }, of(6), of(6));
  }

  test.each(['wireguard', 'ipsec'] as const)('of 400 packets per second does not spoil 2 Gbit/s of %s', mode => {
    const made = twoGigabits(mode);
    addOthers(made, 400);
    expect(judge(made).reason).toBeUndefined();
  });

  test.each(['wireguard', 'ipsec'] as const)('hides no plaintext acknowledgments of %s', mode => {
    for (const share of [0, 0.5, 0.97]) {
      const made = twoGigabits(mode, share);
      addOthers(made, 400);
      expectReason(
        made,
        'unproven',
        `shared with other traffic: on the client's node, received, its background is 21.1 %`
      );
      expect(judge(made).proof.shared).toBe(true);
    }
  });

  test('may be at most half of the acknowledgments', () => {
    const half = twoGigabits('wireguard');
    addOthers(half, 950);
    expect(judge(half).reason).toBeUndefined();
    const more = twoGigabits('wireguard');
    addOthers(more, 951);
    expectReason(more, 'unproven', "received, its background is 50.1 % of the pods' packets");
  });

  test('must stay constant next to acknowledgments', () => {
    for (const [packets, good] of [
      [379, true],
      [381, false]
    ] as const) {
      const made = twoGigabits('ipsec');
      addOthers(made, 400);
      encrypt(made, { packets: 0, bytes: 0 }, { packets, bytes: 125 * packets });
      expect(judge(made).reason === undefined).toBe(good);
    }
  });

  test('makes a counter shared if it exceeds the pods by half, in packets or payload', () => {
    for (const [more, good] of [
      [5_010, true],
      [5_011, false]
    ] as const) {
      const latency = goodCase('wireguard', 'tcp-latency');
      encrypt(latency, { packets: more, bytes: 67 * more }, { packets: 0, bytes: 0 });
      expect(judge(latency).proof.shared).toBe(good ? undefined : true);
      expect(judge(latency).reason === undefined).toBe(good);
    }
    for (const [more, good] of [
      [509_480_000, true],
      [509_480_001, false]
    ] as const) {
      const bulk = goodCase('ipsec', 'tcp-bidirectional');
      encrypt(bulk, { packets: 0, bytes: more }, { packets: 0, bytes: 0 });
      expect(judge(bulk).proof.shared).toBe(good ? undefined : true);
      expect(judge(bulk).reason === undefined).toBe(good);
    }
  });

  test('may be at most a tenth of the bytes of a bulk direction', () => {
    for (const [bytes, good] of [
      [61_200_000, true],
      [61_200_007, false]
    ] as const) {
      const made = goodCase('wireguard', 'tcp-bidirectional');
      const idle = { packets: 40_800, bytes };
      if (made.idle) encrypt({ ...made, after: made.idle.after }, idle, { packets: 0, bytes: 0 });
      encrypt(made, times(idle, 10 / 6), { packets: 0, bytes: 0 });
      expect(judge(made).reason === undefined).toBe(good);
    }
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Proof } from '../../src/proof/contract.ts';
import { judgeControl } from '../../src/proof/index.ts';
import type { TestName } from '../../src/model/test.ts';
import { both, build, bulkOnWire, type Case, encrypt, goodCase } from './world.ts';

/** A sample between host-network pods in a scenario's mode; their addresses are the nodes'. */
function controlCase(mode: 'none' | 'wireguard' | 'ipsec', name: TestName = 'tcp-throughput'): Case {
  const made = goodCase(mode, name);
  made.path.podIps = { ...made.path.nodeIps };
  for (const side of both) made.after.nodes[side] = structuredClone(made.before.nodes[side]);
  return made;
}

function judge(made: Case): Proof {
  const idle = made.idle && { before: build(made.idle.before), after: build(made.idle.after) };
  return judgeControl(made.encryption, build(made.before), build(made.after), made.sample, made.path, idle);
}

describe('the control', () => {
  test.each(['none', 'wireguard', 'ipsec'] as const)('is plaintext in %s', mode => {
    for (const name of ['tcp-throughput', 'tcp-latency', 'tcp-connect', 'udp-throughput', 'tcp-bidirectional'] as const)
      expect(judge(controlCase(mode, name))).toMatchObject({ mode, verdict: 'plaintext' });
  });

  test('may have less than 2 % of its packets in an encryption counter', () => {
    const made = controlCase('wireguard', 'tcp-latency');
    encrypt(made, { packets: 195, bytes: 13_000 }, { packets: 195, bytes: 13_000 });
    expect(judge(made).verdict).toBe('plaintext');
    encrypt(made, { packets: 1, bytes: 67 }, { packets: 0, bytes: 0 });
    expect(judge(made)).toMatchObject({
      verdict: 'encrypted',
      reason: '2.0 % of the control is in an encryption counter'
    });
  });

  test('is encrypted under node encryption, by packets and by bytes', () => {
    const acknowledgments = controlCase('wireguard');
    encrypt(acknowledgments, { packets: 0, bytes: 0 }, { packets: 30_000, bytes: 1_980_000 });
    expect(judge(acknowledgments).verdict).toBe('encrypted');
    const payload = controlCase('ipsec');
    encrypt(payload, { packets: 300, bytes: 20_000_000 }, { packets: 0, bytes: 0 });
    expect(judge(payload).verdict).toBe('encrypted');
  });

  test('is compared with its payload, not with everything the node moved', () => {
    const made = controlCase('wireguard');
    for (const side of both) made.after.pods[side].sent.bytes += 100_000_000_000;
    encrypt(made, { packets: 400, bytes: 20_000_000 }, { packets: 0, bytes: 0 });
    expect(judge(made).verdict).toBe('encrypted');
  });

  test('can be judged although the background is unknown', () => {
    const made = controlCase('ipsec');
    made.idle = undefined;
    expect(judge(made).verdict).toBe('plaintext');
    encrypt(made, bulkOnWire('ipsec'), { packets: 30_000, bytes: 1_980_000 });
    expect(judge(made).verdict).toBe('encrypted');
  });

  test('is not proven if its nodes or the tool counted nothing', () => {
    const still = controlCase('wireguard');
    still.after.pods = structuredClone(still.before.pods);
    const nothing = { verdict: 'unproven', reason: "the control has no traffic that the client's node sent" };
    expect(judge(still)).toMatchObject(nothing);
    const empty = controlCase('ipsec');
    empty.sample.receivedBytes = 0;
    expect(judge(empty)).toMatchObject(nothing);
  });

  test('is not proven by a failed reading, another node or one node', () => {
    const failing = controlCase('none');
    failing.after.failing = ['hosts server net-dev'];
    expect(judge(failing).verdict).toBe('unproven');
    const wrong = controlCase('none');
    wrong.before.nodes.client.address = '172.31.0.9';
    expect(judge(wrong).verdict).toBe('unproven');
    const same = controlCase('none');
    same.path.sameNode = true;
    expect(judge(same).verdict).toBe('unproven');
  });
});

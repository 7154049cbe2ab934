import { describe, expect, test } from '@jest/globals';
import type { Background } from '../../src/proof/contract.ts';
import { judgeSample, type SampleJudgment } from '../../src/proof/index.ts';
import { parseScenario, type EncryptionMode } from '../../src/model/scenario.ts';
import {
  onceRecorded,
  recordedScenarios,
  recordedText,
  recording,
  type Recording,
  ztunnelRecording
} from './recorded.ts';

/** No idle time was recorded, so one without traffic is used. */
function idle({ before }: Recording): Background {
  return { before, after: { ...before, seconds: before.seconds + 5 } };
}

function judge(mode: EncryptionMode, recorded: Recording): SampleJudgment {
  const { before, after, sample, path } = recorded;
  return judgeSample(mode, before, after, sample, path, idle(recorded));
}

/** Those without snapshots before and after a run have tests of their own below. */
const readOnce = ['1.20.2/native', '1.20.2/vxlan', '1.20.2/vxlan+ztunnel'];
const runs = recordedScenarios.filter(name => !readOnce.includes(name));
const encrypted = runs.filter(name => modeIn(name) !== 'none');

/** The encryption of a recording, with or without its version. */
function modeIn(name: string): EncryptionMode {
  const scenario = parseScenario(name.split('/').at(-1) ?? '');
  if (scenario === undefined) throw new Error(`${name} is no scenario`);
  return scenario.encryption;
}

describe('a recorded run', () => {
  test.each(runs)('%s is what its scenario promises', name => {
    const { proof, reason } = judge(modeIn(name), recording(name));
    expect(reason).toBeUndefined();
    expect(proof).toMatchObject({ verdict: modeIn(name) === 'none' ? 'plaintext' : 'encrypted', faults: [] });
  });

  test.each([
    ['vxlan+wireguard', [1.0023, 1.0022, 1.0019, 1.0023]],
    ['native+wireguard', [1.0023, 1, 0.9996, 1.0023]],
    ['vxlan+ipsec', [1, 1.0054, 1.0054, 1]],
    ['native+ipsec', [1, 0.9997, 0.9997, 1]]
  ] as const)('%s covers the payload of the bulk direction and the packets of the other', (name, shares) => {
    const { coverage } = judge(modeIn(name), recording(name)).proof;
    const decisive = [
      coverage.find(({ side, unit }) => side === 'client' && unit === 'bytes'),
      coverage.find(({ side, direction }) => side === 'client' && direction === 'received'),
      coverage.find(({ side, direction }) => side === 'server' && direction === 'sent'),
      coverage.find(({ side, unit }) => side === 'server' && unit === 'bytes')
    ];
    expect(decisive.map(one => one && Number(one.share.toFixed(4)))).toEqual(shares);
  });

  test.each(encrypted)('%s is no run of none', name => {
    const { proof, reason } = judge('none', recording(name));
    expect(proof.verdict).toBe('encrypted');
    expect(reason).toMatchObject({ kind: 'proof-mismatch' });
  });

  test.each(['wireguard', 'ipsec'] as const)('geneve is plaintext for %s', mode => {
    expect(judge(mode, recording('geneve'))).toMatchObject({
      proof: { verdict: 'plaintext' },
      reason: { kind: 'proof-mismatch' }
    });
  });

  test.each(['vxlan', 'native'])('%s is plaintext', name => {
    const { receivedBytes } = JSON.parse(recordedText(`${name}/iperf3.json`)) as { receivedBytes: { tcp: number } };
    expect(judge('none', onceRecorded(name, receivedBytes.tcp))).toEqual({
      proof: expect.objectContaining({ verdict: 'plaintext' })
    });
  });

  test('of WireGuard within one node is not proven, and its link did not move', () => {
    const recorded = recording('fault-wg-same-node');
    expect(judge('wireguard', recorded).reason).toEqual({
      kind: 'unproven',
      message: 'client and server run on one node: nothing passed between nodes'
    });
    const apart = { ...recorded, path: { ...recorded.path, sameNode: false } };
    expect(judge('wireguard', apart).proof.verdict).toBe('plaintext');
  });

  test('with different IPsec keys has faults, although both agents report healthy', () => {
    const { proof, reason } = judge('ipsec', recording('fault-ipsec-mismatch-flushed'));
    expect(recordedText('fault-ipsec-mismatch-flushed/client.encrypt-status.json')).toContain('"mode": "IPsec"');
    expect(proof.faults).toEqual([
      "8 packets failed authentication on the server's node: do both nodes have the same key?",
      "XfrmInStateProtoError grew by 8 on the server's node"
    ]);
    expect(reason?.kind).toBe('proof-mismatch');
  });

  test('of native IPsec keeps its 24 old XfrmInNoStates without a fault or a note', () => {
    expect(judge('ipsec', recording('native+ipsec')).proof).toMatchObject({ notes: [], faults: [] });
  });
});

/** What the server's ztunnel counted as mutual TLS. */
const ztunnelBytes = 8_118_698_758;

describe('recorded ztunnel metrics', () => {
  test('of the runs to the pod IP are encrypted', () => {
    const { proof, reason } = judge(
      'ztunnel',
      ztunnelRecording(line => line.includes('"mutual_tls"'), ztunnelBytes)
    );
    expect(reason).toBeUndefined();
    expect(proof.coverage.map(({ share }) => Number(share.toFixed(4)))).toEqual([1.0045, 1]);
  });

  test('of the runs to the ClusterIP are plaintext', () => {
    const { proof, reason } = judge(
      'ztunnel',
      ztunnelRecording(line => !line.includes('"mutual_tls"'), 4_223_507_503)
    );
    expect(proof.verdict).toBe('plaintext');
    expect(reason?.kind).toBe('proof-mismatch');
    expect(reason?.message).toContain('9 connections from the test namespace without mutual TLS (4223508890 bytes)');
    expect(reason?.message).toContain('9 connections to the test namespace without mutual TLS');
  });

  test('of both together are not proven', () => {
    const { reason } = judge(
      'ztunnel',
      ztunnelRecording(() => true, ztunnelBytes)
    );
    expect(reason).toMatchObject({ kind: 'unproven' });
    expect(reason?.message).toContain('9 connections from the test namespace without mutual TLS');
  });

  test('are encrypted traffic where the scenario is none', () => {
    const recorded = ztunnelRecording(line => line.includes('"mutual_tls"'), ztunnelBytes);
    expect(judge('none', recorded)).toMatchObject({
      proof: { verdict: 'encrypted' },
      reason: { kind: 'proof-mismatch' }
    });
  });
});

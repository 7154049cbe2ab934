import { describe, expect, test } from '@jest/globals';
import type { Execution } from '../../src/measure/execute.ts';
import {
  controlJudgment,
  invalidReason,
  reasonOfStrictMode,
  restartedAgents,
  withClearTraffic
} from '../../src/measure/observed.ts';
import type { Snapshot } from '../../src/proof/contract.ts';

const place = (identity: string): Snapshot['agents']['client'] => ({ identity, address: '', sections: {} });
const nodes = (server: string): Snapshot['agents'] => ({ client: place('client'), server: place(server) });

function snapshot(changes: { agent?: string; ztunnels?: readonly string[] } = {}): Snapshot {
  const { agent = 'agent', ztunnels = ['ztunnel'] } = changes;
  return {
    seconds: 0,
    hosts: nodes('host'),
    agents: nodes(agent),
    pods: nodes('pod'),
    ztunnels: { client: [place('ztunnel-client')], server: ztunnels.map(place) }
  };
}

function execution(ok: boolean): Execution {
  const outputs = [{ exitCode: 1, stdout: '', stderr: '' }];
  const good = { ok: true, metrics: {}, receivedBytes: 1 } as const;
  const bad = { ok: false, reason: { kind: 'tool-error', message: 'iperf3: control socket has closed' } } as const;
  return { parsed: ok ? good : bad, outputs, started: 0, ended: 1 };
}

describe('a sample that does not count', () => {
  test("has the tool's message if nothing else happened", () => {
    expect(invalidReason(execution(true), undefined, snapshot(), snapshot())).toBeUndefined();
    expect(invalidReason(execution(false), undefined, snapshot(), snapshot())).toEqual({
      kind: 'tool-error',
      message: 'iperf3: control socket has closed'
    });
  });

  test.each([[['another']], [['ztunnel', 'another']], [[]]])('names the ztunnel that went before (%j)', ztunnels => {
    expect(invalidReason(execution(false), undefined, snapshot(), snapshot({ ztunnels }))).toEqual({
      kind: 'tool-error',
      message:
        "the ztunnel of the server's node was restarted or replaced during the sample; iperf3: control socket has closed"
    });
  });

  test("names the restarted agent, with the failed tool's message", () => {
    const after = snapshot({ agent: 'another' });
    const message = "the Cilium agent of the server's node restarted during the sample";
    expect(invalidReason(execution(true), undefined, snapshot(), after)).toEqual({ kind: 'agent-restarted', message });
    expect(invalidReason(execution(false), undefined, snapshot(), after)?.message).toBe(
      `${message}; iperf3: control socket has closed`
    );
  });

  test('does not blame an unreadable agent when the tool failed', () => {
    expect(invalidReason(execution(false), undefined, snapshot(), snapshot({ agent: '' }))?.message).toBe(
      'iperf3: control socket has closed'
    );
  });

  test('does not mistake an unreadable agent for a restarted one', () => {
    const [known, unknown] = [snapshot(), snapshot({ agent: '' })];
    expect(invalidReason(execution(true), undefined, known, unknown)).toBeUndefined();
    expect(invalidReason(execution(true), undefined, unknown, known)).toBeUndefined();
    expect(restartedAgents(known, unknown)).toEqual([]);
    expect(restartedAgents(known, snapshot({ agent: 'another' }))).toEqual(['server']);
  });

  test('names changed pods first', () => {
    const change = { kind: 'pod-replaced', message: 'the server pod was deleted' } as const;
    const reason = invalidReason(execution(false), change, snapshot(), snapshot());
    expect(reason).toEqual({ kind: 'pod-replaced', message: 'the server pod was deleted' });
  });

  test('does not mention ztunnels that could not be listed', () => {
    const { ztunnels, ...before } = snapshot();
    expect(ztunnels).toBeDefined();
    expect(invalidReason(execution(false), undefined, before, snapshot())?.message).toBe(
      'iperf3: control socket has closed'
    );
  });
});

describe('strict mode', () => {
  const drop = (reason: string, node = 'n1') => ({ node, reason, count: 12 });

  test.each(['Traffic is unencrypted', '195'])('makes a sample invalid whose node dropped: %s', reason => {
    expect(reasonOfStrictMode([drop('Policy denied'), drop(reason), drop(reason, 'n2')])).toEqual({
      kind: 'proof-mismatch',
      message: 'strict mode dropped unencrypted packets (datapath drop reason 195): 12 on n1, 12 on n2'
    });
  });

  test('ignores other drops', () => {
    expect(reasonOfStrictMode([drop('Policy denied'), drop('Unsupported L3 protocol')])).toBeUndefined();
    expect(reasonOfStrictMode([])).toBeUndefined();
  });
});

test('unencrypted traffic is reported whatever made the sample invalid', () => {
  const reason = { kind: 'agent-restarted', message: 'the agent restarted' } as const;
  expect(withClearTraffic(reason, undefined)).toBe(reason);
  expect(withClearTraffic(reason, '533 packets in the clear')).toEqual({
    kind: 'agent-restarted',
    message: 'the agent restarted; 533 packets in the clear'
  });
});

describe('a sample of the control', () => {
  const proof = { mode: 'wireguard', reason: '40.0 % of it', coverage: [], notes: [], faults: [] } as const;

  test('counts only while its path is in the clear', () => {
    expect(controlJudgment({ ...proof, verdict: 'plaintext' })).toEqual({ proof: { ...proof, verdict: 'plaintext' } });
    for (const [verdict, kind] of [
      ['encrypted', 'proof-mismatch'],
      ['unproven', 'unproven']
    ] as const)
      expect(controlJudgment({ ...proof, verdict }).reason).toEqual({
        kind,
        message: 'the control is unavailable: 40.0 % of it'
      });
  });
});

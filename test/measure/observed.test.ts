import { describe, expect, test } from '@jest/globals';
import type { Execution } from '../../src/measure/execute.ts';
import { invalidReason } from '../../src/measure/observed.ts';
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
  const output = { exitCode: 1, stdout: '', stderr: '' };
  const good = { ok: true, metrics: {}, receivedBytes: 1 } as const;
  const bad = { ok: false, reason: { kind: 'tool-error', message: 'iperf3: control socket has closed' } } as const;
  return { parsed: ok ? good : bad, output, started: 0, ended: 1 };
}

describe('a sample that does not count', () => {
  test("has the tool's words when nothing else happened", () => {
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

  test('names the agent that went, with the words of a tool that failed', () => {
    const after = snapshot({ agent: 'another' });
    const message = "the Cilium agent of the server's node restarted during the sample";
    expect(invalidReason(execution(true), undefined, snapshot(), after)).toEqual({ kind: 'agent-restarted', message });
    expect(invalidReason(execution(false), undefined, snapshot(), after)?.message).toBe(
      `${message}; iperf3: control socket has closed`
    );
  });

  test('says nothing of an agent that could not be asked when the tool failed', () => {
    expect(invalidReason(execution(false), undefined, snapshot(), snapshot({ agent: '' }))?.message).toBe(
      'iperf3: control socket has closed'
    );
  });

  test('names the pods before everything else', () => {
    const change = { kind: 'pod-replaced', message: 'the server pod was deleted' } as const;
    const reason = invalidReason(execution(false), change, snapshot(), snapshot());
    expect(reason).toEqual({ kind: 'pod-replaced', message: 'the server pod was deleted' });
  });

  test('says nothing of ztunnels that were not listed', () => {
    const { ztunnels, ...before } = snapshot();
    expect(ztunnels).toBeDefined();
    expect(invalidReason(execution(false), undefined, before, snapshot())?.message).toBe(
      'iperf3: control socket has closed'
    );
  });
});

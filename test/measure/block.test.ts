import { describe, expect, test } from '@jest/globals';
import { ExecError } from '../../src/kubernetes/port.ts';
import { ClusterError } from '../../src/model/errors.ts';
import { isPermanentFailure } from '../../src/model/rounds.ts';
import { noGeneve } from '../support/agent-logs.ts';
import { driveBlock, type Driven } from '../support/block-cluster.ts';

const three = { tests: ['tcp-throughput', 'tcp-throughput', 'tcp-throughput'] } as const;

/** Probes until the path of the simulated cluster counts as steady. */
const leastProbes = 5;

/** Status of each sample, with the reason of one that does not count. */
function fates({ samples }: Driven): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...samples.values()].map(({ repeat, attempt, status, reason }) => [
      `${repeat}.${attempt}`,
      reason === undefined ? status : `${reason.kind}: ${reason.message}`
    ])
  );
}

const endpoints = 'cilium-dbg endpoint list -o json';

/** Lets a command fail, always or so many times. */
function rejecting(command: string, times = Infinity): (words: string) => void {
  let left = times;
  return words => {
    if (words === command && left-- > 0) throw new ExecError('connection-lost', 'socket hang up', '', '');
  };
}

/** Lets transfers of a second that come in the verification fail, counted from 1. */
function failingRows(...rows: readonly number[]): (words: string) => void {
  let steady = 0;
  let count = 0;
  return words => {
    if (!words.startsWith('iperf3 -c ') || !words.includes(' -t 1 ')) return;
    if (steady < leastProbes) steady += 1;
    else if (rows.includes(++count)) throw new ExecError('timeout', 'no end within 12 s', '', '');
  };
}

describe('a block', () => {
  test('is measured if everything works', async () => {
    const driven = await driveBlock('native+wireguard', { ...three, verify: true });
    expect(driven.block).toMatchObject({ status: 'measured', switchSeconds: 1, podMtu: 1420 });
    expect(driven.datapath).toEqual({ monitorAggregation: 'Medium' });
    expect(driven.statusCheck).toBe('Cilium:    Ok   1.20.2 (v1.20.2-4e9d1f0a)\nRouting:   Network: Native');
    expect(driven.verification?.matrix.every(({ matches }) => matches)).toBe(true);
    expect(fates(driven)).toEqual({ '1.1': 'valid', '2.1': 'valid', '3.1': 'valid' });
  });

  test.each([
    ["the agent's status", 'cilium-dbg status -o json'],
    ["the agent's status", 'cilium-dbg status'],
    ['the MTU of the pods', 'cat /sys/class/net/eth0/mtu']
  ])('is measured if %s cannot be read by %s', async (what, command) => {
    const { block, samples, lines } = await driveBlock('native+wireguard', {}, { onExec: rejecting(command) });
    expect(block.status).toBe('measured');
    expect(samples.size).toBe(1);
    expect(lines).toContain(`warning: cannot read ${what}: socket hang up`);
  });

  test("reads the agent's status while its pods start, and probes the path after that", async () => {
    const events: string[] = [];
    const note = (words: string): void => {
      const [event] = /^(?:cilium-dbg (?:status|config)|iperf3 -c)/.exec(words) ?? [];
      if (event !== undefined) events.push(event);
    };
    const onDelete = (pod: string): void => {
      if (pod.endsWith('/perf-client')) events.push('new pods');
    };
    const { block } = await driveBlock('native+wireguard', {}, { onExec: note, onDelete });
    expect(block.status).toBe('measured');
    const [status, probe] = ['cilium-dbg status', 'iperf3 -c'].map(event => events.indexOf(event));
    // Old pods are removed before the switch, and again when new ones are made.
    expect(events.lastIndexOf('new pods')).toBeLessThan(status ?? NaN);
    expect(events.lastIndexOf('cilium-dbg config')).toBeLessThan(probe ?? NaN);
  });

  test('waits for endpoints that cannot be read for a moment', async () => {
    const { block } = await driveBlock('native+wireguard', {}, { onExec: rejecting(endpoints, 2) });
    expect(block.status).toBe('measured');
  });

  test('fails with the last error if the endpoints can never be read', async () => {
    const { block } = await driveBlock('native+wireguard', {}, { onExec: rejecting(endpoints) });
    expect(block.reason).toEqual({
      kind: 'cluster-failed',
      message: 'the endpoints on a and b were not ready within 60 s: socket hang up: socket hang up'
    });
  });

  test('fails for good if an agent turns out to have no device for its tunnel', async () => {
    const { block } = await driveBlock('geneve', {}, { onExec: rejecting(endpoints), agentLog: `${noGeneve}\n` });
    expect(block.reason).toEqual({
      kind: 'rollout-failed',
      message: `agent cilium-b on b has no datapath: ${noGeneve}`
    });
    expect(isPermanentFailure(block.reason)).toBe(true);
  });

  test.each(['native+wireguard', 'native+ztunnel'])(
    'of %s is proven by agents that have only cilium-dbg',
    async name => {
      const driven = await driveBlock(name, three, { bareAgents: true });
      expect(driven.block.status).toBe('measured');
      expect([...driven.samples.values()].map(({ proof }) => proof?.verdict)).toEqual(Array(3).fill('encrypted'));
    }
  );

  test('of ztunnel is proven although the metrics count a connection only after it ended', async () => {
    const driven = await driveBlock('native+ztunnel', three, { lateMetrics: true });
    expect(fates(driven)).toEqual({ '1.1': 'valid', '2.1': 'valid', '3.1': 'valid' });
  });

  test.each([
    ['', 'encrypted'],
    ['a', 'recorded'],
    ['b', 'recorded']
  ])('with node encryption without node "%s" expects its traffic to be %s', async (node, expected) => {
    const faults = { nodeEncryptionWithout: node, nodesEncrypted: true } as const;
    const { verification } = await driveBlock('native+wireguard', { verify: true }, faults);
    const rows = verification?.matrix.filter(
      ({ source, placement, protocol }) => source === 'host' && placement === 'other-node' && protocol === undefined
    );
    expect(rows?.map(row => row.expected)).toEqual([expected, expected]);
  });

  test('is proven by IPv4 on a dual-stack cluster that puts IPv6 first', async () => {
    const driven = await driveBlock('native+wireguard', three, { ipv6First: true });
    expect(fates(driven)).toEqual({ '1.1': 'valid', '2.1': 'valid', '3.1': 'valid' });
  });

  test('of WireGuard is valid despite traffic with a third node', async () => {
    const driven = await driveBlock('native+wireguard', three, { elsewhere: 900 });
    expect(driven.block.status).toBe('measured');
    expect(fates(driven)).toEqual({ '1.1': 'valid', '2.1': 'valid', '3.1': 'valid' });
  });

  test('of WireGuard still counts after an agent restarted, without the samples before', async () => {
    const driven = await driveBlock('native+wireguard', three, {
      during: (sample, { restartAgent }) => {
        if (sample === 2) restartAgent('b');
      }
    });
    expect(driven.block.status).toBe('measured');
    const restarted = "the Cilium agent of the server's node";
    expect(fates(driven)).toEqual({
      '1.1': `unproven: ${restarted} was restarted or replaced in between`,
      '2.1': `agent-restarted: ${restarted} restarted during the sample`,
      '2.2': 'valid',
      '3.1': 'valid'
    });
  });

  test('of WireGuard keeps the samples before one that failed for another reason', async () => {
    const driven = await driveBlock('native+wireguard', three, {
      during: sample => {
        if (sample === 2) throw new ExecError('timeout', 'no end within 13 s', '', '');
      }
    });
    expect(driven.block.status).toBe('measured');
    expect(fates(driven)).toEqual({
      '1.1': 'valid',
      '2.1': 'timeout: no end within 13 s',
      '2.2': 'valid',
      '3.1': 'valid'
    });
  });

  test('of WireGuard keeps the samples from before an outage of the API server', async () => {
    const driven = await driveBlock('native+wireguard', three, {
      during: (sample, { loseApiServer }) => {
        if (sample !== 2) return;
        loseApiServer(20);
        throw new ExecError('connection-lost', 'socket hang up', '', '');
      }
    });
    expect(driven.block.status).toBe('measured');
    expect(fates(driven)).toEqual({
      '1.1': 'valid',
      '2.1': 'connection-lost: cannot read the test pods: ECONNREFUSED',
      '2.2': 'valid',
      '3.1': 'valid'
    });
  });

  test('waits for a steady path, but on emulated nodes, whose speeds mean nothing, only for a proven one', async () => {
    const probes = async (cpuModel: string): Promise<number | undefined> => {
      const { block, samples } = await driveBlock('native+wireguard', three, { cpuModel });
      expect([block.status, samples.size]).toEqual(['measured', 3]);
      return block.settling?.probes.length;
    };
    expect([await probes('AMD EPYC 9V74'), await probes('QEMU TCG CPU version 2.5+')]).toEqual([leastProbes, 3]);
  });

  test('proves nothing and does not wait for a steady path if host pods are not admitted', async () => {
    const driven = await driveBlock('native+wireguard', three, { refusesHostNetwork: '403 no host network here' });
    expect(driven.block).toMatchObject({
      status: 'invalid',
      reason: {
        kind: 'unproven',
        message: expect.stringMatching(/^no host-network pod on .*403 no host network here/)
      }
    });
    expect(driven.block.settling).toBeUndefined();
    expect(driven.samples.size).toBe(0);
  });

  test('of the reference is measured although its verification fails, because the candidate may mend that', async () => {
    const options = { verify: true, arm: 'reference' } as const;
    const driven = await driveBlock('native+wireguard', options, { nodesEncrypted: true });
    expect([driven.block.status, driven.block.reason]).toEqual(['measured', undefined]);
    expect(driven.lines.filter(line => line.startsWith('warning:'))).toEqual([
      expect.stringMatching(/^warning: native\+wireguard of the reference: traffic is not what the mode promises: /)
    ]);
  });

  test('fails with its verification, before a sample is taken', async () => {
    const driven = await driveBlock('native+wireguard', { verify: true }, { nodesEncrypted: true });
    expect(driven.block.reason?.kind).toBe('matrix-differs');
    expect(driven.block.reason?.message).toContain('is encrypted, not plaintext');
    expect(driven.transfers).toBe(0);
    expect(driven.samples.size).toBe(0);
  });

  test('shows that ztunnel does not encrypt UDP, which is documented and does not fail', async () => {
    const { block, verification } = await driveBlock('native+ztunnel', { verify: true }, { ciliumVersion: '1.19.4' });
    expect(block.status).toBe('measured');
    expect(verification?.matrix.filter(({ protocol }) => protocol === 'UDP')).toMatchObject([
      { source: 'enrolled', destination: 'enrolled', expected: 'plaintext', seen: 'plaintext', matches: true }
    ]);
  });

  test('retries a row once if its transfer failed', async () => {
    const driven = await driveBlock('native+wireguard', { verify: true }, { onExec: failingRows(2) });
    expect(driven.block.status).toBe('measured');
    expect(driven.verification?.matrix).toHaveLength(9);
    expect(driven.lines.filter(line => line.endsWith('retrying once'))).toHaveLength(1);
  });

  test.each([
    ['1.19.4', 'recorded'],
    ['1.20.2', 'plaintext']
  ])('of Cilium %s: traffic between an enrolled and another pod is %s', async (ciliumVersion, expected) => {
    const { verification } = await driveBlock('native+ztunnel', { verify: true }, { ciliumVersion });
    const across = verification?.matrix.filter(row => row.source === 'enrolled' && row.destination === 'other');
    expect(across).toMatchObject([{ expected }]);
  });

  test('keeps its verification if its pods cannot be removed afterwards', async () => {
    let removals = 0;
    const driven = await driveBlock(
      'native+wireguard',
      { verify: true },
      {
        onDelete: pod => {
          if (pod === 'other/perf-client' && ++removals > 1) throw new ClusterError('503 try again later');
        }
      }
    );
    expect(driven.block.status).toBe('measured');
    expect(driven.verification?.matrix).toHaveLength(9);
    expect(driven.lines).toContain('  cannot remove the pods of the traffic matrix: 503 try again later');
  });

  test('whose verification proved nothing is invalid, but not permanently', async () => {
    const driven = await driveBlock('native+wireguard', { verify: true }, { onExec: failingRows(2, 3) });
    expect(driven.block.reason?.kind).toBe('unproven');
    expect(driven.block.reason?.message).toMatch(/^cannot prove what the mode promises: .* \(no end within 12 s\)$/);
    expect(isPermanentFailure(driven.block.reason)).toBe(false);
    expect(driven.samples.size).toBe(0);
  });

  test('of the control counts only while its path is in the clear', async () => {
    expect(fates(await driveBlock('native+wireguard', { path: 'host' }))).toEqual({ '1.1': 'valid' });
    const { block, samples } = await driveBlock('native+wireguard', { path: 'host' }, { nodesEncrypted: true });
    expect(block).toMatchObject({ status: 'invalid', reason: { kind: 'unsettled' } });
    expect(block.reason?.message).toContain('the control is unavailable');
    expect(samples.size).toBe(0);
  });

  test('fails if a CA other than the required one issued the certificate', async () => {
    const good = await driveBlock('native+ztunnel', {}, { ztunnelCa: 'internal' });
    expect(good.block.status).toBe('measured');
    expect(good.certificates).toEqual({ issuer: 'O=cluster.local', ca: 'internal' });
    expect(fates(good)).toEqual({ '1.1': 'valid' });
    const { block, certificates, samples } = await driveBlock('native+ztunnel', {}, { ztunnelCa: 'spire' });
    expect(block.reason).toEqual({
      kind: 'proof-mismatch',
      message: "ztunnel-ca is spire, but the client's certificate was issued by Cilium's own CA"
    });
    expect(certificates).toBeUndefined();
    expect(samples.size).toBe(0);
  });

  test('on a path that never gets steady fails with what ztunnel says about its certificates', async () => {
    const refused = (words: string): void => {
      if (words.startsWith('iperf3 -c ')) throw new ExecError('timeout', 'no end within 12 s', '', '');
    };
    const complaint =
      'warn\tidentity::manager\tcertificate fetch failed (no SVIDs)\tid=spiffe://td/ns/cpg-ea240de3/sa/a';
    const faults = { onExec: refused, ztunnelLog: `1\t${complaint}\n` };
    const { block } = await driveBlock('native+ztunnel', {}, faults);
    expect(block.reason?.kind).toBe('unsettled');
    expect(block.reason?.message).toMatch(
      /the last: no end within 12 s; ztunnel-b says: 1 warn identity::manager certificate fetch failed \(no SVIDs\) id=/
    );
    const { block: unencrypted } = await driveBlock('native', {}, faults);
    expect(unencrypted.reason?.message).toMatch(/the last: no end within 12 s$/);
  });

  test("has the rollout's failure as its reason", async () => {
    const enter = (): Promise<number> => Promise.reject(new ClusterError('the agent has no WireGuard'));
    const { block, samples } = await driveBlock('native+wireguard', {}, { enter });
    expect(block).toMatchObject({
      status: 'invalid',
      reason: { kind: 'rollout-failed', message: 'the agent has no WireGuard' }
    });
    expect(samples.size).toBe(0);
  });
});

import { describe, expect, test } from '@jest/globals';
import { usedSeconds } from '../../src/measure/observe.ts';
import { cpuMetrics } from '../../src/measure/execute.ts';
import type { Side, Snapshot } from '../../src/proof/contract.ts';
import { metricTitle } from '../../src/report/titles.ts';

/** Busy ticks of both nodes, and CPU time of their ztunnels in microseconds. */
function snapshot(ticks: Record<Side, number>, ztunnelMicroseconds = 0, podMicroseconds = 0): Snapshot {
  const ok = (text: string) => ({ ok: true as const, text });
  const host = (side: Side) => ({
    identity: side,
    address: '',
    sections: {
      stat: ok(`cpu  ${ticks[side]} 0 0 9 9 0 0 0`),
      'pod-cpu': ok(`/kubepods/pod-z-${side}/cpu.stat:usage_usec ${ztunnelMicroseconds}`)
    }
  });
  const agent = { identity: 'p', address: '', sections: {} };
  const stat = ok(`usage_usec ${podMicroseconds}\nuser_usec 7\nnr_throttled 0\n`);
  const pod = { ...agent, sections: { 'cpu-stat': stat } };
  const ztunnels = (side: Side) => [{ identity: `-z-${side}/0`, sections: {} }];
  return {
    seconds: 0,
    hosts: { client: host('client'), server: host('server') },
    agents: { client: agent, server: agent },
    pods: { client: pod, server: pod },
    ztunnels: { client: ztunnels('client'), server: ztunnels('server') }
  };
}

const before = snapshot({ client: 100, server: 100 });
const after = snapshot({ client: 500, server: 300 }, 800_000, 600_000);
const stream = { receivedBytes: 2e9 };
const requests = { receivedBytes: 20_000, transactions: 20_000 };

describe('CPU time', () => {
  test('is given per GB and node', () => {
    expect(cpuMetrics(false, stream, before, after)).toEqual({
      'client-node-cpu': { value: 2, unit: 's/GB', better: 'lower' },
      'server-node-cpu': { value: 1, unit: 's/GB', better: 'lower' },
      'pods-cpu': { value: 0.6, unit: 's/GB', better: 'lower' },
      'client-ztunnel-cpu': { value: 0.4, unit: 's/GB', better: 'lower' },
      'server-ztunnel-cpu': { value: 0.4, unit: 's/GB', better: 'lower' }
    });
  });

  test('is given per transaction if the test counts those, and once if the nodes are one machine', () => {
    expect(cpuMetrics(true, requests, before, after)).toEqual({
      'machine-cpu': { value: 200, unit: 'us/transaction', better: 'lower' },
      'pods-cpu': { value: 60, unit: 'us/transaction', better: 'lower' },
      'client-ztunnel-cpu': { value: 40, unit: 'us/transaction', better: 'lower' },
      'server-ztunnel-cpu': { value: 40, unit: 'us/transaction', better: 'lower' }
    });
  });

  test.each([
    ['usage_usec 1500000\nuser_usec 7\nnr_throttled 0\n', 1.5],
    ['nr_periods 0\nnr_throttled 0\nthrottled_time 0\n2500000000\n', 2.5],
    ['nr_periods 0\nnr_throttled 0\n', undefined]
  ])('is read from either version of cgroups: %j', (text, seconds) => {
    expect(usedSeconds(text)).toBe(seconds);
  });

  test('is not given for what could not be read', () => {
    const pods = { ...after.pods, server: after.agents.server };
    const unread = { ...after, pods, ztunnels: { client: [], server: [] } };
    expect(Object.keys(cpuMetrics(false, stream, before, unread))).toEqual(['client-node-cpu', 'server-node-cpu']);
  });

  test('is not given if nothing was transferred', () => {
    expect(cpuMetrics(true, { receivedBytes: 0 }, before, after)).toEqual({});
  });

  test('has readable names in reports', () => {
    const names = [true, false].flatMap(one => Object.keys(cpuMetrics(one, stream, before, after)));
    for (const name of names) expect(metricTitle('tcp-stream', name)).not.toContain(name);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/proof/contract.ts';
import {
  busySeconds,
  droppedBetween,
  parseBusySeconds,
  throttledSides,
  ztunnelSeconds
} from '../../src/measure/observe.ts';

describe('reading a node', () => {
  test('counts user, nice, system, irq and softirq time, and neither idle, waiting nor stolen', () => {
    expect(parseBusySeconds('cpu  100 20 30 9999 8888 4 50 7777 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n')).toBeCloseTo(2.04);
  });

  test('refuses a /proc/stat without its first line', () => {
    expect(() => parseBusySeconds('intr 1\n')).toThrow('unreadable /proc/stat');
  });

  test('reports only what grew between two snapshots, by node', () => {
    const before = snapshot({ a: 1, b: 2 });
    const after = snapshot({ a: 4, b: 2, c: 1 });
    expect(droppedBetween(before, after, { client: 'n1', server: 'n2' })).toEqual([
      { node: 'n1', reason: 'a', count: 3 },
      { node: 'n1', reason: 'c', count: 1 }
    ]);
  });

  test('sees a pod whose CPU was throttled in between, under either cgroup version', () => {
    const before = snapshot({}, 'nr_periods 9\nnr_throttled 2\n');
    expect(throttledSides(before, snapshot({}, 'nr_periods 9\nnr_throttled 3\n'))).toEqual(['client', 'server']);
    expect(throttledSides(before, snapshot({}, 'nr_periods 9\nnr_throttled 10\n'))).toEqual(['client', 'server']);
    expect(throttledSides(before, before)).toEqual([]);
  });

  test.each([
    ['no answer', undefined],
    ['a limit that the kernel does not count', 'usage_usec 5\n'],
    ['only a key that ends alike', 'core_sched.nr_throttled 7\n']
  ])('does not take %s for a throttled pod, whichever reading it is', (_, other) => {
    const counted = snapshot({}, 'nr_periods 9\nnr_throttled 2\n');
    expect(throttledSides(counted, snapshot({}, other))).toEqual([]);
    expect(throttledSides(snapshot({}, other), counted)).toEqual([]);
  });

  test.each([
    ['under systemd', '/host/cgroup/kubelet.slice/kubelet-kubepods-burstable-pod11_22.slice/cpu.stat'],
    ['under cgroupfs', '/host/cgroup/kubelet/kubepods/burstable/pod11-22/cpu.stat']
  ])("finds the ztunnel's own CPU time by its pod, %s", (_, path) => {
    const other = '/host/cgroup/kubelet.slice/kubelet-kubepods-burstable-pod99_99.slice/cpu.stat:usage_usec 5';
    const container = `${path.replace('/cpu.stat', '/cri-1.scope/cpu.stat')}:usage_usec 7`;
    const at = (usec: number): Snapshot => {
      const base = snapshot({});
      const text = `${other}\n${container}\n${path}:usage_usec ${usec}`;
      const client = { identity: 'a', address: '', sections: { 'pod-cpu': { ok: true as const, text } } };
      const ztunnels = [{ identity: '11-22/0', sections: {} }];
      return { ...base, hosts: { ...base.hosts, client }, ztunnels: { client: ztunnels, server: ztunnels } };
    };
    expect(ztunnelSeconds(at(1_000_000), at(3_500_000), 'client')).toBe(2.5);
    expect(ztunnelSeconds(at(1_000_000), at(3_500_000), 'server')).toBeUndefined();
  });

  test('gives no CPU time if one of the readings failed', () => {
    const before = snapshot({});
    expect(busySeconds(before, snapshot({}), 'client')).toBe(0);
    expect(busySeconds(before, snapshot({}), 'server')).toBeUndefined();
  });
});

/** Drops on the client's node alone; the server's agent could not be read. */
function snapshot(drops: Record<string, number>, cpuStat?: string): Snapshot {
  const ok = (text: string) => ({ ok: true as const, text });
  const failed = { ok: false as const, why: 'no answer' };
  const metrics = Object.entries(drops).map(([reason, packets]) => ({ reason, packets }));
  const pod = { identity: 'p', sections: { 'cpu-stat': cpuStat === undefined ? failed : ok(cpuStat) } };
  return {
    seconds: 0,
    hosts: {
      client: { identity: 'a', address: '', sections: { stat: ok('cpu  1 1 1 1 1 1 1 1') } },
      server: { identity: 'b', address: '', sections: { stat: failed } }
    },
    agents: {
      client: { identity: 'a', address: '', sections: { datapath: ok(JSON.stringify(metrics)) } },
      server: { identity: 'b', address: '', sections: { datapath: failed } }
    },
    pods: { client: pod, server: pod }
  };
}

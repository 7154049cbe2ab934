import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { CanceledError, ClusterError } from '../../src/model/errors.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import type { PodPair } from '../../src/measure/pod-pair.ts';
import { takeSnapshot, type Observatory, type SnapshotReadings } from '../../src/measure/snapshot.ts';
import type { NodeReading } from '../../src/proof/contract.ts';
import { someText } from '../../src/proof/index.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

const end = (pod: string, node: string): PodPair['client'] => ({
  ...{ pod, node, ip: '', nodeIp: '', imageId: '', identity: `uid of ${pod}/0` },
  target: { namespace: 'run', pod, container: 'tools', image: 'test' }
});
const pair: PodPair = { client: end('perf-client', 'a'), server: end('perf-server', 'b') };

const pod = (name: string, node: string, labels: Record<string, string> = {}): V1Pod => ({
  metadata: { name, uid: `uid of ${name}`, labels },
  spec: { nodeName: node, containers: [] },
  status: { hostIP: `address of ${node}`, containerStatuses: [{ restartCount: 0 } as never] }
});
const agentLabels = { 'k8s-app': 'cilium' };
const pods = (): Map<string, V1Pod> =>
  new Map([
    ['run/perf-client', pod('perf-client', 'a')],
    ['run/perf-server', pod('perf-server', 'b')],
    ...['a', 'b', 'c'].map((node): [string, V1Pod] => [
      `kube-system/cilium-${node}`,
      pod(`cilium-${node}`, node, agentLabels)
    ]),
    ['kube-system/ztunnel-b', pod('ztunnel-b', 'b', { app: 'ztunnel-cilium' })]
  ]);

const readings: SnapshotReadings = {
  sections: {
    host: [],
    agent: [{ name: 'status', command: ['cilium-dbg', 'status'], keep: someText }]
  },
  withZtunnels: true
};

function observatory(parts: Partial<FakeCluster> = {}): Observatory & { asked: string[] } {
  const asked: string[] = [];
  const { kubernetes } = fakeKubernetes({
    pods: pods(),
    exec: (target, command) => {
      asked.push(`${target.pod}: ${command.join(' ')}`);
      return { stdout: `of ${target.pod}` };
    },
    ...parts
  });
  const read = (node: string): Promise<NodeReading> =>
    Promise.resolve({ identity: `host of ${node}`, address: `address of ${node}`, sections: {} });
  return {
    ...{ kubernetes, clock: fakeClock(), ciliumNamespace: 'kube-system', shells: createShells(kubernetes), asked },
    hosts: { ensure: () => Promise.resolve(undefined), read }
  };
}

describe('a snapshot', () => {
  test('reads only the two agents of the path, with direct execs', async () => {
    const here = observatory();
    const { agents, hosts, pods: tests } = await takeSnapshot(here, pair, readings);
    expect(agents.client).toEqual({
      identity: 'uid of cilium-a/0',
      address: 'address of a',
      sections: { status: { ok: true, text: 'of cilium-a' } }
    });
    expect(hosts.server.identity).toBe('host of b');
    expect(tests.server.identity).toBe('uid of perf-server/0');
    expect(here.asked.filter(line => line.startsWith('cilium-'))).toEqual([
      'cilium-a: cilium-dbg status',
      'cilium-b: cilium-dbg status'
    ]);
  });

  test('reads a node once if both ends are on it', async () => {
    const here = observatory();
    const near = { client: pair.client, server: end('perf-server', 'a') };
    const { agents } = await takeSnapshot(here, near, readings);
    expect(agents.server).toBe(agents.client);
    expect(here.asked.filter(line => line.startsWith('cilium-'))).toHaveLength(1);
  });

  test('contains failed readings for what cannot be read', async () => {
    const some = pods();
    some.delete('kube-system/cilium-b');
    some.delete('run/perf-client');
    const { agents, pods: tests } = await takeSnapshot(observatory({ pods: some }), pair, readings);
    expect(agents.server).toMatchObject({ identity: '', sections: { pod: { why: 'no Cilium agent runs on b' } } });
    expect(tests.client).toMatchObject({ identity: '', sections: { 'net-dev': { why: 'pod perf-client is gone' } } });
    const deaf = observatory();
    const none = { ...deaf, kubernetes: { ...deaf.kubernetes, pods: () => Promise.reject(new ClusterError('503')) } };
    const lost = await takeSnapshot(none, pair, readings);
    expect(lost.agents.client.sections['status']).toMatchObject({ ok: false, why: '503' });
    expect(lost.pods.client.sections['net-dev']).toMatchObject({ ok: false, why: '503' });
    // A listing that failed is not a listing without ztunnels.
    expect(lost.ztunnels).toBeUndefined();
  });

  test("reports an agent that restarted while it was read, instead of the runtime's message", async () => {
    const words = 'no running task found: task 5ef1 not found';
    const some = pods();
    let killed = false;
    let looks = 0;
    const here = observatory({
      pods: some,
      exec: ({ pod: name }) => {
        if (name !== 'cilium-b') return {};
        killed = true;
        return Promise.reject(new ClusterError(words));
      },
      // The kubelet tells of it a little later.
      onLook: () => {
        const agent = some.get('kube-system/cilium-b');
        if (killed && agent && ++looks === 3)
          agent.status = { ...agent.status, containerStatuses: [{ restartCount: 1 } as never] };
      }
    });
    const { agents } = await takeSnapshot(here, pair, { ...readings, withZtunnels: false });
    expect(agents.server).toEqual({
      identity: 'uid of cilium-b/1',
      address: 'address of b',
      sections: { status: { ok: false, why: 'the Cilium agent on b restarted while it was read' } }
    });
    const deaf = observatory({ exec: () => Promise.reject(new ClusterError(words)) });
    const same = await takeSnapshot(deaf, pair, readings);
    expect(same.agents.server).toMatchObject({ identity: 'uid of cilium-b/0', sections: { status: { why: words } } });
  });

  test('lists the ztunnels of each node, and an empty list is valid', async () => {
    const { ztunnels } = await takeSnapshot(observatory(), pair, readings);
    expect(ztunnels?.client).toEqual([]);
    expect(ztunnels?.server).toEqual([
      { identity: 'uid of ztunnel-b/0', sections: { metrics: { ok: false, why: 'nothing listens' } } }
    ]);
    expect((await takeSnapshot(observatory(), pair, { ...readings, withZtunnels: false })).ztunnels).toBeUndefined();
  });

  test('rejects only if the run is canceled', async () => {
    const exec = (): never => {
      throw new CanceledError('stopped by SIGINT');
    };
    await expect(takeSnapshot(observatory({ exec }), pair, readings)).rejects.toThrow('stopped by SIGINT');
  });
});

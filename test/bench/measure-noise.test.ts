import { describe, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { describeNoise } from '../../bench/noise/describe.ts';
import { measureNoise, sampleSchema, type NoiseSample } from '../../bench/noise/measure.ts';
import { createHostPods } from '../../src/kubernetes/host-pods.ts';
import type { ExecResult } from '../../src/kubernetes/port.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import { fakeClock, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

/** As netperf 2.7.0 prints with `-D 1`, of two seconds. */
const netperf = `MIGRATED TCP REQUEST/RESPONSE TEST from 0.0.0.0 (0.0.0.0) port 0 AF_INET to 127.0.0.1 () port 0 AF_INET : demo : first burst 0
NETPERF_INTERIM_RESULT[0]=19632.19
NETPERF_UNITS[0]=Trans/s
NETPERF_INTERVAL[0]=1.000
NETPERF_ENDING[0]=1795765644.795
NETPERF_INTERIM_RESULT[1]=21728.37
NETPERF_UNITS[1]=Trans/s
NETPERF_INTERVAL[1]=1.000
NETPERF_ENDING[1]=1795765645.795
MIN_LATENCY=32
MEAN_LATENCY=48.35
MAX_LATENCY=887
P50_LATENCY=45
P90_LATENCY=60
P99_LATENCY=144
STDDEV_LATENCY=14.22
TRANSACTION_RATE=20680.28
THROUGHPUT=20680.28
THROUGHPUT_UNITS=Trans/s
ELAPSED_TIME=2.00
PROTOCOL=TCP
DIRECTION=Send|Recv
LOCAL_BYTES_SENT=41361
LOCAL_BYTES_RECVD=41360
REMOTE_BYTES_SENT=41360
REMOTE_BYTES_RECVD=41360
LOCAL_TRANSPORT_RETRANS=0
REMOTE_TRANSPORT_RETRANS=0
TRANSPORT_MSS=1448
`;

function iperf3(seconds: number): string {
  const bytes = 1e9;
  const sum = { seconds, bytes, bits_per_second: (bytes * 8) / seconds };
  const asked = { protocol: 'TCP', num_streams: 4, omit: 0, duration: seconds, bytes: 0, blocks: 0, reverse: 0 };
  const remainder = { sum: { seconds: 0.0002, bits_per_second: 1 } };
  return JSON.stringify({
    start: { version: 'iperf 3.12', tcp_mss_default: 1368, test_start: asked },
    intervals: [
      ...Array.from({ length: seconds }, (_, second) => ({ sum: { seconds: 1, bits_per_second: 8e9 + second } })),
      remainder
    ],
    end: {
      streams: Array.from({ length: 4 }, () => ({ receiver: { bytes: bytes / 4 } })),
      sum_sent: sum,
      sum_received: sum
    }
  });
}

/** A cluster of two nodes, and the samples taken in it. `failing` is the client run that fails, from 1. */
async function measure(failing?: number): Promise<{ samples: NoiseSample[]; agents: number; told: string[] }> {
  const clock = fakeClock();
  let [made, agents, reads, runs] = [0, 0, 0, 0];
  const running = (pod: V1Pod, node: string): V1Pod => ({
    metadata: { ...pod.metadata, uid: `uid ${++made}` },
    spec: { ...pod.spec, nodeName: node, containers: [] },
    status: {
      phase: 'Running',
      podIP: '10.0.0.9',
      hostIP: '172.31.0.2',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ restartCount: 0 } as never]
    }
  });
  const answer = async (command: readonly string[]): Promise<Partial<ExecResult>> => {
    const words = command.join(' ');
    if (words.includes('iperf3 -s')) return { stdout: 'Server listening on 5201 (test #1)\n' };
    if (command[0] === 'iperf3' || command[0] === 'netperf') {
      runs += 1;
      if (runs === failing) return { exitCode: 1, stderr: 'no route to host' };
      const seconds = Number(command[command.indexOf(command[0] === 'iperf3' ? '-t' : '-l') + 1]);
      await clock.sleep(seconds + 0.5);
      return { stdout: command[0] === 'iperf3' ? iperf3(seconds) : netperf };
    }
    reads += 1;
    if (words === 'cat /proc/stat') return { stdout: `cpu  ${reads} 0 0 ${9 * reads} 0 0 0 ${10 * reads} 0 0\n` };
    if (words.includes('cpu.stat')) return { stdout: `usage_usec ${reads * 1000}\nnr_throttled 0\n` };
    if (words.includes('times')) return { stdout: '0m0.150s 0m0.010s\n0m0.000s 0m0.000s\n' };
    return { stdout: words === 'cilium-dbg endpoint list -o json' ? '[]' : '' };
  };
  const { kubernetes, cluster } = fakeKubernetes({
    exec: (_, command) => answer(command),
    onLook: () => {
      for (const node of ['a', 'b']) {
        const name = `kube-system/cilium-${node}`;
        if (cluster.pods.has(name)) continue;
        agents += 1;
        cluster.pods.set(
          name,
          running({ metadata: { name: `cilium-${node}`, labels: { 'k8s-app': 'cilium' } } }, node)
        );
      }
      for (const [name, pod] of cluster.pods)
        if (pod.status === undefined) cluster.pods.set(name, running(pod, name.endsWith('client') ? 'a' : 'b'));
    }
  });
  const shells = createShells(kubernetes);
  const pods = { clientNode: 'a', serverNode: 'b', image: 'tools', hostNetwork: false, tolerations: [] };
  const hostNodes = { 'host-client': 'a', 'host-server': 'b' };
  const ground = {
    ...{ kubernetes, clock, shells, ciliumNamespace: 'kube-system' },
    hosts: createHostPods(kubernetes, clock, shells, { ...pods, namespace: 'control', nodes: hostNodes }),
    pods: { ...pods, namespace: 'pods' },
    control: { ...pods, namespace: 'control', hostNetwork: true }
  };
  const outputs = fakeOutputs();
  let samples: readonly NoiseSample[] = [];
  await measureNoise(ground, { rollouts: 2, pairs: 2, connections: 2, seconds: 2 }, outputs, kept => {
    samples = kept.map(sample => sampleSchema.parse(JSON.parse(JSON.stringify(sample))));
    return Promise.resolve();
  });
  return { samples: [...samples], agents, told: outputs.lines };
}

describe('the nested A/A on a cluster', () => {
  test('takes each test on new connections, pods and agents, with all readings beside it', async () => {
    const { samples, agents, told } = await measure();
    expect(samples).toHaveLength(2 * 2 * 2 * 2);
    expect(agents).toBe(2 * (1 + 2));
    for (const name of ['tcp-throughput', 'tcp-latency'] as const) {
      const [sample] = samples.filter(one => one.test === name);
      expect(sample).toMatchObject({ loop: 0.16, wallSeconds: 2.5, steal: 0.5, probe: 4e9 });
      expect(sample?.podCpu).toBeGreaterThan(0);
      expect(sample?.seconds).toEqual(name === 'tcp-latency' ? [19632.19, 21728.37] : [8e9, 8e9 + 1]);
      expect(sample?.rate).toBe(name === 'tcp-latency' ? 20680.28 : 4e9);
    }
    expect(told.filter(line => line.startsWith('warning'))).toEqual([]);
    expect(describeNoise(samples).filter(line => line.startsWith('## '))).toEqual([
      '## tcp-throughput, 8 samples',
      '## tcp-latency, 8 samples'
    ]);
  });

  test('goes on without a sample that fails', async () => {
    // The first five runs warm the path up.
    const { samples, told } = await measure(6);
    expect(samples).toHaveLength(2 * 2 * 2 * 2 - 1);
    expect(told.find(line => line.startsWith('warning'))).toContain('no route to host');
  });
});

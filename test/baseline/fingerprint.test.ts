import { describe, expect, test } from '@jest/globals';
import {
  compareFingerprints,
  fingerprintOf,
  fingerprintSchema,
  type Fingerprint
} from '../../src/baseline/fingerprint.ts';
import type { Run, RunNode, ScenarioResult } from '../../src/model/run.ts';
import { ownFingerprint, provenRun } from '../support/baseline-builder.ts';
import { createScenarioResult } from '../support/run-builder.ts';

type Cluster = NonNullable<Run['cluster']>;

const of = (run: Run): Fingerprint => {
  const fingerprint = fingerprintOf(run);
  if (fingerprint === undefined) throw new Error('the run knows its cluster');
  return fingerprint;
};
const withCluster = (change: (cluster: Cluster) => Cluster): Run => {
  const run = provenRun();
  return run.cluster === undefined ? run : { ...run, cluster: change(run.cluster) };
};
const withNodes = (change: Partial<RunNode>): Run =>
  withCluster(cluster => ({ ...cluster, nodes: cluster.nodes.map(node => ({ ...node, ...change })) }));
const withPlan = (change: Partial<Run['plan']>): Run => provenRun({ plan: { ...provenRun().plan, ...change } });
const withTools = (change: Partial<NonNullable<Run['tools']>>): Run =>
  provenRun({
    tools: {
      image: 'i',
      imageId: `quay.io/cilium/network-perf@sha256:${'b27d04aa'.repeat(8)}`,
      iperf3: '3.19.1',
      netperf: '2.7.0',
      ...change
    }
  });
const withValues = (values: Record<string, unknown>): Run =>
  provenRun({ scenarios: [createScenarioResult('vxlan', { values })] });
const withDatapath = (datapath: NonNullable<ScenarioResult['datapath']>): Run =>
  provenRun({ scenarios: [createScenarioResult('vxlan', { datapath })] });
const withMss = (value: number): Run => {
  const run = provenRun();
  const mss = { value, unit: 'bytes', better: 'none' } as const;
  return { ...run, samples: run.samples.map(sample => ({ ...sample, metrics: { ...sample.metrics, mss } })) };
};
const compare = (run: Run): ReturnType<typeof compareFingerprints> => compareFingerprints(of(run), ownFingerprint());

describe('the fingerprint', () => {
  test('of the same setup is the same, whatever was measured', () => {
    expect(compare(provenRun({ id: 'another', startedAt: '2026-01-01T00:00:00.000Z' }))).toEqual({
      hard: [],
      soft: []
    });
    expect(fingerprintSchema.parse(ownFingerprint())).toEqual(ownFingerprint());
  });

  test.each<[string, Run]>([
    ['provider', withCluster(cluster => ({ ...cluster, provider: 'aks' }))],
    ['machine', withNodes({ instanceType: 'Standard_D16s_v6' })],
    ['machine', withNodes({ cpuModel: 'Other' })],
    ['machine', withNodes({ cpus: '8' })],
    ['architecture', withNodes({ architecture: 'arm64' })],
    ['kernel', withNodes({ kernel: '6.8.0' })],
    ['nodes', withNodes({ controlPlane: true })],
    [
      'nodes',
      withCluster(cluster => ({
        ...cluster,
        nodes: [...cluster.nodes, ...cluster.nodes.slice(0, 1).map(node => ({ ...node, role: 'other' as const }))]
      }))
    ],
    ['network interface', withNodes({ interface: { name: 'eth0', mtu: 9000, driver: 'veth' } })],
    ['network interface', withNodes({ interface: { name: 'eth0', mtu: 1500, driver: 'mana' } })],
    ['Kubernetes', withCluster(cluster => ({ ...cluster, kubernetesVersion: 'v1.35.0' }))],
    ['suite', withPlan({ suite: 'published' })],
    ['duration', withPlan({ durationSeconds: 30 })],
    ['duration', withPlan({ burstSeconds: 5 })],
    ['duration', withPlan({ omitSeconds: 1 })],
    ['iperf3', withTools({ iperf3: '3.21' })],
    ['netperf', withTools({ netperf: '2.7.1' })]
  ])('prevents a comparison if %s differs (%#)', (field, run) => {
    const { hard } = compare(run);
    expect(hard).toHaveLength(1);
    expect(hard[0]).toMatch(new RegExp(`^${field}: .+ in the earlier run, .+ now$`));
  });

  test.each<[string, Run]>([
    ['zone', withNodes({ zone: 'westeurope-2' })],
    ['operating system', withNodes({ osImage: 'Ubuntu' })],
    ['rounds', withPlan({ rounds: 9 })],
    ['MSS of vxlan', withMss(1350)],
    ['Hubble of vxlan', withDatapath({ hubble: 'Disabled' })],
    ['datapath mode of vxlan', withDatapath({ mode: 'netkit' })],
    ['BIG TCP of vxlan', withDatapath({ bigTcp: 'IPv4, 196608 bytes' })],
    ['monitor aggregation of vxlan', withDatapath({ monitorAggregation: 'None' })],
    ['values of vxlan', withValues({ more: 1 })],
    ['host routing of vxlan', withDatapath({ hostRouting: 'Legacy' })]
  ])('shows that %s differs', (field, run) => {
    const { hard, soft } = compare(run);
    expect(hard).toEqual([]);
    expect(soft.find(line => line.startsWith(`${field}: `))).toBeDefined();
  });

  test('records what the agents do, not what the values request, because a kernel may lack support', () => {
    const asked = {
      enableIPv4BIGTCP: true,
      bpf: { datapathMode: 'netkit', monitorAggregation: 'none' },
      hubble: { enabled: true }
    };
    const { soft } = compareFingerprints(of(withValues(asked)), of(withValues({})));
    expect(soft.map(line => line.split(':')[0])).toEqual(['values of vxlan']);
  });

  test('ignores a patch of Kubernetes and of iperf3, and the order of values', () => {
    expect(compare(withCluster(cluster => ({ ...cluster, kubernetesVersion: 'v1.34.9' }))).hard).toEqual([]);
    expect(compare(withTools({ iperf3: '3.19.7' })).hard).toEqual([]);
    const [left, right] = [withValues({ a: 1, b: { c: 2, d: 3 } }), withValues({ b: { d: 3, c: 2 }, a: 1 })];
    expect(compareFingerprints(of(left), of(right)).soft).toEqual([]);
  });

  test('shows which of the two nodes differs', () => {
    const run = withCluster(cluster => ({
      ...cluster,
      nodes: cluster.nodes.map(node => (node.role === 'server' ? { ...node, kernel: '6.8.0' } : node))
    }));
    expect(compare(run).hard).toEqual([
      'kernel: 6.12.48+deb13-amd64 in the earlier run, client 6.12.48+deb13-amd64, server 6.8.0 now'
    ]);
  });

  test('is undefined for a run that never knew its cluster', () => {
    const { cluster, ...run } = provenRun();
    expect(cluster).toBeDefined();
    expect(fingerprintOf(run)).toBeUndefined();
  });
});

describe('on AKS', () => {
  const interfaceOf = (virtualFunction: string): Partial<RunNode> => ({
    interface: { name: 'eth0', mtu: 1500, driver: 'hv_netvsc', virtualFunction }
  });

  test('an interface without accelerated networking counts as another one', () => {
    const [accelerated, plain] = [of(withNodes(interfaceOf('mlx5_core'))), of(withNodes(interfaceOf('none')))];
    expect(compareFingerprints(plain, accelerated).hard).toEqual([
      'network interface: hv_netvsc, MTU 1500, virtual function mlx5_core in the earlier run, hv_netvsc, MTU 1500, virtual function none now'
    ]);
  });

  test("Azure's own Cilium is not compared with one that was installed", () => {
    const on = (networking: 'byocni' | 'managed'): Fingerprint =>
      of(withCluster(cluster => ({ ...cluster, provider: 'aks', networking })));
    expect(compareFingerprints(on('managed'), on('byocni')).hard).toEqual([
      'provider: aks in the earlier run, aks, Cilium managed by Azure now'
    ]);
  });

  test('a new node image is shown, but does not prevent a comparison', () => {
    const [newer, older] = [of(withNodes({ nodeImage: '202511' })), of(withNodes({ nodeImage: '202510' }))];
    expect(compareFingerprints(newer, older)).toEqual({
      hard: [],
      soft: ['node image: 202510 in the earlier run, 202511 now']
    });
  });
});

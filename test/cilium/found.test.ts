import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.ts';
import { findCilium } from '../../src/cilium/found.ts';
import { keepMode } from '../../src/cilium/keep.ts';
import { TransientError } from '../../src/errors.ts';
import { fakeHost } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

/** The parts of `cilium-dbg status -o json` that matter (1.20.2, on the lab). */
function status(encryption: object, routing: object): string {
  return JSON.stringify({ cilium: { msg: '1.20.2 (v1.20.2-6d1b9f8b)', state: 'Ok' }, encryption, routing });
}
const vxlan = { 'inter-host-routing-mode': 'Tunnel', 'tunnel-protocol': 'vxlan' };
const geneve = { 'inter-host-routing-mode': 'Tunnel', 'tunnel-protocol': 'geneve' };
const native = { 'inter-host-routing-mode': 'Native', 'intra-host-routing-mode': 'BPF' };

/** A cluster whose agents on nodes a and b say these texts. */
function agents(a: string, b = a): ReturnType<typeof fakeKubernetes> {
  const pods = new Map<string, V1Pod>(
    ['a', 'b'].map(node => [
      `kube-system/cilium-${node}`,
      {
        metadata: { name: `cilium-${node}`, labels: { 'k8s-app': 'cilium' } },
        spec: { nodeName: node, containers: [] }
      }
    ])
  );
  return fakeKubernetes({ pods, exec: ({ pod }) => ({ stdout: pod === 'cilium-a' ? a : b }) });
}

const find = (fake: ReturnType<typeof fakeKubernetes>) => findCilium(fake.kubernetes, 'kube-system');

describe('what a cluster is in', () => {
  test.each([
    ['vxlan', status({ mode: 'Disabled' }, vxlan), { routing: 'vxlan', encryption: 'none' }],
    ['geneve with WireGuard', status({ mode: 'Wireguard' }, geneve), { routing: 'geneve', encryption: 'wireguard' }],
    ['native with IPsec', status({ mode: 'IPsec' }, native), { routing: 'native', encryption: 'ipsec' }],
    ['vxlan with ztunnel', status({ mode: 'Ztunnel' }, vxlan), { routing: 'vxlan', encryption: 'ztunnel' }]
  ])('is read from the agents: %s', async (_, said, scenario) => {
    expect(await find(agents(said))).toEqual({ scenario, nodeEncryption: false, version: '1.20.2' });
  });

  test('has node encryption when a single node has it: control-plane nodes opt out', async () => {
    const says = (nodeEncryption: string): string =>
      status({ mode: 'Wireguard', wireguard: { 'node-encryption': nodeEncryption } }, vxlan);
    expect(await find(agents(says('OptedOut'), says('Enabled')))).toMatchObject({ nodeEncryption: true });
    expect(await find(agents(says('OptedOut'), says('Disabled')))).toMatchObject({ nodeEncryption: false });
  });

  test('is no single mode while the agents differ', async () => {
    const mixed = agents(status({ mode: 'Disabled' }, vxlan), status({ mode: 'Wireguard' }, vxlan));
    await expect(find(mixed)).rejects.toThrow(
      'the Cilium agents are in different modes: vxlan on a; vxlan+wireguard on b; wait until the rollout of Cilium is through'
    );
  });

  test('is unknown, not "none", for a word that is not known or an answer that cannot be read', async () => {
    await expect(find(agents(status({ mode: 'Quantum' }, vxlan)))).rejects.toThrow(
      'agent cilium-a on a reports encryption "Quantum"'
    );
    await expect(find(agents(status({}, vxlan)))).rejects.toThrow('reports encryption ""');
    await expect(find(agents(status({ mode: 'Disabled' }, { 'inter-host-routing-mode': 'Tunnel' })))).rejects.toThrow(
      'reports routing "Tunnel "'
    );
    await expect(find(agents('dial unix: no such file'))).rejects.toThrow('unreadable status: dial unix');
  });

  test.each([
    ['by its image, before anything is asked of it', 'mcr.example/cilium/cilium:v1.14.19-250129', '', '1.14.19-250129'],
    ['by its own word', 'mcr.example/cilium/cilium@sha256:aa', '1.15.10 (v1.15.10-0d1)', '1.15.10']
  ])('is not read from an agent that is too old: %s', async (_, image, msg, version) => {
    const said = JSON.stringify({ cilium: { msg }, encryption: { mode: 'Disabled' }, 'host-routing': { mode: 'BPF' } });
    const old = agents(said);
    for (const pod of old.cluster.pods.values()) {
      pod.spec = { ...pod.spec, containers: [{ name: 'cilium-agent', image }] };
      if (msg === '') old.cluster.exec = () => Promise.reject(new Error('exec: "cilium-dbg": not found'));
    }
    await expect(find(old)).rejects.toThrow(InputError);
    await expect(find(old)).rejects.toThrow(
      `cluster: its agents run Cilium ${version}, which does not tell the mode that it is in; Cilium 1.16 and later can be measured as it is`
    );
  });

  test('needs an agent, and says where one was looked for', async () => {
    await expect(find(fakeKubernetes())).rejects.toThrow(
      'cilium-namespace: no Cilium agent runs in namespace "kube-system"'
    );
  });
});

describe('keeping the mode', () => {
  test('fails when somebody changed it meanwhile', async () => {
    const { kubernetes } = agents(status({ mode: 'Disabled' }, native));
    const scenario = { routing: 'vxlan', encryption: 'none' } as const;
    await expect(keepMode(fakeHost(), kubernetes, 'kube-system', ['a', 'b'], scenario, 'perf')).rejects.toThrow(
      'somebody changed Cilium during the run: agent cilium-a on a reports routing "Native'
    );
  });

  test('needs the agents of the measured nodes, and no other', async () => {
    const { kubernetes } = agents(status({ mode: 'Disabled' }, vxlan));
    const scenario = { routing: 'vxlan', encryption: 'none' } as const;
    const keep = (nodes: string[]): Promise<number> =>
      keepMode(fakeHost(), kubernetes, 'kube-system', nodes, scenario, 'perf');
    await keep(['a']);
    await expect(keep(['a', 'z'])).rejects.toThrow(new TransientError('no Cilium agent runs on z'));
  });

  test('enrols nothing but its own namespace, and only in ztunnel', async () => {
    const { kubernetes, cluster } = agents(status({ mode: 'Disabled' }, vxlan));
    await keepMode(fakeHost(), kubernetes, 'kube-system', ['a', 'b'], { routing: 'vxlan', encryption: 'none' }, 'perf');
    expect([...cluster.labels]).toEqual([]);
  });
});

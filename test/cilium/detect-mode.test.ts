import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { InputError, TransientError } from '../../src/model/errors.ts';
import { findCilium, createModeVerifier } from '../../src/cilium/detect-mode.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

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

const find = (fake: ReturnType<typeof fakeKubernetes>) => findCilium(fake.kubernetes, 'kube-system', ['a', 'b']);

describe('the mode of a cluster', () => {
  test.each([
    ['vxlan', status({ mode: 'Disabled' }, vxlan), { routing: 'vxlan', encryption: 'none' }],
    ['geneve with WireGuard', status({ mode: 'Wireguard' }, geneve), { routing: 'geneve', encryption: 'wireguard' }],
    ['native with IPsec', status({ mode: 'IPsec' }, native), { routing: 'native', encryption: 'ipsec' }],
    ['vxlan with ztunnel', status({ mode: 'Ztunnel' }, vxlan), { routing: 'vxlan', encryption: 'ztunnel' }]
  ])('is read from the agents: %s', async (_, said, scenario) => {
    expect(await find(agents(said))).toEqual({
      scenario,
      nodeEncryption: false,
      version: '1.20.2',
      elsewhere: []
    });
  });

  test('has node encryption if a single node has it, because control-plane nodes opt out', async () => {
    const says = (nodeEncryption: string): string =>
      status({ mode: 'Wireguard', wireguard: { 'node-encryption': nodeEncryption } }, vxlan);
    expect(await find(agents(says('OptedOut'), says('Enabled')))).toMatchObject({ nodeEncryption: true });
    expect(await find(agents(says('OptedOut'), says('Disabled')))).toMatchObject({ nodeEncryption: false });
  });

  test('is not detected while the agents differ', async () => {
    const mixed = agents(status({ mode: 'Disabled' }, vxlan), status({ mode: 'Wireguard' }, vxlan));
    await expect(find(mixed)).rejects.toThrow(
      'the Cilium agents are in different modes: vxlan on a; vxlan+wireguard on b; wait until the Cilium rollout is complete'
    );
  });

  test('rejects an unknown word or an unreadable answer instead of assuming no encryption', async () => {
    await expect(find(agents(status({ mode: 'Quantum' }, vxlan)))).rejects.toThrow(
      'agent cilium-a on a reports encryption "Quantum"'
    );
    await expect(find(agents(status({}, vxlan)))).rejects.toThrow('does not know its mode yet');
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
      `cluster: its agents run Cilium ${version}, which does not report its mode; apply: false requires Cilium 1.16 or later`
    );
  });

  test('requires an agent, and reports the searched namespace', async () => {
    await expect(find(fakeKubernetes())).rejects.toThrow(
      'cilium-namespace: no Cilium agent runs in namespace "kube-system"'
    );
  });
});

describe('agents on other nodes', () => {
  test('are not queried, and described by their pods', async () => {
    const asked: string[] = [];
    const fake = agents(status({ mode: 'Disabled' }, vxlan));
    const { cluster } = fake;
    for (const node of ['c', 'd', 'e', 'f', 'g']) {
      cluster.pods.set(`kube-system/cilium-${node}`, {
        metadata: { name: `cilium-${node}`, labels: { 'k8s-app': 'cilium' } },
        spec: { nodeName: node, containers: [{ name: 'cilium-agent', image: 'mcr.example/cilium/cilium:v1.14.19' }] },
        status: { conditions: [{ type: 'Ready', status: node === 'g' ? 'False' : 'True' }] }
      });
    }
    const { exec } = cluster;
    cluster.exec = (target, command) => {
      asked.push(target.pod);
      return exec(target, command);
    };
    expect((await find(fake)).elsewhere).toEqual([
      'agents on other nodes that are not ready: g',
      'agents on other nodes that have a different image: c, d, e, 2 more'
    ]);
    expect(asked).toEqual(['cilium-a', 'cilium-b']);
  });

  test.each([
    [
      'does not exist',
      (cluster: FakeCluster) => cluster.pods.delete('kube-system/cilium-b'),
      'no Cilium agent runs on b'
    ],
    [
      'is not ready',
      (cluster: FakeCluster) => {
        const pod = cluster.pods.get('kube-system/cilium-b');
        if (pod) pod.status = { conditions: [{ type: 'Ready', status: 'False' }] };
      },
      'the Cilium agent on b is not ready'
    ]
  ])('cannot stand in for one that %s', async (_, change, why) => {
    const fake = agents(status({ mode: 'Disabled' }, vxlan));
    change(fake.cluster);
    await expect(find(fake)).rejects.toThrow(new TransientError(why));
  });
});

describe('keeping the mode', () => {
  const none = { routing: 'vxlan', encryption: 'none' } as const;
  const good = status({ mode: 'Disabled' }, vxlan);
  const verifying = ({ kubernetes }: ReturnType<typeof fakeKubernetes>, host = fakeHost(), nodes = ['a', 'b']) =>
    createModeVerifier(host, kubernetes, 'kube-system', nodes);

  test('fails if someone changed it and does not change it back', async () => {
    const changed = verifying(agents(status({ mode: 'Disabled' }, native)))(none, 'perf');
    await expect(changed).rejects.toThrow(
      'someone changed Cilium during the run: agent cilium-a on a reports routing "Native'
    );
    await expect(changed).rejects.not.toBeInstanceOf(TransientError);
  });

  test.each([
    ['says nothing', { stdout: '', stderr: 'dial unix /var/run/cilium/cilium.sock: no such file', exitCode: 1 }],
    ['does not know its mode yet', { stdout: status({ mode: '' }, vxlan) }],
    ['is in another mode', { stdout: status({ mode: 'Wireguard' }, vxlan) }]
  ])('waits for an agent that %s while it starts', async (_, early) => {
    const fake = agents(good);
    const host = fakeHost();
    fake.cluster.exec = ({ pod }) => (pod === 'cilium-b' && host.clock.seconds() < 40 ? early : { stdout: good });
    expect(await verifying(fake, host)(none, 'perf')).toBeGreaterThanOrEqual(40);
  });

  test.each([
    ['cannot be parsed', { stdout: '', stderr: 'dial unix: no such file' }, 'unreadable status: dial unix: no such'],
    ['has a blank mode', { stdout: status({ mode: '' }, vxlan) }, 'agent cilium-a on a does not know its mode yet']
  ])('does not report an agent as changed if its status %s', async (_, said, why) => {
    const fake = agents(good);
    fake.cluster.exec = () => said;
    const verified = verifying(fake)(none, 'perf');
    await expect(verified).rejects.toThrow(why);
    await expect(verified).rejects.toBeInstanceOf(TransientError);
  });

  test('needs only the agents on the measured nodes', async () => {
    await verifying(agents(good), fakeHost(), ['a'])(none, 'perf');
    await expect(verifying(agents(good), fakeHost(), ['a', 'z'])(none, 'perf')).rejects.toThrow(
      new TransientError('no Cilium agent runs on z')
    );
  });

  test('checks for leftovers only on the measured nodes, and reports unreadable ones once', async () => {
    const fake = agents(good);
    const outputs = fakeOutputs();
    const asked = new Set<string>();
    fake.cluster.exec = ({ pod }, [program = '']) => {
      asked.add(pod);
      if (program === 'ip') throw new Error('exec: "ip": executable file not found in $PATH');
      return { stdout: good };
    };
    const verify = verifying(fake, fakeHost({ outputs }), ['a']);
    await verify(none, 'perf');
    const once = [...outputs.lines];
    expect(once.filter(line => line.includes('has no ip'))).not.toHaveLength(0);
    await verify(none, 'perf');
    expect(outputs.lines).toEqual(once);
    expect([...asked]).toEqual(['cilium-a']);
  });

  test('enrolls only its own namespace, and only with ztunnel', async () => {
    const fake = agents(good);
    await verifying(fake)(none, 'perf');
    expect([...fake.cluster.labels]).toEqual([]);
  });
});

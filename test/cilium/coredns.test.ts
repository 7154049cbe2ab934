import { describe, expect, test } from '@jest/globals';
import { freeCoreDns, machineNameservers } from '../../src/cilium/coredns.ts';
import { fakeFiles } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

/** kubeadm's, shortened. */
const corefile = `.:53 {
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
    }
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30
    reload
}
`;

/** A cluster whose one agent shows this host routing. */
function clusterWith(mode: string, parts: Partial<FakeCluster> = {}): ReturnType<typeof fakeKubernetes> {
  const status = {
    encryption: { mode: 'Disabled' },
    routing: { 'inter-host-routing-mode': 'Native', 'intra-host-routing-mode': mode }
  };
  return fakeKubernetes({
    pods: new Map([
      [
        'cilium/cilium-a',
        { metadata: { name: 'cilium-a', labels: { 'k8s-app': 'cilium' } }, spec: { nodeName: 'a', containers: [] } }
      ]
    ]),
    configMaps: new Map([['kube-system/coredns', { Corefile: corefile, other: 'kept' }]]),
    exec: () => ({ stdout: JSON.stringify(status) }),
    ...parts
  });
}

const servers =
  (...addresses: readonly string[]) =>
  (): Promise<readonly string[]> =>
    Promise.resolve(addresses);

describe('CoreDNS of a kind cluster', () => {
  test("asks the machine's nameservers when BPF host routing passes Docker's by", async () => {
    const { kubernetes, cluster } = clusterWith('BPF');
    const said = await freeCoreDns(kubernetes, 'cilium', servers('10.0.0.2', '10.0.0.3'));
    expect(cluster.configMaps.get('kube-system/coredns')).toEqual({
      Corefile: corefile.replace('/etc/resolv.conf', '10.0.0.2 10.0.0.3'),
      other: 'kept'
    });
    expect(said).toContain('it now uses 10.0.0.2, 10.0.0.3');
  });

  test.each<[string, ReturnType<typeof fakeKubernetes>]>([
    ['with legacy host routing', clusterWith('Legacy')],
    ['when there is none', clusterWith('BPF', { configMaps: new Map() })],
    [
      'when its configuration already uses other servers',
      clusterWith('BPF', {
        configMaps: new Map([['kube-system/coredns', { Corefile: '. {\n  forward . 10.9.9.9\n}' }]])
      })
    ]
  ])('is left alone %s', async (_, { kubernetes, cluster }) => {
    const before = structuredClone(cluster.configMaps);
    expect(await freeCoreDns(kubernetes, 'cilium', servers('10.0.0.2'))).toBeUndefined();
    expect(cluster.configMaps).toEqual(before);
  });

  test('is left alone, with an explanation, when no other nameserver is known', async () => {
    const { kubernetes, cluster } = clusterWith('BPF');
    expect(await freeCoreDns(kubernetes, 'cilium', servers())).toContain('pods cannot resolve external names');
    expect(cluster.configMaps.get('kube-system/coredns')?.['Corefile']).toBe(corefile);
  });
});

describe("the machine's nameservers", () => {
  test("are those behind systemd's, without what only this machine reaches", async () => {
    const files = fakeFiles({
      '/etc/resolv.conf': 'nameserver 127.0.0.53\n',
      '/run/systemd/resolve/resolv.conf': '# comment\nnameserver 168.63.129.16\nnameserver fe80::1%eth0\nsearch x\n'
    });
    expect(await machineNameservers(files)).toEqual(['168.63.129.16']);
  });

  test('are those of resolv.conf where there is no systemd, or none', async () => {
    expect(await machineNameservers(fakeFiles({ '/etc/resolv.conf': 'nameserver 10.0.0.2\n' }))).toEqual(['10.0.0.2']);
    expect(
      await machineNameservers(fakeFiles({ '/etc/resolv.conf': 'nameserver 127.0.0.1\nnameserver ::1\n' }))
    ).toEqual([]);
    expect(await machineNameservers(fakeFiles({}))).toEqual([]);
  });
});

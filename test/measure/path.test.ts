import { describe, expect, test } from '@jest/globals';
import { createHostPods } from '../../src/kubernetes/host-pods.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import { describePath } from '../../src/measure/path.ts';
import type { End } from '../../src/measure/pod-pair.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const end = (node: string): End => ({
  ...{ pod: 'p', node, ip: '10.0.0.1', nodeIp: '172.31.0.2', imageId: '', identity: '' },
  target: { namespace: 'perf', pod: 'p', container: 'main', image: 'test' }
});

/** The path of a scenario on a cluster whose agents say that they are of a version. */
async function encapsulated(name: string, version: string): Promise<boolean> {
  const metadata = { name: 'cilium-a', labels: { 'k8s-app': 'cilium' } };
  const { kubernetes } = fakeKubernetes({
    pods: new Map([['kube-system/cilium-a', { metadata, spec: { nodeName: 'a', containers: [] } }]]),
    exec: () => ({ stdout: JSON.stringify({ cilium: { msg: `${version} (v${version}-011fab6e)` } }) })
  });
  const [clock, shells] = [fakeClock(), createShells(kubernetes)];
  const hosts = createHostPods(kubernetes, clock, shells, { namespace: 'h', nodes: {}, image: 'i', tolerations: [] });
  const observatory = { kubernetes, clock, shells, hosts, ciliumNamespace: 'kube-system' };
  const scenario = parseScenario(name);
  if (scenario === undefined) throw new Error(`${name} is no scenario`);
  return (await describePath(observatory, { client: end('a'), server: end('b') }, scenario)).encapsulated;
}

describe('packets between nodes', () => {
  test.each([
    ['native+wireguard', '1.20.2', false],
    ['native+ipsec', '1.20.2', false],
    ['vxlan+wireguard', '1.16.19', true],
    ['geneve+ipsec', '1.18.5', true],
    ['vxlan+ipsec', '1.17.13', false],
    ['vxlan+ipsec', '1.16.19', false]
  ])('of %s on Cilium %s are encapsulated before they are encrypted: %s', async (name, version, first) => {
    expect(await encapsulated(name, version)).toBe(first);
  });
});

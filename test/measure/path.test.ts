import { describe, expect, test } from '@jest/globals';
import { encapsulatesFirst } from '../../src/measure/path.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

/** Whether a scenario encapsulates first on a cluster whose agents report a version. */
async function encapsulated(name: string, version: string): Promise<boolean> {
  const metadata = { name: 'cilium-a', labels: { 'k8s-app': 'cilium' } };
  const { kubernetes } = fakeKubernetes({
    pods: new Map([['kube-system/cilium-a', { metadata, spec: { nodeName: 'a', containers: [] } }]]),
    exec: () => ({ stdout: JSON.stringify({ cilium: { msg: `${version} (v${version}-011fab6e)` } }) })
  });
  const scenario = parseScenario(name);
  if (scenario === undefined) throw new Error(`${name} is no scenario`);
  return encapsulatesFirst({ kubernetes, ciliumNamespace: 'kube-system' }, 'a', scenario);
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

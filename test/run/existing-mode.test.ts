import { describe, expect, test } from '@jest/globals';
import { enterCluster } from '../../src/run/enter-cluster.ts';
import { findExistingMode, type ExistingMode } from '../../src/run/existing-mode.ts';
import type { RunOptions } from '../../src/model/options.ts';
import { fakeHost, fakeProcesses } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { parse } from '../inputs/options.ts';

/** What agents say that Azure's mTLS put into ztunnel on its Cilium 1.18. */
const status = JSON.stringify({
  cilium: { msg: '1.18.6 (v1.18.6-a1b2)' },
  encryption: { mode: 'Ztunnel' },
  routing: { 'inter-host-routing-mode': 'Native', 'intra-host-routing-mode': 'BPF' }
});

/** Looks at a cluster whose Cilium came as the release `name`, or by no release. */
async function look(inputs: Record<string, string>, name?: string): Promise<{ readonly found: ExistingMode }> {
  const annotations: Record<string, string> =
    name === undefined ? {} : { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': 'kube-system' };
  const { kubernetes } = fakeKubernetes({
    nodes: ['a', 'b'].map(node => ({ metadata: { name: node, labels: { 'kubernetes.io/os': 'linux' } } })),
    pods: new Map(
      ['a', 'b'].map(node => [
        `kube-system/cilium-${node}`,
        {
          metadata: { name: `cilium-${node}`, labels: { 'k8s-app': 'cilium' } },
          spec: { nodeName: node, containers: [] }
        }
      ])
    ),
    daemonSets: new Map([['kube-system/cilium', { metadata: { annotations } }]]),
    exec: () => ({ stdout: status })
  });
  const list = [{ name, status: 'deployed', chart: 'rke2-cilium-1.18.600', app_version: '1.18.6', revision: '1' }];
  const processes = fakeProcesses((_, [verb, , release]) => ({
    stdout: JSON.stringify(verb === 'list' ? list : { valuesOf: release })
  }));
  const options: RunOptions = parse({ cluster: 'kubeconfig', apply: 'false', ...inputs });
  const host = fakeHost({ processes });
  const entered = await enterCluster({
    options,
    host,
    connect: () => Promise.resolve(kubernetes),
    choice: {
      obtain: () =>
        Promise.resolve({
          provider: 'kubeconfig',
          name: undefined,
          ours: false,
          kubeconfig: '/k',
          context: undefined,
          ciliumValues: {},
          tolerateControlPlane: false
        })
    },
    id: 'cpg-1',
    source: undefined,
    remember: () => Promise.resolve()
  });
  entered.lock.stop();
  return { found: await findExistingMode(host, options, entered) };
}

describe('a cluster that is measured as is', () => {
  test('can be in a mode that the run itself could not set on its version', async () => {
    const { found } = await look({});
    expect(found.options.scenarios).toEqual([{ routing: 'native', encryption: 'ztunnel' }]);
    expect(found).toMatchObject({
      version: '1.18.6',
      record: { valuesUnknown: expect.stringContaining('helm did not') }
    });
  });

  test('is not measured with a test that its mode does not cover', async () => {
    await expect(look({ tests: 'udp-latency' })).rejects.toThrow(
      'tests: udp-latency cannot be measured in "native+ztunnel", because ztunnel does not encrypt UDP'
    );
  });

  test('has the values of its release, whatever its name', async () => {
    const { found } = await look({}, 'rke2-cilium');
    expect(found.record).not.toHaveProperty('valuesUnknown');
    expect(await found.installation.values()).toEqual({ valuesOf: 'rke2-cilium' });
  });
});

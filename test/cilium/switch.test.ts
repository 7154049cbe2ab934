import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { unenroll, enroll } from '../../src/cilium/enrollment.ts';
import type { Helm, Release } from '../../src/cilium/helm.ts';
import { readInstalledRelease, refuseOtherChart } from '../../src/cilium/release.ts';
import { applyScenario, type CiliumSetup } from '../../src/cilium/upgrade.ts';
import { switchMode } from '../../src/cilium/switch.ts';
import { fakeClock, fakeFiles, fakeHost, fakeProcesses } from '../fakes/host.ts';
import { modes } from '../scenario/modes.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

const agentPods = new Map<string, V1Pod>(
  ['a', 'b'].map(node => [
    `kube-system/cilium-${node}`,
    { metadata: { name: `cilium-${node}`, labels: { 'k8s-app': 'cilium' } }, spec: { nodeName: node, containers: [] } }
  ])
);

/** What an agent prints for `cilium-dbg statedb dump`. */
function table(entries: { Name: string; kind: string }[]): string {
  const rows = entries.map(({ Name, kind }) => ({ Name, Status: { kind } }));
  return JSON.stringify({ devices: [], 'mtls-enrolled-namespaces': rows });
}

function agents(parts: Partial<FakeCluster>): ReturnType<typeof fakeKubernetes> {
  return fakeKubernetes({ pods: agentPods, ...parts });
}

describe('enrolling a namespace', () => {
  test('sets the label and ends when every agent has applied it', async () => {
    let asked = 0;
    const { kubernetes, cluster } = agents({
      exec: target => {
        asked += 1;
        const late = target.pod === 'cilium-b' && asked < 5;
        return { stdout: table([{ Name: 'perf', kind: late ? 'Pending' : 'Done' }]) };
      }
    });
    await enroll(kubernetes, fakeClock(), 'kube-system', ['a', 'b'], 'perf');
    expect(cluster.labels.get('perf')).toEqual({ 'io.cilium/mtls-enabled': 'true' });
    expect(asked).toBeGreaterThan(4);
  });

  test('fails with the node whose agent never applies it', async () => {
    const { kubernetes } = agents({
      exec: target => ({ stdout: table(target.pod === 'cilium-a' ? [{ Name: 'perf', kind: 'Done' }] : []) })
    });
    await expect(enroll(kubernetes, fakeClock(), 'kube-system', ['a', 'b'], 'perf')).rejects.toThrow(
      'namespace perf is not enrolled in ztunnel on b after 60 s'
    );
  });

  test('keeps waiting for an agent whose table cannot be read, and reports why on timeout', async () => {
    let asked = 0;
    const once = agents({
      exec: () => {
        asked += 1;
        return { stdout: asked < 9 ? '' : table([{ Name: 'perf', kind: 'Done' }]) };
      }
    });
    await enroll(once.kubernetes, fakeClock(), 'kube-system', ['a', 'b'], 'perf');
    const never = agents({ exec: () => ({ exitCode: 1, stderr: 'dial unix: no such file' }) });
    await expect(enroll(never.kubernetes, fakeClock(), 'kube-system', ['a', 'b'], 'perf')).rejects.toThrow(
      'namespace perf is not enrolled in ztunnel on a and b after 60 s: cannot read the enrollment on a: exit code 1: dial unix'
    );
  });

  test('is undone only once no agent has it', async () => {
    const { kubernetes, cluster } = agents({ exec: () => ({ stdout: table([{ Name: 'perf', kind: 'Done' }]) }) });
    await expect(unenroll(kubernetes, fakeClock(), 'kube-system', ['a', 'b'], 'perf')).rejects.toThrow(
      'still enrolled in ztunnel on a and b'
    );
    expect(cluster.labels.get('perf')).toEqual({ 'io.cilium/mtls-enabled': null });
  });
});

test("an upgrade never points the agents to another cluster's API server", async () => {
  const files = fakeFiles();
  const setup: Pick<CiliumSetup, 'clusterValues' | 'network' | 'version' | 'modes' | 'userValues' | 'workFolder'> = {
    clusterValues: { k8sServiceHost: 'perf-control-plane', k8sServicePort: 6443, operator: { replicas: 1 } },
    network: { podCidr: '10.0.0.0/8', autoDirectNodeRoutes: true },
    version: '1.20.2',
    modes: modes(),
    userValues: { k8sServiceHost: 'production', bpf: { masquerade: null } },
    workFolder: '/w'
  };
  const upgrade = (_: unknown, valuesFiles: readonly string[]): Promise<never> =>
    Promise.reject(new Error(valuesFiles.join()));
  const whole = { ...setup, host: fakeHost({ files }), helm: { upgrade }, cutOff: new Set() } as unknown as CiliumSetup;
  const applied = applyScenario(whole, { routing: 'vxlan', encryption: 'none' }, 'block');
  await expect(applied).rejects.toThrow('/w/cluster-values.yaml,/w/user-values.yaml,/w/scenario-values.yaml');
  // The null removes the chart's own value, so it has to reach helm.
  expect(parse(await files.read('/w/user-values.yaml'))).toEqual(setup.userValues);
  const last: unknown = parse(await files.read('/w/scenario-values.yaml'));
  expect(last).toMatchObject({ k8sServiceHost: 'perf-control-plane', k8sServicePort: 6443 });
  expect(last).not.toHaveProperty('operator.replicas');
});

describe('ztunnels whose Secret was lost in an interrupted run', () => {
  const old = 'kube-system/ztunnel-cilium-old';
  function world(secrets: string[]): { switching: Promise<unknown>; order: string[]; pods: Map<string, V1Pod> } {
    const order: string[] = [];
    const pods = new Map(agentPods).set(old, {
      metadata: { name: 'ztunnel-cilium-old', labels: { app: 'ztunnel-cilium' } }
    });
    const { kubernetes } = agents({ pods, secrets: new Set(secrets) });
    const setup: CiliumSetup = {
      host: fakeHost({ processes: fakeProcesses(() => undefined) }),
      kubernetes: {
        ...kubernetes,
        createSecret: (...secret) => {
          order.push(pods.has(old) ? 'secret beside old ztunnels' : 'secret');
          return kubernetes.createSecret(...secret);
        }
      },
      helm: {
        name: 'cilium',
        release: () => Promise.resolve(undefined),
        upgrade: () => Promise.reject(new Error('far enough')),
        rollback: () => Promise.resolve(),
        uninstall: () => Promise.resolve(),
        values: () => Promise.resolve({})
      },
      chart: { source: { kind: 'path', path: '/c' }, version: undefined },
      namespace: 'kube-system',
      version: '1.20.2',
      clusterValues: {},
      userValues: {},
      network: { podCidr: '10.0.0.0/8', autoDirectNodeRoutes: true },
      nodes: ['a', 'b'],
      modes: modes(),
      blockedBefore: [],
      labels: {},
      beforeSecret: name => Promise.resolve(void order.push(`remember ${name}`)),
      cutOff: new Set(),
      workFolder: '/w'
    };
    const scenario = { routing: 'vxlan', encryption: 'ztunnel' } as const;
    return { switching: switchMode(setup, scenario, 'block', 'perf').catch(String), order, pods };
  }

  test('are deleted before the new Secret is created', async () => {
    const { switching, order, pods } = world([]);
    expect(await switching).toContain('far enough');
    expect(order).toEqual(['remember cilium-ztunnel-secrets', 'secret']);
    expect(pods.has(old)).toBe(false);
  });

  test('are left alone if the Secret still exists', async () => {
    const { switching, order, pods } = world(['kube-system/cilium-ztunnel-secrets']);
    await switching;
    expect(order).toEqual([]);
    expect(pods.has(old)).toBe(true);
  });
});

describe('the release of an existing cluster', () => {
  const deployed: Release = {
    status: 'deployed',
    revision: 4,
    chartName: 'cilium',
    chartVersion: '1.20.2',
    appVersion: '1.20.2',
    updated: undefined
  };
  function helm(release: Partial<Release> | undefined, name = 'cilium'): Helm & { done: string[] } {
    const done: string[] = [];
    const note = (text: string): Promise<void> => Promise.resolve(void done.push(text));
    return {
      name,
      done,
      release: () => Promise.resolve(release && { ...deployed, ...release }),
      upgrade: () => note('upgrade'),
      rollback: revision => note(`rollback ${revision}`),
      uninstall: () => note('uninstall'),
      values: () => Promise.resolve({})
    };
  }

  test('is found, or reported as missing', async () => {
    expect(await readInstalledRelease(helm({}), undefined, 'n')).toEqual(deployed);
    expect(await readInstalledRelease(helm(undefined), undefined, 'n')).toBeUndefined();
  });

  test('is refused if it is stuck, by its own name', async () => {
    const stuck = helm({ status: 'pending-upgrade' }, 'rke2-cilium');
    await expect(readInstalledRelease(stuck, undefined, 'n')).rejects.toThrow(
      'the Helm release rke2-cilium is pending-upgrade (revision 4), so another change is in progress or was interrupted; restore it first: helm rollback rke2-cilium --namespace n'
    );
  });

  test('is refused if Helm did not install Cilium, naming its manager', async () => {
    const installed = { release: undefined, manager: undefined };
    await expect(readInstalledRelease(helm(undefined), installed, 'n')).rejects.toThrow(
      'Cilium runs in namespace n, but Helm did not install it there, so this run could not restore it'
    );
    const manager = { owner: 'Argo CD (Application infra)', pause: '' };
    await expect(readInstalledRelease(helm(undefined), { ...installed, manager }, 'n')).rejects.toThrow(
      'Helm did not install it there (Argo CD (Application infra) manages it), so'
    );
  });

  test("is refused if the run would install another chart, because a distribution's chart has other defaults", () => {
    const rke2 = { ...deployed, chartName: 'rke2-cilium', chartVersion: '1.17.300' };
    expect(() => {
      refuseOtherChart('rke2-cilium', rke2, 'cilium');
    }).toThrow(
      'cilium-chart: the Helm release rke2-cilium uses the chart rke2-cilium 1.17.300, and the chart cilium would replace it with other defaults; write the path of a chart rke2-cilium, or set apply: false to measure it as is'
    );
    expect(() => {
      refuseOtherChart('rke2-cilium', rke2, 'rke2-cilium');
    }).not.toThrow();
  });
});

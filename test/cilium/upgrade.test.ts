import { describe, expect, test } from '@jest/globals';
import { createHelm } from '../../src/cilium/helm.ts';
import { upgradePatiently } from '../../src/cilium/upgrade.ts';
import { fakeHost, fakeProcesses } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

/** Upgrades with a helm whose tries end with these errors, then well; `status` is what the release is after a failed one. */
async function upgrade(errors: string[], status = 'deployed') {
  const processes = fakeProcesses((_, args) => {
    if (args[0] === 'list') {
      const release = { name: 'cilium', status, chart: 'cilium-1.20.2', app_version: '1.20.2', revision: 7 };
      return { stdout: JSON.stringify([release]) };
    }
    const error = errors.shift();
    return error === undefined ? {} : { exitCode: 1, stderr: `Error: UPGRADE FAILED: ${error}` };
  });
  const host = fakeHost({ processes });
  const { kubernetes, cluster } = fakeKubernetes({ secrets: new Set(['kube-system/sh.helm.release.v1.cilium.v7']) });
  const target = { kubeconfig: undefined, context: 'c', namespace: 'kube-system', release: 'cilium' };
  const outcome = await upgradePatiently({
    host,
    kubernetes,
    helm: createHelm(processes, target),
    namespace: 'kube-system',
    chart: { source: { kind: 'path', path: '/c' }, version: undefined },
    valuesFiles: []
  }).then(
    () => 'done',
    (error: unknown) => String(error)
  );
  const upgrades = processes.calls.filter(([, command]) => command === 'upgrade').length;
  return { outcome, upgrades, seconds: host.clock.seconds(), secrets: [...cluster.secrets] };
}

const timeOut = 'Get "https://127.0.0.1:6443/api": context deadline exceeded';

describe('an upgrade', () => {
  test.each([
    timeOut,
    'create: failed to create: etcdserver: request timed out',
    'failed to perform "FetchReference": unexpected status code 502: Bad Gateway',
    'Kubernetes cluster unreachable: dial tcp 127.0.0.1:6443: connect: connection refused'
  ])('is tried again after "%s"', async error => {
    expect(await upgrade([error, error])).toMatchObject({ outcome: 'done', upgrades: 3, seconds: 15 });
  });

  test('is tried once where another try would not help', async () => {
    const { outcome, upgrades } = await upgrade(['values do not meet the specifications of the schema']);
    expect(outcome).toMatch(/^ClusterError: .*specifications of the schema$/);
    expect(upgrades).toBe(1);
  });

  test('is given up in the end, with the last words', async () => {
    const { outcome, seconds } = await upgrade(Array<string>(99).fill(timeOut));
    expect(outcome).toMatch(/^TransientError: helm upgrade failed .*context deadline exceeded$/);
    expect(seconds).toBeLessThan(240);
  });

  test('takes the record of a try that was cut off away, which would refuse the next', async () => {
    expect((await upgrade([timeOut], 'pending-upgrade')).secrets).toEqual([]);
    expect((await upgrade([timeOut], 'failed')).secrets).toHaveLength(1);
    expect((await upgrade([], 'pending-upgrade')).secrets).toHaveLength(1);
  });
});

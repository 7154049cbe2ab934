import { describe, expect, test } from '@jest/globals';
import { createHelm } from '../../src/cilium/helm.ts';
import { upgradePatiently } from '../../src/cilium/upgrade.ts';
import { fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const refused = 'another operation (install/upgrade/rollback) is in progress';

/** A revision that is not through: what its pods are annotated with, and until when it stays if nobody removes it. */
interface Pending {
  readonly block?: string;
  readonly status?: string;
  readonly until?: number;
}

/**
 * Upgrades for block-2 with a helm whose tries end with these errors, then well; `pending` is what the release is after a
 * failed one, which helm refuses until it is gone. `cutOff` are blocks before whose upgrade failed in the end.
 */
async function upgrade(errors: string[], pending?: Pending, cutOff = new Set<string>()) {
  const { block, status = 'pending-upgrade', until = Infinity } = pending ?? {};
  const record = 'kube-system/sh.helm.release.v1.cilium.v7';
  const isPending = (): boolean =>
    pending !== undefined && status !== 'failed' && cluster.secrets.has(record) && host.clock.seconds() < until;
  const processes = fakeProcesses((_, args) => {
    if (args[0] === 'list') {
      const updated = '2026-11-26 18:40:12.5 +0000 UTC';
      const now = isPending() ? status : 'deployed';
      const chart = { chart: 'cilium-1.20.2', app_version: '1.20.2' };
      return { stdout: JSON.stringify([{ name: 'cilium', status: now, ...chart, revision: 7, updated }]) };
    }
    if (args[0] === 'get') {
      return { stdout: JSON.stringify({ podAnnotations: block && { 'cilium-perf-gate/block': block } }) };
    }
    if (errors.length === 0 && isPending()) return { exitCode: 1, stderr: `Error: UPGRADE FAILED: ${refused}` };
    const error = errors.shift();
    return error === undefined ? {} : { exitCode: 1, stderr: `Error: UPGRADE FAILED: ${error}` };
  });
  const outputs = fakeOutputs();
  const host = fakeHost({ processes, outputs });
  const { kubernetes, cluster } = fakeKubernetes({ secrets: new Set([record]) });
  const target = { kubeconfig: undefined, context: 'c', namespace: 'kube-system', release: 'cilium' };
  const outcome = await upgradePatiently({
    host,
    kubernetes,
    helm: createHelm(processes, target),
    namespace: 'kube-system',
    chart: { source: { kind: 'path', path: '/c' }, version: undefined },
    valuesFiles: [],
    block: 'block-2',
    cutOff
  }).then(
    () => 'done',
    (error: unknown) => String(error)
  );
  const upgrades = processes.calls.filter(([, command]) => command === 'upgrade').length;
  const { lines } = outputs;
  return { outcome, upgrades, seconds: host.clock.seconds(), secrets: [...cluster.secrets], lines, cutOff };
}

const timeOut = 'Get "https://127.0.0.1:6443/api": context deadline exceeded';

describe('an upgrade', () => {
  test.each([
    timeOut,
    'create: failed to create: etcdserver: request timed out',
    'failed to perform "FetchReference": unexpected status code 502: Bad Gateway',
    'Kubernetes cluster unreachable: dial tcp 127.0.0.1:6443: connect: connection refused'
  ])('is retried after "%s"', async error => {
    expect(await upgrade([error, error])).toMatchObject({ outcome: 'done', upgrades: 3, seconds: 15 });
  });

  test('is not retried if that would not help', async () => {
    const { outcome, upgrades } = await upgrade(['values do not meet the specifications of the schema']);
    expect(outcome).toMatch(/^ClusterError: .*specifications of the schema$/);
    expect(upgrades).toBe(1);
  });

  test('gives up at its limit, with the last error', async () => {
    const { outcome, seconds } = await upgrade(Array<string>(99).fill(timeOut));
    expect(outcome).toMatch(/^TransientError: helm upgrade failed .*context deadline exceeded$/);
    expect(seconds).toBeLessThan(330);
  });

  test('removes the pending revision of its own interrupted attempt, which would block the next', async () => {
    const own = await upgrade([timeOut], { block: 'block-2' });
    expect(own).toMatchObject({ outcome: 'done', secrets: [] });
    expect([...own.cutOff]).toEqual([]);
    const earlier = await upgrade([], { block: 'block-1', status: 'pending-install' }, new Set(['block-1']));
    expect(earlier).toMatchObject({ outcome: 'done', secrets: [] });
    expect((await upgrade([timeOut], { block: 'block-2', status: 'failed' })).secrets).toHaveLength(1);
  });

  test.each([
    ['of other values', {}],
    ["with the values of this run's last revision (--reuse-values)", { block: 'block-1' }]
  ])("waits for someone else's change %s, and keeps its record", async (_, pending) => {
    const change = await upgrade([], { ...pending, until: 100 });
    expect(change).toMatchObject({ outcome: 'done', secrets: [expect.anything()] });
    expect(change.lines).toContain(
      '  trying again in 10 s: someone else is changing the Helm release cilium: revision 7 has been pending-upgrade since 2026-11-26 18:40:12.5 +0000 UTC'
    );
  });

  test("reports someone else's change that does not end", async () => {
    const { outcome, secrets, seconds } = await upgrade([timeOut], {});
    expect(outcome).toMatch(
      /^TransientError: someone else is changing .* revision 7 has been pending-upgrade since 2026/
    );
    expect(secrets).toHaveLength(1);
    expect(seconds).toBeGreaterThan(240);
  });
});

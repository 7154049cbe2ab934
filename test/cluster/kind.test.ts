import { describe, expect, test } from '@jest/globals';
import { createKindCluster, deleteKindCluster } from '../../src/cluster/kind.ts';
import { fakeFiles, fakeHost, fakeProcesses } from '../fakes/host.ts';

const options = {
  provider: 'kind',
  name: 'perf',
  keep: false,
  allowReconfigure: 'kind-perf',
  nodeImage: undefined,
  configFile: undefined
} as const;

describe('a kind cluster', () => {
  test('is created when none has its name, after what must be undone was saved', async () => {
    const order: string[] = [];
    const processes = fakeProcesses((_, args) => {
      order.push(args.slice(0, 2).join(' '));
      return { stdout: '' };
    });
    const cluster = createKindCluster(fakeHost({ processes }), options, '/w/kubeconfig', () => {
      order.push('saved');
      return Promise.resolve();
    });
    const ready = await cluster.obtain();
    expect(order).toEqual(['get clusters', 'saved', 'create cluster']);
    expect(processes.calls[1]).toEqual(expect.arrayContaining(['--kubeconfig', '/w/kubeconfig']));
    expect(ready.ciliumValues).toMatchObject({ k8sServiceHost: 'perf-control-plane', kubeProxyReplacement: true });
  });

  test('is used as it is when one has its name, and nothing is saved for deletion', async () => {
    const processes = fakeProcesses((_, args) => ({ stdout: args[0] === 'get' ? 'other\nperf\n' : '' }));
    let saved = false;
    await createKindCluster(fakeHost({ processes }), options, '/w/kubeconfig', () => {
      saved = true;
      return Promise.resolve();
    }).obtain();
    expect(processes.calls.map(call => call.slice(1, 3).join(' '))).toEqual(['get clusters', 'export kubeconfig']);
    expect(saved).toBe(false);
  });

  test.each([undefined, 'kind-other'])(
    'is not touched when it exists and the permission is %s',
    async allowReconfigure => {
      const processes = fakeProcesses(() => ({ stdout: 'perf\n' }));
      const cluster = createKindCluster(fakeHost({ processes }), { ...options, allowReconfigure }, '/w/k', () =>
        Promise.resolve()
      );
      await expect(cluster.obtain()).rejects.toThrow('write "kind-perf" to allow that');
      expect(processes.calls).toHaveLength(1);
    }
  );

  test('refuses a configuration that an existing cluster cannot take', async () => {
    const processes = fakeProcesses(() => ({ stdout: 'perf\n' }));
    const host = fakeHost({ processes, files: fakeFiles({ 'kind.yaml': '' }) });
    const cluster = createKindCluster(host, { ...options, configFile: 'kind.yaml' }, '/w/k', () => Promise.resolve());
    await expect(cluster.obtain()).rejects.toThrow('kind-config and kind-node-image cannot take effect');
  });

  test("fails with kind's own words", async () => {
    const processes = fakeProcesses(() => ({ exitCode: 1, stderr: 'ERROR: failed to delete: no engine' }));
    await expect(deleteKindCluster(fakeHost({ processes }), 'perf')).rejects.toThrow(
      'kind delete cluster failed (exit code 1): ERROR: failed to delete: no engine'
    );
  });
});

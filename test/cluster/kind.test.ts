import { describe, expect, test } from '@jest/globals';
import { createKindCluster, deleteKindCluster } from '../../src/cluster/kind.ts';
import { InputError } from '../../src/model/errors.ts';
import type { ClusterOptions } from '../../src/model/options.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';

const options = {
  provider: 'kind',
  name: 'perf',
  keep: false,
  allowReconfigure: 'kind-perf',
  nodeImage: undefined,
  kubernetesVersion: undefined,
  configFile: undefined,
  workers: undefined,
  loadImages: []
} as const;
const saved = (): Promise<void> => Promise.resolve();
type KindOptions = Extract<ClusterOptions, { provider: 'kind' }>;

describe('a kind cluster', () => {
  test('is created if none has its name, after saving how to undo that', async () => {
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

  test('is reused if one with its name exists, without saving it for deletion', async () => {
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
    'is not changed if it exists and the permission is %s',
    async allowReconfigure => {
      const processes = fakeProcesses(() => ({ stdout: 'perf\n' }));
      const cluster = createKindCluster(fakeHost({ processes }), { ...options, allowReconfigure }, '/w/k', () =>
        Promise.resolve()
      );
      await expect(cluster.obtain()).rejects.toThrow('write "kind-perf" to allow that');
      expect(processes.calls).toHaveLength(1);
    }
  );

  test.each<[string, Partial<KindOptions>]>([
    ['kind-config and kind-workers cannot take effect; remove these inputs', { configFile: 'kind.yaml', workers: 1 }],
    ['so kind-node-image cannot take effect; remove this input', { nodeImage: 'a:1' }],
    ['so kind-kubernetes-version cannot take effect', { kubernetesVersion: '1.34.3' }]
  ])('is refused if it exists and an input could not take effect: %s', async (words, more) => {
    const processes = fakeProcesses(() => ({ stdout: 'perf\n' }));
    const host = fakeHost({ processes, files: fakeFiles({ 'kind.yaml': '' }) });
    const examined = createKindCluster(host, { ...options, ...more }, '/w/k', saved).examine?.([]);
    await expect(examined).rejects.toThrow(InputError);
    await expect(examined).rejects.toThrow(words);
  });

  test.each<[Partial<KindOptions>, readonly string[]]>([
    [{}, []],
    [{ nodeImage: 'own:1' }, ['--image', 'own:1']],
    [{ kubernetesVersion: '1.34.3' }, ['--image', 'kindest/node:v1.34.3']]
  ])('is created with %j as %j', async (more, image) => {
    const processes = fakeProcesses(() => ({}));
    await createKindCluster(fakeHost({ processes }), { ...options, ...more }, '/w/k', saved).obtain();
    const create = processes.calls.find(call => call[1] === 'create') ?? [];
    expect(create.slice(create.indexOf('/w/k.kind.yaml') + 1)).toEqual(image);
  });

  test("is created with a log line as each of kind's steps starts", async () => {
    const outputs = fakeOutputs();
    const said =
      'Creating cluster "perf" ...\n • Preparing nodes 📦 📦   ...\n ✓ Preparing nodes 📦 📦 \nHave a nice day!\n';
    const processes = fakeProcesses((_, args) => ({ stderr: args[0] === 'create' ? said : '' }));
    await createKindCluster(fakeHost({ processes, outputs }), options, '/w/k', saved).obtain();
    expect(outputs.lines).toEqual(['  • Preparing nodes 📦 📦   ...']);
  });

  test('reports how to reach it when it is kept', async () => {
    const outputs = fakeOutputs();
    await createKindCluster(fakeHost({ outputs }), { ...options, keep: true }, '/w/k', saved).obtain();
    expect(outputs.lines.join('\n')).toContain('kind export kubeconfig --name perf');
  });
});

describe('images for the nodes of a kind cluster', () => {
  test.each([
    ['a new cluster', '', 'create cluster'],
    ['one that exists', 'perf\n', 'export kubeconfig']
  ])('are loaded into %s once it exists', async (_, clusters, before) => {
    const processes = fakeProcesses((_command, args) => ({ stdout: args[0] === 'get' ? clusters : '' }));
    const loadImages = ['a:1', 'b:2'];
    await createKindCluster(fakeHost({ processes }), { ...options, loadImages }, '/w/k', saved).obtain();
    const [last, beforeLast] = processes.calls.slice(-2).reverse();
    expect(last).toEqual(['kind', 'load', 'docker-image', '--name', 'perf', 'a:1', 'b:2']);
    expect(beforeLast?.slice(1, 3).join(' ')).toBe(before);
  });

  test('are reported as missing before anything is created', async () => {
    const processes = fakeProcesses((command, args) => ({
      exitCode: command === 'docker' && args.includes('b:2') ? 1 : 0
    }));
    const cluster = createKindCluster(
      fakeHost({ processes }),
      { ...options, loadImages: ['a:1', 'b:2'] },
      '/w/k',
      saved
    );
    const examined = cluster.examine?.([]);
    await expect(examined).rejects.toThrow(InputError);
    await expect(examined).rejects.toThrow(/^kind-load-images: the local Docker engine has no image "b:2"; [^\n]*$/);
    expect(processes.calls.some(call => call[1] === 'create')).toBe(false);
  });
});

describe('examining a kind cluster', () => {
  const scenarios = [
    { routing: 'vxlan', encryption: 'none' },
    { routing: 'geneve', encryption: 'wireguard' }
  ] as const;
  const files = fakeFiles({
    '/proc/sys/kernel/osrelease': '6.1.0\n',
    '/boot/config-6.1.0': 'CONFIG_VXLAN=y\nCONFIG_GENEVE=m\n',
    'kind.yaml': 'nodes: [{}, {role: worker}, {role: worker}]'
  });
  const machine = (engine: string, clusters = '') =>
    fakeProcesses((command, args) => ({ stdout: command === 'docker' ? engine : args[0] === 'get' ? clusters : '' }));

  test('gives its workers and the scenarios that its kernel does not support', async () => {
    const host = fakeHost({ processes: machine('6.1.0\n'), files });
    const prospect = await createKindCluster(host, { ...options, configFile: 'kind.yaml' }, '/w/k', saved).examine?.(
      scenarios
    );
    expect(prospect?.workers).toBe(2);
    expect([...(prospect?.unsupported ?? [])]).toEqual([
      ['geneve+wireguard', 'the kernel 6.1.0 has no WireGuard (CONFIG_WIREGUARD)']
    ]);
  });

  test('does not judge the kernel of an engine on another machine', async () => {
    const host = fakeHost({ processes: machine('6.6.87-linuxkit\n'), files });
    const prospect = await createKindCluster(host, options, '/w/k', saved).examine?.(scenarios);
    expect(prospect?.unsupported.size).toBe(0);
  });

  test('gives nothing for an existing cluster', async () => {
    const host = fakeHost({ processes: machine('6.1.0\n', 'perf\n'), files });
    expect(await createKindCluster(host, options, '/w/k', saved).examine?.(scenarios)).toBeUndefined();
  });
});

describe('removing a kind cluster', () => {
  test("fails with kind's own message", async () => {
    const processes = fakeProcesses(() => ({ exitCode: 1, stderr: 'ERROR: failed to delete: no engine' }));
    await expect(deleteKindCluster(fakeHost({ processes }), 'perf')).rejects.toThrow(
      'kind delete cluster failed (exit code 1): ERROR: failed to delete: no engine'
    );
  });
});

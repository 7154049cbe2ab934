import { describe, expect, test } from '@jest/globals';
import type { ExistingMode } from '../../src/run/existing-mode.ts';
import type { EnteredCluster } from '../../src/run/enter-cluster.ts';
import { ClusterError, InputError } from '../../src/model/errors.ts';
import type { Prepared } from '../../src/measure/set-up.ts';
import { prepare } from '../../src/run/prepare.ts';
import type { Undo } from '../../src/results/undo-state.ts';
import type { EncryptionMode, Scenario } from '../../src/model/scenario.ts';
import type { CiliumSpec } from '../../src/run/cilium-spec.ts';
import { fakeHost, fakeProcesses } from '../fakes/host.ts';
import { parse } from '../inputs/options.ts';
import { agentsReady, rolledOut } from '../support/blocked-nodes.ts';
import { createSpec } from '../support/cilium-spec.ts';

const enrolled = { 'io.cilium/mtls-enabled': 'true' };
const words: Readonly<Record<EncryptionMode, string>> = {
  ...{ none: 'Disabled', wireguard: 'Wireguard', ipsec: 'IPsec', ztunnel: 'Ztunnel' }
};
const spec = createSpec();
const found: ExistingMode = {
  options: parse({ cluster: 'kubeconfig', apply: 'false' }),
  placement: { client: { metadata: { name: 'a' } }, server: { metadata: { name: 'b' } }, nodes: [] },
  version: '1.20.2',
  installation: { values: () => Promise.resolve({}), describe: () => Promise.reject(new Error('not asked')) },
  record: { enrolledNamespaces: [] }
};

/** A cluster of the user's with two nodes and a Cilium that helm installed, in any mode at once. */
function world({
  ours = false,
  existing = false,
  inputs = {},
  reference = []
}: {
  ours?: boolean;
  existing?: boolean;
  inputs?: Parameters<typeof parse>[0];
  reference?: readonly (readonly ['reference', CiliumSpec])[];
} = {}) {
  let mode: EncryptionMode = 'none';
  const nodes = rolledOut(2, () => words[mode]);
  nodes.blocked.clear();
  const { kubernetes, cluster } = nodes;
  cluster.nodes = ['a', 'b'].map(name => ({
    metadata: { name, labels: { 'kubernetes.io/os': 'linux' } },
    status: { conditions: [{ type: 'Ready', status: 'True' }] }
  }));
  const remembered: Partial<Undo>[] = [];
  const lock = { isLost: false };
  /** What helm was told to change, with what a test wants to know of that moment. */
  const changes: string[] = [];
  const here = { atChange: (): string => '', helmFails: Array<string>() };
  const processes = fakeProcesses((_, [verb = '']) => {
    if (verb === 'upgrade') changes.push(`${verb}${here.atChange()}`);
    const stderr = here.helmFails.shift();
    if (stderr !== undefined) return { exitCode: 1, stderr };
    const release = {
      name: 'cilium',
      status: 'deployed',
      chart: 'cilium-1.20.2',
      app_version: '1.20.2',
      revision: '3'
    };
    return { stdout: JSON.stringify(verb === 'list' ? [release] : {}) };
  });
  const host = fakeHost({ processes });
  const entered: EnteredCluster = {
    cluster: {
      ...{ provider: 'kubeconfig', name: undefined, ours, kubeconfig: '/k', context: undefined },
      ...{ ciliumValues: {}, tolerateControlPlane: false }
    },
    kubernetes,
    lock: {
      check: () => {
        if (lock.isLost) throw new ClusterError('this run lost the cluster lock: run cpg-2 took it over');
      },
      renew: () => Promise.resolve(),
      stop: () => undefined
    },
    seconds: 0
  };
  const options = parse({
    ...{ cluster: 'kubeconfig', 'allow-reconfigure': 'kind-test', scenarios: 'vxlan' },
    ...inputs
  });
  const start = (context = kubernetes.context): Promise<Prepared> =>
    prepare({
      options,
      specs: new Map(existing ? [] : [['candidate', spec], ...reference]),
      found: existing ? found : undefined,
      start: undefined,
      host,
      entered: { ...entered, kubernetes: { ...kubernetes, context } },
      ...{ id: 'cpg-1', workFolder: '/w', output: '/out' },
      remember: more => Promise.resolve(void remembered.push(more)),
      record: () => Promise.resolve(),
      onLook: () => Promise.resolve()
    });
  /** Prepares, and gives what takes the cluster into a mode. */
  const entering = async (): Promise<(encryption: EncryptionMode) => Promise<number>> => {
    const { setups } = await start();
    return async encryption => {
      mode = encryption;
      const scenario: Scenario = { routing: 'vxlan', encryption };
      const entry = setups.get('candidate')?.enter(scenario, 'block', 'cpg-1');
      return entry ?? Promise.reject(new Error('no setup'));
    };
  };
  return { ...nodes, start, entering, remembered, changes, lock, here, processes };
}

describe('a cluster is refused before anything on it is changed', () => {
  test('if it has other namespaces enrolled in ztunnel, which the error names', async () => {
    const { start, cluster, remembered, changes } = world();
    cluster.labels.set('shop', enrolled).set('bank', enrolled).set('blog', {});
    const error: unknown = await start().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain('namespaces enrolled in ztunnel (shop, bank), whose pods would lose');
    expect([remembered, changes, [...cluster.namespaces]]).toEqual([[], [], []]);
    expect(cluster.labels.get('shop')).toEqual(enrolled);
  });

  test('if it is not the one that the inputs allow the run to change', async () => {
    const { start, cluster, remembered, changes } = world();
    const error: unknown = await start('production').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain(
      'allow-reconfigure: "kind-test" is not the kubeconfig\'s context; write "production"'
    );
    expect([remembered, changes, [...cluster.namespaces]]).toEqual([[], [], []]);
  });

  test('but not if Cilium is not changed', async () => {
    const { start, cluster } = world({ existing: true });
    cluster.labels.set('shop', enrolled);
    await start('production');
    expect(cluster.labels.get('shop')).toEqual(enrolled);
  });
});

describe('a block', () => {
  test.each([false, true])('does not begin when another run has the cluster (existing mode: %s)', async existing => {
    const { entering, cluster, changes, lock } = world({ existing });
    const enter = await entering();
    await enter('none');
    const before = changes.length;
    lock.isLost = true;
    cluster.exec = () => {
      throw new Error('asked an agent');
    };
    await expect(enter('none')).rejects.toThrow('this run lost the cluster lock: run cpg-2 took it over');
    expect(changes).toHaveLength(before);
  });

  test('removes its namespace from ztunnel on every node before Cilium changes', async () => {
    const { entering, cluster, changes, here } = world();
    const enter = await entering();
    cluster.labels.set('cpg-1', enrolled);
    const members = new Map([
      ['cilium-a', 2],
      ['cilium-b', 4]
    ]);
    const { exec } = cluster;
    cluster.exec = (target, command) => {
      if (command[1] !== 'statedb') return exec(target, command);
      // An agent takes a change of the label over a few looks later.
      const looks = members.get(target.pod) ?? 0;
      const isOut = cluster.labels.get('cpg-1')?.['io.cilium/mtls-enabled'] === null;
      if (isOut) members.set(target.pod, Math.max(0, looks - 1));
      const rows = looks > 0 ? [{ Name: 'cpg-1', Status: { kind: 'Done' } }] : [];
      return { stdout: JSON.stringify({ 'mtls-enrolled-namespaces': rows }) };
    };
    here.atChange = () => `, enrolled: ${[...members].flatMap(([pod, looks]) => (looks > 0 ? [pod] : [])).join()}`;
    await enter('none');
    expect(changes).toEqual(['upgrade, enrolled: ']);
  });

  test('does not start before the keys of its mode exist', async () => {
    const { entering, cluster } = world();
    const enter = await entering();
    const key = (name: string): Record<string, string> => ({ 'network.cilium.io/wg-pub-key': `key of ${name}` });
    cluster.ciliumNodes.set('a', key('a')).set('b', {});
    await expect(enter('wireguard')).rejects.toThrow('the WireGuard key of b (not in its CiliumNode yet)');
    cluster.ciliumNodes.set('b', key('b'));
    await enter('wireguard');
  });
});

test('each arm is set up for the mode of its own values', async () => {
  const mode = {
    scenario: { routing: 'vxlan', encryption: 'wireguard' },
    modes: { ...parse({}).modes, wireguardNodeEncryption: true }
  } as const;
  const { start } = world({ reference: [['reference', { ...spec, mode }]] });
  const { setups } = await start();
  expect(setups.get('candidate')?.modes.wireguardNodeEncryption).toBe(false);
  expect(setups.get('reference')?.modes).toEqual(mode.modes);
});

describe('a Secret that a block creates', () => {
  test('is saved with those of earlier blocks, so that restoring removes it', async () => {
    const { entering, cluster, remembered } = world();
    const enter = await entering();
    await enter('ipsec');
    await enter('ipsec');
    await expect(enter('ztunnel')).rejects.toThrow('the ztunnels');
    const secrets = remembered.flatMap(more => (more.secrets === undefined ? [] : [more.secrets]));
    const [keys, certificates] = ['cilium-ipsec-keys', 'cilium-ztunnel-secrets'].map(name => ['kube-system', name]);
    expect(secrets).toEqual([[keys], [keys, certificates]]);
    expect(cluster.secrets.size).toBe(2);
  });

  test("is not saved on the run's own cluster, with which it is deleted", async () => {
    const { entering, remembered } = world({ ours: true });
    await (
      await entering()
    )('ipsec');
    expect(remembered.map(more => more.secrets)).not.toContainEqual(expect.anything());
  });
});

test('what restoring needs is saved: the time limit for all agents, and the pull secret of its pods', async () => {
  const { start, cluster, remembered } = world({ inputs: { 'image-pull-secret': 'default/registry' } });
  cluster.pullSecrets.set('default/registry', { name: 'registry', dockerConfig: 'e30=' });
  const agents = agentsReady(2);
  const status = { ...agents.status, desiredNumberScheduled: 100, updatedNumberScheduled: 100, numberReady: 100 };
  const updateStrategy = { rollingUpdate: { maxUnavailable: 4 } };
  const many = {
    ...agents,
    spec: { selector: {}, template: {}, updateStrategy },
    status: { ...agents.status, ...status }
  };
  cluster.daemonSets.set('kube-system/cilium', many as typeof agents);
  await start();
  const together = remembered.reduce((all, more) => ({ ...all, ...more }), {});
  // 25 batches, of which the first is within the time that each rollout has.
  expect(together.release).toMatchObject({ revision: 3, rolloutSeconds: 300 + 24 * 30 });
  expect(together.before?.pullSecret).toEqual({ namespace: 'default', name: 'registry' });
});

test('preparing a run survives a moment in which helm cannot reach the API server', async () => {
  const { start, here, remembered } = world();
  here.helmFails.push('Error: Kubernetes cluster unreachable: net/http: TLS handshake timeout');
  await start();
  expect(remembered).toContainEqual({ release: expect.objectContaining({ revision: 3 }) });
});

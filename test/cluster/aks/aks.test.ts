import { describe, expect, test } from '@jest/globals';
import { adaptToManaged, byocniValues, clearOfServices, keepPool } from '../../../src/cluster/aks/values.ts';
import { createAz, findAz } from '../../../src/cluster/aks/az.ts';
import { describeCost } from '../../../src/cluster/aks/cost.ts';
import { fetchCredentials } from '../../../src/cluster/aks/credentials.ts';
import { createEphemeralAks } from '../../../src/cluster/aks/ephemeral.ts';
import { waitForNodes } from '../../../src/cluster/aks/nodes.ts';
import { runTags } from '../../../src/cluster/aks/groups.ts';
import { ClusterError, InputError } from '../../../src/model/errors.ts';
import type { Host, Processes } from '../../../src/host/ports.ts';
import type { EphemeralAks } from '../../../src/model/options.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../../fakes/host.ts';
import { fakeKubernetes } from '../../fakes/kubernetes.ts';
import { parse } from '../../inputs/options.ts';
import { commandsOf, fakeAz, refusal } from './azure.ts';

const noGroup = refusal('ResourceGroupNotFound', "Resource group 'cpg-00000001' could not be found.");
const cluster = {
  name: 'cpg-00000001',
  location: 'westeurope',
  provisioningState: 'Succeeded',
  networkProfile: { networkPlugin: 'none', serviceCidr: '10.0.0.0/16' }
};
const ephemeral: EphemeralAks = {
  provider: 'aks',
  kind: 'ephemeral',
  location: 'westeurope',
  vmSize: 'Standard_D4s_v5',
  zone: undefined,
  kubernetesVersion: undefined,
  podCidr: '192.168.0.0/16',
  tags: ['owner=net'],
  nodePrice: undefined
};

/** A machine with this az. */
const withAz = (processes: Processes): Host => fakeHost({ processes });

describe('az', () => {
  test.each([
    [{ version: { 'azure-cli': '2.38.9' } }, 'requires az 2.39 or later, but found 2.38.9; update it with: az upgrade'],
    [{ 'account show': "ERROR: Please run 'az login' to setup account." }, 'requires a login to Azure']
  ])('is checked before anything is changed: %j', async (answers, words) => {
    await expect(findAz(withAz(fakeAz(answers)))).rejects.toThrow(InputError);
    await expect(findAz(withAz(fakeAz(answers)))).rejects.toThrow(words);
  });

  test('that is missing is requested with its version', async () => {
    await expect(findAz(withAz(fakeProcesses(() => undefined)))).rejects.toThrow(
      'az is not on the PATH; install az 2.39 or later'
    );
  });

  test('is quoted once, with what the user can do', async () => {
    const az = createAz(withAz(fakeAz({ 'aks create': refusal('QuotaExceeded', 'No quota.') })), 'sub');
    await expect(az.run(['aks', 'create', '--name', 'x'])).rejects.toThrow(
      /^az aks create failed: \(QuotaExceeded\) No quota\.; choose another aks-vm-size or aks-location, or request a higher quota$/
    );
  });

  test.each([
    'AADSTS700024: Client assertion is not within its valid time range.',
    refusal('ExpiredAuthenticationToken', 'The access token has expired.')
  ])('reports an expired login: %j', async words => {
    const az = createAz(withAz(fakeAz({ 'group delete': `ERROR: ${words}` })), 'sub');
    await expect(az.run(['group', 'delete', '--name', 'x'])).rejects.toThrow('the login has expired');
  });

  test('always gets the subscription that was found', async () => {
    const processes = fakeAz({});
    await createAz(withAz(processes), 'sub').run(['group', 'delete', '--name', 'x']);
    expect(processes.calls[0]).toEqual(expect.arrayContaining(['--subscription', 'sub', '--only-show-errors']));
  });
});

describe('a cluster that the run creates', () => {
  const create = (answers: Parameters<typeof fakeAz>[0], options: EphemeralAks = ephemeral) => {
    const processes = fakeAz({ 'group show': noGroup, 'ppg create': { id: '/ppg' }, 'aks show': cluster, ...answers });
    const host = fakeHost({ processes });
    const saved: string[][] = [];
    const made = createEphemeralAks(host, options, {
      runId: 'cpg-00000001',
      tags: () => ['a=b'],
      kubeconfig: '/w/kubeconfig',
      beforeCreation: undo => {
        saved.push([undo.resourceGroup, ...commandsOf(processes)]);
        return Promise.resolve();
      }
    });
    return { processes, saved, made };
  };

  test('is saved before its first part is created', async () => {
    const { processes, saved, made } = create({});
    const ready = await made.obtain();
    expect(saved).toEqual([['cpg-00000001', 'version', 'account show', 'group show']]);
    expect(commandsOf(processes).slice(3)).toEqual([
      'group create',
      'ppg create',
      'aks create',
      'aks get-credentials',
      'aks show'
    ]);
    expect(processes.calls.find(call => call[2] === 'create' && call[1] === 'aks')).toEqual(
      expect.arrayContaining(['--ppg', '/ppg', '--network-plugin', 'none', '--no-ssh-key'])
    );
    for (const kind of ['group', 'ppg', 'aks']) {
      const creation = processes.calls.find(call => call[1] === kind && call[2] === 'create') ?? [];
      expect(creation.slice(creation.indexOf('--tags'))).toEqual(expect.arrayContaining(['owner=net', 'a=b']));
    }
    expect(ready).toMatchObject({ ours: true, context: 'cpg-00000001', serviceCidr: '10.0.0.0/16' });
  });

  test('is in a zone instead of a placement group if one is named', async () => {
    const { processes, made } = create({}, { ...ephemeral, zone: '3' });
    await made.obtain();
    expect(commandsOf(processes)).not.toContain('ppg create');
    expect(processes.calls.flat()).toEqual(expect.arrayContaining(['--zones', '3']));
  });

  test('is refused in an existing group, which is not saved for deletion', async () => {
    const { processes, saved, made } = create({
      'group show': { name: 'cpg-00000001', properties: { provisioningState: 'Succeeded' } }
    });
    await expect(made.obtain()).rejects.toThrow('already exists');
    expect([saved, commandsOf(processes)]).toEqual([[], ['version', 'account show', 'group show']]);
  });
});

describe('credentials', () => {
  const kubeconfig = (command: string): string =>
    `users: [{name: u, user: {exec: {command: ${command}, args: [get-token]}}}]`;

  const fetchWith = async (content: string, kubelogin: 'converts' | 'fails' | 'missing') => {
    const files = fakeFiles();
    const calls: string[][] = [];
    const processes = fakeProcesses((command, args) => {
      calls.push([command, ...args]);
      if (command === 'az') void files.write('/w/kubeconfig', content);
      if (command !== 'kubelogin' || kubelogin === 'converts') return {};
      return kubelogin === 'fails' ? { exitCode: 1, stderr: 'no such flag' } : undefined;
    });
    const az = createAz(withAz(processes), 'sub');
    await fetchCredentials(fakeHost({ files, processes }), az, { resourceGroup: 'lab', name: 'perf' }, '/w/kubeconfig');
    return calls;
  };

  test("for Azure AD come from az's login, in the run's own file", async () => {
    const calls = await fetchWith(kubeconfig('kubelogin'), 'converts');
    expect(calls[1]).toEqual([
      ...['kubelogin', 'convert-kubeconfig', '--login', 'azurecli', '--kubeconfig', '/w/kubeconfig']
    ]);
  });

  test('without Azure AD need no conversion', async () => {
    expect(await fetchWith('users: [{name: u, user: {token: t}}]', 'missing')).toHaveLength(1);
  });

  test.each(['missing', 'fails'] as const)('of Azure AD ask for kubelogin when it %s', async how => {
    await expect(fetchWith(kubeconfig('kubelogin'), how)).rejects.toThrow(ClusterError);
    await expect(fetchWith(kubeconfig('kubelogin'), how)).rejects.toThrow('run azure/use-kubelogin in an earlier step');
  });
});

describe('a managed cluster', () => {
  const managed = { ...cluster, networkProfile: { networkPlugin: 'azure', networkDataplane: 'cilium' } };
  const inputs = { cluster: 'aks', 'aks-resource-group': 'lab', 'aks-name': 'perf' };
  const adapt = (found: object, more: Record<string, string> = {}) =>
    adaptToManaged(fakeHost({ processes: fakeAz({ 'aks show': found }) }), parse({ ...inputs, ...more }));

  test('is measured as is, in any mode', async () => {
    expect(await adapt(managed)).toMatchObject({ apply: false, scenarios: [] });
  });

  test('must be in the one requested scenario', async () => {
    const { scenarios } = await adapt(managed, { scenarios: 'vxlan+wireguard' });
    expect(scenarios).toEqual([{ routing: 'vxlan', encryption: 'wireguard' }]);
    await expect(adapt(managed, { scenarios: 'vxlan, native' })).rejects.toThrow('scenarios: lists 2');
  });

  test('refuses inputs that would change Cilium', async () => {
    await expect(adapt(managed, { 'cilium-values': 'values.yaml', 'cilium-version': '1.20.2' })).rejects.toThrow(
      'remove cilium-values, cilium-version'
    );
  });

  test('is distinguished from a BYOCNI cluster', async () => {
    expect((await adapt(cluster, { 'allow-reconfigure': 'perf' })).apply).toBe(true);
  });

  test('is not queried for a plan, which needs no login', async () => {
    const host = fakeHost({ processes: fakeProcesses(() => undefined) });
    expect((await adaptToManaged(host, parse({ ...inputs, 'plan-only': 'true' }))).apply).toBe(true);
  });
});

describe('values for BYOCNI', () => {
  test('keep the pool of the running Cilium', () => {
    const config = { 'cluster-pool-ipv4-cidr': '10.50.0.0/16 10.51.0.0/16', 'cluster-pool-ipv4-mask-size': '25' };
    expect(keepPool(byocniValues('192.168.0.0/16'), config)).toMatchObject({
      aksbyocni: { enabled: true },
      ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.50.0.0/16', '10.51.0.0/16'], clusterPoolIPv4MaskSize: 25 } }
    });
    expect(keepPool(byocniValues(null), undefined)).toEqual(byocniValues('192.168.0.0/16'));
  });

  test('must not overlap the Service range', () => {
    expect(() => {
      clearOfServices(['192.168.0.0/16', '10.0.0.0/8'], '10.0.0.0/16');
    }).toThrow(InputError);
    expect(() => {
      clearOfServices(['192.168.0.0/16'], '10.0.0.0/16');
    }).not.toThrow();
  });
});

describe('nodes of a new cluster', () => {
  test("are waited for, even before the cluster's name resolves", async () => {
    const { kubernetes, cluster: fake } = fakeKubernetes();
    let looks = 0;
    const outputs = fakeOutputs();
    const slow = {
      ...kubernetes,
      nodes: () => {
        looks += 1;
        if (looks < 3) return Promise.reject(new ClusterError('getaddrinfo ENOTFOUND'));
        fake.nodes = [{}, {}].slice(0, looks - 2);
        return Promise.resolve(fake.nodes);
      }
    };
    await waitForNodes(slow, fakeHost({ outputs }));
    expect(looks).toBe(4);
    expect(outputs.lines).toEqual(['  waiting for the nodes: getaddrinfo ENOTFOUND']);
  });

  test('are waited for until Azure has initialized them', async () => {
    const taint = { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' };
    const { kubernetes, cluster: fake } = fakeKubernetes({ nodes: [{}, { spec: { taints: [taint] } }] });
    await expect(waitForNodes(kubernetes, fakeHost())).rejects.toThrow('1 of 2 nodes are initialized');
    fake.nodes = [{}, {}];
    await waitForNodes(kubernetes, fakeHost());
  });

  test('that never join end the run', async () => {
    const { kubernetes } = fakeKubernetes({ nodes: [{}] });
    await expect(waitForNodes(kubernetes, fakeHost())).rejects.toThrow('1 of 2 nodes have joined');
  });
});

test('the cost of a run includes its nodes during setup and cleanup', () => {
  const { cost, assumptions } = describeCost({ ...ephemeral, nodePrice: 0.2 }, 45 * 60);
  expect(assumptions).toContain('2 nodes for 60:00 min, including 15:00 min to create and delete them');
  expect(cost).toBe('  estimated cost: 2.0 node hours of Standard_D4s_v5 in westeurope, at 0.2 each about 0.40');
  expect(describeCost(parse({}).cluster, 60)).toEqual({});
});

test('the tags of a run outlive its longest job', () => {
  const now = new Date('2026-11-25T00:00:00.000Z');
  expect(runTags('cpg-00000001', now, 3600, 77)).toEqual([
    'cilium-perf-gate-run=cpg-00000001',
    'cilium-perf-gate-expires=2026-11-25T07:00:00.000Z',
    'cilium-perf-gate-github-run=77'
  ]);
});

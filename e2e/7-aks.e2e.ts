import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import type { Lab } from '../lab/lab.ts';
import { startLoopbackArm, type LoopbackArm } from '../test/support/loopback-arm/server.ts';
import { addCluster, addGroup, createArmWorld, type ArmError } from '../test/support/loopback-arm/world.ts';
import { logIn } from './azure/az.ts';
import { readRun, requireLab, runCli, scratch, start, writeFakeHelm, type Started } from './support.ts';

/** The real az, logged in to a fake Azure on this machine, and a fake helm with one chart. */
let arm: LoopbackArm;
let azure: Record<string, string>;
/** Environment of the current run, with its own state folder. */
let environment: Record<string, string>;
let output: string;

const expiredLogin: ArmError = {
  status: 401,
  code: 'ExpiredAuthenticationToken',
  message: 'The access token expiry UTC time has passed.'
};
const making = /creating the AKS cluster/;

beforeAll(async () => {
  arm = await startLoopbackArm();
  azure = await logIn(arm);
});
afterAll(async () => {
  await arm[Symbol.asyncDispose]();
});
beforeEach(() => {
  arm.world = createArmWorld();
  arm.requests.splice(0);
  output = scratch();
  const tools = scratch();
  writeFakeHelm(tools);
  environment = { ...azure, PATH: `${tools}:${azure['PATH'] ?? ''}`, XDG_STATE_HOME: scratch() };
});

const made = ['--cluster', 'aks', '--aks-location', 'westeurope'];
const existing = ['--cluster', 'aks', '--aks-resource-group', 'lab', '--aks-name', 'perf'];

function run(flags: readonly string[]): ReturnType<typeof runCli> {
  return runCli(['run', ...flags, '--output', output], environment);
}

/** Requests that changed something in Azure, without IDs. */
function changes(): readonly string[] {
  return arm.requests
    .filter(request => !request.startsWith('GET') && !request.includes('listCluster'))
    .map(request => request.replace(/\/subscriptions\/[^/]+/, '').replaceAll(/cpg-[0-9a-f]+/g, 'cpg'));
}

/** The state saved for the cleanup. */
function kept(): readonly string[] {
  const base = environment['RUNNER_TEMP'] ?? environment['XDG_STATE_HOME'] ?? '';
  try {
    return readdirSync(join(base, 'cilium-perf-gate')).filter(name => name.endsWith('.json'));
  } catch {
    return [];
  }
}

/** The states of the remaining resource groups by name; some can be deleting. */
function groups(): Record<string, string> {
  return Object.fromEntries([...arm.world.groups.values()].map(({ name, state }) => [name.slice(0, 3), state]));
}

const gone = ['DELETE /resourcegroups/cpg'];
const group = ['PUT /resourcegroups/cpg'];
const placement = ['PUT /resourceGroups/cpg/providers/Microsoft.Compute/proximityPlacementGroups/cpg'];
const cluster = ['PUT /resourceGroups/cpg/providers/Microsoft.ContainerService/managedClusters/cpg'];

describe('an AKS cluster created for the run', () => {
  test('that exceeds the quota ends the run with the error from Azure; what Azure does not delete is reported, and the next run tries again', async () => {
    arm.world.refuseCluster = {
      status: 400,
      code: 'ErrCode_InsufficientVCPUQuota',
      message: 'Insufficient vcpu quota requested 8, remaining 4 for family standardDSv5Family for region westeurope.'
    };
    arm.world.refuseDeletion = {
      status: 409,
      code: 'ScopeLocked',
      message: 'The scope cannot perform delete operation because following scope(s) are locked.'
    };
    const { code, output: said } = await run(made);
    expect(said).toContain(
      'error: az aks create failed: (ErrCode_InsufficientVCPUQuota) Insufficient vcpu quota requested 8, remaining 4 for family standardDSv5Family for region westeurope.; choose another aks-vm-size or aks-location, or request a higher quota'
    );
    expect(code).toBe(3);
    expect(said).toMatch(
      /deletion of resource group cpg-\w+ failed: .*\(ScopeLocked\) The scope cannot perform.*; by hand: az group delete/s
    );
    expect(kept()).toHaveLength(1);
    arm.world.refuseDeletion = undefined;
    expect((await runCli(['restore', '--output', output], environment)).code).toBe(0);
    expect(changes()).toEqual([...group, ...placement, ...cluster, ...gone, ...gone]);
    expect(groups()).toEqual({ cpg: 'Deleting' });
    expect(kept()).toEqual([]);
  });

  test('whose name is taken is not created, and the existing group does not change', async () => {
    arm.world.takenNames = /^cpg-/;
    const { code, output: said } = await run(made);
    expect(said).toMatch(
      /error: a resource group cpg-\w+ already exists and does not belong to this run; start the run again/
    );
    expect(code).toBe(3);
    expect(changes()).toEqual([]);
    expect(kept()).toEqual([]);
  });

  test('that fails halfway is deleted, the error from Azure is shown, and the post step confirms the deletion', async () => {
    arm.world.creationPolls = 2;
    arm.world.failCreation = {
      status: 200,
      code: 'VMExtensionProvisioningError',
      message: 'VM has reported a failure when processing extension vmssCSE.'
    };
    arm.world.deletionLooks = 2;
    const step = startAction(made);
    expect((await step.ended).code).toBe(3);
    expect(step.output()).toContain(
      '(VMExtensionProvisioningError) VM has reported a failure when processing extension vmssCSE.'
    );
    expect(groups()).toEqual({ cpg: 'Deleting' });
    const post = start('post', [], environment);
    const { code } = await post.ended;
    expect([code, post.output()]).toEqual([0, expect.stringMatching(/resource group cpg-\w+ is deleted/)]);
    expect(changes()).toEqual([...group, ...placement, ...cluster, ...gone]);
    expect(kept()).toEqual([]);
  });

  test('of a canceled run is deleted by restore', async () => {
    arm.world.creationPolls = 1000;
    const child = start('cli', ['run', ...made, '--output', output], environment);
    await child.said(making);
    await seen(() => arm.world.clusters.size > 0);
    const signalled = performance.now();
    child.child.kill('SIGINT');
    const { code } = await child.ended;
    expect(performance.now() - signalled).toBeLessThan(5000);
    expect(code).toBe(130);
    expect(groups()).toEqual({ cpg: 'Succeeded' });

    const restored = await runCli(['restore', '--output', output], environment);
    expect([restored.code, restored.output]).toEqual([
      0,
      expect.stringMatching(/deletion of resource group cpg-\w+: done/)
    ]);
    expect(groups()).toEqual({ cpg: 'Deleting' });
    expect(kept()).toEqual([]);
  });

  test('of a killed step is deleted by the post step, which waits for the deletion', async () => {
    arm.world.creationPolls = 1000;
    arm.world.deletionLooks = 2;
    const step = startAction(made);
    await step.said(making);
    await seen(() => arm.world.clusters.size > 0);
    step.child.kill('SIGKILL');
    await step.ended;
    expect(kept()).toHaveLength(1);

    const post = start('post', [], environment);
    const { code } = await post.ended;
    expect([code, post.output()]).toEqual([0, expect.stringMatching(/resource group cpg-\w+ is deleted/)]);
    expect(groups()).toEqual({});
    expect([arm.world.clusters.size, arm.world.placementGroups.size]).toEqual([0, 0]);
    expect(kept()).toEqual([]);
    // A second time there is nothing left to do, and that is fine.
    expect((await start('post', [], environment).ended).code).toBe(0);
  });

  test('that outlives the login is listed with the command that deletes it, and swept by a later job', async () => {
    arm.world.creationPolls = 1000;
    const step = startAction(made);
    await step.said(making);
    await seen(() => arm.world.clusters.size > 0);
    arm.world.refuseEverything = expiredLogin;
    const { code } = await step.ended;
    expect(code).toBe(3);
    expect(step.output()).toContain('the login has expired');
    const post = start('post', [], environment);
    const ended = await post.ended;
    expect(ended.code).toBe(3);
    expect(post.output()).toMatch(
      /request the deletion of resource group (cpg-\w+) failed: .*by hand: az group delete --name \1 --subscription \S+ --yes/s
    );
    expect(groups()).toEqual({ cpg: 'Succeeded' });

    arm.world.refuseEverything = undefined;
    const swept = await runCli(['sweep', '77'], environment);
    expect([swept.code, swept.output]).toEqual([
      0,
      expect.stringMatching(/cpg-\w+: was created by workflow run 77; deletion accepted/)
    ]);
    expect(groups()).toEqual({ cpg: 'Deleting' });
  });
});

describe('before anything is changed', () => {
  test('a missing login is reported', async () => {
    environment = { ...environment, AZURE_CONFIG_DIR: scratch() };
    const { code, output: said } = await run(made);
    expect([code, said]).toEqual([
      2,
      expect.stringContaining('cluster: aks requires a login to Azure; run azure/login (with OIDC) in an earlier step')
    ]);
  });

  test('the plan shows the estimated cost and its assumptions', async () => {
    const { code, output: said } = await run([
      ...[...made, '--plan-only', '--verbose', '--aks-node-price', '0.25', '--rounds', '1']
    ]);
    expect(code).toBe(0);
    expect(said).toMatch(
      /estimated cost: 0\.\d node hours of Standard_D4s_v5 in westeurope, at 0.25 each about 0\.\d\d/
    );
    expect(said).toMatch(/assumed: 2 nodes for \d+:\d\d min, including 15:00 min to create and delete them/);
    expect(arm.requests).toEqual([]);
  });

  test.each<[string, () => void, number, string]>([
    ['a group that is not there', () => undefined, 2, 'aks-resource-group: "lab" does not exist in subscription'],
    ['a cluster that is not there', () => void addGroup(arm.world, 'lab'), 2, 'has no AKS cluster "perf"'],
    [
      'another network',
      () => void addCluster(arm.world, 'lab', 'perf', { networkPlugin: 'azure', networkDataplane: 'azure' }),
      2,
      'aks-name: the network of "perf" is azure (dataplane azure), where Cilium cannot be installed'
    ],
    [
      'a stopped cluster',
      () => void addCluster(arm.world, 'lab', 'perf', { networkPlugin: 'none' }, { powerState: { code: 'Stopped' } }),
      3,
      'the AKS cluster perf is stopped; start it with: az aks start'
    ],
    [
      'no permission',
      () => void addCluster(arm.world, 'lab', 'perf', { networkPlugin: 'none' }),
      2,
      'allow-reconfigure: missing; "perf" is a BYOCNI cluster, and the run would reconfigure its Cilium; write "perf" to allow that'
    ]
  ])('an existing cluster is refused: %s', async (_, arrange, exitCode, sentence) => {
    arrange();
    const { code, output: said } = await run(existing);
    expect([code, said]).toEqual([exitCode, expect.stringContaining(sentence)]);
    expect(changes()).toEqual([]);
    expect(kept()).toEqual([]);
  });

  test('inputs that a managed cluster cannot take are refused', async () => {
    addCluster(arm.world, 'lab', 'perf', { networkPlugin: 'azure', networkDataplane: 'cilium' });
    const { code, output: said } = await run([...existing, '--cilium-version', '1.19.6']);
    expect([code, said]).toEqual([
      2,
      expect.stringContaining(
        'cilium-version: "perf" has Azure CNI powered by Cilium, where Azure controls version, values and modes'
      )
    ]);
  });

  test('an encryption that Azure would bill is refused', async () => {
    addCluster(arm.world, 'lab', 'perf', { networkPlugin: 'azure', networkDataplane: 'cilium' });
    const flags = ['--aks-transit-encryption', 'wireguard', '--allow-reconfigure', 'perf'];
    const { code, output: said } = await run([...existing, ...flags]);
    expect([code, said]).toEqual([2, expect.stringContaining('which Azure bills; enable them with: az aks update')]);
    expect(changes()).toEqual([]);
  });
});

describe('sweep', () => {
  const past = new Date(Date.now() - 3_600_000).toISOString();
  const future = new Date(Date.now() + 3_600_000).toISOString();
  const names = { over: 'cpg-00000000', ofThisJob: 'cpg-00000001', other: 'cpg-00000002', going: 'cpg-00000003' };
  /** Named after the run in its tag, as runs do it. */
  const add = (run: string, expires: string, githubRun = '1', parts: object = {}): void => {
    const tags = {
      'cilium-perf-gate-run': run,
      'cilium-perf-gate-expires': expires,
      'cilium-perf-gate-github-run': githubRun
    };
    addGroup(arm.world, run, { tags, ...parts });
  };

  test('deletes what has expired, and nothing else', async () => {
    add(names.over, past);
    add(names.ofThisJob, future, '77');
    add(names.other, future);
    add(names.going, past, '1', { state: 'Deleting', looksLeft: 100 });
    add('production', past);
    addGroup(arm.world, "the user's own", { tags: { team: 'net' } });
    add('MC_of AKS', past, '1', { managedBy: '/subscriptions/x/managedClusters/y' });
    const { code, output: said } = await runCli(['sweep', '77'], environment);
    expect([code, said]).toEqual([0, expect.stringContaining(`${names.going}: is already being deleted`)]);
    expect(said).toContain(`${names.other}: kept until ${future}`);
    expect(said).toContain('production: is not deleted');
    expect(said).toMatch(new RegExp(`${names.over}: expired .*; deletion accepted`));
    expect(said).toContain(`${names.ofThisJob}: was created by workflow run 77; deletion accepted`);
    expect(changes()).toEqual(['DELETE /resourcegroups/cpg', 'DELETE /resourcegroups/cpg']);
  });

  test('reports what it could not delete, and continues', async () => {
    add(names.other, 'soon');
    add(names.over, past);
    const { code, output: said } = await runCli(['sweep'], environment);
    expect(code).toBe(3);
    expect(said).toContain(
      `${names.other}: its tag cilium-perf-gate-expires is not a time as runs write it ("soon"); by hand: az group delete --name ${names.other} --subscription ${arm.world.subscription} --yes`
    );
    expect(said).toMatch(new RegExp(`${names.over}: expired .*; deletion accepted`));
    expect(changes()).toEqual(['DELETE /resourcegroups/cpg']);
  });
});

describe('measured on a lab cluster', () => {
  const cilium = 'cilium-perf-gate-aks';
  let lab: Lab;
  let flags: readonly string[];
  let kubeconfig: string;

  beforeAll(async () => {
    lab = await requireLab();
    kubeconfig = createCluster(lab, cilium);
    const values = `${scratch()}/values.yaml`;
    // AKS has kube-proxy, and its API server address does not depend on node names.
    writeFileSync(
      values,
      `k8sServiceHost: ${cilium}-control-plane\nk8sServicePort: 6443\nkubeProxyReplacement: true\noperator: {replicas: 1}\n`
    );
    flags = [
      ...['--cilium-chart', lab.chart, '--cilium-values', `${lab.valuesFile},${values}`],
      ...['--test-image', lab.testImage, ...short]
    ];
  });
  afterAll(() => {
    spawnSync(lab.kind, ['delete', 'cluster', '--name', cilium], { env: { ...process.env, ...lab.environment } });
  });
  beforeEach(() => {
    arm.world.kubeconfig = readFileSync(kubeconfig, 'utf8');
    environment = {
      ...azure,
      ...lab.environment,
      PATH: `${azure['PATH'] ?? ''}:${lab.environment['PATH'] ?? ''}`,
      XDG_STATE_HOME: scratch()
    };
  });
  const short = ['--tests', 'tcp-latency', '--duration', '2', '--rounds', '1'];
  const release = (): string =>
    onCluster(lab, kubeconfig, 'helm', ['get', 'values', 'cilium', '--namespace', 'kube-system', '--output', 'json']);
  const namespaces = (): readonly string[] =>
    onCluster(lab, kubeconfig, 'kubectl', [
      ...['get', 'namespaces', '-l', 'app.kubernetes.io/managed-by=cilium-perf-gate', '-o', 'name']
    ])
      .split('\n')
      .filter(Boolean);

  test('a new cluster is created in one zone, with tags and without a CNI, measured, and its deletion accepted', async () => {
    arm.world.creationPolls = 2;
    const where = ['--aks-zone', '2', '--aks-kubernetes-version', '1.34'];
    const begun = Date.now();
    const { code, output: said } = await run([...made, ...where, ...flags, '--scenarios', 'vxlan']);
    expect([code, said]).toEqual([0, expect.stringContaining('1 of 1 round measured')]);
    const [asked] = [...arm.world.clusters.values()];
    expect(asked?.body).toMatchObject({
      location: 'westeurope',
      tags: { 'cilium-perf-gate-run': asked?.name },
      properties: {
        kubernetesVersion: '1.34',
        networkProfile: { networkPlugin: 'none', podCidr: '192.168.0.0/16' },
        agentPoolProfiles: [{ count: 2, vmSize: 'Standard_D4s_v5', availabilityZones: ['2'] }]
      }
    });
    const expires = String(arm.world.groups.get(asked?.name ?? '')?.tags['cilium-perf-gate-expires']);
    expect(Date.parse(expires) - begun).toBeGreaterThan(6 * 3600 * 1000);
    const measured = readRun(output);
    expect(measured).toMatchObject({ complete: true, cluster: { provider: 'aks', networking: 'byocni' } });
    expect(measured.samples.filter(({ status, path }) => status === 'valid' && path === 'pod')).toHaveLength(1);
    expect(measured.scenarios[0]?.values).toMatchObject({
      aksbyocni: { enabled: true },
      ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: ['192.168.0.0/16'] } }
    });
    expect(measured.samples[0]?.server.ip).toMatch(/^(192\.168|172)\./);
    expect(measured.cluster?.nodes[0]).toMatchObject({
      instanceType: 'Standard_D4s_v5',
      zone: 'westeurope-1',
      nodeImage: 'AKSUbuntu-2204gen2containerd-202511.01.0'
    });
    expect(changes()).toEqual([...group, ...cluster, ...gone]);
    expect(kept()).toEqual([]);
    for (const namespace of namespaces()) onCluster(lab, kubeconfig, 'kubectl', ['delete', namespace]);
  });

  test('an existing one is restored, and missing routes for native routing are listed', async () => {
    addCluster(arm.world, 'lab', 'perf', { networkPlugin: 'none', podCidr: '192.168.0.0/16' });
    const before = release();
    const scenarios = ['--allow-reconfigure', 'perf', '--scenarios', 'native'];
    const { code, output: said } = await run([...existing, ...flags, ...scenarios]);
    expect([code, said]).toEqual([3, expect.stringContaining('restore Cilium to revision')]);
    expect(said).toMatch(
      /cannot reach each other \(.*\): native routing needs routes .*: .*192\.168\.\d+\.0\/24 via 172\.\S+ \(cilium-perf-gate-aks-worker\)/
    );
    expect(readRun(output).scenarios.map(({ name, status }) => [name, status])).toEqual([['native', 'failed']]);
    expect(release()).toBe(before);
    expect([changes(), namespaces(), kept()]).toEqual([[], [], []]);
  });

  test("one with Azure's own Cilium is measured as is, and its encryption restored", async () => {
    const security = { enabled: true, transitEncryption: { type: 'WireGuard' } };
    addCluster(arm.world, 'lab', 'perf', {
      ...{ networkPlugin: 'azure', networkPluginMode: 'overlay', networkDataplane: 'cilium' },
      advancedNetworking: { enabled: true, observability: { enabled: true }, security }
    });
    const before = release();
    const asked = ['--aks-transit-encryption', 'none', '--allow-reconfigure', 'perf'];
    const { code, output: said } = await run([...existing, ...asked, '--test-image', lab.testImage, ...short]);
    expect([code, said]).toEqual([0, expect.stringContaining('perf has Azure CNI powered by Cilium')]);
    expect(readRun(output)).toMatchObject({
      complete: true,
      cluster: { networking: 'managed' },
      plan: { scenarios: ['vxlan'] }
    });
    expect(said).toContain('setting transit encryption from WireGuard to None');
    expect(said).toContain('restore the transit encryption of perf to WireGuard: done');
    expect(changes()).toHaveLength(2);
    expect(JSON.stringify([...arm.world.clusters.values()][0]?.body)).toContain(
      '"transitEncryption":{"type":"WireGuard"}'
    );
    expect(release()).toBe(before);
    expect([namespaces(), kept()]).toEqual([[], []]);
  });
});

/** Creates a kind cluster whose nodes look like AKS, and returns its kubeconfig. */
function createCluster(lab: Lab, name: string): string {
  const folder = scratch();
  const [config, kubeconfig] = [join(folder, 'kind.yaml'), join(folder, 'kubeconfig')];
  writeFileSync(
    config,
    stringify({
      ...(parse(readFileSync(lab.kindConfigFile, 'utf8')) as object),
      nodes: [{ role: 'control-plane' }, { role: 'worker' }],
      networking: { disableDefaultCNI: true, kubeProxyMode: 'none' }
    })
  );
  const environment = { ...process.env, ...lab.environment };
  spawnSync(lab.kind, ['delete', 'cluster', '--name', name], { env: environment });
  const created = spawnSync(
    lab.kind,
    ['create', 'cluster', '--name', name, '--image', lab.nodeImage, '--config', config, '--kubeconfig', kubeconfig],
    { encoding: 'utf8', env: environment }
  );
  if (created.status !== 0) throw new Error(created.stderr);
  const kubectl = (args: readonly string[]): string => onCluster(lab, kubeconfig, 'kubectl', args);
  kubectl(['taint', 'node', `${name}-control-plane`, 'node-role.kubernetes.io/control-plane-']);
  kubectl([
    ...['label', 'nodes', '--all', '--overwrite', 'node.kubernetes.io/instance-type=Standard_D4s_v5'],
    ...['topology.kubernetes.io/zone=westeurope-1'],
    'kubernetes.azure.com/node-image-version=AKSUbuntu-2204gen2containerd-202511.01.0'
  ]);
  return kubeconfig;
}

function onCluster(lab: Lab, kubeconfig: string, command: 'kubectl' | 'helm', args: readonly string[]): string {
  const result = spawnSync(command === 'helm' ? lab.helm : command, ['--kubeconfig', kubeconfig, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...lab.environment }
  });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}

/** Starts the main step of workflow run 77. The environment also works for its post step. */
function startAction(flags: readonly string[]): Started {
  const temporary = scratch();
  const inputs = Object.fromEntries(
    [...flags, '--output', output].flatMap((flag, index, all) =>
      flag.startsWith('--') ? [[`INPUT_${flag.slice(2).toUpperCase()}`, all[index + 1] ?? '']] : []
    )
  );
  environment = {
    ...environment,
    ...inputs,
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_WORKFLOW: 'nightly',
    GITHUB_JOB: 'measure',
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_TEMP: temporary,
    GITHUB_OUTPUT: '',
    GITHUB_STEP_SUMMARY: join(temporary, 'summary')
  };
  return start('action', [], environment);
}

/** Waits for an event in this process's fake Azure. */
async function seen(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise(resolve => setTimeout(resolve, 100));
}

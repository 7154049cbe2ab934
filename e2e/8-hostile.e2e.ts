import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import { madeLabel } from '../src/cluster/kind-config.ts';
import { pendingUpgrade } from './hostile/helm-release.ts';
import { startProxy } from './hostile/proxy.ts';
import {
  clusterName,
  kubectl,
  readRun,
  requireLab,
  runCli,
  runNamespaces,
  scratch,
  start,
  type Started
} from './support.ts';

const context = `kind-${clusterName}`;
const controlPlane = `${clusterName}-control-plane`;
const worker = `${clusterName}-worker`;
/** The smallest possible measurement for a run with `apply: false`. */
const little = ['--tests', 'tcp-latency', '--rounds', '1'];

let lab: Lab;
let kubeconfig: string;
let environment: Record<string, string>;

/** The lab's kubeconfig with modifications. */
function writeKubeconfig(change: (text: string) => string): string {
  const path = `${scratch()}/kubeconfig`;
  writeFileSync(path, change(kubectl(lab, ['config', 'view', '--raw'])), { mode: 0o600 });
  return path;
}

/** Flags for measuring the lab's cluster as is. */
function asItIs(output: string, file = kubeconfig): readonly string[] {
  const cluster = ['--cluster', 'kubeconfig', '--kubeconfig', file, '--apply=false'];
  return ['run', ...cluster, ...images(), '--output', output];
}

/** Flags for reconfiguring it. */
function reconfiguring(output: string, file = kubeconfig): readonly string[] {
  const cluster = ['--cluster', 'kubeconfig', '--kubeconfig', file, '--allow-reconfigure', context];
  return ['run', ...cluster, '--cilium-chart', lab.chart, ...images(), '--output', output];
}

function images(): readonly string[] {
  return ['--test-image', lab.testImage, '--witness-image', lab.witnessImage];
}

function startCli(args: readonly string[]): Started {
  return start('cli', args, environment);
}

function apply(manifest: object): void {
  const file = `${scratch()}/manifest.json`;
  writeFileSync(file, JSON.stringify(manifest));
  kubectl(lab, ['apply', '-f', file]);
}

function onNode(node: string, command: readonly string[]): void {
  const { status, stderr } = spawnSync('docker', ['exec', node, ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...lab.environment }
  });
  if (status !== 0) throw new Error(`${command.join(' ')} on ${node}: ${stderr}`);
}

/** The run's namespace, once it exists. */
async function ownNamespace(run: Started): Promise<string> {
  await run.said(/client on /);
  for (;;) {
    const found = runNamespaces(lab).find(name => /\/cpg-[0-9a-f]{8}$/.test(name));
    if (found !== undefined) return found.replace('namespace/', '');
    await sleep(50);
  }
}

/** Waits until the first sample has started: the witness starts right before it. */
async function intoFirstSample(run: Started): Promise<void> {
  await run.said(/second witness on [^\n]*\n[^\n]*second witness on [^\n]*\n/);
  await sleep(3000);
}

async function ended(run: Started, code: number): Promise<string> {
  const end = await run.ended;
  expect([end.code, run.output()]).toEqual([code, expect.any(String)]);
  return run.output();
}

beforeAll(async () => {
  lab = await requireLab();
  kubeconfig = writeKubeconfig(text => text);
  environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
});

describe('a cluster that cannot be measured', () => {
  test('has a tainted control plane and one other node', async () => {
    kubectl(lab, ['taint', 'node', controlPlane, 'node-role.kubernetes.io/control-plane=:NoSchedule', '--overwrite']);
    const { code, output } = await runCli(asItIs(scratch()), environment);
    expect(code).toBe(3);
    expect(output).toContain(
      `client and server need two schedulable Linux nodes; usable: ${worker}; not usable: ${controlPlane}: tainted node-role.kubernetes.io/control-plane:NoSchedule`
    );
  });

  test('does not accept the credentials', async () => {
    kubectl(lab, ['create', 'serviceaccount', '--namespace', 'default', 'gone']);
    const token = kubectl(lab, ['create', 'token', '--namespace', 'default', 'gone']).trim();
    kubectl(lab, ['delete', 'serviceaccount', '--namespace', 'default', 'gone']);
    const file = writeKubeconfig(text =>
      text.replace(/client-certificate-data: .*\n/, '').replace(/client-key-data: .*/, `token: ${token}`)
    );
    const { code, output } = await runCli(asItIs(scratch(), file), environment);
    expect(code).toBe(3);
    expect(output).toMatch(
      /cannot check permissions: 401 Unauthorized: the API server does not accept the kubeconfig's credentials, or they have expired; log in again/
    );
    expect(output).not.toContain(token);
  });

  test('grants too few permissions, and all missing ones are listed at once', async () => {
    kubectl(lab, ['create', 'serviceaccount', '--namespace', 'default', 'poor']);
    try {
      const token = kubectl(lab, ['create', 'token', '--namespace', 'default', 'poor']).trim();
      const file = writeKubeconfig(text =>
        text.replace(/client-certificate-data: .*\n/, '').replace(/client-key-data: .*/, `token: ${token}`)
      );
      const { code, output } = await runCli(reconfiguring(scratch(), file), environment);
      expect(code).toBe(2);
      expect(output).toContain('examples/rbac/reconfigure.yaml grants them');
      for (const line of [
        'get, create pods/exec',
        'list nodes',
        'bind, escalate clusterroles.rbac.authorization.k8s.io'
      ]) {
        expect(output).toContain(line);
      }
      expect(runNamespaces(lab)).toEqual([]);
    } finally {
      kubectl(lab, ['delete', 'serviceaccount', '--namespace', 'default', 'poor']);
    }
  });
});

describe('a difficult cluster', () => {
  beforeAll(() => {
    // Existing clusters get no tolerations, and this one has no third node.
    kubectl(lab, ['patch', 'node', controlPlane, '--type', 'merge', '-p', '{"spec":{"taints":null}}']);
  });
  afterAll(() => {
    kubectl(lab, ['taint', 'node', controlPlane, 'node-role.kubernetes.io/control-plane=:NoSchedule', '--overwrite']);
  });

  test('has a Helm release that is stuck in an upgrade', async () => {
    const list = ['get', 'secrets', '-n', 'kube-system', '-l', 'owner=helm,name=cilium,status=deployed', '-o', 'json'];
    const { items } = JSON.parse(kubectl(lab, list)) as { items: unknown[] };
    const { name, manifest } = pendingUpgrade(JSON.stringify(items.at(-1)));
    const file = `${scratch()}/release.json`;
    writeFileSync(file, manifest);
    // An apply would copy the whole Secret into an annotation, where it does not fit.
    kubectl(lab, ['create', '-f', file]);
    // On a cluster created for measuring, the run repairs such a release.
    kubectl(lab, ['label', 'nodes', '--all', `${madeLabel}-`]);
    try {
      const { code, output } = await runCli(reconfiguring(scratch()), environment);
      expect(code).toBe(3);
      expect(output).toMatch(
        /the Helm release cilium is pending-upgrade \(revision \d+\), .* restore it first: helm rollback cilium --namespace kube-system/
      );
    } finally {
      kubectl(lab, ['delete', 'secret', '-n', 'kube-system', name]);
      kubectl(lab, ['label', 'nodes', '--all', `${madeLabel}=true`]);
    }
    expect(runNamespaces(lab)).toEqual([]);
  });

  test('has Cilium without Helm and refuses host-network pods: it is not reconfigured, and as is it gets no valid samples', async () => {
    const policy = 'cilium-perf-gate-e2e';
    const rule = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      metadata: { name: policy }
    };
    apply({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          ...rule,
          kind: 'ValidatingAdmissionPolicy',
          spec: {
            matchConstraints: {
              resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }]
            },
            matchConditions: [{ name: 'ours', expression: "object.metadata.namespace.startsWith('cpg-')" }],
            validations: [
              {
                expression: '!has(object.spec.hostNetwork) || !object.spec.hostNetwork',
                message: 'no host network here'
              }
            ]
          }
        },
        { ...rule, kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName: policy, validationActions: ['Deny'] } }
      ]
    });
    const label = (from: string, to: string): string =>
      kubectl(lab, [
        'label',
        'secrets',
        '-n',
        'kube-system',
        '-l',
        `name=cilium,owner=${from}`,
        `owner=${to}`,
        '--overwrite'
      ]);
    label('helm', 'hidden');
    try {
      const refused = await runCli(reconfiguring(scratch()), environment);
      expect(refused.code).toBe(3);
      expect(refused.output).toContain(
        'Cilium runs in namespace kube-system, but Helm did not install it there, so this run could not restore it; set cilium-namespace to its namespace, install it with Helm, or set apply: false to measure it as is'
      );

      const output = scratch();
      const { code, output: said } = await runCli([...asItIs(output), ...little, '--duration', '1'], environment);
      expect(code).toBe(3);
      expect(said).toContain('there is no Helm release "cilium" in namespace kube-system');
      expect(said).toMatch(
        /no host-network pod on \S+: .*no host network here.*\(reading a node requires pods with hostNetwork and a hostPath/
      );
      const measured = readRun(output);
      expect(measured.asFound).toMatchObject({ enrolledNamespaces: [] });
      expect(measured.cilium).toMatchObject({ version: expect.stringMatching(/^1\.\d+\.\d+/), chart: 'not known' });
      expect(measured.samples).toEqual([]);
    } finally {
      label('hidden', 'helm');
      for (const kind of ['validatingadmissionpolicybinding', 'validatingadmissionpolicy']) {
        kubectl(lab, ['delete', kind, policy]);
      }
    }
    expect(runNamespaces(lab)).toEqual([]);
  });

  test('has a quota without room for the test pods', async () => {
    const run = startCli([...asItIs(scratch()), '--tests', 'tcp-latency', '--duration', '1', '--rounds', '2']);
    const namespace = await ownNamespace(run);
    // The quota may arrive before or after the pods of the first round, but always before those of the second.
    apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace },
      spec: { hard: { pods: '0' } }
    });
    await run.said(/cannot create pod \S+: .*exceeded quota: none, requested: pods=1, used: pods=\d, limited: pods=0/);
    await run.ended;
    expect(runNamespaces(lab)).toEqual([]);
  });

  test('drops an exec connection, is unreachable for 20 s and keeps a namespace: two samples are invalid, the rest is measured and compared, and the log shows how to clean up', async () => {
    const port = Number(/server: https:\/\/127\.0\.0\.1:(\d+)/.exec(kubectl(lab, ['config', 'view', '--raw']))?.[1]);
    await using proxy = await startProxy(port);
    const file = writeKubeconfig(text => text.replace(`127.0.0.1:${port}`, `127.0.0.1:${proxy.port}`));
    const output = scratch();
    const tests = ['--tests', 'tcp-latency,tcp-stream', '--duration', '6', '--rounds', '1'];
    const run = startCli([...asItIs(output, file), ...tests]);
    const namespace = await ownNamespace(run);
    const held = { name: 'held', namespace, finalizers: ['example.com/hold'] };
    apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: held });
    try {
      await intoFirstSample(run);
      // Ask the API server whether the running pods meet the strictest level.
      const level = 'pod-security.kubernetes.io/enforce=restricted';
      const { status, stderr } = spawnSync(
        'kubectl',
        ['--kubeconfig', kubeconfig, 'label', 'namespace', namespace, level, '--dry-run=server'],
        { encoding: 'utf8', env: { ...process.env, ...lab.environment } }
      );
      expect([status, stderr]).toEqual([0, '']);
      proxy.cut();
      // The interrupted sample and its retry; then the other test has started.
      await run.said(/(round 1\/1 [\s\S]*){2}/);
      await sleep(3000);
      proxy.vanish();
      await sleep(20_000);
      proxy.restore();
      const said = await ended(run, 3);
      expect(said).toMatch(
        new RegExp(
          `delete namespace ${namespace} failed: it is still terminating after \\d+ s; by hand: kubectl delete namespace ${namespace}`
        )
      );
    } finally {
      const release = ['--type', 'merge', '-p', '{"metadata":{"finalizers":null}}'];
      kubectl(lab, ['patch', 'configmap', '--namespace', namespace, 'held', ...release]);
    }
    const measured = readRun(output);
    expect(measured.complete).toBe(true);
    const samples = measured.samples.filter(({ path }) => path === 'pod');
    const invalid = samples.filter(({ status }) => status === 'invalid');
    expect(invalid.map(({ attempt, reason, metrics }) => [attempt, reason?.kind, metrics])).toEqual([
      [1, 'connection-lost', {}],
      [1, 'connection-lost', {}]
    ]);
    expect(samples.filter(({ status }) => status === 'valid').map(({ attempt }) => attempt)).toEqual([2, 2]);
    expect(JSON.parse(readFileSync(`${output}/comparison.json`, 'utf8'))).toMatchObject({ verdict: 'no-baseline' });
    const restored = await runCli(['restore', '--output', output], environment);
    expect([restored.code, runNamespaces(lab)]).toEqual([0, []]);
  });

  test('loses a node during the run: the reason is shown, and everything is removed when the node is back', async () => {
    const output = scratch();
    const run = startCli([...asItIs(output), ...little, '--duration', '6']);
    await intoFirstSample(run);
    onNode(worker, ['systemctl', 'stop', 'kubelet']);
    try {
      await run.said(
        /was still there 60 s after it was deleted, on node \S+, which is not ready: Kubelet stopped posting/
      );
    } finally {
      onNode(worker, ['systemctl', 'start', 'kubelet']);
    }
    await run.ended;
    kubectl(lab, ['wait', '--for=condition=Ready', `node/${worker}`, '--timeout=60s']);
    const restored = await runCli(['restore', '--output', output], environment);
    expect(restored.code).toBe(0);
    expect(runNamespaces(lab)).toEqual([]);
  });
});

test('two runs on one cluster take turns: the second shows which run it waits for, and takes over from a killed one', async () => {
  kubectl(lab, ['patch', 'node', controlPlane, '--type', 'merge', '-p', '{"spec":{"taints":null}}']);
  try {
    const killed = startCli([...asItIs(scratch()), ...little, '--duration', '1']);
    await ownNamespace(killed);
    const second = startCli([...asItIs(scratch()), ...little, '--duration', '1']);
    await second.said(/waiting: run cpg-[0-9a-f]{8} \(process \d+/);
    expect(second.output()).not.toContain('client on');
    killed.child.kill('SIGKILL');
    const said = await ended(second, 0);
    expect(said).toMatch(/took over the cluster lock from run cpg-[0-9a-f]{8} .*stopped without cleaning up/);
  } finally {
    kubectl(lab, ['taint', 'node', controlPlane, 'node-role.kubernetes.io/control-plane=:NoSchedule', '--overwrite']);
    const left = runNamespaces(lab).map(name => name.replace('namespace/', ''));
    if (left.length > 0) kubectl(lab, ['delete', 'namespace', ...left]);
  }
});

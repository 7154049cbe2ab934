import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import { ztunnelCertificates } from '../src/cilium/ztunnel.ts';
import type { Run } from '../src/model/run.ts';
import {
  clusterName,
  helm,
  kubectl,
  readRun,
  requireLab,
  runCli,
  runNamespaces,
  scratch,
  testWithZtunnel
} from './support.ts';

const controlPlane = `${clusterName}-control-plane`;
const inSystem = ['--namespace', 'kube-system'];

let lab: Lab;
let revision: string;

/** Writes a manifest or values to a file. */
function write(content: object): string {
  const file = `${scratch()}/content.json`;
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  return file;
}

function rolledOut(name: string): void {
  kubectl(lab, ['rollout', 'status', ...inSystem, name, '--timeout=300s']);
}

/**
 * Reinstalls Cilium with these values and agents without a shell. The chart's init containers and the agent's hooks need
 * one: the init containers keep their image, and the hooks are removed. The agents' health endpoint, which needs `ip`, is off.
 */
function installWithoutShell(values: object): void {
  const file = write({ ...values, endpointHealthChecking: { enabled: false } });
  helm(lab, [
    'upgrade',
    'cilium',
    lab.chart,
    ...inSystem,
    '--reuse-values',
    '--values',
    lab.valuesFile,
    '--values',
    file
  ]);
  const agent = { name: 'cilium-agent', image: lab.distrolessImage, lifecycle: null };
  const patch = JSON.stringify({ spec: { template: { spec: { containers: [agent] } } } });
  kubectl(lab, ['patch', ...inSystem, 'daemonset/cilium', '--type', 'strategic', '--patch', patch]);
  rolledOut('daemonset/cilium');
}

/** The output of a command in an agent. */
function inAgent(command: readonly string[]): string {
  try {
    return kubectl(lab, ['exec', ...inSystem, 'daemonset/cilium', '--container', 'cilium-agent', '--', ...command]);
  } catch (error) {
    return String(error);
  }
}

/** Measures the cluster as is; returns the status and proof of each sample between pods. */
async function measure(): Promise<unknown[]> {
  const output = scratch();
  const kubeconfig = `${scratch()}/kubeconfig`;
  writeFileSync(kubeconfig, kubectl(lab, ['config', 'view', '--raw']), { mode: 0o600 });
  const { code, output: said } = await runCli(
    [
      ...['run', '--cluster', 'kubeconfig', '--kubeconfig', kubeconfig, '--apply=false', '--output', output],
      ...['--test-image', lab.testImage, '--tests', 'tcp-latency', '--duration', '2', '--rounds', '1']
    ],
    { ...lab.environment, XDG_STATE_HOME: scratch() }
  );
  expect([code, said, runNamespaces(lab)]).toEqual([0, expect.any(String), []]);
  const { samples }: Run = readRun(output);
  return samples.filter(({ path }) => path === 'pod').map(({ status, proof }) => [status, proof?.verdict]);
}

beforeAll(async () => {
  lab = await requireLab();
  // Existing clusters get no tolerations, and this one has no third node.
  kubectl(lab, ['patch', 'node', controlPlane, '--type', 'merge', '-p', '{"spec":{"taints":null}}']);
  const history = helm(lab, ['history', 'cilium', ...inSystem, '--max', '1', '--output', 'json']);
  revision = String((JSON.parse(history) as { revision: number }[])[0]?.revision);
});
afterEach(() => {
  helm(lab, ['rollback', 'cilium', revision, ...inSystem]);
  rolledOut('daemonset/cilium');
});
afterAll(() => {
  kubectl(lab, ['taint', 'node', controlPlane, 'node-role.kubernetes.io/control-plane=:NoSchedule', '--overwrite']);
});

describe('a cluster whose agents have no shell, as on AKS, is measured as is', () => {
  test('without encryption, with proven samples', async () => {
    installWithoutShell({});
    expect(inAgent(['sh', '-c', 'true'])).toContain('executable file not found');
    expect(inAgent(['ip', 'link'])).toContain('executable file not found');
    expect(inAgent(['cilium-dbg', 'status', '--brief'])).toContain('OK');
    expect(await measure()).toEqual([['valid', 'plaintext']]);
  });

  testWithZtunnel('with ztunnel, and the samples are proven', async () => {
    const metadata = { name: 'cilium-ztunnel-secrets', namespace: 'kube-system' };
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: await ztunnelCertificates() };
    kubectl(lab, ['apply', '--filename', write(secret)]);
    installWithoutShell({ encryption: { enabled: true, type: 'ztunnel' } });
    rolledOut('daemonset/ztunnel-cilium');
    try {
      expect(await measure()).toEqual([['valid', 'encrypted']]);
    } finally {
      kubectl(lab, ['delete', 'secret', ...inSystem, metadata.name]);
    }
  });
});

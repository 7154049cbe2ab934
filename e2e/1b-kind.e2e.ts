import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import type { Lab } from '../lab/lab.ts';
import type { Run } from '../src/model/run.ts';
import { readRun, requireLab, runCli, scratch } from './support.ts';

const names = { removed: 'cilium-perf-gate-e2e-removed', kept: 'cilium-perf-gate-e2e-kept' };
const image = 'cilium-perf-gate-e2e/empty:1';
/** The cluster's kubeconfig, inside its control plane. */
const kubeconfig = ['--kubeconfig', '/etc/kubernetes/admin.conf'];
const short = ['--tests', 'tcp-latency', '--duration', '2', '--rounds', '1'];

let lab: Lab;

/** The output of a command on the lab. */
function say(command: string, args: readonly string[], input = ''): string {
  const environment = { ...process.env, ...lab.environment };
  const result = spawnSync(command, args, { encoding: 'utf8', env: environment, input });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}

const clusters = (): string[] => say(lab.kind, ['get', 'clusters', '--quiet']).split('\n').filter(Boolean);

/** Measures on a cluster with this name, existing or created by the run. */
async function measure(
  name: string,
  flags: readonly string[]
): Promise<{ code: number | null; output: string; folder: string }> {
  const folder = scratch();
  const images = ['--cilium-chart', lab.chart, '--cilium-values', lab.valuesFile, '--test-image', lab.testImage];
  const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
  const args = ['run', '--kind-name', name, '--output', folder, ...images, ...short, ...flags];
  return { ...(await runCli(args, environment)), folder };
}

const measured = (run: Run): Run['samples'] =>
  run.samples.filter(({ path, status }) => path === 'pod' && status === 'valid');

beforeAll(async () => {
  lab = await requireLab();
});
afterAll(() => {
  for (const name of Object.values(names)) say(lab.kind, ['delete', 'cluster', '--name', name]);
  say('docker', ['image', 'rm', '--force', image]);
});

describe('a kind cluster of three nodes', () => {
  let code: number | null;
  let output: string;
  let run: Run;

  beforeAll(async () => {
    const nodes = ['--kind-node-image', lab.nodeImage, '--kind-config', lab.kindConfigFile, '--kind-workers', '2'];
    const ended = await measure(names.removed, [...nodes, '--scenarios', 'vxlan,vxlan+wireguard']);
    ({ code, output } = ended);
    run = readRun(ended.folder);
  });

  test('is created, measured and deleted', () => {
    expect([output, run.complete]).toEqual([expect.any(String), true]);
    expect(run.cluster?.nodes.map(({ controlPlane }) => controlPlane).sort()).toEqual([false, false, true]);
    expect(measured(run).map(({ scenario, test: of }) => [scenario, of])).toEqual([['vxlan', 'tcp-latency']]);
    expect(clusters()).not.toContain(names.removed);
  });

  test('skips a mode that its kernel does not support, and reports it before the cluster is created', () => {
    const reason = {
      kind: 'kernel-lacks',
      message: expect.stringContaining('no WireGuard (CONFIG_WIREGUARD)') as unknown
    };
    const [scenario] = run.scenarios.filter(({ name }) => name === 'vxlan+wireguard');
    expect(scenario).toMatchObject({ status: 'failed', reason });
    expect(output.indexOf('vxlan+wireguard cannot be measured')).toBeLessThan(output.indexOf('Preparing nodes'));
    expect(run.blocks.every(block => block.scenario === 'vxlan')).toBe(true);
    expect(code).toBe(3);
  });
});

describe('a kind cluster with its own configuration', () => {
  let code: number | null;
  let output: string;
  let run: Run;

  beforeAll(async () => {
    const file = join(scratch(), 'kind.yaml');
    const { kubeadmConfigPatches } = parse(readFileSync(lab.kindConfigFile, 'utf8')) as Record<string, unknown>;
    const own = {
      kubeadmConfigPatches,
      nodes: [{ role: 'control-plane' }, { role: 'worker', labels: { role: 'perf' } }],
      networking: { podSubnet: '10.50.0.0/16', serviceSubnet: '10.60.0.0/16' }
    };
    writeFileSync(file, stringify(own));
    const empty = Buffer.alloc(1024).toString();
    say('docker', ['import', '-', image], empty);
    const flags = [
      '--kind-node-image',
      lab.nodeImage,
      '--kind-config',
      file,
      '--kind-load-images',
      image,
      '--kind-keep'
    ];
    const ended = await measure(names.kept, [...flags, '--scenarios', 'native']);
    ({ code, output } = ended);
    run = readRun(ended.folder);
  });

  test('is created with it, measured and kept', () => {
    expect([output, code]).toEqual([expect.any(String), 0]);
    expect(measured(run).map(({ scenario, server }) => [scenario, server.ip.split('.').slice(0, 2)])).toEqual([
      ['native', ['10', '50']]
    ]);
    expect(clusters()).toContain(names.kept);
    const worker = say('docker', [
      'exec',
      `${names.kept}-control-plane`,
      'kubectl',
      ...kubeconfig,
      'get',
      'nodes',
      '-l',
      'role=perf',
      '-o',
      'name'
    ]);
    expect(worker).toBe(`node/${names.kept}-worker\n`);
  });

  test('has the loaded image on each node', () => {
    for (const node of ['control-plane', 'worker']) {
      const listed = say('docker', [
        'exec',
        `${names.kept}-${node}`,
        'ctr',
        '--namespace',
        'k8s.io',
        'images',
        'list',
        '-q'
      ]);
      expect(listed).toContain(image);
    }
  });

  test('is not recreated: inputs that would require it are refused', async () => {
    const again = await measure(names.kept, ['--kind-workers', '2', '--allow-reconfigure', `kind-${names.kept}`]);
    expect(again.code).toBe(2);
    expect(again.output).toContain('so kind-workers cannot take effect');
  });
});

test('an image that this machine does not have is reported before anything is created', async () => {
  const { code, output } = await measure('cilium-perf-gate-e2e-none', ['--kind-load-images', 'nobody/has:this']);
  expect([code, output]).toEqual([2, expect.stringContaining('has no image "nobody/has:this"')]);
  expect(clusters()).not.toContain('cilium-perf-gate-e2e-none');
});

test('one message lists the missing programs with the required versions', async () => {
  const { code, output } = await runCli(['run', '--output', scratch()], { PATH: scratch(), XDG_STATE_HOME: scratch() });
  expect(code).toBe(2);
  for (const words of ['helm: not found on PATH; version 3.8', 'kind: not found', 'docker: not found']) {
    expect(output).toContain(words);
  }
});

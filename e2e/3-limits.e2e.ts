import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import { clusterName, kubectl, onLab, readRun, requireLab, runCli, runNamespaces, scratch, start } from './support.ts';

function writeKubeconfig(lab: Lab): string {
  const path = `${scratch()}/kubeconfig`;
  writeFileSync(path, kubectl(lab, ['config', 'view', '--raw']));
  return path;
}

describe('the command line on the lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await requireLab();
  });

  test('measures with a named kubeconfig context, using less than 320 MB', async () => {
    const output = scratch();
    const kubeconfig = writeKubeconfig(lab);
    const context = kubectl(lab, ['config', 'current-context']).trim();
    const values = `${scratch()}/kind.yaml`;
    // With `cluster: kind`, the program would set this.
    writeFileSync(
      values,
      'k8sServiceHost: cilium-perf-gate-demo-control-plane\nk8sServicePort: 6443\nkubeProxyReplacement: true\nipam: {mode: kubernetes}\noperator: {replicas: 1}\n'
    );
    // Existing clusters get no tolerations, and this one has no third node.
    kubectl(lab, [
      'patch',
      'node',
      `${clusterName}-control-plane`,
      '--type',
      'merge',
      '-p',
      '{"spec":{"taints":null}}'
    ]);
    const run = start(
      'cli',
      [
        ...[
          'run',
          '--cluster',
          'kubeconfig',
          '--kubeconfig',
          kubeconfig,
          '--context',
          context,
          '--allow-reconfigure',
          context
        ],
        ...[
          '--output',
          output,
          '--cilium-chart',
          lab.chart,
          '--cilium-values',
          `${lab.valuesFile},${values}`,
          '--test-image',
          lab.testImage
        ],
        ...[
          '--scenarios',
          'native',
          '--tests',
          'tcp-connect,udp-throughput,udp-latency',
          '--duration',
          '2',
          '--rounds',
          '1'
        ]
      ],
      { ...lab.environment, XDG_STATE_HOME: scratch() }
    );
    let peakKilobytes = 0;
    const timer = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${String(run.child.pid)}/status`, 'utf8');
        peakKilobytes = Math.max(peakKilobytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      } catch {
        // The process has just ended.
      }
    }, 100);
    const { code } = await run.ended;
    clearInterval(timer);
    expect([code, run.output()]).toEqual([0, expect.any(String)]);
    const valid = readRun(output).samples.filter(sample => sample.path === 'pod' && sample.status === 'valid');
    expect(valid.map(sample => sample.test).sort()).toEqual(['tcp-connect', 'udp-latency', 'udp-throughput']);
    expect(peakKilobytes).toBeGreaterThan(50_000);
    expect(peakKilobytes).toBeLessThan(320 * 1024);
    expect(runNamespaces(lab)).toEqual([]);
  });

  test('refuses a context that is not allowed, before anything is changed', async () => {
    const before = kubectl(lab, [
      'get',
      'configmap',
      '-n',
      'kube-system',
      'cilium-config',
      '-o',
      'jsonpath={.metadata.resourceVersion}'
    ]);
    const args = [
      'run',
      '--cluster',
      'kubeconfig',
      '--allow-reconfigure',
      'other',
      '--cilium-chart',
      lab.chart,
      '--output',
      scratch()
    ];
    const { code, output } = await runCli(args, {
      ...lab.environment,
      KUBECONFIG: writeKubeconfig(lab),
      XDG_STATE_HOME: scratch()
    });
    expect(code).toBe(2);
    expect(output).toContain('context "other"');
    expect(
      kubectl(lab, [
        'get',
        'configmap',
        '-n',
        'kube-system',
        'cilium-config',
        '-o',
        'jsonpath={.metadata.resourceVersion}'
      ])
    ).toBe(before);
  });

  test('names the only schedulable node if there is no second one', async () => {
    const nodes = kubectl(lab, ['get', 'nodes', '-o', 'name']).split('\n').filter(Boolean);
    const worker = nodes.find(name => name.endsWith('worker')) ?? '';
    kubectl(lab, ['cordon', worker]);
    try {
      const { code, output } = await runCli([...onLab(lab, scratch())], {
        ...lab.environment,
        XDG_STATE_HOME: scratch()
      });
      expect(code).toBe(3);
      expect(output).toContain(`${worker.replace('node/', '')}: cordoned`);
    } finally {
      kubectl(lab, ['uncordon', worker]);
    }
    expect(runNamespaces(lab)).toEqual([]);
  });

  test('quotes the kubelet if the image cannot be pulled', async () => {
    const args = [
      ...onLab(lab, scratch()).map(flag => (flag === lab.testImage ? 'nothing.invalid/nothing:1' : flag)),
      '--tests',
      'tcp-latency',
      '--rounds',
      '1',
      '--duration',
      '1'
    ];
    const { code, output } = await runCli(args, { ...lab.environment, XDG_STATE_HOME: scratch() });
    expect(code).toBe(3);
    expect(output).toMatch(/perf-(client|server) cannot start: (ErrImagePull|ImagePullBackOff)/);
    expect(runNamespaces(lab)).toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import { readRun, requireLab, runNamespaces } from './support.ts';

const output = 'cilium-perf-gate-results/demo';

describe('npm run demo', () => {
  let lab: Lab;
  let exitCode: number | null;

  beforeAll(async () => {
    lab = await requireLab();
    exitCode = spawnSync('npm', ['run', '--silent', 'demo'], { stdio: ['ignore', 'inherit', 'inherit'] }).status;
  });

  test('succeeds', () => {
    expect(exitCode).toBe(0);
  });

  test('measures every test of both scenarios in both rounds, on two nodes, with pod addresses', () => {
    const run = readRun(output);
    expect(run.complete).toBe(true);
    for (const scenario of ['vxlan', 'native']) {
      for (const name of ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream']) {
        const rounds = run.samples
          .filter(
            sample =>
              sample.path === 'pod' && sample.scenario === scenario && sample.test === name && sample.status === 'valid'
          )
          .map(sample => sample.round);
        expect([scenario, name, ...rounds]).toEqual([scenario, name, 1, 2]);
      }
    }
    for (const sample of run.samples.filter(candidate => candidate.path === 'pod')) {
      expect(sample.client.node).not.toBe(sample.server.node);
      expect(sample.server.ip).toMatch(/^10\.244\./);
      expect(sample.command).toContain(sample.server.ip);
    }
  });

  test('records a control between the nodes in every round', () => {
    const control = readRun(output).samples.filter(sample => sample.path === 'host' && sample.status === 'valid');
    expect(new Set(control.map(sample => sample.round))).toEqual(new Set([1, 2]));
    expect(control.every(sample => !sample.server.ip.startsWith('10.244.'))).toBe(true);
  });

  test('shows the mode in the path itself: the tunnel takes 50 bytes of every segment', () => {
    const mss = (scenario: string): ReadonlySet<number | undefined> =>
      new Set(
        readRun(output)
          .samples.filter(
            sample => sample.scenario === scenario && sample.path === 'pod' && sample.test === 'tcp-throughput'
          )
          .map(sample => sample.metrics['mss']?.value)
      );
    const [native] = mss('native');
    expect(native).toBeGreaterThan(50);
    expect(mss('native')).toEqual(new Set([native]));
    expect(mss('vxlan')).toEqual(new Set([(native ?? 0) - 50]));
  });

  test("writes the table and each scenario's document", () => {
    expect(readFileSync(`${output}/summary.md`, 'utf8')).toMatch(/\| TCP Throughput \(Gbit\/s\) \|/);
    for (const name of ['vxlan', 'native']) {
      const document = readFileSync(`${output}/scenarios/${name}.md`, 'utf8');
      expect(document).toMatch(name === 'vxlan' ? /Network: Tunnel \[vxlan\]/ : /Network: Native/);
    }
    for (const sample of readRun(output).samples) expect(existsSync(`${output}/${sample.raw}`)).toBe(true);
  });

  test('leaves no namespace behind', () => {
    expect(runNamespaces(lab)).toEqual([]);
  });
});

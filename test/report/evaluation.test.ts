import { describe, expect, test } from '@jest/globals';
import type { Run } from '../../src/model/run.ts';
import { renderComment } from '../../src/report/comment.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { commentContext } from '../support/comparison-builder.ts';
import type { RunShape } from '../support/run-builder.ts';
import { measured, noHistory, policy, type Factor } from '../verdict/measured.ts';

const shape: RunShape = {
  scenarios: ['vxlan', 'vxlan+wireguard', 'native+ipsec'],
  tests: ['tcp-throughput', 'tcp-latency'],
  rounds: 4
};
/** WireGuard at two fifths of the speed of VXLAN, and IPsec without a counterpart. */
const factor: Factor = ({ scenario }) => (scenario === 'vxlan+wireguard' ? 0.4 : 1);
const withCpu = (run: Run): Run => ({
  ...run,
  samples: run.samples.map(sample => {
    const value = sample.scenario === 'vxlan' ? 3 : 6.3;
    return sample.path === 'pod' && sample.test === 'tcp-throughput'
      ? { ...sample, metrics: { ...sample.metrics, 'machine-cpu': { value, unit: 's/GB', better: 'lower' } } }
      : sample;
  })
});
const comment = (run: Run): string =>
  renderComment(run, compareRun(run, policy, noHistory), commentContext).replaceAll('\u00a0', ' ');

describe('several modes without a comparison', () => {
  const document = comment(withCpu(measured(factor, shape)));

  test('are a table with a column per mode and a row per test, CPU and what the traffic was', () => {
    expect(document).toContain('### 📏 Cilium modes compared on kind (4 vCPU)');
    expect(document).toContain(
      '|  | VXLAN | VXLAN + WireGuard | Native Routing + IPsec |\n| --- | ---: | ---: | ---: |'
    );
    expect(document).toMatch(
      /\| TCP throughput \(Gbit\/s\) \| 7\.6\d ± 0\.\d\d \| 3\.0\d ± 0\.\d\d \(−60 %\) \| 7\.\d\d ± 0\.\d\d \|/
    );
    expect(document).toMatch(/\| CPU per GB, TCP throughput \(s\/GB\) \| 3\.00 ± 0\.00 \| 6\.30 ± 0\.00 \(2\.1 ×\) \|/);
    expect(document).toContain('| Traffic was | plaintext | encrypted | encrypted |');
  });

  test('show what encryption costs with intervals, where the same routing was measured without', () => {
    expect(document).toMatch(
      /- \*\*WireGuard over VXLAN:\*\* −60\.\d % TCP throughput \(−\d\d\.\d to −\d\d\.\d %\), \+1\d\d % TCP latency \(.*\), 2\.1 × CPU per GB \(2\.1 to 2\.1\)/
    );
    expect(document).not.toContain('IPsec with native routing');
  });

  test('are tables of at most six columns, so that each fits into a comment', () => {
    const scenarios = ['vxlan', 'geneve', 'native'].flatMap(routing => [
      routing,
      `${routing}+wireguard`,
      `${routing}+ipsec`
    ]);
    const heads = comment(measured(() => 1, { ...shape, scenarios: scenarios.slice(0, 8) })).match(/^\| {2}\|.*$/gm);
    expect(heads?.map(head => head.split(' | ').length - 1)).toEqual([4, 4]);
    expect(heads?.[1]).toBe('|  | Geneve + WireGuard | Geneve + IPsec | Native Routing | Native Routing + WireGuard |');
  });

  test('break a figure only before its cost', () => {
    const run = measured(factor, shape);
    expect(renderComment(run, compareRun(run, policy, noHistory), commentContext)).toMatch(
      /\| 3\.0\d\u00a0±\u00a00\.\d\d \(−60\u00a0%\) \|/
    );
  });

  test('never sound like a failure', () => {
    expect(document).not.toMatch(/nothing was compared|not a pass|Control.*not available/);
  });

  test('have neither intervals nor a claim about them after a single round', () => {
    const once = comment(measured(factor, { ...shape, rounds: 1 }));
    expect(once).toMatch(/\| TCP throughput \(Gbit\/s\) \| 7\.\d\d \| 3\.\d\d \(−\d\d %\) \|/);
    expect(once).toContain('A single round, so the variation is unknown');
    expect(once).toMatch(/−\d\d % TCP throughput, \+\d+ % TCP latency$/m);
  });
});

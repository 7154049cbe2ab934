import { describe, expect, test } from '@jest/globals';
import type { Run, Sample } from '../../src/model/run.ts';
import { testNames } from '../../src/model/test.ts';
import { renderComment } from '../../src/report/comment.ts';
import {
  areSideBySide,
  createSideBySide,
  describeSideBySide,
  renderSideBySide
} from '../../src/report/side-by-side.ts';
import { renderSideBySideForTerminal } from '../../src/report/terminal.ts';
import { compareRuns } from '../../src/verdict/compare.ts';
import { commentContext } from '../support/comparison-builder.ts';
import type { RunShape } from '../support/run-builder.ts';
import { bothArms, measured, noHistory, policy, scale, slower, type Factor } from '../verdict/measured.ts';

const shape: RunShape = {
  scenarios: ['vxlan', 'vxlan+wireguard'],
  tests: ['tcp-throughput', 'tcp-latency'],
  rounds: 3
};
const factor: Factor = ({ scenario }) => (scenario === 'vxlan' ? 1 : 0.4);
const base = measured(factor, shape);
const { cluster, cilium } = base;
if (cluster === undefined || cilium === undefined) throw new Error('the run has no setup');

const ofVersion = (version: string, run = base): Run => ({ ...run, cilium: { ...cilium, version } });
const onAks = (instanceType: string, run = base): Run => ({
  ...run,
  cluster: { ...cluster, provider: 'aks', nodes: cluster.nodes.map(node => ({ ...node, instanceType })) }
});
const withSamples = (change: (sample: Sample) => Sample, run = base): Run => ({
  ...run,
  samples: run.samples.map(sample => (sample.path === 'pod' ? change(sample) : sample))
});

const withCpu = (metric: string, run: Run): Run =>
  withSamples(
    sample => ({ ...sample, metrics: { ...sample.metrics, [metric]: { value: 3, unit: 's/GB', better: 'lower' } } }),
    run
  );

/** The runs as their comparisons see them, by the path of their file. */
function compared(runs: Readonly<Record<string, Run>>) {
  const named = Object.entries(runs).map(([name, run]) => ({ name, run, history: noHistory }));
  return compareRuns(named, policy).map(one => ({
    ...one,
    foreign: false,
    render: (limit: number) => renderComment(one.run, one.comparison, { ...commentContext, limit })
  }));
}

function document(runs: Readonly<Record<string, Run>>, limit = 60_000): string {
  const all = compared(runs);
  return renderSideBySide(all, all, limit).replaceAll('\u00a0', ' ');
}

const heads = (markdown: string): string[] => markdown.split('<details>')[0]?.match(/^\| {2}\|.*$/gm) ?? [];
const labels = (runs: Readonly<Record<string, Run>>): string[] =>
  createSideBySide(compared(runs)).runs.map(({ label }) => label);

describe('runs of two versions side by side', () => {
  const text = document({
    'old/run.json': ofVersion(
      '1.19.5',
      withSamples(sample => ({ ...sample, metrics: scale(sample.metrics, 0.5) }))
    ),
    'new/run.json': base
  });

  test('start with one table, whose columns are named after mode and version', () => {
    expect(text).toMatch(/^### 📏 Cilium performance: 2 runs side by side\n/);
    expect(heads(text)).toEqual([
      '|  | VXLAN, 1.19.5 | VXLAN, 1.20.2 | VXLAN + WireGuard, 1.19.5 | VXLAN + WireGuard, 1.20.2 |'
    ]);
    expect(text).toMatch(
      /\| TCP throughput \(Gbit\/s\) \| 3\.\d\d ± 0\.\d\d \| 7\.\d\d ± 0\.\d\d \| 1\.\d\d ± 0\.\d\d \(−60 %\) \| 3\.\d\d ± 0\.\d\d \(−60 %\) \|/
    );
    expect(text).toContain('| Traffic was | plaintext | plaintext | encrypted | encrypted |');
  });

  test('show what encryption costs in each run, and no percentage between runs', () => {
    expect(text).toMatch(/- \*\*1\.19\.5, WireGuard over VXLAN:\*\* −59\.\d % TCP throughput \(/);
    expect(text).toMatch(/- \*\*1\.20\.2, WireGuard over VXLAN:\*\* −59\.\d % TCP throughput \(/);
    expect(text).toContain('No percentages are computed between runs, because different machines');
    // The older version has half the throughput.
    expect(text).not.toMatch(/[−+](?:50|100)(?:\.\d)? %/);
  });

  test('show only the parameters that differ', () => {
    expect(text).toContain(
      '| Parameter | 1.19.5 | 1.20.2 |\n| --- | --- | --- |\n| Cilium | 1.19.5 (chart 1.20.2) | 1.20.2 (chart 1.20.2) |\n\n'
    );
  });

  test('name no run in a remark on all', () => {
    expect(text.split('<details>')[0]).toMatch(/^- All nodes of this kind .* not the absolute values\.$/m);
  });

  test('never sound like a failed comparison', () => {
    expect(text.split('<details>')[0]).not.toMatch(/no baseline|nothing was compared|not compared|setups? .*verdict/i);
  });
});

describe('runs on two clusters side by side', () => {
  const text = document({
    'kind/run.json': withCpu('machine-cpu', base),
    'aks/run.json': withCpu('server-node-cpu', onAks('Standard_D4ds_v5'))
  });

  test('are named after the clusters, and their setups show the machines', () => {
    expect(heads(text)[0]).toContain('| VXLAN, kind | VXLAN, AKS |');
    expect(text).toMatch(/\| Nodes \(client, server\) \| AMD EPYC .* \| Standard\\_D4ds\\_v5 \(4 vCPU/);
    expect(text).toMatch(/not the absolute values\. \(kind\)$/m);
  });

  test('do not show different kinds of CPU time in one row', () => {
    expect(text).toContain('| CPU per GB, TCP throughput (s/GB) | 3.00 ± 0.00 | not measured |');
    expect(text).toContain("| CPU per GB of the server's node, TCP throughput (s/GB) | not measured | 3.00 ± 0.00 |");
  });

  test('are named after the machines if the clusters are of one kind, and with the version if it differs too', () => {
    const [small, large] = [onAks('Standard_D4ds_v5'), onAks('Standard_D8ds_v5')];
    expect(labels({ a: small, b: large })).toEqual(['AKS (Standard_D4ds_v5)', 'AKS (Standard_D8ds_v5)']);
    expect(labels({ a: base, b: ofVersion('1.19.5', small) })).toEqual(['1.20.2 on kind', '1.19.5 on AKS']);
  });
});

describe('the names of runs side by side', () => {
  test('have the folder where nothing else differs', () => {
    const runs = { 'out/a/run.json': base, 'out/b/run.json': base };
    expect(labels(runs)).toEqual(['a', 'b']);
    expect(labels({ ...runs, 'out/c/run.json': ofVersion('1.19.5') })).toEqual(['1.20.2, a', '1.20.2, b', '1.19.5']);
  });

  test('have a number where not even the folder differs', () => {
    const [one] = compared({ 'run.json': base });
    if (one === undefined) throw new Error('no run');
    expect(createSideBySide([one, one]).runs.map(({ label }) => label)).toEqual(['run 1', 'run 2']);
  });
});

describe('what has no proof', () => {
  const spoil = (sample: Sample, by: Partial<Sample>): Sample =>
    sample.scenario === 'vxlan+wireguard' && sample.test === 'tcp-latency' ? { ...sample, ...by } : sample;
  const reason = { kind: 'pod-replaced', message: 'server pod was replaced' } as const;
  const cells = (run: Run, column: number): unknown[] => {
    const { rows } = createSideBySide(compared({ 'a/run.json': ofVersion('1.19.5', run), 'b/run.json': base }));
    return rows.map(row => row.cells[column]);
  };

  test('is a word instead of a figure, listed with its reason and counted in the heading', () => {
    const run = withSamples(sample => spoil(sample, { status: 'invalid', reason, metrics: {} }));
    const text = document({ 'a/run.json': ofVersion('1.19.5', run), 'b/run.json': base });
    expect(text).toMatch(/^### ⛔ Cilium performance: 2 runs side by side, 1 invalid\n/);
    expect(text).toMatch(/\| TCP latency \(µs\) \| 16\d\.\d ± \d\.\d \| 16\d.* \| invalid \| 4\d\d\.\d ± /);
    expect(text).toMatch(/- 1\.19\.5: vxlan\+wireguard tcp-latency has no valid sample: server pod was replaced$/m);
  });

  test('is no figure either if the samples claim to be valid', () => {
    const run = withSamples(sample => spoil(sample, { proof: undefined }));
    expect(cells(run, 2)).toEqual([expect.objectContaining({ mean: expect.anything() }), 'invalid']);
  });

  test('has no figure in a mode whose traffic leaked', () => {
    const run = withSamples(sample => {
      const { proof, round } = sample;
      if (proof === undefined || round > 1) return sample;
      return spoil(sample, { status: 'invalid', reason, proof: { ...proof, verdict: 'plaintext' } });
    });
    expect(cells(run, 2)).toEqual(['invalid', 'invalid']);
    const text = document({ 'a/run.json': ofVersion('1.19.5', run), 'b/run.json': base });
    expect(text).toMatch(/^### 🚨 Cilium performance: 2 runs side by side, 1 not encrypted\n/);
    expect(text).toContain('| Traffic was | plaintext | plaintext | 🚨 plaintext | encrypted |');
  });

  test('is told apart from what a run did not plan', () => {
    expect(cells(measured(factor, { ...shape, tests: ['tcp-throughput'] }), 0)).toEqual([
      expect.objectContaining({ mean: expect.anything() }),
      'not measured'
    ]);
  });
});

describe('twelve runs side by side', () => {
  const single: RunShape = { ...shape, scenarios: ['vxlan'] };
  const versions = Array.from({ length: 12 }, (_, index) => `1.${index + 8}.0`);
  const runs = Object.fromEntries(
    versions.map((version, index) => [
      `${version}/run.json`,
      ofVersion(
        version,
        measured(() => (index === 11 ? 0.001 : 1), single)
      )
    ])
  );

  test('are two tables of six columns in the same units', () => {
    const text = document(runs);
    expect(heads(text).map(head => head.split(' | ').length - 1)).toEqual([6, 6]);
    expect(text).toMatch(/\| TCP throughput \(Gbit\/s\) \|(?: 7\.\d\d ± 0\.\d\d \|){5} 0\.01 ± 0\.00 \|/);
    expect(
      text
        .match(/^\| Parameter \|.*$/gm)
        ?.slice(0, 2)
        .map(head => head.split(' | ').length - 1)
    ).toEqual([6, 6]);
  });

  test('fit into the limit of a comment', () => {
    const text = document(runs, 8000);
    expect(text.length).toBeLessThanOrEqual(8000);
    expect(text).toMatch(/more runs are omitted here\.$/);
  });
});

describe('on a terminal', () => {
  const plain = (_: string, text: string): string => text;
  const all = compared({ 'a/run.json': ofVersion('1.19.5'), 'b/run.json': onAks('Standard_D4ds_v5') });
  const lines = (width: number): string[] =>
    renderSideBySideForTerminal(describeSideBySide(all), width, plain).split('\n');

  test('figures are aligned at their ends, without Markdown', () => {
    const text = lines(200);
    expect(text.join('\n')).not.toMatch(/[*`|]|<details>/);
    const rows = text.filter(line => /^(?:TCP latency|Traffic was)/.test(line));
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(line => line.length)).size).toBe(1);
  });

  test('titles wrap, so that more columns fit', () => {
    const text = lines(80);
    const first = text.findIndex(line => line.startsWith('TCP throughput'));
    expect(text.slice(first - 2, first).map(line => line.trim().split(/ {2,}/))).toEqual([
      ['VXLAN, 1.19.5 on', 'VXLAN, 1.20.2 on AKS'],
      ['kind']
    ]);
  });

  test('what encryption costs is complete for every test', () => {
    const every = compared({
      'a/run.json': withCpu('machine-cpu', ofVersion('1.19.5', measured(factor, { ...shape, tests: testNames }))),
      'b/run.json': base
    });
    const markdown = renderSideBySide(every, every, 60_000);
    const terminal = renderSideBySideForTerminal(describeSideBySide(every), 10_000, plain);
    for (const text of [markdown, terminal]) {
      const line = text.split('\n').find(one => one.includes('1.19.5, WireGuard over')) ?? '';
      expect(line.match(/ to /g)).toHaveLength(testNames.length + 1);
    }
  });

  test.each([80, 100, 0])('blocks of columns fit into %i characters, each with the names of the tests', width => {
    const text = lines(width);
    expect(Math.max(...text.map(line => line.length))).toBeLessThanOrEqual(Math.max(width, 60));
    const blocks = text.filter(line => line.startsWith('TCP throughput'));
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.join(' ').match(/ ± /g)).toHaveLength(4);
  });
});

describe('runs are described side by side', () => {
  const isDescribed = (...runs: readonly Run[]): boolean =>
    areSideBySide(compared(Object.fromEntries(runs.map((run, index) => [`${index}/run.json`, run]))));

  test('only if there are several and none has anything to be compared with', () => {
    expect(isDescribed(base, base)).toBe(true);
    expect(isDescribed(base)).toBe(false);
    expect(isDescribed(base, measured(slower(0.8), bothArms))).toBe(false);
    expect(isDescribed(base, { ...base, unchanged: true })).toBe(false);
    const [one] = compared({ 'run.json': base });
    if (one === undefined) throw new Error('no run');
    const { run, comparison } = one;
    expect(areSideBySide([one, { run, comparison: { ...comparison, design: 'history' } }])).toBe(false);
    // A run with a reference of which nothing could be compared.
    const { reference } = measured(slower(0.8), bothArms);
    expect(areSideBySide([one, { run: { ...run, reference }, comparison }])).toBe(false);
  });
});

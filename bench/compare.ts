import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBaseline, serializeBaseline } from '../src/baseline/document.ts';
import { figuresOf, keyOf } from '../src/model/figures.ts';
import { maxPoolRuns, type PoolRun } from '../src/baseline/pool.ts';
import { seededRandom } from '../src/plan/plan.ts';
import type { Metric, Run, Sample } from '../src/model/run.ts';
import { serializeRun } from '../src/results/write.ts';
import { createComparison } from '../test/support/comparison-builder.ts';
import { createRun } from '../test/support/run-builder.ts';

/**
 * Wall time and peak memory of `compare` with many stored runs, including startup. Goal: 1,000 runs with 50 metrics in 2 s
 * and 300 MB. Each baseline document contains a pool of 30 runs, like published ones. Each run.json file has three rounds
 * with all samples and their proofs.
 * Usage: node bench/compare.ts [runs, default 1000] [path of dist/cli.js, default: the sources]
 */
const count = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'cpg-compare-'));
const random = seededRandom('compare');
const sources = `import { cli } from '${join(import.meta.dirname, '../src/entries/index.ts')}';\nawait cli();\n`;
const entry = process.argv[3] ?? join(folder, 'cli.mjs');
writeFileSync(join(folder, 'cli.mjs'), sources);

/** Two scenarios with four tests of six metrics each, and the control. */
function storedRun(index: number): Run {
  const run = createRun(
    { id: `run-${index}`, startedAt: new Date(Date.parse('2026-01-01') + index * 3_600_000).toISOString() },
    {
      scenarios: ['vxlan', 'native'],
      tests: ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'],
      rounds: 3
    }
  );
  return { ...run, samples: run.samples.map(sample => ({ ...sample, proof, metrics: metricsOf(sample) })) };
}

const proof: NonNullable<Sample['proof']> = {
  verdict: 'plaintext',
  reason: 'at most 0.0 % of the packets are in an encryption counter',
  mode: 'none',
  coverage: (['client', 'server'] as const).flatMap(side =>
    (['sent', 'received'] as const).map(direction => ({
      ...{ side, direction, unit: 'packets' as const },
      ...{ counted: 12, expected: 1_234_567, share: 0.00001, needed: 0 }
    }))
  ),
  notes: [],
  faults: []
};

/** The test's own metrics, filled up to six. */
function metricsOf({ metrics, path }: Sample): Record<string, Metric> {
  const noisy = (value: number): number => value * (1 + 0.02 * (random() - 0.5));
  const own = Object.entries(metrics).map(([name, metric]): [string, Metric] => [
    name,
    { ...metric, value: noisy(metric.value) }
  ]);
  const more = Array.from({ length: path === 'host' ? 0 : 6 - own.length }, (_, index): [string, Metric] => [
    `further-${index}`,
    { value: noisy(100), unit: 'us', better: 'lower' }
  ]);
  return Object.fromEntries([...own, ...more]);
}

function poolRun(run: Run): PoolRun {
  const figures = figuresOf(run).map(figure => ({ ...keyOf(figure), value: Number(figure.mean.toPrecision(6)) }));
  return { id: run.id, startedAt: run.startedAt, figures, acknowledged: [] };
}

function compare(kind: string, metrics: number): void {
  const started = performance.now();
  const { stderr, status } = spawnSync(
    '/usr/bin/time',
    [
      '-f',
      '%U %S %M',
      process.execPath,
      entry,
      ...['compare', join(folder, 'now/run.json'), '--output', join(folder, 'out')],
      ...['--baseline-files', join(folder, kind, '*.json')]
    ],
    { encoding: 'utf8', maxBuffer: 1e9 }
  );
  const seconds = (performance.now() - started) / 1000;
  const [user = NaN, system = NaN, kilobytes = NaN] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  console.log(
    `${kind}: ${count} runs with ${metrics} metrics: ${seconds.toFixed(2)} s (${(user + system).toFixed(2)} s of CPU time), ${(kilobytes / 1024).toFixed(0)} MB, exit code ${String(status)}`
  );
}

try {
  for (const name of ['now', 'baseline', 'run']) mkdirSync(join(folder, name));
  const now = storedRun(count);
  writeFileSync(join(folder, 'now/run.json'), serializeRun(now));
  const recent: PoolRun[] = [];
  for (let index = 0; index < count; index += 1) {
    const run = storedRun(index);
    const name = `${index}.json`;
    const baseline = createBaseline(run, createComparison(), recent, recent.slice(-5));
    writeFileSync(join(folder, 'baseline', name), serializeBaseline(baseline));
    writeFileSync(join(folder, 'run', name), serializeRun(run));
    recent.unshift(poolRun(run));
    if (recent.length > maxPoolRuns) recent.pop();
  }
  for (const kind of ['baseline', 'run']) {
    const { size } = statSync(join(folder, kind, `${count - 1}.json`));
    console.log(`${kind}: ${(size / 1000).toFixed(0)} kB per file`);
    compare(kind, figuresOf(now).length);
  }
} finally {
  if (process.env['KEEP'] === undefined) rmSync(folder, { recursive: true });
  else console.log(folder);
}

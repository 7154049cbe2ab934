import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serializeTrend } from '../src/baseline/trend.ts';
import type { FigureKey } from '../src/model/figures.ts';
import { encryptionModes } from '../src/model/scenario.ts';
import type { TrendRun } from '../src/model/trend.ts';
import { seededRandom } from '../src/plan/plan.ts';
import { nightNoises, simulateNights, type Planted } from './nightly/nights.ts';

/**
 * Wall time and peak memory of `trend`, including startup, on simulated nights of twelve scenarios with four tests and the
 * controls. One scenario loses 8 % in the last quarter, Cilium changes every 30 nights, and the kernel once. Goal: 700
 * nights in 2 s and 300 MB. Usage: node bench/trend.ts [nights, default 700] [path of dist/cli.js, default: the sources];
 * KEEP=1 keeps the page.
 */
const nights = Number(process.argv[2] ?? 700);
const folder = mkdtempSync(join(tmpdir(), 'cpg-trend-'));
const entry = process.argv[3] ?? join(folder, 'cli.mjs');
writeFileSync(
  join(folder, 'cli.mjs'),
  `import { cli } from '${join(import.meta.dirname, '../src/entries/index.ts')}';\nawait cli();\n`
);

const tests = [
  { test: 'tcp-throughput', metric: 'throughput', unit: 'bit/s', better: 'higher', level: 9.4e9 },
  { test: 'tcp-bidirectional', metric: 'throughput', unit: 'bit/s', better: 'higher', level: 7.1e9 },
  { test: 'tcp-latency', metric: 'latency-mean', unit: 'us', better: 'lower', level: 160 },
  { test: 'tcp-stream', metric: 'throughput', unit: 'bit/s', better: 'higher', level: 8.8e9 }
] as const;

function figuresOf(scenario: string, planted: Planted | undefined): TrendRun['figures'][number][][] {
  const [noise] = nightNoises;
  if (noise === undefined) throw new Error('there is no noise model');
  // The machines are those of all scenarios.
  const seed = `trend ${scenario}`;
  const metrics = simulateNights(noise, nights, planted, seededRandom(seed), seededRandom(`${seed} reference`));
  return Array.from({ length: nights }, (_, night) =>
    tests.flatMap(({ level, ...key }, index) => {
      const sign = key.better === 'lower' ? -1 : 1;
      const { value = 0, control = 0 } = metrics[index]?.[night] ?? {};
      const of = (log: number): number => Number((level * Math.exp(sign * log)).toPrecision(6));
      const named: FigureKey = { scenario, ...key };
      const isFirst = scenario === 'vxlan' && (key.test === 'tcp-throughput' || key.test === 'tcp-latency');
      return [{ ...named, value: of(value) }, ...(isFirst ? [{ ...key, value: of(control) }] : [])];
    })
  );
}

const scenarios = ['vxlan', 'geneve', 'native'].flatMap(routing =>
  encryptionModes.map(encryption => (encryption === 'none' ? routing : `${routing}+${encryption}`))
);
const figures = scenarios.map(scenario =>
  figuresOf(scenario, scenario === 'vxlan' ? { from: Math.floor(0.75 * nights), size: Math.log(0.92) } : undefined)
);
const runs = Array.from({ length: nights }, (_, night): TrendRun => ({
  id: `run-${night}`,
  startedAt: new Date(Date.parse('2024-12-01T02:00:00Z') + night * 86_400_000).toISOString(),
  runId: 1_000_000 + night,
  sha: seededRandom(`sha ${Math.floor(night / 3)}`)()
    .toString(16)
    .slice(2)
    .padEnd(40, '0')
    .slice(0, 40),
  verdict: night % 9 === 0 ? 'inconclusive' : 'pass',
  setup: {
    Cilium: `1.${18 + Math.floor(night / 300)}.${Math.floor(night / 30) % 10}`,
    kernel: night < nights / 2 ? '6.8.0-1030-azure' : '6.11.0-1015-azure',
    ...{ suite: 'default', duration: '5 s in bursts of 1 s, each after 0 s', iperf3: '3.16', netperf: '2.7.0' }
  },
  figures: figures.flatMap(each => each[night] ?? []),
  accepted: []
}));

try {
  const input = join(folder, 'trend.json');
  writeFileSync(input, serializeTrend({ repository: 'owner/name', runs }));
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(
    '/usr/bin/time',
    ['-f', '%U %S %M', process.execPath, entry, 'trend', input, '--output', join(folder, 'out')],
    { encoding: 'utf8', maxBuffer: 1e9 }
  );
  const seconds = (performance.now() - started) / 1000;
  const [user = NaN, system = NaN, kilobytes = NaN] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  console.log(stdout);
  const size = (path: string): string => `${(statSync(path).size / 1000).toFixed(0)} kB`;
  console.log(
    `${nights} nights: trend.json ${size(input)}, trend.html ${size(join(folder, 'out/trend.html'))}; ${seconds.toFixed(2)} s (${(user + system).toFixed(2)} s of CPU time), ${(kilobytes / 1024).toFixed(0)} MB, exit code ${String(status)}`
  );
} finally {
  if (process.env['KEEP'] === undefined) rmSync(folder, { recursive: true });
  else console.log(folder);
}

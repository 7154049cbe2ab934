import { readFileSync } from 'node:fs';
import { toolSeconds } from '../src/plan/cost.ts';
import { parseRun } from '../src/results/read.ts';

/**
 * The overhead of a sample: from the end of one sample to the end of the next in the same block, minus what its
 * tool takes. `seconds.sample` of src/plan/cost.ts.
 * Usage: node bench/overhead.ts <run.json>
 */
const run = parseRun(readFileSync(process.argv[2] ?? 'cilium-perf-gate-results/demo/run.json', 'utf8'));
const { durationSeconds, omitSeconds } = run.plan;

const overheads = run.samples.flatMap((sample, index) => {
  const previous = run.samples[index - 1];
  if (previous?.block !== sample.block || sample.status !== 'valid' || previous.status !== 'valid') return [];
  const seconds =
    (Date.parse(sample.endedAt) - Date.parse(previous.endedAt)) / 1000 -
    toolSeconds(sample.test, durationSeconds, omitSeconds);
  return [{ id: sample.id, seconds }];
});
for (const { id, seconds } of overheads) console.log(`${seconds.toFixed(2)} s  ${id}`);
const sorted = overheads.map(({ seconds }) => seconds).sort((a, b) => a - b);
const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
console.log(
  `overhead per sample: median ${median.toFixed(2)} s, maximum ${(sorted.at(-1) ?? NaN).toFixed(2)} s, n = ${sorted.length}`
);

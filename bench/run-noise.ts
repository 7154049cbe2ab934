import { readFileSync } from 'node:fs';
import { parseRun } from '../src/results/read.ts';
import type { Arm, Run } from '../src/model/run.ts';
import { noiseParts } from '../src/statistics/noise.ts';
import { seriesOf } from '../src/verdict/series.ts';

/**
 * The measured noise of a run with two identical arms (A/A): between samples of one block, between blocks of one round,
 * and of the difference that a comparison uses.
 * Usage: node bench/run-noise.ts <run.json>
 */
const run = parseRun(readFileSync(process.argv[2] ?? 'cilium-perf-gate-results/run.json', 'utf8'));
if (run.reference?.identical !== true) throw new Error('the arms of this run are not identical');

type Wanted = Pick<Run['samples'][number], 'scenario' | 'test'> & { readonly metric: string };

function logsOf({ scenario, test, metric }: Wanted, round: number, arm: Arm): number[] {
  return run.samples
    .filter(sample => sample.scenario === scenario && sample.test === test && sample.path === 'pod')
    .filter(sample => sample.round === round && sample.arm === arm && sample.status === 'valid')
    .map(({ metrics }) => Math.log(metrics[metric]?.value ?? NaN));
}

const percent = (share: number | undefined): string => (share === undefined ? '-' : `${(100 * share).toFixed(1)} %`);
console.log('| metric | rounds | within blocks | between blocks | of the difference per round | P(no noise between) |');
console.log('| - | - | - | - | - | - |');
for (const series of seriesOf(run).usable) {
  const rounds = series.rounds
    .map(({ round }) => ({
      candidate: logsOf(series, round, 'candidate'),
      reference: logsOf(series, round, 'reference')
    }))
    .filter(({ candidate, reference }) => candidate.length > 0 && reference.length > 0);
  if (rounds.length < 2) continue;
  const { within, between, difference, betweenP } = noiseParts(rounds);
  const cells = [percent(within), percent(between), percent(difference), betweenP?.toFixed(2) ?? '-'];
  console.log(`| ${[`${series.test} ${series.metric}`, String(rounds.length), ...cells].join(' | ')} |`);
}

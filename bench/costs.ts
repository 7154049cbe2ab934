import { readFileSync } from 'node:fs';
import type { Block, Run, ScenarioResult } from '../src/model/run.ts';
import { stepSeconds, toolSeconds } from '../src/plan/cost.ts';
import { parseRun } from '../src/results/read.ts';

/**
 * What the steps of runs took, beside what the estimate assumes (src/plan/cost.ts). Only blocks in which every sample is
 * valid at its first attempt count, and of the switches those that restarted Cilium.
 * Usage: node bench/costs.ts <run.json>...
 */
type Step = keyof typeof stepSeconds;
const found = new Map<Step, number[]>();
const note = (step: Step, seconds: number): void => void found.set(step, [...(found.get(step) ?? []), seconds]);
const between = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

function readRun(run: Run): void {
  const seen = new Set<string>();
  for (const [index, block] of run.blocks.entries()) {
    const place = `${block.arm} ${block.scenario}`;
    const samples = run.samples.filter(sample => sample.block === block.index);
    const isFirst = block.path === 'pod' && !seen.has(place);
    if (block.path === 'pod') seen.add(place);
    if (block.status !== 'measured' || samples.some(({ status, attempt }) => status !== 'valid' || attempt > 1))
      continue;
    const tool = (test: (typeof samples)[number]['test']): number => toolSeconds(test, run.plan);
    for (const [place, sample] of samples.entries()) {
      const previous = samples[place - 1];
      if (previous !== undefined) note('sample', between(previous.endedAt, sample.endedAt) - tool(sample.test));
    }
    const own = samples.reduce((sum, { test }) => sum + tool(test) + stepSeconds.sample, 0);
    const settling = block.settling?.seconds ?? 0;
    const rest = between(block.startedAt, run.blocks[index + 1]?.startedAt ?? block.endedAt) - own;
    noteBlock(block, settling, rest - settling - block.switchSeconds, isFirst ? resultOf(run, block) : undefined);
  }
}

function noteBlock(
  { path, switchSeconds }: Block,
  settling: number,
  rest: number,
  verified: ScenarioResult | undefined
): void {
  note(path === 'pod' ? 'settling' : 'controlSettling', settling);
  if (path === 'host') note('controlPods', rest);
  else if (verified?.policies !== undefined) note('policies', rest - stepSeconds.pods - stepSeconds.verify);
  else if (verified?.matrix !== undefined) note('verify', rest - stepSeconds.pods);
  else if (switchSeconds > 2) note('pods', rest);
  if (path === 'pod' && switchSeconds > 2) note('switch', switchSeconds);
}

function resultOf(run: Run, { arm, scenario }: Block): ScenarioResult | undefined {
  return run.scenarios.find(one => one.arm === arm && one.name === scenario);
}

for (const file of process.argv.slice(2)) readRun(parseRun(readFileSync(file, 'utf8')));
console.log(
  '| step | n | mean without the lowest and the highest tenth | quartiles | assumed |\n| - | - | - | - | - |'
);
for (const [step, values] of found) {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length / 10);
  const kept = sorted.slice(cut, sorted.length - cut);
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const quartiles = [0.25, 0.5, 0.75].map(share => (sorted[Math.floor(share * sorted.length)] ?? NaN).toFixed(1));
  console.log(`| ${[step, sorted.length, mean.toFixed(1), quartiles.join(', '), stepSeconds[step]].join(' | ')} |`);
}

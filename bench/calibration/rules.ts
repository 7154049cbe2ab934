import { comparePool, defaultPoolDesign } from '../../src/statistics/compare-pool.ts';
import { compareRounds, type PairedMetric, type PairedResult } from '../../src/statistics/compare-rounds.ts';
import { estimateSeconds } from '../../src/plan/cost.ts';
import type { BlockPlan } from '../../src/plan/plan.ts';
import type { SampleTiming } from '../../src/model/test.ts';
import type { Design } from '../../src/statistics/design.ts';
import { normalUpperTail, tTwoSided } from '../../src/statistics/distributions.ts';
import { smallestThatMatters, toleranceOf, type StatisticalOutcome } from '../../src/statistics/outcome.ts';
import { mean, spreadOf } from '../../src/statistics/variance.ts';
import { metrics, type Block, type Visit } from './noise.ts';

/** A rule's outcome for each metric, and its cost. */
export interface Answer {
  /** `good` lets a run pass. */
  readonly outcomes: readonly ('regression' | 'improvement' | 'good' | 'none')[];
  readonly minutes: number;
}

/** The data for every rule: this visit, and the candidate's blocks from earlier, unchanged visits. */
interface Evidence {
  readonly now: Visit;
  /** Further scenarios, measured and judged with the first. */
  readonly further: readonly Visit[];
  readonly stored: readonly (readonly Block[])[];
}

export interface Rule {
  readonly name: string;
  readonly rounds: number;
  /** How often each metric is measured in a block, each time with new connections. */
  readonly bursts: number;
  /** Number of earlier visits it needs. */
  readonly stored: number;
  readonly judge: (evidence: Evidence) => Answer;
}

export const tolerances = metrics.map(({ better, lossPercent }) => toleranceOf(better, lossPercent));

/** A sample of the default suite. */
export const sample: SampleTiming = { durationSeconds: 5, burstSeconds: 1, omitSeconds: 0 };
export const sampleBursts = sample.durationSeconds / sample.burstSeconds;
const scenario = { routing: 'vxlan', encryption: 'none' } as const;
const controlSamples = 2;

function minutesOf(path: BlockPlan['path'], samples: number, timing: SampleTiming): number {
  const tests = Array.from({ length: samples }, () => 'tcp-throughput' as const);
  const block = { arm: 'candidate' as const, scenario, path, verify: false, tests };
  return estimateSeconds([[block]], timing) / 60;
}

/** Minutes of one arm's blocks, by the product's own estimate. */
function blockMinutes(rounds: number): number {
  return rounds * minutesOf('pod', metrics.length, sample);
}

/**
 * Minutes of interleaved arms: the rounds of each scenario, with as many controls and samples of each metric per block.
 */
export function pairedMinutes(
  rounds: readonly number[],
  controls = 1,
  samples = 1,
  timing: SampleTiming = sample
): number {
  const blocks = 2 * rounds.reduce((sum, own) => sum + own, 0);
  return (
    blocks * minutesOf('pod', metrics.length * samples, timing) + controls * minutesOf('host', controlSamples, timing)
  );
}

/** Our rule: looks at the data until the comparison stops. */
export function interleaved(name: string, design: Design, timing = sample): Rule {
  const { looks } = design;
  const minutesFor = (each: readonly number[]): number => pairedMinutes(each, 1, 1, timing);
  const planned = looks.at(-1) ?? 0;
  return {
    name,
    rounds: planned,
    bursts: timing.durationSeconds / timing.burstSeconds,
    stored: 0,
    judge: ({ now, further }) => {
      const scenarios = [now, ...further].map((visit, index) => pairedMetrics(visit, index));
      /** The results of each scenario, and the round that decided it while others were still open. */
      const results = scenarios.map((): readonly PairedResult[] => []);
      const decided = scenarios.map(() => Infinity);
      for (const rounds of looks) {
        const open = scenarios.flatMap((metrics, index) => ((decided[index] ?? 0) < rounds ? [] : [...metrics]));
        const others = results.flatMap((own, index) =>
          (decided[index] ?? 0) < rounds ? own.map(({ familyP }) => familyP) : []
        );
        const compared = compareRounds(upTo(open, rounds), design, { rounds, ended: false }, others);
        const byId = new Map(compared.metrics.map(result => [result.id, result]));
        for (const [index, metrics] of scenarios.entries()) {
          if ((decided[index] ?? 0) < rounds) continue;
          const own = metrics.flatMap(({ id }) => byId.get(id) ?? []);
          results[index] = own;
          if (own.every(({ gates, outcome }) => gates && outcome !== 'inconclusive')) decided[index] = rounds;
        }
        if (compared.stop === undefined) continue;
        const outcomes = results.flat().map(({ gates, outcome }) => (gates ? answerOf(outcome) : 'none'));
        return { outcomes, minutes: minutesFor(decided.map(round => Math.min(round, rounds))) };
      }
      throw new Error('the last look must stop');
    }
  };
}

function answerOf(outcome: StatisticalOutcome): Answer['outcomes'][number] {
  if (outcome === 'equivalent' || outcome === 'tolerable') return 'good';
  return outcome === 'inconclusive' ? 'none' : outcome;
}

/** The metrics of a visit, with the differences of all its rounds. */
export function pairedMetrics({ reference, candidate }: Visit, scenario = 0): readonly PairedMetric[] {
  return metrics.map(({ id, better }, metric) => ({
    id: `${scenario} ${id}`,
    group: id,
    better,
    tolerance: tolerances[metric] ?? NaN,
    gated: true,
    differences: candidate.map((block, round) => mean(block[metric] ?? []) - mean(reference[round]?.[metric] ?? []))
  }));
}

/** The same after fewer rounds. */
export function upTo(some: readonly PairedMetric[], rounds: number): readonly PairedMetric[] {
  return some.map(metric => ({ ...metric, differences: metric.differences.slice(0, rounds) }));
}

/** The same t-test with each metric's own variance, Bonferroni correction and a single look, to show what moderation adds. */
export function plainPairs(design: Design): Rule {
  const rounds = design.looks.at(-1) ?? 0;
  const plain = { ...design, looks: [rounds], alpha: design.alpha / metrics.length };
  return {
    name: `${rounds} pairs, plain t, Bonferroni`,
    rounds,
    bursts: sampleBursts,
    stored: 0,
    judge: ({ now }) => ({
      outcomes: pairedMetrics(now).flatMap(metric =>
        compareRounds([metric], plain, { rounds, ended: true }).metrics.map(({ outcome }) => answerOf(outcome))
      ),
      minutes: pairedMinutes([rounds])
    })
  };
}

/** Our rule for a pool of stored runs. If the pool cannot gate, the outcome is advisory and counts as none. */
export function history(runs: number, rounds: number, mayAdvise: boolean): Rule {
  return {
    name: `prediction interval, ${runs} stored runs${mayAdvise ? ', advice counted' : ''}`,
    rounds,
    bursts: sampleBursts,
    stored: runs,
    judge: ({ now, stored }) => {
      const compared = comparePool(
        metrics.map(({ id, better }, metric) => ({
          id,
          better,
          tolerance: tolerances[metric] ?? NaN,
          gated: true,
          value: Math.exp(level(now.candidate, metric)),
          history: stored.map(run => Math.exp(level(run, metric)))
        })),
        defaultPoolDesign
      );
      const outcomes = compared.map(({ outcome, gates }) => (gates || mayAdvise ? answerOf(outcome) : 'none'));
      return { outcomes, minutes: blockMinutes(rounds) };
    }
  };
}

/** github-action-benchmark and others: the mean differs from one stored run by more than the margin. */
export function fixedRatio(rounds: number): Rule {
  return peer('fixed ratio to a stored run, 5 % / 10 %', rounds, 1, ({ now, stored }, metric) =>
    beyondThreshold(level(now.candidate, metric) - level(stored[0] ?? [], metric), metric)
  );
}

/** Bencher's t_test threshold: 95 % prediction interval per metric over stored runs, without adjustment or margin. */
export function tAgainstStored(runs: number, rounds: number): Rule {
  return peer(`t-test against ${runs} stored runs`, rounds, runs, ({ now, stored }, metric) => {
    const levels = stored.map(run => level(run, metric));
    const { variance, degreesOfFreedom } = spreadOf(levels);
    const difference = level(now.candidate, metric) - mean(levels);
    const p = tTwoSided(difference / Math.sqrt(variance * (1 + 1 / levels.length)), degreesOfFreedom);
    return p < 0.05 ? difference : 0;
  });
}

/** benchstat: Mann-Whitney test of this run and one stored run, 5 % per metric (normal approximation). */
export function mannWhitney(rounds: number): Rule {
  return peer('Mann-Whitney against a stored run', rounds, 1, ({ now, stored }, metric) => {
    const mine = now.candidate.flatMap(block => block[metric] ?? []);
    const theirs = (stored[0] ?? []).flatMap(block => block[metric] ?? []);
    const wins = mine.reduce((sum, value) => sum + theirs.filter(other => other < value).length, 0);
    const pairs = mine.length * theirs.length;
    const sd = Math.sqrt((pairs * (mine.length + theirs.length + 1)) / 12);
    const z = (Math.abs(wins - pairs / 2) - 0.5) / sd;
    return 2 * normalUpperTail(z) < 0.05 ? wins - pairs / 2 : 0;
  });
}

/** k8s-netperf's tolerance and actions that compare with the base: one block per arm differs by more than the margin. */
export function onePair(): Rule {
  const rule = peer('tolerance on one pair, 5 % / 10 %', 1, 0, ({ now }, metric) =>
    beyondThreshold(level(now.candidate.slice(0, 1), metric) - level(now.reference.slice(0, 1), metric), metric)
  );
  return {
    ...rule,
    judge: evidence => ({ ...rule.judge(evidence), minutes: 2 * blockMinutes(1) })
  };
}

/** A rule that returns a signed number per metric; 0 means no change. */
function peer(
  name: string,
  rounds: number,
  stored: number,
  difference: (evidence: Evidence, metric: number) => number
): Rule {
  return {
    name,
    rounds,
    bursts: sampleBursts,
    stored,
    judge: evidence => ({
      outcomes: metrics.map(({ better }, metric) => {
        const found = difference(evidence, metric);
        if (found === 0) return 'none';
        return found > 0 === (better === 'higher') ? 'improvement' : 'regression';
      }),
      minutes: blockMinutes(rounds)
    })
  };
}

function beyondThreshold(difference: number, metric: number): number {
  return Math.abs(difference) > smallestThatMatters(tolerances[metric] ?? NaN) ? difference : 0;
}

function level(blocks: readonly Block[], metric: number): number {
  return mean(blocks.flatMap(block => block[metric] ?? []));
}

import { comparePool, defaultPoolDesign } from '../../src/statistics/compare-pool.ts';
import { compareRounds, type PairedMetric } from '../../src/statistics/compare-rounds.ts';
import { estimateSeconds } from '../../src/plan/cost.ts';
import type { BlockPlan } from '../../src/plan/plan.ts';
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
  /** Number of rounds, and of samples per block. */
  readonly rounds: number;
  readonly samples: number;
  /** Number of earlier visits it needs. */
  readonly stored: number;
  readonly judge: (evidence: Evidence) => Answer;
}

export const tolerances = metrics.map(({ better, lossPercent }) => toleranceOf(better, lossPercent));

const [durationSeconds, omitSeconds] = [10, 1];
const scenario = { routing: 'vxlan', encryption: 'none' } as const;
const controlSamples = 2;

function minutesOf(blocks: readonly (readonly [path: BlockPlan['path'], samples: number])[]): number {
  const planned = blocks.map(([path, samples]) => ({
    ...{ arm: 'candidate' as const, scenario, path, verify: false },
    tests: Array.from({ length: samples }, () => 'tcp-throughput' as const)
  }));
  return estimateSeconds([planned], durationSeconds, omitSeconds) / 60;
}

/** Minutes of one arm's blocks, by the product's own estimate. */
function blockMinutes(rounds: number, samples: number): number {
  return rounds * minutesOf([['pod', metrics.length * samples]]);
}

/** Minutes of interleaved arms in some scenarios, with as many controls. */
export function pairedMinutes(rounds: number, samples: number, scenarios: number, controls: number): number {
  return 2 * scenarios * blockMinutes(rounds, samples) + controls * minutesOf([['host', controlSamples]]);
}

/** Our rule: looks at the data until the comparison stops. */
export function interleaved(name: string, design: Design): Rule {
  const { looks, samplesPerBlock } = design;
  const planned = looks.at(-1) ?? 0;
  return {
    name,
    rounds: planned,
    samples: samplesPerBlock,
    stored: 0,
    judge: ({ now, further }) => {
      const visits = [now, ...further];
      for (const rounds of looks) {
        const compared = compareRounds(pairedMetrics(visits, rounds), design, { rounds, ended: false });
        if (compared.stop === undefined) continue;
        const outcomes = compared.metrics.map(({ gates, outcome }) => (gates ? answerOf(outcome) : 'none'));
        return { outcomes, minutes: pairedMinutes(rounds, samplesPerBlock, visits.length, 1) };
      }
      throw new Error('the last look must stop');
    }
  };
}

function answerOf(outcome: StatisticalOutcome): Answer['outcomes'][number] {
  if (outcome === 'equivalent' || outcome === 'tolerable') return 'good';
  return outcome === 'inconclusive' ? 'none' : outcome;
}

export function pairedMetrics(visits: readonly Visit[], rounds: number): readonly PairedMetric[] {
  return visits.flatMap(({ reference, candidate }, scenario) =>
    metrics.map(({ id, better }, metric) => ({
      id: `${scenario} ${id}`,
      group: id,
      better,
      tolerance: tolerances[metric] ?? NaN,
      gated: true,
      differences: Array.from(
        { length: rounds },
        (_, round) => mean(candidate[round]?.[metric] ?? []) - mean(reference[round]?.[metric] ?? [])
      )
    }))
  );
}

/** The same t-test with each metric's own variance, Bonferroni correction and a single look, to show what moderation adds. */
export function plainPairs(design: Design): Rule {
  const rounds = design.looks.at(-1) ?? 0;
  const plain = { ...design, looks: [rounds], alpha: design.alpha / metrics.length };
  return {
    name: `${rounds} pairs, plain t, Bonferroni`,
    rounds,
    samples: design.samplesPerBlock,
    stored: 0,
    judge: ({ now }) => ({
      outcomes: pairedMetrics([now], rounds).flatMap(metric =>
        compareRounds([metric], plain, { rounds, ended: true }).metrics.map(({ outcome }) => answerOf(outcome))
      ),
      minutes: pairedMinutes(rounds, design.samplesPerBlock, 1, 1)
    })
  };
}

/** Our rule for a pool of stored runs. If the pool cannot gate, the outcome is advisory and counts as none. */
export function history(runs: number, rounds: number, samples: number, mayAdvise: boolean): Rule {
  return {
    name: `prediction interval, ${runs} stored runs${mayAdvise ? ', advice counted' : ''}`,
    rounds,
    samples,
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
      return { outcomes, minutes: blockMinutes(rounds, samples) };
    }
  };
}

/** github-action-benchmark and others: the mean differs from one stored run by more than the margin. */
export function fixedRatio(rounds: number, samples: number): Rule {
  return peer('fixed ratio to a stored run, 5 % / 10 %', rounds, samples, 1, ({ now, stored }, metric) =>
    beyondThreshold(level(now.candidate, metric) - level(stored[0] ?? [], metric), metric)
  );
}

/** Bencher's t_test threshold: 95 % prediction interval per metric over stored runs, without adjustment or margin. */
export function tAgainstStored(runs: number, rounds: number, samples: number): Rule {
  return peer(`t-test against ${runs} stored runs`, rounds, samples, runs, ({ now, stored }, metric) => {
    const levels = stored.map(run => level(run, metric));
    const { variance, degreesOfFreedom } = spreadOf(levels);
    const difference = level(now.candidate, metric) - mean(levels);
    const p = tTwoSided(difference / Math.sqrt(variance * (1 + 1 / levels.length)), degreesOfFreedom);
    return p < 0.05 ? difference : 0;
  });
}

/** benchstat: Mann-Whitney test of this run and one stored run, 5 % per metric (normal approximation). */
export function mannWhitney(rounds: number, samples: number): Rule {
  return peer('Mann-Whitney against a stored run', rounds, samples, 1, ({ now, stored }, metric) => {
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
export function onePair(samples: number): Rule {
  const rule = peer('tolerance on one pair, 5 % / 10 %', 1, samples, 0, ({ now }, metric) =>
    beyondThreshold(level(now.candidate.slice(0, 1), metric) - level(now.reference.slice(0, 1), metric), metric)
  );
  return {
    ...rule,
    judge: evidence => ({ ...rule.judge(evidence), minutes: 2 * blockMinutes(1, samples) })
  };
}

/** A rule that returns a signed number per metric; 0 means no change. */
function peer(
  name: string,
  rounds: number,
  samples: number,
  stored: number,
  difference: (evidence: Evidence, metric: number) => number
): Rule {
  return {
    name,
    rounds,
    samples,
    stored,
    judge: evidence => ({
      outcomes: metrics.map(({ better }, metric) => {
        const found = difference(evidence, metric);
        if (found === 0) return 'none';
        return found > 0 === (better === 'higher') ? 'improvement' : 'regression';
      }),
      minutes: blockMinutes(rounds, samples)
    })
  };
}

function beyondThreshold(difference: number, metric: number): number {
  return Math.abs(difference) > smallestThatMatters(tolerances[metric] ?? NaN) ? difference : 0;
}

function level(blocks: readonly Block[], metric: number): number {
  return mean(blocks.flatMap(block => block[metric] ?? []));
}

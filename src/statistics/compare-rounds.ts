import { FEWEST_TO_GATE, type Design } from './design.ts';
import { countNeeded, detectableChange, FEWEST_DIFFERENCES, finalLevel } from './detectable-change.ts';
import { tTwoSided, tUpperQuantile } from './distributions.ts';
import {
  adjustedInterval,
  type Better,
  boundsAround,
  decide,
  type Estimate,
  type Figures,
  lossLevel,
  type StatisticalOutcome,
  weightedP
} from './outcome.ts';
import { holm, type Holm } from './holm.ts';
import { poolSpreads, type Pool, mean, spreadOf, type Spread } from './variance.ts';
import { predictiveProbabilities } from './predictive-probability.ts';
import { spend, type Spending } from './spending.ts';

/** One metric of one scenario, measured in both arms. */
export interface PairedMetric {
  readonly id: string;
  /** Kind of metric; variances may be pooled within it. */
  readonly group: string;
  readonly better: Better;
  /** Log ratio, above 0; see `toleranceOf`. */
  readonly tolerance: number;
  readonly gated: boolean;
  /** For each round with both blocks valid: log(candidate's block mean / reference's). */
  readonly differences: readonly number[];
}

export interface RoundsProgress {
  readonly rounds: number;
  /**
   * No further round will come, for a reason other than the data (time budget, canceled), so the remaining alpha is
   * spent.
   */
  readonly ended: boolean;
  /** A planned test has no valid sample in one arm, so the run cannot pass, however long it takes. */
  readonly undelivered?: boolean;
}

export interface PairedResult {
  readonly id: string;
  /** Should gate. */
  readonly gated: boolean;
  /** Should gate and has enough rounds; otherwise the outcome is advisory. */
  readonly gates: boolean;
  readonly outcome: StatisticalOutcome;
  /** Number of rounds with a difference. */
  readonly rounds: number;
  /** undefined with fewer than three differences: `inconclusive`. */
  readonly figures: Figures | undefined;
  /** The smallest change detectable at the planned end if the noise stays the same; undefined without figures. */
  readonly detectableAtEnd: number | undefined;
  /** `weightedP` at this look, adjusted for looks, that enters Holm's procedure; 1 without a test. */
  readonly familyP: number;
}

type StopKind = 'regression' | 'undelivered' | 'decided' | 'futile' | 'last look';

export interface RoundsComparison {
  readonly metrics: readonly PairedResult[];
  readonly pools: readonly Pool[];
  /** undefined if another round is worthwhile. */
  readonly stop: { readonly kind: StopKind; readonly reason: string } | undefined;
}

/** Whether the data may be tested after this many rounds. */
export function isLook(design: Design, rounds: number): boolean {
  return design.looks.includes(rounds);
}

/**
 * Compares interleaved arms at a look of the design, or at the end. Each metric gets a paired t-test over rounds with a
 * moderated variance; alpha is spent over the looks; Holm's correction covers the gated metrics (and separately the
 * others); intervals agree with the tests. The bounds that let a run pass use the larger of the metric's own and its
 * moderated variance, because a pass must not rest on what other metrics lend. Also decides whether to continue. Assumes
 * that each round draws the order of its arms, so that the rounds' differences are independent with mean
 * log(candidate / reference). Rounds need not be alike: what both arms of a round have in common cancels. A metric's
 * repeated p-value enters Holm only at the same look (Ye, Li, Liu & Yao 2013, Stat. Med. 32:1112), so an interval never
 * contradicts its outcome. `others` are the `familyP` of gated metrics in runs judged together with this one. Holm only
 * requires valid p-values, so these runs may differ in rounds, looks and design. Throws RangeError between looks, after
 * the planned end, and for tolerances or differences that are not finite.
 */
export function compareRounds(
  metrics: readonly PairedMetric[],
  design: Design,
  progress: RoundsProgress,
  others: readonly number[] = []
): RoundsComparison {
  check(metrics, design, progress);
  const timing = timingOf(design, progress);
  const usable = metrics
    .filter(({ differences }) => differences.length >= FEWEST_DIFFERENCES)
    .map(metric => ({ ...metric, own: spreadOf(metric.differences) }));
  const { pools, spreads } = poolSpreads(usable);
  const own = new Map(usable.map(metric => [metric.id, metric.own.variance]));
  const tests = metrics.map(metric => testOf(metric, spreads.get(metric.id), own.get(metric.id) ?? 0, timing));
  const compared = [true, false].flatMap(gated => {
    const family = tests.filter(({ metric }) => metric.gated === gated);
    const pValues = [...family.map(({ repeatedP }) => repeatedP), ...(gated ? others : [])];
    const adjusted = holm(pValues, design.alpha);
    return family.flatMap((test, index) => {
      const step = adjusted[index];
      return step === undefined ? [] : [compareMetric(test, step, pValues.length, design, timing)];
    });
  });
  const byId = new Map(compared.map(result => [result.id, result]));
  const results = metrics.flatMap(({ id }) => byId.get(id) ?? []);
  const gated = tests
    .filter(({ metric }) => metric.gated)
    .flatMap(test => {
      const result = byId.get(test.metric.id);
      return result === undefined ? [] : [{ ...test, result }];
    });
  return { metrics: results, pools, stop: stopReason(gated, design, progress, others.length) };
}

interface Timing {
  readonly look: number;
  readonly planned: number;
  /** For the tests, and for the bounds. */
  readonly spending: Spending;
  readonly boundSpending: Spending;
}

interface Test {
  readonly metric: PairedMetric;
  /** With the moderated variance; undefined with too few differences. */
  readonly tested: Estimate | undefined;
  /** With the larger of the moderated and the own variance. */
  readonly bounded: Estimate | undefined;
  readonly repeatedP: number;
}

function plannedRounds({ looks }: Design): number {
  return looks.at(-1) ?? 0;
}

function timingOf(design: Design, { rounds, ended }: RoundsProgress): Timing {
  const planned = plannedRounds(design);
  const early = design.looks.filter(look => look < rounds);
  const all = ended ? [...early, rounds] : design.looks;
  return {
    look: early.length,
    planned,
    spending: spend(all, planned, design.spendingRho),
    boundSpending: spend(all, planned, design.toleranceRho)
  };
}

function testOf(metric: PairedMetric, spread: Spread | undefined, own: number, { look, spending }: Timing): Test {
  if (spread === undefined) return { metric, tested: undefined, bounded: undefined, repeatedP: 1 };
  const { variance, degreesOfFreedom } = spread;
  const estimate = mean(metric.differences);
  const estimated = (by: number): Estimate => ({
    ...{ estimate, degreesOfFreedom },
    standardError: Math.sqrt(by / metric.differences.length)
  });
  const tested = estimated(variance);
  const repeatedP = weightedP(tested, metric.better, p => spending.repeated(look, p));
  return { metric, tested, bounded: estimated(Math.max(variance, own)), repeatedP };
}

function compareMetric(test: Test, step: Holm, family: number, design: Design, timing: Timing): PairedResult {
  const { metric, tested, bounded, repeatedP } = test;
  const { id, gated, tolerance, better, differences } = metric;
  const rounds = differences.length;
  const shared = { id, gated, rounds, gates: gated && rounds >= FEWEST_TO_GATE, familyP: repeatedP };
  if (tested === undefined || bounded === undefined) {
    return { ...shared, outcome: 'inconclusive', figures: undefined, detectableAtEnd: undefined };
  }

  const { look, planned, spending, boundSpending } = timing;
  const { estimate, standardError, degreesOfFreedom } = tested;
  const { outcome, interval } = decide(
    estimate,
    adjustedInterval(tested, better, step.level, alpha => spending.nominal(look, alpha)),
    boundsAround(bounded, design.toleranceAlpha, boundSpending.nominal(look, design.toleranceAlpha)),
    tolerance,
    better
  );
  const sd = standardError * Math.sqrt(rounds);
  const firstStep = lossLevel(design.alpha / family);
  const detectableAt = (count: number, level: number): number =>
    detectableChange(sd / Math.sqrt(count), degreesOfFreedom + count - rounds, level, tolerance, design.power);
  const endLevel = finalLevel(design, firstStep, design.spendingRho);
  return {
    ...shared,
    outcome,
    detectableAtEnd: detectableAt(Math.max(rounds, planned), endLevel),
    figures: {
      estimate,
      interval,
      p: tTwoSided(estimate / standardError, degreesOfFreedom),
      adjustedP: step.adjusted,
      sd,
      degreesOfFreedom,
      detectable: detectableAt(rounds, spending.nominal(look, firstStep)),
      needed: countNeeded(tolerance, FEWEST_TO_GATE, count => detectableAt(count, endLevel))
    }
  };
}

/** A gated metric with its outcome so far. */
type Judged = Test & { readonly result: PairedResult };

function stopReason(
  gated: readonly Judged[],
  design: Design,
  { rounds, ended, undelivered = false }: RoundsProgress,
  others: number
): RoundsComparison['stop'] {
  const worse = gated.filter(({ result: { gates, outcome } }) => gates && outcome === 'regression');
  if (worse.length > 0)
    return { kind: 'regression', reason: `regression found after round ${rounds}: ${idsOf(worse)}` };
  if (gated.length > 0 && gated.every(({ result: { gates, outcome } }) => gates && outcome !== 'inconclusive'))
    return { kind: 'decided', reason: `no gated metric lost its tolerance after round ${rounds}` };
  const planned = plannedRounds(design);
  if (ended || rounds >= planned) return { kind: 'last look', reason: `all ${rounds} rounds are compared` };
  if (undelivered)
    return { kind: 'undelivered', reason: `a test has no valid sample in one arm after round ${rounds}` };
  if (gated.length > 0 && isFutile(gated, design, rounds, others))
    return {
      kind: 'futile',
      reason: `after round ${rounds}, the ${planned - rounds} remaining rounds are unlikely to find a regression or to reach a pass`
    };
  return undefined;
}

/** Futile if it is improbable both that a metric turns out worse, and that all let the run pass. */
function isFutile(gated: readonly Judged[], design: Design, rounds: number, others: number): boolean {
  const planned = plannedRounds(design);
  const lossAlpha = finalLevel(design, lossLevel(design.alpha / (gated.length + others)), design.spendingRho);
  const boundAlpha = finalLevel(design, design.toleranceAlpha, design.toleranceRho);
  let [anyLoss, allGood] = [0, 1];
  for (const { metric, tested, bounded } of gated) {
    // A metric that cannot be tested yet may be testable after the next round.
    if (tested === undefined || bounded === undefined) return false;
    const { estimate, standardError, degreesOfFreedom } = tested;
    const count = metric.differences.length;
    const half = (alpha: number, error: number): number =>
      tUpperQuantile(alpha, degreesOfFreedom + planned - rounds) * error * Math.sqrt(count / planned);
    const course = {
      worse: metric.better === 'higher' ? -estimate : estimate,
      tolerance: metric.tolerance,
      sd: standardError * Math.sqrt(count),
      degreesOfFreedom,
      finalLoss: half(lossAlpha, standardError),
      finalBound: half(boundAlpha, bounded.standardError)
    };
    const { regression, good } = predictiveProbabilities(course, rounds, planned);
    anyLoss += regression;
    allGood = Math.min(allGood, good);
  }
  return anyLoss < design.futility && allGood < design.futility;
}

function idsOf(judged: readonly Judged[]): string {
  return judged.map(({ metric }) => metric.id).join(', ');
}

function check(metrics: readonly PairedMetric[], design: Design, { rounds, ended }: RoundsProgress): void {
  const planned = plannedRounds(design);
  if (rounds > planned) throw new RangeError(`round ${rounds} lies after the planned end, ${planned}`);
  if (!ended && !isLook(design, rounds))
    throw new RangeError(`round ${rounds} is not a look of this design (${design.looks.join(', ')})`);
  if (new Set(metrics.map(({ id }) => id)).size < metrics.length) throw new RangeError('two metrics have the same id');
  for (const { id, tolerance, differences } of metrics) {
    if (!(tolerance > 0 && tolerance < Infinity)) throw new RangeError(`${id}: its tolerance must be above 0`);
    if (!differences.every(Number.isFinite)) throw new RangeError(`${id}: a difference is not finite`);
    if (differences.length > rounds) throw new RangeError(`${id}: more differences than finished rounds`);
  }
}

import type { Design } from './design.ts';
import { countNeeded, detectableChange, FEWEST_DIFFERENCES, finalLevel } from './detectable-change.ts';
import { tTwoSided, tUpperQuantile } from './distributions.ts';
import {
  STATED_MARGINS,
  type Figures,
  type Better,
  decide,
  intervalAround,
  type StatisticalOutcome
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
  /** Log ratio, above 0; see `marginOf`. */
  readonly margin: number;
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
}

export interface PairedResult {
  readonly id: string;
  readonly gated: boolean;
  readonly outcome: StatisticalOutcome;
  /** Number of rounds with a difference. */
  readonly rounds: number;
  /** undefined with fewer than three differences: `inconclusive`. */
  readonly figures: Figures | undefined;
  /** The smallest change detectable at the planned end if the noise stays the same; undefined without figures. */
  readonly detectableAtEnd: number | undefined;
  /** The two-sided p-value at this look, adjusted for looks, that enters Holm's procedure; 1 without a test. */
  readonly familyP: number;
}

type StopKind = 'regression' | 'decided' | 'futile' | 'last look';

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
 * Compares interleaved arms at a look of the design, or at the end. Each metric gets a two-sided paired t-test over
 * rounds with a moderated variance; alpha is spent over the looks; Holm's correction covers the gated metrics (and
 * separately the others); intervals agree with the tests. Also decides whether to continue. Assumes that arms alternate
 * in balanced random order, so that the rounds' differences are independent with mean log(candidate / reference).
 * Rounds need not be alike: what both arms of a round have in common cancels. A metric's repeated p-value enters Holm
 * only at the same look (Ye, Li, Liu & Yao 2013, Stat. Med. 32:1112), so an interval never contradicts its outcome.
 * `others` are the `familyP` of gated metrics in runs judged together with this one. Holm only requires valid p-values,
 * so these runs may differ in rounds, looks and design. Throws RangeError between looks, after the planned end, and for
 * margins or differences that are not finite.
 */
export function compareRounds(
  metrics: readonly PairedMetric[],
  design: Design,
  progress: RoundsProgress,
  others: readonly number[] = []
): RoundsComparison {
  check(metrics, design, progress);
  const timing = timingOf(design, progress);
  const usable = metrics.filter(({ differences }) => differences.length >= FEWEST_DIFFERENCES);
  const { pools, spreads } = poolSpreads(usable.map(metric => ({ ...metric, own: spreadOf(metric.differences) })));
  const tests = metrics.map(metric => testOf(metric, spreads.get(metric.id), timing));
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
  return { metrics: results, pools, stop: stopReason(results, metrics, design, progress, others.length) };
}

interface Timing {
  readonly look: number;
  readonly spending: Spending;
}

interface Test {
  readonly metric: PairedMetric;
  readonly spread: Spread | undefined;
  readonly estimate: number;
  readonly standardError: number;
  readonly p: number;
  readonly repeatedP: number;
}

function timingOf({ looks, spendingRho }: Design, { rounds, ended }: RoundsProgress): Timing {
  const planned = looks.at(-1) ?? rounds;
  const early = looks.filter(look => look < rounds);
  const all = ended ? [...early, rounds] : looks;
  return { look: early.length, spending: spend(all, planned, spendingRho) };
}

function testOf(metric: PairedMetric, spread: Spread | undefined, { look, spending }: Timing): Test {
  if (spread === undefined) return { metric, spread, estimate: NaN, standardError: NaN, p: 1, repeatedP: 1 };
  const estimate = mean(metric.differences);
  const standardError = Math.sqrt(spread.variance / metric.differences.length);
  const p = tTwoSided(estimate / standardError, spread.degreesOfFreedom);
  return { metric, spread, estimate, standardError, p, repeatedP: spending.repeated(look, p) };
}

function compareMetric(test: Test, step: Holm, family: number, design: Design, timing: Timing): PairedResult {
  const { metric, spread, estimate, standardError, p, repeatedP } = test;
  const { id, gated, margin, better, differences } = metric;
  const rounds = differences.length;
  const shared = { id, gated, rounds, familyP: repeatedP };
  if (spread === undefined) {
    return { ...shared, outcome: 'inconclusive', figures: undefined, detectableAtEnd: undefined };
  }

  const { degreesOfFreedom } = spread;
  const { look, spending } = timing;
  const half = (level: number): number =>
    tUpperQuantile(spending.nominal(look, level) / 2, degreesOfFreedom) * standardError;
  const twoOneSided = 2 * design.equivalenceAlpha;
  const { outcome, interval } = decide(
    estimate,
    intervalAround(estimate, half(step.level), 1 - step.level),
    intervalAround(estimate, half(twoOneSided), 1 - twoOneSided),
    margin,
    better
  );
  const sd = Math.sqrt(spread.variance);
  const firstStep = design.alpha / family;
  const detectableAt = (count: number, level: number): number =>
    detectableChange(sd / Math.sqrt(count), degreesOfFreedom + count - rounds, level, margin, design.power);
  const endLevel = finalLevel(design, firstStep);
  return {
    ...shared,
    outcome,
    detectableAtEnd: detectableAt(Math.max(rounds, design.looks.at(-1) ?? rounds), endLevel),
    figures: {
      estimate,
      interval,
      p,
      adjustedP: step.adjusted,
      sd,
      degreesOfFreedom,
      detectable: detectableAt(rounds, spending.nominal(look, firstStep)),
      needed: countNeeded(STATED_MARGINS * margin, FEWEST_DIFFERENCES, count => detectableAt(count, endLevel))
    }
  };
}

function stopReason(
  results: readonly PairedResult[],
  metrics: readonly PairedMetric[],
  design: Design,
  { rounds, ended }: RoundsProgress,
  others: number
): RoundsComparison['stop'] {
  const gated = results.filter(result => result.gated);
  const worse = gated.filter(({ outcome }) => outcome === 'regression');
  if (worse.length > 0)
    return { kind: 'regression', reason: `regression found after round ${rounds}: ${idsOf(worse)}` };
  if (gated.length > 0 && gated.every(({ outcome }) => outcome !== 'inconclusive'))
    return { kind: 'decided', reason: `every gated metric is equivalent or improved after round ${rounds}` };
  const planned = design.looks.at(-1) ?? rounds;
  if (ended || rounds >= planned) return { kind: 'last look', reason: `all ${rounds} rounds are compared` };
  if (gated.length > 0 && isFutile(gated, metrics, design, rounds, planned, others))
    return {
      kind: 'futile',
      reason: `after round ${rounds}, the ${planned - rounds} remaining rounds are unlikely to find a further change or to reach a pass`
    };
  return undefined;
}

/** Futile if it is improbable both that a further metric turns out changed, and that all end equivalent or improved. */
function isFutile(
  gated: readonly PairedResult[],
  metrics: readonly PairedMetric[],
  design: Design,
  rounds: number,
  planned: number,
  others: number
): boolean {
  const adjustedLevel = finalLevel(design, design.alpha / (gated.length + others));
  const equivalenceLevel = finalLevel(design, 2 * design.equivalenceAlpha);
  let [anyChange, allGood] = [0, 1];
  for (const { id, outcome, figures } of gated) {
    const metric = metrics.find(candidate => candidate.id === id);
    // A metric that cannot be tested yet may be testable after the next round.
    if (figures === undefined || metric === undefined) return false;
    const { sd, degreesOfFreedom, estimate } = figures;
    const finalDf = degreesOfFreedom + planned - rounds;
    const half = (level: number): number => (tUpperQuantile(level / 2, finalDf) * sd) / Math.sqrt(planned);
    const course = {
      worse: metric.better === 'higher' ? -estimate : estimate,
      margin: metric.margin,
      sd,
      degreesOfFreedom,
      finalAdjusted: half(adjustedLevel),
      finalEquivalence: half(equivalenceLevel)
    };
    const { regression, improvement, equivalent } = predictiveProbabilities(course, rounds, planned);
    anyChange += regression + (outcome === 'improvement' ? 0 : improvement);
    if (outcome === 'inconclusive') allGood = Math.min(allGood, improvement + equivalent);
  }
  return anyChange < design.futility && allGood < design.futility;
}

function idsOf(results: readonly PairedResult[]): string {
  return results.map(({ id }) => id).join(', ');
}

function check(metrics: readonly PairedMetric[], design: Design, { rounds, ended }: RoundsProgress): void {
  const planned = design.looks.at(-1) ?? 0;
  if (rounds > planned) throw new RangeError(`round ${rounds} lies after the planned end, ${planned}`);
  if (!ended && !isLook(design, rounds))
    throw new RangeError(`round ${rounds} is not a look of this design (${design.looks.join(', ')})`);
  if (new Set(metrics.map(({ id }) => id)).size < metrics.length) throw new RangeError('two metrics have the same id');
  for (const { id, margin, differences } of metrics) {
    if (!(margin > 0 && margin < Infinity)) throw new RangeError(`${id}: its margin must be above 0`);
    if (!differences.every(Number.isFinite)) throw new RangeError(`${id}: a difference is not finite`);
    if (differences.length > rounds) throw new RangeError(`${id}: more differences than finished rounds`);
  }
}

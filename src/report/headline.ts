import { count } from '../lib/count.ts';
import type { Run } from '../model/run.ts';
import type { Comparison, MetricComparison, Verdict } from '../model/comparison.ts';
import { describeChange, formatFactor, formatShare, logTolerance } from './quantity.ts';
import { nameFirst, oneLine, shorten } from './markdown.ts';
import { basisOf, subjectOf } from './titles.ts';
import { describeNeed, describeSeen, roundsNeeded } from './outcomes.ts';
import { describeSearchEnd } from './notices.ts';
import { describeUnchanged } from './rendered.ts';
import { smallestThatMatters } from '../statistics/outcome.ts';
import { shouldGate } from '../verdict/verdict.ts';

/** The verdict and one sentence the reader can act on. Plain text that may contain text from outside: escape it. */
export interface Headline {
  readonly verdict: string;
  readonly sentence: string;
}

/** Ends the first line's sentence; truncated text already ends with an ellipsis. */
export function endSentence(sentence: string): string {
  return /[.…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Number of metrics a sentence lists by name; the rest is counted. */
const named = 3;
/** Maximum length of text from outside within a sentence. */
const quoted = 200;

/** How headlines name the verdicts. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  unchanged: 'Unchanged',
  pass: 'Pass',
  inconclusive: 'Inconclusive',
  advisory: 'Advisory',
  'no-baseline': 'No baseline',
  regression: 'Regression',
  invalid: 'Invalid'
};

/** The first line of every report. The results of a `foreign` run are only what a fork's own job reported. */
export function describeVerdict(run: Run, comparison: Comparison, foreign: boolean): Headline {
  const gated = comparison.metrics.filter(metric => metric.gated);
  const describe: Readonly<Record<Verdict, () => string>> = {
    unchanged: () => describeUnchanged(run),
    pass: () => describePass(gated),
    inconclusive: () => describeMachines(comparison) ?? describeInconclusive(comparison, gated),
    advisory: () => describeMachines(comparison) ?? describeAdvice(comparison),
    'no-baseline': () => describeNoBaseline(comparison),
    regression: () => describeRegression(comparison, gated),
    invalid: () => describeInvalid(run, comparison)
  };
  const word = verdictWords[comparison.verdict];
  const accepted = comparison.accepted === true ? `${word}, accepted` : word;
  const verdict = foreign ? `${accepted}, by the fork's own figures` : accepted;
  return { verdict, sentence: describe[comparison.verdict]() };
}

function describeRegression({ invalid, metrics }: Comparison, gated: readonly MetricComparison[]): string {
  const [worst, ...worse] = withOutcome(gated, 'regression');
  if (worst === undefined) return 'see the table';
  return [
    `${describeMetric(worst)}, ${against(worst)}`,
    ...(worse.length === 0 ? [] : [`also worse: ${nameSome(worse)}`]),
    ...describeRest(metrics),
    ...(invalid.length === 0 ? [] : [`no valid measurement for ${count(invalid.length, 'part')} of the plan`])
  ].join('; ');
}

/** What happened to the metrics that did not get worse. */
function describeRest(metrics: readonly MetricComparison[]): string[] {
  const gated = metrics.filter(metric => metric.gated);
  const weak = metrics.filter(metric => metric.onlyAdvises === true);
  const better = withOutcome(gated, 'improvement');
  const open = withOutcome(gated, 'inconclusive');
  const good = [...withOutcome(gated, 'tolerable'), ...withOutcome(gated, 'equivalent')];
  const rest: string[] = [];
  if (better.length > 0) rest.push(`better: ${nameSome(better)}`);
  if (open.length > 0) rest.push(`${count(open.length, 'gated metric')} inconclusive`);
  if (weak.length > 0) rest.push(`${count(weak.length, 'gated metric')} advisory only`);
  if (open.length > 0 || weak.length > 0) return rest;
  if (good.length > 0) rest.push(`nothing else got worse by more than ${toleranceOf(good)}`);
  return rest;
}

function describePass(gated: readonly MetricComparison[]): string {
  const better = withOutcome(gated, 'improvement');
  const [best, ...more] = better;
  const change =
    best === undefined
      ? `nothing got worse by more than ${toleranceOf(gated)} in ${count(gated.length, 'gated metric')}, ${commonBasis(gated)}`
      : [
          `${describeMetric(best)}, ${against(best)}`,
          ...(more.length === 0 ? [] : [`also better: ${nameSome(more)}`]),
          'nothing got worse'
        ].join('; ');
  return [change, ...describeDetectable(gated)].join('; ');
}

/** Replaces the sentence about changes when the machines themselves changed. */
function describeMachines({ control, design }: Comparison): string | undefined {
  // A paired comparison runs on one set of machines, so it does not matter whether earlier runs used others.
  return control.state === 'changed' && design !== 'paired'
    ? `the machines themselves changed, so the result says nothing about Cilium: ${shorten(oneLine(control.reason), quoted)}`
    : undefined;
}

function describeInconclusive({ metrics, olderControl }: Comparison, gated: readonly MetricComparison[]): string {
  const open = withOutcome(gated, 'inconclusive');
  const weak = metrics.filter(metric => metric.onlyAdvises === true);
  const all = count(gated.length + weak.length, 'gated metric');
  const reasons = [
    ...(open.length > 0 ? [`one cannot be ruled out for ${open.length} of ${all}: ${nameSome(open)}`] : []),
    ...(weak.length > 0 ? [`${weak.length} of ${all} can only be advisory: ${nameSome(weak)}`] : [])
  ];
  const slow = olderControl !== undefined && open.some(metric => metric.slowDecline === true);
  return [
    `no loss was found, but ${reasons.join(', and ')}`,
    ...(slow
      ? [`a slow decline cannot be attributed to Cilium: ${shorten(oneLine(olderControl.reason), quoted)}`]
      : []),
    ...(describeLack([...open, ...weak]) ?? [...describeNearness(open), ...describeDetectable(gated)])
  ].join('; ');
}

/**
 * What it would take to detect the loss, for the metric that needs most; `undefined` if there is already enough data.
 */
function describeLack(metrics: readonly MetricComparison[]): string[] | undefined {
  const lacking = metrics.flatMap(metric => {
    const needed = roundsNeeded(metric);
    return needed === undefined || needed <= metric.pairs ? [] : [{ metric, needed }];
  });
  // Infinity minus Infinity is NaN.
  const [hardest] = lacking.toSorted((left, right) => (left.needed === right.needed ? 0 : right.needed - left.needed));
  if (hardest === undefined) return undefined;
  const { metric, needed } = hardest;
  const need = `${needed === Infinity ? '' : 'about '}${describeNeed(metric) ?? ''}`;
  const where = metrics.length === 1 ? '' : ` of ${shorten(oneLine(subjectOf(metric)), quoted)}`;
  return [`detecting a loss${where} of the tolerance takes ${need}`];
}

/**
 * When only the values leave a result open, its loss is close to half the tolerance (see `decide`), and more rounds may
 * not help.
 */
function describeNearness(open: readonly MetricComparison[]): string[] {
  const near = open.length > 0 && open.every(metric => metric.change !== undefined && metric.reason === undefined);
  return near
    ? [`${open.length === 1 ? 'its change is' : 'their changes are'} too close to half the tolerance to decide`]
    : [];
}

function describeAdvice({ metrics }: Comparison): string {
  const gated = metrics.filter(metric => metric.change !== undefined && shouldGate(metric));
  const largest = gated.toSorted((left, right) => worsening(right) - worsening(left))[0];
  if (largest === undefined) return `nothing could be compared with ${commonBasis(gated)}`;
  const paired = largest.design === 'paired';
  const basis = `${paired ? 'in' : 'against'} ${basisOf(largest)}`;
  const weak = paired
    ? 'too few to pass or fail'
    : 'not precise enough to gate: any two runs on a cluster can differ this much';
  return worsening(largest) >= smallestThatMatters(logTolerance(largest))
    ? `${describeMetric(largest)} ${basis}, ${weak}`
    : `nothing got worse by more than half of ${toleranceOf(gated)} ${basis}, ${paired ? weak : 'which is not precise enough to pass or fail'}`;
}

/** How much worse a metric got, as a log ratio. */
function worsening({ change, better }: MetricComparison): number {
  const ratio = Math.log(change?.estimate ?? 1);
  return better === 'higher' ? -ratio : ratio;
}

function describeNoBaseline({ baseline }: Comparison): string {
  const end = describeSearchEnd(baseline);
  const sentences = [
    'nothing was compared, so this is not a pass',
    ...describeFound(baseline),
    ...(end === undefined ? [] : [shorten(oneLine(end), 2 * quoted)]),
    // A new baseline would not help if baselines cannot be read.
    ...(baseline.ended?.failed === true ? [] : ['A run on the default branch creates a baseline'])
  ];
  return `${sentences.map(endSentence).join(' ')} A reference arm needs no baseline`;
}

/** What happened to the earlier runs that were considered. */
function describeFound({ source, candidates, ended }: Comparison['baseline']): string[] {
  const all = candidates.length;
  if (candidates.some(({ used }) => used)) return ['The comparable earlier runs have none of these metrics'];
  if (all > 1) return [`None of ${all} earlier runs is comparable; the reasons are below`];
  if (all === 1) return ['The only earlier run found is not comparable; the reason is below'];
  if (ended !== undefined) return [];
  return [source === 'none' ? 'No earlier runs were requested' : 'No earlier run was found'];
}

function describeInvalid(run: Run, { invalid }: Comparison): string {
  const [first, ...more] = invalid;
  const reason = shorten(oneLine(run.incompleteReason ?? 'no reason was recorded'), quoted);
  return [
    ...(run.complete ? [] : [`the run is incomplete (${reason})`]),
    ...(first === undefined ? [] : [shorten(oneLine(first), quoted)]),
    ...(more.length === 0 ? [] : [`no valid measurement for ${count(more.length, 'other part')} of the plan`])
  ].join('; ');
}

function describeDetectable(gated: readonly MetricComparison[]): string[] {
  const seen = describeSeen(gated);
  return seen === undefined ? [] : [`this design can detect ${seen}`];
}

function describeMetric(metric: MetricComparison): string {
  const subject = shorten(oneLine(subjectOf(metric)), quoted);
  return metric.change === undefined ? subject : `${subject} ${describeChange(metric.change)}`;
}

function nameSome(metrics: readonly MetricComparison[]): string {
  const names = metrics.map(metric => {
    const subject = shorten(oneLine(subjectOf(metric)), quoted);
    return metric.change === undefined ? subject : `${subject} (${formatFactor(metric.change.estimate)})`;
  });
  return nameFirst(names, named);
}

function against(metric: MetricComparison): string {
  return metric.design === 'paired' ? basisOf(metric) : `against ${basisOf(metric)}`;
}

/** The basis of the metric with the fewest pairs. */
function commonBasis(metrics: readonly MetricComparison[]): string {
  const weakest = metrics.toSorted((left, right) => left.pairs - right.pairs)[0];
  return weakest === undefined ? 'nothing' : against(weakest);
}

/** `5 %`, or `its tolerance (5 % or 10 %)` if throughput and latency differ. */
function toleranceOf(metrics: readonly MetricComparison[]): string {
  const all = [...new Set(metrics.map(metric => metric.tolerance))]
    .sort((left, right) => left - right)
    .map(formatShare);
  return all.length === 1 ? all.join() : `its tolerance (${all.join(' or ')})`;
}

function withOutcome(metrics: readonly MetricComparison[], outcome: MetricComparison['outcome']): MetricComparison[] {
  return metrics.filter(metric => metric.outcome === outcome);
}

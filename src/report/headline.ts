import type { Run } from '../model/run.ts';
import type { Comparison, MetricComparison, Verdict } from '../model/comparison.ts';
import { describeChange, formatFactor, formatShare, logMargin } from './quantity.ts';
import { nameFirst, oneLine, shorten } from './markdown.ts';
import { basisOf, subjectOf } from './titles.ts';
import { describeNeed, describeSeen, roundsNeeded } from './outcomes.ts';
import { describeSearchEnd } from './notices.ts';
import { shallGate } from '../verdict/verdict.ts';

/** The verdict, and a sentence on which its reader can act. Plain text with parts from outside: escape it. */
export interface Headline {
  readonly verdict: string;
  readonly sentence: string;
}

/** The first line's sentence with its end, which a text that was cut has already. */
export function endSentence(sentence: string): string {
  return /[.…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** How many metrics a sentence names before it counts. */
const named = 3;
/** Of a text from outside within a sentence. */
const quoted = 200;

/** Verdicts as headlines name them. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'Pass',
  inconclusive: 'Inconclusive',
  advisory: 'Advisory',
  'no-baseline': 'No baseline',
  regression: 'Regression',
  invalid: 'Invalid'
};

/** The first line of every report. */
export function describeVerdict(run: Run, comparison: Comparison): Headline {
  const gated = comparison.metrics.filter(metric => metric.gated);
  const describe: Readonly<Record<Verdict, () => string>> = {
    pass: () => describePass(gated),
    inconclusive: () => describeMachines(comparison) ?? describeInconclusive(comparison, gated),
    advisory: () => describeMachines(comparison) ?? describeAdvice(comparison),
    'no-baseline': () => describeNoBaseline(comparison),
    regression: () => describeRegression(comparison, gated),
    invalid: () => describeInvalid(run, comparison)
  };
  return { verdict: verdictWords[comparison.verdict], sentence: describe[comparison.verdict]() };
}

function describeRegression({ invalid, metrics }: Comparison, gated: readonly MetricComparison[]): string {
  const [worst, ...worse] = withOutcome(gated, 'regression');
  if (worst === undefined) return 'see the table';
  return [
    `${describeMetric(worst)}, ${against(worst)}`,
    ...(worse.length === 0 ? [] : [`worse too: ${nameSome(worse)}`]),
    ...describeRest(metrics),
    ...(invalid.length === 0
      ? []
      : [`besides, ${count(invalid.length, 'part')} of the plan without a figure that counts`])
  ].join('; ');
}

/** What became of the gated metrics that did not get worse. */
function describeRest(metrics: readonly MetricComparison[]): string[] {
  const gated = metrics.filter(metric => metric.gated);
  const weak = metrics.filter(metric => metric.onlyAdvises === true);
  const better = withOutcome(gated, 'improvement');
  const open = withOutcome(gated, 'inconclusive');
  const same = withOutcome(gated, 'equivalent');
  const rest: string[] = [];
  if (better.length > 0) rest.push(`better: ${nameSome(better)}`);
  if (open.length > 0) rest.push(`${count(open.length, 'gated metric')} undecided`);
  if (weak.length > 0) rest.push(`${count(weak.length, 'gated metric')} only advised on`);
  if (open.length > 0 || weak.length > 0) return rest;
  if (same.length > 0) rest.push(`nothing else changed by more than ${margins(same)}`);
  return rest;
}

function describePass(gated: readonly MetricComparison[]): string {
  const better = withOutcome(gated, 'improvement');
  const [best, ...more] = better;
  const change =
    best === undefined
      ? `no change found in ${count(gated.length, 'gated metric')}, ${commonBasis(gated)}`
      : [
          `${describeMetric(best)}, ${against(best)}`,
          ...(more.length === 0 ? [] : [`better too: ${nameSome(more)}`]),
          'nothing got worse'
        ].join('; ');
  return [change, ...describeSight(gated)].join('; ');
}

/** What is to be said in place of changes that came with other machines. */
function describeMachines({ control, design }: Comparison): string | undefined {
  // What was measured in turns on the same machines does not ask whether they are those of earlier runs.
  return control.state === 'changed' && design !== 'paired'
    ? `the machines themselves changed, so nothing is blamed on Cilium: ${shorten(oneLine(control.reason), quoted)}`
    : undefined;
}

function describeInconclusive({ metrics, olderControl }: Comparison, gated: readonly MetricComparison[]): string {
  const open = withOutcome(gated, 'inconclusive');
  const weak = metrics.filter(metric => metric.onlyAdvises === true);
  const all = count(gated.length + weak.length, 'gated metric');
  const reasons = [
    ...(open.length > 0 ? [`${open.length} of ${all} could not be decided: ${nameSome(open)}`] : []),
    ...(weak.length > 0 ? [`${weak.length} of ${all} can only be advised on: ${nameSome(weak)}`] : [])
  ];
  const slow = olderControl !== undefined && open.some(metric => metric.slowDecline === true);
  return [
    `nothing got worse for certain, but ${reasons.join(', and ')}`,
    ...(slow ? [`a slow decline is not blamed on Cilium: ${shorten(oneLine(olderControl.reason), quoted)}`] : []),
    ...(describeLack([...open, ...weak]) ?? [...describeNearness(open), ...describeSight(gated)])
  ].join('; ');
}

/** How much more it takes to see what is to be seen, by the metric that it takes most for; nothing where there is enough. */
function describeLack(metrics: readonly MetricComparison[]): string[] | undefined {
  const lacking = metrics.flatMap(metric => {
    const needed = roundsNeeded(metric);
    return needed === undefined || needed <= metric.pairs ? [] : [{ metric, needed }];
  });
  // Two numbers beyond every count differ by NaN.
  const [hardest] = lacking.toSorted((left, right) => (left.needed === right.needed ? 0 : right.needed - left.needed));
  if (hardest === undefined) return undefined;
  const { metric, needed } = hardest;
  const need = `${needed === Infinity ? '' : 'about '}${describeNeed(metric) ?? ''}`;
  const where = metrics.length === 1 ? '' : ` of ${shorten(oneLine(subjectOf(metric)), quoted)}`;
  return [`it takes ${need} to see a change${where} of twice the margin`];
}

/** Of what is undecided by its figures alone the interval holds the margin (see `decide`), however many rounds there were. */
function describeNearness(open: readonly MetricComparison[]): string[] {
  const near = open.length > 0 && open.every(metric => metric.change !== undefined && metric.reason === undefined);
  return near ? [`${open.length === 1 ? 'its change' : 'their changes'} cannot be told from the margin`] : [];
}

function describeAdvice({ metrics }: Comparison): string {
  const gated = metrics.filter(metric => metric.change !== undefined && shallGate(metric));
  const largest = gated.toSorted((left, right) => worsening(right) - worsening(left))[0];
  const weak = 'too little to gate: such a difference can lie between any two visits to a cluster';
  if (largest === undefined) return `nothing could be compared with ${commonBasis(gated)}`;
  return worsening(largest) >= logMargin(largest)
    ? `${describeMetric(largest)} against ${basisOf(largest)}, ${weak}`
    : `nothing got worse by more than ${margins(gated)} against ${basisOf(largest)}, which is too little to gate or to pass`;
}

/** How much for the worse, as a log ratio. */
function worsening({ change, better }: MetricComparison): number {
  const ratio = Math.log(change?.estimate ?? 1);
  return better === 'higher' ? -ratio : ratio;
}

function describeNoBaseline({ baseline }: Comparison): string {
  const end = describeSearchEnd(baseline);
  const sentences = [
    'nothing was compared, and this is no pass',
    ...describeFound(baseline),
    ...(end === undefined ? [] : [shorten(oneLine(end), 2 * quoted)]),
    // No baseline helps whoever cannot read it.
    ...(baseline.ended?.failed === true ? [] : ['A run on the default branch makes a baseline'])
  ];
  return `${sentences.map(endSentence).join(' ')} A reference arm needs none`;
}

/** What became of the earlier runs that were looked at. */
function describeFound({ source, candidates, ended }: Comparison['baseline']): string[] {
  const all = candidates.length;
  if (candidates.some(({ used }) => used)) return ['The earlier runs that may be compared have none of these figures'];
  if (all > 1) return [`None of ${all} earlier runs can be compared, for the reasons below`];
  if (all === 1) return ['The one earlier run that was found cannot be compared, for the reason below'];
  if (ended !== undefined) return [];
  return [source === 'none' ? 'No earlier run was asked for' : 'No earlier run was found'];
}

function describeInvalid(run: Run, { invalid }: Comparison): string {
  const [first, ...more] = invalid;
  const reason = shorten(oneLine(run.incompleteReason ?? 'no reason was recorded'), quoted);
  return [
    ...(run.complete ? [] : [`the run is incomplete (${reason})`]),
    ...(first === undefined ? [] : [shorten(oneLine(first), quoted)]),
    ...(more.length === 0 ? [] : [`${count(more.length, 'other part')} of the plan without a figure that counts`])
  ].join('; ');
}

function describeSight(gated: readonly MetricComparison[]): string[] {
  const seen = describeSeen(gated);
  return seen === undefined ? [] : [`this design would have seen ${seen}`];
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

/** The weakest of what stood behind several metrics. */
function commonBasis(metrics: readonly MetricComparison[]): string {
  const weakest = metrics.toSorted((left, right) => left.pairs - right.pairs)[0];
  return weakest === undefined ? 'nothing' : against(weakest);
}

function margins(metrics: readonly MetricComparison[]): string {
  const all = metrics.map(metric => metric.margin);
  const [smallest, largest] = [Math.min(...all), Math.max(...all)];
  return smallest === largest ? formatShare(largest) : `${formatShare(smallest)} to ${formatShare(largest)}`;
}

function withOutcome(metrics: readonly MetricComparison[], outcome: MetricComparison['outcome']): MetricComparison[] {
  return metrics.filter(metric => metric.outcome === outcome);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

import { count, nameFirst } from '../lib/count.ts';
import { countRounds } from '../model/rounds.ts';
import { scenarioOf, type Run } from '../model/run.ts';
import { parseScenario } from '../model/scenario.ts';
import type { Comparison, MetricComparison, Verdict } from '../model/comparison.ts';
import { describeChange, formatFactor, formatShare, logTolerance } from './quantity.ts';
import { oneLine, shorten } from './markdown.ts';
import type { Span, Text } from './blocks.ts';
import {
  basisOf,
  foreignOrigin,
  inSentence,
  isSpeed,
  metricTitle,
  ofPullRequest,
  scenarioName,
  subjectOf
} from './titles.ts';
import { describeNeed, describeSeen, roundsNeeded } from './outcomes.ts';
import { describeSearchEnd } from './notices.ts';
import { describeEvidence, plaintextHeading } from './plaintext.ts';
import { describeUnchanged } from './rendered.ts';
import { describePlace } from './setup-table.ts';
import { smallestThatMatters } from '../statistics/outcome.ts';
import { shouldGate } from '../verdict/verdict.ts';

/** The verdict, and what the reader must know first. Text that may come from outside: escape it. */
export interface Headline {
  /** In one or two words, for logs and titles. */
  readonly verdict: string;
  readonly sign: string;
  /** What the verdict is about, in a few words: `Cilium performance: regression in vxlan+wireguard`. */
  readonly heading: Text;
  /** One sentence the reader can act on, in plain text. */
  readonly sentence: string;
}

/** Ends the first line's sentence; truncated text already ends with an ellipsis. */
export function endSentence(sentence: string): string {
  return /[.…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Starts with a capital letter, unless the first word is a scenario. */
export function capitalize(sentence: string): string {
  const [first = ''] = sentence.split(' ', 1);
  return parseScenario(first) === undefined
    ? sentence.replace(/^[a-z](?=[a-z]*[ ,])/, letter => letter.toUpperCase())
    : sentence;
}

/** Number of metrics or scenarios a sentence lists by name; the rest is counted. */
const named = 3;
/** Maximum length of text from outside within a sentence. */
const quoted = 200;

/** How headlines name the verdicts. */
const verdictWords: Readonly<Record<Verdict, string>> = {
  unchanged: 'Unchanged',
  pass: 'Pass',
  inconclusive: 'Inconclusive',
  advisory: 'Advisory',
  'no-baseline': 'No baseline',
  regression: 'Regression',
  invalid: 'Invalid',
  'not-encrypted': 'Not encrypted'
};

/** Emoji that need no variation selector, which would be removed as invisible. */
const verdictSigns: Readonly<Record<Verdict, string>> = {
  unchanged: '✅',
  pass: '✅',
  inconclusive: '❓',
  advisory: '💬',
  'no-baseline': '📏',
  regression: '❌',
  invalid: '⛔',
  'not-encrypted': '🚨'
};

/** The sign in front of a comparison's verdict. */
export function signOf({ verdict, accepted }: Pick<Comparison, 'verdict' | 'accepted'>): string {
  return accepted === true ? '🆗' : verdictSigns[verdict];
}

/** A comparison's verdict in one or two words. */
export function wordOf({ verdict, accepted }: Pick<Comparison, 'verdict' | 'accepted'>): string {
  return accepted === true ? `${verdictWords[verdict]}, accepted` : verdictWords[verdict];
}

/** The first lines of every report. The results of a `foreign` run are only what a fork's own job reported. */
export function describeVerdict(run: Run, comparison: Comparison, foreign: boolean): Headline {
  const gated = comparison.metrics.filter(metric => metric.gated);
  const describe: Readonly<Record<Verdict, () => string>> = {
    unchanged: () => describeUnchanged(run),
    pass: () => describePass(gated),
    inconclusive: () => describeMachines(comparison) ?? describeInconclusive(comparison, gated),
    advisory: () => describeMachines(comparison) ?? describeAdvice(comparison),
    'no-baseline': () => describeNoBaseline(run, comparison),
    regression: () => describeRegression(run, comparison, gated),
    invalid: () => describeInvalid(run, comparison),
    'not-encrypted': () => describeEvidence(run)
  };
  const origin = foreign ? [foreignOrigin] : [];
  return {
    verdict: [wordOf(comparison), ...origin].join(''),
    sign: signOf(comparison),
    heading: [...headingOf(run, comparison), ...origin],
    sentence: describe[comparison.verdict]()
  };
}

function headingOf(run: Run, { verdict, accepted, metrics, baseline }: Comparison): readonly Span[] {
  const about = (words: string, scenarios: readonly string[] = run.plan.scenarios): Span[] => [
    `Cilium performance: ${words} `,
    ...namesOf(run, scenarios.length > 0 ? scenarios : run.plan.scenarios)
  ];
  const ofGated = (outcome: MetricComparison['outcome']): string[] => [
    ...new Set(metrics.filter(one => one.gated && one.outcome === outcome).map(({ scenario }) => scenario))
  ];
  const [worse, better, lost] = [ofGated('regression'), ofGated('improvement'), ofGated('invalid')];
  const headings: Readonly<Record<Verdict, () => readonly Span[]>> = {
    unchanged: () => ['Cilium performance: nothing that Cilium sees differs'],
    pass: () => (better.length > 0 ? about('faster in', better) : about('within tolerance in')),
    inconclusive: () => about('inconclusive in'),
    advisory: () => about('only advice for'),
    'no-baseline': () =>
      baseline.ended?.failed === true
        ? about('earlier runs could not be read, results of')
        : run.plan.scenarios.length > 1
          ? [`Cilium modes compared on ${describePlace(run)}`]
          : about('results of'),
    regression: () => about(accepted === true ? 'accepted regression in' : 'regression in', worse),
    invalid: () => about('no valid result for', lost),
    'not-encrypted': () => plaintextHeading(run)
  };
  return headings[verdict]();
}

/** The first few scenarios; both modes if the arms differ in theirs. */
function namesOf({ reference }: Run, scenarios: readonly string[]): Span[] {
  if (reference?.modes !== undefined) {
    const { modes } = reference;
    return [{ text: modes.reference, style: 'code' }, ' → ', { text: modes.candidate, style: 'code' }];
  }
  const more = scenarios.length - named;
  return [
    ...scenarios
      .slice(0, named)
      .flatMap((name): Span[] => [', ', scenarioName(name)])
      .slice(1),
    ...(more > 0 ? [` and ${more} more`] : [])
  ];
}

function describeRegression(run: Run, { invalid, metrics }: Comparison, gated: readonly MetricComparison[]): string {
  const worse = withOutcome(gated, 'regression');
  const [worst] = worse;
  if (worst === undefined) return 'see the table';
  const word = worse.every(isSpeed) ? 'slower' : 'worse';
  const lead =
    worst.design !== 'paired'
      ? `${word} than in ${basisOf(worst)}`
      : ofPullRequest(run)
        ? `this pull request makes it ${word}`
        : `${word} than the reference`;
  return [
    `${lead}: ${nameSome(worse, scenariosOf(gated))}`,
    ...describeRest(metrics),
    ...(invalid.length === 0 ? [] : [`no valid measurement for ${count(invalid.length, 'part')} of the plan`])
  ].join('; ');
}

/** The other metrics, except for those that the table shows as the same or within tolerance. */
function describeRest(metrics: readonly MetricComparison[]): string[] {
  const gated = metrics.filter(metric => metric.gated);
  const weak = metrics.filter(metric => metric.onlyAdvises === true);
  const better = withOutcome(gated, 'improvement');
  const open = withOutcome(gated, 'inconclusive');
  const rest: string[] = [];
  if (better.length > 0) rest.push(`better: ${nameSome(better, scenariosOf(gated))}`);
  if (open.length > 0) rest.push(`${count(open.length, 'gated metric')} inconclusive`);
  if (weak.length > 0) rest.push(`${count(weak.length, 'gated metric')} advisory only`);
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
          ...(more.length === 0 ? [] : [`also better: ${nameSome(more, scenariosOf(gated))}`]),
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
    ...(open.length > 0
      ? [`one cannot be ruled out for ${open.length} of ${all}: ${nameSome(open, scenariosOf(metrics))}`]
      : []),
    ...(weak.length > 0
      ? [`${weak.length} of ${all} can only be advisory: ${nameSome(weak, scenariosOf(metrics))}`]
      : [])
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
  return [`detecting a loss${where} as large as the tolerance takes ${need}`];
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

function describeAdvice(comparison: Comparison): string {
  const gated = comparison.metrics.filter(metric => metric.change !== undefined && shouldGate(metric));
  const largest = worstChange(comparison);
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

/** The gated metric that got worse the most; `undefined` if nothing was compared. */
export function worstChange({ metrics }: Comparison): MetricComparison | undefined {
  const gated = metrics.filter(metric => metric.change !== undefined && shouldGate(metric));
  return gated.toSorted((left, right) => worsening(right) - worsening(left))[0];
}

/** How much worse a metric got, as a log ratio. */
function worsening({ change, better }: MetricComparison): number {
  const ratio = Math.log(change?.estimate ?? 1);
  return better === 'higher' ? -ratio : ratio;
}

function describeNoBaseline(run: Run, { baseline }: Comparison): string {
  const end = describeSearchEnd(baseline);
  const measured = `${count(run.plan.scenarios.length, 'scenario')} measured in ${countRounds(run)}`;
  const sentences = [
    measured,
    ...describeFound(baseline),
    ...(end === undefined ? [] : [shorten(oneLine(end), 2 * quoted)])
  ];
  return sentences.map(endSentence).join(' ');
}

/** What happened to the earlier runs that were considered. */
function describeFound({ source, candidates, ended }: Comparison['baseline']): string[] {
  const all = candidates.length;
  if (candidates.some(({ used }) => used)) return ['The comparable earlier runs have none of these metrics'];
  if (all > 1) return [`None of ${all} earlier runs is comparable; the reasons are below`];
  if (all === 1) return ['The only earlier run found is not comparable; the reason is below'];
  return ended !== undefined || source === 'none' ? [] : ['No earlier run was found to compare with'];
}

function describeInvalid(run: Run, { invalid }: Comparison): string {
  const shared = run.complete ? describeSharedFailure(run, invalid.length) : undefined;
  if (shared !== undefined) return shared;
  const [first, ...more] = invalid;
  const reason = shorten(oneLine(run.incompleteReason ?? 'no reason was recorded'), quoted);
  return [
    ...(run.complete ? [] : [`the run is incomplete (${reason})`]),
    ...(first === undefined ? [] : [shorten(oneLine(first), quoted)]),
    ...(more.length === 0 ? [] : [`no valid measurement for ${count(more.length, 'other part')} of the plan`])
  ].join('; ');
}

/**
 * Scenarios that failed on both sides in the same way say nothing about what differs between them. `undefined` if any of
 * the invalid `parts` is something else.
 */
function describeSharedFailure(run: Run, parts: number): string | undefined {
  const failed = run.scenarios.filter(({ status }) => status === 'failed');
  const shared = failed.filter(
    ({ arm, name, reason }) =>
      arm === 'candidate' &&
      failed.some(
        other =>
          other.arm === 'reference' &&
          other.name === scenarioOf(run, name, 'reference') &&
          other.reason?.kind === reason?.kind
      )
  );
  const [first] = shared;
  if (first === undefined || parts > 2 * shared.length) return undefined;
  const other = run.reference?.source === 'base' ? 'the base' : 'the reference';
  const change = ofPullRequest(run) ? 'this pull request' : 'what differs between both';
  const names = nameFirst(
    shared.map(({ name }) => oneLine(name)),
    named
  );
  const reason = shorten(oneLine(first.reason?.message ?? 'no reason was recorded'), quoted);
  return `${names} could not be measured, on ${other} either, so ${change} is probably not the cause: ${reason}`;
}

function describeDetectable(gated: readonly MetricComparison[]): string[] {
  const seen = describeSeen(gated);
  return seen === undefined ? [] : [`this design can detect ${seen}`];
}

function describeMetric(metric: MetricComparison): string {
  const subject = shorten(oneLine(subjectOf(metric)), quoted);
  return metric.change === undefined ? subject : `${subject} ${describeChange(metric.change)}`;
}

/** Names metrics with their changes; with their scenarios if there are several. */
function nameSome(metrics: readonly MetricComparison[], scenarios: ReadonlySet<string>): string {
  const names = metrics.map(metric => {
    const prefix = scenarios.size > 1 ? `${metric.scenario} ` : '';
    return shorten(oneLine(`${prefix}${nameChange(metric)}`), quoted);
  });
  return nameFirst(names, named);
}

/** A metric with its change: `bidirectional throughput −17.7 %`. */
export function nameChange({ test, metric, change }: MetricComparison): string {
  const title = inSentence(metricTitle(test, metric));
  return change === undefined ? title : `${title} ${formatFactor(change.estimate)}`;
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

function scenariosOf(metrics: readonly MetricComparison[]): Set<string> {
  return new Set(metrics.map(({ scenario }) => scenario));
}

function withOutcome(metrics: readonly MetricComparison[], outcome: MetricComparison['outcome']): MetricComparison[] {
  return metrics.filter(metric => metric.outcome === outcome);
}

import { count } from '../lib/count.ts';
import type { Comparison, MetricComparison, Verdict } from '../model/comparison.ts';
import type { Policy } from '../model/options.ts';
import { lacksProof } from '../model/proven.ts';
import { isPermanentFailure } from '../model/rounds.ts';
import { armNames, scenarioOf, type Arm, type Run, type Sample, type ScenarioResult } from '../model/run.ts';
import type { TestName } from '../model/test.ts';

/**
 * The parts of a run's plan without a valid measurement, one sentence each: failed scenarios, tests without a valid
 * sample, and samples that claim to be valid without the proof of their mode (docs/proof.md#runs-from-elsewhere).
 */
export function invalidParts(run: Run): readonly string[] {
  const arms: readonly Arm[] = run.reference === undefined ? ['candidate'] : armNames;
  return arms.flatMap(arm =>
    run.plan.scenarios.flatMap(scenario => invalidOf(run, scenarioOf(run, scenario, arm), arm))
  );
}

function invalidOf(run: Run, scenario: string, arm: Arm): readonly string[] {
  const name = arm === 'candidate' ? scenario : `${scenario} of the reference`;
  const result = resultOf(run, scenario, arm);
  if (result?.status === 'failed') return [`${name} failed: ${result.reason?.message ?? 'no reason was recorded'}`];
  const stopped = isPermanentFailure(result?.reason)
    ? [`${name} failed in a later round: ${result.reason.message}`]
    : [];
  const parts = run.plan.tests.flatMap(test => {
    const samples = samplesOf(run, scenario, arm, test);
    const unproven = samples.filter(lacksProof).length;
    if (unproven > 0) return [`${name} ${test} has ${count(unproven, 'sample')} without the proof its mode requires`];
    if (samples.some(({ status }) => status === 'valid')) return [];
    return [`${name} ${test} has no valid sample: ${whyUnmeasured(run, scenario, arm, test)}`];
  });
  return [...stopped, ...parts];
}

/** Why a test has no valid sample: the reason of its last attempt, else that of its scenario. */
export function whyUnmeasured(run: Run, scenario: string, arm: Arm, test: TestName): string {
  const [attempt, result] = [samplesOf(run, scenario, arm, test).at(-1), resultOf(run, scenario, arm)];
  return attempt?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
}

/** A test's samples in the pod network of an arm, valid or not. */
export function samplesOf(run: Run, scenario: string, arm: Arm, test: TestName): readonly Sample[] {
  return run.samples.filter(
    sample => sample.scenario === scenario && sample.arm === arm && sample.test === test && sample.path === 'pod'
  );
}

function resultOf(run: Run, scenario: string, arm: Arm): ScenarioResult | undefined {
  return run.scenarios.find(one => one.name === scenario && one.arm === arm);
}

/** Whether a metric counts for the verdict, even if it could not be compared well enough. */
export function shouldGate({ gated, onlyAdvises }: Pick<MetricComparison, 'gated' | 'onlyAdvises'>): boolean {
  return gated || onlyAdvises === true;
}

/**
 * The verdict of a run without a leak (docs/rules.md#verdicts-and-exit-codes). A regression takes precedence over anything
 * that could not be measured. A run with anything invalid is at best `invalid`. A run only passes if every metric that should gate was
 * compared in a way that could have failed; a pool of earlier runs too weak to gate is not enough.
 */
export function verdictOf(metrics: readonly MetricComparison[], invalid: boolean): Verdict {
  const gated = metrics.filter(metric => metric.gated);
  if (gated.some(({ outcome }) => outcome === 'regression')) return 'regression';
  if (invalid || gated.some(({ outcome }) => outcome === 'invalid')) return 'invalid';
  if (metrics.every(({ design }) => design === 'none')) return 'no-baseline';
  if (!gated.some(({ design }) => design === 'paired' || design === 'history')) return 'advisory';
  const passes = ({ gated: decides, outcome }: MetricComparison): boolean => decides && isGood(outcome);
  return metrics.filter(shouldGate).every(passes) ? 'pass' : 'inconclusive';
}

/** Outcomes that let a run pass. */
export function isGood(outcome: MetricComparison['outcome']): boolean {
  return outcome === 'equivalent' || outcome === 'tolerable' || outcome === 'improvement';
}

const worstFirst: readonly Verdict[] = [
  'not-encrypted',
  ...(['regression', 'invalid', 'inconclusive', 'no-baseline', 'advisory', 'pass'] as const),
  'unchanged'
];

/** Sorts worse verdicts first and keeps the order of equal ones. */
export function byVerdict(left: { readonly verdict: Verdict }, right: { readonly verdict: Verdict }): number {
  return worstFirst.indexOf(left.verdict) - worstFirst.indexOf(right.verdict);
}

/** A comparison's verdict, plus `regression` and `invalid` if a worse verdict hides them. */
export function verdictsOf({ verdict, invalid, metrics }: Comparison): readonly Verdict[] {
  const having = (wanted: MetricComparison['outcome']): boolean =>
    metrics.some(({ gated, outcome }) => gated && outcome === wanted);
  const found: Verdict[] = [verdict];
  if (having('regression')) found.push('regression');
  if (invalid.length > 0 || having('invalid')) found.push('invalid');
  return [...new Set(found)];
}

/** The verdicts that can fail a job: all but a regression that was accepted. */
export function failuresOf(comparison: Comparison): readonly Verdict[] {
  const verdicts = verdictsOf(comparison);
  return comparison.accepted === true ? verdicts.filter(verdict => verdict !== 'regression') : verdicts;
}

/**
 * The exit code for a set of verdicts (docs/rules.md#verdicts-and-exit-codes): that of the worst verdict listed in
 * `failOn`, else 0. Even if regressions are tolerated, `invalid` must remain visible. Plaintext is always also invalid.
 */
export function exitCodeOf(verdicts: readonly Verdict[], { failOn }: Pick<Policy, 'failOn'>): 0 | 1 | 3 {
  const fails = (verdict: Verdict): boolean =>
    failOn.includes(verdict) || (verdict === 'not-encrypted' && failOn.includes('invalid'));
  const worst = worstFirst.find(verdict => verdicts.includes(verdict) && fails(verdict));
  if (worst === undefined) return 0;
  return worst === 'invalid' || worst === 'not-encrypted' ? 3 : 1;
}

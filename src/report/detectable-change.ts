import { count } from '../lib/count.ts';
import type { Policy } from '../model/options.ts';
import type { Plan } from '../plan/plan.ts';
import { scenarioName } from '../model/scenario.ts';
import { designFor, FEWEST_TO_GATE } from '../statistics/design.ts';
import { ASSUMED_NOISE, differenceSd, expectedDetectable } from '../statistics/detectable-change.ts';
import type { Better } from '../statistics/outcome.ts';
import { tests } from '../suite/index.ts';
import { lossShare } from '../verdict/metric.ts';
import type { DetectableChange } from '../verdict/paired.ts';
import { additionalGates, toleranceFor } from '../verdict/policy.ts';
import { formatShare } from './quantity.ts';
import { describeLargest } from './outcomes.ts';

/**
 * What the planned comparison can detect, estimated before anything is measured, and what that assumes. Empty without a
 * reference arm.
 */
export function describeDetectable(
  plan: Plan,
  policy: Policy
): { readonly detects?: string; readonly assumptions?: string } {
  const metrics = plan.tests.flatMap(test => [tests[test].primaryMetric, ...additionalGates(policy, test)]);
  const own = metrics.length * plan.scenarios.length;
  if (plan.arms.length === 1 || own === 0) return {};
  const family = own * policy.matrixJobs;
  const jobs = policy.matrixJobs - 1;
  const others = jobs === 0 ? '' : ` and as many in ${jobs === 1 ? 'the other job' : `each of ${jobs} other jobs`}`;
  const rounds = plan.rounds.length;
  const sd = differenceSd(ASSUMED_NOISE, plan.durationSeconds / plan.burstSeconds);
  const losses = [...new Set(metrics.map(betterOf))].flatMap(better => {
    const { log } = toleranceFor(policy, better);
    const detectable = expectedDetectable(designFor(rounds), family, log, sd);
    return detectable === undefined ? [] : [{ better, detectable }];
  });
  if (losses.length === 0)
    return {
      detects: `  detects nothing, because ${count(rounds, 'round')} cannot show the noise; plan at least ${FEWEST_TO_GATE}`
    };
  const { within, between } = ASSUMED_NOISE;
  const advice =
    rounds < FEWEST_TO_GATE ? `; only as advice, because it takes ${FEWEST_TO_GATE} rounds to pass or fail` : '';
  return {
    detects: `  detects in 9 of 10 cases: ${describeLosses(losses)}${advice}`,
    assumptions: `    assumed: noise of ${formatShare(within)} from burst to burst and ${formatShare(between)} from block to block; ${own} ${own === 1 ? 'metric gates' : 'metrics gate'} in ${plan.scenarios.map(scenarioName).join(', ')}${others}`
  };
}

/**
 * The same estimate, based on the noise of the rounds measured so far. Empty before the noise is known and after the
 * last round.
 */
export function describeMeasuredDetectable(
  losses: readonly DetectableChange[],
  rounds: number,
  planned: number
): readonly string[] {
  if (losses.length === 0 || rounds >= planned) return [];
  const after = `after round ${rounds}: at the noise measured so far`;
  return [`${after}, ${planned} rounds will detect in 9 of 10 cases ${describeLosses(losses)}`];
}

/** The largest loss that could go unnoticed in each direction. */
function describeLosses(losses: readonly DetectableChange[]): string {
  return describeLargest(losses.map(({ better, detectable }) => ({ better, share: lossShare(better, detectable) })));
}

/**
 * Before the first sample only the metric's name is known: throughputs and rates get worse by falling, all others by
 * rising.
 */
function betterOf(metric: string): Better {
  return /^throughput|rate$/.test(metric) ? 'higher' : 'lower';
}

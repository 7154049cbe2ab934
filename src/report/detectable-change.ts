import type { Policy } from '../model/options.ts';
import type { Plan } from '../plan/plan.ts';
import { scenarioName } from '../model/scenario.ts';
import { designFor } from '../statistics/design.ts';
import { ASSUMED_NOISE, differenceSd, expectedDetectable } from '../statistics/detectable-change.ts';
import type { Better } from '../statistics/outcome.ts';
import { tests } from '../suite/index.ts';
import type { Sight } from '../verdict/paired.ts';
import { gatedBesides, marginFor } from '../verdict/policy.ts';
import { formatShare } from './quantity.ts';
import { lossWords } from './outcomes.ts';

/** What the plan's comparison of arms can show, before anything is measured; nothing for a plan without a second arm. */
export function describeSight(plan: Plan, policy: Policy): readonly string[] {
  const metrics = plan.tests.flatMap(test => [tests[test].primaryMetric, ...gatedBesides(policy, test)]);
  const own = metrics.length * plan.scenarios.length;
  if (plan.arms.length === 1 || own === 0) return [];
  const family = own * policy.legs;
  const others = policy.legs === 1 ? '' : ` and as many in each of ${policy.legs - 1} other jobs`;
  const rounds = plan.rounds.length;
  const sd = differenceSd(ASSUMED_NOISE, plan.samplesPerBlock);
  const sight = [...new Set(metrics.map(betterOf))].flatMap(better => {
    const { log } = marginFor(policy, better);
    const detectable = expectedDetectable(designFor(rounds), family, log, sd);
    return detectable === undefined ? [] : [{ better, detectable }];
  });
  if (sight.length === 0) return [`  sees: nothing, for ${rounds} rounds are too few to know the noise; plan three`];
  const { within, between } = ASSUMED_NOISE;
  return [
    `  sees in 9 of 10 cases: ${describeLosses(sight)}, if figures scatter by ${formatShare(within)} within blocks and ${formatShare(between)} between them; ${own} metrics gate in ${plan.scenarios.map(scenarioName).join(', ')}${others}`
  ];
}

/** The same from the noise of the rounds that were measured; nothing before it is known, and nothing after the last one. */
export function describeMeasuredSight(sight: readonly Sight[], rounds: number, planned: number): readonly string[] {
  if (sight.length === 0 || rounds >= planned) return [];
  const after = `after round ${rounds}: by the noise until now`;
  return [`${after}, ${planned} rounds will see in 9 of 10 cases ${describeLosses(sight)}`];
}

/** The largest of what can be missed, by direction. */
function describeLosses(sight: readonly Sight[]): string {
  return (['higher', 'lower'] as const)
    .flatMap(better => {
      const all = sight.filter(one => one.better === better).map(one => one.detectable);
      if (all.length === 0) return [];
      const largest = Math.max(...all);
      const share = better === 'higher' ? 1 - Math.exp(-largest) : Math.exp(largest) - 1;
      return [`${lossWords[better]} by ${formatShare(share)}`];
    })
    .join(' or ');
}

/** What no sample tells yet is told by the name: what is neither a throughput nor a rate grows when it gets worse. */
function betterOf(metric: string): Better {
  return /^throughput|rate$/.test(metric) ? 'higher' : 'lower';
}

import type { Run } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import type { Plan } from './plan.ts';

/** The plan as stored in run.json. */
export function recordPlan(plan: Plan): Run['plan'] {
  return {
    suite: plan.suite,
    seed: plan.seed,
    rounds: plan.rounds.length,
    samplesPerBlock: plan.samplesPerBlock,
    scenarios: plan.scenarios.map(scenarioName),
    tests: [...plan.tests],
    durationSeconds: plan.durationSeconds,
    omitSeconds: plan.omitSeconds,
    order: plan.rounds.map(blocks =>
      blocks.map(block => ({
        arm: block.arm,
        scenario: scenarioName(block.scenario),
        path: block.path,
        tests: [...block.tests]
      }))
    ),
    estimatedSeconds: plan.estimatedSeconds
  };
}

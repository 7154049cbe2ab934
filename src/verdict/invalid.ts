import { isLasting } from '../results/lasting.ts';
import { lacksProof } from '../results/proven.ts';
import { armNames, type Arm, type Run } from '../results/run.ts';

/**
 * What of a run's plan has no figure that counts, a sentence each: each failed scenario, each test without a valid sample, and
 * what calls itself valid without the proof that its mode demands (rules 8).
 */
export function invalidParts(run: Run): readonly string[] {
  const arms: readonly Arm[] = run.reference === undefined ? ['candidate'] : armNames;
  return arms.flatMap(arm => run.plan.scenarios.flatMap(scenario => invalidOf(run, scenario, arm)));
}

function invalidOf(run: Run, scenario: string, arm: Arm): readonly string[] {
  const name = arm === 'candidate' ? scenario : `${scenario} of the reference`;
  const result = run.scenarios.find(one => one.name === scenario && one.arm === arm);
  if (result?.status === 'failed') return [`${name} failed: ${result.reason?.message ?? 'no reason was recorded'}`];
  const stopped = isLasting(result?.reason) ? [`${name} failed in a later round: ${result.reason.message}`] : [];
  const parts = run.plan.tests.flatMap(test => {
    const samples = run.samples.filter(
      sample => sample.scenario === scenario && sample.arm === arm && sample.test === test && sample.path === 'pod'
    );
    const unproven = samples.filter(lacksProof).length;
    if (unproven > 0)
      return [`${name} ${test} has ${String(unproven)} samples without the proof that the mode demands`];
    if (samples.some(({ status }) => status === 'valid')) return [];
    const reason = samples.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
    return [`${name} ${test} has no valid sample: ${reason}`];
  });
  return [...stopped, ...parts];
}

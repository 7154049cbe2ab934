import { armNames, type Arm, type Run } from '../results/run.ts';

/** What of a run's plan has no figure that counts, a sentence each: each failed scenario, each test without a valid sample. */
export function invalidParts(run: Run): readonly string[] {
  const arms: readonly Arm[] = run.reference === undefined ? ['candidate'] : armNames;
  return arms.flatMap(arm => run.plan.scenarios.flatMap(scenario => invalidOf(run, scenario, arm)));
}

function invalidOf(run: Run, scenario: string, arm: Arm): readonly string[] {
  const name = arm === 'candidate' ? scenario : `${scenario} of the reference`;
  const result = run.scenarios.find(one => one.name === scenario && one.arm === arm);
  if (result?.status === 'failed') return [`${name} failed: ${result.reason?.message ?? 'no reason was recorded'}`];
  return run.plan.tests.flatMap(test => {
    const samples = run.samples.filter(
      sample => sample.scenario === scenario && sample.arm === arm && sample.test === test && sample.path === 'pod'
    );
    if (samples.some(sample => sample.status === 'valid')) return [];
    const reason = samples.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
    return [`${name} ${test} has no valid sample: ${reason}`];
  });
}

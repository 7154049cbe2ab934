import type { Run } from '../results/run.ts';

/** What of a run's plan has no figure that counts, a sentence each: each failed scenario, each test without a valid sample. */
export function invalidParts(run: Run): readonly string[] {
  return run.plan.scenarios.flatMap(scenario => {
    const result = run.scenarios.find(candidate => candidate.name === scenario);
    if (result?.status === 'failed')
      return [`${scenario} failed: ${result.reason?.message ?? 'no reason was recorded'}`];
    return run.plan.tests.flatMap(test => {
      const samples = run.samples.filter(
        sample => sample.scenario === scenario && sample.test === test && sample.path === 'pod'
      );
      if (samples.some(sample => sample.status === 'valid')) return [];
      const reason = samples.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
      return [`${scenario} ${test} has no valid sample: ${reason}`];
    });
  });
}

import type { ComparingOptions } from '../../src/model/options.ts';

/** How a run is compared when nothing is said. */
export function comparing(changes: Partial<ComparingOptions> = {}): ComparingOptions {
  return {
    reference: undefined,
    referenceValues: undefined,
    referenceVersion: undefined,
    whenUnchanged: 'skip',
    timeBudgetMinutes: undefined,
    baseline: 'none',
    baselineFiles: [],
    baselineWorkflow: undefined,
    policy: {
      tolerancePercent: { throughput: 10, latency: 20 },
      alsoGate: [],
      failOn: ['regression', 'invalid'],
      matrixJobs: 1
    },
    comment: false,
    commentKey: 'default',
    regressionIssue: undefined,
    pages: undefined,
    token: undefined,
    pullRequest: undefined,
    ...changes
  };
}

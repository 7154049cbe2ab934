import type { Policy } from '../model/options.ts';
import type { Metric } from '../model/run.ts';
import { toleranceOf } from '../statistics/outcome.ts';
import { tests } from '../suite/index.ts';
import type { TestName } from '../model/test.ts';

/**
 * P-values of the metrics in the other matrix jobs, as many per job as `own`. They are not known yet, so none counts as
 * significant. Otherwise a job would stop once it knows enough for itself but too little for all jobs together.
 */
export function unknownOthers({ matrixJobs }: Pick<Policy, 'matrixJobs'>, own: number): number[] {
  return Array.from({ length: (matrixJobs - 1) * own }, () => 1);
}

/**
 * Only each test's primary metric gates by default, because every further one costs power
 * (docs/rules.md#one-primary-metric-per-test-gates).
 */
export function isGated(policy: Pick<Policy, 'alsoGate'>, test: TestName, metric: string): boolean {
  return tests[test].primaryMetric === metric || policy.alsoGate.includes(`${test}/${metric}`);
}

/** A test's additional gated metrics. */
export function additionalGates({ alsoGate }: Pick<Policy, 'alsoGate'>, test: TestName): string[] {
  const own = alsoGate.filter(name => name.startsWith(`${test}/`)).map(name => name.slice(test.length + 1));
  return [...new Set(own)].filter(metric => metric !== tests[test].primaryMetric);
}

/** A metric's tolerance as a share and as a log ratio. All lower-is-better metrics use the tolerance for latency. */
export function toleranceFor(
  policy: Pick<Policy, 'tolerancePercent'>,
  better: Exclude<Metric['better'], 'none'>
): { readonly share: number; readonly log: number } {
  const percent = policy.tolerancePercent[better === 'higher' ? 'throughput' : 'latency'];
  return { share: percent / 100, log: toleranceOf(better, percent) };
}

import type { Policy } from '../model/options.ts';
import type { Metric } from '../model/run.ts';
import { marginOf } from '../statistics/outcome.ts';
import { tests } from '../suite/index.ts';
import type { TestName } from '../model/test.ts';

/**
 * P-values of the metrics that other jobs measure meanwhile, as many as there are of `own`: not known yet, so none of them
 * counts as found. A leg that stopped when it had found enough for itself alone would have too little for all of them.
 */
export function unknownOthers({ legs }: Pick<Policy, 'legs'>, own: number): number[] {
  return Array.from({ length: (legs - 1) * own }, () => 1);
}

/** One primary metric of each test gates, because each further one costs power (docs/rules.md#one-primary-metric-per-test-gates). */
export function isGated(policy: Pick<Policy, 'alsoGate'>, test: TestName, metric: string): boolean {
  return tests[test].primaryMetric === metric || policy.alsoGate.includes(`${test}/${metric}`);
}

/** The metrics of a test that gate though they are not its primary one. */
export function gatedBesides({ alsoGate }: Pick<Policy, 'alsoGate'>, test: TestName): string[] {
  const own = alsoGate.filter(name => name.startsWith(`${test}/`)).map(name => name.slice(test.length + 1));
  return [...new Set(own)].filter(metric => metric !== tests[test].primaryMetric);
}

/** A metric's margin: as share of a loss, and as log ratio. Whatever grows when it gets worse has latency's margin. */
export function marginFor(
  policy: Pick<Policy, 'marginPercent'>,
  better: Exclude<Metric['better'], 'none'>
): { readonly share: number; readonly log: number } {
  const percent = policy.marginPercent[better === 'higher' ? 'throughput' : 'latency'];
  return { share: percent / 100, log: marginOf(better, percent) };
}

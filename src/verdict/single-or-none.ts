import { defined } from '../lib/defined.ts';
import type { EarlierFigure, MetricComparison } from '../model/comparison.ts';
import type { Policy } from '../model/options.ts';
import { leaksOf } from '../model/plaintext.ts';
import type { Run } from '../model/run.ts';
import type { TestName } from '../model/test.ts';
import { compareSingle, type SingleMetric } from '../statistics/compare-single.ts';
import { tests } from '../suite/index.ts';
import { commonOf, type Earlier, type EarlierResult } from './metric.ts';
import { additionalGates, toleranceFor } from './policy.ts';
import { geometricMean, proofOf, type RunSeries, type Series, type UnusableSeries } from './series.ts';
import { samplesOf, whyUnmeasured } from './verdict.ts';

/** A metric and its values in earlier runs. */
interface KnownMetric extends Omit<SingleMetric, 'stored'> {
  readonly earlier: readonly EarlierFigure[];
  readonly history: readonly number[];
}

/** Compares the metrics that have a single earlier value. The result is only advice. */
export function singleResults(known: readonly KnownMetric[]): ReadonlyMap<string, EarlierResult> {
  const results = new Map<string, EarlierResult>();
  const singles = known.flatMap(metric => {
    const [stored, another] = metric.history;
    return stored === undefined || another !== undefined ? [] : [{ ...metric, stored }];
  });
  const single = compareSingle(singles);
  for (const [index, { id, estimate, interval, advice, falseAlarmRate }] of single.metrics.entries()) {
    const metric = singles[index];
    if (metric === undefined) continue;
    const chance = `${(falseAlarmRate * 100).toFixed(0)} %`;
    results.set(id, {
      design: 'single',
      against: 'pool',
      earlier: metric.earlier,
      outcome: 'inconclusive',
      gates: false,
      reason: `${advice === 'within half the tolerance' ? advice : `looks ${advice}`}; based on a single earlier run, which gives a false alarm in about ${chance} of unchanged cases`,
      pairs: 1,
      reference: metric.stored,
      estimate,
      interval,
      needed: undefined
    });
  }
  return results;
}

/**
 * A metric without ratios has no change, but its values are still shown: a thousand retransmits after none must be
 * visible.
 */
export function untested(
  run: Run,
  { reason, means, ...series }: UnusableSeries,
  policy: Policy,
  figures: Earlier
): MetricComparison {
  const base = commonOf({ ...series, rounds: [] }, policy, figures);
  const reference =
    run.reference === undefined ? geometricMean(base.history.map(({ value }) => value)) : means.reference;
  return {
    ...base,
    ...means,
    ...defined({ reference }),
    design: 'none',
    outcome: 'inconclusive',
    reason,
    pairs: 0
  };
}

/** A row for each gated metric without a value, so that gaps are visible. */
export function withoutFigures(run: Run, policy: Policy, { usable, unusable }: RunSeries): MetricComparison[] {
  return run.plan.scenarios.flatMap(scenario =>
    run.plan.tests.flatMap(test => {
      const { primaryMetric } = tests[test];
      const of = <T extends Pick<Series, 'scenario' | 'test' | 'metric'>>(all: readonly T[], metric: string) =>
        all.find(one => one.scenario === scenario && one.test === test && one.metric === metric);
      const isMeasured = (metric: string): boolean =>
        of(usable, metric)?.rounds.some(round => round.candidate !== undefined) === true;
      const row = (metric: string, outcome: 'invalid' | 'inconclusive', otherwise: () => string): MetricComparison => {
        const known = of(unusable, metric);
        const { unit, better } = known ?? of(usable, metric) ?? unitOf(metric);
        return {
          ...{ scenario, test, metric, unit, better, outcome },
          gated: true,
          design: run.reference === undefined ? 'none' : 'paired',
          reason: known?.reason ?? otherwise(),
          tolerance: toleranceFor(policy, better).share,
          pairs: 0,
          rounds: [],
          history: [],
          proof: known?.proof ?? provenOf(run, scenario, test)
        };
      };
      if (!isMeasured(primaryMetric))
        return [row(primaryMetric, 'invalid', () => whyUnmeasured(run, scenario, 'candidate', test))];
      return additionalGates(policy, test)
        .filter(metric => !isMeasured(metric) && of(unusable, metric) === undefined)
        .map(metric => row(metric, 'inconclusive', () => 'no valid sample has this metric'));
    })
  );
}

/** What a test's samples were proven to be, valid or not; without any, what the traffic matrix proved. */
function provenOf(run: Run, scenario: string, test: TestName): MetricComparison['proof'] {
  const samples = samplesOf(run, scenario, 'candidate', test);
  if (samples.length > 0) return proofOf(new Set(samples.map(({ proof }) => proof?.verdict)));
  return leaksOf(run).some(leak => leak.scenario === scenario) ? 'plaintext' : 'unproven';
}

/** Without samples, unit and direction follow from the name. */
function unitOf(metric: string): Pick<Series, 'unit' | 'better'> {
  if (metric.startsWith('throughput')) return { unit: 'bit/s', better: 'higher' };
  return { unit: metric.startsWith('latency') ? 'us' : 'count', better: 'lower' };
}

import { keyText } from '../baseline/figures.ts';
import type { Run } from '../results/run.ts';
import type { TestName } from '../suite/test.ts';
import { tests } from '../suite/index.ts';
import type { Outcome } from '../statistics/outcome.ts';
import type { BaselineRecord, Comparison, EarlierFigure, MetricComparison, Outcome as Shown } from './comparison.ts';
import { compareControl } from './control.ts';
import { compareHistory, type HistoryResult } from './history.ts';
import { invalidParts } from './invalid.ts';
import { compareArms, seriesId, type PairedComparison } from './paired.ts';
import { isGated, marginFor, type Policy } from './policy.ts';
import { geometricMean, seriesOf, type Series } from './series.ts';
import { verdictOf } from './verdict.ts';

/** Earlier figures of every metric by `keyText`, newest first, and where they come from. */
export interface History {
  readonly figures: ReadonlyMap<string, readonly EarlierFigure[]>;
  /** The same of the older runs against which a slow decline is seen. */
  readonly anchor: ReadonlyMap<string, readonly EarlierFigure[]>;
  readonly record: BaselineRecord;
}

/** Level of the shown intervals before they are adjusted. */
const level = 0.95;

/**
 * Compares a run with its own reference arm where it has one, else with earlier runs, and says what that means. Pure: the
 * same run, policy and history give the same comparison.
 */
export function compareRun(run: Run, policy: Policy, history: History): Comparison {
  const paired = run.reference === undefined ? undefined : compareArms(run, policy, true);
  const control = compareControl(run, policy, history.figures);
  const series = seriesOf(run);
  const past = compareHistory(series, policy, history.figures, history.anchor);
  const compared = series.map(one =>
    run.reference === undefined
      ? fromHistory(one, policy, past.get(seriesId(one)), history.figures, control.state === 'changed')
      : fromArms(one, policy, paired, history.figures)
  );
  const missing = withoutFigures(run, policy, compared);
  const metrics = [...missing, ...compared].sort(byImportance);
  const invalid = [
    ...(run.complete ? [] : [`the run is incomplete: ${run.incompleteReason ?? 'no reason was recorded'}`]),
    ...invalidParts(run)
  ];
  return {
    verdict: verdictOf(metrics, invalid.length > 0),
    design: strongest(metrics),
    metrics,
    invalid,
    control,
    ...(run.reference === undefined ? {} : { reference: run.reference }),
    baseline: history.record,
    notes: notesOn(run, paired)
  };
}

function fromArms(
  series: Series,
  policy: Policy,
  paired: PairedComparison | undefined,
  figures: History['figures']
): MetricComparison {
  const base = describe(series, policy, figures);
  const result = paired?.results.get(seriesId(series));
  const candidate = geometricMean(series.rounds.map(round => round.candidate));
  const reference = geometricMean(series.rounds.map(round => round.reference));
  const both = {
    ...base,
    design: 'paired' as const,
    ...(candidate === undefined ? {} : { candidate }),
    ...(reference === undefined ? {} : { reference })
  };
  if (result?.figures === undefined) {
    const rounds = result?.rounds ?? 0;
    const reason = `${String(rounds)} rounds have both arms; three are needed to know the noise`;
    return { ...both, outcome: 'inconclusive', reason, pairs: rounds };
  }
  return {
    ...both,
    outcome: result.outcome,
    pairs: result.rounds,
    ...change(result.figures),
    ...detectable(series, result.figures),
    signedRankP: result.signedRankP
  };
}

function fromHistory(
  series: Series,
  policy: Policy,
  result: HistoryResult | undefined,
  figures: History['figures'],
  machinesChanged: boolean
): MetricComparison {
  const base = describe(series, policy, figures);
  const candidate = geometricMean(series.rounds.map(round => round.candidate));
  const now = { ...base, ...(candidate === undefined ? {} : { candidate }) };
  if (result === undefined) {
    return {
      ...now,
      design: 'none',
      gated: false,
      outcome: 'inconclusive',
      reason: 'nothing to compare with',
      pairs: 0
    };
  }
  const { design, gates, pairs, reference, reason } = result;
  const vetoed = machinesChanged && result.outcome !== 'equivalent';
  const outcome: Outcome = vetoed ? 'inconclusive' : result.outcome;
  const why = vetoed ? 'machines changed' : reason;
  return {
    ...now,
    design,
    gated: base.gated && gates,
    outcome,
    ...(why === undefined ? {} : { reason: why }),
    reference,
    pairs,
    ...change(result),
    ...(result.detectable === undefined
      ? {}
      : detectable(series, { detectable: result.detectable, needed: result.needed })),
    ...(result.band === undefined ? {} : { band: result.band })
  };
}

type Common = Omit<MetricComparison, 'design' | 'outcome' | 'pairs'>;

function describe(series: Series, policy: Policy, figures: History['figures']): Common {
  const { scenario, test, metric, unit, better, rounds, proof } = series;
  return {
    ...{ scenario, test, metric, unit, better, rounds, proof },
    gated: isGated(policy, test, metric),
    margin: marginFor(policy, better).share,
    history: figures.get(keyText(series)) ?? []
  };
}

interface LogFigures {
  readonly estimate: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly adjustedP?: number | undefined;
}

function change({ estimate, interval, adjustedP }: LogFigures): Pick<MetricComparison, 'change' | 'adjustedP'> {
  return {
    change: { estimate: Math.exp(estimate), low: Math.exp(interval.low), high: Math.exp(interval.high), level },
    ...(adjustedP === undefined ? {} : { adjustedP })
  };
}

/** A detectable change for the worse as a share: of a throughput that falls, of a latency that grows. */
function detectable(
  { better }: Series,
  figures: { readonly detectable: number; readonly needed: number | undefined }
): Pick<MetricComparison, 'detectable' | 'roundsNeeded'> {
  const share = better === 'higher' ? 1 - Math.exp(-figures.detectable) : Math.exp(figures.detectable) - 1;
  return { detectable: share, ...(figures.needed === undefined ? {} : { roundsNeeded: figures.needed }) };
}

/** What was planned and has no valid sample: a row of its own, so that a gap never looks like silence. */
function withoutFigures(run: Run, policy: Policy, compared: readonly MetricComparison[]): MetricComparison[] {
  return run.plan.scenarios.flatMap(scenario =>
    run.plan.tests
      .filter(
        test => !compared.some(one => one.scenario === scenario && one.test === test && one.candidate !== undefined)
      )
      .map((test): MetricComparison => {
        const metric = tests[test].primaryMetric;
        const { unit, better } = unitOf(test);
        return {
          ...{ scenario, test, metric, unit, better },
          gated: true,
          design: run.reference === undefined ? 'none' : 'paired',
          outcome: 'invalid',
          reason: reasonFor(run, scenario, test),
          margin: marginFor(policy, better).share,
          pairs: 0,
          rounds: [],
          history: [],
          proof: 'unproven'
        };
      })
  );
}

function unitOf(test: TestName): Pick<Series, 'unit' | 'better'> {
  return tests[test].primaryMetric.startsWith('latency')
    ? { unit: 'us', better: 'lower' }
    : { unit: 'bit/s', better: 'higher' };
}

function reasonFor(run: Run, scenario: string, test: TestName): string {
  const own = run.samples.filter(
    sample =>
      sample.scenario === scenario && sample.test === test && sample.path === 'pod' && sample.arm === 'candidate'
  );
  const result = run.scenarios.find(({ name, arm }) => name === scenario && arm === 'candidate');
  return own.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
}

const outcomes: readonly Shown[] = ['regression', 'invalid', 'improvement', 'inconclusive', 'equivalent'];

/** Gated before shown, worse before better before unchanged, larger changes first. */
function byImportance(left: MetricComparison, right: MetricComparison): number {
  const rank = (one: MetricComparison): number => (one.gated ? 0 : outcomes.length) + outcomes.indexOf(one.outcome);
  const size = ({ change: of }: MetricComparison): number => (of === undefined ? 0 : Math.abs(Math.log(of.estimate)));
  return rank(left) - rank(right) || size(right) - size(left);
}

function strongest(metrics: readonly MetricComparison[]): Comparison['design'] {
  const designs = ['paired', 'history', 'single'] as const;
  return designs.find(design => metrics.some(metric => metric.design === design)) ?? 'none';
}

function notesOn(run: Run, paired: PairedComparison | undefined): string[] {
  const notes: string[] = [];
  if (run.reference?.identical === true) {
    notes.push('Both arms are the same (chart version and values): whatever differs between them is noise.');
  }
  if (paired?.stop !== undefined && paired.rounds < run.plan.rounds)
    notes.push(`Stopped early: ${paired.stop.reason}.`);
  return notes;
}

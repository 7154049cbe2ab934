import { keyText } from '../model/figures.ts';
import type { Policy } from '../model/options.ts';
import { describeRounds } from '../model/rounds.ts';
import type { Run } from '../model/run.ts';
import type { TestName } from '../model/test.ts';
import { tests } from '../suite/index.ts';
import type { StatisticalOutcome } from '../statistics/outcome.ts';
import type {
  BaselineRecord,
  Comparison,
  ControlComparison,
  EarlierFigure,
  MetricComparison,
  Outcome
} from '../model/comparison.ts';
import { compareControl } from './control.ts';
import { compareHistory, type HistoryResult } from './history.ts';
import { invalidParts, shallGate, verdictOf } from './verdict.ts';
import { compareArms, seriesId, type PairedComparison } from './paired.ts';
import { gatedBesides, isGated, marginFor } from './policy.ts';
import { byTime, geometricMean, seriesOf, type RunSeries, type Series, type UnusableSeries } from './series.ts';

/** Earlier values of every metric by `keyText`, newest first, and where they come from. */
export interface History {
  readonly figures: ReadonlyMap<string, readonly EarlierFigure[]>;
  /** The same for the older runs used to detect a slow decline. */
  readonly anchor: ReadonlyMap<string, readonly EarlierFigure[]>;
  readonly record: BaselineRecord;
}

/** Levels of the intervals before adjustment: for a change, and for equivalence. */
const [level, levelOfEquivalence] = [0.95, 0.9];
/** An interval beyond this factor means "anything", and would exceed what JSON can represent. */
const widest = 1e9;

/** A run and the runs before it. */
export interface RunWithHistory {
  readonly run: Run;
  readonly history: History;
}

/**
 * Compares runs reported as one, such as a matrix, and returns each with its comparison. All their gated metrics are
 * corrected together, because a reader sees one comment and one false alarm, whichever job causes it.
 */
export function compareRuns<T extends RunWithHistory>(
  runs: readonly T[],
  policy: Policy
): readonly (T & { readonly comparison: Comparison })[] {
  const families = runs.length === 1 ? [] : runs.map(({ run, history }) => familyOf(run, policy, history));
  return runs.map((one, index) => {
    const others = runs.length === 1 ? undefined : families.toSpliced(index, 1).flat();
    return { ...one, comparison: compareRun(one.run, policy, one.history, others) };
  });
}

/** The p-values with which a run's gated metrics enter Holm's procedure. */
function familyOf(run: Run, policy: Policy, history: History): readonly number[] {
  if (run.reference === undefined) {
    return compareHistory(seriesOf(run).usable, policy, history.figures, history.anchor).familyP;
  }
  const { results } = compareArms(run, policy, true) ?? {};
  return [...(results?.values() ?? [])].filter(({ gated }) => gated).map(({ familyP }) => familyP);
}

/**
 * Compares a run with its reference arm, or with earlier runs if it has none, and decides the verdict. Pure: the same
 * run, policy and history always give the same comparison, in any order of samples. `others` are the p-values of gated
 * metrics in runs judged together with this one. Without them, the policy's other matrix jobs count as unknown.
 */
export function compareRun(given: Run, policy: Policy, history: History, others?: readonly number[]): Comparison {
  const run = { ...given, samples: [...given.samples].sort(byTime) };
  const series = seriesOf(run);
  const control = compareControl(run, policy, history.figures, 'earlier runs');
  // The control's pool follows machines that slow down over months, just as the metrics' pool does.
  const olderControl = compareControl(run, policy, history.anchor, 'older runs');
  const paired = run.reference === undefined ? undefined : compareArms(run, policy, true, others);
  const compared =
    run.reference === undefined
      ? fromHistory(series.usable, policy, history, { pool: control, anchor: olderControl }, others)
      : series.usable.map(one => fromArms(one, policy, paired, history.figures));
  const missing = withoutFigures(run, policy, series);
  const absent = new Set(missing.map(seriesId));
  const shown = [...compared, ...series.unusable.map(one => untested(run, one, policy, history.figures))];
  const metrics = [...missing, ...shown.filter(one => !absent.has(seriesId(one)))].sort(byImportance);
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
    ...(metrics.some(({ slowDecline }) => slowDecline === true) ? { olderControl } : {}),
    ...(run.reference === undefined ? {} : { reference: run.reference }),
    baseline: history.record,
    ...(paired === undefined || paired.variancePools.length === 0 ? {} : { variancePools: paired.variancePools }),
    notes: notesOn(run, policy, paired, others)
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
  const both = series.rounds.filter(
    ({ round, candidate, reference }) =>
      round <= (paired?.rounds ?? 0) && candidate !== undefined && reference !== undefined
  );
  // Only rounds that were compared; other rounds could contradict the change.
  const shown = both.length > 0 ? both : series.rounds;
  const candidate = geometricMean(shown.map(round => round.candidate));
  const reference = geometricMean(shown.map(round => round.reference));
  const measured = {
    ...base,
    design: 'paired' as const,
    ...(candidate === undefined ? {} : { candidate }),
    ...(reference === undefined ? {} : { reference })
  };
  if (result?.figures === undefined) {
    const rounds = result?.rounds ?? 0;
    const reason = `${rounds} ${rounds === 1 ? 'round has' : 'rounds have'} both arms; three are needed to estimate the noise`;
    return { ...measured, outcome: 'inconclusive', reason, pairs: rounds };
  }
  return {
    ...measured,
    outcome: result.outcome,
    pairs: result.rounds,
    ...change(result.figures, result.outcome),
    ...detectable(series, result.figures)
  };
}

function fromHistory(
  series: readonly Series[],
  policy: Policy,
  { figures, anchor }: History,
  controls: Readonly<Record<HistoryResult['against'], ControlComparison>>,
  others: readonly number[] | undefined
): MetricComparison[] {
  const past = compareHistory(series, policy, figures, anchor, others).results;
  const deciding = [...past.values()].some(({ gates }) => gates);
  return series.map(one => {
    const base = describe(one, policy, figures);
    const candidate = geometricMean(one.rounds.map(round => round.candidate));
    const now = { ...base, ...(candidate === undefined ? {} : { candidate }) };
    const result = past.get(seriesId(one));
    if (result === undefined) {
      return { ...now, design: 'none', outcome: 'inconclusive', pairs: 0 };
    }
    const { design, gates, pairs, reference, earlier } = result;
    const gated = base.gated && (design === 'single' ? !deciding : gates);
    // Faster machines can hide a loss, just as slower ones can fake one.
    const vetoed = controls[result.against].state === 'changed';
    const slowDecline = result.against === 'anchor';
    const own = vetoed && !slowDecline ? undefined : result.reason;
    const reason = [...(vetoed ? ['machines changed'] : []), ...(own === undefined ? [] : [own])].join('; ');
    return {
      ...now,
      design,
      gated,
      ...(base.gated && !gated ? { onlyAdvises: true } : {}),
      outcome: vetoed ? 'inconclusive' : result.outcome,
      ...(reason === '' ? {} : { reason }),
      reference,
      pairs,
      history: earlier,
      ...(slowDecline ? { slowDecline } : {}),
      ...change(result, result.outcome),
      ...(result.detectable === undefined
        ? {}
        : detectable(one, { detectable: result.detectable, needed: result.needed })),
      ...(result.band === undefined ? {} : { band: result.band })
    };
  });
}

/**
 * A metric without ratios has no change, but its values are still shown: a thousand retransmits after none must be
 * visible.
 */
function untested(
  run: Run,
  { reason, means, ...series }: UnusableSeries,
  policy: Policy,
  figures: History['figures']
): MetricComparison {
  const base = describe({ ...series, rounds: [] }, policy, figures);
  const reference =
    run.reference === undefined ? geometricMean(base.history.map(({ value }) => value)) : means.reference;
  return {
    ...base,
    ...means,
    ...(reference === undefined ? {} : { reference }),
    design: 'none',
    outcome: 'inconclusive',
    reason,
    pairs: 0
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

function change(
  { estimate, interval, adjustedP }: LogFigures,
  outcome: StatisticalOutcome
): Pick<MetricComparison, 'change' | 'adjustedP'> {
  const factor = Math.exp(estimate);
  return {
    change: {
      estimate: factor,
      low: Math.min(factor, Math.max(Math.exp(interval.low), 1 / widest)),
      high: Math.max(factor, Math.min(Math.exp(interval.high), widest)),
      level: outcome === 'equivalent' ? levelOfEquivalence : level
    },
    ...(adjustedP === undefined ? {} : { adjustedP })
  };
}

/** A detectable loss as a share: of throughput lost, or of latency added. */
function detectable(
  { better }: Series,
  figures: { readonly detectable: number; readonly needed: number | undefined }
): Pick<MetricComparison, 'detectable' | 'roundsNeeded'> {
  const share =
    better === 'higher' ? 1 - Math.exp(-figures.detectable) : Math.min(Math.exp(figures.detectable), widest) - 1;
  return { detectable: share, ...(figures.needed === undefined ? {} : { roundsNeeded: figures.needed }) };
}

/** A row for each gated metric without a value, so that gaps are visible. */
function withoutFigures(run: Run, policy: Policy, { usable, unusable }: RunSeries): MetricComparison[] {
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
          margin: marginFor(policy, better).share,
          pairs: 0,
          rounds: [],
          history: [],
          proof: 'unproven'
        };
      };
      if (!isMeasured(primaryMetric)) return [row(primaryMetric, 'invalid', () => reasonFor(run, scenario, test))];
      return gatedBesides(policy, test)
        .filter(metric => !isMeasured(metric) && of(unusable, metric) === undefined)
        .map(metric => row(metric, 'inconclusive', () => 'no valid sample has this metric'));
    })
  );
}

/** Without samples, unit and direction follow from the name. */
function unitOf(metric: string): Pick<Series, 'unit' | 'better'> {
  if (metric.startsWith('throughput')) return { unit: 'bit/s', better: 'higher' };
  return { unit: metric.startsWith('latency') ? 'us' : 'count', better: 'lower' };
}

function reasonFor(run: Run, scenario: string, test: TestName): string {
  const own = run.samples.filter(
    sample =>
      sample.scenario === scenario && sample.test === test && sample.path === 'pod' && sample.arm === 'candidate'
  );
  const result = run.scenarios.find(({ name, arm }) => name === scenario && arm === 'candidate');
  return own.at(-1)?.reason?.message ?? result?.reason?.message ?? 'it was not measured';
}

const outcomes: readonly Outcome[] = ['regression', 'invalid', 'improvement', 'inconclusive', 'equivalent'];

/** Gated metrics first, then worse before better before unchanged, then larger changes first. */
function byImportance(left: MetricComparison, right: MetricComparison): number {
  const rank = (one: MetricComparison): number =>
    (shallGate(one) ? 0 : outcomes.length) + outcomes.indexOf(one.outcome);
  const size = ({ change: of }: MetricComparison): number => (of === undefined ? 0 : Math.abs(Math.log(of.estimate)));
  return rank(left) - rank(right) || size(right) - size(left);
}

function strongest(metrics: readonly MetricComparison[]): Comparison['design'] {
  const designs = ['paired', 'history', 'single'] as const;
  return designs.find(design => metrics.some(metric => metric.design === design)) ?? 'none';
}

function notesOn(
  run: Run,
  { matrixJobs }: Policy,
  paired: PairedComparison | undefined,
  others: readonly number[] | undefined
): string[] {
  const notes: string[] = [];
  if (others !== undefined && others.length > 0) {
    notes.push(`Intervals are also corrected for ${others.length} gated metrics in the other runs of this report.`);
  }
  if (others === undefined && matrixJobs > 1) {
    notes.push(`Intervals are corrected for ${matrixJobs} matrix jobs reported together.`);
  }
  if (run.reference?.identical === true) {
    notes.push('Both arms are identical (chart version and values), so any difference is noise.');
  }
  if (run.stoppedByBudget === true) {
    notes.push(`Stopped by the time budget after ${describeRounds(run)} rounds.`);
  } else if (paired?.stop !== undefined && paired.rounds < run.plan.rounds) {
    notes.push(`Stopped early: ${paired.stop.reason}.`);
  }
  return notes;
}

import { defined } from '../lib/defined.ts';
import type { Policy } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import type { BaselineRecord, Comparison, MetricComparison, Outcome } from '../model/comparison.ts';
import { compareControl } from './control.ts';
import { compareHistory, historyMetrics } from './history.ts';
import { seriesId, type Earlier } from './metric.ts';
import { compareArms, pairedMetrics, type PairedComparison } from './paired.ts';
import { byTime, seriesOf } from './series.ts';
import { untested, withoutFigures } from './single-or-none.ts';
import { leaksOf } from '../model/plaintext.ts';
import { invalidParts, shouldGate, verdictOf } from './verdict.ts';

/** Earlier values, and where they come from. */
export interface History {
  readonly figures: Earlier;
  /** The same for the older runs used to detect a slow decline. */
  readonly anchor: Earlier;
  readonly record: BaselineRecord;
}

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
  if (given.unchanged === true) return nothingToCompare(given, history);
  const run = { ...given, samples: [...given.samples].sort(byTime) };
  const series = seriesOf(run);
  const control = compareControl(run, policy, history.figures, 'earlier runs');
  // The control's pool follows machines that slow down over months, just as the metrics' pool does.
  const olderControl = compareControl(run, policy, history.anchor, 'older runs');
  const paired = run.reference === undefined ? undefined : compareArms(run, policy, true, others);
  const compared =
    run.reference === undefined
      ? historyMetrics(series.usable, policy, history, { pool: control, anchor: olderControl }, others)
      : pairedMetrics(series.usable, policy, paired, history.figures);
  const missing = withoutFigures(run, policy, series);
  const absent = new Set(missing.map(seriesId));
  const shown = [...compared, ...series.unusable.map(one => untested(run, one, policy, history.figures))];
  const metrics = [...missing, ...shown.filter(one => !absent.has(seriesId(one)))].sort(byImportance);
  const invalid = [
    ...(run.complete ? [] : [`the run is incomplete: ${run.incompleteReason ?? 'no reason was recorded'}`]),
    ...invalidParts(run)
  ];
  return {
    verdict: leaksOf(run).length > 0 ? 'not-encrypted' : verdictOf(metrics, invalid.length > 0),
    design: strongest(metrics),
    metrics,
    invalid,
    control,
    ...(metrics.some(({ slowDecline }) => slowDecline === true) ? { olderControl } : {}),
    ...defined({ reference: run.reference }),
    baseline: history.record,
    ...(paired === undefined || paired.variancePools.length === 0 ? {} : { variancePools: paired.variancePools }),
    ...defined({ stopped: whyStopped(run, paired) }),
    notes: notesOn(run, policy, others)
  };
}

/** Both arms are the same, so their difference is known without a measurement. */
function nothingToCompare(run: Run, { record }: History): Comparison {
  return {
    ...{ verdict: 'unchanged', design: 'none', metrics: [], invalid: [], notes: [] },
    control: { state: 'not available', reason: 'Nothing was measured.' },
    ...defined({ reference: run.reference }),
    baseline: record
  };
}

const outcomes: readonly Outcome[] = [
  'regression',
  'invalid',
  'improvement',
  'inconclusive',
  'tolerable',
  'equivalent'
];

/** Gated metrics first, then worse before better before unchanged, then larger changes first. */
function byImportance(left: MetricComparison, right: MetricComparison): number {
  const rank = (one: MetricComparison): number =>
    (shouldGate(one) ? 0 : outcomes.length) + outcomes.indexOf(one.outcome);
  const size = ({ change: of }: MetricComparison): number => (of === undefined ? 0 : Math.abs(Math.log(of.estimate)));
  return rank(left) - rank(right) || size(right) - size(left);
}

function strongest(metrics: readonly MetricComparison[]): Comparison['design'] {
  const designs = ['paired', 'history', 'single'] as const;
  return designs.find(design => metrics.some(metric => metric.design === design)) ?? 'none';
}

function notesOn(run: Run, { matrixJobs }: Policy, others: readonly number[] | undefined): string[] {
  const notes: string[] = [];
  if (others !== undefined && others.length > 0) {
    notes.push(`Intervals are also corrected for ${others.length} gated metrics in the other runs of this report.`);
  }
  if (others === undefined && matrixJobs > 1) {
    notes.push(`Intervals are corrected for ${matrixJobs} matrix jobs reported together.`);
  }
  if (run.reference?.identical === true) {
    notes.push('Both arms are identical (the chart renders the same manifests), so any difference is noise.');
  }
  return notes;
}

/** The time budget ends a run whatever was measured. */
function whyStopped({ stoppedByBudget, plan }: Run, paired: PairedComparison | undefined): string | undefined {
  return stoppedByBudget === true || paired === undefined || paired.rounds >= plan.rounds
    ? undefined
    : paired.stop?.reason;
}

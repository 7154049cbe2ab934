import type { Change, Verdict } from './comparison.ts';
import type { FigureKey } from './figures.ts';

/** One complete, proven run of a trend, whatever its verdict. */
export interface TrendRun {
  readonly id: string;
  readonly startedAt: string;
  /** Number of the workflow run, if it was one. */
  readonly runId?: number | undefined;
  readonly sha?: string | undefined;
  /** Unknown for a run that was read from its run.json. */
  readonly verdict?: Verdict | undefined;
  /** Everything that could explain a change, by the names of the fingerprint. */
  readonly setup: Readonly<Record<string, string>>;
  /** The candidate's metrics, and those of the control, which have no scenario. */
  readonly figures: readonly TrendFigure[];
  /** Metrics whose loss was accepted with this run. */
  readonly accepted: readonly FigureKey[];
}

export interface TrendFigure extends FigureKey {
  readonly value: number;
  /** To the reference that was measured in turns, if an input pins that: `setup` names it. */
  readonly ratio?: number | undefined;
}

/** The runs of one workflow, oldest first. */
export interface Trend {
  /** As `owner/name`, if the runs were made on GitHub. */
  readonly repository?: string | undefined;
  readonly runs: readonly TrendRun[];
}

/** Name of the pinned reference of a scenario, among the properties of a run. */
export function referenceName(scenario: string): string {
  return `reference of ${scenario}`;
}

/** What differs between the last run before a change and the first one after it. */
export interface Happened {
  /** Absent if it is unknown or the same. */
  readonly commits?: { readonly from: string; readonly to: string };
  readonly configuration: readonly Difference[];
  /** Of the cluster and its nodes. */
  readonly machines: readonly Difference[];
  /** A sentence for people. */
  readonly sentence: string;
}

export interface Difference {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A lasting change of a metric. */
export interface TrendChange {
  /** Indexes of the runs: last before, first after (estimated), and the one it was found in. */
  readonly before: number;
  readonly first: number;
  readonly detected: number;
  readonly isLoss: boolean;
  readonly change: Change;
  /** Levels before and after, in the metric's unit, without adjustment. */
  readonly levels: { readonly before: number; readonly after: number };
  /** The pinned reference that it is relative to; without one, it is adjusted by the control. */
  readonly reference: string | undefined;
  /** The control changed as well, enough to explain it. */
  readonly cause: 'machines' | 'unknown';
  /** `gone`: a later change took it back. `accepted`: a later run was accepted with it. */
  readonly state: 'lasting' | 'gone' | 'accepted';
  readonly happened: Happened;
}

/** One run of a metric. */
export interface TrendPoint {
  /** Index of the run. */
  readonly run: number;
  readonly value: number;
  /** Where an unchanged run is expected, given its control or reference; absent while a level is learned. */
  readonly band?: { readonly low: number; readonly high: number } | undefined;
}

export interface MetricTrend {
  readonly metric: FigureKey & { readonly scenario: string };
  readonly points: readonly TrendPoint[];
  readonly changes: readonly TrendChange[];
  /** The pinned reference that the newest run is judged by, instead of by the control. */
  readonly reference: string | undefined;
}

/** The metrics of a trend. */
export interface TrendReport {
  readonly trend: Trend;
  readonly metrics: readonly MetricTrend[];
  /** Runs left out because they measured differently from the newest one. */
  readonly leftOut: number;
}

/** Changes of several metrics in the same direction at about the same time, which have one cause. */
export interface TrendEvent {
  /** Stays the same while the trend grows. */
  readonly id: string;
  /** What its changes would be called if each were found alone: a change that joins may merge two of them. */
  readonly ids: readonly string[];
  readonly isLoss: boolean;
  /** Indexes of the runs: last before, first after, and the first in which a change was found. */
  readonly before: number;
  readonly first: number;
  readonly detected: number;
  readonly cause: TrendChange['cause'];
  readonly state: TrendChange['state'];
  /** Largest first. */
  readonly changes: readonly { readonly metric: MetricTrend['metric']; readonly change: TrendChange }[];
  readonly happened: Happened;
}

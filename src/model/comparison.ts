import type { Arm, Metric, Run, Sample } from './run.ts';
import type { TestName } from './test.ts';

/**
 * What a metric was compared with, from strong to weak: an interleaved reference arm, a pool of earlier runs, one
 * earlier run, nothing.
 */
export type ComparisonDesign = 'paired' | 'history' | 'single' | 'none';

/**
 * `tolerable`: a loss of the tolerance is ruled out. `equivalent`: so is a change of half of it, in either direction.
 */
export type Outcome = 'regression' | 'improvement' | 'equivalent' | 'tolerable' | 'inconclusive' | 'invalid';

/** On a pull request, this label accepts its losses. */
export const acceptLabel = 'accept-perf-regression';

/** `not-encrypted`: traffic was proven to be plaintext although its mode encrypts. */
export type Verdict =
  'unchanged' | 'pass' | 'inconclusive' | 'advisory' | 'no-baseline' | 'regression' | 'invalid' | 'not-encrypted';

/** Candidate divided by reference, as factors. The outcome is based on this adjusted interval. */
export interface Change {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Level of the interval before adjustment for multiple metrics: 0.95. */
  readonly level: number;
}

/** One round of a metric: the geometric mean of each arm's valid samples; absent without any. */
export type RoundFigures = { readonly round: number } & Readonly<Partial<Record<Arm, number>>>;

/** A metric in an earlier run. */
export interface EarlierFigure {
  /** For people: `run 1234 of 2026-11-20, 1a2b3c4`. */
  readonly label: string;
  readonly startedAt: string;
  readonly value: number;
  /** Number of its workflow run, if it was one. */
  readonly runId?: number;
  /** Version of Cilium that it measured, if known. */
  readonly cilium?: string;
}

export interface MetricComparison {
  readonly scenario: string;
  readonly test: TestName;
  readonly metric: string;
  readonly unit: Metric['unit'];
  readonly better: Metric['better'];
  /** Counts for the verdict and for the correction for multiple comparisons. */
  readonly gated: boolean;
  /**
   * Meant to gate, but the data it was compared with is too weak. Its outcome is advisory, and without it the run does
   * not pass.
   */
  readonly onlyAdvises?: true;
  readonly design: ComparisonDesign;
  readonly outcome: Outcome;
  /** Why it is invalid, inconclusive or only advisory, unless the numbers already show it. A sentence for people. */
  readonly reason?: string;
  /** Geometric mean over the rounds; arithmetic if a value is zero, which the reason then states. */
  readonly candidate?: number;
  /** The same over the reference's rounds, or over the earlier runs. */
  readonly reference?: number;
  readonly change?: Change;
  /** Tolerated loss as a share. */
  readonly tolerance: number;
  /** Rounds with both arms (paired) or earlier runs (history, single). */
  readonly pairs: number;
  /** Smallest loss, as a share (0.08 is 8 %), that this design reports as a regression in 9 of 10 cases. */
  readonly detectable?: number;
  /**
   * Total rounds needed to detect a loss of the tolerance. If absent although `detectable` is present, no number is enough.
   */
  readonly roundsNeeded?: number;
  readonly adjustedP?: number;
  readonly rounds: readonly RoundFigures[];
  /** The earlier runs it was compared with, newest first. With a reference arm, all that are available. */
  readonly history: readonly EarlierFigure[];
  /** Compared with older runs kept for this purpose, because the pool itself follows a slow decline. */
  readonly slowDecline?: true;
  /** Range expected of an unchanged run, based on the earlier ones. */
  readonly band?: { readonly low: number; readonly high: number };
  /** What its samples were proven to be; `unproven` if they disagree. */
  readonly proof: NonNullable<Sample['proof']>['verdict'];
}

/** Metrics whose variances were moderated together. */
export interface VariancePool {
  /** Such as `vxlan tcp-throughput throughput`. */
  readonly metrics: readonly string[];
  /** Degrees of freedom that each metric borrows from the others, at most. */
  readonly priorDegreesOfFreedom: number;
}

/** Whether the machines themselves changed, measured on a path Cilium neither encrypts nor encapsulates. */
export interface ControlComparison {
  readonly state: 'unchanged' | 'changed' | 'not available';
  /** A sentence for people. */
  readonly reason: string;
  readonly change?: Change;
}

/** An earlier run that was considered. */
export interface BaselineCandidate {
  /** For people: workflow run, date, commit. */
  readonly label: string;
  readonly url?: string;
  readonly used: boolean;
  /** Why it was rejected, or why it can be trusted. */
  readonly reason: string;
}

/** Why the search for earlier runs stopped early or never started. */
export interface SearchEnd {
  /** Continues a sentence after a colon: `this event has no earlier commit`. */
  readonly reason: string;
  /** Something could not be read, so there may be better runs that this one should be compared with. */
  readonly failed: boolean;
}

/** Which earlier runs a history comparison uses. */
export interface BaselineRecord {
  /** Such as `artifacts of main by .github/workflows/perf.yml`, `files` or `none`. */
  readonly source: string;
  readonly candidates: readonly BaselineCandidate[];
  readonly ended?: SearchEnd;
  /** Differences from the newest earlier run that do not prevent a comparison, one sentence each. */
  readonly differences: readonly string[];
}

/** A run's comparison: everything that reports and outputs need in addition to the run. */
export interface Comparison {
  readonly verdict: Verdict;
  /** Somebody accepted the losses with a label, so that the regression does not fail the job. */
  readonly accepted?: true;
  readonly design: ComparisonDesign;
  /** Most important first: gated before others, regressions before improvements before unchanged. */
  readonly metrics: readonly MetricComparison[];
  /** What has no valid measurement, one sentence each. Any entry makes the verdict `invalid`. */
  readonly invalid: readonly string[];
  readonly control: ControlComparison;
  /** The same relative to the older runs, if a slow decline was compared with them. */
  readonly olderControl?: ControlComparison;
  readonly reference?: Run['reference'];
  readonly baseline: BaselineRecord;
  /** Only with a reference arm. */
  readonly variancePools?: readonly VariancePool[];
  /** Why no further round was needed, if rounds were left. */
  readonly stopped?: string;
  /** Further remarks: identical arms, other runs in the same family. */
  readonly notes: readonly string[];
}

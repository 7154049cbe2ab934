import type { Arm, Metric, Run, Sample } from './run.ts';
import type { TestName } from './test.ts';

/** What a figure was compared with, from strong to weak: interleaved arms of one job, a pool of runs, one run, nothing. */
export type Design = 'paired' | 'history' | 'single' | 'none';

export type Outcome = 'regression' | 'improvement' | 'equivalent' | 'inconclusive' | 'invalid';

export type Verdict = 'pass' | 'inconclusive' | 'advisory' | 'no-baseline' | 'regression' | 'invalid';

/** Candidate divided by reference, as factors; the interval is the adjusted one that the outcome rests on. */
export interface Change {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Of the interval, before it was adjusted for the family of metrics: 0.95. */
  readonly level: number;
}

/** What one round measured of a metric: the geometric mean of each arm's valid samples, absent where none was valid. */
export type RoundFigures = { readonly round: number } & Readonly<Partial<Record<Arm, number>>>;

/** A metric of one earlier run. */
export interface EarlierFigure {
  /** For people: `run 1234 of 2026-11-20, 1a2b3c4`. */
  readonly label: string;
  readonly startedAt: string;
  readonly value: number;
}

/** One metric of one scenario, compared. */
export interface MetricComparison {
  readonly scenario: string;
  readonly test: TestName;
  readonly metric: string;
  readonly unit: Metric['unit'];
  readonly better: Metric['better'];
  /** Takes part in the verdict and in the family of tests. */
  readonly gated: boolean;
  /** Shall gate, and was compared with too little for that: its outcome is advice, and nothing passes without it. */
  readonly onlyAdvises?: true;
  readonly design: Design;
  readonly outcome: Outcome;
  /** Why it is invalid, inconclusive or only advice, where the figures alone do not say that; a sentence for people. */
  readonly reason?: string;
  /** Geometric mean over the rounds; arithmetic where a zero has no logarithm, which the reason says. */
  readonly candidate?: number;
  /** The same over the reference's rounds, or over the earlier runs. */
  readonly reference?: number;
  readonly change?: Change;
  /** A change of less than this share counts as none. */
  readonly margin: number;
  /** Rounds with both arms (paired), earlier runs (history, single). */
  readonly pairs: number;
  /** Smallest change for the worse, as a share (0.08 is 8 %), that this design would have called a regression in 9 of 10 cases. */
  readonly detectable?: number;
  /** Rounds in all that it would take to see a change of twice the margin; absent beside `detectable`: no number would do. */
  readonly roundsNeeded?: number;
  readonly adjustedP?: number;
  /** Signed-rank test, shown and not used. */
  readonly signedRankP?: number;
  readonly rounds: readonly RoundFigures[];
  /** The earlier runs that it was compared with, newest first; beside a reference arm those that there are. */
  readonly history: readonly EarlierFigure[];
  /** Compared with the older runs that are kept for this, not with the pool, which moves along with a slow decline. */
  readonly slowDecline?: true;
  /** Range in which an unchanged run would lie, from the earlier ones. */
  readonly band?: { readonly low: number; readonly high: number };
  /** What its samples were proven to be; `unproven` when not all agree. */
  readonly proof: NonNullable<Sample['proof']>['verdict'];
}

/** Metrics whose variances were drawn towards each other. */
export interface VariancePool {
  /** `vxlan tcp-throughput throughput`, and so on. */
  readonly metrics: readonly string[];
  /** What the others add to a metric's own degrees of freedom, at most. */
  readonly priorDegreesOfFreedom: number;
  /** Bartlett's test that the variances are equal; shown, for the weight above is what decides. */
  readonly homogeneityP: number;
}

/** Whether the machines themselves changed, by the path that Cilium neither encrypts nor encapsulates. */
export interface ControlComparison {
  readonly state: 'unchanged' | 'changed' | 'not available';
  /** A sentence for people. */
  readonly reason: string;
  readonly change?: Change;
}

/** An earlier run that was looked at. */
export interface BaselineCandidate {
  /** For people: workflow run, date, commit. */
  readonly label: string;
  readonly url?: string;
  readonly used: boolean;
  /** Why it was refused, or why it may be believed. */
  readonly reason: string;
}

/** Why the search for earlier runs ended before it had looked at all there are, or never began. */
export interface SearchEnd {
  /** Goes on after a colon: `this event has no earlier commit`. */
  readonly reason: string;
  /** What should have been read could not be: there may be runs that this one is worse than. */
  readonly failed: boolean;
}

/** Where the reference figures of a history comparison come from. */
export interface BaselineRecord {
  /** `artifacts of main by .github/workflows/perf.yml`, `files`, `none`. */
  readonly source: string;
  readonly candidates: readonly BaselineCandidate[];
  readonly ended?: SearchEnd;
  /** What differs from the newest earlier run without making it incomparable, a sentence each. */
  readonly differences: readonly string[];
}

/** A run compared: all that reports and outputs need besides the run itself. */
export interface Comparison {
  readonly verdict: Verdict;
  readonly design: Design;
  /** Most important first: worse before better before unchanged, gated before shown. */
  readonly metrics: readonly MetricComparison[];
  /** What has no figure that counts, a sentence each; any makes the verdict `invalid`. */
  readonly invalid: readonly string[];
  readonly control: ControlComparison;
  /** The same since the older runs, where a slow decline was compared with them. */
  readonly olderControl?: ControlComparison;
  readonly reference?: Run['reference'];
  readonly baseline: BaselineRecord;
  /** Of interleaved arms. */
  readonly variancePools?: readonly VariancePool[];
  /** What people should know besides: identical arms, unsettled noise, acknowledged losses. */
  readonly notes: readonly string[];
}

import { defined } from '../lib/defined.ts';
import { keyText } from '../model/figures.ts';
import type { Policy } from '../model/options.ts';
import type { EarlierFigure, MetricComparison } from '../model/comparison.ts';
import type { Better, StatisticalOutcome } from '../statistics/outcome.ts';
import { isGated, toleranceFor } from './policy.ts';
import type { Series } from './series.ts';

/** Earlier values of every metric by `keyText`, newest first. */
export type Earlier = ReadonlyMap<string, readonly EarlierFigure[]>;

/** Levels of the intervals before adjustment: of a change, and of the two bounds that let a run pass. */
const [level, levelOfBounds] = [0.95, 0.9];
/** An interval beyond this factor means "anything", and would exceed what JSON can represent. */
const widest = 1e9;

/** What every design states about a metric. */
export type Common = Omit<MetricComparison, 'design' | 'outcome' | 'pairs'>;

/** What is known about a metric before it is compared. */
export function commonOf(series: Series, policy: Policy, figures: Earlier): Common {
  const { scenario, test, metric, unit, better, rounds, proof } = series;
  return {
    ...{ scenario, test, metric, unit, better, rounds, proof },
    gated: isGated(policy, test, metric),
    tolerance: toleranceFor(policy, better).share,
    history: figures.get(keyText(series)) ?? []
  };
}

interface LogFigures {
  readonly estimate: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly adjustedP?: number | undefined;
}

/** A change as a factor, from a log ratio and its interval. */
export function changeOf(
  { estimate, interval, adjustedP }: LogFigures,
  outcome: StatisticalOutcome
): Pick<MetricComparison, 'change' | 'adjustedP'> {
  const factor = Math.exp(estimate);
  return {
    change: {
      estimate: factor,
      low: Math.min(factor, Math.max(Math.exp(interval.low), 1 / widest)),
      high: Math.max(factor, Math.min(Math.exp(interval.high), widest)),
      level: outcome === 'equivalent' || outcome === 'tolerable' ? levelOfBounds : level
    },
    ...defined({ adjustedP })
  };
}

/** A loss (log ratio) as a share: of throughput lost, or of latency added. */
export function lossShare(better: Better, loss: number): number {
  return better === 'higher' ? 1 - Math.exp(-loss) : Math.min(Math.exp(loss), widest) - 1;
}

/** A detectable loss as a share, and what it takes to detect a loss of the tolerance. */
export function detectableOf(
  { better }: Series,
  figures: { readonly detectable: number; readonly needed: number | undefined }
): Pick<MetricComparison, 'detectable' | 'roundsNeeded'> {
  return { detectable: lossShare(better, figures.detectable), ...defined({ roundsNeeded: figures.needed }) };
}

/** Identifies a metric within a run. */
export function seriesId({ scenario, test, metric }: Pick<Series, 'scenario' | 'test' | 'metric'>): string {
  return `${scenario} ${test} ${metric}`;
}

/** One metric compared with earlier runs. */
export interface EarlierResult {
  readonly design: 'history' | 'single';
  readonly outcome: StatisticalOutcome;
  /** Which runs' control shows whether the machines changed. */
  readonly against: 'pool' | 'anchor';
  /** The runs themselves, newest first. */
  readonly earlier: readonly EarlierFigure[];
  /** Strong enough to gate; otherwise only advisory. */
  readonly gates: boolean;
  readonly reason?: string;
  /** Number of earlier runs. */
  readonly pairs: number;
  /** Their geometric mean. */
  readonly reference: number;
  readonly estimate: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly adjustedP?: number;
  readonly detectable?: number;
  readonly needed: number | undefined;
  readonly band?: { readonly low: number; readonly high: number };
}

import type { Change, MetricComparison } from '../model/comparison.ts';
import type { Arm, Run, Sample, Metric } from '../model/run.ts';
import type { TestName } from '../model/test.ts';
import { toleranceOf } from '../statistics/outcome.ts';
import { mean } from '../statistics/variance.ts';

/** A metric over all rounds of a run: mean, smallest and largest of the round means. */
export interface Aggregate {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Number of rounds with a valid sample. */
  readonly rounds: number;
}

/** Which samples to use: a scenario's in the pod network, or the control's of one round. */
export interface Selection {
  /** Defaults to the candidate. */
  readonly arm?: Arm;
  readonly path: Sample['path'];
  readonly scenario?: string;
  readonly round?: number;
}

/** Keeps figures and their units on one line. */
export function joinUnits(text: string): string {
  return text.replace(/(?<=\d) (?=(?:%|×|Gbit\/s|µs|s\/GB|GB)(?!\w))/g, '\u00a0');
}

/**
 * Fixed decimals, rounding halves away from zero. toFixed alone rounds the binary value and turns iperf3's 1.65 into
 * 1.6.
 */
export function formatDecimal(value: number, decimals: number): string {
  const shifted = Number((value * 10 ** decimals).toPrecision(14));
  return ((Math.sign(shifted) * Math.round(Math.abs(shifted))) / 10 ** decimals).toFixed(decimals);
}

/** The valid samples of a test that match the selection. */
export function validSamples(run: Run, test: TestName, selection: Selection): Sample[] {
  return run.samples.filter(
    sample =>
      sample.status === 'valid' &&
      sample.test === test &&
      sample.path === selection.path &&
      (sample.path === 'host' || sample.arm === (selection.arm ?? 'candidate')) &&
      (selection.scenario === undefined || sample.scenario === selection.scenario) &&
      (selection.round === undefined || sample.round === selection.round)
  );
}

/** The mean of a metric in each round with a value, because samples of one round are not independent. */
export function roundMeans(samples: readonly Sample[], metric: string): { round: number; value: number }[] {
  const figures = samples.flatMap(({ round, metrics }) => {
    const figure = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
    return figure === undefined ? [] : [{ round, value: figure.value }];
  });
  return [...Map.groupBy(figures, ({ round }) => round)]
    .map(([round, all]) => ({ round, value: mean(all.map(({ value }) => value)) }))
    .sort((left, right) => left.round - right.round);
}

/** A metric over all rounds, or `undefined` without valid samples. */
export function aggregate(run: Run, test: TestName, metric: string, selection: Selection): Aggregate | undefined {
  const means = roundMeans(validSamples(run, test, selection), metric).map(({ value }) => value);
  return means.length === 0 ? undefined : overRounds(means);
}

/** Mean, smallest and largest of the rounds. */
export function overRounds(means: readonly number[]): Aggregate {
  return { mean: mean(means), min: Math.min(...means), max: Math.max(...means), rounds: means.length };
}

/** A value with its unit for people: `7.61 Gbit/s`, `164.9 µs`, `6057 /s`. */
export function formatQuantity(value: number, unit: Metric['unit']): string {
  const { factor, decimals, symbol } = scaleOf(value, unit);
  return [formatNumber(value / factor, decimals), symbol].join(' ').trim();
}

/** How to write values around `value`: divisor, decimals and unit. */
export function scaleOf(value: number, unit: Metric['unit']): Scale {
  const size = Math.abs(value);
  switch (unit) {
    case 'bit/s':
      return size >= 1e8
        ? { factor: 1e9, decimals: 2, symbol: 'Gbit/s' }
        : { factor: 1e6, decimals: 1, symbol: 'Mbit/s' };
    case 'us':
      return size >= 1e4 ? { factor: 1e3, decimals: 1, symbol: 'ms' } : { factor: 1, decimals: 1, symbol: 'µs' };
    case '1/s':
      return { factor: 1, decimals: size >= 100 ? 0 : 1, symbol: '/s' };
    case 'bytes':
      return size >= 1e9 ? { factor: 1e9, decimals: 1, symbol: 'GB' } : { factor: 1e6, decimals: 1, symbol: 'MB' };
    case 'count':
      return { factor: 1, decimals: size >= 100 ? 0 : 1, symbol: '' };
    case '%':
      return { factor: 1, decimals: 1, symbol: '%' };
    case 'us/transaction':
      return { factor: 1, decimals: 1, symbol: 'µs/transaction' };
    case 's/GB':
      return { factor: 1, decimals: 2, symbol: unit };
  }
}

export interface Scale {
  readonly factor: number;
  readonly decimals: number;
  readonly symbol: string;
}

/** Fixed decimals, or powers of ten for numbers too long for a table cell. */
export function formatNumber(value: number, decimals: number): string {
  return Math.abs(value) < 1e9 ? formatDecimal(value, decimals) : value.toExponential(2);
}

/** A share as a percentage: 0.08 is `8 %`, 0.025 is `2.5 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${formatNumber(percent, Number.isInteger(Number(percent.toPrecision(12))) || percent >= 10 ? 0 : 1)} %`;
}

/** A factor as a signed change: 0.88 is `−12.0 %`. */
export function formatFactor(factor: number, decimals = 1): string {
  return `${signed(factor, decimals)} %`;
}

/** A change with half the width of its interval: `−12.0 % ± 3`. */
export function formatPlusMinus({ estimate, low, high }: Change): string {
  const half = 50 * (high - low);
  return `${formatFactor(estimate)} ± ${formatNumber(half, half < 1 ? 1 : 0)}`;
}

/** A change with its interval: `−12.0 % (−15.1 to −9.3 %)`. */
export function formatChange({ estimate, low, high }: Change): string {
  return `${formatFactor(estimate)} (${signed(low, 1)} to ${signed(high, 1)} %)`;
}

/** A change within a sentence: `fell by 12 % (95 % interval −15 to −9 %)`. */
export function describeChange({ estimate, low, high, level }: Change): string {
  const decimals = Math.abs(estimate - 1) >= 0.0995 ? 0 : 1;
  const size = signed(estimate, decimals).replace(/^[+−]/, '');
  const moved = estimate < 1 ? 'fell' : 'rose';
  return `${moved} by ${size} % (${formatShare(level)} interval ${signed(low, decimals)} to ${signed(high, decimals)} %)`;
}

function signed(factor: number, decimals: number): string {
  const text = formatNumber((factor - 1) * 100, decimals);
  return factor > 1 && Number(text) !== 0 ? `+${text}` : text.replace('-', '−');
}

/** A metric's tolerance as a log ratio. */
export function logTolerance({ better, tolerance }: Pick<MetricComparison, 'better' | 'tolerance'>): number {
  return toleranceOf(better === 'higher' ? 'higher' : 'lower', 100 * tolerance);
}

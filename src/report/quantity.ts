import type { Metric } from '../results/run.ts';
import { formatDecimal } from './figures.ts';

/** A figure with its unit for people: `7.61 Gbit/s`, `164.9 µs`, `6057 /s`. */
export function formatQuantity(value: number, unit: Metric['unit']): string {
  const { factor, decimals, symbol } = scaleOf(value, unit);
  return [formatNumber(value / factor, decimals), symbol].join(' ').trim();
}

/** How figures around `value` are written: what they are divided by, their decimals and the unit then. */
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
      return { factor: 1e6, decimals: 1, symbol: 'MB' };
    case 'count':
      return { factor: 1, decimals: size >= 100 ? 0 : 1, symbol: '' };
    case '%':
      return { factor: 1, decimals: 1, symbol: '%' };
    case 'us/transaction':
      return { factor: 1, decimals: 1, symbol: 'µs/transaction' };
    case 's':
    case 's/GB':
      return { factor: 1, decimals: 2, symbol: unit };
  }
}

export interface Scale {
  readonly factor: number;
  readonly decimals: number;
  readonly symbol: string;
}

/** A number with fixed decimals, in powers of ten where it would run out of any cell. */
export function formatNumber(value: number, decimals: number): string {
  return Math.abs(value) < 1e9 ? formatDecimal(value, decimals) : value.toExponential(2);
}

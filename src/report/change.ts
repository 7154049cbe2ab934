import type { Change } from '../verdict/comparison.ts';
import { formatNumber } from './quantity.ts';

/** A share as a percentage: 0.08 is `8 %`, 0.025 is `2.5 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${formatNumber(percent, Number.isInteger(Number(percent.toPrecision(12))) || percent >= 10 ? 0 : 1)} %`;
}

/** A factor as a signed change: 0.88 is `-12.0 %`. */
export function formatFactor(factor: number, decimals = 1): string {
  return `${signed(factor, decimals)} %`;
}

/** A change with its interval: `-12.0 % (-15.1 to -9.3 %)`. */
export function formatChange({ estimate, low, high }: Change): string {
  return `${formatFactor(estimate)} (${signed(low, 1)} to ${signed(high, 1)} %)`;
}

/** A change as a sentence goes on: `fell by 12 % (95 % interval -15 to -9 %)`. */
export function describeChange({ estimate, low, high, level }: Change): string {
  const decimals = Math.abs(estimate - 1) >= 0.0995 ? 0 : 1;
  const size = signed(estimate, decimals).replace(/^[+-]/, '');
  const moved = estimate < 1 ? 'fell' : 'rose';
  return `${moved} by ${size} % (${formatShare(level)} interval ${signed(low, decimals)} to ${signed(high, decimals)} %)`;
}

function signed(factor: number, decimals: number): string {
  const text = formatNumber((factor - 1) * 100, decimals);
  return factor > 1 && Number(text) !== 0 ? `+${text}` : text;
}

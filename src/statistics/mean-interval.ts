import { tUpperQuantile } from './distributions.ts';
import { mean, spreadOf } from './variance.ts';

/** The mean of some values and its t interval. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The interval that contains the mean of a normal distribution with this probability; `undefined` below two values. */
export function meanInterval(values: readonly number[], level = 0.95): MeanInterval | undefined {
  if (values.length < 2) return undefined;
  const { variance, degreesOfFreedom } = spreadOf(values);
  const half = tUpperQuantile((1 - level) / 2, degreesOfFreedom) * Math.sqrt(variance / values.length);
  const center = mean(values);
  return { mean: center, low: center - half, high: center + half };
}

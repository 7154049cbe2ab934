/** A variance and the degrees of freedom behind it; `variance` in squared units of what was measured (log ratios here). */
export interface Spread {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Unbiased sample variance with n - 1 degrees of freedom; needs two values. */
export function spreadOf(values: readonly number[]): Spread {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { variance: squares / (values.length - 1), degreesOfFreedom: values.length - 1 };
}

/** Mean of several variances weighted by their degrees of freedom. */
export function pooled(spreads: readonly Spread[]): Spread {
  const degreesOfFreedom = spreads.reduce((sum, spread) => sum + spread.degreesOfFreedom, 0);
  const squares = spreads.reduce((sum, spread) => sum + spread.variance * spread.degreesOfFreedom, 0);
  return { variance: squares / degreesOfFreedom, degreesOfFreedom };
}

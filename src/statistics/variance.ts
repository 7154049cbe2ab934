/** A variance and its degrees of freedom; `variance` is in squared units of the data (here log ratios). */
export interface Spread {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** Arithmetic mean; NaN without values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Unbiased sample variance with n - 1 degrees of freedom; needs two values. */
export function spreadOf(values: readonly number[]): Spread {
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return { variance: squares / (values.length - 1), degreesOfFreedom: values.length - 1 };
}

/** Mean of several variances, weighted by their degrees of freedom. */
export function pooled(spreads: readonly Spread[]): Spread {
  const degreesOfFreedom = spreads.reduce((sum, spread) => sum + spread.degreesOfFreedom, 0);
  const squares = spreads.reduce((sum, spread) => sum + spread.variance * spread.degreesOfFreedom, 0);
  return { variance: squares / degreesOfFreedom, degreesOfFreedom };
}

/** Above this, the asymptotic series below are exact to 1e-12. */
const ASYMPTOTIC_FROM = 10;

/** Derivative of ln Γ for x > 0: recurrence up, then Abramowitz & Stegun 6.3.18. */
export function digamma(x: number): number {
  let shifted = x;
  let below = 0;
  for (; shifted < ASYMPTOTIC_FROM; shifted += 1) below += 1 / shifted;
  const inverse = 1 / shifted ** 2;
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))));
  return Math.log(shifted) - 1 / (2 * shifted) - series - below;
}

/** Second derivative of ln Γ for x > 0: recurrence up, then Abramowitz & Stegun 6.4.12. */
export function trigamma(x: number): number {
  let shifted = x;
  let below = 0;
  for (; shifted < ASYMPTOTIC_FROM; shifted += 1) below += 1 / shifted ** 2;
  const inverse = 1 / shifted ** 2;
  const series = inverse * (1 / 6 - inverse * (1 / 30 - inverse * (1 / 42 - inverse * (1 / 30 - (inverse * 5) / 66))));
  return 1 / shifted + inverse / 2 + series / shifted + below;
}

/** The x > 0 whose trigamma is `value` > 0, by bisection on a logarithmic scale; capped at 1e9. */
export function inverseTrigamma(value: number): number {
  let low = Math.log(1e-9);
  let high = Math.log(1e9);
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (trigamma(Math.exp(middle)) > value) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** Moderated variances, and the maximum degrees of freedom of the prior. */
export interface Moderated {
  readonly spreads: readonly Spread[];
  readonly priorDegreesOfFreedom: number;
}

/**
 * Caps on the prior's degrees of freedom, per other metric and in total. With four metrics and three to six degrees of
 * freedom each, equal variances cannot be distinguished from ones that differ threefold, and metrics that move together
 * lend each other a variance that is as wrong as their own.
 */
const PRIOR_DF_PER_METRIC = 1;
const PRIOR_DF_AT_MOST = 4;

/**
 * Shrinks each variance toward those of the other metrics, as far as all of them agree (empirical Bayes). The prior's
 * weight, d0 degrees of freedom, is estimated from the scatter of the log variances beyond chance, and capped as above.
 * Unlike limma, the prior of a metric is centered on the pooled variance of the *others*: this is independent of its
 * own variance, so the moderated t has d0 + d degrees of freedom, and as an arithmetic mean it is raised rather than
 * lowered by noisy metrics. Assumes normal differences and variances that are independent between metrics; correlated
 * ones (a shared block effect) are part of the calibration, and the reason for the cap `most`. Units: squared log ratios. A single variance is returned
 * unchanged. Source: Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3:3, section 6.2 (d0 by moments of log variances).
 */
export function moderate(own: readonly Spread[], most = mostPrior(own.length)): Moderated {
  if (own.length < 2) return { spreads: own, priorDegreesOfFreedom: 0 };
  const prior = Math.min(estimatePrior(own), most);
  const spreads = own.map((spread, index) => {
    const others = pooled(own.filter((_, other) => other !== index));
    // A prior cannot carry more weight than the data behind it.
    const weight = Math.min(prior, others.degreesOfFreedom);
    return pooled([spread, { variance: others.variance, degreesOfFreedom: weight }]);
  });
  return { spreads, priorDegreesOfFreedom: prior };
}

/** Degrees of freedom of each of `count` variances with `own` each, if they agree well enough for maximum pooling. */
export function moderatedDegreesOfFreedom(count: number, own: number): number {
  return own + Math.min(mostPrior(count), (count - 1) * own);
}

function mostPrior(count: number): number {
  return Math.min(PRIOR_DF_PER_METRIC * (count - 1), PRIOR_DF_AT_MOST);
}

/** Infinity if the log variances scatter no more than expected by chance. */
function estimatePrior(own: readonly Spread[]): number {
  const logs = own.map(({ variance, degreesOfFreedom: d }) => Math.log(variance) - digamma(d / 2) + Math.log(d / 2));
  const byChance = mean(own.map(({ degreesOfFreedom }) => trigamma(degreesOfFreedom / 2)));
  const excess = spreadOf(logs).variance - byChance;
  return excess <= 0 ? Infinity : 2 * inverseTrigamma(excess);
}

/** Metrics whose variances were moderated together. */
export interface Pool {
  readonly ids: readonly string[];
  /** Degrees of freedom that each variance borrows from the others; 0 if it stands alone. */
  readonly priorDegreesOfFreedom: number;
}

export interface Pooling {
  readonly pools: readonly Pool[];
  readonly spreads: ReadonlyMap<string, Spread>;
}

interface Member {
  readonly id: string;
  readonly group: string;
  readonly gated: boolean;
  readonly own: Spread;
}

/** Fewer variances do not show whether they agree. */
const SMALLEST_POOL = 4;

/** 0.01 %, squared. No tool has a finer resolution, and equal readings must not count as certainty. */
const SMALLEST_VARIANCE = 1e-4 ** 2;

/**
 * Moderates variances within each group (one kind of metric across scenarios) of at least four. Gated metrics of
 * smaller groups share one pool, so that the primary metrics of a single scenario support each other. Metrics that do
 * not gate (retransmits, minima) never contribute to gated ones, and stand alone outside a group.
 */
export function poolSpreads(members: readonly Member[]): Pooling {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = `${member.gated ? 'gated' : 'shown'} ${member.group}`;
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  const rest = [...groups.values()].filter(group => group.length < SMALLEST_POOL).flat();
  const pools = [
    ...[...groups.values()].filter(group => group.length >= SMALLEST_POOL),
    rest.filter(({ gated }) => gated),
    ...rest.filter(({ gated }) => !gated).map(member => [member])
  ].filter(pool => pool.length > 0);

  const spreads = new Map<string, Spread>();
  const described = pools.map((pool): Pool => {
    const own = pool.map(({ own: { variance, degreesOfFreedom } }) => ({
      variance: Math.max(variance, SMALLEST_VARIANCE),
      degreesOfFreedom
    }));
    const moderated = moderate(own);
    for (const [index, { id }] of pool.entries()) {
      const spread = moderated.spreads[index];
      if (spread !== undefined) spreads.set(id, spread);
    }
    return {
      ids: pool.map(({ id }) => id),
      priorDegreesOfFreedom: moderated.priorDegreesOfFreedom
    };
  });
  return { pools: described, spreads };
}

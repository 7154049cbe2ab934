import { digamma, inverseTrigamma, trigamma } from './polygamma.ts';
import { mean, pooled, spreadOf, type Spread } from './spread.ts';

/** Variances that lent each other strength, and how much: degrees of freedom of the prior, at most. */
export interface Moderated {
  readonly spreads: readonly Spread[];
  readonly priorDegreesOfFreedom: number;
}

/**
 * The prior may weigh at most this many degrees of freedom per metric, and in all. With four metrics and three to six degrees
 * of freedom each nobody can tell equal variances from ones that differ threefold; pooled in full, a metric of threefold
 * variance then has 7.5 % false alarms and one of ninefold 16 %. The caps keep them at 5 % and 7 %, also among 8 or 24
 * metrics of which one is noisy, and cost half a minute of cluster time (bench/calibration.ts).
 */
const PRIOR_DF_PER_METRIC = 2;
const PRIOR_DF_AT_MOST = 12;

/**
 * Each variance drawn towards those of the other metrics, as far as all of them agree (empirical Bayes). The weight of the
 * prior, d0 degrees of freedom, is estimated from the scatter of the log variances beyond what chance gives and capped as
 * above. Unlike limma the centre of a metric's prior is the pooled variance of the *others*: independent of its own, so that
 * the moderated t keeps d0 + d degrees of freedom; and an arithmetic mean, which noisy metrics raise rather than lower.
 * Assumes normal differences and variances that are independent between metrics; correlated ones (a shared block effect) are
 * part of the calibration. Units in and out: squared log ratios. One variance alone comes back as it is.
 * Source: Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3:3, section 6.2 (d0 by moments of log variances).
 */
export function moderate(own: readonly Spread[]): Moderated {
  if (own.length < 2) return { spreads: own, priorDegreesOfFreedom: 0 };
  const prior = Math.min(estimatePrior(own), mostPrior(own.length));
  const spreads = own.map((spread, index) => {
    const others = pooled(own.filter((_, other) => other !== index));
    // A prior cannot be worth more than the data it was drawn from.
    const weight = Math.min(prior, others.degreesOfFreedom);
    return pooled([spread, { variance: others.variance, degreesOfFreedom: weight }]);
  });
  return { spreads, priorDegreesOfFreedom: prior };
}

/** Degrees of freedom of each of `count` variances with `own` each, when they agree so well that nothing forbids pooling. */
export function moderatedDegreesOfFreedom(count: number, own: number): number {
  return own + Math.min(mostPrior(count), (count - 1) * own);
}

function mostPrior(count: number): number {
  return Math.min(PRIOR_DF_PER_METRIC * count, PRIOR_DF_AT_MOST);
}

/** Infinity when the log variances scatter no more than chance alone would have them. */
function estimatePrior(own: readonly Spread[]): number {
  const logs = own.map(({ variance, degreesOfFreedom: d }) => Math.log(variance) - digamma(d / 2) + Math.log(d / 2));
  const byChance = mean(own.map(({ degreesOfFreedom }) => trigamma(degreesOfFreedom / 2)));
  const excess = spreadOf(logs).variance - byChance;
  return excess <= 0 ? Infinity : 2 * inverseTrigamma(excess);
}

/** Result of Holm's procedure for one hypothesis. */
export interface Holm {
  /** Smallest family-wise error rate at which it is rejected. */
  readonly adjusted: number;
  readonly rejected: boolean;
  /**
   * Error rate of the matching interval: the 1 - level interval excludes zero exactly if the hypothesis is rejected.
   */
  readonly level: number;
}

/**
 * Holm's step-down procedure for a family: the j-th smallest of m p-values is compared with alpha / (m - j + 1), up to
 * the first that fails. Guarantees P(any true hypothesis rejected) <= alpha under any dependence. Intervals use
 * Bonferroni's alpha / m, with joint coverage of 1 - alpha. Only if a hypothesis was rejected at a later step, and
 * Bonferroni's interval would contradict that, its own step's level is used. The exact companions of Holm's test are
 * one-sided and do not bound the size of a change (Strassburger & Bretz 2008, Stat. Med. 27:4914). Source: Holm 1979,
 * Scand. J. Stat. 6:65; levels by step: Serlin 1993, J. Exp. Educ. 61:350.
 */
export function holm(pValues: readonly number[], alpha: number): readonly Holm[] {
  const size = pValues.length;
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const results: Holm[] = [];
  let adjusted = 0;
  for (const [step, { p, index }] of order.entries()) {
    adjusted = Math.max(adjusted, Math.min(1, p * (size - step)));
    const rejected = adjusted <= alpha;
    const needsStep = rejected && p > alpha / size;
    results[index] = { adjusted, rejected, level: needsStep ? alpha / (size - step) : alpha / size };
  }
  return results;
}
